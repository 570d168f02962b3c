/*
 * search_log.c: one line of the log of searches (search_log.h).
 */
#include "cli/search_log.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/error.h"
#include "base/json.h"

#define LINE_MAX_BYTES (CLI_TEXT_MAX + ((size_t)1 << 20))

leta_status search_log_open(struct search_log *log, const char *path, struct leta_error *err)
{
	*log = (struct search_log){.fd = -1, .path = path};
	if (!path)
		return LETA_OK;
	if (!path[0])
		return error_set(err, LETA_ERR_INVALID, "--log är tom", "--log is empty");
	log->fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
	if (log->fd < 0)
		return error_sys(err, LETA_ERR_IO, "kan inte skriva i sökloggen '%s'",
				 "cannot write to the search log '%s'", path);
	return LETA_OK;
}

static void member(struct json *j, const char *key, const char *text)
{
	json_key(j, key);
	json_cstr(j, text);
}

static void count(struct json *j, const char *key, size_t n)
{
	json_key(j, key);
	json_int(j, (int64_t)n);
}

static void flag(struct json *j, const char *key, bool value)
{
	json_key(j, key);
	json_bool(j, value);
}

/* All options, also those that were not given: defaults may change. */
static void options(struct json *j, const struct search_log_line *line)
{
	static const char *const modes[] = {
		[LETA_MODE_AUTO] = "auto", [LETA_MODE_ALL] = "all", [LETA_MODE_ANY] = "any"};
	json_key(j, "options");
	json_open_object(j);
	member(j, "format", line->format);
	member(j, "mode", modes[line->query->mode]);
	member(j, "sort", line->sort ? line->sort : "relevance");
	count(j, "n", line->limit);
	count(j, "offset", line->offset);
	flag(j, "exact", line->query->exact);
	flag(j, "broad", line->query->broad);
	flag(j, "collapse", line->query->collapse);
	member(j, "at", line->query->at);
	json_key(j, "facets");
	json_open_array(j);
	for (size_t i = 0; i < line->facets->n; i++)
		json_cstr(j, line->facets->items[i]);
	json_close_array(j);
	json_close_object(j);
}

static void write_line(const struct cli *cli, const struct search_log_line *line, struct buf *out)
{
	const struct leta_results *results = line->results;
	struct json j;
	json_init(&j, out, false);
	json_open_object(&j);
	member(&j, "date", cli->date);
	member(&j, "program", cli->program);
	member(&j, "db", cli->dir);
	member(&j, "index", leta_index_fingerprint(cli->index));
	count(&j, "documents", leta_index_size(cli->index));
	member(&j, "query", line->query->text);
	options(&j, line);
	member(&j, "understood", results ? results->understood : NULL);
	json_key(&j, "total");
	if (results)
		json_int(&j, (int64_t)results->total);
	else
		json_put_null(&j);
	count(&j, "shown", line->shown);
	json_key(&j, "exit");
	json_int(&j, line->exit);
	json_close_object(&j);
	buf_char(out, '\n');
}

leta_status search_log_append(const struct search_log *log, const struct cli *cli,
			      const struct search_log_line *line, struct leta_error *err)
{
	struct buf out;
	if (log->fd < 0)
		return LETA_OK;
	buf_init(&out, LINE_MAX_BYTES);
	write_line(cli, line, &out);
	leta_status st = buf_status(&out, err);
	if (st == LETA_OK) {
		ssize_t written = write(log->fd, out.data, out.len);
		if (written < 0)
			st = error_sys(err, LETA_ERR_IO, "kan inte skriva i sökloggen '%s'",
				       "cannot write to the search log '%s'", log->path);
		else if ((size_t)written < out.len)
			st = error_set(err, LETA_ERR_IO,
				       "sökloggen '%s' fick bara en del av sin rad: disken är full",
				       "the search log '%s' took only a part of its line: the disk "
				       "is full",
				       log->path);
	}
	buf_fini(&out);
	return st;
}

void search_log_close(struct search_log *log)
{
	if (log->fd >= 0)
		close(log->fd);
	log->fd = -1;
}
