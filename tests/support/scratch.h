/*
 * scratch.h: a folder of its own for one test, made by scratch_set_up() and removed with all it
 * holds by scratch_tear_down() (cmocka set-up and tear-down functions). *state is the folder's
 * path.
 */
#ifndef SUPPORT_SCRATCH_H
#define SUPPORT_SCRATCH_H

#include <stddef.h>

int scratch_set_up(void **state);
int scratch_tear_down(void **state);

/* folder + "/" + name in storage that the next eight calls leave alone. */
const char *scratch_path(void **state, const char *name);

/* Makes a file with these bytes. */
void scratch_write(const char *path, const void *bytes, size_t n);

#endif
