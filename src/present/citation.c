/*
 * citation.c: a record as a reference. Nothing here knows a format.
 */
#include "present/citation.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/date.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "present/notation.h"
#include "present/plain.h"
#include "present/present.h"

/* ---- key ---- */

/* The letter without its mark for what Swedish names have, or 0. */
static char ascii_letter(uint32_t cp)
{
	static const struct {
		uint32_t from;
		char to;
	} letters[] = {{0xE5, 'a'}, {0xE4, 'a'}, {0xF6, 'o'}, {0xE9, 'e'}, {0xFC, 'u'},
		       {0xC5, 'A'}, {0xC4, 'A'}, {0xD6, 'O'}, {0xC9, 'E'}, {0xDC, 'U'}};
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		if (letters[i].from == cp)
			return letters[i].to;
	return 0;
}

static bool is_plain(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || (cp >= '0' && cp <= '9') ||
	       cp == '-' || cp == '_' || cp == '.';
}

/* The id, where it can be a key of BibTeX; otherwise what can, and a hash of the whole. */
static void make_key(char key[CITATION_KEY_MAX], const char *id)
{
	struct str text = str_from(id);
	size_t n = 0, pos = 0;
	const size_t room = CITATION_KEY_MAX - sizeof("-0123456789abcdef");
	bool changed = text.len == 0;
	while (pos < text.len && n < room) {
		uint32_t cp = utf8_next(text, &pos);
		char letter = is_plain(cp) ? (char)cp : ascii_letter(cp);
		changed = changed || !is_plain(cp);
		key[n++] = letter ? letter : '-';
	}
	key[n] = '\0';
	if (changed || pos < text.len)
		snprintf(key + n, CITATION_KEY_MAX - n, "-%016" PRIx64, hash64(HASH64_INIT, text));
}

/* ---- date ---- */

static bool is_stated(const struct leta_field *field)
{
	return field->presence == LETA_KNOWN && field->n_items > 0 && field->confidence >= 1;
}

/* Year, month and day as far as the text of the value says them. */
static bool take_date(struct citation *c, enum leta_field_id id)
{
	const struct leta_field *field = &c->record->fields[id];
	if (!is_stated(field))
		return false;
	int64_t first = field->items[0].number, last = first;
	if (!date_parse_range(str_from(field->items[0].text), &first, &last) && !date_valid(first))
		return false;
	c->year = first / 10000;
	c->month = first / 100 == last / 100 ? first / 100 % 100 : 0;
	c->day = first == last ? first % 100 : 0;
	return true;
}

/* ---- the whole ---- */

static enum citation_kind kind_of(const struct citation *c)
{
	struct str kind = str_from(leta_record_text(c->record, LETA_FIELD_KIND));
	if (kind.ptr && str_eq(kind, STR("rapport")))
		return CITATION_REPORT;
	return c->url ? CITATION_ONLINE : CITATION_OTHER;
}

static struct str summary_of(const struct leta_record *record)
{
	for (size_t i = 0; i < record->n_sections; i++) {
		const struct leta_section *section = &record->sections[i];
		if (section->role == LETA_ROLE_SUMMARY && section->text && section->text_len > 0)
			return (struct str){section->text, section->text_len};
	}
	return (struct str){NULL, 0};
}

/* The owner as stated. When that is a unit only, the organisation that was found stands before it. */
static void name_author(struct citation *c, const char *owner, const char *found)
{
	struct str name = str_from(owner ? owner : found ? found : "");
	bool is_unit = owner && found && str_find(name, str_from(found), 0) == (size_t)-1;
	size_t n = 0;
	if (is_unit)
		n = (size_t)snprintf(c->author, CITATION_AUTHOR_MAX, "%s, ", found);
	if (n < CITATION_AUTHOR_MAX) {
		struct str rest = str_sub(name, 0, CITATION_AUTHOR_MAX - 1 - n);
		rest.len = utf8_floor(name, rest.len);
		snprintf(c->author + n, CITATION_AUTHOR_MAX - n, STR_FMT, STR_ARG(rest));
	}
}

void citation_make(struct citation *c, const struct leta_record *record)
{
	const char *id = leta_record_text(record, LETA_FIELD_ID);
	const char *owner = leta_record_text(record, LETA_FIELD_OWNER);
	const char *found = leta_record_text(record, LETA_FIELD_OWNER_INFERRED);
	*c = (struct citation){
		.record = record,
		.title = leta_record_text(record, LETA_FIELD_TITLE),
		.url = leta_record_text(record, LETA_FIELD_SOURCE_URL),
		.number = leta_record_text(record, LETA_FIELD_DNR),
		.summary = summary_of(record),
	};
	if (!c->title)
		c->title = id ? id : "";
	name_author(c, owner, found);
	c->institution = found ? found : owner;
	c->kind = kind_of(c);
	make_key(c->key, id ? id : "");
	if (!take_date(c, LETA_FIELD_DOCUMENT_DATE) && !take_date(c, LETA_FIELD_DECISION_DATE) &&
	    c->kind != CITATION_REPORT)
		take_date(c, LETA_FIELD_START);
}

void citation_line(struct buf *out, struct str text)
{
	struct buf plain;
	buf_init(&plain, out->max);
	plain_append(&plain, text);
	for (size_t i = 0; i < plain.len; i++)
		if (plain.data[i] != ' ' || (i > 0 && plain.data[i - 1] != ' '))
			buf_char(out, plain.data[i]);
	if (plain.status != LETA_OK)
		out->status = plain.status;
	buf_fini(&plain);
}

static void add_note(struct buf *out, const char *label, const char *value)
{
	buf_printf(out, "%s%s: %s.", out->len > 0 ? " " : "", label, value);
}

static void note_field(struct buf *out, const struct leta_record *record, enum leta_field_id id,
		       enum leta_lang lang)
{
	const struct leta_field_info *info = leta_field_info(id);
	const char *label = lang == LETA_EN ? info->label_en : info->label_sv;
	const char *text = leta_record_text(record, id);
	struct buf money;
	int64_t number;
	if (!text)
		return;
	buf_init(&money, 256);
	if (info->type == LETA_TYPE_MONEY && leta_record_number(record, id, &number)) {
		notation_money(&money, number, lang);
		text = money.data;
	}
	if (text)
		add_note(out, label, text);
	buf_fini(&money);
}

void citation_note(struct buf *out, const struct citation *c, enum leta_lang lang)
{
	static const enum leta_field_id fields[] = {
		LETA_FIELD_REGION, LETA_FIELD_FUND,  LETA_FIELD_PROGRAMME, LETA_FIELD_AREA,
		LETA_FIELD_PHASE,  LETA_FIELD_GRANT, LETA_FIELD_BUDGET,    LETA_FIELD_DNR};
	struct buf period;
	buf_init(&period, 256);
	if (notation_period(&period, c->record, lang))
		add_note(out, lang == LETA_EN ? "Project period" : "Projektperiod", period.data);
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		note_field(out, c->record, fields[i], lang);
	buf_fini(&period);
}

void citation_keywords(struct buf *out, const struct citation *c, const char *separator)
{
	const struct leta_field *topics = &c->record->fields[LETA_FIELD_TOPIC];
	for (size_t i = 0; i < topics->n_items; i++) {
		buf_cstr(out, i > 0 ? separator : "");
		buf_cstr(out, topics->items[i].text);
	}
}

void citation_origin(const struct presenter *p, citation_origin_fn *fn, void *ctx)
{
	const struct leta_results *head = p->head;
	bool en = p->style.lang == LETA_EN;
	char total[32];
	if (head->query) {
		snprintf(total, sizeof(total), "%zu", head->total);
		fn(ctx, en ? "Query" : "Sökfråga", head->query);
		fn(ctx, en ? "Understood" : "Tolkad", head->understood);
		fn(ctx, en ? "Hits" : "Träffar", total);
	}
	if (head->index)
		fn(ctx, "Index", head->index);
	if (p->date)
		fn(ctx, en ? "Date" : "Datum", p->date);
	if (p->program)
		fn(ctx, en ? "Program" : "Program", p->program);
}
