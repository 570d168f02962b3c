/*
 * bulk_version.c: the library makes the version file of an empty database, and we change what we have written.
 *
 * So the check is strict: a library that writes anything else, be it a smaller block, is not imitated.
 */
#include "engine/bulk_version.h"

#include <limits.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "engine/glass_pack.h"
#include "engine/glass_table.h"

#define FILE_NAME "iamglass"
#define FILE_MAX 4096
/* "\x0f\x0dXapian Glass" and the format's date, 2016-03-14: years from 2014, month, day in 7, 4 and 5 bits */
static const char magic[16] = "\x0f\x0dXapian Glass\x04\x6e";

static leta_status path_of(const char *dir, char path[PATH_MAX], struct leta_error *err)
{
	return file_join(path, PATH_MAX, dir, FILE_NAME)
	               ? LETA_OK
	               : error_set(err, LETA_ERR_INVALID, "sökvägen är för lång", "the path is too long");
}

/* The root of an empty table at *pos. */
static bool read_root(struct str file, size_t *pos, struct bulk_version *out, size_t table)
{
	size_t start = *pos;
	uint64_t root, flags, entries, blocks, compress_min, list;

	if (!varint_read(file, pos, &root) || !varint_read(file, pos, &flags) ||
	    !varint_read(file, pos, &entries) || !varint_read(file, pos, &blocks) ||
	    !varint_read(file, pos, &compress_min) || !varint_read(file, pos, &list))
		return false;
	if (root != 0 || flags != 3 || entries != 0 || blocks != GLASS_BLOCK >> 11 || compress_min > 255 ||
	    list != 0 || *pos - start > sizeof(out->empty[table]))
		return false;
	out->compress_min[table] = (uint32_t)compress_min;
	out->empty_len[table] = *pos - start;
	memcpy(out->empty[table], file.ptr + start, *pos - start);
	return true;
}

leta_status bulk_version_read(const char *dir, struct bulk_version *out, struct leta_error *err)
{
	char path[PATH_MAX];
	struct buf file;
	uint64_t revision = 0;
	size_t pos = sizeof(out->head);
	bool known;
	leta_status st = path_of(dir, path, err);

	buf_init(&file, FILE_MAX);
	if (st == LETA_OK)
		st = file_read(path, &file, err);
	if (st != LETA_OK) {
		buf_fini(&file);
		return st;
	}
	known = file.len > sizeof(out->head) && memcmp(file.data, magic, sizeof(magic)) == 0 &&
	        varint_read(buf_view(&file), &pos, &revision);
	if (known && revision != 0)
		st = error_set(err, LETA_ERR_INVALID, "databasen är inte tom", "the database is not empty");
	memcpy(out->head, file.data, known ? sizeof(out->head) : 0);
	for (size_t i = 0; known && revision == 0 && i < BULK_TABLES; i++)
		known = read_root(buf_view(&file), &pos, out, i);
	/* statistics: eight numbers, all 0, or none */
	for (; known && revision == 0 && pos < file.len; pos++)
		known = file.data[pos] == 0;
	if (!known)
		st = error_set(err, LETA_ERR_VERSION, "sökmotorns bibliotek skriver ett annat format",
		               "the engine's library writes another format");
	buf_fini(&file);
	return st;
}

leta_status bulk_version_write(const char *dir, const struct bulk_version *version,
                               const struct buf *const roots[BULK_TABLES],
                               const struct bulk_statistics *statistics, struct leta_error *err)
{
	char path[PATH_MAX];
	struct buf file;
	leta_status st = path_of(dir, path, err);

	buf_init(&file, FILE_MAX);
	buf_append(&file, version->head, sizeof(version->head));
	glass_uint(&file, GLASS_REVISION);
	for (size_t i = 0; i < BULK_TABLES; i++) {
		if (roots[i])
			buf_str(&file, buf_view(roots[i]));
		else
			buf_append(&file, version->empty[i], version->empty_len[i]);
	}
	glass_uint(&file, statistics->documents);
	glass_uint(&file, 0); /* the last document's number, less the number of documents */
	glass_uint(&file, statistics->length_least);
	glass_uint(&file, statistics->wdf_greatest);
	glass_uint(&file, statistics->length_greatest - statistics->wdf_greatest);
	glass_uint(&file, 0); /* change sets */
	glass_uint(&file, statistics->length);
	glass_uint(&file, 0); /* spelling */
	if (st == LETA_OK)
		st = buf_status(&file, err);
	if (st == LETA_OK)
		st = file_replace(path, buf_view(&file), err);
	buf_fini(&file);
	return st;
}
