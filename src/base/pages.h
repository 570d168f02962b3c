/*
 * pages.h: what a long run looks up all over lies on large pages, where the system has them.
 */
#ifndef BASE_PAGES_H
#define BASE_PAGES_H

#include <stddef.h>

/*
 * Asks for large pages for memory of malloc() that is not used yet: fewer faults, and a table of many megabytes is read
 * without looking up its pages. Nothing happens for less than a few megabytes, or where there are none.
 */
void pages_large(void *start, size_t bytes);

#endif
