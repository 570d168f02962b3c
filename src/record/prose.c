/*
 * prose.c: lines → paragraphs.
 *
 * The one subtle thing is the hyphen at the end of a line: "utveck-/ling" lost its unity to the
 * line break and gets it back, "ESF-/stöd" and "e-/post" keep their hyphen, and "metod-/och
 * processtöd" is an ellipsis of Swedish that keeps hyphen and blank.
 */
#include "record/prose.h"

#include "base/eight.h"
#include "base/utf8.h"
#include "record/word.h"

#define WIDTH_MAX ((size_t)120)
#define PARAGRAPH_LINE ((size_t)200) /* lines this long are whole paragraphs */
#define CHARACTER_MAX 4              /* bytes */
#define SPACED_MIN 5                 /* single characters in a row that make a letter-spaced word */
#define SPACED_MAX 100
#define TAIL_MAX ((size_t)200) /* bytes of text that a joint looks back: no word is longer */

bool prose_is_item(struct str line)
{
	size_t pos = 0;
	uint32_t first = line.len ? utf8_next(line, &pos) : 0;
	uint32_t second = pos < line.len ? utf8_next(line, &pos) : 0;
	if (first == 0x2022 || first == 0xB7 || first == 0x25AA || first == 0x25CF)
		return true;
	if (first == '-' || first == 0x2013 || first == '*' || first == 'o')
		return utf8_is_space(second);
	return second == ')' && (utf8_is_letter(first) || (first >= '0' && first <= '9'));
}

enum joint { JOINT_BLANK, JOINT_NONE, JOINT_DROP_HYPHEN };

static bool is_conjunction(struct str core)
{
	static const char *const words[] = {"och",  "eller", "samt", "respektive",
					    "resp", "till",  "men",  "och/eller"};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (word_same(core, str_from(words[i])))
			return true;
	return false;
}

/* Whether a word before a hyphen owns it: "ESF-", "e-", "2-", "icke-". */
static bool keeps_hyphen(struct str left)
{
	static const char *const prefixes[] = {"icke", "ex", "vice"};
	size_t pos = 0;
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
		if (word_same(left, str_from(prefixes[i])))
			return true;
	for (size_t i = 0; i < left.len; i++)
		if (left.ptr[i] >= '0' && left.ptr[i] <= '9')
			return true;
	if (left.len > 0)
		utf8_next(left, &pos);
	return pos == left.len || word_is_caps(left);
}

/* How `next` goes on after what `out` ends with. */
static enum joint joint_of(const struct buf *out, struct str next, bool line_end)
{
	size_t tail = out->len > TAIL_MAX ? utf8_floor(buf_view(out), out->len - TAIL_MAX) : 0;
	struct str before = str_sub(buf_view(out), tail, out->len);
	struct word left, right;
	size_t end = before.len, pos = 0;
	if (before.len < 2 || before.ptr[before.len - 1] != '-')
		return JOINT_BLANK;
	if (!word_prev(before, &end, &left) || left.core.len + 1 > left.text.len ||
	    !word_next(next, &pos, &right))
		return JOINT_BLANK;
	if (left.core.len == 0 || left.core.ptr + left.core.len + 1 != before.ptr + before.len)
		return JOINT_BLANK; /* a dash, or "word,-" */
	if (word_is_lower(right.text))
		return is_conjunction(right.core) ? JOINT_BLANK
		       : keeps_hyphen(left.core)  ? JOINT_NONE
						  : JOINT_DROP_HYPHEN;
	return line_end && (word_is_upper(right.text) || word_is_number(right.core)) ? JOINT_NONE
										     : JOINT_BLANK;
}

static void join(struct buf *out, struct str next, bool line_end)
{
	enum joint joint = joint_of(out, next, line_end);
	if (joint == JOINT_DROP_HYPHEN)
		out->data[--out->len] = '\0';
	if (joint == JOINT_BLANK && out->len > 0 && out->data[out->len - 1] != '\n')
		buf_char(out, ' ');
}

/* Whether a full stop at `dot` of a word ran two sentences together: "emellan.mötet", "slut.Nästa".
 */
static bool is_lost_blank(struct str word, size_t dot)
{
	size_t left = 0, right = 0, pos = dot, last_dot = dot;
	while (last_dot + 1 < word.len && word.ptr[last_dot + 1] == '.')
		last_dot++;
	for (; pos > 0 && utf8_is_lower(utf8_prev(word, &pos)); left++)
		;
	pos = last_dot + 1;
	bool upper = word_is_upper(str_sub(word, pos, word.len));
	while (pos < word.len && utf8_is_letter(utf8_next(word, &pos)))
		right++;
	if (memchr(word.ptr, '@', word.len) || memchr(word.ptr, '/', word.len) ||
	    str_find(word, STR("www"), 0) != (size_t)-1 ||
	    memchr(word.ptr + last_dot + 1, '.',
		   word.len - last_dot - 1 - (word.ptr[word.len - 1] == '.')))
		return false;
	return left >= 3 && right >= (upper ? 2 : 4);
}

static void append_word(struct buf *out, struct str word)
{
	for (size_t i = 1; i + 1 < word.len; i++) {
		if (word.ptr[i] != '.' || word.ptr[i + 1] == '.')
			continue;
		size_t dot = i;
		while (dot > 0 && word.ptr[dot - 1] == '.')
			dot--;
		if (dot == 0 || !is_lost_blank(word, dot))
			break;
		buf_str(out, str_sub(word, 0, i + 1));
		buf_char(out, ' ');
		word = str_sub(word, i + 1, word.len);
		i = 0;
	}
	buf_str(out, word);
}

static bool is_single(struct str word)
{
	size_t pos = 0;
	utf8_next(word, &pos);
	return pos == word.len;
}

/*
 * A letter-spaced phrase at `from`: at least five words of one character in a row, or a run of
 * short words in capitals of which most are one letter ("S LUTRAP P O RT"). Returns its end, or 0.
 */
static size_t spaced_end(struct str text, size_t from)
{
	size_t pos = from, end = 0, n = 0, singles = 0, letters = 0;
	bool all_single = true;
	struct word w;
	while (n < SPACED_MAX && word_next(text, &pos, &w)) {
		bool single = is_single(w.text), caps = word_is_upper(w.core);
		if (!single && (!word_is_caps(w.text) || utf8_count(w.text) > 6))
			break;
		if (!single && n >= SPACED_MIN && all_single)
			break;
		all_single = all_single && single;
		if (!all_single && !caps)
			break;
		n++;
		singles += single;
		letters += caps || word_is_lower(w.core);
		end = pos;
	}
	if (all_single)
		return n >= SPACED_MIN && letters * 2 >= n ? end : 0;
	return n > SPACED_MIN && singles * 5 >= n * 2 ? end : 0;
}

/* A letter-spaced phrase as words: two blanks part them, and so do the words that reports begin
 * with. */
static void append_spaced(struct buf *out, struct str text)
{
	static const char *const openers[] = {"SLUTRAPPORT", "DELRAPPORT", "FÖRSTUDIE", "RAPPORT"};
	size_t from = out->len, last = 0;
	struct word w;
	for (size_t pos = 0; word_next(text, &pos, &w); last = pos) {
		if (last > 0 && w.start > last + 1)
			buf_char(out, ' ');
		buf_str(out, w.text);
	}
	struct str joined = str_sub(buf_view(out), from, out->len);
	for (size_t i = 0; i < sizeof(openers) / sizeof(openers[0]); i++) {
		struct str opener = str_from(openers[i]);
		if (!str_starts(joined, opener) || joined.len < opener.len + 4 ||
		    joined.ptr[opener.len] == ' ')
			continue;
		buf_char(out, ' '); /* room for the blank */
		if (out->status == LETA_OK) {
			char *gap = out->data + from + opener.len;
			memmove(gap + 1, gap, out->len - from - opener.len - 1);
			*gap = ' ';
		}
		return;
	}
}

static bool is_blank_at(struct str text, size_t pos)
{
	return pos < text.len && word_blank(text, pos) > 0;
}

/* Whether there is a blank, and behind it a word that begins as no spaced one does: in ASCII, then a small letter. */
static bool is_unspaced(struct str text, size_t blank)
{
	return text.len - blank > 2 && text.ptr[blank] == ' ' && text.ptr[blank + 1] > ' ' &&
	       text.ptr[blank + 2] >= 'a' && text.ptr[blank + 2] <= 'z';
}

/* Where the word at `from` ends when there is nothing in it to repair, as with most; 0: it must be
 * looked at. */
static size_t plain_word_end(struct str text, size_t from)
{
	size_t end = from;
	for (; end < text.len; end++) {
		unsigned char c = (unsigned char)text.ptr[end];
		if ((c > '.' && c < 0xC2) || c == 0xC3) /* as most; 0xC3 begins letters only */
			continue;
		if (word_blank(text, end) > 0)
			break;
		bool last = end + 1 == text.len || text.ptr[end + 1] == ' ' || text.ptr[end + 1] == '.';
		if (c == '.' && end > from && !last)
			return 0;
	}
	bool single = end - from <= CHARACTER_MAX && is_single(str_sub(text, from, end));
	return single && !is_unspaced(text, end) ? 0 : end;
}

/*
 * The high bits of those of eight bytes that plain words between single blanks do not have, or not there: other
 * characters than letters and signs of ASCII and U+00C0–00FF, a full stop inside a word, a hyphen at its end, and a
 * blank before another or before a word of one character. More bytes than eight are looked at: EIGHT_AHEAD.
 */
#define EIGHT_AHEAD 11
static uint64_t odd_bytes(const char *p)
{
	uint64_t eight = eight_load(p), next = eight_load(p + 1);
	uint64_t blank = eight_zero(eight ^ EIGHT(' ')), then = eight_zero(next ^ EIGHT(' '));
	uint64_t third = eight_zero(eight_load(p + 2) ^ EIGHT(' '));
	uint64_t fourth = eight_zero(eight_load(p + 3) ^ EIGHT(' '));
	uint64_t low = ~((eight & EIGHT(0x7F)) + EIGHT(0x60)) & ~eight;
	uint64_t lead = eight & eight << 1 & ~eight_zero(eight ^ EIGHT(0xC3));
	uint64_t dot = eight_zero(eight ^ EIGHT('.')) & ~then, hyphen = eight_zero(eight ^ EIGHT('-')) & then;
	return (low | lead | dot | hyphen | (blank & (then | third | (fourth & next)))) & EIGHT(0x80);
}

/* The last blank from `blank` on before which all words are plain. */
static size_t skip_plain(struct str text, size_t blank)
{
	size_t pos = blank - 1; /* the end of the word before it counts */
	uint64_t odd = 0;
	while (text.len - pos >= EIGHT_AHEAD && !(odd = odd_bytes(text.ptr + pos)))
		pos += 8;
	if (odd)
		pos += eight_first(odd);
	while (pos > blank && text.ptr[pos] != ' ')
		pos--;
	return pos > blank ? pos : blank;
}

/* The end of the words from `from` on that stand apart by single blanks and need no repair; 0: the
 * first one may. */
static size_t plain_end(struct str text, size_t from)
{
	size_t end = 0;
	for (size_t next; (next = plain_word_end(text, from)) > 0; from = end + 1) {
		end = next < text.len ? skip_plain(text, next) : next;
		if (end == text.len || text.ptr[end] != ' ' || text.ptr[end - 1] == '-' ||
		    end + 1 == text.len || is_blank_at(text, end + 1))
			break;
	}
	return end;
}

static void repair(struct buf *out, struct str text, bool line_end)
{
	struct word w;
	for (size_t pos = 0;;) {
		while (is_blank_at(text, pos))
			pos += word_blank(text, pos);
		if (pos >= text.len)
			return;
		if (out->len > 0 && out->data[out->len - 1] != '\n')
			join(out, str_sub(text, pos, text.len), line_end);
		line_end = false;
		size_t from = pos, end = plain_end(text, pos);
		if (end > 0) {
			buf_str(out, str_sub(text, from, end));
			pos = end;
			continue;
		}
		word_next(text, &pos, &w);
		end = is_single(w.text) ? spaced_end(text, from) : 0;
		if (end > 0) {
			append_spaced(out, str_sub(text, from, end));
			pos = end;
		} else {
			append_word(out, w.text);
		}
	}
}

void prose_repair(struct buf *out, struct str text)
{
	repair(out, text, false);
}

size_t prose_width(struct str text)
{
	size_t width = 0;
	struct str line;
	while (width < WIDTH_MAX && str_line(&text, &line)) {
		size_t n = line.len < WIDTH_MAX ? utf8_count(line) : WIDTH_MAX;
		width = n > width ? n : width;
	}
	return width < WIDTH_MAX ? width : WIDTH_MAX;
}

void prose_break(struct prose *p)
{
	if (p->out->len > 0 && p->last > 0) {
		while (p->out->len > 0 && p->out->data[p->out->len - 1] == '\n')
			p->out->data[--p->out->len] = '\0';
		buf_cstr(p->out, "\n\n");
	}
	p->last = 0;
	p->gap = false;
}

/* Whether `line` goes on in the sentence or paragraph of the line before it. */
static bool continues(const struct prose *p, struct str line)
{
	struct str before = buf_view(p->out);
	bool open = !word_ends_sentence(before);
	if (p->last == 0 || prose_is_item(line))
		return false;
	if (open && word_is_lower(line))
		return !p->gap || p->last * 2 >= p->width;
	if (p->gap || p->last >= PARAGRAPH_LINE)
		return false;
	return p->last * 10 >= p->width * 7;
}

static size_t put_line(struct prose *p, struct str line, bool same_paragraph)
{
	struct buf *out = p->out;
	if (!same_paragraph && p->last > 0) {
		bool own_line = !p->gap && p->last < PARAGRAPH_LINE &&
				(prose_is_item(line) || !word_ends_sentence(buf_view(out)));
		if (own_line)
			buf_char(out, '\n');
		else
			prose_break(p);
	}
	size_t before = out->len;
	repair(out, line, true);
	p->last = line.len < PARAGRAPH_LINE ? utf8_count(line) : PARAGRAPH_LINE;
	p->gap = false;
	while (before < out->len && out->data[before] == ' ')
		before++;
	return before < out->len ? before : out->len;
}

size_t prose_line(struct prose *p, struct str line)
{
	line = str_trim(line);
	if (line.len == 0) {
		p->gap = p->last > 0;
		return p->out->len;
	}
	return put_line(p, line, continues(p, line));
}

size_t prose_page(struct prose *p, struct str line)
{
	line = str_trim(line);
	struct str before = buf_view(p->out);
	bool new_sentence = word_ends_sentence(before) && !word_is_lower(line);
	if (p->last > 0 && !new_sentence && !prose_is_item(line))
		return put_line(p, line, true);
	prose_break(p);
	return put_line(p, line, false);
}
