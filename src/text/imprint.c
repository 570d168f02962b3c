/*
 * imprint.c: see imprint.h.
 */
#include "text/imprint.h"

#include "base/hash.h"
#include "text/shingle.h"

#define TITLE_AT 0
#define FACTS_AT 4
#define SKETCH_AT 8

void imprint_begin(struct imprint *i)
{
	sketch_begin(&i->sketch);
	i->title = i->facts = HASH64_INIT;
}

/* Hashes words, so that signs and case make no difference. */
static uint64_t add_words(uint64_t hash, struct str text)
{
	uint64_t word;
	for (size_t pos = 0; shingle_word(text, &pos, &word);)
		hash = hash64(hash, (struct str){(const char *)&word, sizeof(word)});
	return hash;
}

void imprint_add_title(struct imprint *i, struct str title)
{
	i->title = add_words(i->title, title);
}

void imprint_add_fact(struct imprint *i, unsigned field, struct str value)
{
	char which[2] = {(char)field, (char)(field >> 8)};
	i->facts = add_words(hash64(i->facts, (struct str){which, sizeof(which)}), value);
}

void imprint_add_text(struct imprint *i, struct str text)
{
	sketch_add(&i->sketch, text);
}

static void put_hash(unsigned char *to, uint64_t hash)
{
	for (size_t i = 0; i < 4; i++)
		to[i] = (unsigned char)(hash >> (32 + 8 * i));
}

struct str imprint_end(const struct imprint *i, unsigned char out[IMPRINT_SIZE])
{
	put_hash(out + TITLE_AT, i->title);
	put_hash(out + FACTS_AT, i->facts);
	bool enough = sketch_end(&i->sketch, out + SKETCH_AT);
	return (struct str){(const char *)out, enough ? IMPRINT_SIZE : 0};
}

double imprint_resemblance(struct str a, struct str b)
{
	if (a.len != IMPRINT_SIZE || b.len != IMPRINT_SIZE)
		return 0;
	return sketch_resemblance((const unsigned char *)a.ptr + SKETCH_AT,
				  (const unsigned char *)b.ptr + SKETCH_AT);
}

bool imprint_is_copy(struct str a, struct str b)
{
	if (a.len != IMPRINT_SIZE || b.len != IMPRINT_SIZE ||
	    memcmp(a.ptr + FACTS_AT, b.ptr + FACTS_AT, SKETCH_AT - FACTS_AT) != 0)
		return false;
	bool same_title = memcmp(a.ptr + TITLE_AT, b.ptr + TITLE_AT, FACTS_AT - TITLE_AT) == 0;
	return imprint_resemblance(a, b) >= (same_title ? IMPRINT_COPY : IMPRINT_COPY_RETITLED);
}
