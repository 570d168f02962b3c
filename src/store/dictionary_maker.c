/*
 * dictionary_maker.c: samples of records and of texts, and what is trained on them.
 *
 * 640 KiB of texts and a dictionary of 64 KiB: twice the samples give no less, half of them .6 % more, a
 * dictionary of 128 KiB no less. A long document counts only with its beginning, so that some ten are seen at least.
 */
#include "store/dictionary_maker.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/error.h"
#include "store/layout.h"

#define PIECE_MAX ((size_t)8 << 10)     /* bytes of a sample */
#define DOCUMENT_MAX ((size_t)48 << 10) /* bytes of a document's texts that are looked at */
#define ADDED_MAX ((size_t)8 << 20)     /* bytes of all documents: enough, whatever they gave */

static const struct kind {
	size_t samples, share, least; /* bytes of all samples; for one of a dictionary; of one that is worth its file */
} kinds[DICTIONARY_KINDS] = {
	[DICTIONARY_RECORDS] = { (size_t)128 << 10, 16, 512 },
	[DICTIONARY_TEXTS] = { (size_t)640 << 10, 10, 4096 },
};

struct samples {
	struct buf bytes;
	size_t *sizes;
	size_t n, cap;
};

struct dictionary_maker {
	struct samples samples[DICTIONARY_KINDS];
	struct arena *arena; /* of the sizes */
	struct buf scratch;
	size_t added;
};

leta_status dictionary_maker_new(struct dictionary_maker **out, struct leta_error *err)
{
	struct dictionary_maker *m = calloc(1, sizeof(*m));

	if (!m)
		return error_nomem(err);
	buf_init(&m->scratch, SIZE_MAX);
	for (size_t i = 0; i < DICTIONARY_KINDS; i++)
		buf_init(&m->samples[i].bytes, kinds[i].samples);
	m->arena = arena_new((size_t)64 << 20);
	if (!m->arena) {
		dictionary_maker_free(m);
		return error_nomem(err);
	}
	*out = m;
	return LETA_OK;
}

void dictionary_maker_free(struct dictionary_maker *m)
{
	if (!m)
		return;
	for (size_t i = 0; i < DICTIONARY_KINDS; i++)
		buf_fini(&m->samples[i].bytes);
	buf_fini(&m->scratch);
	arena_free(m->arena);
	free(m);
}

static bool is_full(const struct samples *s)
{
	return s->bytes.len == s->bytes.max;
}

bool dictionary_maker_full(const struct dictionary_maker *m)
{
	bool full = true;

	for (size_t i = 0; i < DICTIONARY_KINDS; i++)
		full = full && is_full(&m->samples[i]);
	return full || m->added >= ADDED_MAX;
}

/* Cuts what is in the scratch into samples, as far as there is room, and empties it. */
static leta_status take(struct dictionary_maker *m, enum dictionary_kind kind, struct leta_error *err)
{
	struct samples *s = &m->samples[kind];
	struct str rest = buf_view(&m->scratch);
	leta_status st = buf_status(&m->scratch, err);

	while (st == LETA_OK && rest.len > 0 && !is_full(s)) {
		size_t room = s->bytes.max - s->bytes.len, n = rest.len < PIECE_MAX ? rest.len : PIECE_MAX;
		size_t *sizes = arena_grow(m->arena, s->sizes, s->n, &s->cap, sizeof(*sizes));

		if (!sizes)
			return arena_status(m->arena, err);
		n = n < room ? n : room;
		s->sizes = sizes;
		s->sizes[s->n++] = n;
		buf_str(&s->bytes, str_sub(rest, 0, n));
		rest = str_sub(rest, n, rest.len);
		st = buf_status(&s->bytes, err);
	}
	buf_clear(&m->scratch);
	return st;
}

leta_status dictionary_maker_add(struct dictionary_maker *m, const struct leta_record *record, struct leta_error *err)
{
	leta_status st;

	if (dictionary_maker_full(m))
		return LETA_OK;
	layout_encode(record, &m->scratch);
	m->added += m->scratch.len;
	st = take(m, DICTIONARY_RECORDS, err);
	for (size_t i = 0; i < record->n_sections; i++) {
		struct str text = { record->sections[i].text, record->sections[i].text_len };

		m->added += text.len;
		if (m->scratch.len >= DOCUMENT_MAX)
			continue;
		buf_str(&m->scratch, str_sub(text, 0, DOCUMENT_MAX));
		buf_char(&m->scratch, '\0'); /* as they are stored */
	}
	return st == LETA_OK ? take(m, DICTIONARY_TEXTS, err) : st;
}

leta_status dictionary_make(struct dictionary_maker *m, struct dictionary **out, struct leta_error *err)
{
	struct buf made[DICTIONARY_KINDS];
	struct str bytes[DICTIONARY_KINDS];
	leta_status st = LETA_OK;

	for (size_t i = 0; i < DICTIONARY_KINDS; i++) {
		const struct samples *s = &m->samples[i];
		size_t size = s->bytes.len / kinds[i].share;

		buf_init(&made[i], size);
		if (st == LETA_OK && size >= kinds[i].least)
			st = pack_train(buf_view(&s->bytes), s->sizes, s->n, size, &made[i], err);
		bytes[i] = buf_view(&made[i]);
	}
	if (st == LETA_OK)
		st = dictionary_new(bytes, out, err);
	for (size_t i = 0; i < DICTIONARY_KINDS; i++)
		buf_fini(&made[i]);
	return st;
}
