/*
 * zip.c: an archive of documents → its members one behind the other.
 *
 * Their number and their sizes together have limits; a member that passes its own, is damaged or
 * encrypted ends the archive, for what follows it cannot be told apart from a bomb.
 */
#include "extract/archive.h"

static bool leaves_archive(struct str name)
{
	return str_starts(name, STR("/")) || str_starts(name, STR("../")) ||
	       str_find(name, STR("/../"), 0) != (size_t)-1 ||
	       memchr(name.ptr, '\\', name.len) != NULL;
}

/* Folders, system files, archives in the archive. */
static bool is_passed_over(struct str name)
{
	static const char *const packed[] = {".zip", ".ZIP", ".7z", ".rar", ".tar", ".tgz"};
	size_t base = name.len;
	while (base > 0 && name.ptr[base - 1] != '/')
		base--;
	bool over = base == name.len || name.ptr[base] == '.' || leaves_archive(name) ||
		    str_starts(name, STR("__MACOSX/"));
	for (size_t i = 0; i < sizeof(packed) / sizeof(packed[0]); i++)
		over = over || str_ends(name, str_from(packed[i]));
	return over;
}

static void put_number(struct buf *out, size_t n)
{
	for (int i = 0; i < 4; i++)
		buf_char(out, (char)(n >> (8 * i) & 0xFF));
}

static enum extract_end write_members(struct archive *a, struct buf *member, struct buf *out)
{
	enum extract_end end = EXTRACT_DONE;
	for (uint64_t i = 0; i < archive_size(a) && end == EXTRACT_DONE; i++) {
		struct str name = str_from(archive_name(a, i));
		if (name.len == 0 || is_passed_over(name))
			continue;
		buf_clear(member);
		end = archive_read(a, i, EXTRACT_PART_MAX, member);
		if (end != EXTRACT_DONE)
			break;
		put_number(out, name.len);
		put_number(out, member->len);
		buf_str(out, name);
		buf_str(out, buf_view(member));
		if (out->status != LETA_OK)
			end = out->status == LETA_ERR_LIMIT ? EXTRACT_LIMIT : EXTRACT_NOMEM;
	}
	return end;
}

enum extract_end extract_zip(struct str bytes, struct lines *out)
{
	struct archive *a = NULL;
	struct buf member;
	buf_init(&member, EXTRACT_PART_MAX);
	enum extract_end end = archive_open(bytes, &a);
	if (end == EXTRACT_DONE)
		end = write_members(a, &member, &out->out);
	archive_close(a);
	buf_fini(&member);
	return end;
}
