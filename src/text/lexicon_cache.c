/*
 * lexicon_cache.c: finds, leaves and clears expanded word lists in a folder.
 *
 * A file's name is made of the checksums of the two files it comes from and of the code that makes it; it is
 * written under a name of the process's own and renamed, so that several may do so at a time.
 */
#include "text/lexicon_cache.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/deflate.h"
#include "base/file.h"
#include "text/hunspell.h"
#include "text/lexicon_version.h"

#define PATH_BYTES 4096
#define PREFIX "sv-"
#define NAME_BYTES 64

static leta_status name_of(const char *dir, char name[NAME_BYTES], struct leta_error *err)
{
	struct buf aff, dic;
	leta_status st = hunspell_files(dir, &aff, &dic, err);

	if (st == LETA_OK)
		snprintf(name, NAME_BYTES, PREFIX "%08x-%08x-%08x.lexicon", LEXICON_VERSION,
		         (unsigned)crc32_of(buf_view(&aff)), (unsigned)crc32_of(buf_view(&dic)));
	buf_fini(&aff);
	buf_fini(&dic);
	return st;
}

static void remove_others(const char *cache, const char *name)
{
	DIR *dir = opendir(cache);
	struct dirent *entry;

	while (dir && (entry = readdir(dir)) != NULL)
		if (strncmp(entry->d_name, PREFIX, strlen(PREFIX)) == 0 && strcmp(entry->d_name, name) != 0)
			unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir)
		closedir(dir);
}

static void leave(const struct lexicon *lexicon, const char *cache, const char *name, const char *path)
{
	char own[PATH_BYTES + NAME_BYTES];

	snprintf(own, sizeof(own), "%s.%ld", path, (long)getpid());
	if (file_make_dirs(cache, NULL) != LETA_OK)
		return;
	remove_others(cache, name);
	if (lexicon_write(lexicon, own, NULL) == LETA_OK && rename(own, path) != 0)
		unlink(own);
}

leta_status lexicon_open_cached(const char *path, const char *cache, struct lexicon **out, struct leta_error *err)
{
	char name[NAME_BYTES], kept[PATH_BYTES];
	bool usable = cache && name_of(path ? path : LEXICON_SYSTEM_DIR, name, NULL) == LETA_OK &&
	              file_join(kept, sizeof(kept), cache, name);

	if (usable && lexicon_open(kept, out, NULL) == LETA_OK)
		return LETA_OK;
	leta_status st = lexicon_open(path, out, err);
	if (usable && st == LETA_OK)
		leave(*out, cache, name, kept);
	return st;
}
