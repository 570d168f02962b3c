/*
 * nearest.h: "did you mean": the known name that lies nearest to a mistyped one. It is shown, never
 * run.
 */
#ifndef CLI_NEAREST_H
#define CLI_NEAREST_H

struct nearest {
	const char *word; /* what was typed */
	const char *best; /* the nearest so far, or NULL */
	unsigned distance;
};

/* Begin with { .word = typed }; try each known name; read `best`. */
void nearest_try(struct nearest *n, const char *name);

#endif
