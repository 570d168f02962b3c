/*
 * collect.c: walking the paths given.
 *
 * A file is known by its absolute path, so the same file given twice, or through a link, is one. A folder's README is
 * about the folder, not a report, a folder of drafts holds what is not decided yet, and an index is never read as
 * documents.
 */
#include "indexer/collect.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/map.h"
#include "base/walk.h"
#include "indexer/ids.h"

#define STDIN_ID "stdin"
#define COLLECTION_ARENA_MAX ((size_t)1 << 30)

static bool below(struct str path, const char *folder)
{
	struct str base = str_from(folder);
	return str_starts(path, base) &&
	       (path.len == base.len || path.ptr[base.len] == '/' || str_ends(base, STR("/")));
}

static bool is_readme(struct str path)
{
	size_t start = path.len;
	while (start > 0 && path.ptr[start - 1] != '/')
		start--;
	struct str name = str_sub(path, start, path.len);
	return str_eq(name, STR("README")) || str_starts(name, STR("README."));
}

/* Whether a path below the one given lies in a folder of drafts. */
static bool is_draft(struct str below_given)
{
	struct str folder;
	while (str_cut(&below_given, '/', &folder))
		if (below_given.ptr && (str_eq(folder, STR("drafts")) || str_eq(folder, STR("utkast"))))
			return true;
	return false;
}

/* Adds a file with its size, when that is known before it is read. */
static leta_status add_file(struct collection *c, const char *shown, const char *path, const struct stat *info,
                            struct leta_error *err)
{
	if (map_find(c->by_path, str_from(path)) != MAP_NONE)
		return LETA_OK;
	struct collected_file *files = arena_grow(c->arena, c->files, c->n_files, &c->cap, sizeof(*files));
	char *shown_copy = arena_strdup(c->arena, str_from(shown));
	char *path_copy = arena_strdup(c->arena, str_from(path));
	if (!files || !shown_copy || !path_copy || map_put(c->by_path, str_from(path)) == MAP_NONE)
		return arena_failed(c->arena) ? arena_status(c->arena, err) : error_nomem(err);
	c->files = files;
	bool known = S_ISREG(info->st_mode);
	c->endless = c->endless || !known;
	c->bytes += known ? (uint64_t)info->st_size : 0;
	c->files[c->n_files++] = (struct collected_file){
		.shown = shown_copy,
		.path = path_copy,
		.format = c->options->format,
		.size = known ? (uint64_t)info->st_size : 0,
		.stamp = stamp_of(info),
	};
	return LETA_OK;
}

static leta_status take_file(void *ctx, const char *path, const struct stat *info, const struct leta_error *fault,
                             struct leta_error *err)
{
	struct collection *c = ctx;
	if (fault) {
		const struct leta_build_callbacks *cb = &c->options->callbacks;
		c->skipped++;
		if (cb->skipped)
			cb->skipped(cb->ctx, path, fault);
		return LETA_OK;
	}
	struct str rest = str_from(path + strlen(c->shown_root));
	char *real = arena_printf(c->arena, "%s%s%s", c->real_root,
	                          rest.len > 0 && rest.ptr[0] != '/' ? "/" : "", rest.ptr);
	if (!real)
		return arena_status(c->arena, err);
	bool given = rest.len == 0;
	if ((c->index_dir && below(str_from(real), c->index_dir)) || (!given && is_readme(str_from(real))) ||
	    is_draft(rest))
		return LETA_OK;
	return add_file(c, path, real, info, err);
}

static leta_status add_folder(struct collection *c, const char *path, struct leta_error *err)
{
	const char **folders =
		arena_grow(c->arena, c->folders, c->n_folders, &c->folders_cap, sizeof(*folders));
	if (!folders)
		return arena_status(c->arena, err);
	c->folders = folders;
	c->folders[c->n_folders++] = path;
	return LETA_OK;
}

static bool is_stdin(const char *path)
{
	return str_eq(str_from(path), STR("-")) || str_eq(str_from(path), STR("/dev/stdin"));
}

static leta_status add_stdin(struct collection *c, struct leta_error *err)
{
	struct stat info = { 0 };
	if (fstat(STDIN_FILENO, &info) != 0)
		info.st_mode = 0;
	return add_file(c, "-", "-", &info, err);
}

static leta_status walk_path(struct collection *c, const char *path, struct leta_error *err)
{
	struct stat info;
	char *real = realpath(path, NULL);
	if (!real) { /* a loop of links, a folder that may not be entered, a link to nothing: the walk tells */
		leta_status fault = walk(path, take_file, c, err);
		return fault == LETA_ERR_NOT_FOUND ? error_set(err, LETA_ERR_INVALID, "'%s' leder ingenstans",
		                                               "'%s' leads nowhere", path)
		                                   : fault;
	}
	c->real_root = arena_strdup(c->arena, str_from(real));
	free(real);
	if (!c->real_root)
		return arena_status(c->arena, err);
	c->shown_root = path;
	leta_status st = LETA_OK;
	if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
		st = add_folder(c, c->real_root, err);
	return st == LETA_OK ? walk(path, take_file, c, err) : st;
}

leta_status collect_check_paths(const char *const *paths, size_t n_paths, struct leta_error *err)
{
	struct stat info;
	for (size_t i = 0; i < n_paths; i++)
		if (!is_stdin(paths[i]) && lstat(paths[i], &info) != 0)
			return error_sys(err, LETA_ERR_INVALID, "'%s' går inte att läsa",
			                 "cannot read '%s'", paths[i]);
	return LETA_OK;
}

/* Ids depend on all files that will be in the index: those of the run and those that it leaves alone. */
static leta_status assign_ids(struct collection *c, const struct catalog *catalog, struct leta_error *err)
{
	size_t n = c->n_files, max = n + catalog->n_files;
	const char **paths = arena_zalloc(c->arena, max + 1, sizeof(*paths));
	const char **ids = arena_zalloc(c->arena, max + 1, sizeof(*ids));
	if (!paths || !ids)
		return arena_status(c->arena, err);
	for (size_t i = 0; i < n; i++)
		paths[i] = c->files[i].path;
	for (size_t i = 0; i < catalog->n_files; i++) {
		struct str path = catalog->files[i].path;
		if (collection_has(c, path) || collection_covers(c, path))
			continue;
		if (!(paths[n++] = arena_strdup(c->arena, path)))
			return arena_status(c->arena, err);
	}
	leta_status st = ids_assign(paths, n, c->arena, ids, err);
	for (size_t i = 0; st == LETA_OK && i < c->n_files; i++)
		c->files[i].id = str_eq(str_from(paths[i]), STR("-")) ? STDIN_ID : ids[i];
	return st;
}

static leta_status begin(struct collection *c, const struct leta_build_options *options, struct leta_error *err)
{
	*c = (struct collection){
		.arena = arena_new(COLLECTION_ARENA_MAX),
		.by_path = map_new(),
		.options = options,
	};
	return c->arena && c->by_path ? LETA_OK : error_nomem(err);
}

leta_status collect(struct collection *c, const char *const *paths, size_t n_paths, const char *index_dir,
                    const struct catalog *catalog, const struct leta_build_options *options,
                    struct leta_error *err)
{
	leta_status st = begin(c, options, err);
	if (st != LETA_OK)
		return st;
	char *real_index = realpath(index_dir, NULL);
	if (real_index)
		c->index_dir = arena_strdup(c->arena, str_from(real_index));
	free(real_index);
	for (size_t i = 0; st == LETA_OK && i < n_paths; i++)
		st = is_stdin(paths[i]) ? add_stdin(c, err) : walk_path(c, paths[i], err);
	c->bytes = c->endless ? 0 : c->bytes;
	return st == LETA_OK ? assign_ids(c, catalog, err) : st;
}

leta_status collect_source(struct collection *c, const struct leta_source *source,
                           const struct leta_build_options *options, struct leta_error *err)
{
	leta_status st = begin(c, options, err);
	if (st != LETA_OK)
		return st;
	c->bytes = source->bytes;
	const char *folder = arena_printf(c->arena, COLLECT_SOURCE "%s", source->name);
	if (!folder)
		return arena_status(c->arena, err);
	return source->whole ? add_folder(c, folder, err) : LETA_OK;
}

leta_status collect_input(struct collection *c, const struct leta_source *source, const struct leta_input *input,
                          const struct collected_file **out, struct leta_error *err)
{
	struct collected_file *file = arena_alloc(c->arena, sizeof(*file));
	char *id = arena_strdup(c->arena, str_from(input->id));
	char *shown = arena_strdup(c->arena, str_from(input->name ? input->name : input->id));
	char *path = arena_printf(c->arena, COLLECT_SOURCE "%s/%s", source->name, input->id);
	if (!file || !id || !shown || !path)
		return arena_status(c->arena, err);
	if (map_put(c->by_path, str_from(path)) == MAP_NONE)
		return error_nomem(err);
	*file = (struct collected_file){
		.shown = shown, .path = path, .id = id, .format = input->format, .size = input->size
	};
	*out = file;
	return LETA_OK;
}

void collection_fini(struct collection *c)
{
	arena_free(c->arena);
	map_free(c->by_path);
	*c = (struct collection){ 0 };
}

bool collection_covers(const struct collection *c, struct str path)
{
	for (size_t i = 0; i < c->n_folders; i++)
		if (below(path, c->folders[i]))
			return true;
	return false;
}

bool collection_has(const struct collection *c, struct str path)
{
	return map_find(c->by_path, path) != MAP_NONE;
}
