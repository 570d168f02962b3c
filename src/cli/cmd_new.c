/*
 * cmd_new.c: `leta new`: what has come or changed since a saved search was last looked at.
 *
 * Made for cron: nothing is printed and the exit code is 1 when there is nothing. What was shown is
 * remembered only when all of it was written.
 */
#include <stdio.h>

#include "base/error.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "present/present.h"
#include "saved/saved.h"

#define SAVED_ARENA_MAX ((size_t)256 << 20)
#define WINDOW 50 /* hits fetched with snippets at a time */
#define REASONS_MAX 16

static const char *const formats[] = {"text", "json", "jsonl", NULL};
static const struct present_backend *const backends[] = {&present_text, &present_json,
							 &present_jsonl};

struct values {
	int format;
	bool peek, ignore, unignore;
};

#define AT(member) offsetof(struct values, member)

/* clang-format off */
static const struct option options[] = {
	{ "format", 0, OPTION_KEYWORD, AT(format), { 0 }, formats, {
		"hur träffarna skrivs, som i leta search",
		"how hits are written, as in leta search" } },
	{ "peek", 0, OPTION_FLAG, AT(peek), { 0 }, NULL, {
		"visa, men minns inte att det visats",
		"show, but do not remember that it was shown" } },
	{ "ignore", 0, OPTION_FLAG, AT(ignore), { 0 }, NULL, {
		"visa aldrig dokumenten med dessa id i den här sökningen",
		"never show the documents of these ids in this search" } },
	{ "unignore", 0, OPTION_FLAG, AT(unignore), { 0 }, NULL, {
		"visa dem igen",
		"show them again" } },
	{ 0 }
};

static const struct values defaults = {0};

const struct usage new_usage = {
	.options = options,
	.defaults = &defaults,
	.size = sizeof(defaults),
	.operands = { "NAMN [ID…]", "NAME [ID…]" },
	.min_operands = 1,
	.max_operands = CLI_OPERANDS_ANY,
	.about = {
		"Visar vad som har kommit till eller ändrats i en sparad sökning sedan förra gången, och minns det. "
		"Skriver ingenting och slutar med 1 när inget är nytt. Ett dokument har ändrats när dess fil eller rad har det.",
		"Shows what has come or changed in a saved search since last time, and remembers it. "
		"Prints nothing and exits with 1 when nothing is new. A document has changed when its file or row has.",
	},
	.examples = {
		"leta new upphandling\n"
		"leta new upphandling --ignore 2016-malarinkop\n"
		"leta index rapporter >/dev/null && leta new --format jsonl upphandling",
		"leta new upphandling\n"
		"leta new upphandling --ignore 2016-malarinkop\n"
		"leta index reports >/dev/null && leta new --format jsonl upphandling",
	},
};
/* clang-format on */

/* ---- showing ---- */

struct looking {
	struct cli *cli;
	const char *name;
	struct saved *saved;
	struct arena *arena;
	struct saved_hit *hits; /* now */
	size_t n;
	enum saved_news *news; /* of each hit */
	size_t n_news;
	struct presenter presenter;
};

/* A hit with "new" or "changed" as its first reason. */
static bool show_hit(struct looking *l, const struct leta_hit *hit, enum saved_news news)
{
	bool en = l->cli->lang == LETA_EN;
	struct leta_reason reasons[REASONS_MAX];
	struct leta_hit told = *hit;
	size_t n = 0;
	reasons[n++] = news == SAVED_NEW
			       ? (struct leta_reason){"new", en ? "new" : "ny", 0}
			       : (struct leta_reason){"changed", en ? "changed" : "ändrad", 0};
	for (size_t i = 0; i < hit->n_reasons && n < REASONS_MAX; i++)
		reasons[n++] = hit->reasons[i];
	told.reasons = reasons;
	told.n_reasons = n;
	return present_hit(&l->presenter, &told);
}

static bool has_news(const struct looking *l, size_t from)
{
	for (size_t i = from; i < l->n && i < from + WINDOW; i++)
		if (saved_is_news(l->news[i]))
			return true;
	return false;
}

/* Fetches the hits from..from + WINDOW once more, with snippets, and shows what is new of them. */
static leta_status show_window(struct looking *l, size_t from, bool *more, struct leta_error *err)
{
	struct leta_query query = saved_query(l->saved);
	struct leta_results *results;
	query.lang = l->cli->lang;
	query.offset = from;
	query.limit = WINDOW;
	leta_status st = leta_search(l->cli->index, &query, &results, err);
	if (st != LETA_OK)
		return st;
	for (size_t i = 0; *more && i < results->n_hits && from + i < l->n; i++)
		if (saved_is_news(l->news[from + i]))
			*more = show_hit(l, &results->hits[i], l->news[from + i]);
	leta_results_free(results);
	return LETA_OK;
}

static void show_title(struct looking *l)
{
	if (l->presenter.backend == &present_text)
		buf_printf(&l->presenter.sink->buf,
			   l->cli->lang == LETA_EN ? "%s: new or changed since %s\n"
						   : "%s: nytt eller ändrat sedan %s\n",
			   l->name, l->saved->looked.date);
}

static leta_status show_all(struct looking *l, bool *more, struct leta_error *err)
{
	struct leta_query query = saved_query(l->saved);
	struct leta_results *first;
	query.lang = l->cli->lang;
	query.limit = 1;
	query.snippets = false;
	leta_status st = leta_search(l->cli->index, &query, &first, err);
	if (st != LETA_OK)
		return st;
	struct leta_results head = *first;
	head.total = l->n_news;
	head.n_hits = 0;
	show_title(l);
	present_begin(&l->presenter, &head);
	for (size_t from = 0; st == LETA_OK && *more && from < l->n; from += WINDOW)
		if (has_news(l, from))
			st = show_window(l, from, more, err);
	if (st == LETA_OK)
		present_end(&l->presenter, &head);
	leta_results_free(first);
	return st;
}

/* *written: whether the reader got it all. */
static int show(struct looking *l, const struct values *values, bool *written)
{
	struct cli *cli = l->cli;
	struct leta_error error;
	struct sink sink;
	int code = EXIT_FOUND;
	bool more = true;
	if (l->n_news == 0) {
		*written = true;
		return EXIT_NOTHING;
	}
	l->presenter = (struct presenter){.backend = backends[values->format],
					  .sink = &sink,
					  .style = cli->out,
					  .date = cli->date,
					  .program = cli->program};
	sink_init(&sink, stdout);
	if (show_all(l, &more, &error) != LETA_OK)
		code = exit_report(cli, &error, l->saved->query);
	code = exit_finish(cli, &sink, code);
	*written = more && code == EXIT_FOUND && sink.error == 0;
	return code;
}

static int look(struct looking *l, const struct values *values)
{
	struct cli *cli = l->cli;
	struct leta_error error;
	bool written;
	leta_status st = saved_find(cli->index, l->saved, l->arena, &l->hits, &l->n, &error);
	if (st == LETA_OK)
		st = saved_compare(l->saved, l->hits, l->n, l->arena, &l->news, &l->n_news,
				   &error);
	if (st != LETA_OK)
		return exit_saved(cli, &error, l->saved->query);
	int code = show(l, values, &written);
	if (values->peek || !written)
		return code;
	saved_remember(l->saved, l->hits, l->n, l->news,
		       (struct saved_look){cli->date, leta_index_fingerprint(cli->index)});
	st = saved_write(cli->dir, l->name, l->saved, &error);
	return st == LETA_OK ? code : exit_saved(cli, &error, NULL);
}

/* ---- ignoring ---- */

static leta_status ignore_one(struct looking *l, const char *id, struct leta_error *err)
{
	leta_document *document;
	leta_status st = leta_document_open(l->cli->index, id, &document, err);
	if (st != LETA_OK)
		return st;
	const char *whole = leta_record_text(leta_document_record(document), LETA_FIELD_ID);
	st = saved_ignore(l->saved, l->arena, whole ? whole : id, err);
	leta_document_close(document);
	return st;
}

static int change_ignored(struct looking *l, bool add, const struct arguments *arguments)
{
	struct leta_error error;
	leta_status st = LETA_OK;
	for (size_t i = 1; st == LETA_OK && i < arguments->n_operands; i++) {
		const char *id = arguments->operands[i];
		st = add ? ignore_one(l, id, &error) : saved_unignore(l->saved, id, &error);
	}
	if (st == LETA_OK)
		st = saved_write(l->cli->dir, l->name, l->saved, &error);
	return st == LETA_OK ? EXIT_FOUND : exit_saved(l->cli, &error, NULL);
}

/* ---- the command ---- */

static leta_status check_operands(const struct values *values, size_t n, struct leta_error *err)
{
	bool changes = values->ignore || values->unignore;
	if (values->ignore && values->unignore)
		return error_set(err, LETA_ERR_INVALID, "--ignore och --unignore går inte ihop",
				 "--ignore and --unignore do not go together");
	if (changes && n < 2)
		return error_set(err, LETA_ERR_INVALID, "id saknas", "the id is missing");
	if (!changes && n > 1)
		return error_set(err, LETA_ERR_INVALID, "id ges bara med --ignore och --unignore",
				 "ids are given only with --ignore and --unignore");
	return LETA_OK;
}

static int run(struct looking *l, const struct values *values, const struct arguments *arguments)
{
	struct saved_lock *lock = NULL;
	struct leta_error error;
	struct saved saved;
	leta_status st = LETA_OK;
	if (!values->peek) {
		st = saved_read(l->cli->dir, l->name, l->arena, &saved, &error);
		if (st == LETA_OK) /* a name that there is not makes no folder and no lock */
			st = saved_lock(l->cli->dir, l->name, &lock, &error);
	}
	if (st == LETA_OK)
		st = saved_read(l->cli->dir, l->name, l->arena, &saved, &error);
	if (st != LETA_OK) {
		saved_unlock(lock);
		return exit_saved(l->cli, &error, NULL);
	}
	l->saved = &saved;
	int code = values->ignore || values->unignore
			   ? change_ignored(l, values->ignore, arguments)
			   : look(l, values);
	saved_unlock(lock);
	return code;
}

int cmd_new(struct cli *cli, const struct arguments *arguments)
{
	const struct values *values = arguments->values;
	struct looking looking = {.cli = cli,
				  .name = arguments->operands[0],
				  .arena = arena_new(SAVED_ARENA_MAX)};
	struct leta_error error;
	if (check_operands(values, arguments->n_operands, &error) != LETA_OK) {
		arena_free(looking.arena);
		return exit_usage(cli, &error);
	}
	if (!looking.arena) {
		error_nomem(&error);
		return exit_report(cli, &error, NULL);
	}
	int code = run(&looking, values, arguments);
	arena_free(looking.arena);
	return code;
}
