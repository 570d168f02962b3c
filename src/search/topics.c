/*
 * topics.c: leta_list_topics(): the thesaurus' topics with numbers of documents.
 *
 * Those of a topic are counted by its term; those of a word by searching for it, because a phrase is no term.
 */
#include "leta/topic.h"

#include <stdlib.h>

#include "base/error.h"
#include "leta/search.h"
#include "query/no_room.h"
#include "schema/term.h"
#include "schema/thesaurus.h"
#include "search/session.h"
#include "text/fold.h"

#define TOPICS_MAX ((size_t)16 << 20)
#define TERM_MAX ((size_t)4 << 10)

struct owned {
	struct leta_topics topics; /* first: what the client holds */
	struct arena *arena;
};

static leta_status count_topic(leta_index *index, const struct thesaurus_topic *topic, size_t *out,
			       struct leta_error *err)
{
	struct expand_env env = session_env(index);
	struct buf folded, term;
	uint32_t documents = 0;
	buf_init(&folded, TERM_MAX);
	buf_init(&term, TERM_MAX);
	text_fold(str_from(topic->name[LETA_SV]), &folded);
	term_make_whole(&term, leta_field_info(LETA_FIELD_TOPIC)->prefix, buf_view(&folded));
	leta_status st = buf_status(&folded, err);
	if (st == LETA_OK)
		st = buf_status(&term, err);
	if (st == LETA_OK)
		st = env.count(env.ctx, buf_view(&term), &documents, err);
	buf_fini(&folded);
	buf_fini(&term);
	*out = documents;
	return st;
}

static leta_status count_word(leta_index *index, const char *word, struct arena *arena, size_t *out,
			      struct leta_error *err)
{
	struct leta_query query = LETA_QUERY_INIT;
	struct leta_results *results;
	query.text = arena_printf(arena, "\"%s\"", word);
	query.limit = 1;
	query.mode = LETA_MODE_ALL;
	query.exact = true;
	query.snippets = false;
	if (!query.text)
		return no_room(arena, err);
	leta_status st = leta_search(index, &query, &results, err);
	if (st != LETA_OK)
		return st;
	/* a word that no document has was corrected: what it found is another word */
	bool same = true;
	for (size_t i = 0; i < results->n_expansions; i++)
		same = same && strcmp(results->expansions[i].kind, "spelling") != 0 &&
		       strcmp(results->expansions[i].kind, "accent") != 0;
	*out = same ? results->total : 0;
	leta_results_free(results);
	return LETA_OK;
}

static leta_status take_terms(leta_index *index, const struct thesaurus_topic *from,
			      struct arena *arena, struct leta_topic *out, struct leta_error *err)
{
	leta_status st = LETA_OK;
	out->terms = arena_zalloc(arena, from->n_terms, sizeof(*out->terms));
	if (!out->terms)
		return no_room(arena, err);
	for (size_t i = 0; st == LETA_OK && i < from->n_terms; i++) {
		const struct thesaurus_term *term = &from->terms[i];
		struct leta_topic_term *made = &out->terms[out->n_terms++];
		*made = (struct leta_topic_term){
			term->term, thesaurus_relation_name(term->relation), term->weight, 0};
		st = count_word(index, term->term, arena, &made->documents, err);
	}
	return st;
}

static leta_status take_topic(leta_index *index, const struct thesaurus_topic *from,
			      struct leta_topic *out, struct leta_error *err)
{
	*out = (struct leta_topic){.id = from->id, .name = {from->name[0], from->name[1]}};
	return count_topic(index, from, &out->documents, err);
}

static leta_status fill(leta_index *index, const char *name, struct owned *o,
			struct leta_error *err)
{
	size_t n;
	const struct thesaurus_topic *from = thesaurus_topics(&n);
	if (name) {
		from = thesaurus_find_topic(str_from(name));
		n = 1;
	}
	if (!from)
		return error_set(err, LETA_ERR_NOT_FOUND,
				 "inget ämne heter '%s'; 'leta topics' visar alla",
				 "no topic is called '%s'; 'leta topics' shows all", name);
	struct leta_topic *topics = arena_zalloc(o->arena, n, sizeof(*topics));
	if (!topics)
		return no_room(o->arena, err);
	o->topics = (struct leta_topics){topics, n};
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < n; i++)
		st = take_topic(index, &from[i], &topics[i], err);
	return st == LETA_OK && name ? take_terms(index, from, o->arena, &topics[0], err) : st;
}

leta_status leta_list_topics(leta_index *index, const char *name, struct leta_topics **out,
			   struct leta_error *err)
{
	struct owned *o = calloc(1, sizeof(*o));
	leta_status st = LETA_ERR_NOMEM;
	if (o && (o->arena = arena_new(TOPICS_MAX)))
		st = fill(index, name, o, err);
	else
		error_nomem(err);
	if (st != LETA_OK) {
		leta_topics_free(o ? &o->topics : NULL);
		return st;
	}
	*out = &o->topics;
	return LETA_OK;
}

void leta_topics_free(struct leta_topics *topics)
{
	struct owned *o = (struct owned *)topics;
	if (!o)
		return;
	arena_free(o->arena);
	free(o);
}
