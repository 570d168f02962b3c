/*
 * test_build.c: an index does not depend on how many threads made it; callbacks come in the order of the files, in the
 * caller's thread, and may end the run; documents may come from files and from the caller.
 */
#include "support/unit.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/hash.h"
#include "leta/index.h"
#include "support/scratch.h"

#define ROWS 4000

/* What the callbacks saw. */
struct seen {
	pthread_t thread;
	char skipped[400];
	size_t calls, stop_after;
	bool elsewhere; /* a callback came in another thread */
};

static void see_skipped(void *ctx, const char *where, const struct leta_error *error)
{
	struct seen *seen = ctx;
	const char *name = strrchr(where, '/');
	(void)error;
	seen->elsewhere |= !pthread_equal(seen->thread, pthread_self());
	strncat(seen->skipped, name ? name : where, sizeof(seen->skipped) - strlen(seen->skipped) - 1);
	strncat(seen->skipped, " ", sizeof(seen->skipped) - strlen(seen->skipped) - 1);
}

static bool see_progress(void *ctx, const struct leta_build_stats *stats)
{
	struct seen *seen = ctx;
	(void)stats;
	seen->elsewhere |= !pthread_equal(seen->thread, pthread_self());
	return ++seen->calls != seen->stop_after;
}

/* A register that is cut into parts, with two bad rows and an id that comes twice, and some small files. */
static void write_documents(void **state)
{
	struct buf text;
	char name[32];
	buf_init(&text, (size_t)16 << 20);
	for (int i = 0; i < ROWS; i++) {
		if (i == 700 || i == 3100)
			buf_cstr(&text, "{\"id\": \n");
		buf_printf(&text, "{\"id\": \"rad-%d\", \"titel\": \"Projekt %d\", \"text\": \"Rad %d om samverkan"
		                  " och kompetens i kommun nummer %d.\", \"budget_sek\": %d}\n",
		           i == 2000 ? 1 : i, i, i * 7, i % 290, i * 1000);
	}
	scratch_write(scratch_path(state, "docs/register.jsonl"), text.data, text.len);
	for (int i = 0; i < 40; i++) {
		buf_clear(&text);
		buf_printf(&text, "Rapport %d\n\nBakgrund\n\nText nummer %d om upphandling.\n", i, i);
		snprintf(name, sizeof(name), "docs/rapport-%02d.txt", i);
		scratch_write(scratch_path(state, name), text.data, i == 20 ? 0 : text.len);
	}
	buf_fini(&text);
}

static leta_status build(void **state, const char *name, unsigned threads, struct seen *seen,
                         struct leta_build_stats *stats)
{
	const char *path = scratch_path(state, "docs");
	struct leta_build_options options = {
		.threads = threads,
		.lexicon_dir = "",
		.callbacks = { seen, see_skipped, see_progress },
	};
	seen->thread = pthread_self();
	return leta_build(scratch_path(state, name), &path, 1, &options, stats, NULL);
}

static void assert_same(void **state, const char *a, const char *b, const char *file)
{
	struct buf one, two;
	char path[64];
	buf_init(&one, (size_t)64 << 20);
	buf_init(&two, (size_t)64 << 20);
	snprintf(path, sizeof(path), "%s/current/%s", a, file);
	assert_int_equal(file_read(scratch_path(state, path), &one, NULL), LETA_OK);
	snprintf(path, sizeof(path), "%s/current/%s", b, file);
	assert_int_equal(file_read(scratch_path(state, path), &two, NULL), LETA_OK);
	assert_true(one.len > 1000);
	assert_true(str_eq(buf_view(&one), buf_view(&two)));
	buf_fini(&one);
	buf_fini(&two);
}

static void test_threads(void **state)
{
	static const char *const names[] = { "one", "two", "five" };
	static const unsigned threads[] = { 1, 2, 5 };
	file_make_dirs(scratch_path(state, "docs"), NULL);
	write_documents(state);
	for (size_t i = 0; i < LENGTH(names); i++) {
		struct seen seen = { 0 };
		struct leta_build_stats stats;
		assert_int_equal(build(state, names[i], threads[i], &seen, &stats), LETA_OK);
		assert_int_equal(stats.indexed, ROWS - 1 + 39);
		assert_int_equal(stats.skipped, 4);
		assert_string_equal(seen.skipped, "/rapport-20.txt /register.jsonl:701 /register.jsonl:2002 "
		                                  "/register.jsonl:3102 ");
		assert_false(seen.elsewhere);
		if (i == 0)
			continue;
		assert_same(state, names[0], names[i], "dictionary.leta");
		assert_same(state, names[0], names[i], "documents.leta");
		assert_same(state, names[0], names[i], "docdata.glass");
		assert_same(state, names[0], names[i], "postlist.glass");
	}
}

static void test_cancelled(void **state)
{
	struct seen seen = { .stop_after = 1500 }, again = { 0 };
	struct leta_build_stats stats;
	file_make_dirs(scratch_path(state, "docs"), NULL);
	write_documents(state);
	assert_int_equal(build(state, "index", 3, &seen, &stats), LETA_ERR_CANCELLED);
	assert_int_equal(seen.calls, 1500);
	size_t done = stats.indexed;
	assert_in_range(done, 1, 1500);
	assert_int_equal(build(state, "index", 3, &again, &stats), LETA_OK);
	assert_int_equal(stats.indexed + stats.unchanged, ROWS - 1 + 39);
	assert_true(stats.unchanged >= done - 40); /* what was acknowledged stays */
}

/* Rows of words that stand nowhere else, so that the threads note new ones all the time. */
static void write_new_words(void **state)
{
	struct buf text;
	uint32_t x = 1;
	buf_init(&text, (size_t)64 << 20);
	for (int i = 0; i < ROWS; i++) {
		buf_printf(&text, "{\"id\": \"ny-%d\", \"text\": \"", i);
		for (int word = 0; word < 120; word++) {
			for (int letter = 0; letter < 9; letter++) {
				x = x * 1664525u + 1013904223u;
				buf_char(&text, (char)('a' + (x >> 24) % 26));
			}
			buf_char(&text, ' ');
		}
		buf_cstr(&text, "\"}\n");
	}
	scratch_write(scratch_path(state, "docs/nya.jsonl"), text.data, text.len);
	buf_fini(&text);
}

/* What is kept is learnt from what the threads noted: not while they still do. */
static void test_cancelled_at_work(void **state)
{
	file_make_dirs(scratch_path(state, "docs"), NULL);
	write_new_words(state);
	for (unsigned i = 0; i < 6; i++) {
		struct seen seen = { .stop_after = 200 + i * 400 };
		struct leta_build_stats stats;
		char name[16];
		snprintf(name, sizeof(name), "index-%u", i);
		assert_int_equal(build(state, name, 4, &seen, &stats), LETA_ERR_CANCELLED);
		assert_int_equal(seen.calls, seen.stop_after);
	}
}

/* Before there is anything to learn a dictionary for: what is left must be an index all the same. */
static void test_cancelled_at_once(void **state)
{
	struct seen seen = { .stop_after = 1 }, again = { 0 };
	struct leta_build_stats stats;
	file_make_dirs(scratch_path(state, "docs"), NULL);
	write_documents(state);
	scratch_write(scratch_path(state, "docs/a.txt"), "\x1f\x8b\x08", 3); /* gzip, cut off */
	assert_int_equal(build(state, "index", 3, &seen, &stats), LETA_ERR_CANCELLED);
	assert_string_equal(seen.skipped, "/a.txt ");
	assert_int_equal(stats.indexed, 0);
	assert_int_equal(build(state, "index", 3, &again, &stats), LETA_OK);
	assert_int_equal(stats.indexed, ROWS - 1 + 39);
}

/* Documents in memory. */
struct memory {
	const struct leta_input *inputs;
	size_t n, next;
	leta_status end; /* what is given behind the last */
};

static leta_status next_in_memory(void *ctx, struct leta_input *out)
{
	struct memory *memory = ctx;
	if (memory->next == memory->n)
		return memory->end;
	*out = memory->inputs[memory->next++];
	return LETA_OK;
}

static struct leta_input text_input(const char *id, const char *text)
{
	return (struct leta_input){ .id = id, .bytes = text, .size = strlen(text) };
}

static leta_status build_memory(void **state, const char *source_name, struct memory *memory, bool whole,
                                struct seen *seen, struct leta_build_stats *stats)
{
	struct leta_source source = { source_name, next_in_memory, memory, whole, 0 };
	struct leta_build_options options = { .lexicon_dir = "", .callbacks = { seen, see_skipped, see_progress } };
	seen->thread = pthread_self();
	memory->next = 0;
	return leta_build_source(scratch_path(state, "index"), &source, &options, stats, NULL);
}

static bool has(void **state, const char *id)
{
	leta_index *index;
	leta_document *document;
	assert_int_equal(leta_index_open(scratch_path(state, "index"), &index, NULL), LETA_OK);
	bool found = leta_document_open(index, id, &document, NULL) == LETA_OK;
	if (found)
		leta_document_close(document);
	leta_index_close(index);
	return found;
}

static void test_source(void **state)
{
	struct leta_input inputs[] = {
		text_input("a", "Rapport\n\nBakgrund\n\nText om upphandling.\n"),
		text_input("b", "Rapport\n\nBakgrund\n\nText om samverkan.\n"),
		text_input("rader.jsonl", "{\"id\":\"r1\",\"titel\":\"Ett\",\"text\":\"Ord\"}\n{\"x\""),
		text_input("tom", ""),
	};
	struct memory memory = { inputs, LENGTH(inputs), 0, LETA_ERR_NOT_FOUND };
	struct seen seen = { 0 }, again = { 0 };
	struct leta_build_stats stats;
	assert_int_equal(build_memory(state, "minne", &memory, true, &seen, &stats), LETA_OK);
	assert_int_equal(stats.indexed, 3);
	assert_int_equal(stats.skipped, 2);
	assert_string_equal(seen.skipped, "rader.jsonl:2 tom ");
	assert_true(has(state, "a") && has(state, "r1"));

	inputs[1] = text_input("b", "Rapport\n\nBakgrund\n\nEn annan text.\n");
	memory.n = 2;
	assert_int_equal(build_memory(state, "minne", &memory, false, &again, &stats), LETA_OK);
	assert_int_equal(stats.indexed, 1);
	assert_int_equal(stats.unchanged, 1);
	assert_int_equal(stats.removed, 0);
	assert_int_equal(build_memory(state, "annan", &memory, true, &again, &stats), LETA_OK);
	assert_true(has(state, "r1")); /* another source's */
	memory.n = 1;
	assert_int_equal(build_memory(state, "minne", &memory, true, &again, &stats), LETA_OK);
	assert_int_equal(stats.removed, 1);
	assert_true(has(state, "a") && has(state, "b") && !has(state, "r1")); /* b is the other source's by now */
}

static void test_source_ends(void **state)
{
	const struct leta_input inputs[] = { text_input("a", "Text om samverkan."), text_input("b", "Mer text.") };
	const struct leta_input nameless = text_input("", "Text.");
	struct memory memory = { inputs, 2, 0, LETA_ERR_CANCELLED }, bad = { &nameless, 1, 0, LETA_ERR_NOT_FOUND };
	struct seen seen = { 0 };
	struct leta_build_stats stats;
	assert_int_equal(build_memory(state, "a/b", &memory, true, &seen, &stats), LETA_ERR_INVALID);
	assert_int_equal(build_memory(state, "", &memory, true, &seen, &stats), LETA_ERR_INVALID);
	assert_int_equal(build_memory(state, "minne", &bad, true, &seen, &stats), LETA_ERR_INVALID);
	memory.end = LETA_ERR_IO;
	assert_int_equal(build_memory(state, "minne", &memory, true, &seen, &stats), LETA_ERR_IO);
	memory.end = LETA_ERR_CANCELLED;
	assert_int_equal(build_memory(state, "minne", &memory, true, &seen, &stats), LETA_ERR_CANCELLED);
	assert_true(has(state, "a") || stats.indexed == 0); /* what was done is there */
	memory.end = LETA_ERR_NOT_FOUND;
	assert_int_equal(build_memory(state, "minne", &memory, true, &seen, &stats), LETA_OK);
	assert_true(has(state, "a") && has(state, "b"));
	const char *id = "a";
	struct leta_forget_stats forgotten;
	assert_int_equal(leta_forget(scratch_path(state, "index"), &id, 1, &forgotten, NULL), LETA_OK);
	assert_int_equal(build_memory(state, "minne", &memory, true, &seen, &stats), LETA_OK);
	assert_int_equal(stats.forgotten, 1);
	assert_int_equal(stats.unchanged, 1); /* it is known whose the other one is */
}

/* A list of the forgotten from before rows were hashed as they are now keeps them out, under any id. */
static void test_formerly_forgotten(void **state)
{
	static const char rows[] = "{\"id\":\"r1\",\"titel\":\"Ett\",\"text\":\"Ord\"}\n"
	                           "{\"id\":\"r2\",\"titel\":\"Två\",\"text\":\"Ord\"}\n";
	struct seen seen = { 0 };
	struct leta_build_stats stats;
	static const char how = LETA_FORMAT_AUTO;
	struct str row = { rows, strcspn(rows, "\n") };
	char line[64];
	int n = snprintf(line, sizeof(line), "%016" PRIx64 "\tannan\n",
	                 hash64(hash64(HASH64_INIT, (struct str){ &how, 1 }), row));
	file_make_dirs(scratch_path(state, "docs"), NULL);
	scratch_write(scratch_path(state, "docs/a.txt"), "Text om samverkan.", 18);
	assert_int_equal(build(state, "index", 2, &seen, &stats), LETA_OK);
	scratch_write(scratch_path(state, "index/forgotten.tsv"), line, (size_t)n);
	scratch_write(scratch_path(state, "docs/rader.jsonl"), rows, sizeof(rows) - 1);
	assert_int_equal(build(state, "index", 2, &seen, &stats), LETA_OK);
	assert_int_equal(stats.forgotten, 1);
	assert_int_equal(stats.indexed, 1);
	assert_true(has(state, "r2") && !has(state, "r1"));
}

static void test_bytes(void **state)
{
	struct seen seen = { 0 };
	struct leta_build_stats stats;
	file_make_dirs(scratch_path(state, "docs"), NULL);
	write_documents(state);
	for (int i = 0; i < 2; i++) { /* also when nothing has changed */
		assert_int_equal(build(state, "index", 2, &seen, &stats), LETA_OK);
		assert_true(stats.bytes_total > 100 * ROWS);
		assert_int_equal(stats.bytes_done, stats.bytes_total);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_threads, scratch_set_up, scratch_tear_down),
		cmocka_unit_test_setup_teardown(test_cancelled, scratch_set_up, scratch_tear_down),
		cmocka_unit_test_setup_teardown(test_cancelled_at_work, scratch_set_up, scratch_tear_down),
		cmocka_unit_test_setup_teardown(test_cancelled_at_once, scratch_set_up, scratch_tear_down),
		cmocka_unit_test_setup_teardown(test_bytes, scratch_set_up, scratch_tear_down),
		cmocka_unit_test_setup_teardown(test_formerly_forgotten, scratch_set_up, scratch_tear_down),
		cmocka_unit_test_setup_teardown(test_source, scratch_set_up, scratch_tear_down),
		cmocka_unit_test_setup_teardown(test_source_ends, scratch_set_up, scratch_tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
