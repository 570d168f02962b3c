/*
 * present_text.c: results for a person to read.
 *
 *   3 träffar för: integration
 *
 *    1. Title
 *       owner · region · period · money
 *       Varför: …
 *       … a passage with the word … (Bakgrund, s. 6–7)
 *       id
 */
#include "present/comparables.h"
#include "present/notation.h"
#include "present/plain.h"
#include "present/present.h"

#define INDENT 4
#define REASONS_MAX 4
#define EXPANSIONS_MAX 6
#define COPIES_NAMED 5
#define FACET_VALUES_MAX 20

static const char *either(const struct presenter *p, const char *sv, const char *en)
{
	return p->style.lang == LETA_EN ? en : sv;
}

/* Writes a text that was put together, and frees it. */
static void flow_part(struct flow *flow, struct buf *part)
{
	flow_text(flow, buf_view(part));
	if (part->status != LETA_OK)
		flow->out->status = part->status;
	buf_fini(part);
}

/* ---- head ---- */

/* "43 jämförbara med: …" */
static void begin_comparables(struct buf *out, const struct leta_results *results,
			      const struct present_style *style)
{
	bool english = style->lang == LETA_EN;
	struct buf head;
	struct flow flow;

	buf_init(&head, out->max);
	if (results->total == 0)
		buf_cstr(&head, english ? "Nothing comparable with: " : "Inget jämförbart med: ");
	else {
		notation_number(&head, (int64_t)results->total, style->lang);
		buf_cstr(&head, english ? " comparable with: " : " jämförbara med: ");
	}
	buf_cstr(&head, notation_id(results->query, style->lang));
	flow_begin(&flow, out, style, INDENT);
	flow_part(&flow, &head);
	flow_end(&flow);
	comparables_text(out, results->comparables, results->total, style);
}

static void add_count(struct buf *out, const struct leta_results *results, enum leta_lang lang)
{
	bool english = lang == LETA_EN, question = results->query[0] != '\0';
	if (results->total == 0) {
		buf_cstr(out, english ? "No hits" : "Inga träffar");
		return;
	}
	notation_number(out, (int64_t)results->total, lang);
	if (!question)
		buf_cstr(out, !english ? " dokument" : results->total == 1 ? " document" : " documents");
	else if (results->total == 1)
		buf_cstr(out, english ? " hit" : " träff");
	else
		buf_cstr(out, english ? " hits" : " träffar");
}

/* "Även: upphandla · offentligt inköp" */
static void write_expansions(struct buf *out, const struct leta_results *results,
			     const struct present_style *style)
{
	struct flow flow;
	if (results->n_expansions == 0)
		return;
	flow_begin(&flow, out, style, INDENT);
	flow_text(&flow, style->lang == LETA_EN ? STR("Also: ") : STR("Även: "));
	for (size_t i = 0; i < results->n_expansions && i < EXPANSIONS_MAX; i++) {
		flow_text(&flow, str_from(results->expansions[i].to));
		if (i + 1 < results->n_expansions)
			flow_text(&flow, i + 1 < EXPANSIONS_MAX ? STR(" · ") : STR(" …"));
	}
	flow_end(&flow);
}

void present_head(struct buf *out, const struct leta_results *results,
		  const struct present_style *style)
{
	bool english = style->lang == LETA_EN;
	struct buf head;
	struct flow flow;

	if (results->comparables && results->query == results->comparables->given) {
		begin_comparables(out, results, style);
		return;
	}
	buf_init(&head, out->max);
	add_count(&head, results, style->lang);
	if (results->query[0])
		buf_printf(&head, english ? " for: %s" : " för: %s", results->query);
	flow_begin(&flow, out, style, INDENT);
	flow_part(&flow, &head);
	flow_end(&flow);

	write_expansions(out, results, style);
	if (results->comparables)
		comparables_text(out, results->comparables, results->total, style);
}

void present_way_on(struct buf *out, const char *with, const char *unknown, unsigned indent,
		    const struct present_style *style)
{
	struct buf line;
	struct flow flow;
	if (!with || !unknown || with == unknown)
		return;
	buf_init(&line, out->max);
	if (style->lang == LETA_EN)
		buf_printf(&line, "In a query: %s, with - in front to leave them out; %s", with,
			   unknown);
	else
		buf_printf(&line, "I en fråga: %s, med - framför för att välja bort; %s", with,
			   unknown);
	flow_begin(&flow, out, style, indent + 2);
	flow_to(&flow, indent);
	flow_part(&flow, &line);
	flow_end(&flow);
}

static void begin(struct presenter *p, const struct leta_results *results)
{
	present_head(&p->sink->buf, results, &p->style);
}

/* ---- a hit ---- */

static void add_part(struct buf *line, bool *first, const char *text)
{
	if (!text)
		return;
	if (!*first)
		buf_cstr(line, " · ");
	buf_cstr(line, text);
	*first = false;
}

/* "owner · region · period · money" */
static void write_facts(struct presenter *p, const struct leta_record *record)
{
	struct buf *out = &p->sink->buf, line, part;
	struct flow flow;
	bool first = true;

	buf_init(&line, out->max);
	buf_init(&part, out->max);
	add_part(&line, &first, leta_record_text(record, LETA_FIELD_OWNER));
	add_part(&line, &first, leta_record_text(record, LETA_FIELD_REGION));
	if (notation_period(&part, record, p->style.lang))
		add_part(&line, &first, part.data);
	buf_clear(&part);
	if (notation_funding(&part, record, p->style.lang))
		add_part(&line, &first, part.data);
	buf_fini(&part);
	if (first)
		return;
	flow_begin(&flow, out, &p->style, INDENT);
	flow_to(&flow, INDENT);
	flow_part(&flow, &line);
	flow_end(&flow);
}

static void write_line(struct presenter *p, struct buf *line)
{
	struct flow flow;
	flow_begin(&flow, &p->sink->buf, &p->style, INDENT + 2);
	flow_to(&flow, INDENT);
	flow_part(&flow, line);
	flow_end(&flow);
}

static void write_reasons(struct presenter *p, const struct leta_hit *hit)
{
	struct buf line;

	if (hit->n_reasons == 0)
		return;
	buf_init(&line, p->sink->buf.max);
	buf_cstr(&line, either(p, "Varför: ", "Why: "));
	for (size_t i = 0; i < hit->n_reasons && i < REASONS_MAX; i++) {
		buf_cstr(&line, i > 0 ? "; " : "");
		buf_cstr(&line, hit->reasons[i].text);
	}
	write_line(p, &line);
}

/* " (+4,0)" */
static void add_points(struct presenter *p, struct buf *line, double points)
{
	buf_cstr(line, points > 0 ? " (+" : " (");
	notation_tenths(line, points, p->style.lang);
	buf_char(line, ')');
}

/* What the likeness is made of: what speaks for it, then what differs, with what that takes away. */
static void write_likeness(struct presenter *p, const struct leta_hit *hit)
{
	struct buf line;
	const char *before = ": ";
	buf_init(&line, p->sink->buf.max);
	buf_cstr(&line, either(p, "Likhet ", "Likeness "));
	notation_tenths(&line, hit->score, p->style.lang);
	for (size_t i = 0; i < hit->n_reasons && hit->reasons[i].weight > 0; i++) {
		buf_printf(&line, "%s%s", before, hit->reasons[i].text);
		add_points(p, &line, hit->reasons[i].weight);
		before = "; ";
	}
	write_line(p, &line);
	if (hit->n_differences == 0)
		return;
	buf_init(&line, p->sink->buf.max);
	buf_cstr(&line, either(p, "Skiljer: ", "Differs: "));
	for (size_t i = 0; i < hit->n_differences; i++) {
		buf_printf(&line, "%s%s", i > 0 ? "; " : "", hit->differences[i].text);
		if (hit->differences[i].weight < 0)
			add_points(p, &line, hit->differences[i].weight);
	}
	write_line(p, &line);
}

/* " (Bakgrund, s. 6–7)" */
static void write_place(struct presenter *p, struct flow *flow, const struct leta_snippet *snippet)
{
	struct buf place;

	if (!snippet->section && !snippet->page)
		return;
	buf_init(&place, flow->out->max);
	buf_cstr(&place, " (");
	if (snippet->section)
		buf_cstr(&place, snippet->section);
	if (snippet->section && snippet->page)
		buf_cstr(&place, ", ");
	if (snippet->page)
		notation_pages(&place, snippet->page, snippet->last_page, p->style.lang);
	buf_char(&place, ')');
	flow_part(flow, &place);
}

/* "och 2 nära kopior: ID, ID": each is opened by its id. */
static void write_copies(struct presenter *p, const struct leta_hit *hit)
{
	struct buf *out = &p->sink->buf, line;
	struct flow flow;
	if (hit->n_copies == 0)
		return;
	buf_init(&line, out->max);
	if (hit->n_copies == 1)
		buf_cstr(&line, either(p, "och 1 nära kopia: ", "and 1 near copy: "));
	else
		buf_printf(&line, p->style.lang == LETA_EN ? "and %zu near copies: "
							   : "och %zu nära kopior: ",
			   hit->n_copies);
	for (size_t i = 0; i < hit->n_copies && i < COPIES_NAMED; i++)
		buf_printf(&line, "%s%s", i > 0 ? ", " : "", hit->copies[i]);
	if (hit->n_copies > COPIES_NAMED)
		buf_cstr(&line, " …");
	flow_begin(&flow, out, &p->style, INDENT + 2);
	flow_to(&flow, INDENT);
	flow_part(&flow, &line);
	flow_end(&flow);
}

static void write_hit(struct presenter *p, const struct leta_hit *hit)
{
	const char *id = leta_record_text(hit->record, LETA_FIELD_ID);
	const char *title = leta_record_text(hit->record, LETA_FIELD_TITLE);
	struct buf *out = &p->sink->buf;
	struct flow flow;

	buf_printf(out, "\n%2zu. ", hit->rank);
	flow_begin(&flow, out, &p->style, INDENT);
	flow.column = INDENT;
	flow_bold(&flow, str_from(title ? title : id));
	flow_end(&flow);
	write_facts(p, hit->record);
	if (hit->differences)
		write_likeness(p, hit);
	else
		write_reasons(p, hit);
	for (size_t i = 0; i < hit->n_snippets; i++) {
		const struct leta_snippet *snippet = &hit->snippets[i];
		flow_begin(&flow, out, &p->style, INDENT);
		flow_to(&flow, INDENT);
		flow_marked(&flow, str_from(snippet->text), snippet->marks, snippet->n_marks);
		write_place(p, &flow, snippet);
		flow_end(&flow);
	}
	flow_begin(&flow, out, &p->style, INDENT);
	flow_to(&flow, INDENT);
	flow_text(&flow, str_from(id));
	flow_end(&flow);
	write_copies(p, hit);
}

/* ---- facets and tail ---- */

static void write_value(struct presenter *p, const struct leta_facet_value *value, unsigned widest)
{
	struct buf *out = &p->sink->buf;
	const char *name = value->value ? value->value : either(p, "(okänt)", "(unknown)");
	unsigned width = plain_width(str_from(name));

	buf_cstr(out, "  ");
	plain_append(out, str_from(name));
	buf_printf(out, "%*s  ", width < widest ? (int)(widest - width) : 0, "");
	notation_number(out, (int64_t)value->count, p->style.lang);
	buf_char(out, '\n');
}

/* The values that most hits have, and how many lack one. */
static void write_facet(struct presenter *p, const struct leta_facet *facet)
{
	const struct leta_field_info *info = leta_field_info(facet->field);
	struct buf *out = &p->sink->buf;
	unsigned widest = plain_width(STR("(unknown)"));
	size_t shown = 0, left = 0;

	for (size_t i = 0; i < facet->n_values && i < FACET_VALUES_MAX; i++) {
		unsigned width = plain_width(str_from(facet->values[i].value));
		widest = width > widest ? width : widest;
	}
	buf_printf(out, "\n%s\n", either(p, info->label_sv, info->label_en));
	for (size_t i = 0; i < facet->n_values; i++) {
		bool known = facet->values[i].value != NULL;
		if (known && shown == FACET_VALUES_MAX) {
			left++;
			continue;
		}
		write_value(p, &facet->values[i], widest);
		shown += known;
	}
	if (left > 0)
		buf_printf(out,
			   p->style.lang == LETA_EN ? "  … and %zu more\n" : "  … och %zu till\n",
			   left);
	present_way_on(out, facet->values[0].query, facet->values[facet->n_values - 1].query, 2,
		       &p->style);
}

/* "3 nära kopior är inskjutna under sin träff; --all-copies visar dem för sig" */
static void write_collapsed(struct presenter *p, size_t n)
{
	struct flow flow;
	struct buf line;
	if (n == 0)
		return;
	buf_init(&line, p->sink->buf.max);
	if (n == 1)
		buf_cstr(&line, either(p, "1 nära kopia står vid en annan träff",
				       "1 near copy stands with another hit"));
	else
		buf_printf(&line,
			   p->style.lang == LETA_EN ? "%zu near copies stand with another hit"
						    : "%zu nära kopior står vid en annan träff",
			   n);
	buf_cstr(&line,
		 either(p, "; --all-copies visar alla för sig", "; --all-copies lists them all"));
	flow_begin(&flow, &p->sink->buf, &p->style, 0);
	flow_part(&flow, &line);
	flow_end(&flow);
}

static void end(struct presenter *p, const struct leta_results *results)
{
	struct buf *out = &p->sink->buf;
	bool english = p->style.lang == LETA_EN;
	size_t next = results->offset + p->shown, listed = results->total - results->collapsed;

	for (size_t i = 0; i < results->n_facets; i++)
		write_facet(p, &results->facets[i]);
	if (p->shown == 0 || (results->offset == 0 && p->shown >= results->total))
		return;
	buf_char(out, '\n');
	if (results->offset > 0 || p->shown < listed) {
		buf_printf(out, english ? "Hits %zu–%zu of %zu" : "Träff %zu–%zu av %zu",
			   results->offset + 1, next, listed);
		if (next < listed)
			buf_printf(out, english ? "; next: --offset %zu" : "; nästa: --offset %zu",
				   next);
		buf_char(out, '\n');
	}
	write_collapsed(p, results->collapsed);
}

const struct present_backend present_text = {
	.format = "text", .begin = begin, .hit = write_hit, .end = end, .collapses = true};
