/*
 * analyze_lines.c: every line of standard input as the index's tokens, for language.py.
 * Output per line: tokens apart by tabs, each "position:term@start-end/kind".
 */
#include <stdio.h>
#include <stdlib.h>

#include "text/analyzer.h"

static leta_status print_token(void *ctx, const struct text_token *t, struct leta_error *err)
{
	(void)err;
	printf("%s%u:" STR_FMT "@%zu-%zu/%s", *(size_t *)ctx ? "\t" : "", t->position, STR_ARG(t->term),
	       t->start, t->end, text_kind_name(t->kind));
	++*(size_t *)ctx;
	return LETA_OK;
}

int main(int argc, char **argv)
{
	struct text_analyzer *analyzer;
	struct leta_error err;
	char *line = NULL;
	size_t cap = 0;
	ssize_t len;

	if (text_analyzer_new(argc > 1 ? argv[1] : NULL, &analyzer, &err) != LETA_OK) {
		fprintf(stderr, "%s\n", err.message[LETA_EN]);
		return 1;
	}
	fprintf(stderr, "%s\n", text_analyzer_fingerprint(analyzer));
	while ((len = getline(&line, &cap, stdin)) > 0) {
		size_t n = 0;

		text_analyzer_run(analyzer, TEXT_MODE_DOCUMENT, (struct str){ line, (size_t)len },
		                  print_token, &n, &err);
		putchar('\n');
	}
	free(line);
	text_analyzer_free(analyzer);
	return 0;
}
