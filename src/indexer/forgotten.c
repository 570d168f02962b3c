/*
 * forgotten.c: reading, changing and writing the list of forgotten documents.
 *
 * Ids and sources are looked up in one map: "i" + id, "s" + digits. It is made anew when an entry
 * is taken away.
 */
#include "indexer/forgotten.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"

#define FILE_NAME "forgotten.tsv"
#define FILE_MAX ((size_t)64 << 20)
#define DIGITS 16
#define KEY_MAX 8192

struct entry {
	uint64_t source;
	const char *id;
};

struct forgotten {
	struct arena *arena;
	struct map *keys;
	struct entry *entries;
	size_t n, cap;
};

static struct str source_key(uint64_t source, char key[DIGITS + 2])
{
	int n = snprintf(key, DIGITS + 2, "s%016" PRIx64, source);

	return (struct str){key, (size_t)n};
}

static leta_status put_keys(struct forgotten *f, const struct entry *entry, struct leta_error *err)
{
	char key[DIGITS + 2];
	char *id = arena_printf(f->arena, "i%s", entry->id);

	if (!id)
		return arena_status(f->arena, err);
	if (map_put(f->keys, str_from(id)) == MAP_NONE ||
	    map_put(f->keys, source_key(entry->source, key)) == MAP_NONE)
		return error_nomem(err);
	return LETA_OK;
}

static leta_status append(struct forgotten *f, struct str id, uint64_t source,
			  struct leta_error *err)
{
	struct entry *entries = arena_grow(f->arena, f->entries, f->n, &f->cap, sizeof(*entries));
	char *copy = arena_strdup(f->arena, id);

	if (!entries || !copy)
		return arena_status(f->arena, err);
	f->entries = entries;
	entries[f->n] = (struct entry){source, copy};
	leta_status st = put_keys(f, &entries[f->n], err);
	if (st == LETA_OK)
		f->n++;
	return st;
}

/* ---- the file ---- */

static bool path_of(char out[KEY_MAX], const char *dir)
{
	return file_join(out, KEY_MAX, dir, FILE_NAME);
}

static bool parse_line(struct str line, struct str *id, uint64_t *source)
{
	uint64_t value = 0;

	if (line.len <= DIGITS + 1 || line.ptr[DIGITS] != '\t')
		return false;
	for (size_t i = 0; i < DIGITS; i++) {
		char c = line.ptr[i];
		int digit = c >= '0' && c <= '9'   ? c - '0'
			    : c >= 'a' && c <= 'f' ? c - 'a' + 10
						   : -1;
		if (digit < 0)
			return false;
		value = value << 4 | (uint64_t)digit;
	}
	*source = value;
	*id = str_sub(line, DIGITS + 1, line.len);
	return true;
}

static leta_status parse(struct forgotten *f, struct str text, const char *path,
			 struct leta_error *err)
{
	leta_status st = LETA_OK;
	struct str line, id;
	uint64_t source;

	while (st == LETA_OK && str_line(&text, &line)) {
		if (line.len == 0)
			continue;
		if (!parse_line(line, &id, &source))
			return error_set(err, LETA_ERR_CORRUPT,
					 "listan över glömda dokument '%s' är skadad; inget läses "
					 "in förrän den är hel",
					 "the list of forgotten documents '%s' is damaged; nothing "
					 "is taken in until it is whole",
					 path);
		st = append(f, id, source, err);
	}
	return st;
}

static leta_status read_list(struct forgotten *f, const char *dir, struct leta_error *err)
{
	char path[KEY_MAX];
	struct buf text;

	if (!path_of(path, dir))
		return error_set(err, LETA_ERR_INVALID, "sökvägen '%s' är för lång",
				 "the path '%s' is too long", dir);
	buf_init(&text, FILE_MAX);
	struct leta_error fault = {0};
	leta_status st = file_read(path, &text, &fault);
	if (st == LETA_ERR_NOT_FOUND)
		st = LETA_OK; /* nothing is forgotten */
	else if (st == LETA_OK)
		st = parse(f, buf_view(&text), path, err);
	else if (err)
		*err = fault;
	buf_fini(&text);
	return st;
}

leta_status forgotten_load(const char *dir, struct forgotten **out, struct leta_error *err)
{
	struct forgotten *f = calloc(1, sizeof(*f));

	if (!f)
		return error_nomem(err);
	f->arena = arena_new(4 * FILE_MAX);
	f->keys = map_new();
	leta_status st = f->arena && f->keys ? read_list(f, dir, err) : error_nomem(err);
	if (st != LETA_OK) {
		forgotten_free(f);
		return st;
	}
	*out = f;
	return LETA_OK;
}

void forgotten_free(struct forgotten *f)
{
	if (!f)
		return;
	map_free(f->keys);
	arena_free(f->arena);
	free(f);
}

leta_status forgotten_save(const struct forgotten *f, const char *dir, struct leta_error *err)
{
	char path[KEY_MAX];
	struct buf text;

	if (!path_of(path, dir))
		return error_set(err, LETA_ERR_INVALID, "sökvägen '%s' är för lång",
				 "the path '%s' is too long", dir);
	buf_init(&text, FILE_MAX);
	for (size_t i = 0; i < f->n; i++)
		buf_printf(&text, "%016" PRIx64 "\t%s\n", f->entries[i].source, f->entries[i].id);
	leta_status st = buf_status(&text, err);
	if (st == LETA_OK)
		st = file_replace(path, buf_view(&text), err);
	buf_fini(&text);
	return st;
}

/* ---- the list ---- */

size_t forgotten_size(const struct forgotten *f)
{
	return f->n;
}

const char *forgotten_id(const struct forgotten *f, size_t i)
{
	return f->entries[i].id;
}

static bool has_id(const struct forgotten *f, struct str id)
{
	char key[KEY_MAX];
	int n = snprintf(key, sizeof(key), "i" STR_FMT, STR_ARG(id));

	return n > 0 && (size_t)n < sizeof(key) &&
	       map_find(f->keys, (struct str){key, (size_t)n}) != MAP_NONE;
}

bool forgotten_has(const struct forgotten *f, struct str id, uint64_t source)
{
	char key[DIGITS + 2];

	if (f->n == 0)
		return false;
	return has_id(f, id) ||
	       (source != 0 && map_find(f->keys, source_key(source, key)) != MAP_NONE);
}

leta_status forgotten_add(struct forgotten *f, struct str id, uint64_t source,
			  struct leta_error *err)
{
	bool fits = id.len > 0 && id.len < KEY_MAX - 2;

	for (size_t i = 0; i < id.len; i++)
		fits = fits && (unsigned char)id.ptr[i] >= ' ' && id.ptr[i] != 127;
	if (!fits)
		return error_set(err, LETA_ERR_INVALID,
				 "id:t är tomt, för långt eller har styrtecken",
				 "the id is empty, too long or has control characters");
	return append(f, id, source, err);
}

leta_status forgotten_take_away(struct forgotten *f, struct str id, struct leta_error *err)
{
	leta_status st = LETA_OK;
	size_t kept = 0;

	for (size_t i = 0; i < f->n; i++)
		if (!str_eq(str_from(f->entries[i].id), id))
			f->entries[kept++] = f->entries[i];
	if (kept == f->n)
		return error_set(err, LETA_ERR_NOT_FOUND,
				 "'" STR_FMT "' är inte glömt; se leta forget --list",
				 "'" STR_FMT "' is not forgotten; see leta forget --list",
				 STR_ARG(id));
	f->n = kept;
	map_clear(f->keys);
	for (size_t i = 0; st == LETA_OK && i < f->n; i++)
		st = put_keys(f, &f->entries[i], err);
	return st;
}
