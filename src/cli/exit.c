/*
 * exit.c: statuses → exit codes, errors → stderr.
 *
 * Everything printed is made plain first: names of files and queries come from outside. The caret
 * is placed by display columns, not bytes; of a long query only what lies around the fault is
 * shown.
 */
#include "cli/exit.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "present/plain.h"

#define LINE_MAX_BYTES ((size_t)1 << 16)
#define QUERY_BEFORE 50 /* characters of the query shown before and behind the caret */
#define QUERY_BEHIND 20

enum exit_code exit_code_of(leta_status status)
{
	switch (status) {
	case LETA_OK:
		return EXIT_FOUND;
	case LETA_ERR_INVALID:
	case LETA_ERR_SYNTAX:
		return EXIT_USAGE;
	case LETA_ERR_NOT_FOUND:
	case LETA_ERR_FORMAT:
	case LETA_ERR_CORRUPT:
	case LETA_ERR_VERSION:
		return EXIT_INDEX;
	case LETA_ERR_LOCKED:
	case LETA_ERR_STALE:
		return EXIT_LOCKED;
	case LETA_ERR_LIMIT:
		return EXIT_LIMITED;
	case LETA_ERR_NOMEM:
	case LETA_ERR_IO:
		return EXIT_FAILED;
	case LETA_ERR_CANCELLED:
		return EXIT_INTERRUPTED;
	case LETA_ERR_INTERNAL:
		return EXIT_BUG;
	}
	return EXIT_BUG;
}

static void print(struct buf *line)
{
	struct str bytes = buf_view(line);
	fwrite(bytes.ptr, 1, bytes.len, stderr);
	buf_fini(line);
}

void exit_where(struct buf *line, const char *where, const char *message)
{
	char quoted[CLI_PATH_MAX];

	snprintf(quoted, sizeof(quoted), "'%s'", where);
	if (where[0] && !strstr(message, quoted)) {
		plain_append(line, str_from(where));
		buf_cstr(line, ": ");
	}
}

static void report(const struct cli *cli, const char *where, const struct leta_error *error)
{
	const char *message = error->message[cli->lang];
	struct buf line;

	buf_init(&line, LINE_MAX_BYTES);
	buf_cstr(&line, "leta: ");
	if (strncmp(error->context, where, strlen(where)) != 0)
		exit_where(&line, where, message);
	exit_where(&line, error->context, message);
	plain_append(&line, str_from(message));
	buf_char(&line, '\n');
	print(&line);
}

/* The query around the fault, and a caret below it. */
static void show_caret(struct str query, size_t offset)
{
	struct buf line;
	size_t from = offset, to = offset;
	for (int i = 0; i < QUERY_BEFORE && from > 0; i++)
		utf8_prev(query, &from);
	for (int i = 0; i < QUERY_BEHIND && to < query.len; i++)
		utf8_next(query, &to);
	const char *before = from > 0 ? "…" : "", *behind = to < query.len ? "…" : "";

	buf_init(&line, LINE_MAX_BYTES);
	buf_printf(&line, "  %s", before);
	plain_append(&line, str_sub(query, from, to));
	buf_printf(&line, "%s\n", behind);
	unsigned columns =
		2 + plain_width(str_from(before)) + plain_width(str_sub(query, from, offset));
	buf_printf(&line, "%*s^\n", (int)columns, "");
	print(&line);
}

int exit_report(const struct cli *cli, const struct leta_error *error, const char *query)
{
	struct str text = str_from(query);
	char where[64] = "";
	if (!query || error->offset == LETA_NO_OFFSET) {
		report(cli, where, error);
		return exit_code_of(error->code);
	}
	size_t offset = utf8_floor(text, error->offset < text.len ? error->offset : text.len);
	unsigned column = plain_width(str_sub(text, 0, offset)) + 1;
	snprintf(where, sizeof(where),
		 cli->lang == LETA_EN ? "query, column %u" : "sökfrågan, kolumn %u", column);
	report(cli, where, error);
	if (str_trim(text).len > 0)
		show_caret(text, offset);
	return exit_code_of(error->code);
}

int exit_saved(const struct cli *cli, const struct leta_error *error, const char *query)
{
	int code = exit_report(cli, error, query);
	return error->code == LETA_ERR_NOT_FOUND ? EXIT_USAGE : code;
}

int exit_draft(const struct cli *cli, const struct leta_error *error)
{
	int code = exit_report(cli, error, NULL);
	return error->code == LETA_ERR_NOT_FOUND || error->code == LETA_ERR_FORMAT ? EXIT_USAGE
										   : code;
}

void exit_note(const struct cli *cli, const char *where, const struct leta_error *error)
{
	report(cli, where, error);
}

int exit_usage(const struct cli *cli, const struct leta_error *error)
{
	const char *command = cli->command ? cli->command->name : "";
	const char *blank = cli->command ? " " : "";
	report(cli, "", error);
	fprintf(stderr, cli->lang == LETA_EN ? "Try: leta help%s%s\n" : "Prova: leta help%s%s\n",
		blank, command);
	return EXIT_USAGE;
}

/* A query as one argument of a shell. */
static void add_quoted(struct buf *line, const char *text)
{
	buf_char(line, '\'');
	for (; *text; text++) {
		if (*text == '\'')
			buf_cstr(line, "'\\'");
		buf_char(line, *text);
	}
	buf_char(line, '\'');
}

void exit_notice(const struct cli *cli, const struct leta_notice *notice)
{
	/* a command that a query is enough for, else the one that shows hits */
	bool own = cli->command->usage->min_operands > 0;
	struct buf line, quoted;
	buf_init(&line, LINE_MAX_BYTES);
	buf_init(&quoted, LINE_MAX_BYTES);
	buf_cstr(&line, "leta: ");
	plain_append(&line, str_from(notice->text));
	if (notice->query) {
		add_quoted(&quoted, notice->query);
		buf_printf(&line, "\n  %s: leta %s ", cli->lang == LETA_EN ? "try" : "prova",
			   own ? cli->command->name : "search");
		plain_append(&line, buf_view(&quoted));
	}
	buf_char(&line, '\n');
	print(&line);
	buf_fini(&quoted);
}

void exit_notices(const struct cli *cli, const struct leta_results *results)
{
	for (size_t i = 0; i < results->n_notices; i++)
		exit_notice(cli, &results->notices[i]);
}

int exit_finish(const struct cli *cli, struct sink *sink, int code)
{
	struct leta_error error;
	leta_status st = sink_finish(sink, &error);
	return st == LETA_OK ? code : exit_report(cli, &error, NULL);
}
