/*
 * lexicon_format.h: the bytes of a lexicon, shared by the file that makes them and the file that reads them.
 *
 * header, rules, slots of words, slots of first parts. A slot is 0 or
 * tag (32 bits of the hash) | rule (14) | flags (10) | family (8); tables are powers of two, probed linearly.
 */
#ifndef TEXT_LEXICON_FORMAT_H
#define TEXT_LEXICON_FORMAT_H

#include <stddef.h>
#include <stdint.h>

#include "text/lexicon.h"

#define FORMAT_MAGIC "letalex1"
#define FORMAT_ORDER UINT32_C(0x01020304)
#define FORMAT_RULES_MAX (1u << 14)
#define FORMAT_ADD_MAX 14

struct format_rule {
	uint8_t strip, n_add;
	char add[FORMAT_ADD_MAX];
};

struct format_header {
	char magic[8];
	uint32_t order; /* tells byte orders apart */
	uint32_t n_rules;
	uint32_t word_bits, first_bits; /* log2 of the slots */
	uint64_t content;               /* hash of all behind the header */
	uint64_t size;                  /* of everything */
	uint64_t header;                /* hash of the fields before this one */
};

static inline size_t format_size(uint32_t n_rules, uint32_t word_bits, uint32_t first_bits)
{
	return sizeof(struct format_header) + n_rules * sizeof(struct format_rule) +
	       (((size_t)1 << word_bits) + ((size_t)1 << first_bits)) * sizeof(uint64_t);
}

static inline uint64_t format_mix(uint64_t hash)
{
	hash ^= hash >> 33;
	hash *= UINT64_C(0xff51afd7ed558ccd);
	hash ^= hash >> 33;
	return hash;
}

static inline uint32_t format_tag(uint64_t mixed)
{
	return (uint32_t)(mixed >> 32);
}

static inline uint64_t format_slot(uint64_t mixed, const struct lexicon_entry *e)
{
	return (uint64_t)format_tag(mixed) << 32 | (uint64_t)e->rule << 18 | (uint64_t)e->flags << 8 |
	       e->family;
}

#endif
