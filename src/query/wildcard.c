/*
 * wildcard.c: patterns and near-misses over the term list.
 *
 * A scan keeps at most twice the cap and throws the rarer half away when that is full, so its
 * memory does not grow with the index.
 */
#include "query/wildcard.h"

#include <stdlib.h>

#include "base/error.h"
#include "query/distance.h"
#include "query/no_room.h"
#include "query/parse.h"
#include "text/fold.h"

#define PATTERN_MAX ((size_t)16 << 10)
#define KEEP QUERY_WILDCARD_TERMS

struct candidate {
	struct str term;
	uint32_t documents;
};

struct scan {
	const char *prefix;
	struct arena *arena;
	const struct ast_node *ast;
	struct str pattern,
		stemmed; /* WILDCARD: folded; the same with the stem of its ending, or empty */
	struct distance_word forms[DISTANCE_FORMS + 1]; /* FUZZY: of the word, and its stem */
	size_t n_forms;
	struct candidate *kept; /* 2 × KEEP */
	size_t n;
	bool capped;
};

struct str wildcard_bare_term(struct str term, const char *prefix)
{
	struct str p = str_from(prefix), none = {"", 0};
	if (!str_starts(term, p))
		return none;
	struct str bare = str_sub(term, p.len, term.len);
	if (bare.len > 0 && p.len > 0 &&
	    (bare.ptr[0] == '=' || (bare.ptr[0] >= 'A' && bare.ptr[0] <= 'Z')))
		return none;
	return bare;
}

/* "*" stands for any bytes; both are whole letters, so letters are never cut. */
static bool matches(struct str pattern, struct str s)
{
	size_t p = 0, i = 0, star = SIZE_MAX, resume = 0;
	while (i < s.len) {
		if (p < pattern.len && pattern.ptr[p] == '*') {
			star = p++;
			resume = i;
		} else if (p < pattern.len && pattern.ptr[p] == s.ptr[i]) {
			p++;
			i++;
		} else if (star != SIZE_MAX) {
			p = star + 1;
			i = ++resume;
		} else {
			return false;
		}
	}
	while (p < pattern.len && pattern.ptr[p] == '*')
		p++;
	return p == pattern.len;
}

static int more_frequent(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	if (x->documents != y->documents)
		return x->documents < y->documents ? 1 : -1;
	return str_cmp(x->term, y->term);
}

static void keep_frequent(struct scan *scan)
{
	qsort(scan->kept, scan->n, sizeof(*scan->kept), more_frequent);
	if (scan->n > KEEP) {
		scan->n = KEEP;
		scan->capped = true;
	}
}

static leta_status keep(struct scan *scan, struct str term, uint32_t documents,
			struct leta_error *err)
{
	char *copy = arena_strdup(scan->arena, term);
	if (!copy)
		return no_room(scan->arena, err);
	scan->kept[scan->n++] = (struct candidate){{copy, term.len}, documents};
	if (scan->n == 2 * KEEP)
		keep_frequent(scan);
	return LETA_OK;
}

static bool is_wanted(const struct scan *scan, struct str term)
{
	struct distance_word other;
	if (scan->ast->kind == AST_WILDCARD)
		return matches(scan->pattern, term) ||
		       (scan->stemmed.len > 0 && matches(scan->stemmed, term));
	distance_read(term, &other);
	unsigned max = scan->ast->distance;
	for (size_t i = 0; i < scan->n_forms; i++)
		if (distance_between(&scan->forms[i], &other, max) <= max)
			return true;
	return false;
}

static leta_status take_term(void *ctx, struct str term, uint32_t documents, struct leta_error *err)
{
	struct scan *scan = ctx;
	struct str bare = wildcard_bare_term(term, scan->prefix);
	return bare.len > 0 && is_wanted(scan, bare) ? keep(scan, bare, documents, err) : LETA_OK;
}

/* ---- what the analysis makes of a piece ---- */

static leta_status keep_stem(void *ctx, const struct text_token *t, struct leta_error *err)
{
	struct buf *out = ctx;
	(void)err;
	if (out->len == 0)
		buf_str(out, t->term);
	return LETA_OK;
}

/* The term of a piece of a word, or the piece itself when the analysis cuts it into several. */
static leta_status stem_of(const struct expand_env *env, struct str piece, struct buf *out,
			   struct leta_error *err)
{
	buf_clear(out);
	leta_status st = env->analyze(env->ctx, piece, keep_stem, out, err);
	if (st == LETA_OK && !str_starts(piece, buf_view(out))) {
		buf_clear(out);
		buf_str(out, piece);
	}
	return st == LETA_OK ? buf_status(out, err) : st;
}

struct request {
	const struct expand_env *env;
	struct scan *scan;
	struct buf folded, stem, term;
	struct leta_error *err;
};

static leta_status scan_from(struct request *r, struct str literal)
{
	buf_clear(&r->term);
	buf_cstr(&r->term, r->scan->prefix);
	buf_str(&r->term, literal);
	leta_status st = buf_status(&r->term, r->err);
	return st == LETA_OK
		       ? r->env->terms(r->env->ctx, buf_view(&r->term), take_term, r->scan, r->err)
		       : st;
}

/* "projektet*" also means "projekt". */
static leta_status add_stem_of_prefix(struct request *r, struct str literal)
{
	uint32_t documents = 0;
	leta_status st = stem_of(r->env, literal, &r->stem, r->err);
	if (st != LETA_OK || r->stem.len == literal.len)
		return st;
	buf_clear(&r->term);
	buf_cstr(&r->term, r->scan->prefix);
	buf_str(&r->term, buf_view(&r->stem));
	st = r->env->count(r->env->ctx, buf_view(&r->term), &documents, r->err);
	if (st == LETA_OK && documents > 0)
		st = keep(r->scan, buf_view(&r->stem), documents, r->err);
	return st;
}

static leta_status scan_wildcard(struct request *r)
{
	struct str pattern = buf_view(&r->folded);
	size_t first = str_find(pattern, STR("*"), 0), last = first;
	for (size_t next; (next = str_find(pattern, STR("*"), last + 1)) != (size_t)-1;)
		last = next;
	struct str head = str_sub(pattern, 0, first),
		   tail = str_sub(pattern, last + 1, pattern.len);
	leta_status st = LETA_OK;
	r->scan->pattern = pattern;
	if (tail.len == 0 && last == first)
		st = add_stem_of_prefix(r, head);
	if (st == LETA_OK && tail.len > 0)
		st = stem_of(r->env, tail, &r->stem, r->err);
	if (st == LETA_OK && tail.len > 0 && r->stem.len >= QUERY_WILDCARD_LETTERS &&
	    r->stem.len < tail.len)
		r->scan->stemmed = str_sub(pattern, 0, last + 1 + r->stem.len);
	return st == LETA_OK ? scan_from(r, head) : st;
}

static leta_status scan_fuzzy(struct request *r)
{
	leta_status st = stem_of(r->env, buf_view(&r->folded), &r->stem, r->err);
	if (st != LETA_OK)
		return st;
	r->scan->n_forms = distance_forms(buf_view(&r->folded), r->scan->forms);
	distance_read(buf_view(&r->stem), &r->scan->forms[r->scan->n_forms++]);
	return scan_from(r, (struct str){"", 0});
}

leta_status wildcard_terms(const struct expand_env *env, const char *prefix,
			   const struct ast_node *ast, struct arena *arena,
			   struct wildcard_found *out, struct leta_error *err)
{
	struct scan scan = {.prefix = prefix, .arena = arena, .ast = ast};
	struct request r = {.env = env, .scan = &scan, .err = err};
	scan.kept = arena_zalloc(arena, 2 * KEEP, sizeof(*scan.kept));
	if (!scan.kept)
		return no_room(arena, err);
	buf_init(&r.folded, PATTERN_MAX);
	buf_init(&r.stem, PATTERN_MAX);
	buf_init(&r.term, PATTERN_MAX);
	text_fold(ast->text, &r.folded);
	leta_status st = buf_status(&r.folded, err);
	if (st == LETA_OK)
		st = ast->kind == AST_WILDCARD ? scan_wildcard(&r) : scan_fuzzy(&r);
	buf_fini(&r.folded);
	buf_fini(&r.stem);
	buf_fini(&r.term);
	if (st != LETA_OK)
		return st;
	keep_frequent(&scan);
	struct wildcard_found found = {.n = scan.n, .capped = scan.capped};
	found.terms = arena_zalloc(arena, scan.n + 1, sizeof(*found.terms));
	if (!found.terms)
		return no_room(arena, err);
	for (size_t i = 0; i < scan.n; i++)
		found.terms[i] = scan.kept[i].term;
	found.documents = scan.n > 0 ? scan.kept[0].documents : 0;
	*out = found;
	return LETA_OK;
}
