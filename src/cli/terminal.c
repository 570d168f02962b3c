/*
 * terminal.c: colour only on a terminal that can, and only when NO_COLOR does not forbid it; the
 * width is the terminal's within bounds, and fixed when the output goes elsewhere, so that it does
 * not depend on the window.
 */
#include "cli/terminal.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WIDTH_DEFAULT 80
#define WIDTH_MIN 40
#define WIDTH_MAX 100 /* longer lines are hard to read */

static unsigned number(const char *text)
{
	unsigned n = 0;
	for (; text && *text >= '0' && *text <= '9' && n < 10000; text++)
		n = n * 10 + (unsigned)(*text - '0');
	return n;
}

static unsigned width(const char *columns)
{
	struct winsize size = {0};
	unsigned n = number(columns);
	if (n == 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		n = size.ws_col;
	if (n == 0)
		return WIDTH_DEFAULT;
	return n < WIDTH_MIN ? WIDTH_MIN : n > WIDTH_MAX ? WIDTH_MAX : n;
}

static bool has_color(const struct terminal_hints *hints)
{
	if (hints->no_color && hints->no_color[0])
		return false;
	return hints->term && hints->term[0] && strcmp(hints->term, "dumb") != 0;
}

struct present_style terminal_style(enum leta_lang lang, const struct terminal_hints *hints)
{
	struct present_style style = {.lang = lang, .width = WIDTH_DEFAULT};
	if (isatty(STDOUT_FILENO)) {
		style.terminal = true;
		style.width = width(hints->columns);
		style.color = has_color(hints);
	}
	return style;
}
