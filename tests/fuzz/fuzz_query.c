/*
 * fuzz_query.c: any bytes as a query: an error or a tree, and a tree printed is read as the same
 * tree. Read leniently, they are never an error.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "query/ast.h"
#include "query/lenient.h"
#include "query/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_leniently(struct str query)
{
	struct arena *arena = arena_new((size_t)64 << 20);
	struct ast_node *tree = NULL;
	struct lenient lenient;
	if (!arena)
		return;
	if (lenient_begin(&lenient, query, arena, NULL) != LETA_OK ||
	    lenient_parse(&lenient, &tree, NULL) != LETA_OK)
		abort();
	if (!tree && lenient.n_drops == 0 && str_trim(lenient.text).len > 0)
		abort();
	arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	read_leniently((struct str){(const char *)data, size});
	struct arena *arena = arena_new((size_t)16 << 20);
	struct ast_node *tree = NULL, *again = NULL;
	struct buf once, twice;
	struct leta_error err;
	if (!arena)
		return 0;
	buf_init(&once, 1 << 20);
	buf_init(&twice, 1 << 20);
	if (query_parse((struct str){(const char *)data, size}, arena, &tree, &err) == LETA_OK) {
		ast_print(tree, &once);
		leta_status st = query_parse(buf_view(&once), arena, &again, &err);
		if (st == LETA_OK)
			ast_print(again, &twice);
		/* every operator is printed with parentheses, which can be too many or too long to
		 * be read */
		if (st != LETA_ERR_LIMIT && !str_eq(buf_view(&once), buf_view(&twice)))
			abort();
	}
	buf_fini(&once);
	buf_fini(&twice);
	arena_free(arena);
	return 0;
}
