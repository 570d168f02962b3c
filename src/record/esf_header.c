/*
 * esf_header.c: the header of a fund's page: one table of labels for all generations, and where
 * labels count.
 *
 * A label may be glued to its value ("RegionStockholm", 2007–2013), stand alone on the line before
 * it (2014), have a colon, or a blank behind it (Interreg). Words like "Region" begin many lines of
 * plain text, so labels count only in a run of at least three, one of which no other kind of page
 * has, or just above "In English"; and a line that follows a lone label is its value unless the
 * line is itself a whole label.
 */
#include "base/date.h"
#include "base/utf8.h"
#include "record/esf.h"
#include "record/value.h"
#include "record/word.h"
#include "schema/section.h"

#define RUN_MIN 3     /* labels */
#define UNKNOWN_MAX 3 /* lines in a row that are no known label or value */
#define BLANKS_MAX 2
#define GAPS_MIN 2 /* values below a blank line, before the last label's may be there, too */
#define SPACED_MAX                                                                                 \
	150 /* bytes of a value behind a label and a blank: longer ones are sentences              \
	     */
#define DETECT_MAX ((size_t)1 << 20)

enum value_kind {
	VALUE_IGNORED, /* a label whose value has no field */
	VALUE_TEXT,
	VALUE_OWNER,
	VALUE_CONTACT,
	VALUE_EMAIL,
	VALUE_PHONE,
	VALUE_AREA,
	VALUE_FUND,
	VALUE_NUTS2,
	VALUE_MONEY,
	VALUE_DATE,
	VALUE_PERIOD,
	VALUE_NUMBER,
	VALUE_RATE
};

/* What else a label tells. */
enum {
	STRONG = 1, /* about a project or call */
	OURS = 2,   /* on the funds' pages only, and STRONG */
	PLUS = 4,   /* of the programme of 2021–2027 only, and STRONG */
	CALL = 8,
	INTERREG = 16
};

struct label {
	const char *text;
	enum value_kind kind;
	enum leta_field_id field;
	unsigned flags;
};

/* clang-format off */
static const struct label labels[] = {
	/* label, lower case                   value           field                      flags */
	{ "programområde",                     VALUE_AREA,     LETA_FIELD_AREA,           STRONG | OURS },
	{ "projektfas",                        VALUE_TEXT,     LETA_FIELD_PHASE,          STRONG | OURS },
	{ "projektägare",                      VALUE_OWNER,    LETA_FIELD_OWNER,          STRONG },
	{ "svensk projektägare",               VALUE_OWNER,    LETA_FIELD_OWNER,          STRONG | OURS | INTERREG },
	{ "norsk prosjekteier",                VALUE_TEXT,     LETA_FIELD_PARTNER,        STRONG | OURS | INTERREG },
	{ "projektägare organisationsnummer",  VALUE_TEXT,     LETA_FIELD_OWNER_ORGNO,    STRONG | OURS | PLUS },
	{ "organisationsnummer",               VALUE_TEXT,     LETA_FIELD_OWNER_ORGNO,    0 },
	{ "kontaktperson",                     VALUE_CONTACT,  LETA_FIELD_CONTACT,        0 },
	{ "kontaktpersoner",                   VALUE_CONTACT,  LETA_FIELD_CONTACT,        0 },
	{ "e-post",                            VALUE_EMAIL,    LETA_FIELD_CONTACT_EMAIL,  0 },
	{ "e-postadress",                      VALUE_EMAIL,    LETA_FIELD_CONTACT_EMAIL,  0 },
	{ "epost",                             VALUE_EMAIL,    LETA_FIELD_CONTACT_EMAIL,  0 },
	{ "telefonnummer",                     VALUE_PHONE,    LETA_FIELD_CONTACT_PHONE,  0 },
	{ "telefon",                           VALUE_PHONE,    LETA_FIELD_CONTACT_PHONE,  0 },
	{ "tel.",                              VALUE_PHONE,    LETA_FIELD_CONTACT_PHONE,  0 },
	{ "beviljat esf-stöd",                 VALUE_MONEY,    LETA_FIELD_GRANT,          STRONG | OURS },
	{ "beviljat eu-stöd",                  VALUE_MONEY,    LETA_FIELD_GRANT,          STRONG },
	{ "beviljat stöd",                     VALUE_MONEY,    LETA_FIELD_GRANT,          STRONG },
	{ "eu-stöd",                           VALUE_MONEY,    LETA_FIELD_GRANT,          STRONG | INTERREG },
	{ "statlige ir-midler",                VALUE_IGNORED,  LETA_FIELD_COUNT,          STRONG | OURS | INTERREG },
	{ "total projektbudget",               VALUE_MONEY,    LETA_FIELD_BUDGET,         STRONG | OURS },
	{ "totalbudget",                       VALUE_MONEY,    LETA_FIELD_BUDGET,         STRONG | INTERREG },
	{ "total budget",                      VALUE_MONEY,    LETA_FIELD_BUDGET,         STRONG },
	{ "projektperiod",                     VALUE_PERIOD,   LETA_FIELD_START,          STRONG },
	{ "projekttid",                        VALUE_PERIOD,   LETA_FIELD_START,          STRONG | INTERREG },
	{ "startdatum",                        VALUE_DATE,     LETA_FIELD_START,          0 },
	{ "slutdatum",                         VALUE_DATE,     LETA_FIELD_END,            0 },
	{ "region",                            VALUE_TEXT,     LETA_FIELD_REGION,         0 },
	{ "utlysning",                         VALUE_TEXT,     LETA_FIELD_CALL,           0 },
	{ "utlyst belopp",                     VALUE_MONEY,    LETA_FIELD_CALL_AMOUNT,    STRONG | OURS | CALL },
	{ "projektnummer",                     VALUE_TEXT,     LETA_FIELD_DNR,            STRONG },
	{ "diarienummer",                      VALUE_TEXT,     LETA_FIELD_DNR,            0 },
	{ "namn",                              VALUE_TEXT,     LETA_FIELD_TITLE,          0 },
	{ "projektnamn",                       VALUE_TEXT,     LETA_FIELD_TITLE,          0 },
	{ "planerat antal deltagare",          VALUE_NUMBER,   LETA_FIELD_PARTICIPANTS,   STRONG | OURS },
	{ "antal deltagare",                   VALUE_NUMBER,   LETA_FIELD_PARTICIPANTS,   0 },
	{ "specifikt mål",                     VALUE_TEXT,     LETA_FIELD_OBJECTIVE,      0 },
	{ "unionens medfinansieringsgrad",     VALUE_RATE,     LETA_FIELD_EU_RATE,        STRONG | OURS },
	{ "interventionstyp",                  VALUE_TEXT,     LETA_FIELD_INTERVENTION,   STRONG | OURS },
	{ "stödmottagare postnr",              VALUE_TEXT,     LETA_FIELD_POSTCODE,       STRONG | OURS },
	{ "stödmottagare ort",                 VALUE_TEXT,     LETA_FIELD_TOWN,           STRONG | OURS },
	{ "stödmottagarens address",           VALUE_IGNORED,  LETA_FIELD_COUNT,          STRONG | OURS },
	{ "stödmottagarens adress",            VALUE_IGNORED,  LETA_FIELD_COUNT,          STRONG | OURS },
	{ "insatsområde",                      VALUE_TEXT,     LETA_FIELD_PRIORITY,       INTERREG },
	{ "land som berörs",                   VALUE_IGNORED,  LETA_FIELD_COUNT,          STRONG | OURS | PLUS },
	{ "berörd fond",                       VALUE_FUND,     LETA_FIELD_FUND,           STRONG | OURS | PLUS },
	{ "program cci",                       VALUE_IGNORED,  LETA_FIELD_COUNT,          STRONG | OURS | PLUS },
	{ "nuts-2 kod",                        VALUE_NUTS2,    LETA_FIELD_NUTS2,          STRONG | OURS | PLUS },
	{ "sekundärtema",                      VALUE_IGNORED,  LETA_FIELD_COUNT,          STRONG | OURS | PLUS },
	{ "insats av strategisk betydelse",    VALUE_IGNORED,  LETA_FIELD_COUNT,          STRONG | OURS | PLUS },
};
/* clang-format on */

enum style {
	STYLE_NONE,
	STYLE_BARE,  /* alone on the line */
	STYLE_COLON, /* before a colon */
	STYLE_GLUED, /* before a value, without a blank */
	STYLE_SPACED /* before a value, with a blank */
};

struct match {
	const struct label *label;
	struct str name; /* the label as written */
	enum style style;
	bool caps;
	struct str value;
};

static bool is_dash(uint32_t cp)
{
	return cp == '-' || (cp >= 0x2010 && cp <= 0x2015);
}

/* The length of `label` at the start of a line, in any case and with any blanks and dashes; 0 when
 * it is not there. */
static size_t label_length(struct str line, struct str label)
{
	size_t i = 0, j = 0;
	while (j < label.len) {
		uint32_t wanted = utf8_next(label, &j), cp;
		if (i >= line.len)
			return 0;
		cp = utf8_next(line, &i);
		if (wanted == ' ' && utf8_is_space(cp)) {
			size_t next = i;
			while (next < line.len && utf8_is_space(utf8_next(line, &next)))
				i = next;
		} else if (utf8_lower(cp) != wanted && !(wanted == '-' && is_dash(cp))) {
			return 0;
		}
	}
	return i;
}

/* Whether what stands right behind a label can be its value, rather than the rest of a word. */
static bool is_glued_value(const struct match *m, struct str rest)
{
	size_t pos = 0;
	uint32_t cp = utf8_next(rest, &pos);
	if (m->label->kind == VALUE_EMAIL)
		return memchr(rest.ptr, '@', rest.len) != NULL;
	if (m->caps && utf8_is_letter(cp))
		return false;
	return utf8_is_upper(cp) || (cp >= '0' && cp <= '9') || cp == '+' || cp == '"' ||
	       cp == 0x201D;
}

static enum style style_of(const struct match *m, struct str rest)
{
	if (m->value.len == 0)
		return STYLE_BARE;
	if (m->value.ptr[0] == ':' || m->name.ptr[m->name.len - 1] == '.')
		return STYLE_COLON; /* "Tel. 08-…" */
	if (m->value.ptr == rest.ptr)
		return is_glued_value(m, rest) ? STYLE_GLUED : STYLE_NONE;
	bool sentence = word_is_lower(m->value) && m->label->kind != VALUE_EMAIL;
	return sentence ? STYLE_NONE : STYLE_SPACED;
}

static struct match match_label(struct str line)
{
	struct match m = {.style = STYLE_NONE};
	size_t length = 0, pos = 0;
	if (line.len == 0 || !utf8_is_upper(utf8_next(line, &pos)))
		return m;
	char first = (char)(line.ptr[0] | 0x20);
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		if (labels[i].text[0] != first)
			continue; /* most lines are told apart here */
		size_t n = label_length(line, str_from(labels[i].text));
		if (n > length) {
			length = n;
			m.label = &labels[i];
		}
	}
	if (!m.label)
		return m;
	struct str rest = str_sub(line, length, line.len);
	m.name = str_sub(line, 0, length);
	m.value = str_trim(rest);
	m.caps = word_is_caps(m.name);
	m.style = style_of(&m, rest);
	if (m.value.len > 0 && m.value.ptr[0] == ':')
		m.value = str_trim(str_sub(m.value, 1, m.value.len));
	return m;
}

/* A label and its value, with the lines that they take up. */
struct entry {
	struct match match;
	size_t line;
	size_t value_line; /* the same when the value stands on it */
};

/* A run of labels in the making. */
struct run {
	const struct esf_page *page;
	struct entry *entries;
	size_t n, cap, end;
	size_t n_gaps; /* values that a blank line parts from their labels */
	bool glued;    /* the page has labels and values on one line, without a colon */
	bool strong;
};

/* Whether a line is a label where labels are looked for. */
static bool is_label(const struct run *run, const struct match *m)
{
	switch (m->style) {
	case STYLE_BARE:
	case STYLE_COLON:
		return true;
	case STYLE_GLUED:
		return run->glued;
	case STYLE_SPACED:
		return m->caps || (run->glued && m->value.len <= SPACED_MAX);
	case STYLE_NONE:
		break;
	}
	return false;
}

static struct str text_at(const struct esf_page *page, size_t i)
{
	return i < page->n ? page->lines[i].text : STR("");
}

static bool label_at(const struct run *run, size_t i)
{
	struct match m = match_label(text_at(run->page, i));
	return is_label(run, &m);
}

/* Whether a line is a section's heading that cannot be the value of a label. */
static bool is_heading(struct str line)
{
	bool known;
	enum leta_section_role role = section_role(line, &known);
	return role == LETA_ROLE_SUMMARY || role == LETA_ROLE_BACKGROUND ||
	       role == LETA_ROLE_PURPOSE || esf_chrome(line) != ESF_CHROME_NONE;
}

/* The line of the value of the label at `i`, which has none on its own line; page.n when it is
 * empty. */
static size_t value_line(const struct run *run, size_t i)
{
	const struct esf_page *page = run->page;
	size_t at = i + 1, next;
	if (text_at(page, at).len == 0)
		at++; /* "label, blank, value" counts only before another label */
	if (text_at(page, at).len == 0 || label_at(run, at) || is_heading(text_at(page, at)))
		return page->n;
	if (at == i + 1)
		return at;
	if (run->n_gaps >= GAPS_MIN && text_at(page, at).len <= SPACED_MAX)
		return at; /* so this page does */
	for (next = at + 1; next < page->n && page->lines[next].text.len == 0; next++)
		;
	return label_at(run, next) ? at : page->n;
}

/* The next label's line at or after `i` when the run goes on there; page.n when it ends. */
static size_t next_label(const struct run *run, size_t i)
{
	size_t blanks = 0, unknown = 0;
	for (; i < run->page->n; i++) {
		struct str line = run->page->lines[i].text;
		struct match m = match_label(line);
		if (is_label(run, &m) && (blanks == 0 || m.style != STYLE_SPACED || m.caps))
			return i;
		if (line.len == 0 ? ++blanks > BLANKS_MAX : ++unknown > UNKNOWN_MAX)
			break;
		if (unknown > 0 && (blanks > 0 || is_heading(line)))
			break;
	}
	return run->page->n;
}

/* Takes a line that a long value was broken over: it goes on in small letters, and a label follows.
 */
static void take_wrapped(const struct run *run, struct entry *e)
{
	struct str next = text_at(run->page, e->value_line + 1), *value = &e->match.value;
	if (value->len == 0 || !word_is_lower(next) || !label_at(run, e->value_line + 2))
		return;
	e->value_line++;
	value->len = (size_t)(next.ptr + next.len - value->ptr);
}

/* Reads the run that begins at line `from`. False: no memory. */
static bool read_run(struct run *run, size_t from)
{
	struct arena *arena = run->page->b->arena;
	run->n = run->n_gaps = 0;
	run->strong = false;
	for (size_t i = from; i < run->page->n; i = next_label(run, run->end)) {
		struct entry e = {match_label(run->page->lines[i].text), i, i};
		size_t at = e.match.value.len == 0 ? value_line(run, i) : run->page->n;
		if (at < run->page->n) {
			e.match.value = run->page->lines[at].text;
			e.value_line = at;
			run->n_gaps += at > i + 1;
		}
		take_wrapped(run, &e);
		run->end = e.value_line + 1;
		struct entry *entries =
			arena_grow(arena, run->entries, run->n, &run->cap, sizeof(*entries));
		if (!entries)
			return false;
		run->entries = entries;
		entries[run->n++] = e;
		run->strong = run->strong || (e.match.label->flags & STRONG);
	}
	return true;
}

static bool is_header(const struct run *run)
{
	return run->strong &&
	       (run->n >= RUN_MIN || word_same(text_at(run->page, run->end), STR("In English")));
}

static struct str first_word(struct str value)
{
	struct word w;
	size_t pos = 0;
	return word_next(value, &pos, &w) ? w.text : value;
}

static bool add_area(struct record_builder *b, struct str value, unsigned line)
{
	size_t n = label_length(value, STR("programområde")), end = 0, pos;
	value = str_trim(str_sub(value, n, value.len)); /* the value repeats its label */
	while (end < value.len && ((value.ptr[end] >= '0' && value.ptr[end] <= '9') ||
				   (end > 0 && value.ptr[end] == '.')))
		end++;
	if (end == 0 && first_word(value).len <= 2 && value.ptr[0] >= 'A' && value.ptr[0] <= 'Z' &&
	    (first_word(value).len == 1 || value.ptr[1] == ':'))
		end = 1; /* A … F of the programme of 2021–2027 */
	struct str number = str_sub(value, 0, end), name = str_trim(str_sub(value, end, value.len));
	while (number.len > 0 && number.ptr[number.len - 1] == '.')
		number.len--;
	for (pos = 0; end > 0 && pos < name.len; pos = 0) { /* "2 – Ökat …", "A: …" */
		uint32_t cp = utf8_next(name, &pos);
		if (cp != ':' && cp != '.' && !is_dash(cp) && !utf8_is_space(cp))
			break;
		name = str_sub(name, pos, name.len);
	}
	if (number.len > 0 && !record_add_text(b, LETA_FIELD_AREA_NO, number, line))
		return false;
	return (name.len == 0 && number.len > 0) || record_add_text(b, LETA_FIELD_AREA, name, line);
}

static bool add_date(struct record_builder *b, enum leta_field_id id, int64_t date, unsigned line)
{
	char text[11];
	date_format_iso(date, text);
	return record_add_number(b, id, date, str_from(text), line);
}

/* "X, X" is how a page gives an owner without a unit of its own. */
static struct str once(struct str owner)
{
	size_t half = owner.len / 2;
	if (owner.len < 4 || owner.len % 2 || owner.ptr[half - 1] != ',' || owner.ptr[half] != ' ')
		return owner;
	struct str first = str_sub(owner, 0, half - 1),
		   second = str_sub(owner, half + 1, owner.len);
	return str_eq(first, second) ? first : owner;
}

/* "0647-164 48 Mail asa@are.se": the page has both on one line. */
static bool add_phone(struct record_builder *b, struct str value, unsigned line)
{
	char number[20];
	size_t pos = 0, end = value.len;
	struct word w;
	while (word_next(value, &pos, &w)) {
		if (word_same(w.core, STR("mail")) || word_same(w.core, STR("e-post")))
			end = w.start < end ? w.start : end;
		if (memchr(w.text.ptr, '@', w.text.len)) {
			end = w.start < end ? w.start : end;
			if (!record_add_text(b, LETA_FIELD_CONTACT_EMAIL, w.text, line))
				return false;
		}
	}
	value = str_trim(str_sub(value, 0, end));
	int64_t digits = 0;
	if (value_phone(value, number))
		for (const char *c = number + 1; *c; c++)
			digits = digits * 10 + (*c - '0');
	return record_add_number(b, LETA_FIELD_CONTACT_PHONE, digits, value, line);
}

/* "Åsa Ek, projektledare" */
static bool add_contact(struct record_builder *b, struct str value, unsigned line)
{
	size_t comma = str_find(value, STR(","), 0);
	if (comma == (size_t)-1)
		return record_add_text(b, LETA_FIELD_CONTACT, value, line);
	struct str role = str_trim(str_sub(value, comma + 1, value.len));
	return record_add_text(b, LETA_FIELD_CONTACT, str_sub(value, 0, comma), line) &&
	       (role.len == 0 || record_add_text(b, LETA_FIELD_CONTACT_ROLE, role, line));
}

/* A value that is not what its label promises ("372 226 EUR"): the field stays unknown, a flag
 * tells. */
static bool add_unread(struct record_builder *b, const struct match *m)
{
	const char *text =
		arena_printf(b->arena, STR_FMT " " STR_FMT, STR_ARG(m->name), STR_ARG(m->value));
	return text && record_flag(b, "unread_value", str_from(text));
}

static bool add_numeric(struct record_builder *b, const struct match *m, unsigned line)
{
	int64_t a, z;
	enum leta_field_id id = m->label->field;
	if (m->label->kind == VALUE_PERIOD) {
		if (value_period(m->value, &a, &z))
			return add_date(b, LETA_FIELD_START, a, line) &&
			       add_date(b, LETA_FIELD_END, z, line);
	} else if (m->label->kind == VALUE_DATE) {
		if (value_date(m->value, &a))
			return add_date(b, id, a, line);
	} else if (m->label->kind == VALUE_RATE ? value_rate(m->value, &a)
						: value_money(m->value, &a)) {
		return record_add_number(b, id, a, m->value, line);
	}
	return add_unread(b, m);
}

static bool add_fund(struct record_builder *b, struct str value, unsigned line)
{
	bool esf = str_find(value, STR("ESF"), 0) != (size_t)-1 ||
		   str_find(value, STR("ocialfond"), 0) != (size_t)-1;
	return record_add_text(b, LETA_FIELD_FUND, esf ? STR("ESF") : value, line);
}

static bool add_entry(struct record_builder *b, const struct entry *e)
{
	const struct match *m = &e->match;
	enum leta_field_id id = m->label->field;
	unsigned line = (unsigned)e->line + 1;
	struct str value = m->value;
	size_t pos = 0;
	if (value.len > 0 && is_dash(utf8_next(value, &pos)) && pos == value.len)
		value = STR(""); /* a lone dash */
	if (m->label->kind == VALUE_IGNORED)
		return true;
	if (value.len == 0 && m->label->kind != VALUE_PERIOD)
		return record_add_text(b, id, value, line);
	if (value.len == 0)
		return record_add_text(b, LETA_FIELD_START, value, line) &&
		       record_add_text(b, LETA_FIELD_END, value, line);
	switch (m->label->kind) {
	case VALUE_AREA:
		return add_area(b, value, line);
	case VALUE_OWNER:
		return record_add_text(b, id, once(value), line);
	case VALUE_CONTACT:
		return add_contact(b, value, line);
	case VALUE_PHONE:
		return add_phone(b, value, line);
	case VALUE_FUND:
		return add_fund(b, value, line);
	case VALUE_NUTS2:
		return record_add_text(b, id, first_word(value), line); /* "SE11 Stockholm" */
	case VALUE_MONEY:
	case VALUE_DATE:
	case VALUE_PERIOD:
	case VALUE_NUMBER:
	case VALUE_RATE:
		return add_numeric(b, m, line);
	case VALUE_TEXT:
	case VALUE_EMAIL:
	case VALUE_IGNORED:
		break;
	}
	return record_add_text(b, id, value, line);
}

static bool add_run(struct esf_page *page, const struct run *run, size_t from, struct esf_header *h)
{
	for (size_t i = 0; i < run->n; i++) {
		const struct match *m = &run->entries[i].match;
		h->plus = h->plus || (m->label->flags & PLUS);
		h->call = h->call || (m->label->flags & CALL);
		h->n_glued += m->style == STYLE_GLUED;
		h->n_bare += m->style == STYLE_BARE;
		h->n_colon += m->style == STYLE_COLON;
		h->n_interreg += (m->label->flags & INTERREG) != 0;
		for (size_t k = run->entries[i].line; k <= run->entries[i].value_line; k++)
			page->lines[k].kind = ESF_LINE_HEADER;
		if (!add_entry(page->b, &run->entries[i]))
			return false;
	}
	for (size_t i = from; i < run->end; i++)
		if (page->lines[i].kind == ESF_LINE_TEXT && !esf_strip(page, i))
			return false;
	if (h->first == page->n)
		h->first = from;
	return true;
}

bool esf_read_header(struct esf_page *page, struct esf_header *out)
{
	struct run run = {.page = page};
	size_t glued = 0, other = 0;
	*out = (struct esf_header){.first = page->n};
	for (size_t i = 0; i < page->n; i++) {
		enum style style = match_label(page->lines[i].text).style;
		glued += style == STYLE_GLUED || style == STYLE_SPACED;
		other += style == STYLE_BARE || style == STYLE_COLON;
	}
	run.glued = glued > other;
	for (size_t i = 0; i < page->n; i++) {
		if (!label_at(&run, i))
			continue;
		if (!read_run(&run, i))
			return false;
		if (is_header(&run) && !add_run(page, &run, i, out))
			return false;
		i = run.end - 1;
	}
	return true;
}

/* Labels close to each other: at most a value, an unknown line and a blank between them. */
#define GAP_MAX 4

bool esf_detect(struct str text)
{
	struct str line, rest = str_sub(text, 0, DETECT_MAX);
	unsigned run = 0, gap = 0, n = 0, glued = 0, ours = 0, spaced = 0;
	bool cookie = false;
	while (str_line(&rest, &line)) {
		line = str_trim(line);
		if (line.len == 0)
			continue;
		if (++n == 1 && word_same(line, STR("logotyp på utskrifter")))
			return true;
		if (n == 2 && cookie && word_same(line, STR("cookies")))
			return true;
		cookie = n == 1 && word_begins(line, STR("information")) > 0;
		struct match m = match_label(line);
		if (m.style == STYLE_NONE) {
			if (++gap > GAP_MAX)
				run = glued = ours = spaced = 0;
			continue;
		}
		gap = 0;
		run++;
		ours += (m.label->flags & OURS) != 0;
		glued += m.style == STYLE_GLUED;
		spaced += m.style == STYLE_SPACED && !m.caps;
		if (run >= RUN_MIN && (ours > (spaced < run ? 0 : 1) || glued >= RUN_MIN))
			return true; /* what looks like a label and a blank may begin a sentence */
	}
	return false;
}
