/*
 * pdf.c: PDF → text by poppler's pdftotext, in reading order, with a form feed behind each page.
 */
#include <unistd.h>

#include "extract/extract.h"
#include "extract/sandbox.h"

#define PDFTOTEXT "/usr/bin/pdftotext"

enum extract_end extract_pdf(void)
{
	static const char *const arguments[] = {"-q", "-enc", "UTF-8", "-eol", "unix", "-", "-", NULL};
	static const char *const plain[] = {PDFTOTEXT, "-q", "-enc", "UTF-8", "-eol", "unix",
					    "-",       "-",  NULL};
	if (access(PDFTOTEXT, X_OK) != 0)
		return EXTRACT_MISSING;
	if (sandbox_has_bubblewrap())
		sandbox_exec(PDFTOTEXT, arguments);
	execv(PDFTOTEXT, (char *const *)(const void *)plain);
	return EXTRACT_MISSING;
}
