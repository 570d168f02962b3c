/*
 * notices.c: the sentences, in Swedish and English side by side.
 */
#include "search/notices.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"
#include "query/no_room.h"
#include "query/official.h"
#include "query/parse.h"

#define TEXT_MAX 512
#define LENGTH(list) (sizeof(list) / sizeof((list)[0]))
#define UNKNOWN_MAX 3
#define FEW_WORDS_MIN 3 /* half of two words is one: too many documents to tell of */
#define FEW_MAX 2 /* documents with all the words that make one ask for the others */

static leta_status add(struct ask *a, struct leta_notice notice, struct leta_error *err)
{
	struct leta_notice *notices = notice.text ? arena_grow(a->arena, a->notices, a->n_notices,
							       &a->notices_cap, sizeof(*notices))
						  : NULL;
	if (!notices)
		return no_room(a->arena, err);
	a->notices = notices;
	a->notices[a->n_notices++] = notice;
	return LETA_OK;
}

/* Both languages take the same arguments. False when memory is used up. */
static bool warn(struct ask *a, const char *sv, const char *en, ...)
	__attribute__((format(printf, 2, 4), format(printf, 3, 4)));

static bool warn(struct ask *a, const char *sv, const char *en, ...)
{
	char text[TEXT_MAX];
	va_list args;
	va_start(args, en);
	int n = vsnprintf(text, sizeof(text), a->query->lang == LETA_EN ? en : sv, args);
	va_end(args);
	struct str s = {text, n < 0 ? 0 : (size_t)n < sizeof(text) ? (size_t)n : sizeof(text) - 1};
	s.len = utf8_floor(s, s.len);
	struct leta_notice notice = {"warning", arena_strdup(a->arena, s), NULL};
	return add(a, notice, NULL) == LETA_OK;
}

/* Makes the notice added last a suggestion. */
static void suggest(struct ask *a, const char *query)
{
	a->notices[a->n_notices - 1].kind = "suggestion";
	a->notices[a->n_notices - 1].query = query;
}

static leta_status done(const struct ask *a, bool good, struct leta_error *err)
{
	return good ? LETA_OK : no_room(a->arena, err);
}

/* ---- words ---- */

static leta_status tell_accent(void *ctx, struct expand_node *leaf, bool wanted,
			       struct leta_error *err)
{
	struct ask *a = ctx;
	bool good = true;
	for (size_t i = 0; wanted && i < leaf->n_words; i++)
		for (size_t c = 0; good && c < leaf->words[i].n_choices; c++)
			if (leaf->words[i].choices[c].kind == EXPAND_ACCENT)
				good = warn(a, "inget dokument har '" STR_FMT "': visar '%s'",
					    "no document has '" STR_FMT "': showing '%s'",
					    STR_ARG(leaf->words[i].text),
					    leaf->words[i].choices[c].shown);
	return done(a, good, err);
}

static leta_status tell_expansion(struct ask *a, struct leta_error *err)
{
	bool good = true;
	if (a->expansion.capped)
		good = warn(a, "ett ord med * eller ~ står för fler än %d ord: de vanligaste söks",
			    "a word with * or ~ stands for more than %d words: the most frequent "
			    "are searched for",
			    QUERY_WILDCARD_TERMS);
	const struct ast_node *no_such = a->expansion.no_such;
	if (good && no_such)
		good = warn(a, "inget dokument, eller flera, har ett id som börjar på '" STR_FMT "'",
			    "no document, or several, have an id that begins with '" STR_FMT "'",
			    STR_ARG(no_such->text));
	if (good && a->expansion.only_stop)
		good = warn(a, "frågan har bara mycket vanliga ord: de söks som de står",
			    "the query has only very common words: they are searched for as they "
			    "stand");
	if (good && a->expansion.root)
		return expand_leaves(a->expansion.root, tell_accent, a, err);
	return done(a, good, err);
}

/* One notice for each correction; all of them together are the query to try. */
static leta_status tell_corrections(struct ask *a, struct leta_error *err)
{
	const char *query = a->repairs.n > 0 ? repair_text(a->text, &a->repairs, false, a->arena) : NULL;
	bool good = query || a->repairs.n == 0;
	for (size_t i = 0; good && i < a->repairs.n; i++) {
		const struct repair_fix *fix = &a->repairs.fixes[i];
		good = a->corrected && fix->sure
			       ? warn(a, "inget dokument har '" STR_FMT "': visar '%s'",
				      "no document has '" STR_FMT "': showing '%s'",
				      STR_ARG(fix->word->text), fix->shown)
			       : warn(a, "inget dokument har '" STR_FMT "': menade du '%s'?",
				      "no document has '" STR_FMT "': did you mean '%s'?",
				      STR_ARG(fix->word->text), fix->shown);
		if (good)
			suggest(a, query);
	}
	return done(a, good, err);
}

static leta_status tell_partial(struct ask *a, struct leta_error *err)
{
	bool good = !a->partial ||
		    warn(a, "inget dokument har alla orden: visar de bästa delträffarna",
			 "no document has all the words: showing the best partial matches");
	return done(a, good, err);
}

/* ---- records that lack what a condition asks for ---- */

static struct expand_node *unknown_node(struct ask *a, enum leta_field_id field)
{
	struct ast_node *ast = arena_zalloc(a->arena, 1, sizeof(*ast));
	struct expand_node *node = arena_zalloc(a->arena, 1, sizeof(*node));
	if (!ast || !node)
		return NULL;
	*ast = (struct ast_node){.kind = AST_UNKNOWN, .field = field};
	*node = (struct expand_node){.kind = AST_UNKNOWN, .ast = ast, .prefix = ""};
	return node;
}

/* The tree with the condition at `at` of the outermost AND replaced by "the field is unknown". */
static struct expand_node *with_unknown(struct ask *a, size_t at, enum leta_field_id field)
{
	const struct expand_node *root = a->expansion.root;
	struct expand_node *unknown = unknown_node(a, field);
	if (!unknown || root->kind != AST_AND)
		return unknown;
	struct expand_node *copy = arena_zalloc(a->arena, 1, sizeof(*copy));
	struct expand_node **children = arena_zalloc(a->arena, root->n_children, sizeof(*children));
	if (!copy || !children)
		return NULL;
	memcpy(children, root->children, root->n_children * sizeof(struct expand_node *));
	children[at] = unknown;
	*copy = *root;
	copy->children = children;
	return copy;
}

/* How many documents another reading of the query has. */
static leta_status count(struct ask *a, struct expand_node *root, uint32_t *n, struct leta_error *err)
{
	struct engine_match_options options = {.bm25 = session_bm25()};
	struct engine_match *match = NULL;
	struct plan_node *plan = NULL;
	struct expansion expansion = {.root = root};
	leta_status st = root ? planner_plan(&a->planner, &expansion, &plan, err)
			      : no_room(a->arena, err);
	if (st == LETA_OK)
		st = ask_run(a, plan, &options, &match, err);
	if (st != LETA_OK)
		return st;
	*n = match->total;
	engine_match_free(match);
	return LETA_OK;
}

static leta_status tell_unknown(struct ask *a, size_t at, enum leta_field_id field,
				struct leta_error *err)
{
	const struct leta_field_info *info = leta_field_info(field);
	struct expand_node *root = with_unknown(a, at, field);
	uint32_t n = 0;
	leta_status st = count(a, root, &n, err);
	if (st != LETA_OK || n == 0)
		return st;
	const char *name = a->query->lang == LETA_EN && info->en ? info->en : ast_field_name(field);
	bool good = warn(a, "%u till passar i övrigt men saknar uppgift om %s",
			 "%u more would match but have no value of %s", n, name);
	if (good) /* a warning that has a query to try */
		a->notices[a->n_notices - 1].query = ask_print(a, root, false);
	return done(a, good, err);
}

/* A range leaves out records whose value nobody knows: say how many. */
static leta_status tell_unknowns(struct ask *a, struct leta_error *err)
{
	const struct expand_node *root = a->expansion.root;
	size_t n = root && root->kind == AST_AND ? root->n_children : 1, told = 0;
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && root && i < n && told < UNKNOWN_MAX; i++) {
		const struct expand_node *child = root->kind == AST_AND ? root->children[i] : root;
		if (child->kind != AST_RANGE && child->kind != AST_OVERLAP)
			continue;
		st = tell_unknown(
			a, i, child->kind == AST_RANGE ? child->ast->field : LETA_FIELD_START, err);
		told++;
	}
	return st;
}

/* ---- nothing ---- */

static const struct {
	enum leta_field_id field;
	const char *sv, *en, *name; /* name: in a query */
} place_kinds[] = {
	{LETA_FIELD_COUNTY, "ett län", "a county", "län"},
	{LETA_FIELD_MUNICIPALITY, "en kommun", "a municipality", "kommun"},
	{LETA_FIELD_REGION, "en region", "a region", "region"},
};

/* Whether a value is a place of this kind, by any of its names. */
static bool is_place_of(enum leta_field_id field, struct str value)
{
	struct buf scratch;
	buf_init(&scratch, TEXT_MAX);
	bool is = official_value(leta_field_info(field), value, &scratch).len > 0;
	buf_fini(&scratch);
	return is;
}

/* The query with another field's name before the value at a condition. NULL: no memory. */
static const char *with_field(struct ask *a, const struct ast_node *condition, const char *name)
{
	struct str text = a->text, colon = STR(":");
	size_t value = str_find(text, colon, condition->start);
	return arena_printf(a->arena, STR_FMT "%s" STR_FMT, STR_ARG(str_sub(text, 0, condition->start)), name,
			    STR_ARG(str_sub(text, value, text.len)));
}

/* "region:Östergötland" finds nothing, for that is a county. */
static leta_status tell_place(struct ask *a, const struct ast_node *condition, struct leta_error *err)
{
	struct str value = condition->n_children == 1 ? condition->children[0]->text : (struct str){0};
	size_t own = LENGTH(place_kinds), other = own;
	for (size_t i = 0; i < LENGTH(place_kinds); i++) {
		if (place_kinds[i].field == condition->field)
			own = i;
		else if (other == LENGTH(place_kinds) && value.len > 0 && is_place_of(place_kinds[i].field, value))
			other = i;
	}
	if (own == LENGTH(place_kinds) || other == own || other == LENGTH(place_kinds) ||
	    is_place_of(condition->field, value))
		return LETA_OK;
	bool good = warn(a, "'" STR_FMT "' är %s", "'" STR_FMT "' is %s", STR_ARG(value),
			 a->query->lang == LETA_EN ? place_kinds[other].en : place_kinds[other].sv);
	if (good) {
		const char *query = with_field(a, condition, place_kinds[other].name);
		good = query != NULL;
		suggest(a, query);
	}
	return done(a, good, err);
}

/* Nothing was found: a condition on a place may have the wrong field. */
static leta_status tell_places(struct ask *a, struct leta_error *err)
{
	const struct ast_node *tree = a->tree;
	size_t n = tree && tree->kind == AST_AND ? tree->n_children : 1;
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && tree && a->match->total == 0 && i < n; i++) {
		const struct ast_node *child = tree->kind == AST_AND ? tree->children[i] : tree;
		if (child->kind == AST_FIELD)
			st = tell_place(a, child, err);
	}
	return st;
}

/* ---- nearly nothing ---- */

/* Very few documents have all the words: how many more have at least half of them, and how to see them. */
static leta_status tell_few(struct ask *a, struct leta_error *err)
{
	uint32_t full = a->match->total, some = 0;
	if (a->partial || a->query->mode != LETA_MODE_AUTO || full == 0 || full > FEW_MAX ||
	    ask_words(a) < FEW_WORDS_MIN)
		return LETA_OK;
	a->planner.mode = PLANNER_PARTIAL;
	leta_status st = count(a, a->expansion.root, &some, err);
	a->planner.mode = PLANNER_ALL;
	if (st != LETA_OK || some <= full)
		return st;
	bool good = warn(a, "%u till har minst hälften av orden", "%u more have at least half of the words",
			 some - full);
	if (good)
		a->notices[a->n_notices - 1].query = ask_print(a, a->expansion.root, true);
	return done(a, good, err);
}

/* ---- the index that was cited ---- */

static bool same_digits(const char *index, const char *at)
{
	for (; *at; index++, at++) {
		char c = *at >= 'A' && *at <= 'F' ? (char)(*at - 'A' + 'a') : *at;
		if (*index != c)
			return false;
	}
	return true;
}

static leta_status tell_other_index(struct ask *a, struct leta_error *err)
{
	const char *index = leta_index_fingerprint(a->index), *at = a->query->at;
	bool good = !at || same_digits(index, at) ||
		    warn(a,
			 "indexet är ett annat (%s) än det angivna (%s): träffarna kan skilja sig",
			 "the index is another (%s) than the one given (%s): the hits may differ",
			 index, at);
	return done(a, good, err);
}

/* What a lenient query had to do without. */
static leta_status tell_dropped(struct ask *a, struct leta_error *err)
{
	bool good = true;
	for (size_t i = 0; good && i < a->lenient.n_drops; i++) {
		const struct lenient_drop *drop = &a->lenient.drops[i];
		const char *sv = drop->why.message[LETA_SV], *en = drop->why.message[LETA_EN];
		const char *why = a->query->lang == LETA_EN ? en : sv;
		good = drop->text.len > 0
			       ? warn(a, "utelämnat '" STR_FMT "': %s",
				      "left out '" STR_FMT "': %s", STR_ARG(drop->text), why)
			       : warn(a, "frågan lästes bara delvis: %s",
				      "the query was read in part only: %s", why);
	}
	if (good && a->incomplete)
		good = warn(a, "frågan kräver för mycket arbete: svaret är ofullständigt",
			    "the query takes too much work: the answer is incomplete");
	return done(a, good, err);
}

leta_status notices_tell(struct ask *a, struct leta_error *err)
{
	leta_status st = tell_other_index(a, err);
	if (st == LETA_OK)
		st = tell_dropped(a, err);
	if (st == LETA_OK)
		st = tell_expansion(a, err);
	if (st == LETA_OK)
		st = tell_corrections(a, err);
	if (st == LETA_OK)
		st = tell_partial(a, err);
	if (st == LETA_OK)
		st = tell_few(a, err);
	if (st == LETA_OK)
		st = tell_places(a, err);
	return st == LETA_OK ? tell_unknowns(a, err) : st;
}
