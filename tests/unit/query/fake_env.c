/*
 * fake_env.c: see fake_env.h.
 */
#include "fake_env.h"

#include "base/error.h"
#include "base/utf8.h"

struct fake_term {
	const char *term;
	uint32_t documents;
};

/* In byte order, as an index gives them. */
static const struct fake_term vocabulary[] = {
	{"XA=malmö stad", 2},
	{"XAmalmö", 3},
	{"XAstad", 9},
	{"arbetsmarknad", 20},
	{"arbetsmarknadspolitik", 5},
	{"ehälsa", 4},
	{"ekonomi", 10},
	{"fattigdom", 6},
	{"född", 30},
	{"förstudie", 7},
	{"förändring", 6},
	{"häls", 11},
	{"idébur", 4},
	{"integration", 40},
	{"kvinn", 50},
	{"mal", 1},
	{"malmö", 12},
	{"mål", 90},
	{"policy", 3},
	{"politik", 25},
	{"processtöd", 8},
	{"process", 9},
	{"projekt", 100},
	{"rosengård", 4},
	{"sektor", 8},
	{"social", 20},
	{"stad", 13},
	{"stadiun", 2},
	{"storstad", 6},
	{"storstadsintegration", 2},
	{"stöd", 60},
	{"upphandl", 3},
	{"upphandling", 15},
	{"utrike", 14},
	{"utrikesfödd", 9},
};

#define N_TERMS (sizeof(vocabulary) / sizeof(vocabulary[0]))

struct fake_compound {
	const char *word, *first, *second;
};

static const struct fake_compound compounds[] = {
	{"storstadsintegration", "storstad", "integration"},
	{"processtöd", "process", "stöd"},
	{"målstöd", "mål", "stöd"},
};

static size_t lower(struct str s, char out[128])
{
	size_t n = 0;
	for (size_t i = 0; i < s.len && n < 120;)
		n += utf8_put(out + n, utf8_lower(utf8_next(s, &i)));
	return n;
}

static struct str stem(struct str word)
{
	static const char *const endings[] = {"ar", "en", "et", "er", "a", "s"};
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (word.len > 5 && str_ends(word, str_from(endings[i])) &&
		    !str_ends(word, STR("ss")))
			return str_sub(word, 0, word.len - str_from(endings[i]).len);
	return word;
}

static leta_status emit_parts(const struct text_token *whole, text_token_fn *fn, void *fn_ctx,
			      struct leta_error *err)
{
	for (size_t i = 0; i < sizeof(compounds) / sizeof(compounds[0]); i++) {
		struct text_token part = *whole;
		if (!str_eq(whole->term, str_from(compounds[i].word)))
			continue;
		part.kind = TEXT_PART;
		part.colocated = true;
		part.term = str_from(compounds[i].first);
		leta_status st = fn(fn_ctx, &part, err);
		part.term = str_from(compounds[i].second);
		return st == LETA_OK ? fn(fn_ctx, &part, err) : st;
	}
	return LETA_OK;
}

static bool is_letter(struct str text, size_t pos)
{
	unsigned char c = (unsigned char)text.ptr[pos];
	return c == 0xC3 || (c >= 0x80 && pos > 0 && (unsigned char)text.ptr[pos - 1] == 0xC3) ||
	       (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static leta_status fake_analyze(void *ctx, struct str text, text_token_fn *fn, void *fn_ctx,
				struct leta_error *err)
{
	uint32_t position = 0;
	size_t before = SIZE_MAX;
	(void)ctx;
	for (size_t i = 0, end; i < text.len; i = end) {
		char bytes[128], joined[256];
		for (end = i; end < text.len && is_letter(text, end);)
			end++;
		if (end == i) {
			end++;
			continue;
		}
		struct str word = {bytes, lower(str_sub(text, i, end), bytes)};
		struct text_token token = {
			.term = stem(word), .position = ++position, .start = i, .end = end};
		token.stop = str_eq(word, STR("att")) || str_eq(word, STR("i"));
		leta_status st = fn(fn_ctx, &token, err);
		if (st == LETA_OK)
			st = emit_parts(&token, fn, fn_ctx, err);
		if (st == LETA_OK && before != SIZE_MAX && text.ptr[i - 1] == '-') {
			size_t n = lower(str_sub(text, before, i - 1), joined);
			n += lower(str_sub(text, i, end), joined + n);
			token = (struct text_token){.term = {joined, n},
						    .position = position,
						    .start = before,
						    .end = end,
						    .kind = TEXT_JOINED,
						    .colocated = true};
			st = fn(fn_ctx, &token, err);
		}
		if (st != LETA_OK)
			return st;
		before = i;
	}
	return LETA_OK;
}

static leta_status fake_count(void *ctx, struct str term, uint32_t *documents,
			      struct leta_error *err)
{
	(void)ctx;
	(void)err;
	*documents = 0;
	for (size_t i = 0; i < N_TERMS; i++)
		if (str_eq(term, str_from(vocabulary[i].term)))
			*documents = vocabulary[i].documents;
	return LETA_OK;
}

static leta_status fake_terms(void *ctx, struct str prefix, expand_term_fn *fn, void *fn_ctx,
			      struct leta_error *err)
{
	leta_status st = LETA_OK;
	(void)ctx;
	for (size_t i = 0; st == LETA_OK && i < N_TERMS; i++) {
		struct str term = str_from(vocabulary[i].term);
		if (prefix.len == 0 ? term.ptr[0] != 'X' : str_starts(term, prefix))
			st = fn(fn_ctx, term, vocabulary[i].documents, err);
	}
	return st;
}

static leta_status fake_forms(void *ctx, const char *prefix, struct str term, expand_form_fn *fn,
			      void *fn_ctx, struct leta_error *err)
{
	(void)ctx;
	if (prefix[0] == '\0' && str_eq(term, STR("upphandling"))) {
		leta_status st = fn(fn_ctx, STR("Upphandlingar"), err);
		return st == LETA_OK ? fn(fn_ctx, STR("upphandling"), err) : st;
	}
	return LETA_OK;
}

/* Two documents are like "K-1"; there is no other that others are like. */
static leta_status fake_alike(void *ctx, struct str id, struct arena *arena,
			      struct expand_likeness **out, struct leta_error *err)
{
	static struct str documents[] = {STR_INIT("QK-2"), STR_INIT("QK-3")};
	(void)ctx;
	if (!str_eq(id, STR("K-1")))
		return LETA_OK;
	*out = arena_zalloc(arena, 1, sizeof(**out));
	if (!*out)
		return error_nomem(err);
	**out = (struct expand_likeness){.id = "K-1", .documents = documents, .n = 2};
	return LETA_OK;
}

static bool fake_known(void *ctx, struct str word)
{
	(void)ctx;
	return str_eq(word, STR("stadium"));
}

struct expand_env fake_env(void)
{
	return (struct expand_env){.analyze = fake_analyze,
				   .count = fake_count,
				   .terms = fake_terms,
				   .forms = fake_forms,
				   .known = fake_known,
				   .alike = fake_alike};
}
