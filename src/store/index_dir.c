/*
 * index_dir.c: an index directory's mark, and care for what others keep in a directory.
 *
 * Building removes generations and switches links, so it never begins in a directory that is not
 * plainly ours or empty: a mistyped --db must not cost anybody anything.
 */
#include "store/index_dir.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/str.h"
#include "schema/version.h"
#include "store/generation.h"

#define MARK "leta-index"
#define MARK_MAX 64
#define NAME_MAX_BYTES 256

static const char prefix[] = "leta index ";

leta_status index_dir_path(char *out, const char *dir, const char *name, struct leta_error *err)
{
	if (!file_join(out, GENERATION_PATH_MAX, dir, name))
		return error_set(err, LETA_ERR_INVALID, "sökvägen '%s' är för lång",
				 "the path '%s' is too long", dir);
	return LETA_OK;
}

static void make_mark(char out[MARK_MAX])
{
	snprintf(out, MARK_MAX, "%s%d\n", prefix, SCHEMA_FORMAT);
}

static bool exists(const char *dir, const char *name)
{
	char path[GENERATION_PATH_MAX];

	return file_join(path, sizeof(path), dir, name) && access(path, F_OK) == 0;
}

static leta_status no_mark(const char *dir, struct leta_error *err)
{
	if (exists(dir, "iamglass") || exists(dir, "iamchert"))
		return error_set(
			err, LETA_ERR_NOT_FOUND,
			"'%s' är en xapiandatabas men inget leta-index; välj en annan mapp",
			"'%s' is a Xapian database but no leta index; choose another folder", dir);
	return error_set(err, LETA_ERR_NOT_FOUND,
			 "det finns inget index i '%s'; bygg ett med 'leta index'",
			 "there is no index in '%s'; build one with 'leta index'", dir);
}

leta_status index_dir_check(const char *dir, struct leta_error *err)
{
	char wanted[MARK_MAX], path[GENERATION_PATH_MAX];
	struct buf mark;
	leta_status st = index_dir_path(path, dir, MARK, err);

	if (st != LETA_OK)
		return st;
	make_mark(wanted);
	buf_init(&mark, MARK_MAX);
	st = file_read(path, &mark, err);
	if (st == LETA_ERR_NOT_FOUND)
		st = no_mark(dir, err);
	else if (st == LETA_ERR_INVALID || st == LETA_ERR_LIMIT || st == LETA_ERR_FORMAT ||
		 (st == LETA_OK && !str_starts(buf_view(&mark), str_from(prefix))))
		st = error_set(err, LETA_ERR_CORRUPT,
			       "'%s/%s' är skadad; bygg om indexet med 'leta index --fresh'",
			       "'%s/%s' is damaged; rebuild the index with 'leta index --fresh'",
			       dir, MARK);
	else if (st == LETA_OK && !str_eq(buf_view(&mark), str_from(wanted)))
		st = error_set(
			err, LETA_ERR_VERSION,
			"indexet i '%s' är gjort av en annan version av leta; bygg om det med "
			"'leta index --fresh'",
			"the index in '%s' was made by another version of leta; rebuild it with "
			"'leta index --fresh'",
			dir);
	buf_fini(&mark);
	return st;
}

/* What a directory may hold before it bears the mark. */
static bool is_harmless(struct str name)
{
	static const char *const names[] = {".",          "..",   "README.md",
					    ".gitignore", "lock", MARK ".tmp"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (str_eq(name, str_from(names[i])))
			return true;
	}
	return str_ends(name, STR(".tsv"));
}

/* Looks through DIR: *marked, and the name of a file of others, or "". */
static leta_status look(const char *dir, bool *marked, char foreign[NAME_MAX_BYTES],
			struct leta_error *err)
{
	DIR *d = opendir(dir);
	const struct dirent *entry;

	*marked = false;
	foreign[0] = '\0';
	if (!d)
		return error_sys(err, LETA_ERR_IO, "kan inte läsa mappen '%s'",
				 "cannot read the folder '%s'", dir);
	errno = 0;
	while ((entry = readdir(d))) {
		if (strcmp(entry->d_name, MARK) == 0)
			*marked = true;
		else if (!is_harmless(str_from(entry->d_name)))
			snprintf(foreign, NAME_MAX_BYTES, "%s", entry->d_name);
	}
	if (errno) {
		leta_status st = error_sys(err, LETA_ERR_IO, "kan inte läsa mappen '%s'",
					   "cannot read the folder '%s'", dir);
		closedir(d);
		return st;
	}
	closedir(d);
	return LETA_OK;
}

leta_status index_dir_claim(const char *dir, struct leta_error *err)
{
	char foreign[NAME_MAX_BYTES];
	bool marked;
	leta_status st = file_make_dirs(dir, err);

	if (st == LETA_OK)
		st = look(dir, &marked, foreign, err);
	if (st != LETA_OK || marked || !foreign[0])
		return st;
	return error_set(
		err, LETA_ERR_INVALID,
		"'%s' är inget leta-index och inte tom ('%s' ligger där); välj en annan mapp",
		"'%s' is no leta index and not empty ('%s' lies there); choose another folder", dir,
		foreign);
}

leta_status index_dir_mark(const char *dir, struct leta_error *err)
{
	char mark[MARK_MAX], path[GENERATION_PATH_MAX];
	leta_status st;

	if (index_dir_check(dir, NULL) == LETA_OK)
		return LETA_OK;
	st = index_dir_path(path, dir, MARK, err);
	if (st != LETA_OK)
		return st;
	make_mark(mark);
	return file_replace(path, str_from(mark), err);
}
