/*
 * child.h: running another program: bytes in, bytes out, with caps on its time and its output.
 */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include "base/buf.h"
#include "base/str.h"
#include "leta/error.h"

enum child_end {
	CHILD_EXITED,  /* code: its exit code */
	CHILD_KILLED,  /* code: the signal that ended it */
	CHILD_TIMEOUT, /* it was killed for taking too long */
	CHILD_FLOODED  /* it was killed for writing more than out->max */
};

struct child_result {
	enum child_end end;
	int code;
};

/*
 * Runs argv[0] (a path) in a process group of its own with a small environment of its own (LC_ALL,
 * PATH), `input` on its standard input, nothing open but that, standard output and standard error
 * (/dev/null), and appends its output to *out. It and what it started are killed after `seconds`.
 * Errors: NOT_FOUND (no such program), IO, NOMEM; how the program itself ended is in *result.
 */
leta_status child_run(const char *const *argv, struct str input, unsigned seconds, struct buf *out,
		      struct child_result *result, struct leta_error *err);

#endif
