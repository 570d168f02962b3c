/*
 * option.h: a command's options as a table. It drives parsing, the help text and "did you mean";
 * the manual page is held to it by tests/lint/help.py.
 *
 * Options may stand anywhere; "--" ends them; "--format=json" and "--format json" are the same;
 * names are never abbreviated. In a query "-ord" excludes a word, so commands that take one read
 * "-ord" as part of it.
 */
#ifndef CLI_OPTION_H
#define CLI_OPTION_H

#include <stdbool.h>
#include <stddef.h>

#include "leta/error.h"

#define OPTION_LIST_MAX 32

enum option_type {
	OPTION_FLAG,    /* bool */
	OPTION_TEXT,    /* const char * */
	OPTION_COUNT,   /* size_t */
	OPTION_KEYWORD, /* int: the keyword's place in `keywords` */
	OPTION_LIST     /* struct option_list: may be repeated */
};

struct option_list {
	const char *items[OPTION_LIST_MAX];
	size_t n;
};

struct option {
	const char *name; /* without dashes, or NULL */
	char letter;      /* or 0 */
	enum option_type type;
	size_t at;                   /* where the value goes in the command's values: offsetof() */
	const char *argument[2];     /* what its argument is called, by enum leta_lang */
	const char *const *keywords; /* NULL at the end */
	const char *help[2];
};

/* Rows that several commands have; `at` is as in struct option. */
/* clang-format off */
extern const char *const option_modes[]; /* in the order of enum leta_mode */
#define OPTION_ROW_MODE(at) \
	{ "mode", 0, OPTION_KEYWORD, at, { 0 }, option_modes, { \
		"all: alla ord krävs; any: något ord räcker; auto: alla, annars de bästa delträffarna", \
		"all: every word is required; any: one word will do; auto: all, else the best partial hits" } }
#define OPTION_ROW_EXACT(at) \
	{ "exact", 0, OPTION_FLAG, at, { 0 }, NULL, { \
		"bara orden själva i alla böjningar: inga synonymer och avledningar", \
		"only the words themselves, inflected: no synonyms and derivations" } }
#define OPTION_ROW_BROAD(at) \
	{ "broad", 0, OPTION_FLAG, at, { 0 }, NULL, { \
		"ett ämnes namn söker också ämnets andra ord; se leta topics", \
		"the name of a topic also searches for its other words; see leta topics" } }
#define OPTION_ROW_LENIENT(at) \
	{ "lenient", 0, OPTION_FLAG, at, { 0 }, NULL, { \
		"utelämna det i frågan som inte går att läsa, med en upplysning, i stället för att stanna", \
		"leave out what cannot be read of the query, with a notice, instead of stopping" } }
#define OPTION_ROW_HITS(at) \
	{ NULL, 'n', OPTION_COUNT, at, { "N", "N" }, NULL, { \
		"så många träffar (10); 0 är alla", \
		"so many hits (10); 0 means all" } }
#define OPTION_ROW_OFFSET(at) \
	{ "offset", 0, OPTION_COUNT, at, { "N", "N" }, NULL, { \
		"hoppa över så många träffar", \
		"pass over so many hits" } }
/* clang-format on */

/* What a command takes. */
struct option_set {
	const struct option *common,
		*own; /* rows; one without name and letter ends a table; NULL = none */
	void *common_values, *own_values;
	bool is_query;        /* operands are a query */
	bool stop_at_operand; /* leave the first operand and what follows unread */
};

/*
 * Reads argv (n of them, NULL behind the last) into the values. Operands are moved to the front of
 * argv, *n_operands of them. Errors: INVALID.
 */
leta_status option_parse(const struct option_set *set, char **argv, size_t n, size_t *n_operands,
			 struct leta_error *err);

/* "--format text|json", "-n N": an option as help and manual write it, into out. */
struct buf;
void option_spell(const struct option *option, enum leta_lang lang, struct buf *out);

#endif
