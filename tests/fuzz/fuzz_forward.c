/*
 * fuzz_forward.c: any bytes as a forward index. What is accepted keeps the promises of forward.h,
 * and comes back the same when it is encoded and decoded once more.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "store/forward.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(int condition)
{
	if (!condition)
		abort();
}

static void check_tokens(const struct forward *f)
{
	uint32_t position = 0;

	for (size_t i = 0; i < f->n_terms; i++)
		demand(forward_find(f, f->terms[i]) == i);
	for (size_t i = 0; i < f->n_streams; i++) {
		for (size_t j = 0; j < f->streams[i].n_tokens; j++) {
			const struct forward_token *t = &f->streams[i].tokens[j];

			demand(t->term < f->n_terms && t->position >= position);
			demand(t->length <= UINT32_MAX - t->start && t->kind < 8);
			position = t->position;
		}
	}
}

static void check_same(const struct forward *a, const struct forward *b)
{
	demand(a->n_terms == b->n_terms && a->n_streams == b->n_streams);
	for (size_t i = 0; i < a->n_terms; i++)
		demand(str_eq(a->terms[i], b->terms[i]));
	for (size_t i = 0; i < a->n_streams; i++) {
		const struct forward_stream *s = &a->streams[i], *t = &b->streams[i];

		demand(s->kind == t->kind && s->which == t->which && s->item == t->item);
		demand(s->weight == t->weight);
		demand(s->n_tokens == t->n_tokens);
		for (size_t j = 0; j < s->n_tokens; j++) {
			const struct forward_token *u = &s->tokens[j], *v = &t->tokens[j];

			demand(u->term == v->term && u->position == v->position);
			demand(u->start == v->start && u->length == v->length);
			demand(u->kind == v->kind && u->colocated == v->colocated &&
			       u->stop == v->stop);
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new((size_t)256 << 20);
	struct forward f, again;
	struct buf bytes;

	if (!arena)
		return 0;
	if (forward_decode((struct str){(const char *)data, size}, arena, &f, NULL) == LETA_OK) {
		check_tokens(&f);
		buf_init(&bytes, (size_t)64 << 20);
		demand(forward_encode(&f, &bytes, NULL) == LETA_OK);
		demand(forward_decode(buf_view(&bytes), arena, &again, NULL) == LETA_OK);
		check_same(&f, &again);
		buf_fini(&bytes);
	}
	arena_free(arena);
	return 0;
}
