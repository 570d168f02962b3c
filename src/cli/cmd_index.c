/*
 * cmd_index.c: `leta index`.
 *
 * With --watch it goes on: a run each time something has changed, until it is interrupted. Progress is shown on a
 * terminal only. The first SIGINT or SIGTERM ends the run after the document
 * in hand, with everything acknowledged kept; the second ends the process at once. The flag that
 * the signal sets is the only mutable static of the program: a handler can reach nothing else.
 */
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/error.h"
#include "base/map.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/watch.h"
#include "present/notation.h"
#include "present/sink.h"

#define PROGRESS_INTERVAL 0.2 /* seconds, between two lines of progress */
#define PROGRESS_FIRST 1.0    /* before an estimate of the time that is left */

static const char *const formats[] = {"auto",  "esf", "transcript", "text", "jsonl",
				      "csv",   "html", "pdf",       "docx", "odt",   NULL};
static const enum leta_format format_values[] = {LETA_FORMAT_AUTO,       LETA_FORMAT_ESF,
						 LETA_FORMAT_TRANSCRIPT, LETA_FORMAT_TEXT,
						 LETA_FORMAT_JSONL,      LETA_FORMAT_CSV,
						 LETA_FORMAT_HTML,       LETA_FORMAT_PDF,
						 LETA_FORMAT_DOCX,       LETA_FORMAT_ODT};

struct values {
	int format;
	bool fresh, without_personal_data, watch;
};

#define AT(member) offsetof(struct values, member)

/* clang-format off */
static const struct option options[] = {
	{ "fresh", 0, OPTION_FLAG, AT(fresh), { 0 }, NULL, {
		"bygg ett nytt index från grunden (allt läses) och byt till det när det är helt",
		"build a new index from nothing (all is read) and switch to it when it is whole" } },
	{ "without-personal-data", 0, OPTION_FLAG, AT(without_personal_data), { 0 }, NULL, {
		"lagra och indexera inte kontaktpersoners namn, e-post och telefon; gäller indexet från och med då",
		"neither store nor index names, e-mail and phone of contact persons; the index keeps to it" } },
	{ "watch", 0, OPTION_FLAG, AT(watch), { 0 }, NULL, {
		"följ filerna och katalogerna och indexera det som ändras, tills du avbryter",
		"follow the files and folders and index what changes, until interrupted" } },
	{ "format", 0, OPTION_KEYWORD, AT(format), { 0 }, formats, {
		"filernas format; auto (förval) känner igen vart och ett",
		"format of the files; auto (the default) recognises each" } },
	{ 0 }
};
/* clang-format on */

static const struct values defaults = {0};

const struct usage index_usage = {
	.options = options,
	.defaults = &defaults,
	.size = sizeof(defaults),
	.operands = {"SÖKVÄG…", "PATH…"},
	.min_operands = 1,
	.max_operands = CLI_OPERANDS_ANY,
	.about = {"Läser filer och kataloger (med underkataloger; - är standard in) och "
		  "uppdaterar indexet. Oförändrade filer hoppas över, och dokument vars "
		  "filer har försvunnit tas bort när deras katalog anges igen. En fil som "
		  "har samma storlek, tider och inod som förra gången läses inte; i övrigt "
		  "avgör innehållet. Dokument "
		  "som inte kan läsas räknas upp med skäl, och resten indexeras.\n"
		  "\n"
		  "Indexet läggs i --db, annars LETA_DB, annars ./index när ett index "
		  "ligger där, annars $XDG_DATA_HOME/leta (~/.local/share/leta).",
		  "Reads files and folders (with their subfolders; - is standard input) "
		  "and updates the index. Unchanged files are passed over, and documents "
		  "whose files are gone are removed when their folder is given again. A file "
		  "with the size, times and inode that it had the last time is not read; "
		  "otherwise the content decides. "
		  "Documents that cannot be read are listed with the reason, and the rest"
		  " is indexed.\n"
		  "\n"
		  "The index lies in --db, else LETA_DB, else ./index when an index lies "
		  "there, else $XDG_DATA_HOME/leta (~/.local/share/leta)."},
	.examples =
		{
			"leta index ~/rapporter\n"
			"leta index --watch ~/rapporter\n"
			"zcat register.jsonl.gz | leta index --format jsonl -",
			"leta index ~/reports\n"
			"leta index --watch ~/reports\n"
			"zcat register.jsonl.gz | leta index --format jsonl -",
		},
};

static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
	interrupted = number;
}

/* SA_RESETHAND makes the next signal final. Without SA_RESTART a blocked read ends. */
static void catch_signals(void)
{
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

#define TOLD_MAX 100000

struct run {
	const struct cli *cli;
	const struct arguments *arguments;
	struct leta_build_options build;
	double start, last; /* seconds: of the run, of the last line of progress */
	bool line_open;     /* a line of progress stands on the terminal */
	struct map *told;   /* what was skipped, and why: each is told once; or NULL */
	bool news;          /* something was told in this run */
	bool locked;        /* the run before found the index locked */
	bool told_before;   /* what holds for all runs */
};

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void clear_line(struct run *run)
{
	if (run->line_open)
		fputs("\r\033[K", stderr);
	run->line_open = false;
}

/* "1 234 dokument, 12,3 MB/s, 1:05 kvar"; the time only when it is known how much there is. */
static void write_progress(struct buf *line, const struct leta_build_stats *stats, double passed,
			   enum leta_lang lang)
{
	bool english = lang == LETA_EN;
	double rate = passed > 0 ? (double)stats->bytes_done / passed : 0;
	notation_number(line, (int64_t)(stats->indexed + stats->unchanged + stats->skipped), lang);
	buf_cstr(line, english ? " documents, " : " dokument, ");
	notation_bytes(line, (uint64_t)rate, lang);
	buf_cstr(line, "/s");
	if (stats->bytes_total < stats->bytes_done || stats->bytes_total == 0 || rate <= 0 ||
	    passed < PROGRESS_FIRST)
		return;
	uint64_t left = (uint64_t)((double)(stats->bytes_total - stats->bytes_done) / rate + 0.5);
	buf_printf(line, ", %" PRIu64 ":%02" PRIu64 "%s", left / 60, left % 60, english ? " left" : " kvar");
}

static void show_progress(struct run *run, const struct leta_build_stats *stats)
{
	double time = now();
	struct buf line;
	if (time - run->last < PROGRESS_INTERVAL)
		return;
	run->last = time;
	buf_init(&line, 256);
	write_progress(&line, stats, time - run->start, run->cli->lang);
	clear_line(run);
	fputs(buf_view(&line).ptr, stderr);
	fflush(stderr);
	run->line_open = true;
	buf_fini(&line);
}

/* Whether this was told in a run before. */
static bool was_told(struct run *run, const char *where, const struct leta_error *error)
{
	struct buf key;
	if (!run->told || map_size(run->told) >= TOLD_MAX)
		return false;
	size_t before = map_size(run->told);
	buf_init(&key, CLI_TEXT_MAX);
	buf_printf(&key, "%s: %s", where, error->message[LETA_SV]);
	bool known = map_put(run->told, buf_view(&key)) != MAP_NONE && map_size(run->told) == before;
	buf_fini(&key);
	return known;
}

static void on_skipped(void *ctx, const char *where, const struct leta_error *error)
{
	struct run *run = ctx;
	if (was_told(run, where, error))
		return;
	run->news = true;
	clear_line(run);
	exit_note(run->cli, where, error);
}

static bool on_progress(void *ctx, const struct leta_build_stats *stats)
{
	struct run *run = ctx;
	if (interrupted)
		return false;
	if (run->cli->err_is_terminal)
		show_progress(run, stats);
	return true;
}

/* Told each time, too: what the index leaves out it leaves out of later runs. */
static void tell_without(const struct cli *cli, bool without)
{
	if (without)
		fputs(cli->lang == LETA_EN
			      ? "leta: the index is without personal data of contact persons\n"
			      : "leta: indexet är utan kontaktpersoners personuppgifter\n",
		      stderr);
}

/* Told each time: what is missing from the index on purpose must not look like a fault. */
static void tell_forgotten(const struct cli *cli, size_t n)
{
	bool english = cli->lang == LETA_EN;

	if (n > 0)
		fprintf(stderr,
			english ? "leta: %zu forgotten documents were not taken in; see leta "
				  "forget --list\n"
				: "leta: %zu glömda dokument lästes inte in; se leta forget "
				  "--list\n",
			n);
}

/* What the end of a run says. `quiet`: nothing when nothing has changed. */
static int tell_run(struct run *run, const struct leta_build_stats *stats, bool quiet, int code)
{
	struct sink sink;
	if (quiet && !run->news && stats->indexed + stats->removed == 0)
		return code;
	if (!run->told_before) {
		tell_forgotten(run->cli, stats->forgotten);
		tell_without(run->cli, stats->without_personal_data);
	}
	run->told_before = true;
	sink_init(&sink, stdout);
	buf_printf(&sink.buf, "%zu documents indexed, %zu unchanged, %zu removed, %zu skipped\n", stats->indexed,
		   stats->unchanged, stats->removed, stats->skipped);
	return exit_finish(run->cli, &sink, code);
}

/* One run over the paths; returns its exit code. */
static int build_once(struct run *run, bool quiet)
{
	struct leta_build_stats stats = {0};
	struct leta_error error;
	run->start = run->last = now();
	run->news = false;
	leta_status st = leta_build(run->cli->dir, (const char *const *)run->arguments->operands,
				    run->arguments->n_operands, &run->build, &stats, &error);
	clear_line(run);
	int code = stats.skipped > 0 ? EXIT_SKIPPED : EXIT_FOUND;
	if (st != LETA_OK && !(st == LETA_ERR_LOCKED && run->locked))
		code = exit_report(run->cli, &error, NULL);
	run->locked = st == LETA_ERR_LOCKED;
	if (interrupted)
		code = 128 + interrupted;
	return st == LETA_OK || st == LETA_ERR_CANCELLED ? tell_run(run, &stats, quiet, code)
							 : run->locked ? EXIT_LOCKED : code;
}

static void tell_blind(const struct run *run, const struct leta_error *why)
{
	bool english = run->cli->lang == LETA_EN;
	exit_note(run->cli, "--watch", why);
	fprintf(stderr,
		english ? "leta: looks for changes every %.0f seconds instead\n"
			: "leta: letar efter ändringar var %.0f:e sekund i stället\n",
		WATCH_MOST);
}

/* Runs until a signal comes or a run fails for good. */
static int follow(struct run *run, struct watch *watch)
{
	struct leta_error why;
	bool blind = false;
	int code = build_once(run, true); /* what has changed before there were watches */
	while (code == EXIT_FOUND || code == EXIT_SKIPPED || code == EXIT_LOCKED) {
		bool was_blind = blind;
		blind = watch_is_blind(watch, &why);
		if (blind && !was_blind)
			tell_blind(run, &why);
		if (code == EXIT_LOCKED)
			watch_touch(watch); /* what it found is still to be done */
		if (!watch_wait(watch, &interrupted))
			return 128 + interrupted;
		code = build_once(run, blind);
	}
	return code;
}

static int watch_paths(struct run *run)
{
	struct watch *watch;
	struct leta_error error;
	run->told = map_new();
	int code = build_once(run, false);
	run->build.fresh = false;
	if (code == EXIT_FOUND || code == EXIT_SKIPPED) {
		leta_status st = watch_open((const char *const *)run->arguments->operands,
					    run->arguments->n_operands, run->cli->dir, &watch, &error);
		code = st == LETA_OK ? follow(run, watch) : exit_report(run->cli, &error, NULL);
		if (st == LETA_OK)
			watch_close(watch);
	}
	map_free(run->told);
	return code;
}

int cmd_index(struct cli *cli, const struct arguments *arguments)
{
	const struct values *values = arguments->values;
	struct leta_error error;
	struct run run = {.cli = cli, .arguments = arguments};
	run.build = (struct leta_build_options){
		.fresh = values->fresh,
		.without_personal_data = values->without_personal_data,
		.format = format_values[values->format],
		.cache_dir = cli->cache[0] ? cli->cache : NULL,
		.helper = cli->helper[0] ? cli->helper : NULL,
		.callbacks = {.ctx = &run, .skipped = on_skipped, .progress = on_progress},
	};
	for (size_t i = 0; values->watch && i < arguments->n_operands; i++) {
		if (strcmp(arguments->operands[i], "-") != 0)
			continue;
		error_set(&error, LETA_ERR_INVALID, "--watch följer filer och kataloger, inte standard in",
			  "--watch follows files and folders, not standard input");
		return exit_usage(cli, &error);
	}
	catch_signals();
	return values->watch ? watch_paths(&run) : build_once(&run, false);
}
