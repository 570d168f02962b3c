/*
 * cmd_check.c: `leta check`.
 *
 * The engine's own checker can crash on damaged files, so it runs in a child process: a child that
 * dies of a signal says "damaged" as clearly as one that reports a fault. The child prints the
 * faults; how it ended comes back through a pipe.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "present/notation.h"
#include "present/plain.h"
#include "present/sink.h"

const struct usage check_usage = {
	.about =
		{
			"Läser allt i indexet och jämför det med kontrollsummorna. Varje fel "
			"skrivs ut på en rad.",
			"Reads everything in the index and compares it with its checksums. Each "
			"fault is one line.",
		},
};

/* What the child tells. */
struct outcome {
	leta_status status;
	struct leta_error error;
	struct leta_check_stats stats;
	size_t faults;
	int code; /* of writing */
};

struct checking {
	struct cli *cli;
	struct sink sink;
	size_t faults;
};

static void on_fault(void *ctx, const char *where, const struct leta_error *error)
{
	struct checking *checking = ctx;
	const char *message = error->message[checking->cli->lang];
	struct buf *out = &checking->sink.buf;

	exit_where(out, where, message);
	plain_append(out, str_from(message));
	buf_char(out, '\n');
	checking->faults++;
	sink_push(&checking->sink);
	fflush(stdout); /* what was found is seen even when the next file crashes the checker */
}

/* In the child. */
static void run_check(struct cli *cli, int pipe_end)
{
	struct checking checking = {.cli = cli};
	struct outcome outcome;
	memset(&outcome, 0, sizeof(outcome));
	sink_init(&checking.sink, stdout);
	outcome.status = leta_check(cli->dir, on_fault, &checking, &outcome.stats, &outcome.error);
	outcome.faults = checking.faults;
	outcome.code = exit_finish(cli, &checking.sink, EXIT_FOUND);
	ssize_t written = write(pipe_end, &outcome, sizeof(outcome));
	_exit(written == (ssize_t)sizeof(outcome) ? 0 : EXIT_FAILED);
}

static bool read_outcome(int fd, struct outcome *outcome)
{
	char *to = (char *)outcome;
	size_t got = 0;
	while (got < sizeof(*outcome)) {
		ssize_t n = read(fd, to + got, sizeof(*outcome) - got);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		got += (size_t)n;
	}
	return got == sizeof(*outcome);
}

static int report_outcome(const struct cli *cli, const struct outcome *outcome)
{
	bool english = cli->lang == LETA_EN;
	struct sink sink;
	if (outcome->code != EXIT_FOUND)
		return outcome->code;
	if (outcome->status != LETA_OK)
		return exit_report(cli, &outcome->error, NULL);
	sink_init(&sink, stdout);
	notation_number(&sink.buf, (int64_t)outcome->stats.documents, cli->lang);
	buf_cstr(&sink.buf, english ? " documents, " : " dokument, ");
	notation_bytes(&sink.buf, outcome->stats.bytes, cli->lang);
	buf_cstr(&sink.buf, english ? ", no faults\n" : ", inga fel\n");
	return exit_finish(cli, &sink, EXIT_FOUND);
}

int cmd_check(struct cli *cli, const struct arguments *arguments)
{
	struct leta_error error;
	struct outcome outcome;
	int ends[2], wait_status = 0;
	(void)arguments;

	fflush(stdout);
	if (pipe(ends) != 0) {
		error_sys(&error, LETA_ERR_IO, "kan inte öppna ett rör", "cannot open a pipe");
		return exit_report(cli, &error, NULL);
	}
	pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		run_check(cli, ends[1]);
	}
	close(ends[1]);
	if (child < 0) {
		close(ends[0]);
		error_sys(&error, LETA_ERR_IO, "kan inte starta kontrollen",
			  "cannot start the checker");
		return exit_report(cli, &error, NULL);
	}
	bool told = read_outcome(ends[0], &outcome);
	close(ends[0]);
	while (waitpid(child, &wait_status, 0) < 0 && errno == EINTR)
		;
	if (told)
		return report_outcome(cli, &outcome);
	error_set(&error, LETA_ERR_CORRUPT,
		  "indexet är skadat: kontrollen kraschade (signal %d); bygg om med leta index "
		  "--fresh",
		  "the index is damaged: the checker crashed (signal %d); rebuild with leta index "
		  "--fresh",
		  WIFSIGNALED(wait_status) ? WTERMSIG(wait_status) : 0);
	error_in(&error, LETA_ERR_CORRUPT, "%s", cli->dir);
	return exit_report(cli, &error, NULL);
}
