/*
 * ids.c: names for files.
 *
 * Ends of paths are tried from the shortest, in two rounds: "rapport", "a/rapport" … of /x/a/rapport.txt.gz, then
 * with the extension, up to the whole path. A file's id is the first that no other file's path ends in; so a file alone
 * with its name keeps it, and of rapport.txt and rapport.html in one folder each keeps its extension.
 */
#include "indexer/ids.h"

#include "base/error.h"
#include "base/map.h"
#include "base/str.h"

struct name {
	struct str path; /* of this round */
	struct str end;  /* of path: what is tried */
	struct str id;   /* NULL until it is found */
};

static struct str without_extension(struct str path)
{
	size_t dot = path.len;
	if (str_ends(path, STR(".gz")))
		dot -= 3;
	path.len = dot;
	while (dot > 0 && path.ptr[dot - 1] != '.' && path.ptr[dot - 1] != '/')
		dot--;
	/* a leading dot ("/.profile") is no extension */
	if (dot > 1 && path.ptr[dot - 1] == '.' && path.ptr[dot - 2] != '/')
		path.len = dot - 1;
	return path;
}

/* The end of path one folder longer than id; false when id is all of it. */
static bool lengthen(struct str path, struct str *id)
{
	if (id->len == path.len)
		return false;
	size_t start = path.len - id->len - 1; /* the slash before id, or the start */
	while (start > 0 && path.ptr[start - 1] != '/')
		start--;
	*id = str_sub(path, start, path.len);
	return true;
}

static struct str last_component(struct str path)
{
	size_t start = path.len;
	while (start > 0 && path.ptr[start - 1] != '/')
		start--;
	return str_sub(path, start, path.len);
}

/* Gives an id to each file whose end is its own. Sets *left to how many have none yet. */
static leta_status settle(struct name *names, size_t n, struct map *seen, struct map *taken, size_t *left,
                          struct leta_error *err)
{
	*left = 0;
	map_clear(seen);
	for (size_t i = 0; i < n; i++) {
		uint32_t entry = map_put(seen, names[i].end);
		if (entry == MAP_NONE)
			return error_nomem(err);
		++*map_value(seen, entry);
	}
	for (size_t i = 0; i < n; i++) {
		if (names[i].id.ptr)
			continue;
		if (*map_value(seen, map_find(seen, names[i].end)) > 1 || map_find(taken, names[i].end) != MAP_NONE) {
			++*left;
			continue;
		}
		names[i].id = names[i].end;
		if (map_put(taken, names[i].id) == MAP_NONE)
			return error_nomem(err);
	}
	return LETA_OK;
}

/* One round, from the names to the longest ends. */
static leta_status try_ends(struct name *names, size_t n, struct map *seen, struct map *taken, size_t *left,
                            struct leta_error *err)
{
	leta_status st = LETA_OK;
	bool longer = true;
	for (size_t i = 0; i < n; i++)
		names[i].end = last_component(names[i].path);
	while (longer) {
		st = settle(names, n, seen, taken, left, err);
		longer = false;
		for (size_t i = 0; st == LETA_OK && *left > 0 && i < n; i++)
			longer = lengthen(names[i].path, &names[i].end) || longer;
	}
	return st;
}

leta_status ids_assign(const char *const *paths, size_t n, struct arena *arena, const char **ids,
                       struct leta_error *err)
{
	struct name *names = arena_zalloc(arena, n + 1, sizeof(*names));
	struct map *seen = map_new(), *taken = map_new();
	leta_status st = names && seen && taken ? LETA_OK : error_nomem(err);
	size_t left = 0;
	for (size_t i = 0; st == LETA_OK && i < n; i++) {
		struct str path = without_extension(str_from(paths[i]));
		names[i].path = str_sub(path, path.len > 0 && path.ptr[0] == '/', path.len);
	}
	if (st == LETA_OK)
		st = try_ends(names, n, seen, taken, &left, err);
	for (size_t i = 0; st == LETA_OK && i < n; i++)
		names[i].path = str_from(paths[i]);
	if (st == LETA_OK && left > 0)
		st = try_ends(names, n, seen, taken, &left, err);
	for (size_t i = 0; st == LETA_OK && i < n; i++)
		if (!(ids[i] = arena_strdup(arena, names[i].id.ptr ? names[i].id : names[i].path)))
			st = error_nomem(err);
	map_free(seen);
	map_free(taken);
	return st;
}
