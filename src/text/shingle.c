/*
 * shingle.c: see shingle.h. Words are hashed by FNV-1a over their bytes in lower case; a shingle is
 * mixed from its words' hashes by the finalizer of SplitMix64 (Steele, Lea, Flood 2014).
 */
#include "text/shingle.h"

#include "base/hash.h"
#include "base/utf8.h"

static bool is_word(uint32_t cp)
{
	return (cp >= '0' && cp <= '9') || utf8_is_letter(cp);
}

bool shingle_word(struct str text, size_t *pos, uint64_t *hash)
{
	uint64_t h = HASH64_INIT;
	bool found = false;
	while (*pos < text.len) {
		size_t next = *pos;
		uint32_t cp = utf8_next(text, &next);
		if (!is_word(cp) && found)
			break;
		*pos = next;
		if (!is_word(cp))
			continue;
		char bytes[4];
		size_t n = utf8_put(bytes, utf8_lower(cp));
		h = hash64(h, (struct str){bytes, n});
		found = true;
	}
	*hash = h;
	return found;
}

static uint64_t mix(uint64_t x)
{
	x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
	return x ^ x >> 31;
}

void shingles_begin(struct shingles *s, struct str text)
{
	*s = (struct shingles){.text = text};
}

bool shingles_next(struct shingles *s, uint64_t *hash)
{
	uint64_t word;
	while (shingle_word(s->text, &s->pos, &word)) {
		uint64_t first = s->last[0], second = s->last[1];
		s->last[0] = second;
		s->last[1] = word;
		if (++s->n_words < SHINGLE_WORDS)
			continue;
		*hash = mix(mix(mix(first) + second) + word);
		return true;
	}
	return false;
}
