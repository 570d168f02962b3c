/*
 * sketch.c: see sketch.h.
 */
#include "text/sketch.h"

#include "text/shingle.h"

#define EMPTY UINT64_MAX
#define CHANCE (1.0 / 256) /* that two different hashes share their eight bits */

void sketch_begin(struct sketch *s)
{
	s->n = 0;
	for (size_t i = 0; i < SKETCH_BINS; i++)
		s->least[i] = EMPTY;
}

void sketch_add(struct sketch *s, struct str text)
{
	struct shingles shingles;
	uint64_t hash;
	shingles_begin(&shingles, text);
	while (shingles_next(&shingles, &hash)) {
		uint64_t *least = &s->least[hash % SKETCH_BINS];
		*least = hash < *least ? hash : *least;
		s->n++;
	}
}

/* The bin that stands for bin i: itself, or where the same walk from i first meets a full one. */
static size_t full_bin(const struct sketch *s, size_t i)
{
	uint64_t walk = i;
	if (s->least[i] != EMPTY)
		return i;
	do
		walk = walk * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	while (s->least[walk >> 58] == EMPTY);
	return walk >> 58;
}

bool sketch_end(const struct sketch *s, unsigned char out[SKETCH_BINS])
{
	if (s->n < SKETCH_SHINGLES_MIN)
		return false;
	for (size_t i = 0; i < SKETCH_BINS; i++)
		out[i] = (unsigned char)(s->least[full_bin(s, i)] >> 32);
	return true;
}

double sketch_resemblance(const unsigned char a[SKETCH_BINS], const unsigned char b[SKETCH_BINS])
{
	size_t same = 0;
	for (size_t i = 0; i < SKETCH_BINS; i++)
		same += a[i] == b[i];
	double share = (double)same / SKETCH_BINS;
	double resemblance = (share - CHANCE) / (1 - CHANCE);
	return resemblance > 0 ? resemblance : 0;
}
