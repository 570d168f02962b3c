/*
 * lesson.h: what projects learnt and aimed at: lessons, success factors, obstacles, measurable goals and targets,
 * listed across the documents of an index.
 *
 * Lessons and goals are those of the record. Success factors and obstacles are the paragraphs below headings that
 * begin so ("Framgångsfaktorer", "Hinder"), and paragraphs that begin with such a word and a colon.
 */
#ifndef LETA_LESSON_H
#define LETA_LESSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "leta/error.h"
#include "leta/export.h"
#include "leta/index.h"
#include "leta/search.h"

LETA_BEGIN_DECLS

enum leta_finding_kind {
	LETA_FINDING_LESSON,
	LETA_FINDING_SUCCESS,  /* a success factor */
	LETA_FINDING_OBSTACLE,
	LETA_FINDING_GOAL,
	LETA_FINDING_TARGET,   /* a goal with a number of something: "Minst 75 deltagare" */
	LETA_FINDING_COUNT
};

struct leta_finding {
	enum leta_finding_kind kind;
	const char *id, *title; /* of the document; title NULL = unknown */
	const char *section;    /* heading; NULL = none, or the goal stands in no section's text */
	unsigned page;          /* 0 = none */
	const char *text;       /* runs of blanks as one */
	int64_t number;         /* TARGET */
	const char *unit;       /* TARGET: what follows the number; else NULL */
};

/* "lesson", "success", "obstacle", "goal", "target"; Swedish: "lärdom" … Static storage. */
LETA_API const char *leta_finding_name(enum leta_finding_kind kind, enum leta_lang lang);

struct leta_finding_options {
	bool kinds[LETA_FINDING_COUNT]; /* to list; all false = all kinds */
	size_t limit;                   /* findings to hand out; 0 = all */
};

/* Both may return false to end it. What they are given is valid until they return. */
struct leta_finding_callbacks {
	void *ctx;
	bool (*notice)(void *ctx, const struct leta_notice *notice); /* before the first finding; may be NULL */
	bool (*finding)(void *ctx, const struct leta_finding *finding);
};

struct leta_finding_total {
	size_t findings, documents; /* all of them, whatever the limit; documents that have any */
	size_t shown;
};

/*
 * Hands out the findings of all documents that match the query, or of the whole index when query is NULL, in the
 * order of the documents' ids and, within one, by kind and place. Errors: those of leta_search().
 */
LETA_API leta_status leta_list_findings(leta_index *index, const struct leta_query *query,
                                        const struct leta_finding_options *options,
                                        const struct leta_finding_callbacks *callbacks,
                                        struct leta_finding_total *total, struct leta_error *err);

LETA_END_DECLS

#endif
