/*
 * xml.h: one part of a zipped document, read as a stream of XML.
 */
#ifndef EXTRACT_XML_H
#define EXTRACT_XML_H

#include "extract/archive.h"

/* Names are without their namespaces. */
struct xml_reader {
	void *ctx;
	/* attributes: name, value, name, value … NULL */
	void (*start)(void *ctx, const char *name, const char **attributes);
	void (*end)(void *ctx, const char *name);
	void (*text)(void *ctx, struct str text);
};

/* DAMAGED (also for entities that the document declares itself), LIMIT (nesting), and archive_read()'s. */
enum extract_end xml_read_part(struct archive *a, const char *part, const struct xml_reader *reader);

/* The value of the attribute with this local name, or NULL. */
const char *xml_attribute(const char **attributes, const char *name);

/* Whether a name is one of those in a NULL-ended list. */
bool xml_is(const char *name, const char *const *names);

#endif
