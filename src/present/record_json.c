/*
 * record_json.c: one whole record as JSON.
 *
 * The field table gives the names: "period.start" nests into "period". An unknown value is null; a
 * list that the document leaves empty is []. What the document does not state itself says so: a
 * single value becomes
 * {"value": …, "from": …, "confidence": …}, an object with members gets "from" and "confidence" as
 * members.
 */
#include <string.h>

#include "base/date.h"
#include "present/present.h"

static const char *const role_names[LETA_ROLE_COUNT] = {
	[LETA_ROLE_BODY] = "body",
	[LETA_ROLE_TITLE] = "title",
	[LETA_ROLE_SUMMARY] = "summary",
	[LETA_ROLE_BACKGROUND] = "background",
	[LETA_ROLE_PURPOSE] = "purpose",
	[LETA_ROLE_GOALS] = "goals",
	[LETA_ROLE_RESULTS] = "results",
	[LETA_ROLE_LESSONS] = "lessons",
	[LETA_ROLE_HORIZONTAL] = "horizontal",
	[LETA_ROLE_FRONT] = "front",
	[LETA_ROLE_CONTENTS] = "contents",
	[LETA_ROLE_SOURCES] = "sources",
};

static bool is_list(const struct leta_field_info *info)
{
	return info->type == LETA_TYPE_LIST || info->id == LETA_FIELD_QUALITY;
}

/*
 * The lists that pages have a label for: when such a list was gathered from the text instead, its
 * items say so. Other lists (districts, dates of decision, goals …) always come from the text.
 */
static bool is_labelled_list(enum leta_field_id id)
{
	return id == LETA_FIELD_MUNICIPALITY || id == LETA_FIELD_PARTNER ||
	       id == LETA_FIELD_COFINANCIER;
}

/* What reading itself found: when nothing was found, that is known. */
static bool is_about_reading(enum leta_field_id id)
{
	return id == LETA_FIELD_QUALITY || id == LETA_FIELD_STRIPPED;
}

/* A programme area's number is a number ("2") or a code ("1.1", "A"). */
static void write_area_no(struct json *j, const char *text)
{
	size_t digits = strspn(text, "0123456789");
	int64_t number = 0;
	if (digits == 0 || digits > 9 || text[digits]) {
		json_cstr(j, text);
		return;
	}
	for (; *text; text++)
		number = number * 10 + (*text - '0');
	json_int(j, number);
}

static void write_item(struct json *j, const struct leta_field_info *info,
		       const struct leta_item *item)
{
	char iso[11];

	if (info->id == LETA_FIELD_AREA_NO) {
		write_area_no(j, item->text);
		return;
	}
	switch (info->type) {
	case LETA_TYPE_MONEY:
	case LETA_TYPE_NUMBER:
		json_int(j, item->number);
		break;
	case LETA_TYPE_DATE:
		date_format_iso(item->number, iso);
		json_cstr(j, iso);
		break;
	case LETA_TYPE_RATE:
		json_double(j, (double)item->number / 10000, 4);
		break;
	case LETA_TYPE_FLAG:
		json_bool(j, item->number != 0);
		break;
	case LETA_TYPE_KEYWORD:
	case LETA_TYPE_TEXT:
	case LETA_TYPE_LIST:
		json_cstr(j, item->text);
		break;
	}
}

static bool is_inferred(const struct leta_field *field)
{
	return field->presence == LETA_KNOWN && field->confidence < 1;
}

static void write_evidence(struct json *j, const char *from, double confidence)
{
	if (from) {
		json_key(j, "from");
		json_cstr(j, from);
	}
	json_key(j, "confidence");
	json_double(j, confidence, 4);
}

static void write_list(struct json *j, const struct leta_field_info *info,
		       const struct leta_field *field)
{
	if (field->presence == LETA_UNKNOWN && !is_about_reading(info->id)) {
		json_put_null(j);
		return;
	}
	json_open_array(j);
	for (size_t i = 0; i < field->n_items; i++) {
		if (!is_inferred(field) || !is_labelled_list(info->id)) {
			write_item(j, info, &field->items[i]);
			continue;
		}
		json_open_object(j);
		json_key(j, "name");
		write_item(j, info, &field->items[i]);
		write_evidence(j, field->from, field->confidence);
		json_close_object(j);
	}
	json_close_array(j);
}

/* A field by itself. */
static void write_field(struct json *j, const struct leta_field_info *info,
			const struct leta_field *field)
{
	if (is_list(info)) {
		write_list(j, info, field);
	} else if (field->presence != LETA_KNOWN || field->n_items == 0) {
		json_put_null(j);
	} else if (!is_inferred(field)) {
		write_item(j, info, &field->items[0]);
	} else {
		json_open_object(j);
		json_key(j, info->id == LETA_FIELD_OWNER_INFERRED ? "name" : "value");
		write_item(j, info, &field->items[0]);
		write_evidence(j, field->from, field->confidence);
		json_close_object(j);
	}
}

/* ---- fields that share an object ---- */

/* The fields "group" and "group.member" of the table. */
struct group {
	struct str name;
	const struct leta_record *record;
	const struct leta_field_info *root; /* or NULL */
	size_t members, known;              /* "group.member" fields: all, and those with a value */
	bool personal;
	double confidence; /* the lowest */
	const char *from;
};

static struct str group_name(const char *json)
{
	struct str rest = str_from(json), name;
	str_cut(&rest, '.', &name);
	return name;
}

static bool is_member(const struct group *g, const struct leta_field_info *info)
{
	return str_eq(group_name(info->json), g->name) && info->json[g->name.len] == '.';
}

/* Known members count; what is derived from other fields carries no evidence of its own. */
static void survey(struct group *g, const struct leta_field_info *info)
{
	const struct leta_field *field = &g->record->fields[info->id];
	bool derived = str_eq(g->name, STR("derived"));

	if (!str_eq(group_name(info->json), g->name))
		return;
	g->personal = g->personal || info->personal;
	if (is_member(g, info)) {
		g->members++;
		g->known += field->presence == LETA_KNOWN;
	} else {
		g->root = info;
	}
	if (!derived && is_inferred(field) && field->confidence < g->confidence) {
		g->confidence = field->confidence;
		g->from = field->from;
	}
}

static void write_members(struct json *j, const struct group *g)
{
	json_open_object(j);
	if (g->root) {
		json_key(j, "value");
		write_item(j, g->root, &g->record->fields[g->root->id].items[0]);
	}
	for (int id = 0; id < LETA_FIELD_COUNT; id++) {
		const struct leta_field_info *info = leta_field_info((enum leta_field_id)id);
		const struct leta_field *field = &g->record->fields[id];
		bool known = field->presence == LETA_KNOWN && field->n_items > 0;
		/* a role stands beside few contacts only */
		if (!is_member(g, info) || (id == LETA_FIELD_CONTACT_ROLE && !known))
			continue;
		json_key(j, info->json + g->name.len + 1);
		if (is_list(info))
			write_list(j, info, field);
		else if (known)
			write_item(j, info, &field->items[0]);
		else
			json_put_null(j);
	}
	if (g->confidence < 1)
		write_evidence(j, g->from, g->confidence);
	if (g->personal) {
		json_key(j, "pii");
		json_bool(j, true);
	}
	json_close_object(j);
}

static void write_group(struct json *j, const struct group *g)
{
	char key[64];
	bool root_known = g->root && g->record->fields[g->root->id].presence == LETA_KNOWN;

	if (g->name.len >= sizeof(key))
		return;
	memcpy(key, g->name.ptr, g->name.len);
	key[g->name.len] = '\0';
	json_key(j, key);
	if (g->root && (g->known == 0 || !root_known))
		write_field(j, g->root, &g->record->fields[g->root->id]);
	else if (g->known == 0)
		json_put_null(j);
	else
		write_members(j, g);
}

static bool stands_earlier(struct str name, int before)
{
	for (int id = 0; id < before; id++)
		if (str_eq(group_name(leta_field_info((enum leta_field_id)id)->json), name))
			return true;
	return false;
}

static void write_fields(struct json *j, const struct leta_record *record)
{
	for (int id = 0; id < LETA_FIELD_COUNT; id++) {
		struct group g = {
			.name = group_name(leta_field_info((enum leta_field_id)id)->json),
			.record = record,
			.confidence = 1,
		};
		if (stands_earlier(g.name, id))
			continue;
		for (int other = id; other < LETA_FIELD_COUNT; other++)
			survey(&g, leta_field_info((enum leta_field_id)other));
		write_group(j, &g);
	}
}

/* ---- text ---- */

static void write_number(struct json *j, const char *key, unsigned number)
{
	json_key(j, key);
	if (number)
		json_int(j, number);
	else
		json_put_null(j);
}

static void write_section(struct json *j, const struct leta_section *section)
{
	json_open_object(j);
	json_key(j, "heading");
	json_cstr(j, section->heading);
	json_key(j, "role");
	json_cstr(j, role_names[section->role]);
	write_number(j, "line", section->line);
	json_key(j, "chars");
	json_int(j, (int64_t)section->chars);
	if (section->first_page) {
		json_key(j, "pages");
		json_open_array(j);
		json_int(j, section->first_page);
		json_int(j, section->last_page);
		json_close_array(j);
	}
	if (section->copied) {
		json_key(j, "copied");
		json_bool(j, true);
	}
	json_key(j, "text");
	json_str(j, (struct str){section->text, section->text_len});
	json_close_object(j);
}

/* The title page by itself, then the sections. Pushed one by one: a record may be as long as a
 * book. */
static void write_sections(struct sink *sink, struct json *j, const struct leta_record *record)
{
	const struct leta_section *front = NULL;
	for (size_t i = 0; i < record->n_sections && !front; i++)
		if (record->sections[i].role == LETA_ROLE_FRONT)
			front = &record->sections[i];
	json_key(j, "front_matter");
	if (front)
		json_str(j, (struct str){front->text, front->text_len});
	else
		json_put_null(j);
	json_key(j, "sections");
	json_open_array(j);
	for (size_t i = 0; i < record->n_sections; i++) {
		if (&record->sections[i] != front)
			write_section(j, &record->sections[i]);
		sink_push(sink);
	}
	json_close_array(j);
}

static const struct leta_section *section_at(const struct leta_record *record, size_t section)
{
	return section < record->n_sections ? &record->sections[section] : NULL;
}

static void write_pages(struct json *j, const struct leta_record *record)
{
	json_key(j, "pages");
	json_open_array(j);
	for (size_t i = 0; i < record->n_pages; i++) {
		const struct leta_page *page = &record->pages[i];
		const struct leta_section *section = section_at(record, page->section);
		json_open_object(j);
		json_key(j, "page");
		json_int(j, page->number);
		json_key(j, "section");
		json_cstr(j, section ? section->heading : NULL);
		json_key(j, "offset");
		json_int(j, (int64_t)page->offset);
		json_close_object(j);
	}
	json_close_array(j);
	write_number(j, "pages_expected_min", record->pages_expected);
	json_key(j, "truncated");
	json_bool(j, record->truncated);
}

static void write_lessons(struct json *j, const struct leta_record *record)
{
	json_key(j, "lessons");
	json_open_array(j);
	for (size_t i = 0; i < record->n_lessons; i++) {
		const struct leta_lesson *lesson = &record->lessons[i];
		const struct leta_section *section = section_at(record, lesson->section);
		struct str text = {section ? section->text : "", section ? section->text_len : 0};
		json_open_object(j);
		write_number(j, "page", lesson->page);
		json_key(j, "section");
		json_cstr(j, section ? section->heading : NULL);
		json_key(j, "text");
		json_str(j, str_sub(text, lesson->start, lesson->end));
		json_close_object(j);
	}
	json_close_array(j);
	json_key(j, "lessons_count");
	json_int(j, (int64_t)record->n_lessons);
}

static void write_references(struct json *j, const struct leta_record *record)
{
	json_key(j, "references");
	json_open_array(j);
	for (size_t i = 0; i < record->n_references; i++) {
		const struct leta_reference *reference = &record->references[i];
		json_open_object(j);
		write_number(j, "no", reference->no);
		json_key(j, "title");
		json_cstr(j, reference->title);
		json_key(j, "publisher");
		json_open_array(j);
		for (size_t p = 0; p < reference->n_publishers; p++)
			json_cstr(j, reference->publishers[p]);
		json_close_array(j);
		write_number(j, "year", reference->year);
		json_close_object(j);
	}
	json_close_array(j);
}

/* Whether an earlier related document has the same title. */
static bool is_repeat(const struct leta_record *record, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (strcmp(record->related[i].title, record->related[at].title) == 0)
			return true;
	return false;
}

static void write_related(struct json *j, const struct leta_record *record)
{
	size_t unique = 0;
	json_key(j, "related");
	json_open_object(j);
	json_key(j, "count");
	json_int(j, (int64_t)record->n_related);
	json_key(j, "titles");
	json_open_array(j);
	for (size_t i = 0; i < record->n_related; i++) {
		json_cstr(j, record->related[i].title);
		unique += !is_repeat(record, i);
	}
	json_close_array(j);
	json_key(j, "unique_titles");
	json_int(j, (int64_t)unique);
	json_key(j, "chars");
	json_int(j, (int64_t)record->related_chars);
	json_key(j, "indexed");
	json_bool(j, false);
	json_close_object(j);
}

void present_record_json(struct sink *sink, const struct leta_record *record)
{
	struct json j;
	json_init(&j, &sink->buf, true);
	json_open_object(&j);
	json_key(&j, "leta");
	json_int(&j, PRESENT_JSON_VERSION);
	write_fields(&j, record);
	write_sections(sink, &j, record);
	write_pages(&j, record);
	write_lessons(&j, record);
	write_references(&j, record);
	write_related(&j, record);
	json_close_object(&j);
	buf_char(&sink->buf, '\n');
	sink_push(sink);
}
