/*
 * help.h: help made from the command table and the option tables. Each function returns an exit
 * code.
 */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/command.h"

int help_short(const struct cli *cli); /* no arguments at all: a few lines on stderr, EXIT_USAGE */
int help_overview(const struct cli *cli); /* `leta help` */
int help_fields(const struct cli *cli);   /* `leta help fields`: what a query may name */
int help_columns(const struct cli *cli);  /* `leta help columns`: what registers' columns may be called */
int help_command(const struct cli *cli, const struct command *command);
int help_version(const struct cli *cli, bool libraries);

#endif
