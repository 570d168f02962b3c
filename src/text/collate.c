/*
 * collate.c: ICU's collation behind an object that keeps its working space.
 */
#include "text/collate.h"

#include <stdlib.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

#include "base/error.h"

struct collator {
	UCollator *icu;
	UChar *wide; /* the text being compared */
	size_t cap;  /* letters that fit there */
};

static leta_status failed(UErrorCode status, struct leta_error *err)
{
	if (status == U_MEMORY_ALLOCATION_ERROR)
		return error_nomem(err);
	return error_set(err, LETA_ERR_INTERNAL, "svensk sortering misslyckades: %s",
	                 "Swedish collation failed: %s", u_errorName(status));
}

leta_status collate_open(struct collator **out, struct leta_error *err)
{
	UErrorCode status = U_ZERO_ERROR;
	struct collator *c = calloc(1, sizeof(*c));

	if (!c)
		return error_nomem(err);
	c->icu = ucol_open("sv", &status);
	if (U_FAILURE(status)) {
		free(c);
		return failed(status, err);
	}
	*out = c;
	return LETA_OK;
}

void collate_close(struct collator *c)
{
	if (!c)
		return;
	ucol_close(c->icu);
	free(c->wide);
	free(c);
}

static leta_status make_room(struct collator *c, size_t letters, struct leta_error *err)
{
	UChar *wide;

	if (letters <= c->cap)
		return LETA_OK;
	wide = realloc(c->wide, letters * sizeof(*wide));
	if (!wide)
		return error_nomem(err);
	c->wide = wide;
	c->cap = letters;
	return LETA_OK;
}

leta_status collate_key(struct collator *c, struct str s, struct buf *out, struct leta_error *err)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = 0, size;
	leta_status st;

	if (s.len > INT32_MAX / 4)
		return error_set(err, LETA_ERR_LIMIT, "för lång text för en sorteringsnyckel",
		                 "text too long for a sort key");
	st = make_room(c, s.len + 1, err);
	if (st != LETA_OK)
		return st;
	u_strFromUTF8WithSub(c->wide, (int32_t)s.len + 1, &n, s.ptr, (int32_t)s.len, 0xFFFD, NULL, &status);
	if (U_FAILURE(status))
		return failed(status, err);
	size = ucol_getSortKey(c->icu, c->wide, n, NULL, 0);
	if (buf_reserve(out, (size_t)size)) {
		/* the key ends with a NUL that no other byte of it is: keep it out */
		ucol_getSortKey(c->icu, c->wide, n, (uint8_t *)out->data + out->len, size);
		out->len += (size_t)size - 1;
		out->data[out->len] = '\0';
	}
	return buf_status(out, err);
}
