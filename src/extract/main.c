/*
 * main.c: the program `leta-extract`: limits, the document read whole, its format's extractor.
 *
 * Standard input is read before the parsers' system calls are taken away; the text is written when
 * the parser is done, so a parser that fails half-way leaves nothing that looks whole.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "extract/extract.h"
#include "extract/sandbox.h"

#define PIECE 65536

static const struct format {
	const char *name;
	enum extract_end (*extract)(struct str bytes, struct lines *out);
	size_t output_max;
} formats[] = {
	{"html", extract_html, EXTRACT_OUTPUT_MAX}, {"rtf", extract_rtf, EXTRACT_OUTPUT_MAX},
	{"docx", extract_docx, EXTRACT_OUTPUT_MAX}, {"odt", extract_odt, EXTRACT_OUTPUT_MAX},
	{"zip", extract_zip, EXTRACT_ARCHIVE_MAX},
};

static enum extract_end read_input(struct buf *in)
{
	while (in->status == LETA_OK) {
		ssize_t n = -1;
		if (buf_reserve(in, PIECE))
			n = read(STDIN_FILENO, in->data + in->len, PIECE);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			break;
		if (n == 0)
			return EXTRACT_DONE;
		in->len += (size_t)n;
	}
	return in->status == LETA_ERR_LIMIT ? EXTRACT_LIMIT : EXTRACT_NOMEM;
}

static enum extract_end write_output(struct str text)
{
	while (text.len > 0) {
		ssize_t n = write(STDOUT_FILENO, text.ptr, text.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return EXTRACT_LIMIT; /* the library has read enough */
		text = str_sub(text, (size_t)n, text.len);
	}
	return EXTRACT_DONE;
}

static enum extract_end run(const struct format *format)
{
	struct buf in;
	struct lines lines;
	buf_init(&in, EXTRACT_INPUT_MAX);
	lines_init(&lines, format->output_max);
	enum extract_end end = read_input(&in);
	sandbox_enter();
	if (end == EXTRACT_DONE)
		end = format->extract(buf_view(&in), &lines);
	if (end == EXTRACT_DONE && lines.out.status != LETA_OK)
		end = lines.out.status == LETA_ERR_LIMIT ? EXTRACT_LIMIT : EXTRACT_NOMEM;
	if (end == EXTRACT_DONE)
		end = write_output(buf_view(&lines.out));
	lines_fini(&lines);
	buf_fini(&in);
	return end;
}

/* What of the protection is there, for `leta doctor`: words on one line. */
static int tell(void)
{
	bool pdf = access("/usr/bin/pdftotext", X_OK) == 0, wrapped = sandbox_has_bubblewrap();
	bool filtered = sandbox_enter();
	struct buf line;
	buf_init(&line, 256);
	buf_printf(&line, "%s %s %s\n", pdf ? "pdftotext" : "-", wrapped ? "bubblewrap" : "-",
		   filtered ? "seccomp" : "-");
	write_output(buf_view(&line));
	buf_fini(&line);
	return EXTRACT_DONE;
}

int main(int argc, char **argv)
{
	const char *name = argc == 2 ? argv[1] : "";
	if (!sandbox_limit())
		return EXTRACT_USAGE;
	if (strcmp(name, "check") == 0)
		return tell();
	if (strcmp(name, "pdf") == 0)
		return (int)extract_pdf();
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (strcmp(name, formats[i].name) == 0)
			return (int)run(&formats[i]);
	return EXTRACT_USAGE;
}
