/*
 * record_text.c: one whole record as a sheet to read: title, facts, what is amiss, the text section
 * by section.
 */
#include "base/utf8.h"
#include "present/notation.h"
#include "present/plain.h"
#include "present/present.h"

#define LABEL_MAX 32 /* columns that labels may take before the values */

/* What the sheet leaves out of the list of facts: it stands elsewhere or tells a reader nothing. */
static bool is_hidden(enum leta_field_id id)
{
	return id == LETA_FIELD_TITLE || id == LETA_FIELD_STRIPPED || id == LETA_FIELD_SUBHEADING ||
	       id == LETA_FIELD_END || id == LETA_FIELD_AREA_NO;
}

static const char *label_of(const struct leta_field_info *info, enum leta_lang lang)
{
	if (info->id == LETA_FIELD_START)
		return lang == LETA_EN ? "Period" : "Projektperiod";
	return lang == LETA_EN ? info->label_en : info->label_sv;
}

static void write_item(struct buf *out, const struct leta_field_info *info,
		       const struct leta_item *item, enum leta_lang lang)
{
	switch (info->type) {
	case LETA_TYPE_MONEY:
		notation_money(out, item->number, lang);
		break;
	case LETA_TYPE_NUMBER:
		notation_number(out, item->number, lang);
		break;
	case LETA_TYPE_DATE:
		notation_date(out, item->number, lang);
		break;
	case LETA_TYPE_RATE:
		notation_rate(out, item->number, lang);
		break;
	case LETA_TYPE_FLAG:
		buf_cstr(out, item->number ? (lang == LETA_EN ? "yes" : "ja")
					   : (lang == LETA_EN ? "no" : "nej"));
		break;
	case LETA_TYPE_KEYWORD:
	case LETA_TYPE_TEXT:
	case LETA_TYPE_LIST:
		buf_cstr(out, item->text);
		break;
	}
}

/* The value of a field in words. False when there is nothing to show. */
static bool write_value(struct buf *out, const struct leta_record *record,
			const struct leta_field_info *info, enum leta_lang lang)
{
	const struct leta_field *field = &record->fields[info->id];

	if (info->id == LETA_FIELD_START) {
		if (!notation_period(out, record, lang))
			return false;
	} else if (field->presence == LETA_EMPTY) {
		buf_cstr(out, lang == LETA_EN ? "(left empty)" : "(tomt)");
	} else if (field->presence != LETA_KNOWN || field->n_items == 0) {
		return false;
	}
	if (info->id == LETA_FIELD_AREA &&
	    record->fields[LETA_FIELD_AREA_NO].presence == LETA_KNOWN)
		buf_printf(out, "%s ", leta_record_text(record, LETA_FIELD_AREA_NO));
	for (size_t i = 0; info->id != LETA_FIELD_START && i < field->n_items; i++) {
		buf_cstr(out, i > 0 ? "; " : "");
		write_item(out, info, &field->items[i], lang);
	}
	if (field->presence == LETA_KNOWN && field->confidence < 1) {
		buf_cstr(out, lang == LETA_EN ? " (inferred" : " (härlett");
		if (field->from)
			buf_printf(out, ": %s", field->from);
		buf_char(out, ')');
	}
	return true;
}

static void write_facts(struct sink *sink, const struct leta_record *record,
			const struct present_style *style)
{
	struct buf value;
	unsigned widest = 0;

	buf_init(&value, sink->buf.max);
	for (int pass = 0; pass < 2; pass++) {
		for (int id = 0; id < LETA_FIELD_COUNT; id++) {
			const struct leta_field_info *info =
				leta_field_info((enum leta_field_id)id);
			struct str label = str_from(label_of(info, style->lang));
			struct flow flow;

			buf_clear(&value);
			if (is_hidden(info->id) || !write_value(&value, record, info, style->lang))
				continue;
			if (pass == 0) {
				unsigned width = plain_width(label);
				widest = width > widest && width <= LABEL_MAX ? width : widest;
				continue;
			}
			flow_begin(&flow, &sink->buf, style, widest + 2);
			flow_text(&flow, label);
			flow_to(&flow, widest + 2);
			flow_text(&flow, buf_view(&value));
			flow_end(&flow);
		}
	}
	if (value.status != LETA_OK)
		sink->buf.status = value.status;
	buf_fini(&value);
}

/* Paragraphs are separated by one blank line; a line feed inside one is a line of its own (a list).
 */
static void write_paragraphs(struct sink *sink, struct str text, const struct present_style *style)
{
	struct str line;
	while (str_line(&text, &line)) {
		struct flow flow;
		flow_begin(&flow, &sink->buf, style, 0);
		flow_text(&flow, line);
		flow_end(&flow);
		sink_push(sink);
	}
}

static void write_section(struct sink *sink, const struct leta_section *section,
			  const struct present_style *style)
{
	struct flow flow;
	buf_char(&sink->buf, '\n');
	if (section->heading) {
		flow_begin(&flow, &sink->buf, style, 0);
		flow_bold(&flow, str_from(section->heading));
		if (section->first_page) {
			struct buf pages;
			buf_init(&pages, 64);
			buf_cstr(&pages, " (");
			notation_pages(&pages, section->first_page, section->last_page,
				       style->lang);
			buf_char(&pages, ')');
			flow_text(&flow, buf_view(&pages));
			buf_fini(&pages);
		}
		flow_end(&flow);
		buf_char(&sink->buf, '\n');
	}
	write_paragraphs(sink, (struct str){section->text, section->text_len}, style);
}

static void write_references(struct sink *sink, const struct leta_record *record,
			     const struct present_style *style)
{
	if (record->n_references == 0)
		return;
	buf_printf(&sink->buf, "\n%s\n\n", style->lang == LETA_EN ? "References" : "Referenser");
	for (size_t i = 0; i < record->n_references; i++) {
		const struct leta_reference *reference = &record->references[i];
		struct buf line;
		struct flow flow;
		buf_init(&line, sink->buf.max);
		if (reference->no)
			buf_printf(&line, "%u. ", reference->no);
		buf_cstr(&line, reference->title);
		for (size_t p = 0; p < reference->n_publishers; p++)
			buf_printf(&line, ", %s", reference->publishers[p]);
		if (reference->year)
			buf_printf(&line, " (%u)", reference->year);
		flow_begin(&flow, &sink->buf, style, 4);
		flow_text(&flow, buf_view(&line));
		flow_end(&flow);
		if (line.status != LETA_OK)
			sink->buf.status = line.status;
		buf_fini(&line);
	}
}

static void write_title(struct sink *sink, const struct leta_record *record,
			const struct present_style *style)
{
	const char *title = leta_record_text(record, LETA_FIELD_TITLE);
	struct flow flow;
	flow_begin(&flow, &sink->buf, style, 0);
	flow_bold(&flow, str_from(title ? title : leta_record_text(record, LETA_FIELD_ID)));
	flow_end(&flow);
	buf_char(&sink->buf, '\n');
}

void present_record_text(struct sink *sink, const struct leta_record *record,
			 const struct present_style *style)
{
	write_title(sink, record, style);
	write_facts(sink, record, style);
	for (size_t i = 0; i < record->n_sections; i++)
		if (record->sections[i].role != LETA_ROLE_CONTENTS)
			write_section(sink, &record->sections[i], style);
	write_references(sink, record, style);
	if (record->n_related > 0)
		buf_printf(
			&sink->buf,
			style->lang == LETA_EN
				? "\n%zu foreign documents advertised after the text are left out\n"
				: "\n%zu främmande dokument som annonseras efter texten är "
				  "utelämnade\n",
			record->n_related);
	sink_push(sink);
}
