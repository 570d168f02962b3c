/*
 * json_value.c: a parser by recursive descent. Strings, which are nearly all of a record, are passed
 * over eight bytes at a time.
 */
#include "record/json_value.h"

#include <errno.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/map.h"
#include "base/utf8.h"

#define DEPTH_MAX 2048
#define FEW 16 /* members that are compared one by one */
#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

struct parser {
	struct str text;
	size_t pos;
	unsigned depth;
	struct arena *arena;
	struct leta_error *err;
};

static leta_status unexpected(const struct parser *p)
{
	if (p->pos >= p->text.len)
		return error_at(p->err, LETA_ERR_FORMAT, p->text.len, "raden är inte JSON: den slutar för tidigt",
				"the line is not JSON: it ends too early");
	return error_at(p->err, LETA_ERR_FORMAT, p->pos, "raden är inte JSON: byte %zu är fel",
			"the line is not JSON: byte %zu is wrong", p->pos + 1);
}

static leta_status no_memory(const struct parser *p)
{
	return arena_status(p->arena, p->err);
}

static char peek(const struct parser *p)
{
	return p->pos < p->text.len ? p->text.ptr[p->pos] : '\0';
}

static void skip_blanks(struct parser *p)
{
	char c;
	while ((c = peek(p)) == ' ' || c == '\t' || c == '\n' || c == '\r')
		p->pos++;
}

/* Takes a character, with the blanks before it. */
static bool take(struct parser *p, char c)
{
	skip_blanks(p);
	if (p->pos == p->text.len || p->text.ptr[p->pos] != c)
		return false;
	p->pos++;
	return true;
}

/* ---- strings ---- */

/* The first byte from `pos` on that is a quote, a backslash or a control character. */
static size_t plain_end(struct str s, size_t pos)
{
	uint64_t eight;
	for (; s.len - pos >= sizeof(eight); pos += sizeof(eight)) {
		memcpy(&eight, s.ptr + pos, sizeof(eight));
		uint64_t quote = eight ^ EACH('"'), slash = eight ^ EACH('\\');
		/* high bits of bytes that are zero, or less than a blank, and have no high bit themselves */
		if (((quote - EACH(1)) & ~quote & EACH(0x80)) | ((slash - EACH(1)) & ~slash & EACH(0x80)) |
		    ((eight - EACH(0x20)) & ~eight & EACH(0x80)))
			break;
	}
	while (pos < s.len && s.ptr[pos] != '"' && s.ptr[pos] != '\\' && (unsigned char)s.ptr[pos] >= 0x20)
		pos++;
	return pos;
}

/* Four hexadecimal digits at p->pos. */
static bool take_hex(struct parser *p, uint32_t *out)
{
	*out = 0;
	for (int i = 0; i < 4; i++, p->pos++) {
		char c = peek(p), small = (char)(c | 0x20);
		if (c >= '0' && c <= '9')
			*out = *out << 4 | (uint32_t)(c - '0');
		else if (small >= 'a' && small <= 'f')
			*out = *out << 4 | (uint32_t)(small - 'a' + 10);
		else
			return false;
	}
	return true;
}

/* What follows "\u": one code point, or two halves of one. */
static bool take_code(struct parser *p, uint32_t *cp)
{
	uint32_t low;
	if (!take_hex(p, cp))
		return false;
	if (*cp < 0xD800 || *cp > 0xDFFF)
		return true;
	if (*cp > 0xDBFF || peek(p) != '\\' || p->pos + 1 >= p->text.len || p->text.ptr[p->pos + 1] != 'u')
		return false;
	p->pos += 2;
	if (!take_hex(p, &low) || low < 0xDC00 || low > 0xDFFF)
		return false;
	*cp = 0x10000 + ((*cp - 0xD800) << 10) + (low - 0xDC00);
	return true;
}

/* An escape at p->pos, behind the backslash. Moves *to behind what it stands for, never more bytes than it has. */
static bool take_escape(struct parser *p, char **to)
{
	static const char from[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
	char c = peek(p);
	const char *at = c ? strchr(from, c) : NULL;
	uint32_t cp;
	if (at) {
		p->pos++;
		*(*to)++ = bytes[at - from];
		return true;
	}
	if (c != 'u')
		return false;
	p->pos++;
	if (!take_code(p, &cp))
		return false;
	*to += utf8_put(*to, cp);
	return true;
}

/* Where the string ends that is open at `pos`: the place of its quote, or the end of the text. */
static size_t string_end(struct str s, size_t pos)
{
	for (pos = plain_end(s, pos); pos < s.len && s.ptr[pos] != '"'; pos = plain_end(s, pos))
		pos += s.ptr[pos] == '\\' && pos + 1 < s.len ? 2 : 1;
	return pos;
}

/* Behind the opening quote. */
static leta_status take_string(struct parser *p, struct str *out)
{
	size_t start = p->pos, end = plain_end(p->text, start);
	p->pos = end;
	if (peek(p) == '"') {
		*out = str_sub(p->text, start, end);
		p->pos++;
		return LETA_OK;
	}
	char *copy = arena_alloc(p->arena, string_end(p->text, end) - start + 4), *to = copy;
	if (!copy)
		return no_memory(p);
	for (;; start = p->pos, end = plain_end(p->text, start)) {
		memcpy(to, p->text.ptr + start, end - start);
		to += end - start;
		p->pos = end;
		char c = peek(p);
		if (c != '"' && c != '\\')
			return unexpected(p);
		p->pos++;
		if (c == '"')
			break;
		if (!take_escape(p, &to))
			return unexpected(p);
	}
	*out = (struct str){copy, (size_t)(to - copy)};
	return LETA_OK;
}

/* ---- numbers ---- */

static bool take_digits(struct parser *p)
{
	size_t start = p->pos;
	while (peek(p) >= '0' && peek(p) <= '9')
		p->pos++;
	return p->pos > start;
}

/* A fraction and an exponent, where there are any. */
static bool take_rest(struct parser *p, bool *real)
{
	*real = peek(p) == '.' || (peek(p) | 0x20) == 'e';
	if (peek(p) == '.') {
		p->pos++;
		if (!take_digits(p))
			return false;
	}
	if ((peek(p) | 0x20) == 'e') {
		p->pos++;
		if (peek(p) == '+' || peek(p) == '-')
			p->pos++;
		return take_digits(p);
	}
	return true;
}

static leta_status take_number(struct parser *p, struct json_value *out)
{
	size_t start = p->pos;
	bool real;
	if (peek(p) == '-')
		p->pos++;
	if (peek(p) == '0')
		p->pos++;
	else if (!take_digits(p))
		return unexpected(p);
	if (!take_rest(p, &real))
		return unexpected(p);
	struct str digits = str_sub(p->text, start, p->pos);
	out->type = real ? JSON_TYPE_REAL : JSON_TYPE_INTEGER;
	if (real) {
		out->real = digits;
		return LETA_OK;
	}
	char *copy = arena_strdup(p->arena, digits);
	if (!copy)
		return no_memory(p);
	errno = 0;
	out->integer = strtoll(copy, NULL, 10);
	return errno == 0 ? LETA_OK
			  : error_at(p->err, LETA_ERR_FORMAT, start, "raden är inte JSON: ett tal är för stort",
				     "the line is not JSON: a number is too large");
}

/* ---- arrays and objects ---- */

static leta_status take_value(struct parser *p, struct json_value *out);

static leta_status take_array(struct parser *p, struct json_value *out)
{
	struct json_value **at = &out->first;
	out->type = JSON_TYPE_ARRAY;
	out->first = NULL;
	if (take(p, ']'))
		return LETA_OK;
	do {
		struct json_value *element = arena_zalloc(p->arena, 1, sizeof(*element));
		if (!element)
			return no_memory(p);
		leta_status st = take_value(p, element);
		if (st != LETA_OK)
			return st;
		*at = element;
		at = &element->next;
	} while (take(p, ','));
	return take(p, ']') ? LETA_OK : unexpected(p);
}

/* The members of an object in the making. */
struct members {
	struct json_value *first, *last;
	size_t n;
	struct map *names;           /* when they are many: name → number in `list` */
	struct json_value **list;
	size_t cap;
};

/* Gives the members so far to the map. */
static bool name_members(struct parser *p, struct members *m)
{
	m->names = map_new();
	m->list = NULL;
	m->cap = 0;
	if (!m->names)
		return false;
	size_t n = 0;
	for (struct json_value *v = m->first; v; v = v->next) {
		struct json_value **list = arena_grow(p->arena, m->list, n, &m->cap, sizeof(struct json_value *));
		if (!list || map_put(m->names, v->name) == MAP_NONE)
			return false;
		m->list = list;
		list[n++] = v;
	}
	return true;
}

static struct json_value *find_member(const struct members *m, struct str name)
{
	if (m->names) {
		uint32_t i = map_find(m->names, name);
		return i == MAP_NONE ? NULL : m->list[i];
	}
	for (struct json_value *v = m->first; v; v = v->next)
		if (str_eq(v->name, name))
			return v;
	return NULL;
}

/* The member with a name, made when it is new; NULL: no memory. */
static struct json_value *member(struct parser *p, struct members *m, struct str name)
{
	struct json_value *v = find_member(m, name);
	if (v)
		return v;
	if (m->n == FEW && !m->names && !name_members(p, m))
		return NULL;
	v = arena_zalloc(p->arena, 1, sizeof(*v));
	if (!v)
		return NULL;
	if (m->names) {
		struct json_value **list = arena_grow(p->arena, m->list, m->n, &m->cap, sizeof(struct json_value *));
		if (!list || map_put(m->names, name) == MAP_NONE)
			return NULL;
		m->list = list;
		list[m->n] = v;
	}
	v->name = name;
	if (m->last)
		m->last->next = v;
	else
		m->first = v;
	m->last = v;
	m->n++;
	return v;
}

static leta_status take_member(struct parser *p, struct members *m)
{
	struct json_value value = {.next = NULL};
	struct str name;
	size_t start = p->pos;
	if (!take(p, '"'))
		return unexpected(p);
	leta_status st = take_string(p, &name);
	if (st == LETA_OK && memchr(name.ptr, '\0', name.len))
		return error_at(p->err, LETA_ERR_FORMAT, start, "raden är inte JSON: ett namn har ett nolltecken",
				"the line is not JSON: a name has a NUL");
	if (st == LETA_OK)
		st = take(p, ':') ? take_value(p, &value) : unexpected(p);
	if (st != LETA_OK)
		return st;
	struct json_value *v = member(p, m, name);
	if (!v)
		return arena_failed(p->arena) ? no_memory(p) : error_nomem(p->err);
	value.name = v->name;
	value.next = v->next;
	*v = value;
	return LETA_OK;
}

static leta_status take_object(struct parser *p, struct json_value *out)
{
	struct members m = {.n = 0};
	leta_status st = LETA_OK;
	out->type = JSON_TYPE_OBJECT;
	out->first = NULL;
	if (take(p, '}'))
		return LETA_OK;
	do
		st = take_member(p, &m);
	while (st == LETA_OK && take(p, ','));
	map_free(m.names);
	out->first = m.first;
	if (st != LETA_OK)
		return st;
	return take(p, '}') ? LETA_OK : unexpected(p);
}

/* ---- values ---- */

static leta_status take_word(struct parser *p, struct json_value *out)
{
	static const struct {
		struct str word;
		enum json_type type;
	} words[] = {
		{STR_INIT("null"), JSON_TYPE_NULL},
		{STR_INIT("true"), JSON_TYPE_TRUE},
		{STR_INIT("false"), JSON_TYPE_FALSE},
	};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (!str_starts(str_sub(p->text, p->pos, p->text.len), words[i].word))
			continue;
		p->pos += words[i].word.len;
		out->type = words[i].type;
		return LETA_OK;
	}
	return unexpected(p);
}

static leta_status take_nested(struct parser *p, struct json_value *out)
{
	if (p->depth == DEPTH_MAX)
		return error_at(p->err, LETA_ERR_FORMAT, p->pos, "raden är inte JSON: fler än %d nivåer",
				"the line is not JSON: more than %d levels", DEPTH_MAX);
	p->depth++;
	bool array = p->text.ptr[p->pos++] == '[';
	leta_status st = array ? take_array(p, out) : take_object(p, out);
	p->depth--;
	return st;
}

static leta_status take_value(struct parser *p, struct json_value *out)
{
	skip_blanks(p);
	char c = peek(p);
	if (c == '[' || c == '{')
		return take_nested(p, out);
	if (c == '-' || (c >= '0' && c <= '9'))
		return take_number(p, out);
	if (c != '"')
		return take_word(p, out);
	p->pos++;
	out->type = JSON_TYPE_STRING;
	return take_string(p, &out->string);
}

leta_status json_parse(struct str text, struct arena *arena, const struct json_value **out, struct leta_error *err)
{
	struct parser p = {.text = text, .arena = arena, .err = err};
	struct json_value *value = arena_zalloc(arena, 1, sizeof(*value));
	size_t valid = utf8_validate(text);
	if (!value)
		return no_memory(&p);
	if (valid < text.len)
		return error_at(err, LETA_ERR_FORMAT, valid, "raden är inte JSON: den är inte UTF-8",
				"the line is not JSON: it is not UTF-8");
	leta_status st = take_value(&p, value);
	if (st != LETA_OK)
		return st;
	skip_blanks(&p);
	if (p.pos < text.len)
		return unexpected(&p);
	*out = value;
	return LETA_OK;
}

const struct json_value *json_member(const struct json_value *value, const char *name)
{
	struct str wanted = str_from(name);
	const struct json_value *member = value->type == JSON_TYPE_OBJECT ? value->first : NULL;
	while (member && !str_eq(member->name, wanted))
		member = member->next;
	return member;
}
