/*
 * bench_text.c: megabytes a second of each step of the analysis, against ICU's word boundaries alone.
 *
 * usage: bench_text FILE [LEXICON]: FILE is plain text, of 10 MB or more; paragraphs are analysed one by one.
 * Prints a line per step: name, MB/s, ratio to ICU. Each step runs three times, with new analyzers so that no
 * word is known beforehand; the best counts.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "text/analyzer.h"
#include "text/clean.h"
#include "text/segment.h"

#define RUNS 3

struct bench {
	struct str text;
	struct arena *arena;
	struct text_words *words;
	const char *lexicon;
	struct text_analyzer *with, *without;
	UBreakIterator *icu;
	uint64_t count; /* of what the step finds: keeps the compiler honest */
};

typedef void step_fn(struct bench *b, struct str paragraph);

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void icu_alone(struct bench *b, struct str p)
{
	UText text = UTEXT_INITIALIZER;
	UErrorCode status = U_ZERO_ERROR;

	utext_openUTF8(&text, p.ptr, (int64_t)p.len, &status);
	ubrk_setUText(b->icu, &text, &status);
	while (ubrk_next(b->icu) != UBRK_DONE)
		b->count += ubrk_getRuleStatus(b->icu) >= UBRK_WORD_NONE_LIMIT;
	utext_close(&text);
}

static void words_alone(struct bench *b, struct str p)
{
	struct text_span span = { 0 };

	text_words_begin(b->words, p);
	while (text_words_next(b->words, span.end, &span))
		b->count++;
}

static void segments(struct bench *b, struct str p)
{
	struct segmenter s;
	struct segment segment;

	segmenter_begin(&s, b->words, p);
	while (segmenter_next(&s, &segment))
		b->count++;
}

static leta_status count_token(void *ctx, const struct text_token *t, struct leta_error *err)
{
	(void)err;
	*(uint64_t *)ctx += t->term.len > 0;
	return LETA_OK;
}

static void stems(struct bench *b, struct str p)
{
	text_analyzer_run(b->without, TEXT_MODE_DOCUMENT, p, count_token, &b->count, NULL);
}

static void everything(struct bench *b, struct str p)
{
	text_analyzer_run(b->with, TEXT_MODE_DOCUMENT, p, count_token, &b->count, NULL);
}

static void cleaning(struct bench *b, struct str p)
{
	struct text_clean clean;

	arena_reset(b->arena);
	b->count += text_clean(p, b->arena, &clean, NULL) == LETA_OK;
}

static leta_status renew(struct bench *b, struct leta_error *err)
{
	leta_status st;

	text_analyzer_free(b->with);
	text_analyzer_free(b->without);
	b->with = b->without = NULL;
	st = text_analyzer_new(b->lexicon, &b->with, err);
	return st != LETA_OK ? st : text_analyzer_new("", &b->without, err);
}

/* MB/s, or 0 after a failure. */
static double measure(struct bench *b, step_fn *step)
{
	double best = 1e9;

	for (int run = 0; run < RUNS; run++) {
		struct str rest = b->text, paragraph;
		double start, took;

		if (renew(b, NULL) != LETA_OK)
			return 0;
		b->count = 0;
		start = now();
		while (str_line(&rest, &paragraph))
			step(b, paragraph);
		took = now() - start;
		best = took < best ? took : best;
	}
	return (double)b->text.len / 1e6 / best;
}

static leta_status prepare(struct bench *b, struct leta_error *err)
{
	UErrorCode status = U_ZERO_ERROR;
	leta_status st = text_words_new(false, &b->words, err);

	b->icu = ubrk_open(UBRK_WORD, "sv", NULL, 0, &status);
	b->arena = arena_new((size_t)1 << 30);
	return st != LETA_OK ? st : renew(b, err);
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		step_fn *step;
	} STEPS[] = {
		{ "ICU boundaries", icu_alone }, { "cleaning", cleaning }, { "boundaries", words_alone },
		{ "segments", segments },        { "stems", stems },       { "lemma, parts, stems", everything },
	};
	struct bench b = { .count = 0 };
	struct leta_error err;
	double start, icu = 0;
	struct buf file;

	buf_init(&file, (size_t)1 << 30);
	if (argc < 2 || file_read(argv[1], &file, &err) != LETA_OK) {
		fprintf(stderr, "usage: bench_text FILE [LEXICON]\n");
		return 2;
	}
	b.lexicon = argc > 2 ? argv[2] : NULL;
	start = now();
	if (prepare(&b, &err) != LETA_OK) {
		fprintf(stderr, "%s\n", err.message[LETA_EN]);
		return 1;
	}
	printf("open: %.1f ms (%s)\n", (now() - start) * 1e3, text_analyzer_fingerprint(b.with));
	b.text = buf_view(&file);
	for (size_t i = 0; i < sizeof(STEPS) / sizeof(STEPS[0]); i++) {
		double speed = measure(&b, STEPS[i].step);

		icu = i == 0 ? speed : icu;
		printf("%-22s %7.1f MB/s  %5.2f × ICU  (%llu)\n", STEPS[i].name, speed, speed / icu,
		       (unsigned long long)b.count);
	}
	text_analyzer_free(b.with);
	text_analyzer_free(b.without);
	text_words_free(b.words);
	arena_free(b.arena);
	ubrk_close(b.icu);
	buf_fini(&file);
	return 0;
}
