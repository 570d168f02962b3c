/*
 * collection.c: reading queries and judgements.
 *
 * Judgements of topics that nobody asks are passed over: parts of a collection are evaluated with
 * the judgements of the whole.
 */
#include "evaluate/collection.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"

#define ID_MAX ((size_t)4 << 10)

leta_status collection_load(const char *path, struct buf *out, struct leta_error *err)
{
	leta_status st = file_read(path, out, err);
	if (st == LETA_ERR_NOT_FOUND)
		return error_set(err, LETA_ERR_INVALID, "filen '%s' finns inte",
				 "there is no file '%s'", path);
	return st == LETA_OK ? st : error_in(err, st, "%s", path);
}

/* ---- queries ---- */

/* A string, or a whole number as text. NULL: neither, or memory is used up. */
static const char *scalar(const json_t *value, struct arena *arena)
{
	if (json_is_integer(value))
		return arena_printf(arena, "%lld", (long long)json_integer_value(value));
	if (!json_is_string(value) || json_string_length(value) == 0)
		return NULL;
	return arena_strdup(arena,
			    (struct str){json_string_value(value), json_string_length(value)});
}

static leta_status add_topic(struct collection *c, const char *id, const char *text,
			     struct leta_error *err)
{
	struct topic *topics =
		arena_grow(c->arena, c->topics, c->n_topics, &c->cap, sizeof(*topics));
	if (!topics)
		return arena_status(c->arena, err);
	c->topics = topics;
	uint32_t entry = map_put(c->names, str_from(id));
	if (entry == MAP_NONE)
		return error_nomem(err);
	if (entry != c->n_topics)
		return error_set(err, LETA_ERR_FORMAT, "frågan '%s' finns två gånger",
				 "the query '%s' is there twice", id);
	topics[c->n_topics++] = (struct topic){.id = id, .text = text};
	return LETA_OK;
}

static leta_status read_query(struct collection *c, struct str line, struct leta_error *err)
{
	json_error_t fault;
	json_t *object = json_loadb(line.ptr, line.len, 0, &fault);
	if (!object)
		return error_set(err, LETA_ERR_FORMAT, "är inte JSON: %s", "is not JSON: %s",
				 fault.text);
	const char *id = scalar(json_object_get(object, "id"), c->arena);
	const char *text = scalar(json_object_get(object, "text"), c->arena);
	json_decref(object);
	if (arena_failed(c->arena))
		return arena_status(c->arena, err);
	if (!id || !text)
		return error_set(err, LETA_ERR_FORMAT, "en fråga ska ha \"id\" och \"text\"",
				 "a query must have \"id\" and \"text\"");
	return add_topic(c, id, text, err);
}

/* ---- judgements ---- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool next_field(struct str *rest, char separator, struct str *field)
{
	if (separator == '\t')
		return str_cut(rest, separator, field);
	size_t from = 0, to;
	while (from < rest->len && is_blank(rest->ptr[from]))
		from++;
	for (to = from; to < rest->len && !is_blank(rest->ptr[to]);)
		to++;
	*field = str_sub(*rest, from, to);
	*rest = str_sub(*rest, to, rest->len);
	return field->len > 0;
}

/* A small whole number; negative ones, which mark what is worse than irrelevant, are 0. */
static bool read_grade(struct str s, uint32_t *out)
{
	uint32_t n = 0;
	bool negative = s.len > 1 && s.ptr[0] == '-';
	size_t i = negative ? 1 : 0;
	for (; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9' && n <= COLLECTION_GRADE_MAX; i++)
		n = n * 10 + (uint32_t)(s.ptr[i] - '0');
	*out = negative ? 0 : n;
	return i == s.len && s.len > 0 && n <= COLLECTION_GRADE_MAX;
}

static void make_key(struct buf *key, const struct collection *c, const struct topic *topic,
		     struct str document)
{
	buf_clear(key);
	buf_varint(key, (uint64_t)(topic - c->topics));
	buf_str(key, document);
}

static leta_status add_judgement(struct collection *c, struct topic *topic, struct str document,
				 uint32_t grade, struct leta_error *err)
{
	struct buf key;
	size_t before = map_size(c->grades);
	buf_init(&key, ID_MAX);
	make_key(&key, c, topic, document);
	leta_status st = buf_status(&key, err);
	uint32_t entry = st == LETA_OK ? map_put(c->grades, buf_view(&key)) : MAP_NONE;
	buf_fini(&key);
	if (entry == MAP_NONE)
		return st == LETA_OK ? error_nomem(err) : st;
	if (map_size(c->grades) == before)
		return error_set(err, LETA_ERR_FORMAT,
				 "dokumentet '" STR_FMT "' är bedömt två gånger",
				 "the document '" STR_FMT "' is judged twice", STR_ARG(document));
	*map_value(c->grades, entry) = grade;
	if (grade == 0)
		return LETA_OK;
	uint32_t *grades = arena_grow(c->arena, topic->grades, topic->n_relevant, &topic->cap,
				      sizeof(*grades));
	if (!grades)
		return arena_status(c->arena, err);
	topic->grades = grades;
	grades[topic->n_relevant++] = grade;
	return LETA_OK;
}

static leta_status read_judgement(struct collection *c, struct str line, struct leta_error *err)
{
	struct str field[4], rest = line;
	uint32_t grade = 0;
	char separator = str_find(line, STR("\t"), 0) == (size_t)-1 ? ' ' : '\t';
	bool good = true;
	for (size_t i = 0; good && i < 4; i++)
		good = next_field(&rest, separator, &field[i]);
	if (!good || !read_grade(str_trim(field[3]), &grade))
		return error_set(
			err, LETA_ERR_FORMAT,
			"en bedömning ska vara fråga, 0, dokument och ett heltal till %d",
			"a judgement must be query, 0, document and a whole number up to %d",
			COLLECTION_GRADE_MAX);
	struct topic *topic = collection_find(c, field[0]);
	return topic ? add_judgement(c, topic, field[2], grade, err) : LETA_OK;
}

/* ---- files ---- */

static leta_status read_lines(struct collection *c, const char *path, bool queries,
			      struct leta_error *err)
{
	struct buf text;
	struct str rest, line;
	unsigned number = 0;
	buf_init(&text, COLLECTION_FILE_MAX);
	leta_status st = collection_load(path, &text, err);
	rest = buf_view(&text);
	while (st == LETA_OK && str_line(&rest, &line)) {
		number++;
		if (str_trim(line).len == 0)
			continue;
		st = queries ? read_query(c, str_trim(line), err) : read_judgement(c, line, err);
		if (st != LETA_OK)
			error_in(err, st, "%s:%u", path, number);
	}
	buf_fini(&text);
	return st;
}

static int best_first(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return x < y ? 1 : x > y ? -1 : 0;
}

/* Puts the grades of each topic in order and counts the topics that have some. */
static void sort_grades(struct collection *c)
{
	for (size_t i = 0; i < c->n_topics; i++) {
		struct topic *topic = &c->topics[i];
		if (topic->n_relevant == 0)
			continue;
		qsort(topic->grades, topic->n_relevant, sizeof(*topic->grades), best_first);
		c->n_judged++;
	}
}

leta_status collection_read(const char *queries, const char *qrels, struct arena *arena,
			    struct collection *out, struct leta_error *err)
{
	*out = (struct collection){.arena = arena, .names = map_new(), .grades = map_new()};
	if (!out->names || !out->grades)
		return error_nomem(err);
	leta_status st = read_lines(out, queries, true, err);
	if (st == LETA_OK)
		st = read_lines(out, qrels, false, err);
	if (st == LETA_OK)
		sort_grades(out);
	if (st == LETA_OK && out->n_judged == 0)
		return error_set(err, LETA_ERR_INVALID,
				 "ingen fråga i '%s' har ett relevant dokument i '%s'",
				 "no query of '%s' has a relevant document in '%s'", queries,
				 qrels);
	return st;
}

void collection_fini(struct collection *c)
{
	map_free(c->names);
	map_free(c->grades);
	c->names = c->grades = NULL;
}

struct topic *collection_find(const struct collection *c, struct str id)
{
	uint32_t entry = map_find(c->names, id);
	return entry == MAP_NONE ? NULL : &c->topics[entry];
}

uint32_t collection_grade(const struct collection *c, const struct topic *topic,
			  struct str document)
{
	struct buf key;
	uint32_t grade = 0;
	buf_init(&key, ID_MAX);
	make_key(&key, c, topic, document);
	uint32_t entry =
		buf_status(&key, NULL) == LETA_OK ? map_find(c->grades, buf_view(&key)) : MAP_NONE;
	if (entry != MAP_NONE)
		grade = *map_value(c->grades, entry);
	buf_fini(&key);
	return grade;
}
