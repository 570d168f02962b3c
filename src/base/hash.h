/*
 * hash.h: a 64-bit hash for telling contents apart (FNV-1a; Fowler, Noll, Vo). Not for security.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

#include "base/str.h"

#define HASH64_INIT UINT64_C(0xcbf29ce484222325)

/* Continues a hash with more bytes; begin with HASH64_INIT. */
static inline uint64_t hash64(uint64_t hash, struct str bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		hash = (hash ^ (unsigned char)bytes.ptr[i]) * UINT64_C(0x100000001b3);
	return hash;
}

#endif
