/*
 * plain.c: a question or a title as words, without a language: nothing in it is an operator, a
 * field or a pattern, so nothing in it can be wrong but its length.
 *
 * Words keep their places in the text, so words with only blanks between them are analysed
 * together all the same ("metod- och processtöd"), and words with other signs between them are not.
 */
#include "base/error.h"
#include "base/utf8.h"
#include "query/no_room.h"
#include "query/parse.h"

static bool is_blank(uint32_t cp)
{
	return cp <= 0x20 || cp == 0x7F || utf8_is_space(cp);
}

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

static bool holds_words(uint32_t cp)
{
	bool sign = (cp > 0x7F && cp < 0xC0 && cp != 0xAD) || cp == 0xD7 || cp == 0xF7 ||
		    (cp >= 0x2000 && cp < 0x2E80) || (cp >= 0x3000 && cp < 0x3040);
	return is_digit(cp) || utf8_is_letter(cp) || (cp > 0x7F && !sign);
}

/* Signs that may stand inside a word: "e-hälsa", "EU:s", "3.1", "1,5", "d’Or". */
static bool joins(uint32_t cp)
{
	return cp == '-' || cp == 0x2010 || cp == 0x2011 || cp == ':' || cp == '.' || cp == ',' ||
	       cp == '\'' || cp == 0x2019;
}

/* Whether the sign between two characters belongs to a word; 0 is the beginning or the end. */
static bool is_inside(uint32_t before, uint32_t cp, uint32_t after)
{
	if (!joins(cp) || !holds_words(before))
		return false;
	if (cp == ',')
		return is_digit(before) && is_digit(after);
	bool rest_follows = (cp == '-' || cp == 0x2010 || cp == 0x2011) && is_blank(after);
	return holds_words(after) || rest_follows;
}

/* The next word of the text at or behind *pos; empty at the end. */
static struct str next_word(struct str text, size_t *pos)
{
	uint32_t before = 0;
	size_t start = text.len, i = *pos;
	while (i < text.len) {
		size_t at = i, look;
		uint32_t cp = utf8_next(text, &i);
		look = i;
		uint32_t after = look < text.len ? utf8_next(text, &look) : ' ';
		bool inside = holds_words(cp) || is_inside(before, cp, after);
		if (inside && start == text.len)
			start = at;
		if (!inside && start < text.len) {
			*pos = at;
			return str_sub(text, start, at);
		}
		before = cp;
	}
	*pos = text.len;
	return str_sub(text, start, text.len);
}

/* Words that make a text a question and are not what it asks about. */
static const char *const asking[] = {
	"ange",    "anges", "används", "beskriv", "beskrivs", "betyder", "enligt",
	"exempel", "finns", "gäller",  "ge",      "hurdan",   "innebär", "kallas",
	"menas",   "nämn",  "nämns",   "sker",    "varför",   "varifrån", "vart", "vems",
};

static bool is_asking(struct str word)
{
	for (size_t i = 0; i < sizeof(asking) / sizeof(asking[0]); i++) {
		struct str wanted = str_from(asking[i]);
		size_t at = 0, other = 0;
		while (at < word.len && other < wanted.len &&
		       utf8_lower(utf8_next(word, &at)) == utf8_next(wanted, &other))
			if (at == word.len && other == wanted.len)
				return true;
	}
	return false;
}

/* Takes the asking words out of a question, unless it has no others. */
static void drop_asking(struct ast_node *and)
{
	size_t kept = 0;
	for (size_t i = 0; i < and->n_children; i++)
		kept += !is_asking(and->children[i]->text);
	if (kept == 0)
		return;
	kept = 0;
	for (size_t i = 0; i < and->n_children; i++)
		if (!is_asking(and->children[i]->text))
			and->children[kept++] = and->children[i];
	and->n_children = kept;
}

static leta_status add_word(struct arena *arena, struct ast_node *and, size_t *cap, struct str text,
			    struct leta_error *err)
{
	struct ast_node *word = arena_zalloc(arena, 1, sizeof(*word));
	struct ast_node **words =
		arena_grow(arena, and->children, and->n_children, cap, sizeof(struct ast_node *));
	if (!word || !words)
		return no_room(arena, err);
	word->kind = AST_WORD;
	word->text = text;
	words[ and->n_children++] = word;
	and->children = words;
	return LETA_OK;
}

leta_status query_parse_plain(struct str query, struct arena *arena, struct ast_node **out,
			      struct leta_error *err)
{
	struct ast_node *root = arena_zalloc(arena, 1, sizeof(*root));
	struct str text;
	size_t pos = 0, cap = 0;
	leta_status st = root ? query_check(query, err) : no_room(arena, err);
	while (st == LETA_OK && (text = next_word(query, &pos)).len > 0) {
		if (root->n_children == QUERY_MAX_TERMS)
			return error_at(err, LETA_ERR_LIMIT, pos, "frågan har fler än %d ord",
					"the query has more than %d words", QUERY_MAX_TERMS);
		st = add_word(arena, root, &cap, text, err);
		if (st != LETA_OK)
			return st;
		root->children[root->n_children - 1]->start = pos - text.len;
		root->children[root->n_children - 1]->end = pos;
	}
	if (st == LETA_OK && root->n_children == 0)
		st = error_at(err, LETA_ERR_SYNTAX, 0, "frågan är tom: skriv minst ett ord",
			      "the query is empty: write at least one word");
	if (st != LETA_OK)
		return st;
	if (str_ends(str_trim(query), STR("?")))
		drop_asking(root);
	root->kind = AST_AND;
	root->end = query.len;
	*out = root->n_children == 1 ? root->children[0] : root;
	return LETA_OK;
}
