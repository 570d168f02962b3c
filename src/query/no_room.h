/*
 * no_room.h: what a function returns when something that it needed room for is NULL or incomplete,
 * be it the arena's fault or a scratch buffer's.
 */
#ifndef QUERY_NO_ROOM_H
#define QUERY_NO_ROOM_H

#include "base/arena.h"
#include "base/error.h"

/* LIMIT when the arena's limit is used up, else NOMEM; never LETA_OK. */
static inline leta_status no_room(const struct arena *arena, struct leta_error *err)
{
	return arena_failed(arena) ? arena_status(arena, err) : error_nomem(err);
}

#endif
