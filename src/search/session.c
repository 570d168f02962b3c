/*
 * session.c: opening an index for reading, and what the rest of src/search needs of it.
 *
 * An index is refused when its format or its analysis is not ours: a query would be analysed into
 * terms that it does not hold, and the answer would be silently wrong.
 */
#include "search/session.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/file.h"
#include "schema/term.h"
#include "schema/thesaurus.h"
#include "schema/version.h"
#include "search/alike.h"
#include "search/occur.h"
#include "store/manifest.h"

#define META_MAX ((size_t)4 << 10)
#define SCRATCH_MAX ((size_t)256 << 20)
#define FORM_DOCUMENTS 3 /* that are asked how they write a term */

static leta_status keep_bytes(void *ctx, struct str bytes, struct leta_error *err)
{
	struct buf *out = ctx;
	buf_clear(out);
	buf_str(out, bytes);
	return buf_status(out, err);
}

/* ---- opening ---- */

static leta_status check_format(struct leta_index *index, struct buf *value, struct leta_error *err)
{
	char ours[16];
	snprintf(ours, sizeof(ours), "%d", SCHEMA_FORMAT);
	leta_status st = engine_reader_meta(index->engine, STR("format"), keep_bytes, value, err);
	if (st != LETA_OK || str_eq(buf_view(value), str_from(ours)))
		return st;
	return error_set(err, LETA_ERR_VERSION,
			 "indexet har format '" STR_FMT
			 "' och det här programmet läser format %d; bygg om det med "
			 "'leta index --fresh'",
			 "the index has format '" STR_FMT
			 "' and this program reads format %d; rebuild it with "
			 "'leta index --fresh'",
			 STR_ARG(buf_view(value)), SCHEMA_FORMAT);
}

static leta_status check_analysis(struct leta_index *index, struct buf *value,
				  struct leta_error *err)
{
	char signature[THESAURUS_SIGNATURE_MAX];
	const char *ours = thesaurus_sign(text_analyzer_fingerprint(index->analyzer), signature);
	leta_status st = engine_reader_meta(index->engine, STR("analysis"), keep_bytes, value, err);
	if (st != LETA_OK || str_eq(buf_view(value), str_from(ours)))
		return st;
	return error_set(
		err, LETA_ERR_VERSION,
		"indexet är gjort med en annan ordanalys (" STR_FMT ", här %s); bygg om det med "
		"'leta index --fresh'",
		"the index was made with another analysis (" STR_FMT ", here %s); rebuild it with "
		"'leta index --fresh'",
		STR_ARG(buf_view(value)), ours);
}

static leta_status read_meta(struct leta_index *index, struct leta_error *err)
{
	struct engine_stats stats;
	struct buf value;
	buf_init(&value, META_MAX);
	leta_status st = check_format(index, &value, err);
	if (st == LETA_OK)
		st = check_analysis(index, &value, err);
	if (st == LETA_OK)
		st = engine_reader_meta(index->engine, STR("content"), keep_bytes, &value, err);
	if (st == LETA_OK)
		snprintf(index->fingerprint, sizeof(index->fingerprint), "%s",
			 value.data ? value.data : "");
	if (st == LETA_OK)
		st = engine_reader_meta(index->engine, STR(SCHEMA_PERSONS), keep_bytes, &value, err);
	index->without_persons = st == LETA_OK && str_eq(buf_view(&value), STR(SCHEMA_PERSONS_NONE));
	buf_fini(&value);
	if (st == LETA_OK)
		st = engine_reader_stats(index->engine, &stats, err);
	if (st != LETA_OK)
		return st;
	index->documents = stats.documents;
	return manifest_check_sizes(index->generation, stats.revision, err);
}

/* With the lexicon that the index was made with, which lies in it; none there: it was made without. */
static leta_status open_analyzer(struct leta_index *index, struct leta_error *err)
{
	char path[GENERATION_PATH_MAX];
	if (!file_join(path, sizeof(path), index->generation, TEXT_LEXICON_FILE))
		return error_set(err, LETA_ERR_INVALID, "sökvägen är för lång", "the path is too long");
	return text_analyzer_new(path, &index->analyzer, err);
}

static leta_status open_learned(struct leta_index *index, struct leta_error *err)
{
	char path[GENERATION_PATH_MAX];
	if (!file_join(path, sizeof(path), index->generation, LEARNED_FILE))
		return error_set(err, LETA_ERR_INVALID, "sökvägen är för lång", "the path is too long");
	return learned_open(path, &index->learned, err);
}

leta_status leta_index_open(const char *dir, leta_index **out, struct leta_error *err)
{
	struct leta_index *index = calloc(1, sizeof(*index));
	if (!index)
		return error_nomem(err);
	index->scratch = arena_new(SCRATCH_MAX);
	index->frequencies = frequencies_new();
	leta_status st = index->scratch && index->frequencies
				 ? generation_current(dir, index->generation, err)
				 : error_nomem(err);
	if (st == LETA_OK)
		st = open_analyzer(index, err);
	if (st == LETA_OK)
		st = engine_reader_open(index->generation, &index->engine, err);
	if (st == LETA_OK)
		st = read_meta(index, err);
	if (st == LETA_OK)
		st = store_reader_open(index->generation, &index->store, err);
	if (st == LETA_OK)
		st = open_learned(index, err);
	if (st != LETA_OK) {
		leta_index_close(index);
		return error_in(err, st, "%s", dir);
	}
	*out = index;
	return LETA_OK;
}

void leta_index_close(leta_index *index)
{
	if (!index)
		return;
	for (size_t i = 0; i < SESSION_VIEWS; i++)
		view_free(index->views[i]);
	store_reader_close(index->store);
	engine_reader_close(index->engine);
	text_analyzer_free(index->analyzer);
	learned_close(index->learned);
	frequencies_free(index->frequencies);
	arena_free(index->scratch);
	free(index);
}

size_t leta_index_size(const leta_index *index)
{
	return index->documents;
}

const char *leta_index_fingerprint(const leta_index *index)
{
	return index->fingerprint;
}

bool leta_index_without_personal_data(const leta_index *index)
{
	return index->without_persons;
}

struct engine_bm25 session_bm25(void)
{
	return (struct engine_bm25){.k1 = 4, .b = 0.4, .min_length = 0};
}

/* ---- documents ---- */

leta_status session_view(struct leta_index *index, struct str data, struct view **out,
			 struct leta_error *err)
{
	struct store_entry entry;
	if (!store_entry_decode(data, &entry))
		return error_set(
			err, LETA_ERR_CORRUPT,
			"en dokumentpost i indexet är skadad; bygg om det med 'leta index --fresh'",
			"a document's entry in the index is damaged; rebuild it with "
			"'leta index --fresh'");
	for (size_t i = 0; i < SESSION_VIEWS; i++)
		if (index->views[i] && view_address(index->views[i]) == entry.address.offset &&
		    !view_failed(index->views[i])) {
			*out = index->views[i];
			return LETA_OK;
		}
	struct view **place = &index->views[index->next_view];
	if (!*place && !(*place = view_new()))
		return error_nomem(err);
	index->next_view = (index->next_view + 1) % SESSION_VIEWS;
	leta_status st = view_read(*place, index->store, entry.address, index->analyzer, err);
	if (st == LETA_OK)
		*out = *place;
	return st;
}

/* ---- ids ---- */

struct matches {
	char first[SESSION_ID_MAX]; /* the first id that fits */
	size_t n;
};

/* Keys are terms "Q" + id. Two are enough to know that the beginning is not unique. */
static leta_status take_key(void *ctx, struct str term, uint32_t documents, struct leta_error *err)
{
	struct matches *m = ctx;
	(void)documents;
	(void)err;
	if (m->n++ > 0)
		return LETA_ERR_CANCELLED;
	size_t len = term.len - 1 < SESSION_ID_MAX - 1 ? term.len - 1 : SESSION_ID_MAX - 1;
	memcpy(m->first, term.ptr + 1, len);
	m->first[len] = '\0';
	return LETA_OK;
}

static leta_status find_by_beginning(struct leta_index *index, const char *id, struct matches *out,
				     struct leta_error *err)
{
	char key[SESSION_ID_MAX + 1] = "Q";
	struct str beginning = str_from(id);
	*out = (struct matches){0};
	if (beginning.len == 0 || beginning.len >= SESSION_ID_MAX)
		return LETA_OK;
	memcpy(key + 1, beginning.ptr, beginning.len);
	leta_status st = engine_reader_terms(index->engine, (struct str){key, beginning.len + 1},
					     take_key, out, err);
	return st == LETA_ERR_CANCELLED ? LETA_OK : st;
}

leta_status session_find(struct leta_index *index, const char *id, struct session_key *out,
			 engine_bytes_fn *fn, void *ctx, struct leta_error *err)
{
	struct matches matches;
	struct session_key key = {.docid = 0};
	snprintf(key.id, sizeof(key.id), "%s", id);
	leta_status st = engine_reader_find(index->engine, str_from(id), &key.docid, fn, ctx, err);
	if (st == LETA_ERR_NOT_FOUND) {
		st = find_by_beginning(index, id, &matches, err);
		if (st != LETA_OK)
			return st;
		if (matches.n > 1)
			return error_set(
				err, LETA_ERR_INVALID,
				"flera dokument börjar på '%s', bland andra '%s': skriv mer av id",
				"several documents begin with '%s', '%s' among them: write more "
				"of the id",
				id, matches.first);
		if (matches.n == 0)
			return error_set(err, LETA_ERR_NOT_FOUND,
					 "dokumentet '%s' finns inte i indexet",
					 "the document '%s' is not in the index", id);
		memcpy(key.id, matches.first, sizeof(key.id));
		st = engine_reader_find(index->engine, str_from(key.id), &key.docid, fn, ctx, err);
	}
	if (st == LETA_OK)
		*out = key;
	return st;
}

/* ---- the index as expansion sees it ---- */

static leta_status analyze(void *ctx, struct str text, text_token_fn *fn, void *fn_ctx,
			   struct leta_error *err)
{
	struct leta_index *index = ctx;
	return text_analyzer_run(index->analyzer, TEXT_MODE_QUERY, text, fn, fn_ctx, err);
}

static leta_status count_term(void *ctx, struct str term, uint32_t *documents,
			      struct leta_error *err)
{
	struct leta_index *index = ctx;
	struct engine_count count = {0};
	leta_status st = engine_reader_counts(index->engine, &term, 1, &count, err);
	*documents = count.documents;
	return st == LETA_ERR_LIMIT ? LETA_OK : st; /* no term is as long */
}

/* Terms of the default text begin with anything but a capital letter: those are prefixes. */
static leta_status each_term(void *ctx, struct str prefix, expand_term_fn *fn, void *fn_ctx,
			     struct leta_error *err)
{
	struct leta_index *index = ctx;
	if (prefix.len > 0)
		return engine_reader_terms(index->engine, prefix, fn, fn_ctx, err);
	for (int byte = 0x21; byte <= 0xFF; byte++) {
		char first = (char)(unsigned char)byte;
		if (byte >= 'A' && byte <= 'Z')
			continue;
		leta_status st = engine_reader_terms(index->engine, (struct str){&first, 1}, fn,
						     fn_ctx, err);
		if (st != LETA_OK)
			return st;
	}
	return LETA_OK;
}

/* ---- how documents write a term ---- */

struct forms {
	struct leta_index *index;
	const char *prefix;
	struct str term;
	expand_form_fn *fn;
	void *fn_ctx;
};

static leta_status forms_of_stream(const struct forms *f, struct view *view,
				   const struct forward_stream *stream, uint32_t term,
				   struct leta_error *err)
{
	struct str text = {NULL, 0};
	for (size_t i = 0; i < stream->n_tokens; i++) {
		const struct forward_token *token = &stream->tokens[i];
		if (token->term != term)
			continue;
		leta_status st = text.ptr ? LETA_OK : view_stream_text(view, stream, &text, err);
		if (st == LETA_OK)
			st = f->fn(f->fn_ctx,
				   str_sub(text, token->start, token->start + token->length), err);
		if (st != LETA_OK)
			return st;
	}
	return LETA_OK;
}

static leta_status forms_of_document(const struct forms *f, struct str data, struct leta_error *err)
{
	struct occur o;
	struct view *view;
	const struct forward *forward;
	arena_reset(f->index->scratch);
	leta_status st = session_view(f->index, data, &view, err);
	if (st == LETA_OK)
		st = view_forward(view, &forward, err);
	if (st == LETA_OK)
		st = occur_open(&o, view, forward, OCCUR_EVERYWHERE, f->index->scratch, err);
	if (st != LETA_OK)
		return st;
	uint32_t term = forward_find(o.forward, f->term);
	for (size_t i = 0; st == LETA_OK && term != UINT32_MAX && i < o.forward->n_streams; i++) {
		bool may_look = false;
		st = occur_may_look(&o, f->prefix, &o.forward->streams[i], &may_look);
		if (st == LETA_OK && may_look)
			st = forms_of_stream(f, view, &o.forward->streams[i], term, err);
	}
	return st;
}

static leta_status each_form(void *ctx, const char *prefix, struct str term, expand_form_fn *fn,
			     void *fn_ctx, struct leta_error *err)
{
	struct forms forms = {ctx, prefix, term, fn, fn_ctx};
	struct engine_match_options options = {.bm25 = session_bm25(), .limit = FORM_DOCUMENTS};
	struct engine_match *match = NULL;
	struct buf complete;
	buf_init(&complete, META_MAX);
	term_make(&complete, prefix, term);
	struct plan_node plan = {.op = PLAN_TERM, .term = buf_view(&complete)};
	leta_status st = buf_status(&complete, err);
	if (st == LETA_OK)
		st = engine_reader_match(forms.index->engine, &plan, &options, &match, err);
	for (size_t i = 0; st == LETA_OK && i < match->n_hits; i++)
		st = forms_of_document(&forms, match->hits[i].data, err);
	engine_match_free(match);
	buf_fini(&complete);
	return st;
}

static bool known(void *ctx, struct str word)
{
	const struct leta_index *index = ctx;
	return text_analyzer_knows(index->analyzer, word);
}

struct expand_env session_env(struct leta_index *index)
{
	return (struct expand_env){.ctx = index,
				   .analyze = analyze,
				   .count = count_term,
				   .terms = each_term,
				   .forms = each_form,
				   .known = known,
				   .learned = index->learned,
				   .alike = alike_resolve};
}
