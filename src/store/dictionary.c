/*
 * dictionary.c: two dictionaries in memory and in a file; packers and unpackers with them.
 *
 * An unpacker is made when something is to be unpacked: a search that shows no texts needs none for them.
 */
#include "store/dictionary.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/deflate.h"
#include "base/error.h"
#include "base/file.h"

#define FILE_NAME "dictionary.leta"
#define HEAD (sizeof(magic) - 1 + 2 * NUMBER)
#define NUMBER sizeof(uint32_t)
#define BYTES_MAX ((size_t)1 << 20)

/*
 * Measured on papers and registers: with a dictionary, texts at level 1 are 7 % smaller than at level 6 without one, at
 * three times the speed; level 3 is .017 of the text smaller yet, and takes a fifth more time. Records are short, and
 * level 3 saves 6 % of them. Without a dictionary, level 6 saves 4 % of texts over level 3, and nothing of records.
 */
static const int levels_with[DICTIONARY_KINDS] = { [DICTIONARY_RECORDS] = 3, [DICTIONARY_TEXTS] = 1 };
static const int levels_without[DICTIONARY_KINDS] = { [DICTIONARY_RECORDS] = 1, [DICTIONARY_TEXTS] = 6 };

static const char magic[] = "leta dictionary\n";

struct dictionary {
	struct buf file; /* as it lies on disk */
	struct str bytes[DICTIONARY_KINDS];
	struct unpacker *unpackers[DICTIONARY_KINDS];
};

static void put_number(char *to, uint64_t value)
{
	for (size_t i = 0; i < NUMBER; i++)
		to[i] = (char)(unsigned char)(value >> 8 * i);
}

static uint32_t get_number(const char *from)
{
	uint32_t value = 0;

	for (size_t i = 0; i < NUMBER; i++)
		value |= (uint32_t)(unsigned char)from[i] << 8 * i;
	return value;
}

static leta_status join(char path[PATH_MAX], const char *dir, struct leta_error *err)
{
	return file_join(path, PATH_MAX, dir, FILE_NAME)
	               ? LETA_OK
	               : error_set(err, LETA_ERR_INVALID, "sökvägen '%s' är för lång", "the path '%s' is too long",
	                           dir);
}

static leta_status empty(struct dictionary **out, struct leta_error *err)
{
	*out = calloc(1, sizeof(**out));
	if (!*out)
		return error_nomem(err);
	buf_init(&(*out)->file, HEAD + DICTIONARY_KINDS * BYTES_MAX);
	return LETA_OK;
}

/* Finds the two in the bytes of the file. */
static bool look(struct dictionary *d)
{
	struct str file = buf_view(&d->file), rest = str_sub(file, HEAD, file.len);
	const char *numbers = file.ptr + HEAD - 2 * NUMBER;

	if (file.len < HEAD || !str_starts(file, (struct str){ magic, sizeof(magic) - 1 }) ||
	    get_number(numbers) != crc32_of(str_sub(file, HEAD - NUMBER, file.len)) ||
	    get_number(numbers + NUMBER) > rest.len)
		return false;
	d->bytes[DICTIONARY_RECORDS] = str_sub(rest, 0, get_number(numbers + NUMBER));
	d->bytes[DICTIONARY_TEXTS] = str_sub(rest, d->bytes[DICTIONARY_RECORDS].len, rest.len);
	return true;
}

leta_status dictionary_new(const struct str bytes[DICTIONARY_KINDS], struct dictionary **out, struct leta_error *err)
{
	struct dictionary *d;
	char numbers[2 * NUMBER];
	leta_status st = empty(&d, err);

	if (st != LETA_OK)
		return st;
	put_number(numbers + NUMBER, bytes[DICTIONARY_RECORDS].len);
	buf_append(&d->file, magic, sizeof(magic) - 1);
	buf_append(&d->file, numbers, sizeof(numbers));
	for (size_t i = 0; i < DICTIONARY_KINDS; i++)
		buf_str(&d->file, bytes[i]);
	st = buf_status(&d->file, err);
	if (st != LETA_OK) {
		dictionary_free(d);
		return st;
	}
	put_number(d->file.data + HEAD - 2 * NUMBER, crc32_of(str_sub(buf_view(&d->file), HEAD - NUMBER, d->file.len)));
	look(d);
	*out = d;
	return LETA_OK;
}

leta_status dictionary_open(const char *dir, struct dictionary **out, struct leta_error *err)
{
	char path[PATH_MAX];
	struct dictionary *d = NULL;
	leta_status st = join(path, dir, err);

	if (st == LETA_OK)
		st = empty(&d, err);
	if (st == LETA_OK)
		st = file_read(path, &d->file, err);
	if (st == LETA_ERR_NOT_FOUND || (st == LETA_OK && !look(d)))
		st = error_set(err, LETA_ERR_CORRUPT,
		               "'%s' saknas eller är skadad; bygg om indexet med 'leta index --fresh'",
		               "'%s' is missing or damaged; rebuild the index with 'leta index --fresh'", path);
	if (st != LETA_OK) {
		dictionary_free(d);
		return st;
	}
	*out = d;
	return LETA_OK;
}

leta_status dictionary_write(const struct dictionary *d, const char *dir, struct leta_error *err)
{
	char path[PATH_MAX];
	leta_status st = join(path, dir, err);

	return st == LETA_OK ? file_replace(path, buf_view(&d->file), err) : st;
}

void dictionary_free(struct dictionary *d)
{
	if (!d)
		return;
	for (size_t i = 0; i < DICTIONARY_KINDS; i++)
		unpacker_free(d->unpackers[i]);
	buf_fini(&d->file);
	free(d);
}

leta_status dictionary_packer(const struct dictionary *d, enum dictionary_kind kind, struct packer **out,
                              struct leta_error *err)
{
	return packer_new(d->bytes[kind], (d->bytes[kind].len > 0 ? levels_with : levels_without)[kind], out, err);
}

leta_status dictionary_unpack(struct dictionary *d, enum dictionary_kind kind, struct str packed, size_t raw_len,
                              struct buf *out, struct leta_error *err)
{
	leta_status st = d->unpackers[kind] ? LETA_OK : unpacker_new(d->bytes[kind], &d->unpackers[kind], err);

	return st == LETA_OK ? unpacker_run(d->unpackers[kind], packed, raw_len, out, err) : st;
}
