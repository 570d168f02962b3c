/*
 * moment.c: the clock is read here and nowhere else in the command.
 */
#include "cli/moment.h"

#include <stdbool.h>
#include <stdio.h>
#include <time.h>

#define SECONDS_MAX 253402300799 /* the end of year 9999 */

static bool read_seconds(const char *text, time_t *out)
{
	long long n = 0;
	if (!text || !*text)
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9' || n > SECONDS_MAX)
			return false;
		n = n * 10 + (*text - '0');
	}
	*out = (time_t)n;
	return n <= SECONDS_MAX;
}

void moment_write(char out[MOMENT_MAX], const char *epoch)
{
	char zone[8];
	struct tm tm = {0};
	time_t now;
	if (read_seconds(epoch, &now)) {
		gmtime_r(&now, &tm);
	} else {
		now = time(NULL);
		localtime_r(&now, &tm);
	}
	if (strftime(out, MOMENT_MAX, "%Y-%m-%dT%H:%M:%S", &tm) == 0 ||
	    strftime(zone, sizeof(zone), "%z", &tm) != 5)
		out[0] = '\0';
	else /* "+0100": ISO 8601 puts a colon in it */
		snprintf(out + 19, MOMENT_MAX - 19, "%.3s:%.2s", zone, zone + 3);
}
