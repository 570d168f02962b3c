/*
 * option.c: reading options from the table.
 */
#include "cli/option.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "cli/nearest.h"

const char *const option_modes[] = {"auto", "all", "any", NULL};

#define COUNT_MAX 1000000000

/* A row and the values that it writes to. */
struct target {
	const struct option *option;
	char *values;
};

static bool is_end(const struct option *o)
{
	return !o || (!o->name && !o->letter);
}

static struct target in_table(const struct option *table, void *values, struct str name,
			      char letter)
{
	for (const struct option *o = table; !is_end(o); o++) {
		bool named = name.len > 0 && o->name && str_eq(str_from(o->name), name);
		if (named || (letter && o->letter == letter))
			return (struct target){o, values};
	}
	return (struct target){0};
}

static struct target find(const struct option_set *set, struct str name, char letter)
{
	struct target found = in_table(set->own, set->own_values, name, letter);
	return found.option ? found : in_table(set->common, set->common_values, name, letter);
}

static void try_table(struct nearest *nearest, const struct option *table)
{
	for (const struct option *o = table; !is_end(o); o++)
		if (o->name)
			nearest_try(nearest, o->name);
}

static leta_status unknown(const struct option_set *set, const char *argument, struct str name,
			   struct leta_error *err)
{
	char word[32] = "";
	struct nearest nearest = {.word = word};
	if (name.len > 0 && name.len < sizeof(word)) {
		memcpy(word, name.ptr, name.len);
		try_table(&nearest, set->own);
		try_table(&nearest, set->common);
	}
	if (nearest.best)
		return error_set(err, LETA_ERR_INVALID, "okänd flagga '%s'; menade du --%s?",
				 "unknown option '%s'; did you mean --%s?", argument, nearest.best);
	if (set->is_query)
		return error_set(err, LETA_ERR_INVALID,
				 "okänd flagga '%s'; skriv -- före en fråga som börjar så",
				 "unknown option '%s'; write -- before a query that begins so",
				 argument);
	return error_set(err, LETA_ERR_INVALID, "okänd flagga '%s'", "unknown option '%s'",
			 argument);
}

/* ---- values ---- */

static void spell_name(const struct option *o, struct buf *out)
{
	if (o->name)
		buf_printf(out, "--%s", o->name);
	else
		buf_printf(out, "-%c", o->letter);
}

static void spell_keywords(const struct option *o, const char *separator, struct buf *out)
{
	for (size_t i = 0; o->keywords[i]; i++)
		buf_printf(out, "%s%s", i > 0 ? separator : "", o->keywords[i]);
}

void option_spell(const struct option *option, enum leta_lang lang, struct buf *out)
{
	spell_name(option, out);
	if (option->type == OPTION_KEYWORD) {
		buf_char(out, ' ');
		spell_keywords(option, "|", out);
	} else if (option->type != OPTION_FLAG) {
		buf_printf(out, " %s", option->argument[lang]);
	}
}

static leta_status set_keyword(const struct target *t, const char *value, struct leta_error *err)
{
	struct buf known;
	for (int i = 0; t->option->keywords[i]; i++) {
		if (strcmp(value, t->option->keywords[i]) == 0) {
			memcpy(t->values + t->option->at, &i, sizeof(i));
			return LETA_OK;
		}
	}
	buf_init(&known, 256);
	spell_keywords(t->option, ", ", &known);
	error_set(err, LETA_ERR_INVALID, "okänt värde '%s' för --%s; kända är %s",
		  "unknown value '%s' for --%s; known are %s", value, t->option->name,
		  known.data ? known.data : "");
	buf_fini(&known);
	return LETA_ERR_INVALID;
}

static bool parse_count(const char *text, size_t *out)
{
	size_t n = 0;
	if (!*text)
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9' || n > COUNT_MAX)
			return false;
		n = n * 10 + (size_t)(*text - '0');
	}
	*out = n;
	return n <= COUNT_MAX;
}

static leta_status set_count(const struct target *t, const char *value, struct leta_error *err)
{
	size_t n;
	struct buf name;
	if (parse_count(value, &n)) {
		memcpy(t->values + t->option->at, &n, sizeof(n));
		return LETA_OK;
	}
	buf_init(&name, 64);
	spell_name(t->option, &name);
	error_set(err, LETA_ERR_INVALID, "%s vill ha ett heltal från 0, inte '%s'",
		  "%s wants a whole number from 0, not '%s'", name.data ? name.data : "", value);
	buf_fini(&name);
	return LETA_ERR_INVALID;
}

static leta_status set_list(const struct target *t, const char *value, struct leta_error *err)
{
	struct option_list list;
	memcpy(&list, t->values + t->option->at, sizeof(list));
	if (list.n == OPTION_LIST_MAX)
		return error_set(err, LETA_ERR_INVALID, "--%s får stå högst %d gånger",
				 "--%s may stand %d times at most", t->option->name,
				 OPTION_LIST_MAX);
	list.items[list.n++] = value;
	memcpy(t->values + t->option->at, &list, sizeof(list));
	return LETA_OK;
}

static leta_status store(const struct target *t, const char *value, struct leta_error *err)
{
	const bool yes = true;
	switch (t->option->type) {
	case OPTION_FLAG:
		memcpy(t->values + t->option->at, &yes, sizeof(yes));
		return LETA_OK;
	case OPTION_TEXT:
		memcpy(t->values + t->option->at, &value, sizeof(value));
		return LETA_OK;
	case OPTION_COUNT:
		return set_count(t, value, err);
	case OPTION_KEYWORD:
		return set_keyword(t, value, err);
	case OPTION_LIST:
		return set_list(t, value, err);
	}
	return LETA_OK;
}

/* ---- arguments ---- */

static leta_status missing(const char *argument, struct leta_error *err)
{
	return error_set(err, LETA_ERR_INVALID, "'%s' saknar sitt värde", "'%s' lacks its value",
			 argument);
}

/* "--name", "--name=value" or "--name" "value"; *used = arguments read. */
static leta_status read_long(const struct option_set *options, char **argv, size_t *used,
			     struct leta_error *err)
{
	struct str rest = str_from(argv[0] + 2), name;
	bool has_value = strchr(argv[0], '=') != NULL;
	str_cut(&rest, '=', &name);
	struct target t = find(options, name, 0);
	if (!t.option)
		return unknown(options, argv[0], name, err);
	*used = 1;
	if (t.option->type == OPTION_FLAG) {
		if (has_value)
			return error_set(err, LETA_ERR_INVALID, "--%s tar inget värde",
					 "--%s takes no value", t.option->name);
		return store(&t, NULL, err);
	}
	if (has_value)
		return store(&t, strchr(argv[0], '=') + 1, err);
	if (!argv[1])
		return missing(argv[0], err);
	*used = 2;
	return store(&t, argv[1], err);
}

/* Whether "-…" is an option: in a query "-nyanlända" is a word to exclude, "-n5" is not. */
static bool is_short(const struct option_set *options, const char *argument, struct target *t)
{
	size_t n;
	*t = find(options, (struct str){NULL, 0}, argument[1]);
	if (!options->is_query || argument[2] == '\0')
		return true;
	return t->option && t->option->type == OPTION_COUNT && parse_count(argument + 2, &n);
}

/* "-n5" or "-n" "5". */
static leta_status read_short(const struct option_set *options, struct target t, char **argv,
			      size_t *used, struct leta_error *err)
{
	const char *rest = argv[0] + 2;
	if (!t.option || (t.option->type == OPTION_FLAG && *rest))
		return unknown(options, argv[0], (struct str){NULL, 0}, err);
	*used = 1;
	if (t.option->type == OPTION_FLAG)
		return store(&t, NULL, err);
	if (*rest)
		return store(&t, rest, err);
	if (!argv[1])
		return missing(argv[0], err);
	*used = 2;
	return store(&t, argv[1], err);
}

leta_status option_parse(const struct option_set *set, char **argv, size_t n, size_t *n_operands,
			 struct leta_error *err)
{
	size_t kept = 0, i = 0;
	bool ended = false;
	while (i < n) {
		struct target t;
		leta_status st = LETA_OK;
		size_t used = 0;
		if (!ended && strcmp(argv[i], "--") == 0) {
			ended = true;
			i++;
			continue;
		}
		if (!ended && argv[i][0] == '-' && argv[i][1] == '-')
			st = read_long(set, argv + i, &used, err);
		else if (!ended && argv[i][0] == '-' && argv[i][1] && is_short(set, argv[i], &t))
			st = read_short(set, t, argv + i, &used, err);
		if (st != LETA_OK)
			return st;
		i += used;
		if (used > 0)
			continue;
		if (set->stop_at_operand)
			break;
		argv[kept++] = argv[i++];
	}
	while (i < n)
		argv[kept++] = argv[i++];
	argv[kept] = NULL;
	*n_operands = kept;
	return LETA_OK;
}
