/*
 * shingle.c: see shingle.h. Words are hashed by FNV-1a over their bytes in lower case; a shingle is
 * mixed from its words' hashes by the finalizer of SplitMix64 (Steele, Lea, Flood 2014).
 */
#include "text/shingle.h"

#include "base/hash.h"
#include "base/utf8.h"

/*
 * The bytes of digits and letters up to U+00FF, in lower case; 0: any other byte. Those of 0x80 to 0xBF are here what
 * they are behind 0xC3, where 0x97 and 0xB7 make the signs × and ÷.
 */
static const unsigned char WORD[256] = {
	0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,
	0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,
	0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,
	'0',  '1',  '2',  '3',  '4',  '5',  '6',  '7',  '8',  '9',  0,    0,    0,    0,    0,    0,
	0,    'a',  'b',  'c',  'd',  'e',  'f',  'g',  'h',  'i',  'j',  'k',  'l',  'm',  'n',  'o',
	'p',  'q',  'r',  's',  't',  'u',  'v',  'w',  'x',  'y',  'z',  0,    0,    0,    0,    0,
	0,    'a',  'b',  'c',  'd',  'e',  'f',  'g',  'h',  'i',  'j',  'k',  'l',  'm',  'n',  'o',
	'p',  'q',  'r',  's',  't',  'u',  'v',  'w',  'x',  'y',  'z',  0,    0,    0,    0,    0,
	0xA0, 0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA8, 0xA9, 0xAA, 0xAB, 0xAC, 0xAD, 0xAE, 0xAF,
	0xB0, 0xB1, 0xB2, 0xB3, 0xB4, 0xB5, 0xB6, 0,    0xB8, 0xB9, 0xBA, 0xBB, 0xBC, 0xBD, 0xBE, 0x9F,
	0xA0, 0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA8, 0xA9, 0xAA, 0xAB, 0xAC, 0xAD, 0xAE, 0xAF,
	0xB0, 0xB1, 0xB2, 0xB3, 0xB4, 0xB5, 0xB6, 0,    0xB8, 0xB9, 0xBA, 0xBB, 0xBC, 0xBD, 0xBE, 0xBF,
	0,    0,    0,    0xC3, 0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,
	0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,
	0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,
	0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,
};

/* Hashes bytes of WORD from *pos on, as far as they go. */
static inline uint64_t add_common(uint64_t hash, struct str text, size_t *pos)
{
	size_t at = *pos;
	for (unsigned char c; at < text.len && (c = WORD[(unsigned char)text.ptr[at]]) != 0; at++)
		hash = (hash ^ c) * UINT64_C(0x100000001b3);
	*pos = at;
	return hash;
}

/* The next word, of any letters. */
static bool any_word(struct str text, size_t *pos, uint64_t *hash)
{
	uint64_t h = HASH64_INIT;
	size_t at = *pos;
	bool found = false;
	while (at < text.len) {
		size_t next = at;
		uint32_t cp = utf8_next(text, &next);
		bool letter = utf8_is_letter(cp) || (cp >= '0' && cp <= '9');
		if (!letter && found)
			break;
		at = next;
		if (!letter)
			continue;
		char bytes[4];
		h = hash64(h, (struct str){bytes, utf8_put(bytes, utf8_lower(cp))});
		found = true;
	}
	*pos = at;
	*hash = h;
	return found;
}

/* As most words are: of bytes of WORD, between others of ASCII. */
static inline bool next_word(struct str text, size_t *pos, uint64_t *hash)
{
	size_t at = *pos, start;
	while (at < text.len && (unsigned char)text.ptr[at] < 0x80 && WORD[(unsigned char)text.ptr[at]] == 0)
		at++;
	start = at;
	uint64_t h = add_common(HASH64_INIT, text, &at);
	if (at == start || (at < text.len && (unsigned char)text.ptr[at] >= 0x80)) {
		*pos = start;
		return any_word(text, pos, hash);
	}
	*pos = at;
	*hash = h;
	return true;
}

bool shingle_word(struct str text, size_t *pos, uint64_t *hash)
{
	return next_word(text, pos, hash);
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
	while (next_word(s->text, &s->pos, &word)) {
		*hash = mix(s->two + word); /* mix(mix(mix(first) + second) + third), each step of it made once */
		s->two = mix(s->one + word);
		s->one = mix(word);
		if (++s->n_words >= SHINGLE_WORDS)
			return true;
	}
	return false;
}
