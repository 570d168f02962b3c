/*
 * layout.c: the one table of what a record consists of, and a writer and a reader that walk it.
 *
 * A new member of a public struct is a row here. Numbers are varints; a real number is its bits
 * back to front, so that 1 and 0.5 are short; a text is its length + 1 (0 = NULL), its bytes and a
 * NUL. Most fields are unknown: a record has only the others, each with its number.
 */
#include "store/layout.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>

enum type {
	TYPE_TEXT,
	TYPE_SIZE,
	TYPE_UNSIGNED,
	TYPE_SIGNED, /* int64_t */
	TYPE_REAL,
	TYPE_FLAG,
	TYPE_ROLE,
	TYPE_PRESENCE,
	TYPE_ARRAY
};

struct member {
	enum type type;
	size_t offset;
	size_t count_offset;     /* of an array's number of elements */
	const struct layout *of; /* of an array's elements */
};

struct layout {
	size_t size;
	const struct member *members;
	size_t n_members;
};

/* clang-format off */
#define MEMBER(type, owner, name) { type, offsetof(struct owner, name), 0, NULL }
#define ARRAY(owner, name, layout) \
	{ TYPE_ARRAY, offsetof(struct owner, name), offsetof(struct owner, n_##name), &(layout) }
#define LAYOUT(type, members) { sizeof(type), members, sizeof(members) / sizeof((members)[0]) }
/* clang-format on */

static const struct member item_members[] = {
	MEMBER(TYPE_TEXT, leta_item, text),
	MEMBER(TYPE_SIGNED, leta_item, number),
};
static const struct layout item = LAYOUT(struct leta_item, item_members);

static const struct member field_members[] = {
	MEMBER(TYPE_PRESENCE, leta_field, presence), ARRAY(leta_field, items, item),
	MEMBER(TYPE_UNSIGNED, leta_field, line),     MEMBER(TYPE_UNSIGNED, leta_field, page),
	MEMBER(TYPE_REAL, leta_field, confidence),   MEMBER(TYPE_TEXT, leta_field, from),
};
static const struct layout field = LAYOUT(struct leta_field, field_members);

static const struct member section_members[] = {
	MEMBER(TYPE_TEXT, leta_section, heading),
	MEMBER(TYPE_ROLE, leta_section, role),
	MEMBER(TYPE_UNSIGNED, leta_section, line),
	MEMBER(TYPE_UNSIGNED, leta_section, first_page),
	MEMBER(TYPE_UNSIGNED, leta_section, last_page),
	MEMBER(TYPE_SIZE, leta_section, chars),
	MEMBER(TYPE_FLAG, leta_section, copied),
};
static const struct layout section = LAYOUT(struct leta_section, section_members);

static const struct member page_members[] = {
	MEMBER(TYPE_UNSIGNED, leta_page, number),
	MEMBER(TYPE_SIZE, leta_page, section),
	MEMBER(TYPE_SIZE, leta_page, offset),
};
static const struct layout page = LAYOUT(struct leta_page, page_members);

static const struct member lesson_members[] = {
	MEMBER(TYPE_SIZE, leta_lesson, section),
	MEMBER(TYPE_SIZE, leta_lesson, start),
	MEMBER(TYPE_SIZE, leta_lesson, end),
	MEMBER(TYPE_UNSIGNED, leta_lesson, page),
};
static const struct layout lesson = LAYOUT(struct leta_lesson, lesson_members);

static const struct member publisher_members[] = {{TYPE_TEXT, 0, 0, NULL}};
static const struct layout publisher = LAYOUT(const char *, publisher_members);

static const struct member reference_members[] = {
	MEMBER(TYPE_UNSIGNED, leta_reference, no),
	MEMBER(TYPE_TEXT, leta_reference, title),
	ARRAY(leta_reference, publishers, publisher),
	MEMBER(TYPE_UNSIGNED, leta_reference, year),
};
static const struct layout reference = LAYOUT(struct leta_reference, reference_members);

static const struct member related_members[] = {
	MEMBER(TYPE_TEXT, leta_related, title),
	MEMBER(TYPE_TEXT, leta_related, excerpt),
	MEMBER(TYPE_UNSIGNED, leta_related, line),
};
static const struct layout related = LAYOUT(struct leta_related, related_members);

/* Behind the fields, which are an array of fixed length. */
static const struct member record_members[] = {
	ARRAY(leta_record, sections, section),
	ARRAY(leta_record, pages, page),
	MEMBER(TYPE_UNSIGNED, leta_record, pages_expected),
	MEMBER(TYPE_FLAG, leta_record, truncated),
	ARRAY(leta_record, lessons, lesson),
	ARRAY(leta_record, references, reference),
	ARRAY(leta_record, related, related),
	MEMBER(TYPE_SIZE, leta_record, related_chars),
};
static const struct layout record_layout = LAYOUT(struct leta_record, record_members);

/* One member's value, moved with memcpy: a table knows an address and a type, no more. */
union value {
	const char *text;
	void *elements;
	size_t size;
	unsigned number;
	int64_t whole;
	uint64_t bits;
	bool flag;
	enum leta_section_role role;
	enum leta_presence presence;
};

static const struct {
	size_t width;
	uint64_t max; /* of what stands for it in the bytes */
} kinds[] = {
	[TYPE_TEXT] = {sizeof(const char *), 0},
	[TYPE_SIZE] = {sizeof(size_t), SIZE_MAX},
	[TYPE_UNSIGNED] = {sizeof(unsigned), UINT_MAX},
	[TYPE_SIGNED] = {sizeof(int64_t), UINT64_MAX},
	[TYPE_REAL] = {sizeof(uint64_t), UINT64_MAX},
	[TYPE_FLAG] = {sizeof(bool), 1},
	[TYPE_ROLE] = {sizeof(enum leta_section_role), LETA_ROLE_COUNT - 1},
	[TYPE_PRESENCE] = {sizeof(enum leta_presence), LETA_KNOWN},
	[TYPE_ARRAY] = {sizeof(void *), 0},
};

/* Real numbers as their bits in reverse, whose high bytes are zero for short fractions. */
static uint64_t reversed(uint64_t n)
{
	uint64_t out = 0;

	for (unsigned i = 0; i < 64; i += 8)
		out = out << 8 | ((n >> i) & 0xFF);
	return out;
}

/* ---- writing ---- */

static void put_text(const char *text, struct buf *out)
{
	size_t len = text ? strlen(text) : 0;

	buf_varint(out, text ? len + 1 : 0);
	if (text)
		buf_append(out, text, len + 1);
}

static void put_struct(const void *object, const struct layout *layout, struct buf *out);

static void put_array(const char *elements, size_t n, const struct layout *of, struct buf *out)
{
	buf_varint(out, n);
	for (size_t i = 0; i < n; i++)
		put_struct(elements + i * of->size, of, out);
}

static void put_member(const char *object, const struct member *m, struct buf *out)
{
	union value v;
	size_t count;

	memcpy(&v, object + m->offset, kinds[m->type].width);
	switch (m->type) {
	case TYPE_TEXT:
		put_text(v.text, out);
		break;
	case TYPE_SIZE:
		buf_varint(out, v.size);
		break;
	case TYPE_UNSIGNED:
		buf_varint(out, v.number);
		break;
	case TYPE_SIGNED:
		buf_varint(out, (v.bits << 1) ^ (v.whole < 0 ? UINT64_MAX : 0));
		break;
	case TYPE_REAL:
		buf_varint(out, reversed(v.bits));
		break;
	case TYPE_FLAG:
		buf_varint(out, v.flag);
		break;
	case TYPE_ROLE:
		buf_varint(out, v.role);
		break;
	case TYPE_PRESENCE:
		buf_varint(out, v.presence);
		break;
	case TYPE_ARRAY:
		memcpy(&count, object + m->count_offset, sizeof(count));
		put_array(v.elements, count, m->of, out);
		break;
	}
}

static void put_struct(const void *object, const struct layout *layout, struct buf *out)
{
	for (size_t i = 0; i < layout->n_members; i++)
		put_member(object, &layout->members[i], out);
}

static bool is_blank(const struct leta_field *f)
{
	const uint64_t zero = 0;

	return f->presence == LETA_UNKNOWN && f->n_items == 0 && f->line == 0 && f->page == 0 &&
	       !f->from && memcmp(&f->confidence, &zero, sizeof(zero)) == 0;
}

void layout_encode(const struct leta_record *record, struct buf *out)
{
	size_t n = 0;

	for (size_t i = 0; i < LETA_FIELD_COUNT; i++)
		n += !is_blank(&record->fields[i]);
	buf_varint(out, n);
	for (size_t i = 0; i < LETA_FIELD_COUNT; i++) {
		if (is_blank(&record->fields[i]))
			continue;
		buf_varint(out, i);
		put_struct(&record->fields[i], &field, out);
	}
	put_struct(record, &record_layout, out);
}

/* ---- reading ---- */

struct input {
	struct str bytes;
	size_t pos;
	struct arena *arena;
};

/* A number up to max. Most are below 128. */
static bool get_number(struct input *in, uint64_t max, uint64_t *out)
{
	if (in->pos < in->bytes.len && (unsigned char)in->bytes.ptr[in->pos] < 0x80)
		*out = (unsigned char)in->bytes.ptr[in->pos++];
	else if (!varint_read(in->bytes, &in->pos, out))
		return false;
	return *out <= max;
}

static bool get_text(struct input *in, const char **out)
{
	uint64_t n;

	if (!get_number(in, in->bytes.len, &n))
		return false;
	if (n == 0) {
		*out = NULL;
		return true;
	}
	if (n > in->bytes.len - in->pos || in->bytes.ptr[in->pos + n - 1] != '\0')
		return false;
	*out = in->bytes.ptr + in->pos;
	in->pos += (size_t)n;
	return true;
}

static bool get_struct(struct input *in, const struct layout *layout, char *object);

/* Every member takes a byte at least, so the bytes that are left bound the number of elements. */
static bool get_array(struct input *in, const struct layout *of, void **elements, size_t *n)
{
	uint64_t count;

	if (!get_number(in, (in->bytes.len - in->pos) / of->n_members, &count))
		return false;
	*n = (size_t)count;
	*elements = NULL;
	if (count == 0)
		return true;
	*elements = arena_zalloc(in->arena, *n, of->size);
	if (!*elements)
		return false;
	for (size_t i = 0; i < *n; i++) {
		if (!get_struct(in, of, (char *)*elements + i * of->size))
			return false;
	}
	return true;
}

static bool get_member(struct input *in, const struct member *m, char *object)
{
	union value v;
	uint64_t n = 0;
	size_t count;

	if (m->type != TYPE_TEXT && m->type != TYPE_ARRAY &&
	    !get_number(in, kinds[m->type].max, &n))
		return false;
	switch (m->type) {
	case TYPE_TEXT:
		if (!get_text(in, &v.text))
			return false;
		break;
	case TYPE_SIZE:
		v.size = (size_t)n;
		break;
	case TYPE_UNSIGNED:
		v.number = (unsigned)n;
		break;
	case TYPE_SIGNED:
		v.bits = (n >> 1) ^ (0 - (n & 1));
		break;
	case TYPE_REAL:
		v.bits = reversed(n);
		break;
	case TYPE_FLAG:
		v.flag = n != 0;
		break;
	case TYPE_ROLE:
		v.role = (enum leta_section_role)n;
		break;
	case TYPE_PRESENCE:
		v.presence = (enum leta_presence)n;
		break;
	case TYPE_ARRAY:
		if (!get_array(in, m->of, &v.elements, &count))
			return false;
		memcpy(object + m->count_offset, &count, sizeof(count));
		break;
	}
	memcpy(object + m->offset, &v, kinds[m->type].width);
	return true;
}

static bool get_struct(struct input *in, const struct layout *layout, char *object)
{
	for (size_t i = 0; i < layout->n_members; i++) {
		if (!get_member(in, &layout->members[i], object))
			return false;
	}
	return true;
}

bool layout_decode(struct str bytes, struct arena *arena, struct leta_record *out)
{
	struct input in = {bytes, 0, arena};
	uint64_t n, id, next = 0;

	*out = (struct leta_record){0};
	if (!get_number(&in, LETA_FIELD_COUNT, &n))
		return false;
	for (; n > 0; n--, next = id + 1) {
		if (!get_number(&in, LETA_FIELD_COUNT - 1, &id) || id < next ||
		    !get_struct(&in, &field, (char *)&out->fields[id]))
			return false;
	}
	return get_struct(&in, &record_layout, (char *)out) && in.pos == bytes.len;
}
