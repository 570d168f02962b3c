/*
 * test_engine_disk.c: a disk that is full, at every size it could have.
 *
 * RLIMIT_FSIZE stands in for the disk: no file may grow beyond it (SIGXFSZ ignored), so that writes
 * fail with EFBIG. A child commits batches until one fails. It must be told IO, with the system's
 * error; the index must be at the last acknowledged batch, pass the check and take more once there
 * is room.
 */
#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "../unit/engine/engine_fixture.h"

enum { STEP = 8192, LIMITS = 60, BATCHES = 40, PER_BATCH = 12 };

/* What the child tells. */
struct outcome {
	int acknowledged; /* batches */
	leta_status opening, committing, again;
	int sys_errno;
	bool both_languages;
};

static leta_status write_batch(struct engine_writer *w, int b, struct leta_error *err)
{
	leta_status status = LETA_OK;

	for (int i = 0; i < PER_BATCH && status == LETA_OK; i++) {
		char key[32], data[512], words[8][32];
		struct engine_term terms[9] = { { STR("all"), 1 } };
		struct engine_document document = { .terms = terms, .n_terms = 9 };

		snprintf(key, sizeof(key), "%d-%d", b, i);
		for (int k = 0; k < 8; k++) {
			int number = (b * 131 + i * 17 + k) % 5000;

			snprintf(words[k], sizeof(words[k]), "term%d", number);
			terms[k + 1] = (struct engine_term){ str_from(words[k]), 2 };
		}
		/* Bytes that do not compress, so that the tables grow. */
		for (size_t k = 0; k < sizeof(data); k++)
			data[k] = (char)(((size_t)(b * 7919 + i) * 104729 + k) * 2654435761U >> 13);
		document.key = str_from(key);
		document.data = (struct str){ data, sizeof(data) };
		status = engine_writer_replace(w, &document, err);
	}
	return status;
}

static void limit_files(rlim_t bytes)
{
	struct rlimit limit = { bytes, RLIM_INFINITY };

	if (setrlimit(RLIMIT_FSIZE, &limit))
		_exit(2);
}

static struct outcome fill(const char *index, rlim_t bytes)
{
	struct engine_writer *w = NULL;
	struct leta_error err = { 0 }, later;
	struct outcome o = { 0 };

	signal(SIGXFSZ, SIG_IGN);
	limit_files(bytes);
	o.opening = engine_writer_open(index, &w, &err);
	for (int b = 0; b < BATCHES && o.opening == LETA_OK && o.committing == LETA_OK; b++) {
		o.committing = write_batch(w, b, &err);
		if (o.committing == LETA_OK)
			o.committing = engine_writer_commit(w, &err);
		o.acknowledged += o.committing == LETA_OK;
	}
	o.sys_errno = err.sys_errno;
	o.both_languages = err.message[LETA_SV][0] && err.message[LETA_EN][0];
	/* Room again: the writer still refuses, and closing commits nothing. */
	limit_files(RLIM_INFINITY);
	if (o.committing != LETA_OK)
		o.again = engine_writer_commit(w, &later);
	engine_writer_close(w);
	return o;
}

static struct outcome fill_in_child(const char *index, rlim_t bytes)
{
	struct outcome o;
	int ends[2], result;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		o = fill(index, bytes);
		_exit(write(ends[1], &o, sizeof(o)) == sizeof(o) ? 0 : 3);
	}
	close(ends[1]);
	assert_true(read(ends[0], &o, sizeof(o)) == sizeof(o));
	close(ends[0]);
	assert_int_equal(waitpid(pid, &result, 0), pid);
	assert_true(WIFEXITED(result) && WEXITSTATUS(result) == 0);
	return o;
}

static void is_at_batch(struct fixture *f, int acknowledged)
{
	struct engine_reader *r = read_from(f);
	struct engine_stats stats;

	assert_int_equal(engine_reader_stats(r, &stats, &f->err), LETA_OK);
	assert_int_equal(stats.documents, acknowledged * PER_BATCH);
	engine_reader_close(r);
	assert_int_equal(engine_check(f->index, &f->err), LETA_OK);
}

static void test_sizes(void **state)
{
	struct fixture *f = *state;
	int full_when_opening = 0, full_when_committing = 0, whole = 0;

	for (int i = 0; i < LIMITS; i++) {
		struct outcome o = fill_in_child(f->index, (rlim_t)(i * STEP + (i % 3) * 100));
		struct engine_writer *w;

		if (o.opening != LETA_OK) {
			full_when_opening++;
			assert_int_equal(o.opening, LETA_ERR_IO);
		} else if (o.committing != LETA_OK) {
			full_when_committing++;
			assert_int_equal(o.committing, LETA_ERR_IO);
			assert_int_equal(o.again, LETA_ERR_IO);
			assert_int_equal(o.sys_errno, EFBIG);
			is_at_batch(f, o.acknowledged);
		} else {
			whole++;
			assert_int_equal(o.acknowledged, BATCHES);
		}
		if (o.opening != LETA_OK || o.committing != LETA_OK)
			assert_true(o.both_languages);
		w = write_to(f);
		assert_int_equal(write_batch(w, o.acknowledged, &f->err), LETA_OK);
		assert_int_equal(engine_writer_commit(w, &f->err), LETA_OK);
		engine_writer_close(w);
		is_at_batch(f, o.acknowledged + 1);
		assert_int_equal(file_remove_tree(f->index, &f->err), LETA_OK);
	}
	print_message("full when opening %d, when committing %d, never %d\n", full_when_opening,
	              full_when_committing, whole);
	assert_true(full_when_opening > 0 && full_when_committing > 10 && whole > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { WITH_SCRATCH(test_sizes) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
