/*
 * bench_similar.c: how long comparable projects take to find: bench_similar INDEX [DRAFT] < IDS
 *
 * Asks for each id once to warm the maps, then three times, and prints the median and the 95th percentile in
 * milliseconds of processor time. With DRAFT it prints the same of the draft's text, read, analysed and compared.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "leta/leta.h"

#define RUNS 3
#define IDS_MAX 2000
#define DRAFT_RUNS 15

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void report(const char *what, double *times, size_t n)
{
	qsort(times, n, sizeof(*times), ascending);
	printf("%s: n %zu, median %.1f ms, p95 %.1f ms\n", what, n, times[n / 2], times[n * 95 / 100]);
}

static double ask(leta_index *index, const struct leta_similar_query *query)
{
	struct leta_results *results;
	struct leta_error error;
	double start = now();
	if (leta_similar(index, query, &results, &error) != LETA_OK) {
		fprintf(stderr, "%s\n", error.message[LETA_EN]);
		exit(1);
	}
	leta_results_free(results);
	return now() - start;
}

static void bench_ids(leta_index *index)
{
	static double times[IDS_MAX * RUNS];
	static char ids[IDS_MAX][256];
	size_t n = 0, n_times = 0;
	while (n < IDS_MAX && fgets(ids[n], sizeof(ids[n]), stdin)) {
		ids[n][strcspn(ids[n], "\n")] = '\0';
		n++;
	}
	for (int run = -1; run < RUNS; run++)
		for (size_t i = 0; i < n; i++) {
			struct leta_similar_query query = LETA_SIMILAR_QUERY_INIT;
			const char *id = ids[i];
			query.ids = &id;
			query.n_ids = 1;
			double time = ask(index, &query);
			if (run >= 0)
				times[n_times++] = time;
		}
	if (n_times > 0)
		report("document", times, n_times);
}

static void bench_draft(leta_index *index, const char *path)
{
	static char bytes[16 << 20];
	double times[DRAFT_RUNS];
	FILE *file = fopen(path, "rb");
	if (!file)
		exit(2);
	struct leta_draft draft = {.bytes = bytes, .size = fread(bytes, 1, sizeof(bytes), file), .name = path};
	struct leta_similar_query query = LETA_SIMILAR_QUERY_INIT;
	query.drafts = &draft;
	query.n_drafts = 1;
	fclose(file);
	for (size_t i = 0; i < DRAFT_RUNS; i++)
		times[i] = ask(index, &query);
	report("draft", times, DRAFT_RUNS);
}

int main(int argc, char **argv)
{
	leta_index *index;
	struct leta_error error;
	if (argc < 2)
		return 2;
	if (leta_index_open(argv[1], &index, &error) != LETA_OK) {
		fprintf(stderr, "%s\n", error.message[LETA_EN]);
		return 1;
	}
	bench_ids(index);
	if (argc > 2)
		bench_draft(index, argv[2]);
	leta_index_close(index);
	return 0;
}
