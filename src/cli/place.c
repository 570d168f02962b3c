/*
 * place.c: choosing the index directory. Every command, `index` too, follows the same rule, so that
 * what was indexed without --db is found without --db.
 */
#include "cli/place.h"

#include <stdio.h>
#include <sys/stat.h>

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
