/*
 * html.c: a web page → the lines of its main content.
 *
 * Left out: what is hidden, scripts and controls, navigation, heads and feet of the page, asides,
 * dialogs and what calls itself a cookie notice. When the page marks its main content, only that is
 * read. Very deep nesting, on which parsing takes quadratic time, is refused the parser: such a
 * page gives the text between its tags.
 */
#include <gumbo.h>

#include "extract/extract.h"

#define MAIN_SHARE 4    /* main content has at least one part in so many of the text */

/* How an element stands in the text. */
enum place {
	PLACE_INLINE,
	PLACE_BLOCK, /* on lines of its own */
	PLACE_GAP,   /* and with a blank line around it */
	PLACE_SKIP
};

static enum place place_of(GumboTag tag)
{
	switch ((int)tag) {
	case GUMBO_TAG_SCRIPT: case GUMBO_TAG_STYLE: case GUMBO_TAG_NOSCRIPT: case GUMBO_TAG_TEMPLATE:
	case GUMBO_TAG_SVG: case GUMBO_TAG_MATH: case GUMBO_TAG_IFRAME: case GUMBO_TAG_OBJECT:
	case GUMBO_TAG_VIDEO: case GUMBO_TAG_AUDIO: case GUMBO_TAG_CANVAS: case GUMBO_TAG_HEAD:
	case GUMBO_TAG_NAV: case GUMBO_TAG_ASIDE: case GUMBO_TAG_BUTTON: case GUMBO_TAG_SELECT:
	case GUMBO_TAG_TEXTAREA: case GUMBO_TAG_INPUT: case GUMBO_TAG_NOFRAMES:
		return PLACE_SKIP;
	case GUMBO_TAG_P: case GUMBO_TAG_UL: case GUMBO_TAG_OL: case GUMBO_TAG_DL:
	case GUMBO_TAG_TABLE: case GUMBO_TAG_BLOCKQUOTE: case GUMBO_TAG_PRE: case GUMBO_TAG_FIGURE:
	case GUMBO_TAG_HR: case GUMBO_TAG_FIELDSET: case GUMBO_TAG_SECTION: case GUMBO_TAG_ARTICLE:
	case GUMBO_TAG_MAIN: case GUMBO_TAG_HEADER: case GUMBO_TAG_FOOTER: case GUMBO_TAG_DETAILS:
		return PLACE_GAP;
	case GUMBO_TAG_DIV: case GUMBO_TAG_LI: case GUMBO_TAG_DT: case GUMBO_TAG_DD:
	case GUMBO_TAG_TR: case GUMBO_TAG_ADDRESS: case GUMBO_TAG_FIGCAPTION: case GUMBO_TAG_FORM:
	case GUMBO_TAG_LEGEND: case GUMBO_TAG_CAPTION: case GUMBO_TAG_CENTER: case GUMBO_TAG_BR:
	case GUMBO_TAG_SUMMARY: case GUMBO_TAG_THEAD: case GUMBO_TAG_TBODY: case GUMBO_TAG_TFOOT:
		return PLACE_BLOCK;
	default:
		return PLACE_INLINE;
	}
}

/* The level of a heading, or 0. */
static int heading_level(GumboTag tag)
{
	return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6 ? (int)(tag - GUMBO_TAG_H1) + 1 : 0;
}

static struct str attribute(const GumboElement *e, const char *name)
{
	const GumboAttribute *a = gumbo_get_attribute(&e->attributes, name);
	return a ? str_from(a->value) : (struct str){0};
}

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

/* Whether text holds a word of small ASCII letters, in any case. */
static bool mentions(struct str text, const char *word)
{
	size_t n = strlen(word);
	for (size_t i = 0; i + n <= text.len; i++) {
		size_t k = 0;
		while (k < n && small(text.ptr[i + k]) == word[k])
			k++;
		if (k == n)
			return true;
	}
	return false;
}

static bool is_one_of(struct str value, const char *const *values)
{
	for (; *values; values++)
		if (str_eq(str_trim(value), str_from(*values)))
			return true;
	return false;
}

static bool is_hidden(const GumboElement *e)
{
	static const char *const roles[] = {"navigation", "banner", "contentinfo", "search",
					    "dialog", "alertdialog", "complementary", "menu",
					    "menubar", NULL};
	struct str style = attribute(e, "style");
	return gumbo_get_attribute(&e->attributes, "hidden") ||
	       str_eq(attribute(e, "aria-hidden"), STR("true")) ||
	       is_one_of(attribute(e, "role"), roles) || mentions(style, "display:none") ||
	       mentions(style, "display: none") || mentions(attribute(e, "class"), "cookie") ||
	       mentions(attribute(e, "id"), "cookie") || mentions(attribute(e, "id"), "consent");
}

struct walk {
	struct lines *out;
	const GumboNode *title; /* the page's main heading: written first */
	bool in_content;        /* inside main content or an article, where heads and feet are text */
};

static bool is_skipped(const struct walk *w, const GumboElement *e)
{
	bool edge = e->tag == GUMBO_TAG_HEADER || e->tag == GUMBO_TAG_FOOTER;
	return place_of(e->tag) == PLACE_SKIP || is_hidden(e) || (edge && !w->in_content);
}

/* The number of bytes of text below a node. */
static size_t text_size(const GumboNode *node)
{
	size_t n = 0;
	if (node->type == GUMBO_NODE_TEXT)
		return strlen(node->v.text.text);
	if (node->type != GUMBO_NODE_ELEMENT || place_of(node->v.element.tag) == PLACE_SKIP)
		return 0;
	for (unsigned i = 0; i < node->v.element.children.length; i++)
		n += text_size(node->v.element.children.data[i]);
	return n;
}

static const GumboNode *find_tag(const GumboNode *node, GumboTag tag)
{
	const GumboNode *found = NULL;
	if (node->type != GUMBO_NODE_ELEMENT)
		return NULL;
	if (node->v.element.tag == tag)
		return node;
	for (unsigned i = 0; !found && i < node->v.element.children.length; i++)
		found = find_tag(node->v.element.children.data[i], tag);
	return found;
}

/* The first <main>, role="main", or, when there is one only, <article>. */
static const GumboNode *find_main(const GumboNode *node, GumboTag tag)
{
	const GumboNode *found = NULL;
	if (node->type != GUMBO_NODE_ELEMENT)
		return NULL;
	const GumboElement *e = &node->v.element;
	if (e->tag == tag || str_eq(attribute(e, "role"), STR("main")))
		return node;
	for (unsigned i = 0; !found && i < e->children.length; i++)
		found = find_main(e->children.data[i], tag);
	return found;
}

static const GumboNode *content_of(const GumboNode *body)
{
	static const GumboTag tags[] = {GUMBO_TAG_MAIN, GUMBO_TAG_ARTICLE};
	size_t all = text_size(body);
	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
		const GumboNode *found = find_main(body, tags[i]);
		if (found && text_size(found) >= all / MAIN_SHARE)
			return found;
	}
	return body;
}

static void write_node(struct walk *w, const GumboNode *node);

static void write_children(struct walk *w, const GumboElement *e)
{
	for (unsigned i = 0; i < e->children.length; i++)
		write_node(w, e->children.data[i]);
}

static void write_element(struct walk *w, const GumboNode *node)
{
	const GumboElement *e = &node->v.element;
	enum place place = place_of(e->tag);
	int level = heading_level(e->tag);
	bool outer = w->in_content, cell = e->tag == GUMBO_TAG_TD || e->tag == GUMBO_TAG_TH;
	if (node == w->title || is_skipped(w, e))
		return;
	w->in_content = outer || e->tag == GUMBO_TAG_MAIN || e->tag == GUMBO_TAG_ARTICLE;
	if (level > 0)
		lines_heading(w->out, level);
	else if (e->tag == GUMBO_TAG_LI)
		lines_item(w->out);
	else if (e->tag == GUMBO_TAG_TR)
		lines_row(w->out);
	else if (cell)
		lines_cell(w->out);
	else if (place == PLACE_GAP)
		lines_gap(w->out);
	else if (place == PLACE_BLOCK)
		lines_break(w->out);
	write_children(w, e);
	if (e->tag == GUMBO_TAG_TR)
		lines_row_end(w->out);
	else if (level > 0 || place == PLACE_GAP)
		lines_gap(w->out);
	else if (place == PLACE_BLOCK)
		lines_break(w->out);
	w->in_content = outer;
}

static void write_node(struct walk *w, const GumboNode *node)
{
	if (node->type == GUMBO_NODE_ELEMENT)
		write_element(w, node);
	else if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
		 node->type == GUMBO_NODE_CDATA)
		lines_text(w->out, str_from(node->v.text.text));
}

/* The title of the head, without the site's name behind its last mark. */
static void write_head_title(struct lines *out, const GumboNode *root)
{
	static const char *const marks[] = {" | ", " – ", " - ", " » "};
	const GumboNode *title = find_tag(root, GUMBO_TAG_TITLE);
	if (!title || title->v.element.children.length == 0)
		return;
	const GumboNode *node = title->v.element.children.data[0];
	struct str text = node->type == GUMBO_NODE_TEXT ? str_trim(str_from(node->v.text.text))
							: (struct str){0};
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t at = (size_t)-1, next = 0;
		while ((next = str_find(text, str_from(marks[i]), next)) != (size_t)-1)
			at = next++;
		if (at != (size_t)-1 && at > 0) {
			text = str_sub(text, 0, at);
			break;
		}
	}
	if (text.len == 0)
		return;
	lines_heading(out, 1);
	lines_text(out, text);
	lines_gap(out);
}

static void write_page(const GumboNode *root, struct lines *out)
{
	const GumboNode *body = find_tag(root, GUMBO_TAG_BODY);
	struct walk w = {.out = out};
	if (!body)
		return;
	const GumboNode *content = content_of(body), *title = find_tag(content, GUMBO_TAG_H1);
	if (!title)
		title = find_tag(body, GUMBO_TAG_H1);
	if (title && text_size(title) > 0) {
		w.in_content = true;
		write_element(&w, title);
		w.title = title;
	} else {
		write_head_title(out, root);
	}
	w.in_content = content != body;
	write_children(&w, &content->v.element);
}

/* ---- pages that the parser must not meet ---- */

static bool is_void(struct str name)
{
	static const char *const names[] = {"br", "hr", "img", "input", "meta", "link", "area", "base",
					    "col", "embed", "source", "track", "wbr", "p", "li", NULL};
	return is_one_of(name, names);
}

/* The deepest nesting that the tags can mean. */
static size_t nesting(struct str html)
{
	size_t depth = 0, deepest = 0;
	for (size_t i = 0; i + 1 < html.len; i++) {
		size_t start = i + 1, end;
		if (html.ptr[i] != '<')
			continue;
		bool closes = html.ptr[start] == '/';
		for (end = start += closes; end < html.len && small(html.ptr[end]) >= 'a' &&
					     small(html.ptr[end]) <= 'z';)
			end++;
		if (end == start || is_void(str_sub(html, start, end)))
			continue;
		if (!closes)
			depth++;
		else if (depth > 0)
			depth--;
		if (depth > deepest)
			deepest = depth;
	}
	return deepest;
}

/* The text between tags; entities stay as they are. */
static void write_between_tags(struct str html, struct lines *out)
{
	size_t i = 0;
	while (i < html.len) {
		size_t from = i;
		while (i < html.len && html.ptr[i] != '<')
			i++;
		lines_text(out, str_sub(html, from, i));
		if (i < html.len)
			lines_break(out);
		while (i < html.len && html.ptr[i] != '>')
			i++;
		i += i < html.len;
	}
}

enum extract_end extract_html(struct str bytes, struct lines *out)
{
	if (nesting(bytes) > EXTRACT_DEPTH_MAX) {
		write_between_tags(bytes, out);
		return EXTRACT_DONE;
	}
	GumboOptions options = kGumboDefaultOptions;
	options.max_errors = 0;
	GumboOutput *tree = gumbo_parse_with_options(&options, bytes.ptr ? bytes.ptr : "", bytes.len);
	if (!tree)
		return EXTRACT_NOMEM;
	write_page(tree->root, out);
	gumbo_destroy_output(&options, tree);
	return EXTRACT_DONE;
}
