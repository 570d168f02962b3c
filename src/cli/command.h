/*
 * command.h: what a command is, and what it is given. README.md says how to add one.
 *
 * Only main.c reads the environment; what it found stands here.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/moment.h"
#include "cli/option.h"
#include "leta/leta.h"
#include "present/flow.h"

#define CLI_PATH_MAX 4096
#define CLI_OPERANDS_ANY ((size_t)-1)
#define CLI_TEXT_MAX ((size_t)64 << 20) /* of operands joined */

struct command;

struct cli {
	enum leta_lang lang;
	struct present_style out; /* how to write on stdout */
	bool err_is_terminal;
	const char *db;        /* LETA_DB, or NULL */
	const char *data_home; /* XDG_DATA_HOME, or NULL */
	const char *cache_home; /* XDG_CACHE_HOME, or NULL */
	const char *home;      /* HOME, or NULL */
	char date[MOMENT_MAX]; /* when the command began */
	char program[32];      /* "leta 0.1.0" */
	const struct command *commands;
	size_t n_commands;
	const struct command *command; /* the one that runs */
	char dir[CLI_PATH_MAX];        /* the index directory, when the command needs one */
	char cache[CLI_PATH_MAX];      /* where the expanded word list is kept; "": nowhere */
	char helper[CLI_PATH_MAX];     /* leta-extract beside this program; "": where it is installed */
	leta_index *index;             /* open when the command needs it */
};

/* What a command was given: the values of its options and its operands. */
struct arguments {
	const void *values;
	char **operands; /* NULL behind the last */
	size_t n_operands;
};

enum needs {
	NEEDS_NOTHING,
	NEEDS_DIRECTORY, /* cli->dir: where the index lies, or would lie */
	NEEDS_INDEX      /* cli->index: open */
};

/* What a command takes, and its help. Lies in the command's own file. */
struct usage {
	const struct option *options;
	const void *defaults; /* its values before options are read */
	size_t size;          /* of them */
	const char *operands[2];
	size_t min_operands, max_operands;
	bool is_query;
	const char *about[2];    /* a paragraph or two, for `leta help COMMAND` */
	const char *examples[2]; /* lines */
};

struct command {
	const char *name;
	int (*run)(struct cli *cli, const struct arguments *arguments); /* returns the exit code */
	enum needs needs;
	const struct usage *usage;
	const char *summary[2];
};

int cmd_index(struct cli *cli, const struct arguments *arguments);
int cmd_search(struct cli *cli, const struct arguments *arguments);
int cmd_collocates(struct cli *cli, const struct arguments *arguments);
int cmd_kwic(struct cli *cli, const struct arguments *arguments);
int cmd_lessons(struct cli *cli, const struct arguments *arguments);
int cmd_show(struct cli *cli, const struct arguments *arguments);
int cmd_stats(struct cli *cli, const struct arguments *arguments);
int cmd_actors(struct cli *cli, const struct arguments *arguments);
int cmd_compare(struct cli *cli, const struct arguments *arguments);
int cmd_overlap(struct cli *cli, const struct arguments *arguments);
int cmd_similar(struct cli *cli, const struct arguments *arguments);
int cmd_forget(struct cli *cli, const struct arguments *arguments);
int cmd_analyze(struct cli *cli, const struct arguments *arguments);
int cmd_topics(struct cli *cli, const struct arguments *arguments);
int cmd_explain(struct cli *cli, const struct arguments *arguments);
int cmd_evaluate(struct cli *cli, const struct arguments *arguments);
int cmd_check(struct cli *cli, const struct arguments *arguments);
int cmd_doctor(struct cli *cli, const struct arguments *arguments);
int cmd_save(struct cli *cli, const struct arguments *arguments);
int cmd_saved(struct cli *cli, const struct arguments *arguments);
int cmd_new(struct cli *cli, const struct arguments *arguments);
int cmd_help(struct cli *cli, const struct arguments *arguments);
extern const struct usage index_usage, search_usage, show_usage, stats_usage, similar_usage,
	compare_usage, actors_usage, analyze_usage, explain_usage, evaluate_usage, topics_usage,
	check_usage, doctor_usage, help_usage, save_usage, saved_usage, new_usage;
extern const struct usage kwic_usage, collocates_usage, lessons_usage, forget_usage, overlap_usage;

/* Values of the options that commands share. */
struct common_values {
	bool help, version, verbose;
	const char *db;
};

/* The options before the command, and those of a command that reads an index or does not. */
extern const struct option global_options[], index_options[], plain_options[];

/* The command with this name, or NULL. */
const struct command *command_find(const struct cli *cli, const char *name);
/* Report a word that is no command, or too few or many operands; both return the exit code. */
int command_unknown(const struct cli *cli, const char *name);
int command_miscounted(const struct cli *cli, const struct arguments *arguments);

/* A query's words joined by blanks into out. */
struct buf;
void command_join(const struct arguments *arguments, struct buf *out);

/*
 * Makes the operands a query, of just their words when `exact`, and shows what it finds; values are the
 * command's. Returns the exit code.
 */
typedef int command_show_fn(struct cli *cli, const void *values, struct leta_query *query);
int command_ask(struct cli *cli, const struct arguments *arguments, bool exact,
		command_show_fn *show);

/* The texts that a table holds in both languages. */
static inline const char *in_lang(const struct cli *cli, const char *const text[2])
{
	return text[cli->lang];
}

#endif
