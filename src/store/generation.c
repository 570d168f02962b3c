/*
 * generation.c: numbered generations, and the link that says which one counts.
 *
 * What makes the switch safe: everything in a generation is on disk before the link that names it,
 * the link is replaced by rename (a reader sees the old one or the new one), and what a reader may
 * still have open is removed one publication later. Only names of our own form are ever removed.
 */
#include "store/generation.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "store/index_dir.h"

#define LINK "current"
#define NEW_LINK "current.tmp"
#define NAME_SIZE 24 /* "gen-" and a number */

static void make_name(char out[NAME_SIZE], uint32_t number)
{
	snprintf(out, NAME_SIZE, "gen-%06" PRIu32, number);
}

/* The number of a generation's name; 0 when it is not one in just our form. */
static uint32_t number_of(const char *name)
{
	char same[NAME_SIZE];
	uint64_t number = 0;

	if (strncmp(name, "gen-", 4) != 0 || strlen(name) >= NAME_SIZE)
		return 0;
	for (const char *p = name + 4; *p; p++) {
		if (*p < '0' || *p > '9' || number > UINT32_MAX / 10)
			return 0;
		number = number * 10 + (uint64_t)(*p - '0');
	}
	if (number > UINT32_MAX)
		return 0;
	make_name(same, (uint32_t)number);
	return strcmp(name, same) == 0 ? (uint32_t)number : 0;
}

static leta_status bad_link(const char *dir, struct leta_error *err)
{
	return error_set(
		err, LETA_ERR_CORRUPT,
		"'%s/%s' leder inte till något index; bygg om det med 'leta index --fresh'",
		"'%s/%s' does not lead to an index; rebuild it with 'leta index --fresh'", dir,
		LINK);
}

/* The number that `current` names. NOT_FOUND when there is no such link. */
static leta_status read_link(const char *dir, uint32_t *number, struct leta_error *err)
{
	char path[GENERATION_PATH_MAX], target[NAME_SIZE + 1];
	struct stat info;
	ssize_t n;
	leta_status st = index_dir_path(path, dir, LINK, err);

	if (st != LETA_OK)
		return st;
	n = readlink(path, target, sizeof(target) - 1);
	if (n < 0 && errno == ENOENT)
		return error_set(err, LETA_ERR_NOT_FOUND,
				 "indexet i '%s' blev aldrig byggt; kör 'leta index'",
				 "the index in '%s' was never built; run 'leta index'", dir);
	if (n < 0 && errno != EINVAL)
		return error_sys(err, LETA_ERR_IO, "kan inte läsa '%s'", "cannot read '%s'", path);
	target[n < 0 ? 0 : n] = '\0';
	if (number_of(target) == 0)
		return bad_link(dir, err);
	st = index_dir_path(path, dir, target, err);
	if (st != LETA_OK)
		return st;
	if (lstat(path, &info) != 0 && errno != ENOENT)
		return error_sys(err, LETA_ERR_IO, "kan inte läsa '%s'", "cannot read '%s'", path);
	if (lstat(path, &info) != 0 || !S_ISDIR(info.st_mode))
		return bad_link(dir, err);
	*number = number_of(target);
	return LETA_OK;
}

static leta_status path_of(char out[GENERATION_PATH_MAX], const char *dir, uint32_t number,
			   struct leta_error *err)
{
	char name[NAME_SIZE];

	make_name(name, number);
	return index_dir_path(out, dir, name, err);
}

leta_status generation_current(const char *dir, char out[GENERATION_PATH_MAX],
			       struct leta_error *err)
{
	uint32_t number;
	leta_status st = index_dir_check(dir, err);

	if (st == LETA_OK)
		st = read_link(dir, &number, err);
	return st == LETA_OK ? path_of(out, dir, number, err) : st;
}

/* ---- all generations ---- */

typedef leta_status generation_fn(void *ctx, const char *dir, uint32_t number,
				  struct leta_error *err);

static leta_status each_generation(const char *dir, generation_fn *fn, void *ctx,
				   struct leta_error *err)
{
	DIR *d = opendir(dir);
	const struct dirent *entry;
	leta_status st = LETA_OK;

	if (!d)
		return error_sys(err, LETA_ERR_IO, "kan inte läsa mappen '%s'",
				 "cannot read the folder '%s'", dir);
	while (st == LETA_OK && (entry = readdir(d))) {
		uint32_t number = number_of(entry->d_name);

		if (number > 0)
			st = fn(ctx, dir, number, err);
	}
	closedir(d);
	return st;
}

static leta_status take_highest(void *ctx, const char *dir, uint32_t number, struct leta_error *err)
{
	uint32_t *highest = ctx;

	(void)dir;
	(void)err;
	*highest = number > *highest ? number : *highest;
	return LETA_OK;
}

static leta_status remove_above(void *ctx, const char *dir, uint32_t number, struct leta_error *err)
{
	char path[GENERATION_PATH_MAX];
	const uint32_t *current = ctx;
	leta_status st = number > *current ? path_of(path, dir, number, err) : LETA_OK;

	return st == LETA_OK && number > *current ? file_remove_tree(path, err) : st;
}

/* Without a link nothing was ever published; with one that is broken, nobody knows what was: all
 * stays. */
static leta_status remove_unpublished(const char *dir, struct leta_error *err)
{
	uint32_t current = 0;
	leta_status st = read_link(dir, &current, NULL);

	if (st == LETA_ERR_CORRUPT)
		return LETA_OK;
	if (st != LETA_OK && st != LETA_ERR_NOT_FOUND)
		return read_link(dir, &current, err);
	return each_generation(dir, remove_above, &current, err);
}

/* A mark of another format stays until a generation of ours is published. */
static leta_status mark_if_new(const char *dir, struct leta_error *err)
{
	leta_status st = index_dir_check(dir, NULL);

	if (st == LETA_OK || st == LETA_ERR_VERSION || st == LETA_ERR_CORRUPT)
		return LETA_OK;
	return st == LETA_ERR_NOT_FOUND ? index_dir_mark(dir, err) : index_dir_check(dir, err);
}

leta_status generation_new(const char *dir, char out[GENERATION_PATH_MAX], struct leta_error *err)
{
	char path[GENERATION_PATH_MAX];
	uint32_t highest = 0;
	leta_status st = index_dir_claim(dir, err);

	if (st == LETA_OK)
		st = mark_if_new(dir, err);
	if (st == LETA_OK)
		st = remove_unpublished(dir, err);
	if (st == LETA_OK)
		st = each_generation(dir, take_highest, &highest, err);
	if (st == LETA_OK && highest == UINT32_MAX)
		st = error_set(err, LETA_ERR_LIMIT, "inga nummer är kvar i '%s'",
			       "no numbers are left in '%s'", dir);
	if (st == LETA_OK)
		st = path_of(path, dir, highest + 1, err);
	if (st == LETA_OK && mkdir(path, 0777) != 0)
		st = error_sys(err, LETA_ERR_IO, "kan inte skapa mappen '%s'",
			       "cannot create the folder '%s'", path);
	if (st == LETA_OK)
		st = file_sync_dir(dir, err);
	if (st == LETA_OK)
		memcpy(out, path, strlen(path) + 1);
	return st;
}

/* ---- publishing ---- */

static leta_status sync_file(const char *path, struct leta_error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
	leta_status st = LETA_OK;

	if (fd < 0 || fsync(fd) != 0)
		st = error_sys(err, LETA_ERR_IO, "kan inte säkra '%s'", "cannot make '%s' durable",
			       path);
	if (fd >= 0)
		close(fd);
	return st;
}

static leta_status sync_files(const char *generation, struct leta_error *err)
{
	DIR *d = opendir(generation);
	const struct dirent *entry;
	leta_status st = LETA_OK;

	if (!d)
		return error_sys(err, LETA_ERR_IO, "kan inte läsa mappen '%s'",
				 "cannot read the folder '%s'", generation);
	while (st == LETA_OK && (entry = readdir(d))) {
		char path[GENERATION_PATH_MAX];
		struct stat info;

		st = index_dir_path(path, generation, entry->d_name, err);
		if (st == LETA_OK && lstat(path, &info) == 0 && S_ISREG(info.st_mode))
			st = sync_file(path, err);
	}
	closedir(d);
	return st == LETA_OK ? file_sync_dir(generation, err) : st;
}

static leta_status switch_link(const char *dir, const char *name, struct leta_error *err)
{
	char path[GENERATION_PATH_MAX], temporary[GENERATION_PATH_MAX];
	leta_status st = index_dir_path(path, dir, LINK, err);

	if (st == LETA_OK)
		st = index_dir_path(temporary, dir, NEW_LINK, err);
	if (st != LETA_OK)
		return st;
	unlink(temporary); /* left by a killed run */
	if (symlink(name, temporary) != 0 || rename(temporary, path) != 0) {
		st = error_sys(err, LETA_ERR_IO, "kan inte skriva '%s'", "cannot write '%s'", path);
		unlink(temporary);
		return st;
	}
	return file_sync_dir(dir, err);
}

struct keep {
	uint32_t published, before;
};

/* What cannot be removed now is removed by a later publication: the new generation counts already.
 */
static leta_status remove_others(void *ctx, const char *dir, uint32_t number,
				 struct leta_error *err)
{
	char path[GENERATION_PATH_MAX];
	const struct keep *keep = ctx;

	(void)err;
	if (number != keep->published && number != keep->before &&
	    path_of(path, dir, number, NULL) == LETA_OK)
		file_remove_tree(path, NULL);
	return LETA_OK;
}

leta_status generation_publish(const char *dir, const char *generation, struct leta_error *err)
{
	const char *slash = strrchr(generation, '/');
	struct keep keep = {number_of(slash ? slash + 1 : generation), 0};
	char path[GENERATION_PATH_MAX], name[NAME_SIZE];
	bool again;
	leta_status st;

	if (keep.published == 0)
		return error_set(err, LETA_ERR_INVALID, "'%s' är ingen indexgeneration",
				 "'%s' is not a generation of an index", generation);
	make_name(name, keep.published);
	st = path_of(path, dir, keep.published, err);
	if (st == LETA_OK)
		st = sync_files(path, err);
	if (st != LETA_OK)
		return st;
	again = read_link(dir, &keep.before, NULL) == LETA_OK && keep.before == keep.published;
	if (!again)
		st = switch_link(dir, name, err);
	/* The mark follows the link: a run killed between leaves an old mark, which asks for a
	 * rebuild. */
	if (st == LETA_OK)
		st = index_dir_mark(dir, err);
	if (st == LETA_OK && !again)
		each_generation(dir, remove_others, &keep, NULL);
	return st;
}

static leta_status remove_unless(void *ctx, const char *dir, uint32_t number,
				 struct leta_error *err)
{
	char path[GENERATION_PATH_MAX];
	const uint32_t *current = ctx;
	leta_status st = number != *current ? path_of(path, dir, number, err) : LETA_OK;

	return st == LETA_OK && number != *current ? file_remove_tree(path, err) : st;
}

leta_status generation_keep_current(const char *dir, struct leta_error *err)
{
	uint32_t current;
	leta_status st = read_link(dir, &current, err);

	if (st == LETA_OK)
		st = each_generation(dir, remove_unless, &current, err);
	return st == LETA_OK ? file_sync_dir(dir, err) : st;
}
