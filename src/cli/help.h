/*
 * help.h: help made from the command table and the option tables. Each function returns an exit
 * code.
 */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/command.h"
#include "present/table.h"

int help_short(const struct cli *cli); /* no arguments at all: a few lines on stderr, EXIT_USAGE */
int help_overview(const struct cli *cli); /* `leta help` */
/* A table of help on stdout; fill adds its rows (table NULL: out of memory). */
typedef leta_status help_fill_fn(struct table *table, enum leta_lang lang, struct leta_error *err);
int help_list(const struct cli *cli, const struct table_column *columns, size_t n_columns,
	      help_fill_fn *fill);
int help_fields(const struct cli *cli);   /* `leta help fields`: what a query may name */
int help_columns(const struct cli *cli);  /* `leta help columns`: what registers' columns may be called */
int help_command(const struct cli *cli, const struct command *command);
int help_version(const struct cli *cli, bool libraries);

#endif
