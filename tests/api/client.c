/* client.c: a whole client of libleta: documents from memory → an index → an answer. usage: client DIR QUERY */
#include <leta/leta.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static const char *const texts[] = {
	"Bygg in fler\n\nBakgrund\n\nKommunen prövar sociala krav i två upphandlingar av bygg.\n",
	"Torget\n\nBakgrund\n\nUnga och gamla möts på torget. Vi har lärt oss att börja i det lilla.\n",
	"{\"id\": \"rad-1\", \"owner\": \"Motala kommun\", \"start\": \"2014-02-01\", \"text\": \"Om upphandling.\"}",
};
static volatile sig_atomic_t stopped;

static void stop(int number)
{
	stopped = number;
}

static leta_status next(void *ctx, struct leta_input *out) /* the documents, one after the other */
{
	static const char *const ids[] = { "bygg", "torget", "register" };
	size_t *i = ctx;
	if (*i == sizeof(texts) / sizeof(*texts))
		return LETA_ERR_NOT_FOUND;
	*out = (struct leta_input){ .id = ids[*i], .bytes = texts[*i], .size = strlen(texts[*i]) };
	++*i;
	return LETA_OK;
}

static bool go_on(void *ctx, const struct leta_build_stats *stats) /* after each document */
{
	(void)ctx;
	fprintf(stderr, "%zu\n", stats->indexed + stats->unchanged);
	return !stopped; /* Ctrl-C: leta_build_source() returns LETA_ERR_CANCELLED, and keeps what is done */
}

int main(int argc, char **argv)
{
	size_t given = 0;
	struct leta_source source = { .name = "minne", .next = next, .ctx = &given, .whole = true };
	struct leta_build_options options = { .callbacks = { .progress = go_on } };
	struct leta_build_stats stats;
	struct leta_query query = LETA_QUERY_INIT;
	struct leta_results *results = NULL;
	struct leta_error error = { 0 };
	leta_index *index = NULL;
	if (argc != 3 || signal(SIGINT, stop) == SIG_ERR)
		return 2;
	query.text = argv[2];
	if (leta_build_source(argv[1], &source, &options, &stats, &error) != LETA_OK ||
	    leta_index_open(argv[1], &index, &error) != LETA_OK || leta_search(index, &query, &results, &error) != LETA_OK)
		fprintf(stderr, "%s: %s\n", error.context, error.message[LETA_EN]);
	for (size_t i = 0; results && i < results->n_hits; i++)
		printf("%s: %s\n", leta_record_text(results->hits[i].record, LETA_FIELD_ID),
		       results->hits[i].n_snippets > 0 ? results->hits[i].snippets[0].text : "");
	leta_results_free(results); /* NULL is fine */
	leta_index_close(index);
	return error.code == LETA_OK ? 0 : 1;
}
