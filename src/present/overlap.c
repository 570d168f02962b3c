/*
 * overlap.c: see overlap.h.
 */
#include "present/overlap.h"

#include "present/csv.h"
#include "present/notation.h"
#include "present/plain.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define INDENT 4
#define SHOWN_LINES 4 /* of a shared text, about */
#define SHOWN_MAX ((size_t)16 << 10) /* bytes of them */

/* ---- for people ---- */

static void write_line(struct buf *out, const char *text, const struct present_style *style)
{
	struct flow flow;
	flow_begin(&flow, out, style, INDENT + 2);
	flow_to(&flow, INDENT);
	flow_text(&flow, str_from(text));
	flow_end(&flow);
}

/* "havsbruket (Resultat, s. 6, stycke 2): Havsbruket lär om" */
static void write_place(struct buf *out, const struct leta_overlap_place *place,
			const struct present_style *style)
{
	struct buf line;
	buf_init(&line, SHOWN_MAX);
	buf_printf(&line, "%s (", notation_id(place->id, style->lang));
	if (place->section)
		buf_printf(&line, "%s, ", place->section);
	if (place->page > 0) {
		notation_pages(&line, place->page, place->page, style->lang);
		buf_cstr(&line, ", ");
	}
	buf_cstr(&line, style->lang == LETA_EN ? "paragraph " : "stycke ");
	notation_number(&line, place->paragraph, style->lang);
	buf_char(&line, ')');
	if (place->title)
		buf_printf(&line, ": %s", place->title);
	write_line(out, line.data ? line.data : place->id, style);
	buf_fini(&line);
}

static void write_percent(struct buf *out, double likeness, enum leta_lang lang)
{
	buf_printf(out, lang == LETA_EN ? "%d%%" : "%d %%", (int)(likeness * 100));
}

static void write_passage(struct buf *out, size_t number, const struct leta_overlap_passage *passage,
			  const struct present_style *style)
{
	struct buf cut;
	bool en = style->lang == LETA_EN;
	buf_printf(out, "\n%2zu. ", number);
	notation_number(out, (int64_t)passage->words, style->lang);
	buf_cstr(out, en ? " words, " : " ord, ");
	if (passage->likeness == 1) {
		buf_cstr(out, en ? "word for word\n" : "ord för ord\n");
	} else {
		write_percent(out, passage->likeness, style->lang);
		buf_cstr(out, en ? " alike\n" : " lika\n");
	}
	write_place(out, &passage->place[0], style);
	write_place(out, &passage->place[1], style);
	unsigned columns = style->width > 2 * INDENT ? style->width - INDENT - 2 : INDENT;
	buf_init(&cut, SHOWN_MAX);
	plain_append_cut(&cut, str_from(passage->text), SHOWN_LINES * columns);
	write_line(out, cut.data ? cut.data : "", style);
	buf_fini(&cut);
}

static void write_pair(struct buf *out, const struct leta_overlap_pair *pair,
		       const struct present_style *style)
{
	buf_cstr(out, "\n    ");
	write_percent(out, pair->likeness, style->lang);
	buf_cstr(out, style->lang == LETA_EN ? " alike\n" : " lika\n");
	for (size_t i = 0; i < 2; i++) {
		struct buf line;
		buf_init(&line, SHOWN_MAX);
		buf_printf(&line, "%s%s%s", notation_id(pair->id[i], style->lang), pair->title[i] ? ": " : "",
			   pair->title[i] ? pair->title[i] : "");
		write_line(out, line.data ? line.data : pair->id[i], style);
		buf_fini(&line);
	}
}

/* "Gemensamma stycken: 40, varav 20 visas" */
static void write_head(struct buf *out, const char *label, size_t found, size_t shown,
		       enum leta_lang lang)
{
	buf_printf(out, "%s: ", label);
	notation_number(out, (int64_t)found, lang);
	if (shown < found) {
		buf_cstr(out, lang == LETA_EN ? ", of which shown: " : ", varav visas: ");
		notation_number(out, (int64_t)shown, lang);
	}
	buf_char(out, '\n');
}

void overlap_text(struct sink *sink, const struct leta_overlap *overlap, size_t limit,
		  const struct present_style *style)
{
	struct buf *out = &sink->buf;
	bool en = style->lang == LETA_EN;
	size_t pairs = limit > 0 && overlap->n_pairs > limit ? limit : overlap->n_pairs;
	if (overlap->found == 0 && overlap->n_pairs == 0) {
		buf_cstr(out, en ? "Nothing in common; documents compared: "
				 : "Inget gemensamt; jämförda dokument: ");
		notation_number(out, (int64_t)overlap->documents, style->lang);
		buf_char(out, '\n');
	}
	if (overlap->n_pairs > 0)
		write_head(out, en ? "Documents that are nearly the same"
				   : "Dokument som är nästan lika",
			   overlap->n_pairs, pairs, style->lang);
	for (size_t i = 0; i < pairs && sink_push(sink); i++)
		write_pair(out, &overlap->pairs[i], style);
	if (overlap->n_pairs > 0 && overlap->found > 0)
		buf_char(out, '\n');
	if (overlap->found > 0)
		write_head(out, en ? "Shared paragraphs" : "Gemensamma stycken", overlap->found,
			   overlap->n_passages, style->lang);
	for (size_t i = 0; i < overlap->n_passages && sink_push(sink); i++)
		write_passage(out, i + 1, &overlap->passages[i], style);
}

/* ---- for programs ---- */

static void json_text(struct json *j, const char *key, const char *text)
{
	json_key(j, key);
	json_cstr(j, text);
}

static void json_count(struct json *j, const char *key, size_t n)
{
	json_key(j, key);
	json_int(j, (int64_t)n);
}

static void json_likeness(struct json *j, double likeness)
{
	json_key(j, "likeness");
	json_double(j, likeness, 4);
}

static void json_place(struct json *j, const struct leta_overlap_place *place)
{
	json_open_object(j);
	json_text(j, "id", place->id);
	json_text(j, "title", place->title);
	json_text(j, "section", place->section);
	json_key(j, "page");
	if (place->page > 0)
		json_int(j, place->page);
	else
		json_put_null(j);
	json_count(j, "paragraph", place->paragraph);
	json_close_object(j);
}

static void json_pair(struct json *j, const struct leta_overlap_pair *pair)
{
	json_open_object(j);
	json_likeness(j, pair->likeness);
	json_key(j, "documents");
	json_open_array(j);
	for (size_t i = 0; i < 2; i++) {
		json_open_object(j);
		json_text(j, "id", pair->id[i]);
		json_text(j, "title", pair->title[i]);
		json_close_object(j);
	}
	json_close_array(j);
	json_close_object(j);
}

void overlap_json(struct json *j, const struct leta_overlap *overlap)
{
	json_open_object(j);
	json_count(j, "compared", overlap->documents);
	json_key(j, "pairs");
	json_open_array(j);
	for (size_t i = 0; i < overlap->n_pairs; i++)
		json_pair(j, &overlap->pairs[i]);
	json_close_array(j);
	json_count(j, "found", overlap->found);
	json_key(j, "passages");
	json_open_array(j);
	for (size_t i = 0; i < overlap->n_passages; i++) {
		const struct leta_overlap_passage *passage = &overlap->passages[i];
		json_open_object(j);
		json_count(j, "words", passage->words);
		json_likeness(j, passage->likeness);
		json_key(j, "places");
		json_open_array(j);
		json_place(j, &passage->place[0]);
		json_place(j, &passage->place[1]);
		json_close_array(j);
		json_text(j, "text", passage->text);
		json_close_object(j);
	}
	json_close_array(j);
	json_close_object(j);
}

void overlap_csv_begin(struct buf *out)
{
	static const char *const names[] = {
		"kind", "words",  "likeness", "id",   "title",     "section", "page", "paragraph",
		"id2",  "title2", "section2", "page2", "paragraph2", "text"};
	csv_begin(out, names, LENGTH(names));
}

static void csv_place(struct buf *out, const struct leta_overlap_place *place)
{
	buf_char(out, ',');
	csv_cell(out, place->id);
	buf_char(out, ',');
	csv_cell(out, place->title);
	buf_char(out, ',');
	csv_cell(out, place->section);
	buf_char(out, ',');
	if (place->page > 0)
		buf_printf(out, "%u", place->page);
	buf_char(out, ',');
	if (place->paragraph > 0)
		buf_printf(out, "%u", place->paragraph);
}

static void csv_likeness(struct buf *out, double likeness)
{
	int parts = (int)(likeness * 10000);
	buf_printf(out, "%d.%04d", parts / 10000, parts % 10000);
}

void overlap_csv(struct sink *sink, const struct leta_overlap *overlap)
{
	struct buf *out = &sink->buf;
	for (size_t i = 0; i < overlap->n_pairs && sink_push(sink); i++) {
		const struct leta_overlap_pair *pair = &overlap->pairs[i];
		buf_cstr(out, "document,,");
		csv_likeness(out, pair->likeness);
		for (size_t k = 0; k < 2; k++)
			csv_place(out, &(struct leta_overlap_place){.id = pair->id[k],
								    .title = pair->title[k]});
		buf_char(out, ',');
		csv_end_row(out);
	}
	for (size_t i = 0; i < overlap->n_passages && sink_push(sink); i++) {
		const struct leta_overlap_passage *passage = &overlap->passages[i];
		buf_printf(out, "passage,%zu,", passage->words);
		csv_likeness(out, passage->likeness);
		csv_place(out, &passage->place[0]);
		csv_place(out, &passage->place[1]);
		buf_char(out, ',');
		csv_cell(out, passage->text);
		csv_end_row(out);
	}
}
