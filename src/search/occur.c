/*
 * occur.c: whether and where a query is true of a document: streams that may be looked into,
 * scopes, whole trees.
 */
#include "search/occur.h"

#include "leta/field.h"
#include "search/spans.h"

leta_status occur_open(struct occur *o, struct view *view, const struct forward *texts,
		       struct occur_scope scope, struct arena *arena, struct leta_error *err)
{
	*o = (struct occur){.view = view,
			    .arena = arena,
			    .scope = scope,
			    .texts = texts,
			    .forward = texts,
			    .err = err};
	return scope.place == OCCUR_HEADINGS ? view_headings(view, &o->forward, err) : LETA_OK;
}

/* ---- where ---- */

static bool same_field(const char *prefix, uint32_t field)
{
	const struct leta_field_info *info = leta_field_info((enum leta_field_id)field);
	return info && info->prefix && str_eq(str_from(info->prefix), str_from(prefix));
}

static leta_status has_role(struct occur *o, const struct forward_stream *stream, bool *out)
{
	const struct leta_record *record;
	enum leta_section_role role = o->scope.role;
	bool field = stream->kind == FORWARD_FIELD;
	*out = field && role == LETA_ROLE_TITLE && stream->which == LETA_FIELD_TITLE;
	if (field || role == LETA_ROLE_TITLE || stream->n_tokens == 0)
		return LETA_OK; /* no section is a title */
	leta_status st = view_record(o->view, &record, o->err);
	if (st != LETA_OK)
		return st;
	*out = stream->which < record->n_sections && record->sections[stream->which].role == role;
	if (role != LETA_ROLE_LESSONS || *out)
		return LETA_OK;
	for (size_t i = 0; !*out && i < record->n_lessons; i++)
		*out = record->lessons[i].section == stream->which;
	return LETA_OK;
}

leta_status occur_may_look(struct occur *o, const char *prefix, const struct forward_stream *stream,
			   bool *out)
{
	bool field = stream->kind == FORWARD_FIELD;
	if (prefix[0] != '\0')
		*out = field && same_field(prefix, stream->which);
	else if (o->scope.place == OCCUR_ROLE)
		return has_role(o, stream, out);
	else if (field)
		*out = stream->which < LETA_FIELD_COUNT &&
		       leta_field_info((enum leta_field_id)stream->which)->weight > 0;
	else
		*out = true;
	return LETA_OK;
}

/* A lesson may be a stretch of a section that is none as a whole. */
static leta_status in_lesson(struct occur *o, const struct forward_stream *stream,
			     const struct span *span, bool *out)
{
	const struct leta_record *record;
	*out = true;
	if (o->scope.place != OCCUR_ROLE || o->scope.role != LETA_ROLE_LESSONS ||
	    stream->kind != FORWARD_SECTION)
		return LETA_OK;
	leta_status st = view_record(o->view, &record, o->err);
	if (st != LETA_OK || record->sections[stream->which].role == LETA_ROLE_LESSONS)
		return st;
	size_t start = stream->tokens[span->first].start;
	*out = false;
	for (size_t i = 0; !*out && i < record->n_lessons; i++) {
		const struct leta_lesson *lesson = &record->lessons[i];
		*out = lesson->section == stream->which && start >= lesson->start &&
		       start < lesson->end;
	}
	return LETA_OK;
}

static const char *prefix_of(const struct expand_node *node)
{
	while (node->n_children > 0)
		node = node->children[0];
	return node->prefix;
}

leta_status occur_find(struct occur *o, const struct expand_node *node,
		       const struct forward_stream *stream, struct spans *out)
{
	bool may_look = false;
	size_t kept = 0;
	leta_status st = occur_may_look(o, prefix_of(node), stream, &may_look);
	*out = (struct spans){0};
	if (st == LETA_OK && may_look)
		st = spans_find(o, node, stream, out);
	for (size_t i = 0; st == LETA_OK && i < out->n; i++) {
		bool good = false;
		st = in_lesson(o, stream, &out->items[i], &good);
		if (good)
			out->items[kept++] = out->items[i];
	}
	out->n = kept;
	return st;
}

/* ---- whole documents ---- */

static leta_status found_somewhere(struct occur *o, const struct expand_node *node, bool *out)
{
	leta_status st = LETA_OK;
	*out = false;
	for (size_t i = 0; st == LETA_OK && !*out && i < o->forward->n_streams; i++) {
		struct spans spans;
		st = occur_find(o, node, &o->forward->streams[i], &spans);
		*out = st == LETA_OK && spans.n > 0;
	}
	return st;
}

static leta_status accepts(struct occur *o, const struct expand_node *node, bool *out);

static leta_status accepts_scope(struct occur *o, const struct expand_node *node, bool *out)
{
	struct occur inner;
	struct occur_scope scope = {node->kind == AST_HEADING ? OCCUR_HEADINGS : OCCUR_ROLE,
				    node->ast->role};
	leta_status st = occur_open(&inner, o->view, o->texts, scope, o->arena, o->err);
	return st == LETA_OK ? accepts(&inner, node->children[0], out) : st;
}

static leta_status accepts_all(struct occur *o, const struct expand_node *node, bool *out)
{
	leta_status st = LETA_OK;
	*out = true;
	for (size_t i = 0; st == LETA_OK && *out && i < node->n_children; i++)
		if (!expand_drops(node, node->children[i]))
			st = accepts(o, node->children[i], out);
	return st;
}

static leta_status accepts_any(struct occur *o, const struct expand_node *node, bool *out)
{
	leta_status st = LETA_OK;
	*out = false;
	for (size_t i = 0; st == LETA_OK && !*out && i < node->n_children; i++)
		st = accepts(o, node->children[i], out);
	return st;
}

static leta_status accepts(struct occur *o, const struct expand_node *node, bool *out)
{
	leta_status st;
	switch (node->kind) {
	case AST_WORD:
	case AST_PHRASE:
	case AST_WILDCARD:
	case AST_FUZZY:
	case AST_COMPOUND_PART:
	case AST_NEAR:
		return found_somewhere(o, node, out);
	case AST_AND:
		return accepts_all(o, node, out);
	case AST_OR:
		return accepts_any(o, node, out);
	case AST_NOT:
		st = accepts(o, node->children[0], out);
		*out = !*out;
		return st;
	case AST_REQUIRE:
		return accepts(o, node->children[0], out);
	case AST_SCOPE:
	case AST_HEADING:
		return accepts_scope(o, node, out);
	case AST_FIELD:
	case AST_RANGE:
	case AST_OVERLAP:
	case AST_UNKNOWN:
	case AST_SIMILAR:
		break;
	}
	*out = true;
	return LETA_OK;
}

leta_status occur_accepts(struct view *view, const struct forward *texts,
			  const struct expand_node *node, struct arena *scratch, bool *out,
			  struct leta_error *err)
{
	struct occur o;
	leta_status st = occur_open(&o, view, texts, OCCUR_EVERYWHERE, scratch, err);
	return st == LETA_OK ? accepts(&o, node, out) : st;
}

leta_status occur_together(struct view *view, const struct forward *texts,
			   const struct expand_node *leaf, const struct expand_choice *parts,
			   struct arena *scratch, bool *out, struct leta_error *err)
{
	struct occur o;
	leta_status st = occur_open(&o, view, texts, OCCUR_EVERYWHERE, scratch, err);
	*out = false;
	for (size_t i = 0; st == LETA_OK && !*out && i < o.forward->n_streams; i++) {
		struct spans spans = {0};
		bool may_look = false;
		st = occur_may_look(&o, leaf->prefix, &o.forward->streams[i], &may_look);
		if (st == LETA_OK && may_look)
			st = spans_find_parts(&o, parts, &o.forward->streams[i], &spans);
		*out = spans.n > 0;
	}
	return st;
}
