/*
 * fuzz_blob.c: any bytes as a stored document. Whatever is accepted can be used as an index into
 * sections and texts, and every text ends with a NUL.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "store/blob.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define TEXTS_MAX 16 /* of those read one by one */

static void demand(int condition)
{
	if (!condition)
		abort();
}

/* Touches every text of the record, so that a sanitizer sees one that is not there. */
static size_t touch(const struct leta_record *r)
{
	size_t sum = 0;

	for (size_t i = 0; i < LETA_FIELD_COUNT; i++) {
		const struct leta_field *f = &r->fields[i];

		for (size_t j = 0; j < f->n_items; j++)
			sum += f->items[j].text ? strlen(f->items[j].text) : 0;
		sum += f->from ? strlen(f->from) : 0;
	}
	for (size_t i = 0; i < r->n_references; i++) {
		for (size_t j = 0; j < r->references[i].n_publishers; j++) {
			const char *publisher = r->references[i].publishers[j];
			sum += publisher ? strlen(publisher) : 0;
		}
	}
	return sum;
}

static void check_record(struct blob blob, struct leta_record *r, struct arena *arena)
{
	struct str text;

	touch(r);
	for (size_t i = 0; i < r->n_sections && i < TEXTS_MAX; i++) {
		if (blob_text(blob, i, arena, &text, NULL) == LETA_OK)
			demand(text.len == r->sections[i].text_len && text.ptr[text.len] == '\0');
	}
	if (blob_texts(blob, arena, r, NULL) != LETA_OK)
		return;
	for (size_t i = 0; i < r->n_pages; i++)
		demand(r->pages[i].offset <= r->sections[r->pages[i].section].text_len);
	for (size_t i = 0; i < r->n_lessons; i++) {
		const struct leta_lesson *l = &r->lessons[i];
		demand(l->start <= l->end && l->end <= r->sections[l->section].text_len);
	}
}

static void check_forward(struct blob blob, const struct leta_record *r, struct arena *arena)
{
	struct forward f;

	if (blob_forward(blob, arena, &f, NULL) != LETA_OK)
		return;
	for (size_t i = 0; i < f.n_streams; i++) {
		const struct forward_stream *s = &f.streams[i];

		for (size_t j = 0; s->kind == FORWARD_SECTION && j < s->n_tokens; j++) {
			size_t end = (size_t)s->tokens[j].start + s->tokens[j].length;
			demand(end <= r->sections[s->which].text_len);
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct str none[DICTIONARY_KINDS];
	struct blob blob = {{(const char *)data, size}, NULL};
	struct arena *arena = arena_new((size_t)256 << 20);
	struct leta_record record;

	if (!arena || dictionary_new(none, &blob.dictionary, NULL) != LETA_OK) {
		arena_free(arena);
		return 0;
	}
	if (blob_record(blob, arena, &record, NULL) == LETA_OK) {
		check_record(blob, &record, arena);
		check_forward(blob, &record, arena);
	}
	dictionary_free(blob.dictionary);
	arena_free(arena);
	return 0;
}
