/*
 * lenient.c: strict reading, again and again, of less and less.
 */
#include "query/lenient.h"

#include "base/error.h"
#include "base/utf8.h"
#include "query/no_room.h"
#include "query/parse.h"

static bool is_blank(uint32_t cp)
{
	return cp <= 0x20 || cp == 0x7F || utf8_is_space(cp);
}

/* Signs that are dropped alone: what they enclose may still be read. */
static bool is_enclosing(uint32_t cp)
{
	return cp == '(' || cp == ')' || cp == '"' || cp == 0x201C || cp == 0x201D ||
	       cp == 0x201E || cp == 0xAB || cp == 0xBB;
}

static bool ends_piece(uint32_t cp)
{
	return is_blank(cp) || is_enclosing(cp);
}

static bool record(struct lenient *l, struct str text, const struct leta_error *why)
{
	struct lenient_drop *drops =
		arena_grow(l->arena, l->drops, l->n_drops, &l->cap, sizeof(*drops));
	if (!drops)
		return false;
	l->drops = drops;
	l->drops[l->n_drops++] = (struct lenient_drop){text, *why};
	return true;
}

/* ---- the text ---- */

/* The query with a blank for each byte that is no UTF-8. */
static char *valid_copy(struct arena *arena, struct str query)
{
	char *copy = arena_strdup(arena, query);
	for (size_t at = 0; copy && at < query.len;) {
		struct str rest = {copy + at, query.len - at};
		at += utf8_validate(rest);
		if (at < query.len)
			copy[at++] = ' ';
	}
	return copy;
}

leta_status lenient_begin(struct lenient *l, struct str query, struct arena *arena,
			  struct leta_error *err)
{
	struct leta_error why;
	struct str kept = query;
	*l = (struct lenient){.arena = arena};
	bool wrong = query_check(query, &why) != LETA_OK;
	if (kept.len > QUERY_MAX_BYTES)
		kept.len = utf8_floor(query, QUERY_MAX_BYTES);
	l->text = (struct str){valid_copy(arena, kept), kept.len};
	if (!l->text.ptr || (wrong && !record(l, STR(""), &why)))
		return no_room(arena, err);
	return LETA_OK;
}

/* ---- what to take out ---- */

/* The last byte that is no blank before the end, so that an error at the end has a word. */
static size_t last_sign(struct str s, size_t offset)
{
	size_t pos = offset < s.len ? offset : s.len;
	while (pos > 0) {
		size_t before = pos;
		if (!is_blank(utf8_prev(s, &before)))
			return before;
		pos = before;
	}
	return 0;
}

/* The sign or the word at the offset; of "name:value" only the name when the error is at the name.
 */
static struct str piece_at(struct str s, size_t offset)
{
	size_t start = offset < s.len ? utf8_floor(s, offset) : s.len, end;
	size_t next = start;
	if (start == s.len || is_blank(utf8_next(s, &next)))
		start = last_sign(s, start);
	end = start;
	if (start < s.len && is_enclosing(utf8_next(s, &end)))
		return str_sub(s, start, end);
	size_t at = start;
	for (size_t before = start; before > 0 && !ends_piece(utf8_prev(s, &before));)
		start = before;
	for (next = end; next < s.len && !ends_piece(utf8_next(s, &next));)
		end = next;
	size_t colon = str_find(s, STR(":"), start);
	bool at_name = at == start && colon < end;
	return str_sub(s, start, at_name ? colon + 1 : end);
}

/* Blanks instead of it: the other words keep their places. */
static bool take_out(struct lenient *l, struct str piece)
{
	size_t start = (size_t)(piece.ptr - l->text.ptr), end = start + piece.len;
	char *copy = arena_strdup(l->arena, l->text);
	if (!copy || piece.len == 0)
		return false;
	memset(copy + start, ' ', end - start);
	l->text.ptr = copy;
	return true;
}

bool lenient_drop(struct lenient *l, const struct leta_error *why)
{
	bool readable = (why->code == LETA_ERR_SYNTAX || why->code == LETA_ERR_LIMIT) &&
			why->offset != LETA_NO_OFFSET;
	if (!readable || l->plain || str_trim(l->text).len == 0)
		return false;
	if (l->n_drops == LENIENT_DROPS_MAX) {
		l->plain = true;
		return record(l, STR(""), why);
	}
	struct str piece = piece_at(l->text, why->offset);
	return record(l, piece, why) && take_out(l, piece);
}

/* ---- reading ---- */

/* Words only; too many of them end at the limit. Signs alone are nothing. */
static leta_status parse_plain(struct lenient *l, struct ast_node **out, struct leta_error *err)
{
	leta_status st = query_parse_plain(l->text, l->arena, out, err);
	if (st == LETA_ERR_LIMIT && err->offset < l->text.len) {
		l->text.len = utf8_floor(l->text, err->offset);
		while (l->text.len > 0 && !is_blank((unsigned char)l->text.ptr[l->text.len - 1]))
			l->text.len--;
		st = query_parse_plain(l->text, l->arena, out, err);
	}
	if (st == LETA_ERR_SYNTAX || st == LETA_ERR_LIMIT) {
		*out = NULL;
		st = LETA_OK;
	}
	return st;
}

leta_status lenient_parse(struct lenient *l, struct ast_node **out, struct leta_error *err)
{
	struct leta_error why;
	for (;;) {
		*out = NULL;
		if (l->plain)
			return parse_plain(l, out, &why) == LETA_OK ? LETA_OK
								    : no_room(l->arena, err);
		if (str_trim(l->text).len == 0)
			return LETA_OK;
		leta_status st = query_parse(l->text, l->arena, out, &why);
		if (st == LETA_OK)
			return LETA_OK;
		if (st != LETA_ERR_SYNTAX && st != LETA_ERR_LIMIT) {
			if (err)
				*err = why;
			return st;
		}
		if (!lenient_drop(l, &why))
			return arena_failed(l->arena) ? no_room(l->arena, err) : LETA_OK;
	}
}
