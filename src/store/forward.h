/*
 * forward.h: the forward index of one document: its tokens in order, by stream.
 *
 * A stream is a section's text or a field's values. Phrases, proximity, scopes, passages, snippets,
 * highlighting and explanations read it, so nothing is analysed twice and the engine needs no
 * positions.
 *
 * Encoding: bits (bits.h); forward.c tells which. The document's distinct terms, sorted by bytes and front-coded, five
 * bits a letter, in blocks that a directory leads to; with each block, where its terms stand; then each token's shape,
 * in a few bits: kind, flags, distance to the token before, length beside the term's. It is as small as bytes behind
 * zlib and decodes several times faster; a compressor finds nothing more in it.
 */
#ifndef STORE_FORWARD_H
#define STORE_FORWARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "leta/error.h"

#define FORWARD_TERM_MAX 255           /* bytes of a term */
#define FORWARD_TERMS_MAX (1u << 22)   /* of a document */
#define FORWARD_TOKENS_MAX (1u << 25)  /* of a document */
#define FORWARD_STREAMS_MAX (1u << 20) /* of a document */
#define FORWARD_WEIGHT_MAX 63          /* of a stream */

enum forward_stream_kind { FORWARD_SECTION, FORWARD_FIELD };

struct forward_token {
	uint32_t term;     /* number in the document's term list */
	uint32_t position; /* continues over the streams, with a gap between two */
	uint32_t start;    /* byte in the stream's text */
	uint32_t length;   /* bytes */
	uint8_t kind;      /* enum text_kind */
	bool colocated;
	bool stop;
	uint8_t reach; /* positions beyond its own of a joined form, when it was decoded */
};

struct forward_stream {
	enum forward_stream_kind kind;
	uint32_t which; /* index of the section, or the field's id */
	uint32_t item;  /* which of the field's values */
	struct forward_token *tokens;
	size_t n_tokens;
	uint8_t weight; /* that each word has in the default text, in wdf; 0 = none */
	uint32_t lo, hi; /* positions of its first and last token, when it was decoded */
};

struct forward {
	struct str *terms; /* sorted */
	size_t n_terms;
	struct forward_stream *streams;
	size_t n_streams;
};

/* Encodes documents, one after the other; for one thread. NOMEM. */
struct forward_writer;
leta_status forward_writer_new(struct forward_writer **out, struct leta_error *err);
void forward_writer_free(struct forward_writer *w); /* accepts NULL */

/*
 * Appends the encoding. ranks: the numbers of the terms that the tokens' numbers stand for, as many as there are terms;
 * NULL: the tokens have those. Terms must be sorted and distinct, each with a token, and positions must not fall
 * (INVALID otherwise). LIMIT when one of the limits above is passed.
 */
leta_status forward_encode(struct forward_writer *w, const struct forward *f, const uint32_t *ranks, struct buf *out,
			   struct leta_error *err);

/*
 * Decodes into the arena; nothing points into `bytes`. CORRUPT when the bytes are not a forward
 * index. Afterwards terms are sorted and distinct, term numbers are below n_terms, positions do not
 * fall, and start + length fits 32 bits; whether it lies within the text is the text's owner to
 * check (blob_forward does).
 */
leta_status forward_decode(struct str bytes, struct arena *arena, struct forward *out,
			   struct leta_error *err);

/* How far a token that stands for several words reaches beyond its position: to where the last of them stands. */
uint8_t forward_reach(const struct forward_stream *stream, size_t token);

/* Number of a term, or UINT32_MAX: binary search. */
uint32_t forward_find(const struct forward *f, struct str term);

#endif
