/*
 * forward.h: the forward index of one document: its tokens in order, by stream.
 *
 * A stream is a section's text or a field's values. Phrases, proximity, scopes, passages, snippets, highlighting
 * and explanations read it, so nothing is analysed twice and the engine needs no positions.
 *
 * Encoding: the document's distinct terms sorted by bytes and front-coded (shared bytes, rest length, rest),
 * then for each stream its tokens as varints: term number, position delta, start delta, length, kind and flags.
 */
#ifndef STORE_FORWARD_H
#define STORE_FORWARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/str.h"
#include "leta/error.h"

enum forward_stream_kind { FORWARD_SECTION, FORWARD_FIELD };

struct forward_token {
	uint32_t term;     /* number in the document's term list */
	uint32_t position; /* continues over the streams, with a gap between two */
	uint32_t start;    /* byte in the stream's text */
	uint32_t length;   /* bytes */
	uint8_t kind;      /* enum text_kind */
	bool colocated;
	bool stop;
};

struct forward_stream {
	enum forward_stream_kind kind;
	uint32_t which; /* index of the section, or the field's id */
	uint32_t item;  /* which of the field's values */
	struct forward_token *tokens;
	size_t n_tokens;
};

struct forward {
	struct str *terms; /* sorted */
	size_t n_terms;
	struct forward_stream *streams;
	size_t n_streams;
};

/* Encodes; f->terms must be sorted and distinct. */
leta_status forward_encode(const struct forward *f, struct buf *out, struct leta_error *err);

/* Decodes into the arena; terms may point into `bytes`. CORRUPT when the bytes are not a forward index. */
leta_status forward_decode(struct str bytes, struct arena *arena, struct forward *out,
                           struct leta_error *err);

/* Number of a term, or UINT32_MAX: binary search. */
uint32_t forward_find(const struct forward *f, struct str term);

#endif
