/*
 * bench_search.c: how long a search takes in process, with ranking, reasons and snippets of the
 * first ten hits.
 *
 * usage: bench_search INDEX COLLECTION.jsonl[.gz]… [-n N] [-k KIND] [-q]: the index holds the collections. N
 * (200) queries of each kind, or of one, are made of titles, drawn with a fixed seed. Each is asked twice and the
 * second time counts, so the files are in memory. Prints a line per kind: queries, median and 95th
 * percentile in milliseconds, of processor time and of the clock, and the mean number of hits. -q
 * prints the queries instead, "kind<TAB>query", for other programs to be asked (peers_search.py).
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zlib.h>

#include "leta/leta.h"

#define LINE_MAX_BYTES (1 << 24)
#define TITLES_MAX 200000
#define WORDS_MAX 32
#define QUERY_BYTES 2048
#define SEED 0x6C657461u

struct bench {
	leta_index *index;
	char **titles;
	size_t n_titles;
	uint64_t random;
	size_t n;
	const char *only_kind; /* NULL: all */
	bool only_print;
};

/* Writes a query made of a title's words; false: this title gives none. */
typedef bool make_fn(struct bench *b, char *const *words, size_t n, char query[QUERY_BYTES]);

static void stop(const char *what)
{
	fprintf(stderr, "bench_search: %s\n", what);
	exit(1);
}

/* splitmix64 (Steele, Lea & Flood, OOPSLA 2014) */
static size_t draw(struct bench *b, size_t below)
{
	uint64_t z = b->random += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return (size_t)((z ^ z >> 31) % below);
}

/* ---- titles ---- */

static void read_titles(struct bench *b, const char *path)
{
	gzFile file = gzopen(path, "rb");
	char *line = malloc(LINE_MAX_BYTES);
	if (!file || !line)
		stop("cannot read a collection");
	while (b->n_titles < TITLES_MAX && gzgets(file, line, LINE_MAX_BYTES)) {
		json_t *row = json_loads(line, 0, NULL);
		const char *title = json_string_value(json_object_get(row, "title"));
		if (title)
			b->titles[b->n_titles++] = strdup(title);
		json_decref(row);
	}
	gzclose(file);
	free(line);
}

/* Words of five bytes or more, cut at blanks and signs of the query language. */
static size_t split(char *title, char *words[WORDS_MAX])
{
	size_t n = 0;
	for (char *word = strtok(title, " \t\n,.;:!?()\"'*~=+/-–&%<>[]"); word && n < WORDS_MAX;
	     word = strtok(NULL, " \t\n,.;:!?()\"'*~=+/-–&%<>[]"))
		if (strlen(word) >= 5)
			words[n++] = word;
	return n;
}

/* ---- kinds of queries ---- */

static bool one_word(struct bench *b, char *const *words, size_t n, char query[QUERY_BYTES])
{
	return n >= 1 && snprintf(query, QUERY_BYTES, "%s", words[draw(b, n)]) > 0;
}

static bool two_words(struct bench *b, char *const *words, size_t n, char query[QUERY_BYTES])
{
	size_t i = n >= 2 ? draw(b, n - 1) : 0;
	return n >= 2 && snprintf(query, QUERY_BYTES, "%s %s", words[i], words[n - 1]) > 0;
}

static bool phrase(struct bench *b, char *const *words, size_t n, char query[QUERY_BYTES])
{
	size_t i = n >= 2 ? draw(b, n - 1) : 0;
	return n >= 2 && snprintf(query, QUERY_BYTES, "\"%s %s\"", words[i], words[i + 1]) > 0;
}

static bool question(struct bench *b, char *const *words, size_t n, char query[QUERY_BYTES])
{
	(void)b;
	return n >= 3 && snprintf(query, QUERY_BYTES, "vad har gjorts för %s och %s i %s?",
				  words[0], words[1], words[2]) > 0;
}

static bool section_and_word(struct bench *b, char *const *words, size_t n, char query[QUERY_BYTES])
{
	size_t i = n >= 2 ? draw(b, n - 1) : 0;
	return n >= 2 && snprintf(query, QUERY_BYTES, "titel:%s %s", words[i], words[i + 1]) > 0;
}

static bool field_and_word(struct bench *b, char *const *words, size_t n, char query[QUERY_BYTES])
{
	static const char *const topics[] = {"Utbildning och lärande", "Transporter och infrastruktur",
					     "Barn och familj", "Arbetslöshet", "Jämställdhet"};
	return n >= 1 && snprintf(query, QUERY_BYTES, "ämne:=\"%s\" %s",
				  topics[draw(b, sizeof(topics) / sizeof(topics[0]))],
				  words[draw(b, n)]) > 0;
}

static bool wildcard(struct bench *b, char *const *words, size_t n, char query[QUERY_BYTES])
{
	const char *word = n >= 1 ? words[draw(b, n)] : "";
	int bytes = 5;
	while ((word[bytes - 1] & 0xC0) == 0x80 || (word[bytes] & 0xC0) == 0x80)
		bytes++; /* whole letters */
	return n >= 1 && snprintf(query, QUERY_BYTES, "%.*s*", bytes, word) > 0;
}

static bool synonyms(struct bench *b, char *const *words, size_t n, char query[QUERY_BYTES])
{
	static const char *const rich[] = {"upphandling",  "nyanlända",    "funktionsnedsättning",
					   "arbetslöshet", "jämställdhet", "civilsamhället",
					   "invandrare",   "integration"};
	return n >= 1 &&
	       snprintf(query, QUERY_BYTES, "%s %s", rich[draw(b, sizeof(rich) / sizeof(rich[0]))],
			words[draw(b, n)]) > 0;
}

/* Words that about half of the parliamentary papers have. */
static bool half(struct bench *b, char *const *words, size_t n, char query[QUERY_BYTES])
{
	static const char *const frequent[] = {"riksdagen", "stat", "Sverige", "svenska"};
	(void)words;
	(void)n;
	return snprintf(query, QUERY_BYTES, "%s",
			frequent[draw(b, sizeof(frequent) / sizeof(frequent[0]))]) > 0;
}

static const struct kind {
	const char *name;
	make_fn *make;
	bool facets; /* are counted */
} kinds[] = {
	{"one word", one_word, false},
	{"two words", two_words, false},
	{"phrase", phrase, false},
	{"question", question, false},
	{"section + word", section_and_word, false},
	{"field + word", field_and_word, false},
	{"wildcard", wildcard, false},
	{"synonyms", synonyms, false},
	{"half + facets", half, true},
};

#define N_KINDS (sizeof(kinds) / sizeof(kinds[0]))

/* ---- timing ---- */

static double now(clockid_t clock)
{
	struct timespec t;
	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static void ask(struct bench *b, const char *text, bool facets, double *processor, double *wall,
		double *hits)
{
	static const enum leta_field_id counted[] = {LETA_FIELD_TOPIC, LETA_FIELD_QUALITY,
						     LETA_FIELD_KIND};
	struct leta_query query = LETA_QUERY_INIT;
	struct leta_results *results = NULL;
	struct leta_error err;
	double from = now(CLOCK_PROCESS_CPUTIME_ID), clock = now(CLOCK_MONOTONIC);
	query.text = text;
	query.facets = counted;
	query.n_facets = facets ? sizeof(counted) / sizeof(counted[0]) : 0;
	if (leta_search(b->index, &query, &results, &err) != LETA_OK)
		stop(err.message[LETA_EN]);
	*processor = now(CLOCK_PROCESS_CPUTIME_ID) - from;
	*wall = now(CLOCK_MONOTONIC) - clock;
	*hits = (double)results->total;
	leta_results_free(results);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

static void print_times(double *times, size_t n)
{
	qsort(times, n, sizeof(*times), by_size);
	printf("\t%.2f\t%.2f", times[n / 2], times[n * 95 / 100]);
}

static void run_kind(struct bench *b, const struct kind *kind)
{
	double *processor = calloc(b->n, sizeof(double)), *wall = calloc(b->n, sizeof(double));
	double hits, sum = 0;
	if (!processor || !wall)
		stop("no memory");
	for (size_t i = 0; i < b->n;) {
		char query[QUERY_BYTES], *words[WORDS_MAX];
		char *title = strdup(b->titles[draw(b, b->n_titles)]);
		bool made = title && kind->make(b, words, split(title, words), query);
		free(title);
		if (!made)
			continue;
		if (b->only_print)
			printf("%s\t%s\n", kind->name, query);
		if (b->only_print && ++i)
			continue;
		ask(b, query, kind->facets, &processor[i], &wall[i], &hits);
		ask(b, query, kind->facets, &processor[i], &wall[i], &hits);
		sum += hits;
		i++;
	}
	if (!b->only_print) {
		printf("%s\t%zu", kind->name, b->n);
		print_times(processor, b->n);
		print_times(wall, b->n);
		printf("\t%.0f\n", sum / (double)b->n);
		fflush(stdout);
	}
	free(processor);
	free(wall);
}

int main(int argc, char **argv)
{
	struct bench b = {.random = SEED, .n = 200};
	struct leta_error err;
	if (argc < 3)
		stop("usage: bench_search INDEX COLLECTION.jsonl[.gz]... [-n N] [-k KIND] [-q]");
	b.titles = calloc(TITLES_MAX, sizeof(*b.titles));
	if (!b.titles)
		stop("no memory");
	for (int i = 2; i < argc; i++) {
		if (strcmp(argv[i], "-n") == 0 && i + 1 < argc)
			b.n = strtoul(argv[++i], NULL, 10);
		else if (strcmp(argv[i], "-k") == 0 && i + 1 < argc)
			b.only_kind = argv[++i];
		else if (strcmp(argv[i], "-q") == 0)
			b.only_print = true;
		else
			read_titles(&b, argv[i]);
	}
	if (b.n_titles == 0 || b.n == 0)
		stop("no titles");
	if (leta_index_open(argv[1], &b.index, &err) != LETA_OK)
		stop(err.message[LETA_EN]);
	if (!b.only_print)
		printf("kind\tqueries\tp50 ms\tp95 ms\tclock p50\tclock p95\thits\n");
	for (size_t k = 0; k < N_KINDS; k++)
		if (!b.only_kind || strcmp(b.only_kind, kinds[k].name) == 0)
			run_kind(&b, &kinds[k]);
	leta_index_close(b.index);
	for (size_t i = 0; i < b.n_titles; i++)
		free(b.titles[i]);
	free(b.titles);
	return 0;
}
