/*
 * bits.c: the room of a writer of bits.
 */
#include "store/bits.h"

#define ROOM ((size_t)8) /* bytes: what bits_put() stores */

static bool take_room(struct bit_writer *w)
{
	if (!buf_reserve(w->out, ROOM))
		return false;
	w->next = (unsigned char *)w->out->data + w->out->len;
	w->end = (unsigned char *)w->out->data + w->out->cap - 1;
	return true;
}

bool bits_begin(struct bit_writer *w, struct buf *out)
{
	*w = (struct bit_writer){.out = out};
	return take_room(w);
}

struct bit_writer bits_more(struct bit_writer w)
{
	w.out->len = (size_t)((char *)w.next - w.out->data);
	if (!take_room(&w))
		w.next = w.end - 8;
	return w;
}

void bits_finish(struct bit_writer *w)
{
	bits_put(w, 0, (8 - w->n) % 8);
	w->out->len = (size_t)((char *)w->next - w->out->data);
	w->out->data[w->out->len] = '\0';
}
