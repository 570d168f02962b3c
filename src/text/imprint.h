/*
 * imprint.h: what is kept of a document to recognise its copies: a sketch of its own text, and hashes
 * of its title and of the facts that it states.
 *
 * A copy has nearly the same text and states the same facts: two projects that differ in owner, place,
 * time or money are two, whatever they copied from each other, and so are two chapters of a series,
 * which differ in little but their titles.
 */
#ifndef TEXT_IMPRINT_H
#define TEXT_IMPRINT_H

#include "text/sketch.h"

#define IMPRINT_SIZE (8 + SKETCH_BINS) /* bytes: title, facts, sketch */
#define IMPRINT_COPY 0.8               /* least resemblance of copies with the same title */
#define IMPRINT_COPY_RETITLED 0.95     /* and with another */

struct imprint {
	struct sketch sketch;
	uint64_t title, facts;
};

void imprint_begin(struct imprint *i);
void imprint_add_title(struct imprint *i, struct str title);
void imprint_add_fact(struct imprint *i, unsigned field, struct str value);
void imprint_add_text(struct imprint *i, struct str text);
/* The bytes to keep, in out; "" when the text is too short to tell copies by. */
struct str imprint_end(const struct imprint *i, unsigned char out[IMPRINT_SIZE]);

/* Estimated resemblance of two texts, 0–1; 0 when either has no imprint. */
double imprint_resemblance(struct str a, struct str b);
/* Whether two documents are copies of one. */
bool imprint_is_copy(struct str a, struct str b);

#endif
