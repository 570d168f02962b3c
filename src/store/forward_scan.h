/*
 * forward_scan.h: whether some terms stand near each other in a document, without unpacking it.
 *
 * A test inside a match asks thousands of documents, and most say no. Nothing is written out: the
 * terms wanted are met on the way through the sorted list, the others' letters are passed over, and
 * of the tokens only terms and positions are read, until the first hit.
 */
#ifndef STORE_FORWARD_SCAN_H
#define STORE_FORWARD_SCAN_H

#include "store/forward.h"

#define FORWARD_SCAN_TERMS 64
#define FORWARD_SCAN_GROUPS 8
#define FORWARD_SCAN_OFFSETS 64

enum forward_answer { FORWARD_NO, FORWARD_MAYBE, FORWARD_YES };

struct forward_scan {
	struct str terms[FORWARD_SCAN_TERMS]; /* sorted and distinct */
	uint8_t groups[FORWARD_SCAN_TERMS];   /* one bit for each group that the term belongs to */
	size_t n_terms;
	uint8_t all;       /* the groups; each must be met */
	bool fixed;        /* in order, each at its offset from the first; else within the distance */
	uint8_t offsets[FORWARD_SCAN_GROUPS]; /* below FORWARD_SCAN_OFFSETS, the last one highest */
	uint32_t distance; /* positions between the first and the last that are met, at most */
	bool joined;       /* a wanted term that stands for several words (TEXT_JOINED) is too much
	                      for a scan: FORWARD_MAYBE */
	bool sections;     /* which streams count: those of sections; */
	uint64_t fields;   /* one bit for each field whose values do */
};

/*
 * Whether a term of each group stands near the others in one stream. Uses `scratch` for a byte
 * a term. CORRUPT, NOMEM.
 */
leta_status forward_scan(struct str bytes, const struct forward_scan *scan, struct arena *scratch,
			 enum forward_answer *out, struct leta_error *err);

#endif
