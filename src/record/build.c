/*
 * build.c: making a struct leta_record in an arena, one value at a time.
 *
 * A value that the document states wins over an inferred one, whichever comes first; among equals
 * the first one wins. A list that holds ITEMS_MAX values takes no more: no real report comes near,
 * and looking for repeats stays cheap.
 */
#include "record/build.h"

#include "base/utf8.h"

#define ITEMS_MAX 1000

bool record_builder_init(struct record_builder *b, struct arena *arena)
{
	*b = (struct record_builder){.arena = arena};
	b->record = arena_zalloc(arena, 1, sizeof(*b->record));
	return b->record != NULL;
}

leta_status record_builder_status(const struct record_builder *b, struct leta_error *err)
{
	return arena_status(b->arena, err);
}

static bool is_list(enum leta_field_id id)
{
	return leta_field_info(id)->type == LETA_TYPE_LIST || id == LETA_FIELD_QUALITY;
}

/* Names that must be found again letter by letter. */
static bool is_verbatim(enum leta_field_id id)
{
	return id == LETA_FIELD_ID || id == LETA_FIELD_PATH;
}

/* A trimmed copy in which every run of blanks is one blank; NULL when memory is used up. */
static const char *display(struct arena *arena, struct str text)
{
	text = str_trim(text);
	char *copy = arena_alloc(arena, text.len + 1);
	size_t len = 0;
	if (!copy)
		return NULL;
	for (size_t pos = 0; pos < text.len;) {
		size_t from = pos;
		if (utf8_is_space(utf8_next(text, &pos))) {
			if (len > 0 && copy[len - 1] != ' ')
				copy[len++] = ' ';
			continue;
		}
		memcpy(copy + len, text.ptr + from, pos - from);
		len += pos - from;
	}
	while (len > 0 && copy[len - 1] == ' ')
		len--;
	copy[len] = '\0';
	return copy;
}

static bool holds(const struct leta_field *field, const char *text)
{
	for (size_t i = 0; i < field->n_items; i++)
		if (strcmp(field->items[i].text, text) == 0)
			return true;
	return false;
}

/* What a value comes with: where it stood, or what it was inferred from. */
struct origin {
	double confidence;
	const char *from;
	unsigned line, page;
};

/* Whether a value of this origin may be added to the field; makes room for one that replaces
 * inferred values. */
static bool makes_way(struct leta_field *field, enum leta_field_id id, const struct origin *origin)
{
	bool stated = origin->confidence >= 1;
	if (field->presence != LETA_KNOWN)
		return true;
	if (stated && field->confidence < 1) {
		field->n_items = 0;
		return true;
	}
	if (!stated && field->confidence >= 1)
		return false;
	return is_list(id) && field->n_items < ITEMS_MAX;
}

static bool add(struct record_builder *b, enum leta_field_id id, struct leta_item item,
		const struct origin *origin)
{
	struct leta_field *field = &b->record->fields[id];
	if (!makes_way(field, id, origin))
		return true;
	if (field->n_items == 0) {
		field->line = origin->line;
		field->page = origin->page;
		field->confidence = origin->confidence;
		field->from = origin->from;
	} else if (holds(field, item.text)) {
		return true;
	} else if (origin->confidence < field->confidence) {
		field->confidence = origin->confidence;
	}
	struct leta_item *items = arena_grow(b->arena, field->items, field->n_items,
					     &b->items_cap[id], sizeof(*items));
	if (!items)
		return false;
	field->items = items;
	field->items[field->n_items++] = item;
	field->presence = LETA_KNOWN;
	return true;
}

static bool add_value(struct record_builder *b, enum leta_field_id id, struct leta_item item,
		      struct str text, const struct origin *origin)
{
	if (!makes_way(&b->record->fields[id], id, origin))
		return true; /* before a copy is made */
	item.text = is_verbatim(id) ? arena_strdup(b->arena, text) : display(b->arena, text);
	return item.text && add(b, id, item, origin);
}

bool record_add_text(struct record_builder *b, enum leta_field_id id, struct str text,
		     unsigned line)
{
	struct leta_field *field = &b->record->fields[id];
	if (str_trim(text).len == 0) {
		if (field->presence == LETA_UNKNOWN) {
			field->presence = LETA_EMPTY;
			field->line = line;
			field->confidence = 1;
		}
		return true;
	}
	return add_value(b, id, (struct leta_item){0}, text,
			 &(struct origin){.confidence = 1, .line = line});
}

bool record_add_number(struct record_builder *b, enum leta_field_id id, int64_t number,
		       struct str text, unsigned line)
{
	return add_value(b, id, (struct leta_item){.number = number}, text,
			 &(struct origin){.confidence = 1, .line = line});
}

static bool infer(struct record_builder *b, enum leta_field_id id, struct leta_item item,
		  struct origin origin, struct str from)
{
	if (from.len > 0) {
		origin.from = display(b->arena, from);
		if (!origin.from)
			return false;
	}
	return add(b, id, item, &origin);
}

bool record_infer_text(struct record_builder *b, enum leta_field_id id, struct str text,
		       double confidence, struct str from, unsigned page)
{
	struct leta_item item = {.text = display(b->arena, text)};
	if (!item.text)
		return false;
	if (item.text[0] == '\0')
		return true;
	return infer(b, id, item, (struct origin){.confidence = confidence, .page = page}, from);
}

bool record_infer_number(struct record_builder *b, enum leta_field_id id, int64_t number,
			 double confidence, struct str from, unsigned page)
{
	struct leta_item item = {arena_printf(b->arena, "%lld", (long long)number), number};
	if (!item.text)
		return false;
	return infer(b, id, item, (struct origin){.confidence = confidence, .page = page}, from);
}

bool record_flag(struct record_builder *b, const char *flag, struct str detail)
{
	if (detail.len == 0)
		return record_add_text(b, LETA_FIELD_QUALITY, str_from(flag), 0);
	const char *text = arena_printf(b->arena, "%s: " STR_FMT, flag, STR_ARG(detail));
	return text && record_add_text(b, LETA_FIELD_QUALITY, str_from(text), 0);
}

bool record_strip(struct record_builder *b, struct str line)
{
	if (str_trim(line).len == 0)
		return true;
	return record_add_text(b, LETA_FIELD_STRIPPED, line, 0);
}

struct leta_section *record_add_section(struct record_builder *b, struct str heading,
					struct str text, unsigned line)
{
	struct leta_record *r = b->record;
	const char *title = NULL;
	if (str_trim(heading).len > 0) {
		title = display(b->arena, heading);
		if (!title)
			return NULL;
	}
	const char *body = arena_strdup(b->arena, text);
	struct leta_section *sections = arena_grow(b->arena, r->sections, r->n_sections,
						   &b->sections_cap, sizeof(*sections));
	if (!body || !sections)
		return NULL;
	r->sections = sections;
	struct leta_section *s = &sections[r->n_sections++];
	*s = (struct leta_section){
		.heading = title,
		.line = line,
		.text = body,
		.text_len = text.len,
		.chars = utf8_count(text),
	};
	return s;
}
