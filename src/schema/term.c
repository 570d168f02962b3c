/*
 * term.c: making terms within the engine's limit.
 */
#include "schema/term.h"

#include <inttypes.h>

#include "base/hash.h"
#include "base/utf8.h"

#define TERM_MAX_BYTES 245
#define HASH_DIGITS 16

static void cut_long(struct buf *out)
{
	if (out->len <= TERM_MAX_BYTES)
		return;
	struct str whole = buf_view(out);
	uint64_t hash = hash64(HASH64_INIT, whole);
	out->len = utf8_floor(whole, TERM_MAX_BYTES - HASH_DIGITS);
	buf_printf(out, "%016" PRIx64, hash);
}

void term_make(struct buf *out, const char *prefix, struct str value)
{
	buf_clear(out);
	buf_cstr(out, prefix);
	buf_str(out, value);
	cut_long(out);
}

void term_make_whole(struct buf *out, const char *prefix, struct str folded_value)
{
	buf_clear(out);
	buf_cstr(out, prefix);
	buf_char(out, '=');
	buf_str(out, folded_value);
	cut_long(out);
}
