/*
 * fuzz_extract.c: any bytes through the helper program's parsers: an end that it knows, and text within its cap. The
 * first byte chooses the format.
 */
#include <stdint.h>
#include <stdlib.h>

#include "extract/extract.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static enum extract_end (*const formats[])(struct str bytes, struct lines *out) = {
		extract_html, extract_rtf, extract_docx, extract_odt, extract_zip};
	struct lines out;
	if (size == 0)
		return 0;
	lines_init(&out, (size_t)1 << 20);
	enum extract_end end = formats[data[0] % 5]((struct str){(const char *)data + 1, size - 1}, &out);
	if (end != EXTRACT_DONE && (end < EXTRACT_DAMAGED || end > EXTRACT_NOMEM))
		abort();
	if (out.out.len > (size_t)1 << 20)
		abort();
	lines_fini(&out);
	return 0;
}
