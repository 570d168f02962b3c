/*
 * ids.c: names for files.
 *
 * Every path begins with its stem ("rapport" of /a/rapport.txt.gz). Paths that share an id get one more folder in
 * front, all of them, until they differ; those that still clash when the whole path is used up (rapport.txt and
 * rapport.md in one folder) keep their extension.
 */
#include "indexer/ids.h"

#include "base/error.h"
#include "base/map.h"
#include "base/str.h"

struct name {
	struct str path;  /* without the leading slash and, unless `full`, without extension */
	struct str id;    /* an end of path */
	struct str whole; /* with extension */
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

/* One round: lengthens every id that is not alone. Sets *again when any was. */
static leta_status separate(struct name *names, size_t n, struct map *seen, bool *again,
                            struct leta_error *err)
{
	*again = false;
	map_clear(seen);
	for (size_t i = 0; i < n; i++) {
		uint32_t entry = map_put(seen, names[i].id);
		if (entry == MAP_NONE)
			return error_nomem(err);
		++*map_value(seen, entry);
	}
	for (size_t i = 0; i < n; i++) {
		if (*map_value(seen, map_find(seen, names[i].id)) < 2)
			continue;
		if (!lengthen(names[i].path, &names[i].id)) {
			if (names[i].id.len == names[i].whole.len)
				continue;
			names[i].path = names[i].whole;
			names[i].id = last_component(names[i].whole);
		}
		*again = true;
	}
	return LETA_OK;
}

leta_status ids_assign(const char *const *paths, size_t n, struct arena *arena, const char **ids,
                       struct leta_error *err)
{
	struct name *names = arena_zalloc(arena, n + 1, sizeof(*names));
	struct map *seen = map_new();
	leta_status st = names && seen ? LETA_OK : error_nomem(err);
	bool again = st == LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < n; i++) {
		struct str path = str_from(paths[i]);
		names[i].whole = str_sub(path, path.len > 0 && path.ptr[0] == '/', path.len);
		names[i].path = without_extension(names[i].whole);
		names[i].id = last_component(names[i].path);
	}
	while (st == LETA_OK && again)
		st = separate(names, n, seen, &again, err);
	for (size_t i = 0; st == LETA_OK && i < n; i++)
		if (!(ids[i] = arena_strdup(arena, names[i].id)))
			st = error_nomem(err);
	map_free(seen);
	return st;
}
