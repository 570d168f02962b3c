/*
 * engine_limits.c: what can be stored: Xapian's limits and ours, told before anything is written.
 */
#include "base/error.h"
#include "engine/engine_shared.h"

/* Whether a term takes at most so many bytes in the index, where a NUL counts double. */
static bool fits(struct str term, size_t max)
{
	size_t stored = term.len;

	if (term.len <= max / 2)
		return true;
	for (size_t i = 0; i < term.len && stored <= max; i++)
		stored += term.ptr[i] == '\0';
	return stored <= max;
}

leta_status engine_term_check(struct str term, struct leta_error *err)
{
	if (term.len == 0)
		return error_set(err, LETA_ERR_LIMIT, "en term är tom", "a term is empty");
	if (!fits(term, ENGINE_TERM_MAX))
		return error_set(err, LETA_ERR_LIMIT, "termen '%.*s…' är längre än %d byte",
		                 "the term '%.*s…' is longer than %d bytes", 40, term.ptr,
		                 ENGINE_TERM_MAX);
	return LETA_OK;
}

leta_status engine_key_check(struct str key, struct leta_error *err)
{
	if (!fits(key, ENGINE_TERM_MAX - 1))
		return error_set(err, LETA_ERR_LIMIT,
		                 "dokumentnyckeln '%.*s…' är längre än %d byte",
		                 "the document key '%.*s…' is longer than %d bytes", 40, key.ptr,
		                 ENGINE_TERM_MAX - 1);
	return LETA_OK;
}

leta_status engine_document_check(const struct engine_document *document, struct leta_error *err)
{
	if (document->data.len > ENGINE_DATA_MAX)
		return error_set(err, LETA_ERR_LIMIT, "dokumentets data är större än %zu byte",
		                 "the document's data are larger than %zu bytes", ENGINE_DATA_MAX);
	for (size_t i = 0; i < document->n_terms; i++) {
		leta_status status = engine_term_check(document->terms[i].term, err);

		if (status != LETA_OK)
			return status;
	}
	for (size_t i = 0; i < document->n_values; i++) {
		const struct engine_value *value = &document->values[i];

		if (value->slot > ENGINE_SLOT_MAX)
			return error_set(err, LETA_ERR_LIMIT, "fack %u: numret är större än %u",
			                 "slot %u: the number is greater than %u", value->slot, ENGINE_SLOT_MAX);
		if (!value->numeric && value->bytes.len > ENGINE_DATA_MAX)
			return error_set(err, LETA_ERR_LIMIT, "fack %u har mer än %zu byte",
			                 "slot %u has more than %zu bytes", value->slot,
			                 ENGINE_DATA_MAX);
		if (value->numeric && !(value->number - value->number == 0))
			return error_set(err, LETA_ERR_INVALID,
			                 "värdet i fack %u är inget ändligt tal",
			                 "the value of slot %u is no finite number", value->slot);
	}
	return LETA_OK;
}

leta_status engine_meta_check(struct str key, struct str value, struct leta_error *err)
{
	leta_status status = engine_term_check(key, err);

	if (status == LETA_OK && str_eq(key, STR(ENGINE_BATCH_KEY)))
		return error_set(err, LETA_ERR_INVALID, "metanyckeln är reserverad",
		                 "the metadata key is reserved");
	if (status == LETA_OK && value.len > ENGINE_DATA_MAX)
		return error_set(err, LETA_ERR_LIMIT, "metavärdet är större än %zu byte",
		                 "the metadata value is larger than %zu bytes", ENGINE_DATA_MAX);
	return status;
}
