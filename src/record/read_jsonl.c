/*
 * read_jsonl.c: one JSON object a line → one record a line.
 *
 * Keys are columns (columns.h). Objects inside objects give dotted names, arrays give lists or
 * paragraphs, and an array of objects with "text" gives sections. Escapes can bring in what
 * cleaning the file took out, so strings of a row that has such escapes are cleaned once more. A
 * bad line is reported and the next one read.
 */
#include <stdio.h>

#include "base/error.h"
#include "record/columns.h"
#include "record/json_value.h"
#include "record/read.h"
#include "record/word.h"
#include "text/clean.h"

#define DEPTH_MAX 4
#define NAME_MAX_BYTES 120

struct line_reader {
	const struct record_source *source;
	struct arena *arena;
	record_fn *fn;
	void *ctx;
	struct map *names; /* of the columns met, for columns_find_again() */
	struct str row, raw;
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

/* A number with a fraction or an exponent in hundredths, rounded; false from 10^15 up. */
static bool hundredths(struct str number, long long *out)
{
	const long long most = 100000000000000000; /* 10^15 in hundredths */
	bool negative = number.ptr[0] == '-', fraction = false;
	long long n = 0;
	unsigned power;
	long exponent = 2;
	size_t i = negative, used;
	for (; i < number.len && (number.ptr[i] | 0x20) != 'e'; i++) {
		if (number.ptr[i] == '.') {
			fraction = true;
		} else if (n < most) {
			n = n * 10 + (number.ptr[i] - '0');
			exponent -= fraction;
		} else {
			exponent += !fraction;
		}
	}
	if (i < number.len) {
		bool less = number.ptr[++i] == '-';
		i += less || number.ptr[i] == '+';
		if (!word_number(str_sub(number, i, number.len), &power, &used) || power > 9999)
			power = 9999;
		exponent += less ? -(long)power : (long)power;
	}
	for (; exponent > 0 && n > 0 && n < most; exponent--)
		n *= 10;
	for (; exponent < 0; exponent++) /* the last digit that goes decides */
		n = exponent == -1 ? (n + 5) / 10 : n / 10;
	*out = negative ? -n : n;
	return n < most;
}

/* A scalar as clean text; an empty text for null, and for NULL. */
static leta_status scalar_text(const struct row *row, const struct json_value *value, struct str *out,
			       struct leta_error *err)
{
	struct arena *arena = row->b->arena;
	const char *text = "";
	*out = (struct str){"", 0};
	if (value && value->type == JSON_TYPE_STRING) {
		struct text_clean cleaned;
		*out = value->string;
		if (row->clean)
			return LETA_OK;
		leta_status status = text_clean(value->string, arena, &cleaned, err);
		*out = status == LETA_OK ? cleaned.text : *out;
		return status;
	}
	long long cents;
	if (value && value->type == JSON_TYPE_INTEGER) {
		text = arena_printf(arena, "%lld", (long long)value->integer);
	} else if (value && value->type == JSON_TYPE_REAL && hundredths(value->real, &cents)) {
		text = cents % 100 == 0 ? arena_printf(arena, "%lld", cents / 100)
					: arena_printf(arena, "%lld,%02lld", cents / 100,
						       cents < 0 ? -cents % 100 : cents % 100);
	} else if (value && (value->type == JSON_TYPE_TRUE || value->type == JSON_TYPE_FALSE)) {
		text = value->type == JSON_TYPE_TRUE ? "ja" : "nej";
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
static leta_status add_section_object(struct row *row, const struct json_value *object, struct leta_error *err)
{
	struct str heading, text;
	leta_status status =
		scalar_text(row, json_member(object, "heading"), &heading, err);
	if (status == LETA_OK)
		status = scalar_text(row, json_member(object, "text"), &text, err);
	if (status != LETA_OK)
		return status;
	return done(row, columns_add_section(row, heading, text), err);
}

/* The strings of an array as paragraphs of one section. */
static leta_status add_paragraphs(struct row *row, const struct column *column, const struct json_value *array,
				  struct leta_error *err)
{
	struct buf text;
	struct str paragraph;
	leta_status status = LETA_OK;
	buf_init(&text, RECORD_TEXT_MAX);
	for (const struct json_value *item = array->first; item; item = item->next) {
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

static leta_status add_array(struct row *row, const struct column *column, const struct json_value *array,
			     struct leta_error *err)
{
	struct str text;
	if (column && columns_is_text(column) && array->first && array->first->type == JSON_TYPE_STRING)
		return add_paragraphs(row, column, array, err);
	for (const struct json_value *item = array->first; item; item = item->next) {
		leta_status status = LETA_OK;
		if (json_member(item, "text")) {
			status = add_section_object(row, item, err);
		} else if (column) {
			const struct json_value *name =
				item->type == JSON_TYPE_OBJECT ? json_member(item, "name") : item;
			status = scalar_text(row, name, &text, err);
			if (status == LETA_OK && text.len > 0)
				status = done(row, columns_add_item(row, column, text), err);
		}
		if (status != LETA_OK)
			return status;
	}
	return LETA_OK;
}

static leta_status add_object(struct row *row, const struct json_value *object, struct str prefix,
			      int depth, struct leta_error *err);

static leta_status add_value(struct row *row, struct str name, const struct json_value *value, int depth,
			     struct leta_error *err)
{
	struct str text;
	const struct column *column = columns_find_again(row->names, name);
	if (value->type == JSON_TYPE_NULL)
		return LETA_OK;
	if (value->type == JSON_TYPE_ARRAY)
		return add_array(row, column, value, err);
	if (value->type == JSON_TYPE_OBJECT)
		return depth < DEPTH_MAX ? add_object(row, value, name, depth + 1, err) : LETA_OK;
	if (!column)
		return LETA_OK;
	leta_status status = scalar_text(row, value, &text, err);
	return status == LETA_OK ? done(row, columns_add(row, column, text), err) : status;
}

/* "owner": {"value": …} and {"name": …} are the owner; other keys make dotted names. An empty prefix: there is none. */
static leta_status add_object(struct row *row, const struct json_value *object, struct str prefix, int depth,
			      struct leta_error *err)
{
	bool is_column = prefix.len > 0 && columns_find_again(row->names, prefix);
	for (const struct json_value *value = object->first; value; value = value->next) {
		char dotted[NAME_MAX_BYTES];
		struct str name = value->name;
		if (is_column && (str_eq(name, STR("value")) || str_eq(name, STR("name")))) {
			name = prefix;
		} else if (prefix.len > 0) {
			int len = snprintf(dotted, sizeof(dotted), STR_FMT "." STR_FMT, STR_ARG(prefix),
					   STR_ARG(name));
			name = (struct str){dotted, len > 0 ? (size_t)len : 0};
		}
		if (name.len >= NAME_MAX_BYTES)
			continue; /* no column is called so */
		leta_status status = add_value(row, name, value, depth, err);
		if (status != LETA_OK)
			return status;
	}
	return LETA_OK;
}

static leta_status read_row(struct line_reader *r, struct record_builder *b, struct leta_error *err)
{
	struct row row = {.b = b, .line = r->line, .names = r->names, .clean = is_clean(r->row)};
	const struct json_value *object;
	leta_status status = json_parse(r->row, r->arena, &object, err);
	if (status == LETA_OK && object->type != JSON_TYPE_OBJECT)
		status = error_set(err, LETA_ERR_FORMAT, "raden är inget JSON-objekt",
				   "the line is not a JSON object");
	if (status == LETA_OK)
		status = add_object(&row, object, STR(""), 0, err);
	if (status == LETA_OK)
		status = columns_finish(&row, r->source->id, r->source->path, "jsonl", err);
	if (status == LETA_OK)
		status = record_finish(b, err);
	return status;
}

/* Only what concerns this line is a fault of the line: running out of memory ends the reading. */
static leta_status read_line(struct line_reader *r, struct leta_error *err)
{
	struct record_builder b;
	struct leta_error fault = {0};
	struct record_read read = {.row = r->row, .raw = r->raw};
	char where[RECORD_PLACE_MAX];
	record_place(r->source, r->line, where);
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
	struct line_reader r = {.source = source,
				.arena = arena,
				.fn = fn,
				.ctx = ctx,
				.names = map_new(),
				.line = part->line};
	struct str text = part->text, raw = part->raw, line;
	leta_status status = r.names ? LETA_OK : error_nomem(err);
	while (status == LETA_OK && str_line(&text, &line)) {
		r.line++;
		r.row = str_trim(line);
		r.raw = str_line(&raw, &line) ? str_trim(line) : r.row;
		if (r.row.len > 0)
			status = read_line(&r, err);
	}
	map_free(r.names);
	return status;
}
