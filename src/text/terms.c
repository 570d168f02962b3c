/*
 * terms.c: fold → stop word? → stem.
 *
 * A word that is a stop word keeps its folded form as term, so that phrases can tell "av" from "över".
 */
#include "text/terms.h"

#include <libstemmer.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/stopwords.h"

#define FOLDED_MAX 512 /* bytes of a word that are looked at; longer words are hashed */

struct text_terms {
	struct sb_stemmer *stemmer;
	char folded[FOLDED_MAX + TEXT_FOLD_MAX];
	size_t len;     /* of folded */
	uint64_t hash;  /* of the whole folded word */
	bool too_long;
	char room[TEXT_TERM_MAX];
};

leta_status text_terms_new(struct text_terms **out, struct leta_error *err)
{
	struct text_terms *t = calloc(1, sizeof(*t));

	if (!t)
		return error_nomem(err);
	t->stemmer = sb_stemmer_new("swedish", "UTF_8");
	if (!t->stemmer) {
		free(t);
		return error_set(err, LETA_ERR_INTERNAL, "libstemmer kan inte svenska",
		                 "libstemmer lacks Swedish");
	}
	*out = t;
	return LETA_OK;
}

void text_terms_free(struct text_terms *t)
{
	if (!t)
		return;
	sb_stemmer_delete(t->stemmer);
	free(t);
}

static void fold(struct text_terms *t, struct str word)
{
	t->len = 0;
	t->too_long = false;
	t->hash = HASH64_INIT;
	for (size_t pos = 0; pos < word.len;) {
		char *put = t->folded + t->len;
		size_t n;

		if ((unsigned char)word.ptr[pos] < 0x80) {
			char c = word.ptr[pos++];

			*put = (char)(c >= 'A' && c <= 'Z' ? c + 0x20 : c);
			n = 1;
		} else {
			n = text_fold_cp(utf8_next(word, &pos), put);
		}
		if (t->len + n > FOLDED_MAX) {
			/* past the end the last place is only a way into the hash */
			t->hash = hash64(t->too_long ? t->hash : hash64(t->hash, (struct str){ t->folded, t->len }),
			                 (struct str){ put, n });
			t->too_long = true;
			continue;
		}
		t->len += t->too_long ? 0 : n;
	}
}

/* The longest beginning that leaves room for "~" and 16 digits, and those. */
static struct str cut(struct str term, uint64_t hash, char room[TEXT_TERM_MAX])
{
	size_t n = utf8_floor(term, TEXT_TERM_MAX - 18);
	char digits[18];

	snprintf(digits, sizeof(digits), "~%016llx", (unsigned long long)hash);
	memcpy(room, term.ptr, n);
	memcpy(room + n, digits, 17);
	return (struct str){ room, n + 17 };
}

struct str text_term_fit(struct str term, char room[TEXT_TERM_MAX])
{
	return term.len <= TEXT_TERM_MAX ? term : cut(term, hash64(HASH64_INIT, term), room);
}

static struct str stem(struct text_terms *t, struct str word)
{
	const sb_symbol *stemmed =
		sb_stemmer_stem(t->stemmer, (const sb_symbol *)word.ptr, (int)word.len);

	if (!stemmed)
		return (struct str){ NULL, 0 };
	return (struct str){ (const char *)stemmed, (size_t)sb_stemmer_length(t->stemmer) };
}

leta_status text_terms_of(struct text_terms *t, struct str word, struct text_term_list *out,
                          struct leta_error *err)
{
	struct text_term *first = &out->terms[0];
	struct str folded;

	fold(t, word);
	folded = (struct str){ t->folded, t->len };
	*first = (struct text_term){ .end = (uint32_t)word.len, .kind = TEXT_WORD };
	out->n = 1;
	if (t->too_long || folded.len > TEXT_TERM_MAX) {
		first->term = cut(folded, t->too_long ? t->hash : hash64(HASH64_INIT, folded), t->room);
		return LETA_OK;
	}
	first->stop = text_is_stopword(folded);
	first->term = first->stop ? folded : stem(t, folded);
	return first->term.ptr ? LETA_OK : error_nomem(err);
}

/*
 * libstemmer does not tell its version. These words have come out differently in one or the other (2.2, 3.0).
 */
static const char *const PROBES[] = { "länet", "lånet", "utanförskapet", "projektet", "medlöst", "tröst",
	                              "kvinnorna", "arbetslöshetens", "alfabetet", "raketerna" };

uint64_t text_terms_hash(struct text_terms *t)
{
	uint64_t hash = text_stopwords_hash();

	for (size_t i = 0; i < sizeof(PROBES) / sizeof(PROBES[0]); i++)
		hash = hash64(hash64(hash, stem(t, str_from(PROBES[i]))), STR(" "));
	return hash;
}
