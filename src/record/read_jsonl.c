/*
 * read_jsonl.c: one JSON object a line → one record a line.
 *
 * Keys are columns (columns.h). Objects inside objects give dotted names, arrays give lists or
 * paragraphs, and an array of objects with "text" gives sections. Escapes can bring in what
 * cleaning the file took out, so strings of a row that has such escapes are cleaned once more. A
 * bad line is reported and the next one read.
 */
#include <jansson.h>
#include <stdio.h>

#include "base/error.h"
#include "record/columns.h"
#include "record/read.h"
#include "text/clean.h"

#define DEPTH_MAX 4
#define NAME_MAX_BYTES 120

struct line_reader {
	const struct record_source *source;
	struct arena *arena;
	record_fn *fn;
	void *ctx;
	struct str row;
	unsigned line;
};

/* Whether a row has no escapes but those that stand for a character that clean text may have. */
static bool is_clean(struct str row)
{
	const char *p = row.ptr, *end = row.ptr + row.len;
	while ((p = memchr(p, '\\', (size_t)(end - p))) && end - p >= 2) {
		if (!memchr("n\"\\/", p[1], 4))
			return false;
		p += 2;
	}
	return true;
}

/* A scalar as clean text; an empty text for null. */
static leta_status scalar_text(const struct row *row, const json_t *value, struct str *out,
			       struct leta_error *err)
{
	struct arena *arena = row->b->arena;
	const char *text = "";
	*out = (struct str){"", 0};
	if (json_is_string(value)) {
		struct str s = {json_string_value(value), json_string_length(value)};
		struct text_clean cleaned;
		*out = s;
		if (row->clean)
			return LETA_OK;
		leta_status status = text_clean(s, arena, &cleaned, err);
		*out = status == LETA_OK ? cleaned.text : *out;
		return status;
	}
	if (json_is_integer(value)) {
		text = arena_printf(arena, "%lld", (long long)json_integer_value(value));
	} else if (json_is_real(value) && json_real_value(value) > -1e15 &&
		   json_real_value(value) < 1e15) {
		double real = json_real_value(value);
		long long cents = (long long)(real * 100 + (real < 0 ? -0.5 : 0.5));
		text = cents % 100 == 0 ? arena_printf(arena, "%lld", cents / 100)
					: arena_printf(arena, "%lld,%02lld", cents / 100,
						       cents < 0 ? -cents % 100 : cents % 100);
	} else if (json_is_boolean(value)) {
		text = json_is_true(value) ? "ja" : "nej";
	}
	if (!text)
		return arena_status(arena, err);
	*out = str_from(text);
	return LETA_OK;
}

static leta_status done(struct row *row, bool ok, struct leta_error *err)
{
	leta_status status = record_builder_status(row->b, err);
	return status == LETA_OK && !ok ? error_nomem(err) : status;
}

/* {"heading": …, "text": …} */
static leta_status add_section_object(struct row *row, const json_t *object, struct leta_error *err)
{
	struct str heading, text;
	leta_status status =
		scalar_text(row, json_object_get(object, "heading"), &heading, err);
	if (status == LETA_OK)
		status = scalar_text(row, json_object_get(object, "text"), &text, err);
	if (status != LETA_OK)
		return status;
	return done(row, columns_add_section(row, heading, text), err);
}

/* The strings of an array as paragraphs of one section. */
static leta_status add_paragraphs(struct row *row, const struct column *column, const json_t *array,
				  struct leta_error *err)
{
	struct buf text;
	size_t i;
	const json_t *item;
	struct str paragraph;
	leta_status status = LETA_OK;
	buf_init(&text, RECORD_TEXT_MAX);
	json_array_foreach(array, i, item)
	{
		status = scalar_text(row, item, &paragraph, err);
		if (status != LETA_OK)
			break;
		if (text.len > 0)
			buf_cstr(&text, "\n\n");
		buf_str(&text, paragraph);
	}
	if (status == LETA_OK)
		status = buf_status(&text, err);
	if (status == LETA_OK)
		status = done(row, columns_add(row, column, buf_view(&text)), err);
	buf_fini(&text);
	return status;
}

static leta_status add_array(struct row *row, const struct column *column, const json_t *array,
			     struct leta_error *err)
{
	size_t i;
	const json_t *item;
	struct str text;
	if (column && columns_is_text(column) && json_is_string(json_array_get(array, 0)))
		return add_paragraphs(row, column, array, err);
	json_array_foreach(array, i, item)
	{
		leta_status status = LETA_OK;
		if (json_is_object(item) && json_object_get(item, "text")) {
			status = add_section_object(row, item, err);
		} else if (column) {
			const json_t *name =
				json_is_object(item) ? json_object_get(item, "name") : item;
			status = scalar_text(row, name, &text, err);
			if (status == LETA_OK && text.len > 0)
				status = done(row, columns_add_item(row, column, text), err);
		}
		if (status != LETA_OK)
			return status;
	}
	return LETA_OK;
}

static leta_status add_object(struct row *row, const json_t *object, const char *prefix, int depth,
			      struct leta_error *err);

static leta_status add_value(struct row *row, const char *name, const json_t *value, int depth,
			     struct leta_error *err)
{
	struct str text;
	const struct column *column = columns_find(str_from(name));
	if (json_is_null(value))
		return LETA_OK;
	if (json_is_array(value))
		return add_array(row, column, value, err);
	if (json_is_object(value))
		return depth < DEPTH_MAX ? add_object(row, value, name, depth + 1, err) : LETA_OK;
	if (!column)
		return LETA_OK;
	leta_status status = scalar_text(row, value, &text, err);
	return status == LETA_OK ? done(row, columns_add(row, column, text), err) : status;
}

/* "owner": {"value": …} and {"name": …} are the owner; other keys make dotted names. */
static leta_status add_object(struct row *row, const json_t *object, const char *prefix, int depth,
			      struct leta_error *err)
{
	const char *key;
	json_t *value;
	/* jansson wants an object that it may change, and does not change it */
	json_object_foreach((json_t *)object, key, value)
	{
		char name[NAME_MAX_BYTES];
		bool own = strcmp(key, "value") == 0 || strcmp(key, "name") == 0;
		int len = prefix && own && columns_find(str_from(prefix))
				  ? snprintf(name, sizeof(name), "%s", prefix)
				  : snprintf(name, sizeof(name), "%s%s%s", prefix ? prefix : "",
					     prefix ? "." : "", key);
		if (len < 0 || (size_t)len >= sizeof(name))
			continue; /* no column is called so */
		leta_status status = add_value(row, name, value, depth, err);
		if (status != LETA_OK)
			return status;
	}
	return LETA_OK;
}

static leta_status parse(struct str row, json_t **out, struct leta_error *err)
{
	json_error_t error;
	json_t *object = json_loadb(row.ptr, row.len, JSON_ALLOW_NUL, &error);
	if (!object)
		return error_at(err, LETA_ERR_FORMAT,
				(size_t)(error.position > 0 ? error.position : 0),
				"raden är inte JSON: %s", "the line is not JSON: %s", error.text);
	if (!json_is_object(object)) {
		json_decref(object);
		return error_set(err, LETA_ERR_FORMAT, "raden är inget JSON-objekt",
				 "the line is not a JSON object");
	}
	*out = object;
	return LETA_OK;
}

static leta_status read_row(struct line_reader *r, struct record_builder *b, struct leta_error *err)
{
	struct row row = {.b = b, .line = r->line, .clean = is_clean(r->row)};
	json_t *object = NULL;
	leta_status status = parse(r->row, &object, err);
	if (status == LETA_OK)
		status = add_object(&row, object, NULL, 0, err);
	if (status == LETA_OK)
		status = columns_finish(&row, r->source->id, r->source->path, "jsonl", err);
	if (status == LETA_OK)
		status = record_finish(b, err);
	json_decref(object);
	return status;
}

/* Only what concerns this line is a fault of the line: running out of memory ends the reading. */
static leta_status read_line(struct line_reader *r, struct leta_error *err)
{
	struct record_builder b;
	struct leta_error fault = {0};
	struct record_read read = {.row = r->row};
	char where[640];
	snprintf(where, sizeof(where), "%s:%u", r->source->path ? r->source->path : "-", r->line);
	read.where = where;
	arena_reset(r->arena);
	if (!record_builder_init(&b, r->arena))
		return arena_status(r->arena, err);
	leta_status status = read_row(r, &b, &fault);
	if (status == LETA_ERR_NOMEM)
		return error_nomem(err);
	if (status == LETA_OK)
		read.record = b.record;
	else
		read.fault = &fault;
	return r->fn(r->ctx, &read, err);
}

leta_status record_read_jsonl(const struct record_source *source, const struct record_part *part,
			      struct arena *arena, record_fn *fn, void *ctx, struct leta_error *err)
{
	struct line_reader r = {
		.source = source, .arena = arena, .fn = fn, .ctx = ctx, .line = part->line};
	struct str text = part->text, line;
	while (str_line(&text, &line)) {
		r.line++;
		r.row = str_trim(line);
		if (r.row.len == 0)
			continue;
		leta_status status = read_line(&r, err);
		if (status != LETA_OK)
			return status;
	}
	return LETA_OK;
}
