/*
 * manifest.c: writing and comparing the checksums of a generation's files.
 *
 * The last line guards the manifest itself. A fault counts only if the manifest is still the same
 * afterwards: otherwise a writer took it away and is changing the files.
 */
#include "store/manifest.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/deflate.h"
#include "base/error.h"
#include "base/file.h"
#include "base/str.h"
#include "store/generation.h"

#define NAME "checksums"
#define MANIFEST_MAX ((size_t)1 << 20)

/* The engine locks on the first; the others are not content. */
static const char *const skipped[] = {"flintlock", "lock", NAME, NAME ".tmp"};

static leta_status join(char *out, const char *generation, const char *name, struct leta_error *err)
{
	if (!file_join(out, GENERATION_PATH_MAX, generation, name))
		return error_set(err, LETA_ERR_INVALID, "sökvägen '%s' är för lång",
				 "the path '%s' is too long", generation);
	return LETA_OK;
}

/* ---- writing ---- */

struct names {
	struct arena *arena;
	char **names;
	size_t n, cap;
};

static bool is_skipped(const char *name)
{
	for (size_t i = 0; i < sizeof(skipped) / sizeof(skipped[0]); i++) {
		if (strcmp(name, skipped[i]) == 0)
			return true;
	}
	return false;
}

static leta_status add_name(struct names *list, const char *generation, const char *name,
			    struct leta_error *err)
{
	char path[GENERATION_PATH_MAX];
	struct stat info;
	leta_status st = is_skipped(name) ? LETA_OK : join(path, generation, name, err);

	if (st != LETA_OK || is_skipped(name) || lstat(path, &info) != 0 || !S_ISREG(info.st_mode))
		return st;
	if (strchr(name, '\n'))
		return error_set(err, LETA_ERR_INVALID, "'%s' har en radbrytning i namnet",
				 "'%s' has a line feed in its name", path);
	list->names =
		arena_grow(list->arena, list->names, list->n, &list->cap, sizeof(*list->names));
	if (list->names)
		list->names[list->n++] = arena_strdup(list->arena, str_from(name));
	return arena_failed(list->arena) ? arena_status(list->arena, err) : LETA_OK;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static leta_status list_names(struct names *list, const char *generation, struct leta_error *err)
{
	DIR *d = opendir(generation);
	const struct dirent *entry;
	leta_status st = LETA_OK;

	if (!d)
		return error_sys(err, LETA_ERR_IO, "kan inte läsa mappen '%s'",
				 "cannot read the folder '%s'", generation);
	while (st == LETA_OK && (entry = readdir(d)))
		st = add_name(list, generation, entry->d_name, err);
	closedir(d);
	if (st == LETA_OK && list->n > 1)
		qsort(list->names, list->n, sizeof(*list->names), compare_names);
	return st;
}

static leta_status make_manifest(const char *generation, uint64_t revision, struct names *list,
				 struct buf *out, struct leta_error *err)
{
	leta_status st = list_names(list, generation, err);

	buf_printf(out, "revision %" PRIu64 "\n", revision);
	for (size_t i = 0; st == LETA_OK && i < list->n; i++) {
		char path[GENERATION_PATH_MAX];
		uint32_t crc = 0;
		uint64_t size = 0;

		st = join(path, generation, list->names[i], err);
		if (st == LETA_OK)
			st = file_crc(path, &crc, &size, err);
		if (st == LETA_OK)
			buf_printf(out, "%08" PRIx32 " %" PRIu64 " %s\n", crc, size,
				   list->names[i]);
	}
	if (st == LETA_OK)
		buf_printf(out, "end %08" PRIx32 "\n", crc32_of(buf_view(out)));
	return st == LETA_OK ? buf_status(out, err) : st;
}

leta_status manifest_write(const char *generation, uint64_t revision, struct leta_error *err)
{
	struct names list = {.arena = arena_new(MANIFEST_MAX)};
	char path[GENERATION_PATH_MAX];
	struct buf out;
	leta_status st = list.arena ? join(path, generation, NAME, err) : error_nomem(err);

	buf_init(&out, MANIFEST_MAX);
	if (st == LETA_OK)
		st = make_manifest(generation, revision, &list, &out, err);
	if (st == LETA_OK)
		st = file_replace(path, buf_view(&out), err);
	buf_fini(&out);
	arena_free(list.arena);
	return st;
}

leta_status manifest_remove(const char *generation, struct leta_error *err)
{
	char path[GENERATION_PATH_MAX];
	leta_status st = join(path, generation, NAME, err);

	if (st != LETA_OK)
		return st;
	if (unlink(path) == 0)
		return file_sync_dir(generation, err);
	if (errno == ENOENT)
		return LETA_OK;
	return error_sys(err, LETA_ERR_IO, "kan inte ta bort '%s'", "cannot remove '%s'", path);
}

/* ---- reading ---- */

struct entry {
	uint32_t crc;
	uint64_t size;
	char name[256];
};

/* A number at the start of *rest, up to a blank or the end. */
static bool take_number(struct str *rest, unsigned base, uint64_t *out)
{
	static const char digits[] = "0123456789abcdef";
	struct str word;
	uint64_t n = 0;

	if (!str_cut(rest, ' ', &word) || word.len == 0 || word.len > 19)
		return false;
	for (size_t i = 0; i < word.len; i++) {
		const char *digit = memchr(digits, word.ptr[i], base);

		if (!digit)
			return false;
		n = n * base + (uint64_t)(digit - digits);
	}
	*out = n;
	return true;
}

static bool parse_entry(struct str line, struct entry *out)
{
	uint64_t crc;

	if (!take_number(&line, 16, &crc) || crc > UINT32_MAX ||
	    !take_number(&line, 10, &out->size) || !line.ptr || line.len == 0 ||
	    line.len >= sizeof(out->name) || memchr(line.ptr, '/', line.len))
		return false;
	out->crc = (uint32_t)crc;
	memcpy(out->name, line.ptr, line.len);
	out->name[line.len] = '\0';
	return true;
}

/* Splits a whole manifest into its revision and the lines of its files. */
static bool parse(struct str text, uint64_t *revision, struct str *files)
{
	static const char first[] = "revision ", last[] = "end ";
	struct str body, line, rest;
	struct entry entry;
	uint64_t crc;

	if (text.len < sizeof("end 00000000\n") - 1)
		return false;
	body = str_sub(text, 0, text.len - (sizeof("end 00000000\n") - 1));
	line = str_sub(text, body.len, text.len - 1);
	if (!str_starts(line, str_from(last)) || text.ptr[text.len - 1] != '\n')
		return false;
	line = str_sub(line, sizeof(last) - 1, line.len);
	if (!take_number(&line, 16, &crc) || crc != crc32_of(body) || !str_line(&body, &line) ||
	    !str_starts(line, str_from(first)))
		return false;
	line = str_sub(line, sizeof(first) - 1, line.len);
	if (!take_number(&line, 10, revision))
		return false;
	*files = body;
	for (rest = body; str_line(&rest, &line);) {
		if (!parse_entry(line, &entry))
			return false;
	}
	return true;
}

static leta_status damaged(const char *path, const char *sv, const char *en, struct leta_error *err)
{
	return error_set(err, LETA_ERR_CORRUPT,
			 "'%s' %s%.0s; bygg om indexet med 'leta index --fresh'",
			 "'%s' %.0s%s; rebuild the index with 'leta index --fresh'", path, sv, en);
}

/*
 * Reads the manifest into *text. *covered is false, with LETA_OK, when there is none or it is of
 * another revision; CORRUPT when it is damaged.
 */
static leta_status load(const char *generation, uint64_t revision, struct buf *text,
			struct str *files, bool *covered, struct leta_error *err)
{
	char path[GENERATION_PATH_MAX];
	uint64_t found;
	leta_status st = join(path, generation, NAME, err);

	*covered = false;
	if (st != LETA_OK)
		return st;
	st = file_read(path, text, NULL);
	if (st == LETA_ERR_NOT_FOUND)
		return LETA_OK;
	if (st == LETA_ERR_IO || st == LETA_ERR_NOMEM)
		return file_read(path, text, err);
	if (st != LETA_OK || !parse(buf_view(text), &found, files))
		return damaged(path, "är skadad", "is damaged", err);
	*covered = found == revision;
	return LETA_OK;
}

/* Whether the manifest is still what was read from it. */
static bool still_there(const char *generation, struct str text)
{
	char path[GENERATION_PATH_MAX];
	struct buf now;
	bool same;

	buf_init(&now, MANIFEST_MAX);
	same = file_join(path, sizeof(path), generation, NAME) &&
	       file_read(path, &now, NULL) == LETA_OK && str_eq(buf_view(&now), text);
	buf_fini(&now);
	return same;
}

static leta_status check_size(const char *path, const struct entry *e, struct leta_error *err)
{
	struct stat info;

	if (stat(path, &info) != 0)
		return errno == ENOENT ? damaged(path, "saknas", "is missing", err)
				       : error_sys(err, LETA_ERR_IO, "kan inte läsa '%s'",
						   "cannot read '%s'", path);
	if ((uint64_t)info.st_size < e->size)
		return damaged(path, "är avhuggen", "is cut off", err);
	return LETA_OK;
}

leta_status manifest_check_sizes(const char *generation, uint64_t revision, struct leta_error *err)
{
	char path[GENERATION_PATH_MAX];
	struct str files, line;
	struct buf text;
	bool covered;
	leta_status st;

	buf_init(&text, MANIFEST_MAX);
	st = load(generation, revision, &text, &files, &covered, err);
	while (st == LETA_OK && covered && str_line(&files, &line)) {
		struct entry e;

		parse_entry(line, &e);
		st = join(path, generation, e.name, err);
		if (st == LETA_OK)
			st = check_size(path, &e, err);
	}
	buf_fini(&text);
	return st;
}

struct check {
	leta_fault_fn *fn;
	void *ctx;
	uint64_t *bytes;
	size_t faults;
};

/* Compares one file. A file that cannot be read is a fault like any other; NOMEM and INVALID are
 * not. */
static leta_status check_file(struct check *c, const char *path, const struct entry *e,
			      struct leta_error *err)
{
	uint32_t crc = 0;
	uint64_t size = 0;
	leta_status st = file_crc(path, &crc, &size, err);

	*c->bytes += size;
	if (st == LETA_ERR_NOT_FOUND)
		return damaged(path, "saknas", "is missing", err);
	if (st == LETA_OK && (crc != e->crc || size != e->size))
		return damaged(path, "är ändrad", "has been changed", err);
	return st;
}

static void tell(struct check *c, const char *where, const struct leta_error *fault)
{
	c->faults++;
	if (c->fn)
		c->fn(c->ctx, where, fault);
}

static leta_status check_files(struct check *c, const char *generation, struct str text,
			       struct str files, bool *covered, struct leta_error *err)
{
	struct str line;

	while (str_line(&files, &line)) {
		char path[GENERATION_PATH_MAX];
		struct leta_error fault = {0};
		struct entry e;
		leta_status st;

		parse_entry(line, &e);
		st = join(path, generation, e.name, err);
		if (st != LETA_OK)
			return st;
		st = check_file(c, path, &e, &fault);
		if (st == LETA_OK)
			continue;
		if (st == LETA_ERR_NOMEM)
			return error_nomem(err);
		if (!still_there(generation, text)) {
			*covered = false;
			return LETA_OK;
		}
		tell(c, path, &fault);
	}
	return LETA_OK;
}

leta_status manifest_check(const char *generation, uint64_t revision, leta_fault_fn *fn, void *ctx,
			   bool *covered, uint64_t *bytes, struct leta_error *err)
{
	struct check c = {.fn = fn, .ctx = ctx, .bytes = bytes};
	struct leta_error fault = {0};
	struct str files;
	struct buf text;
	leta_status st;

	*bytes = 0;
	buf_init(&text, MANIFEST_MAX);
	st = load(generation, revision, &text, &files, covered, &fault);
	if (st == LETA_ERR_CORRUPT)
		tell(&c, generation, &fault);
	if (st != LETA_OK && err)
		*err = fault;
	if (st == LETA_OK && *covered)
		st = check_files(&c, generation, buf_view(&text), files, covered, err);
	if (st == LETA_OK && c.faults > 0)
		st = error_set(
			err, LETA_ERR_CORRUPT,
			"skadade filer: %zu i '%s'; bygg om indexet med 'leta index --fresh'",
			"%zu files in '%s' are damaged; rebuild the index with "
			"'leta index --fresh'",
			c.faults, generation);
	buf_fini(&text);
	return st;
}
