/*
 * shingle.c: see shingle.h. Words are hashed by FNV-1a over their bytes in lower case; a shingle is
 * mixed from its words' hashes by the finalizer of SplitMix64 (Steele, Lea, Flood 2014).
 */
#include "text/shingle.h"

#include "base/hash.h"
#include "base/utf8.h"

/* ASCII letters in lower case, and digits; 0: what parts words. */
static const char WORD[128] = {
	0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,
	0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,
	0,   0,   0,   0,   '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 0,   0,   0,   0,   0,   0,   0,   'a',
	'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w',
	'x', 'y', 'z', 0,   0,   0,   0,   0,   0,   'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm',
	'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
};

static uint64_t add_byte(uint64_t hash, char byte)
{
	return hash64(hash, (struct str){&byte, 1});
}

/* Hashes ASCII letters and digits, and letters of U+00C0–00FF, from *pos on, as far as they go. */
static uint64_t add_common(uint64_t hash, struct str text, size_t *pos)
{
	size_t at = *pos;
	for (; at < text.len; at++) {
		unsigned char c = (unsigned char)text.ptr[at];
		if (c == 0xC3 && at + 1 < text.len) {
			unsigned char low = text.ptr[at + 1] & 0x3F;
			if (low == 0x17 || low == 0x37) /* the signs × and ÷ */
				break;
			hash = add_byte(add_byte(hash, '\xC3'), (char)(0x80 | low | (low < 0x1F ? 0x20 : 0)));
			at++;
		} else if (c < 0x80 && WORD[c]) {
			hash = add_byte(hash, WORD[c]);
		} else {
			break;
		}
	}
	*pos = at;
	return hash;
}

bool shingle_word(struct str text, size_t *pos, uint64_t *hash)
{
	uint64_t h = HASH64_INIT;
	bool found = false;
	while (*pos < text.len) {
		size_t next = *pos;
		h = add_common(h, text, &next);
		found |= next > *pos;
		*pos = next;
		if (next == text.len)
			break;
		uint32_t cp = utf8_next(text, &next);
		bool letter = utf8_is_letter(cp);
		if (!letter && found)
			break;
		*pos = next;
		if (!letter)
			continue;
		char bytes[4];
		h = hash64(h, (struct str){bytes, utf8_put(bytes, utf8_lower(cp))});
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
