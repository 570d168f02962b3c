/*
 * topics.h: what a document is about: the topics of the thesaurus whose words it uses most.
 */
#ifndef INDEXER_TOPICS_H
#define INDEXER_TOPICS_H

#include "base/arena.h"
#include "base/map.h"
#include "leta/error.h"
#include "leta/record.h"
#include "store/forward.h"
#include "text/analyzer.h"

#define TOPICS_OF_DOCUMENT 5 /* at most */

struct topics; /* the thesaurus' terms, analysed; borrowed by document makers */

leta_status topics_new(struct text_analyzer *analyzer, struct topics **out, struct leta_error *err);
void topics_free(struct topics *t); /* accepts NULL */

/* A document's analysed text: its tokens' terms are entries of `words`. */
struct topics_text {
	const struct leta_record *record;
	const struct map *words;
	const struct forward_stream *streams;
	size_t n_streams;
};

/*
 * The topics of a document, strongest first, as a field's value: Swedish names, confidence below 1 because nobody
 * stated them. Unknown when the text is about none of them. The names are static, the items lie in the arena. NOMEM.
 */
leta_status topics_find(const struct topics *t, const struct topics_text *text, struct arena *arena,
                        struct leta_field *out, struct leta_error *err);

#endif
