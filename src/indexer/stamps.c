/*
 * stamps.c: reading, comparing and writing the stamps of files.
 *
 * File: "leta stamps 1\n", for each file six numbers of 64 bits, sorted by the first (hash of the path, hash of the
 * content, size, inode, two times), and a CRC-32 of all before it. All numbers little-endian. Paths are not kept: for
 * another one with the same hash, the inode and the times would have to be the same, too.
 */
#include "indexer/stamps.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/deflate.h"
#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"

#define FILE_NAME "stamps"
#define HEADER "leta stamps 1\n"
#define FILE_MAX ((size_t)512 << 20)
#define PATH_BYTES_MAX 4096
#define ENTRY_BYTES ((size_t)48)
#define CRC_BYTES ((size_t)4)
/* File systems tell times in steps of up to two seconds (FAT). */
#define STEP INT64_C(2000000000)

struct entry {
	uint64_t path, hash; /* of each */
	struct stamp stamp;
};

struct stamps {
	struct arena *arena;
	int64_t now;
	struct buf loaded; /* the file */
	struct entry *before, *noted;
	size_t n_before, n_noted, cap;
};

struct stamp stamp_of(const struct stat *info)
{
	const int64_t second = 1000000000;
	if (!S_ISREG(info->st_mode))
		return (struct stamp){ 0 };
	return (struct stamp){
		.size = (uint64_t)info->st_size,
		.inode = (uint64_t)info->st_ino,
		.written = (int64_t)info->st_mtim.tv_sec * second + info->st_mtim.tv_nsec,
		.changed = (int64_t)info->st_ctim.tv_sec * second + info->st_ctim.tv_nsec,
	};
}

/* ---- the file ---- */

static void put_number(struct buf *out, uint64_t value, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		buf_char(out, (char)(value >> 8 * i & 0xff));
}

static uint64_t number_at(struct str bytes, size_t pos, size_t n)
{
	uint64_t value = 0;
	for (size_t i = n; i-- > 0;)
		value = value << 8 | (unsigned char)bytes.ptr[pos + i];
	return value;
}

/* The entries' bytes, when the file is whole; else nothing. */
static struct str whole(struct str file)
{
	size_t header = strlen(HEADER);
	if (file.len < header + CRC_BYTES || !str_starts(file, STR(HEADER)) ||
	    (file.len - header - CRC_BYTES) % ENTRY_BYTES != 0)
		return STR("");
	size_t end = file.len - CRC_BYTES;
	return crc32_of(str_sub(file, 0, end)) == number_at(file, end, CRC_BYTES) ? str_sub(file, header, end)
	                                                                         : STR("");
}

static leta_status parse(struct stamps *s, struct str bytes, struct leta_error *err)
{
	size_t n = bytes.len / ENTRY_BYTES;
	s->before = arena_alloc(s->arena, (n + 1) * sizeof(*s->before));
	if (!s->before)
		return arena_status(s->arena, err);
	for (size_t i = 0; i < n; i++) {
		uint64_t numbers[6];
		for (size_t k = 0; k < 6; k++)
			numbers[k] = number_at(bytes, i * ENTRY_BYTES + 8 * k, 8);
		s->before[i] = (struct entry){
			.path = numbers[0],
			.hash = numbers[1],
			.stamp = { numbers[2], numbers[3], (int64_t)numbers[4], (int64_t)numbers[5] },
		};
	}
	s->n_before = n;
	return LETA_OK;
}

/* A file that cannot be read is as none. */
static leta_status load(struct stamps *s, const char *dir, struct leta_error *err)
{
	char path[PATH_BYTES_MAX];
	leta_status st = file_join(path, sizeof(path), dir, FILE_NAME) ? file_read(path, &s->loaded, NULL)
	                                                               : LETA_ERR_INVALID;
	if (st == LETA_ERR_NOMEM)
		return error_nomem(err);
	return parse(s, st == LETA_OK ? whole(buf_view(&s->loaded)) : STR(""), err);
}

leta_status stamps_load(const char *dir, int64_t now, struct stamps **out, struct leta_error *err)
{
	struct stamps *s = calloc(1, sizeof(*s));
	if (!s)
		return error_nomem(err);
	s->arena = arena_new(4 * FILE_MAX);
	s->now = now;
	buf_init(&s->loaded, FILE_MAX);
	leta_status st = s->arena ? load(s, dir, err) : error_nomem(err);
	if (st != LETA_OK) {
		stamps_free(s);
		return st;
	}
	*out = s;
	return LETA_OK;
}

void stamps_free(struct stamps *s)
{
	if (!s)
		return;
	buf_fini(&s->loaded);
	arena_free(s->arena);
	free(s);
}

static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	return x->path != y->path ? (x->path > y->path) - (x->path < y->path)
	                          : (x->stamp.inode > y->stamp.inode) - (x->stamp.inode < y->stamp.inode);
}

leta_status stamps_save(struct stamps *s, const char *dir, struct leta_error *err)
{
	char path[PATH_BYTES_MAX];
	struct buf file;
	if (!file_join(path, sizeof(path), dir, FILE_NAME))
		return error_set(err, LETA_ERR_INVALID, "sökvägen '%s' är för lång", "the path '%s' is too long", dir);
	if (s->n_noted > 0)
		qsort(s->noted, s->n_noted, sizeof(*s->noted), compare_entries);
	buf_init(&file, FILE_MAX);
	buf_cstr(&file, HEADER);
	for (size_t i = 0; i < s->n_noted; i++) {
		const struct entry *e = &s->noted[i];
		const uint64_t numbers[] = { e->path, e->hash, e->stamp.size, e->stamp.inode,
			                     (uint64_t)e->stamp.written, (uint64_t)e->stamp.changed };
		for (size_t k = 0; k < 6; k++)
			put_number(&file, numbers[k], 8);
	}
	put_number(&file, crc32_of(buf_view(&file)), CRC_BYTES);
	leta_status st = buf_status(&file, err);
	if (st == LETA_OK && !str_eq(buf_view(&file), buf_view(&s->loaded)))
		st = file_replace(path, buf_view(&file), err);
	buf_fini(&file);
	return st;
}

/* ---- the stamps ---- */

static const struct entry *find(const struct stamps *s, struct str path)
{
	uint64_t wanted = hash64(HASH64_INIT, path);
	size_t from = 0, to = s->n_before;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (s->before[middle].path < wanted)
			from = middle + 1;
		else
			to = middle;
	}
	return from < s->n_before && s->before[from].path == wanted ? &s->before[from] : NULL;
}

uint64_t stamps_hash(const struct stamps *s, struct str path, const struct stamp *stamp)
{
	const struct entry *e = stamp->inode != 0 ? find(s, path) : NULL;
	bool same = e && e->stamp.inode == stamp->inode && e->stamp.size == stamp->size &&
	            e->stamp.written == stamp->written && e->stamp.changed == stamp->changed;
	return same ? e->hash : 0;
}

static leta_status append(struct stamps *s, struct entry entry, struct leta_error *err)
{
	struct entry *noted = arena_grow(s->arena, s->noted, s->n_noted, &s->cap, sizeof(*noted));
	if (!noted)
		return arena_status(s->arena, err);
	s->noted = noted;
	s->noted[s->n_noted++] = entry;
	return LETA_OK;
}

leta_status stamps_note(struct stamps *s, struct str path, const struct stamp *stamp, uint64_t hash,
                        struct leta_error *err)
{
	int64_t last = stamp->written > stamp->changed ? stamp->written : stamp->changed;
	if (stamp->inode == 0 || hash == 0 || last > s->now - STEP)
		return LETA_OK;
	return append(s, (struct entry){ hash64(HASH64_INIT, path), hash, *stamp }, err);
}

leta_status stamps_keep(struct stamps *s, struct str path, struct leta_error *err)
{
	const struct entry *e = find(s, path);
	return e ? append(s, *e, err) : LETA_OK;
}
