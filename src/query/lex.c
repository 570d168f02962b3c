/*
 * lex.c: what a query's characters mean.
 *
 * Lenient about what people paste (typographic quotes, lone dashes, "EU:s", addresses, "SOU
 * 2007:104"), strict about what would silently change the question: an unknown name before a colon
 * and an open quote are errors.
 */
#include "query/lex.h"

#include <math.h>

#include "base/error.h"
#include "base/utf8.h"
#include "query/parse.h"
#include "query/range.h"

#define SUFFIX_MAX_BYTES 6

static uint32_t peek(const struct lexer *l, size_t pos)
{
	return pos < l->query.len ? utf8_next(l->query, &pos) : 0;
}

static bool is_blank(uint32_t cp)
{
	return cp <= 0x20 || cp == 0x7F || utf8_is_space(cp);
}

static bool is_quote(uint32_t cp)
{
	return cp == '"' || cp == 0x201C || cp == 0x201D || cp == 0x201E || cp == 0xAB ||
	       cp == 0xBB;
}

static bool is_guillemet(uint32_t cp)
{
	return cp == 0xAB || cp == 0xBB;
}

/* A quote ends at its like, so that a value can hold the others; people mix only the curved ones. */
static bool ends_phrase(uint32_t opened, uint32_t cp)
{
	if (opened == '"')
		return cp == '"';
	if (is_guillemet(opened))
		return is_guillemet(cp);
	return is_quote(cp);
}

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

static bool is_word_start(uint32_t cp)
{
	return is_digit(cp) || cp == '*' || (cp > 0x7F && !is_quote(cp) && !is_blank(cp)) ||
	       utf8_is_letter(cp);
}

static bool ends_word(uint32_t cp)
{
	return is_blank(cp) || cp == '(' || cp == ')' || is_quote(cp);
}

static size_t word_end(const struct lexer *l, size_t pos)
{
	while (pos < l->query.len) {
		size_t next = pos;
		if (ends_word(utf8_next(l->query, &next)))
			break;
		pos = next;
	}
	return pos;
}

/* ---- operators ---- */

struct operator_word {
	const char *text;
	enum lex_kind kind;
};

static const struct operator_word operators[] = {
	{"OCH", LEX_AND},  {"AND", LEX_AND}, {"ELLER", LEX_OR},  {"OR", LEX_OR},
	{"INTE", LEX_NOT}, {"NOT", LEX_NOT}, {"NÄRA", LEX_NEAR}, {"NEAR", LEX_NEAR},
};

static leta_status near_distance(struct lexeme *lexeme, struct str digits, struct leta_error *err)
{
	unsigned n = 0;
	bool good = digits.len > 0 && digits.len <= 9;
	for (size_t i = 0; good && i < digits.len; i++) {
		good = is_digit((unsigned char)digits.ptr[i]);
		n = n * 10 + (unsigned)(digits.ptr[i] - '0');
	}
	if (!good || n == 0 || n > QUERY_NEAR_MAX)
		return error_at(err, n > QUERY_NEAR_MAX ? LETA_ERR_LIMIT : LETA_ERR_SYNTAX,
				lexeme->start,
				"avståndet i '" STR_FMT "' ska vara ett tal från 1 till %d",
				"the distance in '" STR_FMT "' must be a number from 1 to %d",
				STR_ARG(lexeme->text), QUERY_NEAR_MAX);
	lexeme->distance = n;
	return LETA_OK;
}

/* Makes a WORD an operator when it is one. */
static leta_status as_operator(struct lexeme *lexeme, struct leta_error *err)
{
	for (size_t i = 0; i < sizeof(operators) / sizeof(operators[0]); i++) {
		struct str op = str_from(operators[i].text);
		if (!str_starts(lexeme->text, op))
			continue;
		if (lexeme->text.len == op.len) {
			lexeme->kind = operators[i].kind;
			lexeme->distance = QUERY_NEAR_DEFAULT;
			return LETA_OK;
		}
		if (operators[i].kind == LEX_NEAR && lexeme->text.ptr[op.len] == '/') {
			lexeme->kind = LEX_NEAR;
			return near_distance(
				lexeme, str_sub(lexeme->text, op.len + 1, lexeme->text.len), err);
		}
	}
	return LETA_OK;
}

/* ---- names ---- */

/* "EU:s", "VD:ar": an ending after a colon, not a value. */
static bool is_suffix(struct str s)
{
	static const char *const suffixes[] = {
		"s",  "n",  "t",   "en",  "et",  "ns",   "ts",   "ar",   "er",
		"or", "na", "ens", "ets", "are", "arna", "erna", "orna", "aren",
	};
	while (s.len > 0 && (s.ptr[s.len - 1] == '.' || s.ptr[s.len - 1] == ','))
		s.len--;
	for (size_t i = 0; s.len <= SUFFIX_MAX_BYTES && i < sizeof(suffixes) / sizeof(suffixes[0]);
	     i++)
		if (str_eq(s, str_from(suffixes[i])))
			return true;
	return false;
}

static bool looks_like_name(struct str s)
{
	size_t letters = 0;
	for (size_t i = 0; i < s.len;) {
		uint32_t cp = utf8_next(s, &i);
		if (!utf8_is_letter(cp) && cp != '-' && cp != '_')
			return false;
		letters++;
	}
	return letters > 1;
}

static leta_status unknown_name(const struct lexeme *lexeme, struct str name,
				struct leta_error *err)
{
	const char *nearest = name_nearest(name);
	if (nearest)
		return error_at(err, LETA_ERR_SYNTAX, lexeme->start,
				"'" STR_FMT ":' är inget fält: menade du '%s:'",
				"'" STR_FMT ":' is no field: did you mean '%s:'", STR_ARG(name),
				nearest);
	return error_at(err, LETA_ERR_SYNTAX, lexeme->start,
			"'" STR_FMT ":' är inget fält: sätt citattecken om det hör till texten",
			"'" STR_FMT ":' is no field: put it in quotes if it belongs to the text",
			STR_ARG(name));
}

/* The marks of a sentence behind a word: "Östergötland, och". A full stop may be an abbreviation's. */
static void without_punctuation(struct str *word)
{
	while (word->len > 1 && memchr(",;!?", word->ptr[word->len - 1], 4))
		word->len--;
}

/* Makes a WORD a NAME when it begins with one. */
static leta_status as_name(struct lexer *l, struct lexeme *lexeme, struct leta_error *err)
{
	size_t colon = str_find(lexeme->text, STR(":"), 0);
	if (colon == (size_t)-1)
		return LETA_OK;
	struct str name = str_sub(lexeme->text, 0, colon);
	struct str rest = str_sub(lexeme->text, colon + 1, lexeme->text.len);
	if (!looks_like_name(name))
		return LETA_OK;
	if (!name_find(name, &lexeme->name)) {
		bool plain = (rest.len == 0 && !is_quote(peek(l, lexeme->end)) &&
			      peek(l, lexeme->end) != '(') ||
			     str_starts(rest, STR("//")) || str_starts(rest, STR(":")) ||
			     (rest.len > 0 && is_digit((unsigned char)rest.ptr[0])) ||
			     is_suffix(rest);
		return plain ? LETA_OK : unknown_name(lexeme, name, err);
	}
	lexeme->kind = LEX_NAME;
	lexeme->text = name;
	lexeme->end = lexeme->start + colon + 1;
	return LETA_OK;
}

/* ---- comparisons ---- */

static bool is_field(struct str name, enum leta_field_id field)
{
	struct name found;
	return name_find(name, &found) && found.kind == AST_RANGE && found.field == field;
}

/* The budget less the grant, by the sign between them. */
static struct range difference(struct str sign, bool budget_first)
{
	bool above = sign.ptr[0] == '>', below = sign.ptr[0] == '<';
	bool equal = sign.ptr[sign.len - 1] == '=';
	if (!budget_first && above != below) {
		above = !above;
		below = !below;
	}
	return (struct range){above && !equal   ? 1
			      : above || !below ? 0
						: -HUGE_VAL,
			      below && !equal   ? -1
			      : below || !above ? 0
						: HUGE_VAL};
}

/* Makes a WORD a COMPARISON when it compares budget and grant: "budget>stöd", "stöd=budget". */
static void as_comparison(struct lexeme *lexeme)
{
	struct str s = lexeme->text;
	size_t at = 0;
	while (at < s.len && s.ptr[at] != '<' && s.ptr[at] != '>' && s.ptr[at] != '=')
		at++;
	size_t end = at + 1 < s.len && s.ptr[at] != '=' && s.ptr[at + 1] == '=' ? at + 2 : at + 1;
	struct str left = str_sub(s, 0, at), right = str_sub(s, end, s.len);
	bool forward = is_field(left, LETA_FIELD_BUDGET) && is_field(right, LETA_FIELD_GRANT);
	bool backward = is_field(left, LETA_FIELD_GRANT) && is_field(right, LETA_FIELD_BUDGET);
	if (!forward && !backward)
		return;
	lexeme->kind = LEX_COMPARISON;
	lexeme->range = difference(str_sub(s, at, end), forward);
}

/* ---- lexemes ---- */

static leta_status take_phrase(struct lexer *l, size_t quote, struct lexeme *out,
			       struct leta_error *err)
{
	size_t pos = quote;
	uint32_t opened = utf8_next(l->query, &pos);
	for (size_t end = pos; end < l->query.len;) {
		size_t next = end;
		uint32_t cp = utf8_next(l->query, &next);
		if (ends_phrase(opened, cp)) {
			out->kind = LEX_PHRASE;
			out->text = str_sub(l->query, pos, end);
			out->end = l->pos = next;
			return LETA_OK;
		}
		end = next;
	}
	return error_at(err, LETA_ERR_SYNTAX, quote, "citattecknet saknar sitt slut",
			"the quotation mark is never closed");
}

static void take_word(struct lexer *l, size_t start, struct lexeme *out)
{
	size_t end = word_end(l, start);
	out->kind = LEX_WORD;
	out->text = str_sub(l->query, start, end);
	out->end = l->pos = end;
}

static void take_sign(struct lexer *l, enum lex_kind kind, struct lexeme *out)
{
	out->kind = kind;
	out->text = str_sub(l->query, l->pos, l->pos + 1);
	out->end = ++l->pos;
}

/* Blanks, and signs that stand alone or mean nothing where they stand. */
static void skip_blanks(struct lexer *l)
{
	while (l->pos < l->query.len) {
		size_t next = l->pos;
		uint32_t cp = utf8_next(l->query, &next);
		uint32_t after = peek(l, next);
		bool alone = (cp == '-' || cp == '+' || cp == '=') && ends_word(after) &&
			     !is_quote(after) && (after != '(' || cp == '=');
		if (!is_blank(cp) && !alone)
			return;
		l->pos = next;
	}
}

leta_status lex_next(struct lexer *l, struct lexeme *out, struct leta_error *err)
{
	skip_blanks(l);
	*out = (struct lexeme){.kind = LEX_END, .start = l->pos, .end = l->pos};
	if (l->pos >= l->query.len)
		return LETA_OK;
	uint32_t cp = peek(l, l->pos), after = peek(l, l->pos + 1);
	if (cp == '(' || cp == ')') {
		take_sign(l, cp == '(' ? LEX_OPEN : LEX_CLOSE, out);
		return LETA_OK;
	}
	if (cp == '+' || cp == '-') {
		take_sign(l, cp == '+' ? LEX_PLUS : LEX_MINUS, out);
		return LETA_OK;
	}
	if (is_quote(cp))
		return take_phrase(l, l->pos, out, err);
	out->exact = cp == '=' && (is_quote(after) || is_word_start(after));
	if (out->exact && is_quote(after))
		return take_phrase(l, l->pos + 1, out, err);
	take_word(l, l->pos + (out->exact ? 1 : 0), out);
	if (out->exact)
		return LETA_OK;
	leta_status st = as_operator(out, err);
	if (st == LETA_OK && out->kind == LEX_WORD)
		st = as_name(l, out, err);
	if (st == LETA_OK && out->kind == LEX_WORD)
		as_comparison(out);
	if (st == LETA_OK && out->kind == LEX_WORD)
		without_punctuation(&out->text);
	l->pos = out->end;
	return st;
}

/* ---- values ---- */

/* The end of "137" or "500kr" or "mkr" behind one blank, or 0 when something else stands there. */
static size_t more_of_amount(const struct lexer *l, size_t pos, const struct leta_field_info *info)
{
	size_t start = pos;
	if (pos >= l->query.len || !is_blank(utf8_next(l->query, &start)))
		return 0;
	size_t end = word_end(l, start), digits = start;
	while (digits < end && is_digit((unsigned char)l->query.ptr[digits]))
		digits++;
	struct str unit = str_sub(l->query, digits, end);
	bool group = digits - start == 3;
	bool dots = str_starts(unit, STR(".."));
	if (end == start || (digits > start && !group))
		return 0;
	return (group && (unit.len == 0 || dots)) || range_is_unit(info, unit) ? end : 0;
}

leta_status lex_value(struct lexer *l, const struct leta_field_info *amount, struct lexeme *out,
		      struct leta_error *err)
{
	*out = (struct lexeme){.kind = LEX_END, .start = l->pos, .end = l->pos};
	uint32_t cp = peek(l, l->pos);
	if (l->pos >= l->query.len || is_blank(cp) || cp == ')')
		return LETA_OK;
	if (cp == '(') {
		take_sign(l, LEX_OPEN, out);
		return LETA_OK;
	}
	if (is_quote(cp))
		return take_phrase(l, l->pos, out, err);
	uint32_t after = peek(l, l->pos + 1);
	out->exact = !amount && cp == '=' && (is_quote(after) || is_word_start(after));
	if (out->exact && is_quote(after))
		return take_phrase(l, l->pos + 1, out, err);
	take_word(l, l->pos + (out->exact ? 1 : 0), out);
	if (!amount)
		return LETA_OK;
	for (size_t end; (end = more_of_amount(l, l->pos, amount)) > 0;)
		l->pos = end;
	out->text = str_sub(l->query, out->start, l->pos);
	out->end = l->pos;
	return LETA_OK;
}
