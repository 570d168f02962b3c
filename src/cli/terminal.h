/*
 * terminal.h: what the standard streams are: a terminal or not, how wide, with colour or not.
 */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <stdbool.h>

#include "present/flow.h"

/* What the environment says: each may be NULL. */
struct terminal_hints {
	const char *term, *no_color, *columns;
};

struct present_style terminal_style(enum leta_lang lang, const struct terminal_hints *hints);

#endif
