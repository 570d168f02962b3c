/*
 * personal.c: the fields, sections, references and teasers of a record, each text without persons.
 *
 * A text without anything personal is not copied. Pages and lessons of a section are moved with its text.
 */
#include "record/personal.h"

#include "base/error.h"
#include "record/persons.h"

#define MARK "…"
#define MARK_LEN (sizeof(MARK) - 1)

struct clearing {
	struct arena *arena;
	struct persons *persons;
	struct leta_record *out;
};

/* Whether a field holds words in which persons may stand. */
static bool has_text(const struct leta_field_info *info)
{
	return info->id == LETA_FIELD_SOURCE_URL || info->type == LETA_TYPE_TEXT || info->type == LETA_TYPE_LIST;
}

/* ---- learning ---- */

static bool learn_fields(struct clearing *c, const struct leta_record *record)
{
	const struct leta_field *contact = &record->fields[LETA_FIELD_CONTACT];
	bool done = true;
	for (size_t i = 0; done && i < contact->n_items; i++)
		done = persons_learn(c->persons, str_from(contact->items[i].text));
	for (size_t id = 0; done && id < LETA_FIELD_COUNT; id++) {
		const struct leta_field *field = &record->fields[id];
		if (!has_text(leta_field_info((enum leta_field_id)id)))
			continue;
		for (size_t i = 0; done && i < field->n_items; i++)
			done = persons_learn_text(c->persons, str_from(field->items[i].text));
	}
	return done;
}

static bool learn(struct clearing *c, const struct leta_record *record)
{
	bool done = learn_fields(c, record);
	for (size_t i = 0; done && i < record->n_sections; i++) {
		const struct leta_section *section = &record->sections[i];
		done = persons_learn_text(c->persons, (struct str){ section->text, section->text_len });
	}
	return done;
}

/* ---- clearing ---- */

/* Where a byte of a text lies when its spans are marks. */
static size_t moved(const struct persons_span *spans, size_t n, size_t offset)
{
	size_t shorter = 0;
	for (size_t i = 0; i < n && spans[i].start < offset; i++) {
		if (offset < spans[i].end)
			return spans[i].start - shorter;
		shorter += spans[i].end - spans[i].start - MARK_LEN;
	}
	return offset - shorter;
}

/* The text with marks for spans, NUL-terminated. NULL: no memory. */
static const char *marked(struct arena *arena, struct str text, const struct persons_span *spans, size_t n)
{
	char *out = arena_alloc(arena, text.len + n * MARK_LEN + 1);
	size_t from = 0, len = 0;
	for (size_t i = 0; out && i <= n; i++) {
		size_t to = i < n ? spans[i].start : text.len;
		memcpy(out + len, text.ptr + from, to - from);
		len += to - from;
		if (i == n)
			break;
		memcpy(out + len, MARK, MARK_LEN);
		len += MARK_LEN;
		from = spans[i].end;
	}
	if (out)
		out[len] = '\0';
	return out;
}

static bool clear_text(struct clearing *c, const char **text)
{
	struct persons_span *spans;
	size_t n;
	if (!*text)
		return true;
	if (!persons_find(c->persons, str_from(*text), &spans, &n))
		return false;
	if (n > 0)
		*text = marked(c->arena, str_from(*text), spans, n);
	return *text != NULL;
}

static bool clear_field(struct clearing *c, const struct leta_field_info *info, struct leta_field *field)
{
	if (info->personal) {
		*field = (struct leta_field){ 0 };
		return true;
	}
	if (!clear_text(c, &field->from))
		return false;
	if (!has_text(info) || field->n_items == 0)
		return true;
	struct leta_item *items = arena_zalloc(c->arena, field->n_items, sizeof(*items));
	bool done = items != NULL;
	for (size_t i = 0; done && i < field->n_items; i++) {
		items[i] = field->items[i];
		done = clear_text(c, &items[i].text);
	}
	field->items = items;
	return done;
}

static void move_places(struct leta_record *r, size_t section, const struct persons_span *spans, size_t n)
{
	for (size_t i = 0; i < r->n_pages; i++)
		if (r->pages[i].section == section)
			r->pages[i].offset = moved(spans, n, r->pages[i].offset);
	for (size_t i = 0; i < r->n_lessons; i++) {
		if (r->lessons[i].section != section)
			continue;
		r->lessons[i].start = moved(spans, n, r->lessons[i].start);
		r->lessons[i].end = moved(spans, n, r->lessons[i].end);
	}
}

static bool clear_section(struct clearing *c, size_t number)
{
	struct leta_section *section = &c->out->sections[number];
	struct str text = { section->text, section->text_len };
	struct persons_span *spans;
	size_t n;
	if (!clear_text(c, &section->heading) || !persons_find(c->persons, text, &spans, &n))
		return false;
	if (n == 0)
		return true;
	section->text = marked(c->arena, text, spans, n);
	section->text_len = moved(spans, n, text.len);
	move_places(c->out, number, spans, n);
	return section->text != NULL;
}

static bool clear_reference(struct clearing *c, struct leta_reference *reference)
{
	const char **publishers = arena_zalloc(c->arena, reference->n_publishers + 1, sizeof(*publishers));
	bool done = publishers && clear_text(c, &reference->title);
	for (size_t i = 0; done && i < reference->n_publishers; i++) {
		publishers[i] = reference->publishers[i];
		done = clear_text(c, &publishers[i]);
	}
	reference->publishers = publishers;
	return done;
}

/* A copy of an array in the arena; an empty one may be NULL. */
static void *copy(struct clearing *c, const void *array, size_t n, size_t size)
{
	void *out = arena_zalloc(c->arena, n + 1, size);
	if (out && n > 0)
		memcpy(out, array, n * size);
	return out;
}

static bool clear(struct clearing *c)
{
	struct leta_record *r = c->out;
	r->sections = copy(c, r->sections, r->n_sections, sizeof(*r->sections));
	r->pages = copy(c, r->pages, r->n_pages, sizeof(*r->pages));
	r->lessons = copy(c, r->lessons, r->n_lessons, sizeof(*r->lessons));
	r->references = copy(c, r->references, r->n_references, sizeof(*r->references));
	r->related = copy(c, r->related, r->n_related, sizeof(*r->related));
	bool done = r->sections && r->pages && r->lessons && r->references && r->related;
	for (size_t id = 0; done && id < LETA_FIELD_COUNT; id++)
		done = clear_field(c, leta_field_info((enum leta_field_id)id), &r->fields[id]);
	for (size_t i = 0; done && i < r->n_sections; i++)
		done = clear_section(c, i);
	for (size_t i = 0; done && i < r->n_references; i++)
		done = clear_reference(c, &r->references[i]);
	for (size_t i = 0; done && i < r->n_related; i++)
		done = clear_text(c, &r->related[i].title) && clear_text(c, &r->related[i].excerpt);
	return done;
}

leta_status record_without_persons(const struct leta_record *record, struct arena *arena, struct leta_record *out,
                                   struct leta_error *err)
{
	struct clearing c = { .arena = arena, .persons = persons_new(arena), .out = out };
	*out = *record;
	/* twice: an address may stand before the name that it tells */
	if (c.persons && learn(&c, record) && learn(&c, record) && clear(&c))
		return LETA_OK;
	leta_status st = arena_status(arena, err);
	return st == LETA_OK ? error_nomem(err) : st;
}
