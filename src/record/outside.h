/*
 * outside.h: documents that are no text, made text by the helper program `leta-extract`, outside of
 * this process and within limits.
 */
#ifndef RECORD_OUTSIDE_H
#define RECORD_OUTSIDE_H

#include "base/buf.h"
#include "base/str.h"
#include "leta/error.h"
#include "leta/index.h"

enum outside {
	OUTSIDE_NONE, /* text already */
	OUTSIDE_HTML, /* to be handed over as UTF-8 */
	OUTSIDE_PDF,
	OUTSIDE_RTF,
	OUTSIDE_DOCX,
	OUTSIDE_ODT,
	OUTSIDE_ZIP /* an archive: outside_member() takes what comes out apart */
};

/* What bytes are by their beginning, or as the caller says that they are. */
enum outside outside_detect(struct str bytes, enum leta_format format);

/*
 * Appends a document's text to *out: lines, headings as "# Heading", a form feed between pages; of an
 * archive, its members. helper: the program's path; NULL = where it is installed. Errors: FORMAT
 * (damaged, encrypted, of another kind, too slow to read: each with its reason), LIMIT, NOT_FOUND
 * (the helper is not installed), IO, NOMEM.
 */
leta_status outside_extract(enum outside kind, struct str bytes, const char *helper, struct buf *out,
			    struct leta_error *err);

/* Takes the next member off an archive's text. False behind the last. */
bool outside_member(struct str *rest, struct str *name, struct str *bytes);

/* Refuses what nothing reads, with what to do instead: old office formats, spreadsheets, slides. */
leta_status outside_refuse(struct str bytes, struct leta_error *err);

#endif
