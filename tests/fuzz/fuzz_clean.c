/*
 * fuzz_clean.c: any bytes through text_clean(): the result is valid UTF-8 without the characters that it
 * promises to remove, and its size is bounded by the input's.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "text/clean.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(int condition)
{
	if (!condition)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new((size_t)64 << 20);
	struct text_clean out;
	struct leta_error err;

	if (!arena)
		return 0;
	if (text_clean((struct str){ (const char *)data, size }, arena, &out, &err) == LETA_OK) {
		demand(utf8_validate(out.text) == out.text.len);
		demand(out.text.len <= size * 4 + 64);
		for (size_t pos = 0; pos < out.text.len;) {
			uint32_t cp = utf8_next(out.text, &pos);

			demand((cp >= 0x20 || cp == '\n' || cp == '\f') && !(cp >= 0x7F && cp <= 0x9F) && cp != 0xAD);
			demand(!(cp >= 0x202A && cp <= 0x202E) && cp != 0x2028 && cp != 0xFEFF);
		}
	}
	arena_free(arena);
	return 0;
}
