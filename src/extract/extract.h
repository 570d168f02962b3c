/*
 * extract.h: the formats that the helper program turns into text (lines.h), and how it ends.
 *
 * `leta-extract FORMAT` reads a document on standard input and writes its text on standard output.
 * It parses what may be hostile, so it is a program of its own: without the engine, within limits,
 * without files, network or other processes (sandbox.h). The library runs it and caps its time and
 * output (record/outside.h).
 */
#ifndef EXTRACT_EXTRACT_H
#define EXTRACT_EXTRACT_H

#include <stddef.h>

#include "base/str.h"
#include "extract/lines.h"

/* Exit codes. The library words the messages. */
enum extract_end {
	EXTRACT_DONE = 0,
	EXTRACT_DAMAGED = 10,   /* not what it claims to be, or broken */
	EXTRACT_LIMIT = 11,     /* too large, too deep, packed too tightly */
	EXTRACT_ENCRYPTED = 12, /* needs a password */
	EXTRACT_OTHER = 13,     /* a container of something that is no text document */
	EXTRACT_MISSING = 14,   /* a program that this format needs is not installed */
	EXTRACT_NOMEM = 15,
	EXTRACT_USAGE = 16
};

#define EXTRACT_INPUT_MAX ((size_t)256 << 20)  /* bytes of a document */
#define EXTRACT_OUTPUT_MAX ((size_t)64 << 20)  /* of its text */
#define EXTRACT_ARCHIVE_MAX ((size_t)256 << 20) /* of an archive's members */
#define EXTRACT_MEMBERS_MAX 10000              /* of an archive */
#define EXTRACT_PART_MAX ((size_t)64 << 20)    /* of one part of a zipped document */
#define EXTRACT_RATIO_MAX 200                  /* unpacked to packed, of what is over 1 MiB */
#define EXTRACT_DEPTH_MAX 512                  /* of nested elements */

/* Each reads one format; the text lies in *out. */
enum extract_end extract_html(struct str bytes, struct lines *out);
enum extract_end extract_rtf(struct str bytes, struct lines *out);
enum extract_end extract_docx(struct str bytes, struct lines *out);
enum extract_end extract_odt(struct str bytes, struct lines *out);

/*
 * An archive's regular files, in its order, each as: length of the name, length of the bytes (32
 * bits each, little-endian), name, bytes. Folders, archives in the archive and names that leave it
 * are passed over.
 */
enum extract_end extract_zip(struct str bytes, struct lines *out);

/*
 * Replaces this process by pdftotext, inside bubblewrap where that works; standard input and output
 * are its. Returns only when it cannot.
 */
enum extract_end extract_pdf(void);

#endif
