/*
 * engine_fixture.h: what the tests of the engine share: a scratch directory, documents from one
 * line of text, and plans as expressions. Everything is static: each program has its own copy.
 */
#ifndef ENGINE_FIXTURE_H
#define ENGINE_FIXTURE_H

#include <dirent.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/error.h"
#include "base/file.h"
#include "engine/engine.h"

#define UNUSED __attribute__((unused))

/* libxapian 1.4.22 deletes through a base class of another size in Database::check(). */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "new_delete_type_mismatch=0";
}

enum { SLOT_BUDGET = 3, SLOT_REGION = 4 };

struct fixture {
	char dir[64];
	char index[96];
	struct leta_error err;
};

static UNUSED int fixture_setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	if (!f)
		return -1;
	snprintf(f->dir, sizeof(f->dir), "/tmp/leta-engine-XXXXXX");
	if (!mkdtemp(f->dir))
		return -1;
	snprintf(f->index, sizeof(f->index), "%s/index", f->dir);
	*state = f;
	return 0;
}

static UNUSED int fixture_teardown(void **state)
{
	struct fixture *f = *state;
	leta_status status = file_remove_tree(f->dir, NULL);

	free(f);
	return status == LETA_OK ? 0 : -1;
}

#define WITH_SCRATCH(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

/* A document whose data is its key; terms are "a b:3 c:0" (wdf 1 unless given). */
struct line {
	const char *key;
	const char *terms;
	double budget;      /* NAN: none */
	const char *region; /* NULL: none */
};

static UNUSED size_t parse_terms(const char *text, struct engine_term *out, size_t max)
{
	size_t n = 0;

	while (*text && n < max) {
		size_t len = strcspn(text, " "), name = strcspn(text, ": ");

		out[n].term = (struct str){ text, name };
		out[n].wdf = name < len ? (uint32_t)strtoul(text + name + 1, NULL, 10) : 1;
		n++;
		text += len;
		text += strspn(text, " ");
	}
	return n;
}

static UNUSED leta_status put(struct engine_writer *w, const struct line *line,
                              struct leta_error *err)
{
	struct engine_term terms[64];
	struct engine_value values[2];
	struct engine_document document = { .key = str_from(line->key),
		                            .terms = terms,
		                            .values = values,
		                            .data = str_from(line->key) };

	document.n_terms = parse_terms(line->terms, terms, 64);
	if (!isnan(line->budget))
		values[document.n_values++] = (struct engine_value){ .slot = SLOT_BUDGET,
			                                             .numeric = true,
			                                             .number = line->budget };
	if (line->region)
		values[document.n_values++] = (struct engine_value){
			.slot = SLOT_REGION, .bytes = str_from(line->region)
		};
	return engine_writer_replace(w, &document, err);
}

static UNUSED struct engine_writer *write_to(struct fixture *f)
{
	struct engine_writer *w = NULL;

	assert_int_equal(engine_writer_open(f->index, &w, &f->err), LETA_OK);
	assert_non_null(w);
	return w;
}

static UNUSED struct engine_reader *read_from(struct fixture *f)
{
	struct engine_reader *r = NULL;

	assert_int_equal(engine_reader_open(f->index, &r, &f->err), LETA_OK);
	assert_non_null(r);
	return r;
}

/* How many staging directories of killed writers there are. */
static UNUSED int staging_left(const char *index)
{
	DIR *dir = opendir(index);
	struct dirent *entry;
	int n = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)))
		n += strncmp(entry->d_name, "staging", 7) == 0;
	closedir(dir);
	return n;
}

/* Writes the lines as one batch and closes. */
static UNUSED void make_index(struct fixture *f, const struct line *lines, size_t n)
{
	struct engine_writer *w = write_to(f);

	for (size_t i = 0; i < n; i++)
		assert_int_equal(put(w, &lines[i], &f->err), LETA_OK);
	assert_int_equal(engine_writer_commit(w, &f->err), LETA_OK);
	engine_writer_close(w);
}

/* Callbacks that join what they get with blanks. */
struct joined {
	char text[4096];
	size_t count;
};

static UNUSED leta_status join_bytes(void *ctx, struct str bytes, struct leta_error *err)
{
	struct joined *j = ctx;
	size_t len = strlen(j->text);

	(void)err;
	snprintf(j->text + len, sizeof(j->text) - len, "%s" STR_FMT, j->count ? " " : "",
	         STR_ARG(bytes));
	j->count++;
	return LETA_OK;
}

static UNUSED leta_status join_meta(void *ctx, struct str key, struct str value,
                                    struct leta_error *err)
{
	char text[512];

	snprintf(text, sizeof(text), STR_FMT "=" STR_FMT, STR_ARG(key), STR_ARG(value));
	return join_bytes(ctx, str_from(text), err);
}

static UNUSED leta_status join_term(void *ctx, struct str term, uint32_t documents,
                                    struct leta_error *err)
{
	char text[512];

	snprintf(text, sizeof(text), STR_FMT ":%u", STR_ARG(term), (unsigned)documents);
	return join_bytes(ctx, str_from(text), err);
}

/* Plans as expressions; they live as long as the enclosing block. */
#define TERM(t) (&(struct plan_node){ .op = PLAN_TERM, .term = { (t), sizeof(t) - 1 } })
#define NODES(...) ((struct plan_node *[]){ __VA_ARGS__ })
#define NODE(o, ...)                                                                        \
	(&(struct plan_node){ .op = (o),                                                    \
		              .children = NODES(__VA_ARGS__),                               \
		              .n_children = sizeof(NODES(__VA_ARGS__)) / sizeof(void *) })
#define SCALE(x, child)                                                                     \
	(&(struct plan_node){ .op = PLAN_SCALE,                                             \
		              .scale = (x),                                                 \
		              .children = NODES(child),                                     \
		              .n_children = 1 })
#define RANGE(s, from, to)                                                                  \
	(&(struct plan_node){ .op = PLAN_RANGE, .slot = (s), .lo = (from), .hi = (to) })
#define LEAF(o) (&(struct plan_node){ .op = (o) })
#define VERIFY(a, child)                                                                    \
	(&(struct plan_node){ .op = PLAN_VERIFY,                                            \
		              .verify = { accept_keys, (a) },                               \
		              .children = NODES(child),                                     \
		              .n_children = 1 })

/* Accepts documents whose data (one letter) is in `keys`, and notes what it was asked. */
struct accepting {
	const char *keys;
	char asked[512];
	size_t n_asked;
};

static UNUSED bool accept_keys(void *ctx, struct str data)
{
	struct accepting *a = ctx;

	if (a->n_asked < sizeof(a->asked) - 1)
		a->asked[a->n_asked++] = data.ptr[0];
	return memchr(a->keys, data.ptr[0], strlen(a->keys)) != NULL;
}

static UNUSED const struct engine_match_options plain = {
	.bm25 = { .k1 = 1.0, .b = 0.5, .min_length = 0.0 },
	.limit = 1000,
};

#endif
