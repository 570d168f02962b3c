/*
 * cmd_forget.c: `leta forget`: documents leave the index for good, or may come back.
 */
#include <stdio.h>

#include "base/error.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "present/plain.h"
#include "present/sink.h"
#include "saved/saved.h"

struct values {
	bool list, remember;
};

#define AT(member) offsetof(struct values, member)

/* clang-format off */
static const struct option options[] = {
	{ "list", 0, OPTION_FLAG, AT(list), { 0 }, NULL, {
		"visa de glömda dokumentens id, ett per rad",
		"show the ids of the forgotten documents, one a line" } },
	{ "remember", 0, OPTION_FLAG, AT(remember), { 0 }, NULL, {
		"låt leta index läsa in dokumenten igen nästa gång",
		"let leta index take the documents in again next time" } },
	{ 0 }
};
/* clang-format on */

static const struct values defaults = {0};

const struct usage forget_usage = {
	.options = options,
	.defaults = &defaults,
	.size = sizeof(defaults),
	.operands = {"[ID…]", "[ID…]"},
	.min_operands = 0,
	.max_operands = CLI_OPERANDS_ANY,
	.about =
		{"Tar bort dokument ur indexet så att inget av dem finns kvar i dess filer: indexet "
		 "skrivs om utan dem, alla äldre generationer tas bort, och de sparade "
		 "sökningarna nämner dem inte mer. Därefter läser leta index inte in dem igen, "
		 "varken under samma id eller samma innehåll under ett annat, förrän --remember "
		 "säger det. Originalen rörs inte. Id skrivs helt ut.\n"
		 "\n"
		 "Utan ID skrivs indexet om utan rester av dokument som har tagits bort eller "
		 "ändrats tidigare.",
		 "Removes documents from the index so that nothing of them is left in its files: the "
		 "index is written anew without them, all older generations are removed, and the "
		 "saved searches no longer name them. From then on leta index does not take them "
		 "in again, neither under the same id nor the same content under another, until "
		 "--remember says so. The originals are not touched. Ids are written in full.\n"
		 "\n"
		 "Without ID the index is written anew without remains of documents that were "
		 "removed or changed before."},
	.examples =
		{
			"leta forget 2014-motala-slutrapport\n"
			"leta forget --list",
			"leta forget 2014-motala-slutrapport\n"
			"leta forget --list",
		},
};

/* An id that is not there is an answer, 1, unlike a missing index. */
static int report(const struct cli *cli, const struct leta_error *error)
{
	leta_index *index = NULL;
	bool there = error->code == LETA_ERR_NOT_FOUND &&
		     leta_index_open(cli->dir, &index, NULL) == LETA_OK;

	int code = exit_report(cli, error, NULL);
	leta_index_close(index);
	return there ? EXIT_NOTHING : code;
}

static void add_id(void *ctx, const char *id)
{
	struct sink *sink = ctx;

	plain_append(&sink->buf, str_from(id));
	buf_char(&sink->buf, '\n');
}

static int list(struct cli *cli)
{
	struct leta_error error;
	struct sink sink;

	sink_init(&sink, stdout);
	leta_status st = leta_forgotten(cli->dir, add_id, &sink, &error);
	int code = sink.buf.len > 0 ? EXIT_FOUND : EXIT_NOTHING;
	code = exit_finish(cli, &sink, code);
	return st == LETA_OK ? code : exit_report(cli, &error, NULL);
}

static int forget(struct cli *cli, const char *const *ids, size_t n)
{
	bool english = cli->lang == LETA_EN;
	struct leta_forget_stats stats;
	struct leta_error error;
	struct sink sink;
	size_t searches = 0;

	if (leta_forget(cli->dir, ids, n, &stats, &error) != LETA_OK)
		return report(cli, &error);
	if (n > 0 && saved_forget(cli->dir, ids, n, &searches, &error) != LETA_OK)
		return exit_report(cli, &error, NULL);
	sink_init(&sink, stdout);
	buf_printf(&sink.buf,
		   english ? "%zu documents forgotten, %zu left; %zu saved searches changed\n"
			   : "%zu dokument glömda, %zu kvar; %zu sparade sökningar ändrade\n",
		   stats.forgotten, stats.kept, searches);
	return exit_finish(cli, &sink, EXIT_FOUND);
}

int cmd_forget(struct cli *cli, const struct arguments *arguments)
{
	const struct values *values = arguments->values;
	const char *const *ids = (const char *const *)arguments->operands;
	struct leta_error error;

	if (values->list ? values->remember || arguments->n_operands > 0
			 : values->remember && arguments->n_operands == 0) {
		error_set(&error, LETA_ERR_INVALID,
			  "--list tar inga id, och --remember minst ett; det ena eller det andra",
			  "--list takes no ids, and --remember at least one; one or the other");
		return exit_usage(cli, &error);
	}
	if (values->list)
		return list(cli);
	if (!values->remember)
		return forget(cli, ids, arguments->n_operands);
	if (leta_remember(cli->dir, ids, arguments->n_operands, &error) != LETA_OK)
		return report(cli, &error);
	return EXIT_FOUND;
}
