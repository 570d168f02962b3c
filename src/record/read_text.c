/*
 * read_text.c: plain text → record: a title, labels with values at the top, pages, headings,
 * paragraphs.
 *
 * Text carries no marks of its own, so the same steps as for transcripts find its pages and
 * headings; only what needs a site around the text is left out. Facts are inferred only for what
 * calls itself a report.
 */
#include "base/error.h"
#include "record/contact.h"
#include "record/esf.h"
#include "record/esf_label.h"
#include "record/facts.h"
#include "record/read.h"
#include "record/transcript.h"
#include "record/word.h"

#define TITLE_MAX 250 /* bytes of a first line that is a title */
#define TITLE_CUT 100 /* bytes of the title of a text that begins with a paragraph */
#define TOP_LINES 60  /* lines in which labels may stand */
#define FRONT_LINES 5 /* between title and labels */

/* The first line that is not blank; *rest begins behind it, on line *line_no. */
static struct str first_line(struct str text, struct str *rest, unsigned *line_no)
{
	struct str line = {0};
	*rest = text;
	*line_no = 1;
	while (str_line(rest, &line)) {
		++*line_no;
		if (str_trim(line).len > 0)
			break;
	}
	return str_trim(line);
}

/* A text without a title is called by its first words. */
static bool infer_title(struct record_builder *b, struct str line)
{
	struct word w;
	size_t end = 0;
	for (size_t pos = 0; word_next(line, &pos, &w) && pos <= TITLE_CUT; end = pos)
		if (end > 0 && word_ends_sentence(str_sub(line, 0, end)))
			break;
	return record_infer_text(b, LETA_FIELD_TITLE, str_sub(line, 0, end), 0.5, STR("text"), 0);
}

/* Whether the other pages of a text with form feeds begin with this line, too: a running head. */
static bool is_running_head(struct str text, struct str line)
{
	struct str page, rest;
	unsigned line_no;
	size_t pages = 0, same = 0;
	str_cut(&text, '\f', &page);
	while (str_cut(&text, '\f', &page)) {
		struct str first = first_line(page, &rest, &line_no);
		pages += first.len > 0;
		same += first.len > 0 && word_same(first, line);
	}
	return same >= 2 && same * 2 >= pages;
}

/* A title that goes on in small letters on the next line, joined. */
static struct str whole_title(struct arena *arena, struct str line, struct str *rest, unsigned *line_no)
{
	struct str after = *rest, next;
	if (!str_line(&after, &next) || !word_is_lower(str_trim(next)) || word_ends_sentence(line) ||
	    line.len + next.len > TITLE_MAX)
		return line;
	char *joined = arena_printf(arena, STR_FMT " " STR_FMT, STR_ARG(line), STR_ARG(str_trim(next)));
	if (!joined)
		return line;
	*rest = after;
	++*line_no;
	return str_from(joined);
}

/* Whether a text begins with its first sentence, not with a title; a draft may be no more than that. */
static bool begins_with_text(const struct record_builder *b, struct str line, struct str rest)
{
	bool sentence = line.len > 0 && line.ptr[line.len - 1] == '.';
	return line.len > TITLE_MAX || (sentence && (b->draft || line.len > TITLE_CUT)) ||
	       (b->draft && str_trim(rest).len == 0);
}

/* Whether a draft begins with what it states. */
static bool begins_with_label(const struct record_builder *b, struct str line)
{
	struct esf_match m = esf_match_label(line);
	return b->draft && m.style == ESF_STYLE_COLON && m.value.len > 0;
}

static bool take_title(struct record_builder *b, struct str text, struct stretch *body)
{
	struct str rest, after;
	unsigned line_no, number, more = 1;
	struct str line = first_line(text, &rest, &line_no);
	*body = (struct stretch){.text = text, .line = 1};
	if (is_running_head(text, line)) {
		line = first_line(rest, &rest, &more);
		line_no += more - 1;
		more = 1;
	}
	if (begins_with_label(b, line))
		return true;
	if (pages_is_head(line, &number)) {
		line = first_line(rest, &after, &more);
	} else if (!begins_with_text(b, line, rest)) {
		line = whole_title(b->arena, line, &rest, &line_no);
		*body = (struct stretch){.text = rest, .line = line_no};
	} else { /* a draft has no list of hits that it must be called something in */
		return b->draft || infer_title(b, line);
	}
	while (line.len > 0 && line.ptr[0] == '#')
		line = str_trim(str_sub(line, 1, line.len));
	return line.len <= TITLE_MAX
		       ? record_add_text(b, LETA_FIELD_TITLE, line, line_no + more - 2)
		       : infer_title(b, line);
}

/* The lines between title and labels ("Slutrapport", who wrote it): a title page. */
static bool add_front(struct record_builder *b, const struct esf_page *page, size_t from, size_t to)
{
	size_t last = from;
	while (from < to && page->lines[from].kind != ESF_LINE_TEXT)
		from++;
	for (size_t i = from; i < to; i++)
		last = page->lines[i].kind == ESF_LINE_TEXT ? i : last;
	if (from >= to)
		return true;
	const char *start = page->lines[from].text.ptr;
	const char *end = page->lines[last].text.ptr + page->lines[last].text.len;
	struct leta_section *s = record_add_section(
		b, STR(""), (struct str){start, (size_t)(end - start)}, (unsigned)from + 1);
	if (s)
		s->role = LETA_ROLE_FRONT;
	return s != NULL;
}

/* Where to look for labels' end: at the labels when only a title page is above them. */
static size_t labels_from(const struct esf_page *page, size_t top, size_t header)
{
	size_t lines = 0;
	if (top == 0)
		return top; /* no title, so no title page */
	for (size_t i = top; i < header; i++) {
		if (page->lines[i].kind == ESF_LINE_TEXT &&
		    (++lines > FRONT_LINES || page->lines[i].text.len > TITLE_CUT))
			return top;
	}
	return header < page->n ? header : top;
}

/*
 * Reads "Projektägare: …" lines at the top as the fund's pages have them; the text goes on behind
 * the last, and short lines above the first are a title page.
 */
static bool take_labels(struct record_builder *b, struct stretch *body)
{
	struct esf_page page = {.b = b};
	struct esf_header header;
	struct str rest = body->text, line, after = body->text;
	unsigned line_no = body->line;
	page.lines = arena_zalloc(b->arena, TOP_LINES, sizeof(*page.lines));
	if (!page.lines || body->line > TOP_LINES)
		return page.lines != NULL;
	for (; page.n + 1 < body->line; page.n++) /* the lines of the title */
		page.lines[page.n].kind = ESF_LINE_BLANK;
	for (; page.n < TOP_LINES && str_line(&rest, &line); page.n++) {
		line = str_trim(line);
		page.lines[page.n] = (struct esf_line){
			.text = line, .kind = line.len > 0 ? ESF_LINE_TEXT : ESF_LINE_BLANK};
	}
	if (!esf_read_header(&page, &header))
		return false;
	size_t top = body->line - 1, labels = labels_from(&page, top, header.first);
	if (!add_front(b, &page, top, labels))
		return false;
	rest = body->text;
	for (size_t i = top; i < page.n && str_line(&rest, &line); i++) {
		if (i >= labels && page.lines[i].kind == ESF_LINE_TEXT)
			break;
		after = rest;
		line_no = (unsigned)i + 2;
	}
	*body = (struct stretch){.text = after, .line = line_no};
	return true;
}

static bool add_pages(struct record_builder *b, struct outline *o, const struct stretch *body)
{
	struct pages pages;
	if (!pages_split(b->arena, body->text, body->line, false, &pages))
		return false;
	pages_strip_numbers(&pages);
	if (!transcript_strip_heads(b, &pages))
		return false;
	o->prose.width = prose_width(body->text);
	for (size_t i = 0; i < pages.n; i++)
		if (!outline_add_page(o, &pages.list[i]))
			return false;
	return true;
}

static bool set_kind(struct record_builder *b, const char **type)
{
	const struct leta_record *r = b->record;
	*type = facts_report_type(str_from(leta_record_text(r, LETA_FIELD_TITLE)));
	if (!*type && r->n_sections > 0 && r->sections[0].role == LETA_ROLE_FRONT)
		*type = facts_report_type(
			(struct str){r->sections[0].text, r->sections[0].text_len});
	return record_add_text(b, LETA_FIELD_KIND, *type ? STR("rapport") : STR("text"), 0) &&
	       record_add_text(b, LETA_FIELD_DOCTYPE, str_from(*type ? *type : "text"), 0) &&
	       record_add_text(b, LETA_FIELD_LAYOUT, STR("text"), 0);
}

static bool read_all(struct record_builder *b, struct outline *o, const struct map *common,
		     struct str text)
{
	struct stretch body;
	const char *type;
	bool guided;
	if (!take_title(b, text, &body) || !contact_take(b, &body, true) || !take_labels(b, &body) ||
	    !contact_take(b, &body, false) || !add_pages(b, o, &body))
		return false;
	o->common = common;
	if (!transcript_use_contents(b, o, &guided) ||
	    (o->line_heads == 0 && !guided && !outline_find_known(o, 0, o->text.len)) ||
	    !outline_write(o, b) || !set_kind(b, &type))
		return false;
	return !type || facts_infer(b, &(struct facts_options){.common = common});
}

leta_status record_read_text(struct record_builder *b, struct str text, struct leta_error *err)
{
	struct outline o;
	struct map *common = word_common(text);
	if (!common)
		return error_nomem(err);
	outline_init(&o, b->arena);
	bool done = read_all(b, &o, common, text);
	leta_status status = buf_status(&o.text, err);
	if (status == LETA_OK)
		status = record_builder_status(b, err);
	if (status == LETA_OK && !done)
		status = error_nomem(err);
	outline_fini(&o);
	map_free(common);
	return status;
}
