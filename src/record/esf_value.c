/*
 * esf_value.c: the value of a label → fields of a record.
 *
 * A value that is not what its label promises ("372 226 EUR") leaves the field unknown and is
 * flagged; an empty one makes it known to be empty.
 */
#include "base/date.h"
#include "base/utf8.h"
#include "record/contact.h"
#include "record/esf_label.h"
#include "record/value.h"
#include "record/word.h"

static struct str first_word(struct str value)
{
	struct word w;
	size_t pos = 0;
	return word_next(value, &pos, &w) ? w.text : value;
}

static bool add_area(struct record_builder *b, struct str value, unsigned line)
{
	size_t n = esf_label_length(value, STR("programområde")), end = 0, pos;
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
		if (cp != ':' && cp != '.' && !esf_is_dash(cp) && !utf8_is_space(cp))
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
	return contact_add_phone(b, str_trim(str_sub(value, 0, end)), line);
}

/* "Åsa Ek, projektledare", with an address and a number or without. */
static bool add_contact(struct record_builder *b, struct str value, unsigned line)
{
	size_t comma = str_find(value, STR(","), 0);
	bool taken;
	if (!contact_add(b, value, line, &taken) || taken)
		return taken;
	if (comma == (size_t)-1)
		return record_add_text(b, LETA_FIELD_CONTACT, value, line);
	struct str role = str_trim(str_sub(value, comma + 1, value.len));
	return record_add_text(b, LETA_FIELD_CONTACT, str_sub(value, 0, comma), line) &&
	       (role.len == 0 || record_add_text(b, LETA_FIELD_CONTACT_ROLE, role, line));
}

/* A value that is not what its label promises ("372 226 EUR"): the field stays unknown, a flag
 * tells. */
static bool add_unread(struct record_builder *b, const struct esf_match *m)
{
	const char *text =
		arena_printf(b->arena, STR_FMT " " STR_FMT, STR_ARG(m->name), STR_ARG(m->value));
	return text && record_flag(b, "unread_value", str_from(text));
}

static bool add_numeric(struct record_builder *b, const struct esf_match *m, unsigned line)
{
	int64_t a, z;
	enum leta_field_id id = m->label->field;
	if (m->label->kind == ESF_VALUE_PERIOD) {
		if (value_period(m->value, &a, &z))
			return add_date(b, LETA_FIELD_START, a, line) &&
			       add_date(b, LETA_FIELD_END, z, line);
	} else if (m->label->kind == ESF_VALUE_DATE) {
		if (id == LETA_FIELD_END ? value_last_date(m->value, &a)
					 : value_date(m->value, &a))
			return add_date(b, id, a, line);
	} else if (m->label->kind == ESF_VALUE_RATE ? value_rate(m->value, &a)
						    : value_money(m->value, &a)) {
		return record_add_number(b, id, a, m->value, line);
	}
	return add_unread(b, m);
}

static bool names(struct str value, const char *part)
{
	return str_find(value, str_from(part), 0) != (size_t)-1;
}

static bool add_fund(struct record_builder *b, struct str value, unsigned line)
{
	if (names(value, "ESF") || names(value, "ocialfond"))
		value = STR("ESF");
	else if (names(value, "ERUF") || names(value, "egionala utvecklingsfond") ||
		 names(value, "egionalfond"))
		value = STR("ERUF");
	return record_add_text(b, LETA_FIELD_FUND, value, line);
}

/* "Lund, Eslöv": names of places hold no commas. */
static bool add_places(struct record_builder *b, struct str value, unsigned line)
{
	struct str place;
	while (str_cut(&value, ',', &place))
		if (str_trim(place).len > 0 &&
		    !record_add_text(b, LETA_FIELD_MUNICIPALITY, place, line))
			return false;
	return true;
}

bool esf_add_value(struct record_builder *b, const struct esf_match *m, unsigned line)
{
	enum leta_field_id id = m->label->field;
	struct str value = m->value;
	size_t pos = 0;
	if (value.len > 0 && esf_is_dash(utf8_next(value, &pos)) && pos == value.len)
		value = STR(""); /* a lone dash */
	if (m->label->kind == ESF_VALUE_IGNORED)
		return true;
	if (value.len == 0 && m->label->kind != ESF_VALUE_PERIOD)
		return record_add_text(b, id, value, line);
	if (value.len == 0)
		return record_add_text(b, LETA_FIELD_START, value, line) &&
		       record_add_text(b, LETA_FIELD_END, value, line);
	switch (m->label->kind) {
	case ESF_VALUE_AREA:
		return add_area(b, value, line);
	case ESF_VALUE_OWNER:
		return record_add_text(b, id, once(value), line);
	case ESF_VALUE_CONTACT:
		return add_contact(b, value, line);
	case ESF_VALUE_PHONE:
		return add_phone(b, value, line);
	case ESF_VALUE_FUND:
		return add_fund(b, value, line);
	case ESF_VALUE_PLACES:
		return add_places(b, value, line);
	case ESF_VALUE_NUTS2:
		return record_add_text(b, id, first_word(value), line); /* "SE11 Stockholm" */
	case ESF_VALUE_MONEY:
	case ESF_VALUE_DATE:
	case ESF_VALUE_PERIOD:
	case ESF_VALUE_NUMBER:
	case ESF_VALUE_RATE:
		return add_numeric(b, m, line);
	case ESF_VALUE_TEXT:
	case ESF_VALUE_EMAIL:
	case ESF_VALUE_IGNORED:
		break;
	}
	return record_add_text(b, id, value, line);
}
