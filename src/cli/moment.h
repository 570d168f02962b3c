/*
 * moment.h: the moment of a command, as exports and logs write it.
 */
#ifndef CLI_MOMENT_H
#define CLI_MOMENT_H

#define MOMENT_MAX 40 /* bytes of a moment as text */

/*
 * The present moment in ISO 8601 with the zone of the machine: "2026-11-29T08:02:11+01:00". Given
 * seconds since 1970 (SOURCE_DATE_EPOCH) it is that moment in UTC instead, so that output can be
 * made once more. A text that is no number of seconds counts as none.
 */
void moment_write(char out[MOMENT_MAX], const char *epoch);

#endif
