/*
 * outside.c: which helper reads what, and what its exit codes mean to a person.
 */
#include "record/outside.h"

#include "base/child.h"
#include "base/error.h"
#include "extract/extract.h"
#include "record/word.h"

#define SECONDS_MAX 30 /* for one document */
#define HTML_LOOK 1024 /* bytes in which a page begins as one */

static const char *const names[] = {
	[OUTSIDE_HTML] = "html", [OUTSIDE_PDF] = "pdf", [OUTSIDE_RTF] = "rtf",
	[OUTSIDE_DOCX] = "docx", [OUTSIDE_ODT] = "odt", [OUTSIDE_ZIP] = "zip",
};

/* Whether text begins like a web page or a part of one, behind comments. */
static bool is_html(struct str bytes)
{
	static const char *const begins[] = {"<!doctype html", "<html", "<head", "<body", "<title",
					     "<meta", "<main", "<article", "<section", "<div", "<h1",
					     "<p>", "<p "};
	struct str s = str_trim(str_sub(bytes, 0, HTML_LOOK));
	while (str_starts(s, STR("<!--")) || str_starts(s, STR("<?xml"))) {
		size_t end = str_find(s, STR(">"), 0);
		if (end == (size_t)-1)
			return false;
		s = str_trim(str_sub(s, end + 1, s.len));
	}
	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++) {
		struct str wanted = str_from(begins[i]);
		if (word_same(str_sub(s, 0, wanted.len), wanted))
			return true;
	}
	return false;
}

static bool holds(struct str bytes, const char *name)
{
	return str_find(bytes, str_from(name), 0) != (size_t)-1;
}

static enum outside detect_container(struct str bytes)
{
	struct str head = str_sub(bytes, 0, 200);
	if (holds(head, "mimetypeapplication/vnd.oasis.opendocument.text"))
		return OUTSIDE_ODT;
	return holds(bytes, "word/document.xml") ? OUTSIDE_DOCX : OUTSIDE_ZIP;
}

enum outside outside_detect(struct str bytes, enum leta_format format)
{
	switch (format) {
	case LETA_FORMAT_HTML:
		return OUTSIDE_HTML;
	case LETA_FORMAT_PDF:
		return OUTSIDE_PDF;
	case LETA_FORMAT_DOCX:
		return OUTSIDE_DOCX;
	case LETA_FORMAT_ODT:
		return OUTSIDE_ODT;
	case LETA_FORMAT_JSONL:
	case LETA_FORMAT_CSV:
		return OUTSIDE_NONE;
	case LETA_FORMAT_AUTO:
	case LETA_FORMAT_ESF:
	case LETA_FORMAT_TRANSCRIPT:
	case LETA_FORMAT_TEXT:
		break;
	}
	if (str_starts(bytes, STR("%PDF-")))
		return OUTSIDE_PDF;
	if (str_starts(bytes, STR("PK\x03\x04")))
		return detect_container(bytes);
	if (str_starts(bytes, STR("{\\rtf")))
		return OUTSIDE_RTF;
	return is_html(bytes) ? OUTSIDE_HTML : OUTSIDE_NONE;
}

leta_status outside_refuse(struct str bytes, struct leta_error *err)
{
	struct str head = str_sub(bytes, 0, 200);
	if (str_starts(bytes, STR("\xD0\xCF\x11\xE0")))
		return error_set(err, LETA_ERR_FORMAT,
				 "äldre Word- eller Excelfil: spara dokumentet som docx eller ren text först",
				 "old Word or Excel file: save the document as docx or plain text first");
	if (!str_starts(bytes, STR("PK\x03\x04")))
		return LETA_OK;
	if (holds(bytes, "xl/workbook") || holds(head, "opendocument.spreadsheet"))
		return error_set(err, LETA_ERR_FORMAT, "kalkylblad: spara bladet som csv först",
				 "a spreadsheet: save the sheet as csv first");
	if (holds(bytes, "ppt/presentation") || holds(head, "opendocument.presentation"))
		return error_set(err, LETA_ERR_FORMAT, "bildspel: spara det som pdf först",
				 "slides: save them as pdf first");
	return LETA_OK;
}

static leta_status tell_exit(enum outside kind, int code, struct leta_error *err)
{
	const char *name = names[kind];
	switch (code) {
	case EXTRACT_LIMIT:
		return error_set(err, LETA_ERR_LIMIT,
				 "%s-filen är för stor, för djup eller för hårt packad",
				 "the %s file is too large, too deep or packed too tightly", name);
	case EXTRACT_ENCRYPTED:
		return error_set(err, LETA_ERR_FORMAT, "%s-filen är skyddad med lösenord",
				 "the %s file is protected by a password", name);
	case EXTRACT_OTHER:
		return error_set(err, LETA_ERR_FORMAT, "filen är inget %s-dokument",
				 "the file is no %s document", name);
	case EXTRACT_MISSING:
		return error_set(err, LETA_ERR_FORMAT,
				 "pdf: programmet pdftotext saknas; installera poppler-utils",
				 "pdf: the program pdftotext is missing; install poppler-utils");
	case EXTRACT_NOMEM:
		return error_set(err, LETA_ERR_FORMAT, "%s-filen kräver mer minne än den får",
				 "the %s file needs more memory than it may have", name);
	default:
		return error_set(err, LETA_ERR_FORMAT,
				 kind == OUTSIDE_PDF ? "%s-filen är skadad eller skyddad med lösenord"
						     : "%s-filen är skadad",
				 kind == OUTSIDE_PDF
					 ? "the %s file is damaged or protected by a password"
					 : "the %s file is damaged",
				 name);
	}
}

static leta_status tell_end(enum outside kind, const struct child_result *result,
			    struct leta_error *err)
{
	switch (result->end) {
	case CHILD_EXITED:
		return tell_exit(kind, result->code, err);
	case CHILD_TIMEOUT:
		return error_set(err, LETA_ERR_FORMAT, "%s-filen tog mer än %d s att läsa",
				 "the %s file took more than %d s to read", names[kind], SECONDS_MAX);
	case CHILD_FLOODED:
		return error_set(err, LETA_ERR_LIMIT, "%s-filen ger mer än %zu byte text",
				 "the %s file gives more than %zu bytes of text", names[kind],
				 EXTRACT_OUTPUT_MAX);
	case CHILD_KILLED:
		break;
	}
	return error_set(err, LETA_ERR_FORMAT,
			 "%s-filen fick läsaren att krascha eller passera sina gränser (signal %d)",
			 "the %s file made its reader crash or pass its limits (signal %d)",
			 names[kind], result->code);
}

leta_status outside_extract(enum outside kind, struct str bytes, const char *helper, struct buf *out,
			    struct leta_error *err)
{
	const char *argv[] = {helper ? helper : LETA_HELPER, names[kind], NULL};
	struct child_result result;
	leta_status st = child_run(argv, bytes, SECONDS_MAX, out, &result, err);
	if (st == LETA_ERR_NOT_FOUND)
		return error_set(err, LETA_ERR_FORMAT,
				 "%s: hjälpprogrammet '%s' saknas; installera leta på nytt",
				 "%s: the helper program '%s' is missing; install leta again",
				 names[kind], argv[0]);
	if (st != LETA_OK || (result.end == CHILD_EXITED && result.code == EXTRACT_DONE))
		return st;
	return tell_end(kind, &result, err);
}

static size_t take_number(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < 4; i++)
		n |= (size_t)(unsigned char)s.ptr[i] << (8 * i);
	return n;
}

bool outside_member(struct str *rest, struct str *name, struct str *bytes)
{
	if (rest->len < 8)
		return false;
	size_t name_len = take_number(*rest), len = take_number(str_sub(*rest, 4, 8));
	if (name_len > rest->len - 8 || len > rest->len - 8 - name_len)
		return false;
	*name = str_sub(*rest, 8, 8 + name_len);
	*bytes = str_sub(*rest, 8 + name_len, 8 + name_len + len);
	*rest = str_sub(*rest, 8 + name_len + len, rest->len);
	return true;
}
