/*
 * place.c: choosing the index directory and the cache, and finding the helper program of a leta that is
 * not installed. Every command, `index` too, follows the same rule for the directory, so that what was
 * indexed without --db is found without --db.
 */
#include "cli/place.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

#define LOCAL_INDEX "index"
#define INDEX_MARK LOCAL_INDEX "/leta-index" /* a file in every index */

static bool is_given(const char *value)
{
	return value && value[0];
}

leta_status place_index(struct cli *cli, const char *db, struct leta_error *err)
{
	struct stat st;
	int n;

	if (db && !db[0])
		return error_set(err, LETA_ERR_INVALID, "--db är tom", "--db is empty");
	if (!db && is_given(cli->db))
		db = cli->db;
	if (!db && stat(INDEX_MARK, &st) == 0)
		db = LOCAL_INDEX;
	if (db)
		n = snprintf(cli->dir, sizeof(cli->dir), "%s", db);
	else if (is_given(cli->data_home) && cli->data_home[0] == '/')
		n = snprintf(cli->dir, sizeof(cli->dir), "%s/leta", cli->data_home);
	else if (is_given(cli->home))
		n = snprintf(cli->dir, sizeof(cli->dir), "%s/.local/share/leta", cli->home);
	else
		return error_set(err, LETA_ERR_INVALID,
				 "ingen plats för indexet är känd; ange --db",
				 "no place for the index is known; give --db");
	if (n < 0 || (size_t)n >= sizeof(cli->dir))
		return error_set(err, LETA_ERR_INVALID, "katalogens namn är för långt",
				 "the name of the directory is too long");
	return LETA_OK;
}

void place_cache(struct cli *cli)
{
	bool given = is_given(cli->cache_home) && cli->cache_home[0] == '/';
	int n = 0;

	if (given || is_given(cli->home))
		n = snprintf(cli->cache, sizeof(cli->cache), "%s/%s", given ? cli->cache_home : cli->home,
			     given ? "leta" : ".cache/leta");
	if (n <= 0 || (size_t)n >= sizeof(cli->cache))
		cli->cache[0] = '\0';
}

void place_helper(struct cli *cli)
{
	static const char beside[] = "/../extract/leta-extract"; /* in a build directory */
	ssize_t n = readlink("/proc/self/exe", cli->helper, sizeof(cli->helper) - 1);
	cli->helper[n > 0 ? n : 0] = '\0';
	char *slash = strrchr(cli->helper, '/');
	size_t room = slash ? (size_t)(cli->helper + sizeof(cli->helper) - slash) : 0;
	if (room <= sizeof(beside)) {
		cli->helper[0] = '\0';
		return;
	}
	memcpy(slash, beside, sizeof(beside));
	if (access(cli->helper, X_OK) != 0)
		cli->helper[0] = '\0';
}
