/*
 * scratch.c: temporary folders for tests. Removal uses the library's own function, which has a test
 * of its own.
 */
#include "support/scratch.h"

#include "support/unit.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"

int scratch_set_up(void **state)
{
	char *path = strdup("/tmp/leta-test-XXXXXX");

	*state = path;
	return path && mkdtemp(path) ? 0 : -1;
}

int scratch_tear_down(void **state)
{
	leta_status status = file_remove_tree(*state, NULL);

	free(*state);
	return status == LETA_OK ? 0 : -1;
}

const char *scratch_path(void **state, const char *name)
{
	static char paths[8][PATH_MAX];
	static unsigned next;
	char *path = paths[next++ % LENGTH(paths)];

	snprintf(path, PATH_MAX, "%s/%s", (const char *)*state, name);
	return path;
}

void scratch_write(const char *path, const void *bytes, size_t n)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}
