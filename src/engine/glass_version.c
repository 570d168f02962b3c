/*
 * glass_version.c: the version file is read as the library wrote it, and what we have written is changed in it.
 *
 * For a new database the check is strict: a library that writes anything else, be it a smaller block, is not imitated.
 */
#include "engine/glass_version.h"

#include <limits.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "engine/glass_pack.h"
#include "engine/glass_table.h"

#define FILE_NAME "iamglass"
#define HEAD 32 /* as far as the UUID */
#define FLAG_FAKE 1 /* of a root: the table has no blocks */
/* "\x0f\x0dXapian Glass" and the format's date, 2016-03-14: years from 2014, month, day in 7, 4 and 5 bits */
static const char magic[16] = "\x0f\x0dXapian Glass\x04\x6e";

static leta_status path_of(const char *dir, char path[PATH_MAX], struct leta_error *err)
{
	return file_join(path, PATH_MAX, dir, FILE_NAME)
	               ? LETA_OK
	               : error_set(err, LETA_ERR_INVALID, "sökvägen är för lång", "the path is too long");
}

/* The root of a table at *pos: block, flags, entries, block size, compression, the list of free blocks. */
static bool read_root(struct str file, size_t *pos, struct glass_root *out)
{
	uint64_t block, flags, blocks, compress_min, list;

	out->start = *pos;
	if (!varint_read(file, pos, &block) || !varint_read(file, pos, &flags) ||
	    !varint_read(file, pos, &out->entries) || !varint_read(file, pos, &blocks) ||
	    !varint_read(file, pos, &compress_min) || !varint_read(file, pos, &list))
		return false;
	if (blocks != GLASS_BLOCK >> 11 || compress_min > 255 || list > file.len - *pos)
		return false;
	*pos += (size_t)list;
	out->end = *pos;
	out->compress_min = (uint32_t)compress_min;
	out->is_new = block == 0 && flags == (2 | FLAG_FAKE) && out->entries == 0 && list == 0;
	return true;
}

static bool read_version(struct glass_version *v)
{
	struct str file = { v->bytes, v->len };
	size_t pos = HEAD;

	if (v->len <= HEAD || memcmp(v->bytes, magic, sizeof(magic)) != 0 || !varint_read(file, &pos, &v->revision))
		return false;
	for (size_t i = 0; i < GLASS_TABLES; i++)
		if (!read_root(file, &pos, &v->roots[i]))
			return false;
	v->statistics = pos;
	v->documents = 0;
	return pos == v->len || varint_read(file, &pos, &v->documents);
}

leta_status glass_version_read(const char *dir, struct glass_version *out, struct leta_error *err)
{
	char path[PATH_MAX];
	struct buf file;
	leta_status st = path_of(dir, path, err);

	buf_init(&file, GLASS_VERSION_MAX);
	if (st == LETA_OK)
		st = file_read(path, &file, err);
	if (st == LETA_OK) {
		memcpy(out->bytes, file.data, file.len);
		out->len = file.len;
		if (!read_version(out))
			st = error_set(err, LETA_ERR_VERSION, "sökmotorns bibliotek skriver ett annat format",
			               "the engine's library writes another format");
	}
	buf_fini(&file);
	return st;
}

bool glass_version_is_new(const struct glass_version *v)
{
	if (v->revision != 0)
		return false;
	for (size_t i = 0; i < GLASS_TABLES; i++)
		if (!v->roots[i].is_new)
			return false;
	for (size_t i = v->statistics; i < v->len; i++) /* eight numbers, all 0, or none */
		if (v->bytes[i] != 0)
			return false;
	return true;
}

bool glass_version_lacks_termlists(const struct glass_version *v)
{
	return v->documents > 0 && v->roots[GLASS_TERMLIST].entries == 0;
}

static void put_statistics(struct buf *file, const struct glass_statistics *s)
{
	glass_uint(file, s->documents);
	glass_uint(file, 0); /* the last document's number, less the number of documents */
	glass_uint(file, s->length_least);
	glass_uint(file, s->wdf_greatest);
	glass_uint(file, s->length_greatest - s->wdf_greatest);
	glass_uint(file, 0); /* change sets */
	glass_uint(file, s->length);
	glass_uint(file, 0); /* spelling */
}

leta_status glass_version_write(const char *dir, const struct glass_version *v,
                                const struct buf *const roots[GLASS_TABLES],
                                const struct glass_statistics *statistics, struct leta_error *err)
{
	struct str old = { v->bytes, v->len };
	char path[PATH_MAX];
	struct buf file;
	leta_status st = path_of(dir, path, err);

	buf_init(&file, GLASS_VERSION_MAX);
	buf_append(&file, v->bytes, HEAD);
	glass_uint(&file, statistics ? GLASS_REVISION : v->revision);
	for (size_t i = 0; i < GLASS_TABLES; i++)
		buf_str(&file, roots[i] ? buf_view(roots[i]) : str_sub(old, v->roots[i].start, v->roots[i].end));
	if (statistics)
		put_statistics(&file, statistics);
	else
		buf_str(&file, str_sub(old, v->statistics, v->len));
	if (st == LETA_OK)
		st = buf_status(&file, err);
	if (st == LETA_OK)
		st = file_replace(path, buf_view(&file), err);
	buf_fini(&file);
	return st;
}
