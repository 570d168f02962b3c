/*
 * transcript_front.c: the labels on a report's title page.
 *
 * "Version: 1.0 Ansvarig: Anna Ek Enhet: …": each value goes to the next label. A table whose
 * columns came apart has all labels first and then all values; then each label takes from the front
 * what can be its value.
 */
#include "record/transcript.h"

#include "base/utf8.h"
#include "record/value.h"
#include "record/word.h"
#include "schema/section.h"

#define LABELS_MAX 24
#define COLUMN_MIN 3  /* labels without value in a row that make a column */
#define VALUE_MAX 100 /* bytes of a value that no label ends */
#define PERIOD_WORDS 9
#define BARE_MIN 3    /* labels without colon that make a form */
#define REMARK_MAX 60 /* "Diarienummer (fylls i av …):" */

enum kind {
	KIND_NOTHING,
	KIND_DATE,
	KIND_VERSION,
	KIND_NUMBER,
	KIND_PERSON,
	KIND_OFFICE,
	KIND_PROJECT,
	KIND_TEXT,
	KIND_PERIOD
};

struct label {
	const char *text;
	enum kind kind;
	enum leta_field_id field;
	bool bare; /* a label also without a colon, when others are near */
};

static const struct label labels[] = {
	{"Upprättad Datum", KIND_DATE, LETA_FIELD_DOCUMENT_DATE, false},
	{"Upprättad", KIND_NOTHING, LETA_FIELD_COUNT, false},
	{"Datum", KIND_DATE, LETA_FIELD_DOCUMENT_DATE, false},
	{"Version", KIND_VERSION, LETA_FIELD_VERSION, false},
	{"Revision", KIND_VERSION, LETA_FIELD_VERSION, false},
	{"Ansvarig", KIND_PERSON, LETA_FIELD_CONTACT, false},
	{"Ansvariga", KIND_PERSON, LETA_FIELD_CONTACT, false},
	{"Kontaktperson", KIND_PERSON, LETA_FIELD_CONTACT, true},
	{"Projektledare", KIND_PERSON, LETA_FIELD_CONTACT, true},
	{"Handläggare", KIND_PERSON, LETA_FIELD_CONTACT, false},
	{"Författare", KIND_PERSON, LETA_FIELD_CONTACT, false},
	{"Förvaltning", KIND_OFFICE, LETA_FIELD_COUNT, false},
	{"Enhet", KIND_TEXT, LETA_FIELD_OWNER_UNIT, false},
	{"Avdelning", KIND_TEXT, LETA_FIELD_OWNER_UNIT, false},
	{"Projektägare", KIND_TEXT, LETA_FIELD_OWNER, true},
	{"Stödmottagare", KIND_TEXT, LETA_FIELD_OWNER, true},
	{"Projektnamn", KIND_PROJECT, LETA_FIELD_COUNT, true},
	{"Projektets namn", KIND_PROJECT, LETA_FIELD_COUNT, false},
	{"Diarienummer", KIND_NUMBER, LETA_FIELD_DNR, true},
	{"Dnr", KIND_NUMBER, LETA_FIELD_DNR, false},
	{"Projektnummer", KIND_NUMBER, LETA_FIELD_DNR, true},
	{"Ärende ID", KIND_NUMBER, LETA_FIELD_DNR, false},
	{"Projektperiod", KIND_PERIOD, LETA_FIELD_START, true},
	{"Projekttid", KIND_PERIOD, LETA_FIELD_START, true},
	{"Kommun", KIND_NOTHING, LETA_FIELD_COUNT, false},
	{"Telefon", KIND_NOTHING, LETA_FIELD_COUNT, false},
	{"E-post", KIND_NOTHING, LETA_FIELD_COUNT, false},
	{"e-post", KIND_NOTHING, LETA_FIELD_COUNT, false},
	{"Adress", KIND_NOTHING, LETA_FIELD_COUNT, false},
	{"Webbplats", KIND_NOTHING, LETA_FIELD_COUNT, false},
};

struct found {
	const struct label *label;
	size_t start, end; /* of the label with its colon */
};

struct front {
	struct record_builder *b;
	struct str text;
	unsigned line;
	struct transcript_front *out;
	struct found found[LABELS_MAX];
	size_t n;
};

/* The length of a label with its remark and colon at the start of s, or 0. */
static size_t label_length(struct str s, const struct label *label)
{
	struct str text = str_from(label->text);
	if (!str_starts(s, text))
		return 0;
	size_t pos = text.len;
	if (pos + 1 < s.len && s.ptr[pos] == ' ' && s.ptr[pos + 1] == '(') {
		size_t close = str_find(str_sub(s, 0, pos + REMARK_MAX), STR(")"), pos);
		pos = close == (size_t)-1 ? pos : close + 1;
	}
	if (pos < s.len && s.ptr[pos] == ':')
		return pos + 1;
	/* "Projektägare Överkalix kommun Projektnummer …" */
	struct str value = str_sub(s, pos + 1, s.len);
	bool bare = pos < s.len && s.ptr[pos] == ' ' &&
		    (word_is_upper(value) || word_is_number(str_sub(value, 0, 1)));
	return label->bare && bare ? pos : 0;
}

static bool is_bare(const struct front *f, const struct found *found)
{
	return f->text.ptr[found->end - 1] != ':';
}

static void find_labels(struct front *f)
{
	struct word w;
	size_t bare = 0, n = 0;
	for (size_t pos = 0; f->n < LABELS_MAX && word_next(f->text, &pos, &w);) {
		struct str rest = str_sub(f->text, w.start, f->text.len);
		for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
			size_t len = label_length(rest, &labels[i]);
			if (len == 0)
				continue;
			f->found[f->n++] = (struct found){&labels[i], w.start, w.start + len};
			pos = w.start + len;
			break;
		}
	}
	for (size_t i = 0; i < f->n; i++)
		bare += is_bare(f, &f->found[i]);
	for (size_t i = 0; i < f->n; i++)
		if (bare >= BARE_MIN || !is_bare(f, &f->found[i]))
			f->found[n++] = f->found[i];
	f->n = n;
}

/* The start of a text that no label ends: its line, its sentence, at most VALUE_MAX bytes. */
static struct str bounded(struct str rest)
{
	struct word w;
	size_t end = 0;
	rest = str_trim(rest);
	for (size_t pos = 0; word_next(rest, &pos, &w) && pos <= VALUE_MAX;) {
		bool heading;
		section_role(w.core, &heading);
		if (end > 0 && (memchr(rest.ptr + end, '\n', w.start - end) ||
				(heading && word_is_upper(w.text))))
			break;
		end = pos;
		if (word_ends_sentence(w.text) && w.core.len > 2)
			break;
	}
	return str_sub(rest, 0, end);
}

/* The value of label i: up to the next label. */
static struct str value_of(const struct front *f, size_t i)
{
	size_t from = f->found[i].end;
	if (i + 1 < f->n)
		return str_trim(str_sub(f->text, from, f->found[i + 1].start));
	return bounded(str_sub(f->text, from, f->text.len));
}

/* Two words with capitals at the start of s; its length, or 0. */
static size_t person_length(struct str s)
{
	struct word first, second;
	size_t pos = 0;
	if (!word_next(s, &pos, &first) || !word_is_upper(first.core) ||
	    first.core.len != first.text.len || !word_next(s, &pos, &second) ||
	    !word_is_upper(second.core))
		return 0;
	return second.start + (size_t)(second.core.ptr - second.text.ptr) + second.core.len;
}

/* More persons after the first: ", Bo Ek", "och Bo Ek". */
static size_t persons_length(struct str s)
{
	size_t end = person_length(s), pos = end;
	struct word w;
	while (end > 0 && pos < s.len) {
		size_t next = pos;
		if (s.ptr[pos] == ',')
			next = pos + 1;
		else if (!word_next(s, &next, &w) || !word_same(w.text, STR("och")))
			break;
		struct str rest = str_trim(str_sub(s, next, s.len));
		size_t len = person_length(rest);
		if (len == 0)
			break;
		end = pos = (size_t)(rest.ptr - s.ptr) + len;
	}
	return end;
}

/* The words up to the one that names an office: "Gatukontoret", "Vård- och omsorgsförvaltningen".
 */
static size_t office_length(struct str s)
{
	static const char *const ends[] = {"kontoret",    "förvaltningen", "nämnden",    "kontor",
					   "förvaltning", "styrelsen",     "avdelningen"};
	struct word w;
	size_t pos = 0;
	for (int i = 0; i < 6 && word_next(s, &pos, &w); i++)
		for (size_t k = 0; k < sizeof(ends) / sizeof(ends[0]); k++)
			if (str_ends(w.core, str_from(ends[k])))
				return pos;
	pos = 0;
	return word_next(s, &pos, &w) ? pos : 0;
}

/* How much of s can be a value of this kind. */
static size_t value_length(enum kind kind, struct str s)
{
	struct word w;
	size_t pos = 0;
	int64_t date, last;
	if (!word_next(s, &pos, &w))
		return 0;
	switch (kind) {
	case KIND_DATE:
		for (size_t end = pos, n = 0; n < 3; n++) {
			if (value_date(str_sub(s, 0, end), &date) && end >= 8)
				return end;
			if (!word_next(s, &end, &w))
				return 0;
		}
		return 0;
	case KIND_VERSION:
		for (size_t i = 0; i < w.text.len; i++)
			if ((w.text.ptr[i] < '0' || w.text.ptr[i] > '9') && w.text.ptr[i] != '.')
				return 0;
		return pos;
	case KIND_NUMBER:
		for (size_t i = 0; i < w.text.len; i++)
			if (w.text.ptr[i] >= '0' && w.text.ptr[i] <= '9')
				return pos;
		return 0;
	case KIND_PERSON:
		return person_length(s);
	case KIND_OFFICE:
		return office_length(s);
	case KIND_PERIOD:
		for (size_t end = 0, n = 0, known = 0;; n++) {
			if (value_period(str_sub(s, 0, end), &date, &last))
				known = end;
			if (n == PERIOD_WORDS || !word_next(s, &end, &w))
				return known;
		}
	case KIND_PROJECT:
	case KIND_TEXT:
		return s.len;
	case KIND_NOTHING:
		break;
	}
	return 0;
}

static struct str tidy_text(struct str value)
{
	static const char *const ends[] = {" c/o ", " , ", " http", " www."};
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		value = str_sub(value, 0, str_find(value, str_from(ends[i]), 0));
	return str_trim(value);
}

static bool store(struct front *f, const struct label *label, struct str value)
{
	struct record_builder *b = f->b;
	int64_t date, end;
	value = str_sub(value, 0, value_length(label->kind, value));
	switch (label->kind) {
	case KIND_NOTHING:
		return true;
	case KIND_DATE:
		if (value.len == 0 || !value_date(value, &date))
			return record_add_text(b, label->field, (struct str){0}, f->line);
		return record_add_number(b, label->field, date, value, f->line);
	case KIND_PERIOD:
		return !value_period(value, &date, &end) ||
		       (record_add_number(b, LETA_FIELD_START, date, value, f->line) &&
			record_add_number(b, LETA_FIELD_END, end, value, f->line));
	case KIND_PERSON:
		return record_add_text(b, label->field, value, f->line) &&
		       (value.len == 0 || record_add_text(b, LETA_FIELD_CONTACT_ROLE,
							  str_from(label->text), f->line));
	case KIND_OFFICE:
		f->out->office = value;
		return true;
	case KIND_PROJECT:
		f->out->project = tidy_text(value);
		return true;
	case KIND_VERSION:
	case KIND_NUMBER:
	case KIND_TEXT:
		break;
	}
	return record_add_text(b, label->field, tidy_text(value), f->line);
}

/* All values stand behind the last of the labels from..to. Only the last of them can be free text.
 */
static bool store_column(struct front *f, size_t from, size_t to)
{
	struct str rest = str_trim(str_sub(f->text, f->found[to].end, f->text.len));
	for (size_t i = from; i <= to; i++) {
		const struct label *label = f->found[i].label;
		bool person = label->kind == KIND_PERSON;
		if (label->kind == KIND_TEXT && i < to)
			continue;
		size_t len = person ? persons_length(rest) : value_length(label->kind, rest);
		struct str value = label->kind == KIND_TEXT ? bounded(rest) : str_sub(rest, 0, len);
		if (!store(f, label, value))
			return false;
		rest = str_trim(str_sub(rest, len, rest.len));
	}
	return true;
}

/* The last of the labels from `from` on that have no value of their own. */
static size_t column_end(const struct front *f, size_t from)
{
	size_t i = from;
	while (i + 1 < f->n && value_of(f, i).len == 0)
		i++;
	return i;
}

bool transcript_read_front(struct record_builder *b, struct str text, unsigned line,
			   struct transcript_front *out)
{
	struct front f = {.b = b, .text = text, .line = line, .out = out};
	find_labels(&f);
	for (size_t i = 0; i < f.n;) {
		size_t end = column_end(&f, i);
		bool column = end + 1 == f.n && end - i >= COLUMN_MIN;
		if (!(column ? store_column(&f, i, end)
			     : store(&f, f.found[i].label, value_of(&f, i))))
			return false;
		i = column ? f.n : i + 1;
	}
	return true;
}
