/*
 * search_log.h: the log of searches that `--log FILE` appends to, one JSON object a line, so that a
 * method section can say what was asked of which index, when, and with how many hits.
 */
#ifndef CLI_SEARCH_LOG_H
#define CLI_SEARCH_LOG_H

#include "cli/command.h"

struct search_log {
	int fd; /* -1 = none */
	const char *path;
};

/* What is logged. Texts and counts of a search that failed are NULL and 0. */
struct search_log_line {
	const struct leta_query *query;
	const char *format;                /* --format */
	const char *sort;                  /* --sort as given, or NULL */
	const struct option_list *facets;  /* --facet as given */
	size_t limit, offset;              /* -n, --offset */
	const struct leta_results *results; /* NULL when the search failed */
	size_t shown;                      /* hits written */
	int exit;
};

/* Opens the log before anything is searched. path NULL: no log. Errors: INVALID (empty name), IO. */
leta_status search_log_open(struct search_log *log, const char *path, struct leta_error *err);

/* Appends one line with one write, so that several processes may share a log. Errors: IO, NOMEM. */
leta_status search_log_append(const struct search_log *log, const struct cli *cli,
			      const struct search_log_line *line, struct leta_error *err);

void search_log_close(struct search_log *log);

#endif
