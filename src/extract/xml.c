/*
 * xml.c: expat, with nesting capped and document type declarations refused: documents of offices
 * have none, bombs of entities do.
 */
#include "extract/xml.h"

#include <expat.h>
#include <string.h>

#define SEPARATOR '|'

struct parse {
	const struct xml_reader *reader;
	XML_Parser parser;
	size_t depth;
	enum extract_end end;
};

static const char *local(const char *name)
{
	const char *at = strrchr(name, SEPARATOR);
	return at ? at + 1 : name;
}

static void stop(struct parse *p, enum extract_end end)
{
	p->end = end;
	XML_StopParser(p->parser, XML_FALSE);
}

static void on_start(void *ctx, const char *name, const char **attributes)
{
	struct parse *p = ctx;
	if (++p->depth > EXTRACT_DEPTH_MAX)
		stop(p, EXTRACT_LIMIT);
	else
		p->reader->start(p->reader->ctx, local(name), attributes);
}

static void on_end(void *ctx, const char *name)
{
	struct parse *p = ctx;
	p->depth--;
	p->reader->end(p->reader->ctx, local(name));
}

static void on_text(void *ctx, const char *text, int n)
{
	struct parse *p = ctx;
	p->reader->text(p->reader->ctx, (struct str){text, (size_t)n});
}

static void on_doctype(void *ctx, const char *name, const char *system, const char *public,
		       int has_internal)
{
	(void)name, (void)system, (void)public, (void)has_internal;
	stop(ctx, EXTRACT_DAMAGED);
}

static enum extract_end parse(struct str xml, const struct xml_reader *reader)
{
	struct parse p = {.reader = reader, .parser = XML_ParserCreateNS(NULL, SEPARATOR)};
	if (!p.parser)
		return EXTRACT_NOMEM;
	XML_SetUserData(p.parser, &p);
	XML_SetElementHandler(p.parser, on_start, on_end);
	XML_SetCharacterDataHandler(p.parser, on_text);
	XML_SetStartDoctypeDeclHandler(p.parser, on_doctype);
	if (XML_Parse(p.parser, xml.ptr ? xml.ptr : "", (int)xml.len, 1) != XML_STATUS_OK &&
	    p.end == EXTRACT_DONE)
		p.end = XML_GetErrorCode(p.parser) == XML_ERROR_NO_MEMORY ? EXTRACT_NOMEM
									   : EXTRACT_DAMAGED;
	XML_ParserFree(p.parser);
	return p.end;
}

enum extract_end xml_read_part(struct archive *a, const char *part, const struct xml_reader *reader)
{
	struct buf xml;
	buf_init(&xml, EXTRACT_PART_MAX);
	enum extract_end end = archive_read_named(a, part, &xml);
	if (end == EXTRACT_DONE)
		end = parse(buf_view(&xml), reader);
	buf_fini(&xml);
	return end;
}

const char *xml_attribute(const char **attributes, const char *name)
{
	for (; attributes[0]; attributes += 2)
		if (strcmp(local(attributes[0]), name) == 0)
			return attributes[1];
	return NULL;
}

bool xml_is(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}
