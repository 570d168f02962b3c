/*
 * contact.c: a line is read piece by piece: labels of numbers and addresses, these themselves, a name, a role.
 */
#include "record/contact.h"

#include "record/esf_label.h"
#include "record/persons.h"
#include "record/value.h"
#include "record/word.h"
#include "text/pattern.h"

#define HEADER_LINES 60   /* in which a header may stand */
#define BLOCK_LINES 8     /* below a label */
#define BLOCK_LINE_MAX 90 /* bytes of one of them */
#define ROLE_MAX 80       /* bytes of a role */
#define ROLE_WORDS 7
#define NUMBER_MIN 5      /* digits behind "tel." */
#define LENGTH(list) (sizeof(list) / sizeof((list)[0]))

struct part {
	struct str text;
	unsigned line;
};

struct contact {
	struct arena *arena;
	bool failed; /* out of memory */
	struct part name, role, email, phone;
};

/* What a block begins with; with a role when the label tells it. */
static const struct {
	struct str text;
	bool role;
} labels[] = {
	{ STR_INIT("kontaktperson"), false },   { STR_INIT("kontakt"), false },
	{ STR_INIT("kontaktuppgifter"), false }, { STR_INIT("kontaktinformation"), false },
	{ STR_INIT("projektets kontaktperson"), false }, { STR_INIT("kontaktperson för projektet"), false },
	{ STR_INIT("contact"), false },         { STR_INIT("contact person"), false },
	{ STR_INIT("projektledare"), true },    { STR_INIT("projektansvarig"), true },
	{ STR_INIT("handläggare"), true },      { STR_INIT("project manager"), true },
};
static const struct str phone_labels[] = {
	STR_INIT("tel"), STR_INIT("telefon"), STR_INIT("tfn"), STR_INIT("tele"), STR_INIT("mobil"), STR_INIT("mob"),
	STR_INIT("mobiltelefon"), STR_INIT("telefonnummer"), STR_INIT("mobilnummer"), STR_INIT("phone"),
};
static const struct str email_labels[] = {
	STR_INIT("e-post"), STR_INIT("epost"), STR_INIT("e-postadress"), STR_INIT("mail"), STR_INIT("mejl"),
	STR_INIT("e-mail"), STR_INIT("email"),
};

static bool is_among(struct str word, const struct str *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (word_same(word, list[i]))
			return true;
	return false;
}

static bool is_phone_label(struct str word)
{
	return is_among(word, phone_labels, LENGTH(phone_labels));
}

static bool is_email_label(struct str word)
{
	return is_among(word, email_labels, LENGTH(email_labels));
}

static bool is_separator(char c)
{
	return strchr(" \t,;|:/-", c) != NULL && c != '\0';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* ---- the pieces of a line ---- */

/* The end of the digits behind a label of numbers; 0: too few. */
static size_t labelled_number(struct str line, size_t pos)
{
	size_t digits = 0, end = 0;
	for (; pos < line.len && strchr("0123456789+-/() ", line.ptr[pos]); pos++) {
		digits += is_digit(line.ptr[pos]);
		end = is_digit(line.ptr[pos]) ? pos + 1 : end;
	}
	return digits >= NUMBER_MIN ? end : 0;
}

/* A second number stands behind the first. */
static bool place_phone(struct contact *c, struct str number, unsigned line)
{
	if (c->phone.text.len == 0) {
		c->phone = (struct part){ number, line };
		return true;
	}
	if (memchr(c->phone.text.ptr, ',', c->phone.text.len))
		return false;
	const char *both =
		arena_printf(c->arena, STR_FMT ", " STR_FMT, STR_ARG(c->phone.text), STR_ARG(number));
	c->phone.text = str_from(both);
	return both != NULL;
}

static bool place_email(struct contact *c, struct str address, unsigned line)
{
	if (c->email.text.len > 0)
		return word_same(c->email.text, address);
	c->email = (struct part){ address, line };
	return true;
}

static size_t count_words(struct str text)
{
	struct word w;
	size_t n = 0, pos = 0;
	while (word_next(text, &pos, &w))
		n++;
	return n;
}

/* A name, or, behind one, a role or a place of work. */
static bool place_text(struct contact *c, struct str text, unsigned line)
{
	if (persons_is_name(text, &c->failed)) {
		if (c->name.text.len > 0)
			return word_same(c->name.text, text);
		c->name = (struct part){ text, line };
		return true;
	}
	if (c->name.text.len == 0 || text.len > ROLE_MAX || count_words(text) > ROLE_WORDS || word_ends_sentence(text))
		return false;
	if (c->role.text.len == 0) {
		c->role = (struct part){ text, line };
		return true;
	}
	const char *both = arena_printf(c->arena, STR_FMT ", " STR_FMT, STR_ARG(c->role.text), STR_ARG(text));
	c->role.text = str_from(both);
	return both && c->role.text.len <= ROLE_MAX;
}

/* Where the text ends that begins at pos: at a sign that parts, or before a number, an address or their labels. */
static size_t text_end(struct str line, size_t pos)
{
	struct word w;
	size_t end = pos;
	for (bool first = true; word_next(line, &pos, &w); first = false) {
		bool other = memchr(w.text.ptr, '@', w.text.len) || is_phone_label(w.core) || is_email_label(w.core) ||
		             is_digit(w.text.ptr[0]) || strchr("+,;|/-", w.text.ptr[0]);
		if (other && !first)
			break;
		size_t core_end = (size_t)(w.core.ptr - line.ptr) + w.core.len;
		end = w.core.len > 0 ? core_end : w.start + w.text.len;
		if (end < line.len && strchr(",;|/", line.ptr[end]))
			break;
		end = w.start + w.text.len;
	}
	return end;
}

/* Takes the piece that begins with the word w; *end is behind it. */
static bool take_piece(struct contact *c, struct str line, const struct word *w, unsigned line_no, size_t *end)
{
	struct pattern_value value;
	size_t start = w->start, core = (size_t)(w->core.ptr - line.ptr);
	if (memchr(w->text.ptr, '@', w->text.len)) {
		*end = pattern_email(line, core, &value);
		return *end > 0 && place_email(c, str_sub(line, core, *end), line_no);
	}
	if (is_phone_label(w->core)) {
		for (start = core + w->core.len; start < line.len && strchr(".: ", line.ptr[start]);)
			start++;
		*end = labelled_number(line, start);
		return *end > 0 && place_phone(c, str_sub(line, start, *end), line_no);
	}
	if (is_email_label(w->core)) {
		*end = core + w->core.len;
		return str_find(line, STR("@"), *end) != (size_t)-1;
	}
	if (is_digit(line.ptr[start]) || line.ptr[start] == '+') {
		*end = pattern_phone(line, start, &value);
		return *end > 0 && place_phone(c, str_sub(line, start, *end), line_no);
	}
	*end = text_end(line, start);
	return place_text(c, str_trim(str_sub(line, start, *end)), line_no);
}

/* Whether all of a line is of the contact. */
static bool take_line(struct contact *c, struct str line, unsigned line_no)
{
	struct word w;
	for (size_t pos = 0;;) {
		while (pos < line.len && is_separator(line.ptr[pos]))
			pos++;
		size_t next = pos;
		if (!word_next(line, &next, &w))
			return true;
		if (w.core.len == 0 || !take_piece(c, line, &w, line_no, &pos))
			return false;
	}
}

static bool is_complete(const struct contact *c)
{
	return c->name.text.len > 0 && (c->email.text.len > 0 || c->phone.text.len > 0);
}

/* ---- into the record ---- */

bool contact_add_phone(struct record_builder *b, struct str value, unsigned line)
{
	char number[20];
	int64_t digits = 0;
	if (value_phone(str_sub(value, 0, str_find(value, STR(","), 0)), number))
		for (const char *c = number + 1; *c; c++)
			digits = digits * 10 + (*c - '0');
	return record_add_number(b, LETA_FIELD_CONTACT_PHONE, digits, value, line);
}

static bool add(struct record_builder *b, const struct contact *c)
{
	return record_add_text(b, LETA_FIELD_CONTACT, c->name.text, c->name.line) &&
	       (c->role.text.len == 0 || record_add_text(b, LETA_FIELD_CONTACT_ROLE, c->role.text, c->role.line)) &&
	       (c->email.text.len == 0 ||
	        record_add_text(b, LETA_FIELD_CONTACT_EMAIL, c->email.text, c->email.line)) &&
	       (c->phone.text.len == 0 || contact_add_phone(b, c->phone.text, c->phone.line));
}

bool contact_add(struct record_builder *b, struct str value, unsigned line, bool *taken)
{
	struct contact c = { .arena = b->arena };
	*taken = take_line(&c, value, line) && is_complete(&c);
	return !c.failed && (*taken ? add(b, &c) : true);
}

/* ---- blocks ---- */

/* Whether a line begins a block, alone or before a value; the label's role goes to *c. */
static bool begins_block(struct str line, unsigned line_no, struct contact *c, struct str *value)
{
	while (line.len > 0 && strchr("#* ", line.ptr[0]))
		line = str_sub(line, 1, line.len);
	for (size_t i = 0; i < LENGTH(labels); i++) {
		size_t n = word_begins(line, labels[i].text);
		struct str rest = str_trim(str_sub(line, n, line.len));
		if (n == 0 || (rest.len > 0 && rest.ptr[0] != ':' && !word_is_upper(rest)))
			continue;
		*value = rest.len > 0 && rest.ptr[0] == ':' ? str_trim(str_sub(rest, 1, rest.len)) : rest;
		if (labels[i].role)
			c->role = (struct part){ str_sub(line, 0, n), line_no };
		return true;
	}
	return false;
}

/* The lines of a contact from `rest` on, which begins on line line_no. *end: behind the last; false: there is none. */
static bool take_block(struct contact *c, struct str value, struct str rest, unsigned line_no, const char **end)
{
	struct contact found;
	struct str line;
	bool whole = value.len == 0 || take_line(c, value, line_no - 1), complete = whole && is_complete(c);
	*end = rest.ptr;
	found = *c;
	for (unsigned i = 0; whole && i < BLOCK_LINES && str_line(&rest, &line); i++) {
		line = str_trim(line);
		if (line.len == 0 && i == 0 && value.len == 0)
			continue; /* below a heading */
		if (line.len == 0 || line.len > BLOCK_LINE_MAX || !take_line(c, line, line_no + i))
			break;
		if (!is_complete(c))
			continue;
		complete = true;
		found = *c;
		*end = rest.ptr;
	}
	found.failed = c->failed;
	*c = found;
	return complete && !c->failed;
}

/* Whether another contact stands right below: then it is a list. */
static bool goes_on(struct contact *c, struct str rest)
{
	struct contact next = { .arena = c->arena };
	const char *end;
	bool is_list = take_block(&next, STR(""), rest, 1, &end);
	c->failed = c->failed || next.failed;
	return is_list;
}

/* Makes blanks of the bytes between two places of the text, in a copy. */
static bool blank_out(struct arena *arena, struct str *text, const char *from, const char *to)
{
	char *copy = arena_strdup(arena, *text);
	if (!copy)
		return false;
	for (size_t i = (size_t)(from - text->ptr); i < (size_t)(to - text->ptr); i++)
		if (copy[i] != '\n' && copy[i] != '\f')
			copy[i] = ' ';
	text->ptr = copy;
	return true;
}

bool contact_take(struct record_builder *b, struct stretch *body, bool header)
{
	struct str rest = body->text, line, value;
	unsigned line_no = body->line;
	const char *end;
	if (b->record->fields[LETA_FIELD_CONTACT].presence == LETA_KNOWN)
		return true;
	for (; str_line(&rest, &line); line_no++) {
		struct contact c = { .arena = b->arena };
		struct esf_match m = esf_match_label(str_trim(line));
		bool its = header && line_no <= HEADER_LINES && m.style != ESF_STYLE_NONE;
		if (its && m.label->kind == ESF_VALUE_CONTACT)
			return true;
		if (its)
			continue;
		bool is = begins_block(str_trim(line), line_no, &c, &value) &&
		          take_block(&c, value, rest, line_no + 1, &end);
		if (c.failed)
			return false;
		if (!is)
			continue;
		if (goes_on(&c, (struct str){ end, (size_t)(rest.ptr + rest.len - end) }))
			return !c.failed;
		return !c.failed && add(b, &c) && blank_out(b->arena, &body->text, line.ptr, end);
	}
	return true;
}
