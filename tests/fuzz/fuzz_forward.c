/*
 * fuzz_forward.c: any bytes as a forward index. What is accepted keeps the promises of forward.h,
 * and comes back the same when it is encoded and decoded once more; picked terms stand where they do in the
 * whole.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "store/forward_pick.h"

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

/* Every third term. */
static void check_pick(struct str bytes, const struct forward *f, struct arena *arena)
{
	struct str *wanted = arena_alloc(arena, (f->n_terms + 1) * sizeof(*wanted));
	struct forward part;
	size_t n = 0;

	demand(wanted != NULL);
	for (size_t i = 0; i < f->n_terms; i += 3)
		wanted[n++] = f->terms[i];
	struct forward_wish wish = {.terms = wanted, .n = n};
	demand(forward_pick(bytes, &wish, arena, &part, NULL) == LETA_OK);
	demand(part.n_terms == n && part.n_streams == f->n_streams);
	for (size_t i = 0; i < f->n_streams; i++) {
		const struct forward_stream *s = &f->streams[i], *t = &part.streams[i];
		size_t next = 0;

		for (size_t j = 0; j < s->n_tokens; j++) {
			if (s->tokens[j].term % 3 != 0)
				continue;
			demand(next < t->n_tokens && t->tokens[next].term == s->tokens[j].term / 3);
			demand(t->tokens[next++].position == s->tokens[j].position);
		}
		demand(next == t->n_tokens && t->lo == s->lo && t->hi == s->hi);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new((size_t)256 << 20);
	struct forward f, again;
	struct forward_writer *w;
	struct buf bytes;

	if (!arena)
		return 0;
	if (forward_decode((struct str){(const char *)data, size}, arena, &f, NULL) == LETA_OK) {
		check_tokens(&f);
		check_pick((struct str){(const char *)data, size}, &f, arena);
		buf_init(&bytes, (size_t)64 << 20);
		demand(forward_writer_new(&w, NULL) == LETA_OK);
		demand(forward_encode(w, &f, NULL, &bytes, NULL) == LETA_OK);
		forward_writer_free(w);
		demand(forward_decode(buf_view(&bytes), arena, &again, NULL) == LETA_OK);
		check_same(&f, &again);
		buf_fini(&bytes);
	}
	arena_free(arena);
	return 0;
}
