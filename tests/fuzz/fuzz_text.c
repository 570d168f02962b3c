/*
 * fuzz_text.c: any valid text through the analyzer. Every token must lie in the text, in order, and have a
 * term of legal size; both modes must agree on the first token of each word.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "text/analyzer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct watch {
	struct str text;
	uint32_t position;
	uint64_t words; /* positions and terms so far, mixed */
};

static void demand(int condition)
{
	if (!condition)
		abort();
}

static leta_status check(void *ctx, const struct text_token *t, struct leta_error *err)
{
	struct watch *w = ctx;

	(void)err;
	demand(t->term.len > 0 && t->term.len <= TEXT_TERM_MAX);
	demand(utf8_validate(t->term) == t->term.len);
	demand(t->start < t->end && t->end <= w->text.len);
	demand(utf8_floor(w->text, t->start) == t->start && utf8_floor(w->text, t->end) == t->end);
	demand(t->colocated ? t->position == w->position : t->position == w->position + 1);
	w->position = t->position;
	for (size_t i = 0; i < t->term.len && !t->colocated; i++)
		w->words = w->words * 31 + (unsigned char)t->term.ptr[i];
	return LETA_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct text_analyzer *analyzer; /* opening the installed lexicon takes too long for every input */
	struct watch document = { .text = { (const char *)data, size } }, query;
	struct leta_error err;

	if (utf8_validate(document.text) != size)
		return 0;
	query = document;
	if (!analyzer && text_analyzer_new(NULL, &analyzer, &err) != LETA_OK)
		return 0;
	text_analyzer_run(analyzer, TEXT_MODE_DOCUMENT, document.text, check, &document, &err);
	text_analyzer_run(analyzer, TEXT_MODE_QUERY, query.text, check, &query, &err);
	demand(document.words == query.words);
	return 0;
}
