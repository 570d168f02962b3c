/*
 * results.c: see results.h.
 */
#include "search/results.h"

#include <stdlib.h>

#include "base/error.h"
#include "query/no_room.h"
#include "store/blob.h"

#define RESULTS_MAX ((size_t)2 << 30)

leta_status results_new(struct results_owned **out, struct leta_error *err)
{
	struct results_owned *owned = calloc(1, sizeof(*owned));
	if (!owned || !(owned->arena = arena_new(RESULTS_MAX))) {
		free(owned);
		return error_nomem(err);
	}
	*out = owned;
	return LETA_OK;
}

leta_status results_record(struct leta_index *index, struct str data, struct arena *arena,
			   struct leta_hit *out, struct leta_error *err)
{
	struct store_entry entry;
	struct view *view;
	struct leta_record *record = arena_zalloc(arena, 1, sizeof(*record));
	if (!record)
		return no_room(arena, err);
	if (!store_entry_decode(data, &entry))
		return error_set(err, LETA_ERR_CORRUPT, "en dokumentpost i indexet är skadad",
				 "a document's entry in the index is damaged");
	leta_status st = session_view(index, data, &view, err);
	if (st == LETA_OK)
		st = view_copy_record(view, arena, record, err);
	if (st != LETA_OK)
		return st;
	out->record = record;
	out->content = entry.hash;
	return LETA_OK;
}

void leta_results_free(struct leta_results *results)
{
	struct results_owned *owned = (struct results_owned *)results;
	if (!owned)
		return;
	arena_free(owned->arena);
	free(owned);
}
