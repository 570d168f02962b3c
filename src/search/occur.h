/*
 * occur.h: where a query is true in a document: the forward index asked about words, phrases,
 * nearness and sections.
 *
 * Verification, snippets, reasons and explanations all ask here, so what is highlighted is what was
 * found.
 */
#ifndef SEARCH_OCCUR_H
#define SEARCH_OCCUR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "leta/error.h"
#include "query/expand.h"
#include "search/view.h"

/* A stretch of a stream's tokens that is an occurrence of a node. */
struct span {
	uint32_t lo, hi;                    /* positions */
	uint32_t first, last;               /* tokens */
	uint32_t words;                     /* of a sequence that it stands for */
	const struct expand_choice *choice; /* of a single word; NULL = several words */
};

struct spans {
	struct span *items; /* by lo, then hi */
	size_t n, cap;
};

/* Which texts count. */
enum occur_place { OCCUR_TEXT, OCCUR_ROLE, OCCUR_HEADINGS };

struct occur_scope {
	enum occur_place place;
	enum leta_section_role role; /* OCCUR_ROLE */
};

#define OCCUR_EVERYWHERE ((struct occur_scope){OCCUR_TEXT, LETA_ROLE_BODY})

/* Which choice of a word each of the document's terms is. */
struct occur_table {
	const struct expand_word *word;
	uint8_t *choices; /* by term number: number of the choice + 1; 0 = none */
	bool any;
};

/* A document being asked; scratch memory from the arena. */
struct occur {
	struct view *view;
	struct arena *arena;
	struct occur_scope scope;
	const struct forward *texts;   /* all that is asked about them, at least */
	const struct forward *forward; /* of the scope: texts or headings */
	struct occur_table *tables;
	size_t n_tables, tables_cap;
	struct leta_error *err;
};

/* Sets *o up for a scope. texts: the document's forward index, or what of it will be asked about. Errors: CORRUPT,
 * NOMEM. */
leta_status occur_open(struct occur *o, struct view *view, const struct forward *texts,
		       struct occur_scope scope, struct arena *arena, struct leta_error *err);

/* Whether the query may look into a stream, for words of the default text ("") or of fields with
 * this prefix. */
leta_status occur_may_look(struct occur *o, const char *prefix, const struct forward_stream *stream,
			   bool *out);

/* All occurrences in one stream of a leaf, a NEAR, or an OR of these; none where it may not look.
 */
leta_status occur_find(struct occur *o, const struct expand_node *node,
		       const struct forward_stream *stream, struct spans *out);

/* Whether a node is true of the document. FIELDs and ranges inside are taken for true: the engine
 * decided. */
leta_status occur_accepts(struct view *view, const struct forward *texts,
			  const struct expand_node *node, struct arena *scratch, bool *out,
			  struct leta_error *err);

/* Whether all terms of a compound's parts stand together somewhere in the default text, or in the
 * field. */
leta_status occur_together(struct view *view, const struct forward *texts,
			   const struct expand_node *leaf, const struct expand_choice *parts,
			   struct arena *scratch, bool *out, struct leta_error *err);

#endif
