/*
 * hunspell.h: reads hunspell's Swedish word list (sv_SE.dic and .aff) and spells out every form.
 *
 * Only what Swedish uses is understood: suffix rules with conditions, one level deep, flags of one byte,
 * and the flags for compounds. The files are read as they are installed and never kept.
 */
#ifndef TEXT_HUNSPELL_H
#define TEXT_HUNSPELL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "leta/error.h"

enum hunspell_class {
	HUNSPELL_NOUN = 1,
	HUNSPELL_VERB = 2,
	HUNSPELL_ADJECTIVE = 4
};

struct hunspell_form {
	struct str form;
	struct str headword;
	unsigned classes;  /* of the headword: enum hunspell_class, or-ed; 0 for the uninflected */
	bool word;         /* may stand alone */
	bool first, last;  /* in a compound */
	bool genitive;     /* made by the genitive rule, or a form that ends like one */
};

/* Called for every form, headword first. Strings are valid during the call. */
typedef leta_status hunspell_fn(void *ctx, const struct hunspell_form *form, struct leta_error *err);

/*
 * The two files in dir, as they are; begins both buffers, which the caller ends even when it fails.
 * Errors: NOT_FOUND, IO, LIMIT, NOMEM.
 */
leta_status hunspell_files(const char *dir, struct buf *aff, struct buf *dic, struct leta_error *err);

/* Errors: NOT_FOUND (no such files in dir), FORMAT, IO, NOMEM, those of fn. */
leta_status hunspell_read(const char *dir, hunspell_fn *fn, void *ctx, struct leta_error *err);

#endif
