/*
 * flow.c: breaking text into lines.
 *
 * A word is measured before it is written. Bold is switched around single characters' stretches
 * inside a word, so that a match inside a compound ("social|innovation|sforum") shows exactly.
 */
#include "present/flow.h"

#include "base/utf8.h"
#include "present/plain.h"

#define BOLD "\033[1m"
#define NORMAL "\033[0m"

void flow_begin(struct flow *f, struct buf *out, const struct present_style *style, unsigned indent)
{
	*f = (struct flow){.out = out, .style = style, .indent = indent};
}

static void blanks(struct flow *f, unsigned column)
{
	for (; f->column < column; f->column++)
		buf_char(f->out, ' ');
}

static void new_line(struct flow *f, unsigned column)
{
	buf_char(f->out, '\n');
	f->column = 0;
	f->blank = f->words = false;
	blanks(f, column);
}

void flow_to(struct flow *f, unsigned column)
{
	if (f->column > column)
		new_line(f, column);
	blanks(f, column);
	f->blank = f->words = false;
}

static bool is_break(uint32_t cp)
{
	return cp == ' ' || cp == '\n' || cp == '\t' || cp == '\r';
}

/* The bytes of the word that begins at `from`. */
static struct str word_at(struct str text, size_t from)
{
	size_t to = from;
	while (to < text.len) {
		size_t next = to;
		if (is_break(utf8_next(text, &next)))
			break;
		to = next;
	}
	return str_sub(text, from, to);
}

/* The marks that still lie ahead, and whether bold is on. */
struct marking {
	const struct leta_mark *marks;
	size_t n;
	bool bold;
};

/* Switches bold on or off for the byte at `offset`. */
static void set_bold(struct flow *f, struct marking *m, size_t offset)
{
	bool bold;

	while (m->n > 0 && m->marks->end <= offset) {
		m->marks++;
		m->n--;
	}
	bold = f->style->color && m->n > 0 && m->marks->start <= offset;
	if (bold != m->bold)
		buf_cstr(f->out, bold ? BOLD : NORMAL);
	m->bold = bold;
}

static void write_word(struct flow *f, struct marking *m, struct str text, size_t from, size_t to)
{
	for (size_t pos = from; pos < to;) {
		size_t start = pos;
		uint32_t cp = utf8_next(text, &pos);

		set_bold(f, m, start);
		if (plain_allows(cp))
			buf_str(f->out, str_sub(text, start, pos));
	}
}

void flow_marked(struct flow *f, struct str text, const struct leta_mark *marks, size_t n_marks)
{
	struct marking m = {marks, n_marks, false};

	for (size_t pos = 0; pos < text.len;) {
		struct str word = word_at(text, pos);
		unsigned width = plain_width(word);

		if (word.len == 0) {
			set_bold(f, &m, pos++);
			f->blank = f->words;
			continue;
		}
		if (f->words && f->column + f->blank + width > f->style->width)
			new_line(f, f->indent);
		if (f->blank)
			blanks(f, f->column + 1);
		write_word(f, &m, text, pos, pos + word.len);
		pos += word.len;
		f->column += width;
		f->words = true;
		f->blank = false;
	}
	set_bold(f, &m, (size_t)-1);
}

void flow_text(struct flow *f, struct str text)
{
	flow_marked(f, text, NULL, 0);
}

void flow_bold(struct flow *f, struct str text)
{
	struct leta_mark all = {0, text.len};
	flow_marked(f, text, &all, 1);
}

void flow_end(struct flow *f)
{
	buf_char(f->out, '\n');
	f->column = 0;
	f->blank = f->words = false;
}
