/*
 * engine_shared.h: what the engine's C and C++ halves share: limits, and numbers as sortable bytes.
 */
#ifndef ENGINE_ENGINE_SHARED_H
#define ENGINE_ENGINE_SHARED_H

#include "engine/engine.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Not the document's: what the last batch was called. Hidden from engine_reader_metas(). */
#define ENGINE_BATCH_KEY "\001batch"
#define ENGINE_SORTABLE_MAX 9

/* LIMIT when a term is empty or too long. */
leta_status engine_term_check(struct str term, struct leta_error *err) ENGINE_NOEXCEPT;
/* LIMIT when a key is too long for its term, "Q" and the key. */
leta_status engine_key_check(struct str key, struct leta_error *err) ENGINE_NOEXCEPT;
/* LIMIT or INVALID when a document's terms, values or data cannot be stored. */
leta_status engine_document_check(const struct engine_document *document,
                                  struct leta_error *err) ENGINE_NOEXCEPT;
/* LIMIT or INVALID when the key or value of metadata cannot be stored. */
leta_status engine_meta_check(struct str key, struct str value, struct leta_error *err) ENGINE_NOEXCEPT;

/* A number as bytes that sort as it does; returns how many. */
size_t engine_sortable(double number, char out[ENGINE_SORTABLE_MAX]) ENGINE_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif
