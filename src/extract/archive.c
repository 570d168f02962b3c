/*
 * archive.c: ZIP by libzip, from memory.
 */
#include "extract/archive.h"

#include <stdlib.h>
#include <zip.h>

#define PIECE 65536
#define RATIO_FROM ((uint64_t)1 << 20) /* bytes: smaller members may be packed as tightly as they like */

struct archive {
	zip_t *zip;
	uint64_t size;
};

enum extract_end archive_open(struct str bytes, struct archive **out)
{
	struct archive *a = calloc(1, sizeof(*a));
	zip_source_t *source = zip_source_buffer_create(bytes.ptr, bytes.len, 0, NULL);
	if (a && source)
		a->zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
	if (!a || !source || !a->zip) {
		enum extract_end end = a && source ? EXTRACT_DAMAGED : EXTRACT_NOMEM;
		zip_source_free(source);
		free(a);
		return end;
	}
	a->size = (uint64_t)zip_get_num_entries(a->zip, 0);
	if (a->size > EXTRACT_MEMBERS_MAX) {
		archive_close(a);
		return EXTRACT_LIMIT;
	}
	*out = a;
	return EXTRACT_DONE;
}

void archive_close(struct archive *a)
{
	if (!a)
		return;
	zip_discard(a->zip);
	free(a);
}

uint64_t archive_size(const struct archive *a)
{
	return a->size;
}

const char *archive_name(const struct archive *a, uint64_t i)
{
	return zip_get_name(a->zip, i, ZIP_FL_ENC_GUESS);
}

static enum extract_end read_file(zip_file_t *file, uint64_t packed, size_t max, struct buf *out)
{
	char piece[PIECE];
	uint64_t n = 0;
	for (;;) {
		zip_int64_t got = zip_fread(file, piece, sizeof(piece));
		if (got < 0)
			return EXTRACT_DAMAGED;
		if (got == 0)
			return EXTRACT_DONE;
		n += (uint64_t)got;
		if (n > max || (n > RATIO_FROM && packed > 0 && n / packed > EXTRACT_RATIO_MAX))
			return EXTRACT_LIMIT;
		buf_append(out, piece, (size_t)got);
		if (out->status != LETA_OK)
			return out->status == LETA_ERR_LIMIT ? EXTRACT_LIMIT : EXTRACT_NOMEM;
	}
}

enum extract_end archive_read(struct archive *a, uint64_t i, size_t max, struct buf *out)
{
	zip_stat_t info;
	if (zip_stat_index(a->zip, i, 0, &info) != 0)
		return EXTRACT_DAMAGED;
	if ((info.valid & ZIP_STAT_ENCRYPTION_METHOD) && info.encryption_method != ZIP_EM_NONE)
		return EXTRACT_ENCRYPTED;
	zip_file_t *file = zip_fopen_index(a->zip, i, 0);
	if (!file)
		return EXTRACT_DAMAGED;
	enum extract_end end = read_file(file, info.comp_size, max, out);
	zip_fclose(file);
	return end;
}

enum extract_end archive_read_named(struct archive *a, const char *name, struct buf *out)
{
	zip_int64_t i = zip_name_locate(a->zip, name, 0);
	return i < 0 ? EXTRACT_OTHER : archive_read(a, (uint64_t)i, EXTRACT_PART_MAX, out);
}
