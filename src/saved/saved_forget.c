/*
 * saved_forget.c: takes forgotten documents out of the lists of all saved searches (saved.h).
 */
#include "base/error.h"
#include "saved/saved.h"

#define ARENA_MAX ((size_t)256 << 20)

static bool is_one(const char *id, const char *const *ids, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(id, ids[i]) == 0)
			return true;
	return false;
}

/* Whether a list named one. */
static bool take_out(struct saved *saved, const char *const *ids, size_t n)
{
	size_t seen = 0, ignored = 0;
	bool named;

	for (size_t i = 0; i < saved->n_seen; i++)
		if (!is_one(saved->seen[i].id, ids, n))
			saved->seen[seen++] = saved->seen[i];
	for (size_t i = 0; i < saved->n_ignored; i++)
		if (!is_one(saved->ignored[i], ids, n))
			saved->ignored[ignored++] = saved->ignored[i];
	named = seen < saved->n_seen || ignored < saved->n_ignored;
	saved->n_seen = seen;
	saved->n_ignored = ignored;
	return named;
}

static leta_status forget_in(const char *dir, const char *name, const char *const *ids, size_t n,
			     size_t *changed, struct leta_error *err)
{
	struct saved_lock *lock = NULL;
	struct saved saved;
	struct arena *arena = arena_new(ARENA_MAX);
	leta_status st = arena ? saved_lock(dir, name, &lock, err) : error_nomem(err);

	if (st == LETA_OK)
		st = saved_read(dir, name, arena, &saved, err);
	if (st == LETA_OK && take_out(&saved, ids, n)) {
		st = saved_write(dir, name, &saved, err);
		*changed += st == LETA_OK;
	}
	saved_unlock(lock);
	arena_free(arena);
	return st;
}

leta_status saved_forget(const char *dir, const char *const *ids, size_t n, size_t *changed,
			 struct leta_error *err)
{
	const char **names;
	size_t n_names = 0;
	leta_status first = LETA_OK;
	struct arena *arena = arena_new(ARENA_MAX);
	leta_status st = arena ? saved_list(dir, arena, &names, &n_names, err) : error_nomem(err);

	*changed = 0;
	for (size_t i = 0; st == LETA_OK && i < n_names; i++) {
		leta_status fault = forget_in(dir, names[i], ids, n, changed,
					      first == LETA_OK ? err : NULL);
		if (first == LETA_OK)
			first = fault;
	}
	arena_free(arena);
	return st == LETA_OK ? first : st;
}
