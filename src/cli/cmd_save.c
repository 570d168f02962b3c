/*
 * cmd_save.c: `leta save`: keeps a query under a name, with what it finds now.
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "present/notation.h"
#include "present/sink.h"
#include "saved/saved.h"

#define SAVED_ARENA_MAX ((size_t)256 << 20)

static const char *const modes[] = {"all", "any", "auto", NULL};
static const enum leta_mode mode_values[] = {LETA_MODE_ALL, LETA_MODE_ANY, LETA_MODE_AUTO};

struct values {
	int mode;
	bool exact, broad, delete;
};

#define AT(member) offsetof(struct values, member)

/* clang-format off */
static const struct option options[] = {
	{ "mode", 0, OPTION_KEYWORD, AT(mode), { 0 }, modes, {
		"all: alla ord krävs (förval); any: något ord räcker; auto: alla, annars de bästa delträffarna",
		"all: every word is required (default); any: one will do; auto: all, else the best partial hits" } },
	OPTION_ROW_EXACT(AT(exact)),
	OPTION_ROW_BROAD(AT(broad)),
	{ "delete", 0, OPTION_FLAG, AT(delete), { 0 }, NULL, {
		"ta bort den sparade sökningen",
		"remove the saved search" } },
	{ 0 }
};

static const struct values defaults = {0};

const struct usage save_usage = {
	.options = options,
	.defaults = &defaults,
	.size = sizeof(defaults),
	.operands = { "NAMN [FRÅGA…]", "NAME [QUERY…]" },
	.min_operands = 1,
	.max_operands = CLI_OPERANDS_ANY,
	.is_query = true,
	.about = {
		"Sparar en sökning under ett namn, med de träffar som finns nu. leta new NAMN visar sedan bara "
		"det som kommit till eller ändrats. Den ligger bredvid indexet och finns kvar när det byggs om.",
		"Saves a search under a name, with the hits that there are now. leta new NAME then shows only "
		"what has come or changed. It lies beside the index and stays when that is rebuilt.",
	},
	.examples = {
		"leta save upphandling 'social upphandling region:Stockholm'\n"
		"leta save --delete upphandling",
		"leta save upphandling 'social upphandling region:Stockholm'\n"
		"leta save --delete upphandling",
	},
};
/* clang-format on */

static int delete_search(struct cli *cli, const char *name)
{
	struct saved_lock *lock = NULL;
	struct leta_error error;
	leta_status st = saved_lock(cli->dir, name, &lock, &error);
	if (st == LETA_OK)
		st = saved_delete(cli->dir, name, &error);
	saved_unlock(lock);
	return st == LETA_OK ? EXIT_FOUND : exit_saved(cli, &error, NULL);
}

static int report_saved(struct cli *cli, const char *name, size_t n)
{
	struct sink sink;
	sink_init(&sink, stdout);
	buf_printf(&sink.buf, "%s: ", name);
	notation_number(&sink.buf, (int64_t)n, cli->lang);
	if (cli->lang == LETA_EN)
		buf_cstr(&sink.buf, n == 1 ? " hit now\n" : " hits now\n");
	else
		buf_cstr(&sink.buf, n == 1 ? " träff nu\n" : " träffar nu\n");
	return exit_finish(cli, &sink, EXIT_FOUND);
}

/* OK when there is no search of that name, damaged or whole. */
static leta_status check_new(struct cli *cli, const char *name, struct arena *arena,
			     struct leta_error *err)
{
	struct saved old;
	leta_status st = saved_read(cli->dir, name, arena, &old, err);
	if (st == LETA_ERR_NOT_FOUND)
		return LETA_OK;
	if (st != LETA_OK)
		return st;
	return error_set(err, LETA_ERR_INVALID,
			 "en sökning heter redan '%s'; ta bort den först med leta save --delete",
			 "a search is called '%s' already; remove it first with leta save --delete",
			 name);
}

static leta_status save(struct cli *cli, const char *name, struct saved *saved, struct arena *arena,
			struct leta_error *err)
{
	struct saved_lock *lock = NULL;
	leta_status st = saved_lock(cli->dir, name, &lock, err);
	if (st == LETA_OK)
		st = check_new(cli, name, arena, err);
	if (st == LETA_OK)
		st = saved_find(cli->index, saved, arena, &saved->seen, &saved->n_seen, err);
	if (st == LETA_OK)
		st = saved_write(cli->dir, name, saved, err);
	saved_unlock(lock);
	return st;
}

static int save_search(struct cli *cli, const struct values *values, const char *name,
		       const char *query)
{
	const struct saved_look now = {cli->date, leta_index_fingerprint(cli->index)};
	struct saved saved = {.query = query,
			      .mode = mode_values[values->mode],
			      .exact = values->exact,
			      .broad = values->broad,
			      .saved = now,
			      .looked = now};
	struct leta_error error;
	struct arena *arena = arena_new(SAVED_ARENA_MAX);
	leta_status st =
		arena ? save(cli, name, &saved, arena, &error) : error_nomem(&error);
	int code = st == LETA_OK ? report_saved(cli, name, saved.n_seen)
				 : exit_saved(cli, &error, query);
	arena_free(arena);
	return code;
}

int cmd_save(struct cli *cli, const struct arguments *arguments)
{
	const struct values *values = arguments->values;
	const char *name = arguments->operands[0];
	struct arguments words = *arguments;
	struct leta_error error;
	struct buf query;

	if (values->delete && arguments->n_operands > 1) {
		error_set(&error, LETA_ERR_INVALID, "--delete vill ha ett namn och ingen fråga",
			  "--delete wants a name and no query");
		return exit_usage(cli, &error);
	}
	if (values->delete)
		return delete_search(cli, name);
	if (arguments->n_operands < 2) {
		error_set(&error, LETA_ERR_INVALID, "frågan saknas", "the query is missing");
		return exit_usage(cli, &error);
	}
	words.operands++;
	words.n_operands--;
	buf_init(&query, CLI_TEXT_MAX);
	command_join(&words, &query);
	int code = buf_status(&query, &error) == LETA_OK
			   ? save_search(cli, values, name, query.data)
			   : exit_report(cli, &error, NULL);
	buf_fini(&query);
	return code;
}
