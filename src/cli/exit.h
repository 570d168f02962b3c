/*
 * exit.h: the exit codes, and the one place that prints errors and notices.
 */
#ifndef CLI_EXIT_H
#define CLI_EXIT_H

#include "cli/command.h"
#include "leta/error.h"
#include "present/sink.h"

enum exit_code {
	EXIT_FOUND = 0,   /* done, and something found */
	EXIT_NOTHING = 1, /* nothing found */
	EXIT_USAGE = 2,   /* usage or query syntax */
	EXIT_INDEX = 3,   /* index missing, damaged or of another version */
	EXIT_LOCKED = 4,  /* another process is in the way: try again */
	EXIT_SKIPPED = 5, /* done, but some documents were skipped */
	EXIT_LIMITED = 6, /* a limit was reached */
	EXIT_FAILED = 7,  /* I/O or memory */
	EXIT_BUG = 70,
	EXIT_INTERRUPTED = 130
};

enum exit_code exit_code_of(leta_status status);

/*
 * Prints "leta: where: message" on stderr and returns the exit code of the error. When the error
 * has a place in the query, the query is shown with a caret below it; query may be NULL.
 */
int exit_report(const struct cli *cli, const struct leta_error *error, const char *query);

/* As exit_report(), where what was not found is not the index but a name that the user gave. */
int exit_saved(const struct cli *cli, const struct leta_error *error, const char *query);

/* As exit_report(): a draft that is not there, or no document, is wrong usage, not a fault of the index. */
int exit_draft(const struct cli *cli, const struct leta_error *error);

/* The same without an exit code, for a document or file named by `where`. */
void exit_note(const struct cli *cli, const char *where, const struct leta_error *error);

/* Appends "where: ", unless the message quotes it anyway. */
void exit_where(struct buf *line, const char *where, const char *message);

/* Reports wrong usage and where help is to be had; returns EXIT_USAGE. */
int exit_usage(const struct cli *cli, const struct leta_error *error);

/* Prints the notices of a search: suggestions as a command to paste. */
void exit_notices(const struct cli *cli, const struct leta_results *results);
void exit_notice(const struct cli *cli, const struct leta_notice *notice);

/* Finishes the output: `code`, or that of the failure to write, which is reported. */
int exit_finish(const struct cli *cli, struct sink *sink, int code);

#endif
