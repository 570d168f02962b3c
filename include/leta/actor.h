/*
 * actor.h: organisations: in which projects each takes part, in which part, with how much money.
 *
 * Names that mean the same organisation are one ("Af Malmö" is "Arbetsförmedlingen").
 */
#ifndef LETA_ACTOR_H
#define LETA_ACTOR_H

#include <stddef.h>
#include <stdint.h>

#include "leta/error.h"
#include "leta/export.h"
#include "leta/index.h"
#include "leta/record.h"

LETA_BEGIN_DECLS

enum leta_part { LETA_PART_OWNER, LETA_PART_PARTNER, LETA_PART_COFINANCIER, LETA_PART_MENTIONED, LETA_PART_COUNT };

/* What an organisation does in one part. */
struct leta_part_sum {
	size_t projects;
	size_t n_grant, n_budget; /* projects that state it */
	int64_t grant, budget;    /* SEK, of them together */
};

/* One project of an organisation. */
struct leta_engagement {
	const struct leta_record *record; /* its fields; no text */
	unsigned parts;                   /* bits 1 << enum leta_part */
};

struct leta_actor {
	const char *name; /* the normal form */
	size_t projects;  /* where it is owner, partner or co-financier */
	struct leta_part_sum parts[LETA_PART_COUNT];
	int64_t first_year, last_year; /* of its projects; 0 = none states it */
	struct leta_engagement *engagements; /* of an actor that was asked for by name; newest first */
	size_t n_engagements;
};

struct leta_actors {
	struct leta_actor *actors; /* most projects first */
	size_t n_actors;
};

/*
 * The organisations of an index, or the one with this name, in any spelling that is known for it. Only the latter
 * has its engagements, those where a text mentions it among them. Errors: NOT_FOUND (no document has it), CORRUPT,
 * STALE, LIMIT, NOMEM.
 */
LETA_API leta_status leta_list_actors(leta_index *index, const char *name, struct leta_actors **out,
				      struct leta_error *err);
LETA_API void leta_actors_free(struct leta_actors *actors); /* accepts NULL */

LETA_END_DECLS

#endif
