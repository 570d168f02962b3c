/*
 * saved_text.c: a saved search as text and back (saved.h).
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "saved/saved.h"

#define HEAD "leta saved 2\n"
#define FORMER_HEAD "leta saved 1\n" /* as long */
#define HASH_DIGITS 16

static const char *const modes[] = {
	[LETA_MODE_AUTO] = "auto", [LETA_MODE_ALL] = "all", [LETA_MODE_ANY] = "any"};

/* ---- writing ---- */

static void escaped(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '\t')
			buf_cstr(out, "\\t");
		else if (*text == '\n')
			buf_cstr(out, "\\n");
		else if (*text == '\\')
			buf_cstr(out, "\\\\");
		else
			buf_char(out, *text);
	}
}

static void write_look(struct buf *out, const char *name, const struct saved_look *look)
{
	buf_printf(out, "%s\t", name);
	escaped(out, look->date);
	buf_char(out, '\t');
	escaped(out, look->index);
	buf_char(out, '\n');
}

void saved_encode(const struct saved *saved, struct buf *out)
{
	size_t from = out->len;
	buf_cstr(out, HEAD "query\t");
	escaped(out, saved->query);
	buf_printf(out, "\noptions\t%s%s%s\n", modes[saved->mode], saved->exact ? " exact" : "",
		   saved->broad ? " broad" : "");
	write_look(out, "saved", &saved->saved);
	write_look(out, "looked", &saved->looked);
	for (size_t i = 0; i < saved->n_seen; i++) {
		buf_printf(out, "seen\t%016" PRIx64 "\t", saved->seen[i].content);
		escaped(out, saved->seen[i].id);
		buf_char(out, '\n');
	}
	for (size_t i = 0; i < saved->n_ignored; i++) {
		buf_cstr(out, "ignored\t");
		escaped(out, saved->ignored[i]);
		buf_char(out, '\n');
	}
	uint64_t hash = hash64(HASH64_INIT, str_sub(buf_view(out), from, out->len));
	buf_printf(out, "end\t%016" PRIx64 "\n", hash);
}

/* ---- reading ---- */

struct reading {
	struct arena *arena;
	struct saved *saved;
	size_t seen_cap, ignored_cap;
	bool former; /* contents had other hashes when it was written */
	bool has_query, has_options, has_saved, has_looked;
};

/* The text without its escapes; NULL when one is wrong or the arena failed. */
static const char *unescaped(struct arena *arena, struct str text)
{
	char *out = arena_alloc(arena, text.len + 1);
	size_t n = 0;
	for (size_t i = 0; out && i < text.len; i++) {
		char c = text.ptr[i];
		if (c == '\\') {
			char next = ++i < text.len ? text.ptr[i] : 0;
			if (next != 't' && next != 'n' && next != '\\')
				return NULL;
			c = next == 't' ? '\t' : next == 'n' ? '\n' : '\\';
		}
		out[n++] = c;
	}
	if (out)
		out[n] = '\0';
	return out;
}

static bool read_hash(struct str text, uint64_t *out)
{
	uint64_t n = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if ((c < '0' || c > '9') && (c < 'a' || c > 'f'))
			return false;
		n = n << 4 | (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
	}
	*out = n;
	return text.len == HASH_DIGITS;
}

static bool read_options(struct saved *saved, struct str rest)
{
	struct str word;
	size_t mode = 0, n = sizeof(modes) / sizeof(modes[0]);
	str_cut(&rest, ' ', &word);
	while (mode < n && !str_eq(word, str_from(modes[mode])))
		mode++;
	saved->mode = (enum leta_mode)mode;
	while (str_cut(&rest, ' ', &word)) {
		if (str_eq(word, STR("exact")))
			saved->exact = true;
		else if (str_eq(word, STR("broad")))
			saved->broad = true;
		else
			return false;
	}
	return mode < n;
}

static bool read_look(struct reading *r, struct str rest, struct saved_look *out)
{
	struct str date;
	if (!str_cut(&rest, '\t', &date) || !rest.ptr)
		return false;
	out->date = unescaped(r->arena, date);
	out->index = unescaped(r->arena, rest);
	return out->date && out->index;
}

static bool read_seen(struct reading *r, struct str rest)
{
	struct saved *s = r->saved;
	struct str hash;
	struct saved_hit hit;
	if (!str_cut(&rest, '\t', &hash) || !rest.ptr || !read_hash(hash, &hit.content) ||
	    s->n_seen == SAVED_HITS_MAX)
		return false;
	hit.content = r->former ? 0 : hit.content;
	hit.id = unescaped(r->arena, rest);
	struct saved_hit *seen =
		arena_grow(r->arena, s->seen, s->n_seen, &r->seen_cap, sizeof(*seen));
	if (!hit.id || !seen)
		return false;
	s->seen = seen;
	s->seen[s->n_seen++] = hit;
	return true;
}

static bool read_ignored(struct reading *r, struct str rest)
{
	struct saved *s = r->saved;
	const char *id = s->n_ignored < SAVED_IGNORED_MAX ? unescaped(r->arena, rest) : NULL;
	const char **ignored = id ? arena_grow(r->arena, s->ignored, s->n_ignored, &r->ignored_cap,
					       sizeof(*ignored))
				  : NULL;
	if (!ignored)
		return false;
	s->ignored = ignored;
	s->ignored[s->n_ignored++] = id;
	return true;
}

static bool read_line(struct reading *r, struct str line)
{
	struct str name;
	if (!str_cut(&line, '\t', &name) || !line.ptr)
		return false;
	if (str_eq(name, STR("seen")))
		return read_seen(r, line);
	if (str_eq(name, STR("ignored")))
		return read_ignored(r, line);
	if (str_eq(name, STR("query")))
		return (r->has_query = (r->saved->query = unescaped(r->arena, line)) != NULL);
	if (str_eq(name, STR("options")))
		return (r->has_options = read_options(r->saved, line));
	if (str_eq(name, STR("saved")))
		return (r->has_saved = read_look(r, line, &r->saved->saved));
	if (str_eq(name, STR("looked")))
		return (r->has_looked = read_look(r, line, &r->saved->looked));
	return false;
}

/* Takes the last line off *text; false unless it is the hash of what is before it. */
static bool take_end(struct str *text)
{
	const size_t length = sizeof("end\t") - 1 + HASH_DIGITS + 1;
	uint64_t hash;
	if (text->len < length)
		return false;
	struct str end = str_sub(*text, text->len - length, text->len);
	text->len -= length;
	return str_starts(end, STR("end\t")) && str_ends(end, STR("\n")) &&
	       read_hash(str_sub(end, 4, 4 + HASH_DIGITS), &hash) &&
	       hash == hash64(HASH64_INIT, *text);
}

bool saved_decode(struct str text, struct arena *arena, struct saved *out)
{
	struct saved saved = {0};
	struct reading r = {.arena = arena, .saved = &saved};
	struct str line;
	if (utf8_validate(text) != text.len || memchr(text.ptr, 0, text.len) || !take_end(&text))
		return false;
	r.former = str_starts(text, STR(FORMER_HEAD));
	if (!r.former && !str_starts(text, STR(HEAD)))
		return false;
	text = str_sub(text, sizeof(HEAD) - 1, text.len);
	while (str_line(&text, &line))
		if (!read_line(&r, line))
			return false;
	if (!r.has_query || !r.has_options || !r.has_saved || !r.has_looked)
		return false;
	*out = saved;
	return true;
}
