/*
 * doctor.c: leta_doctor(): what is installed, what state an index is in, and what to do about it;
 * versions.
 *
 * Nothing here changes anything: the lock is only tried, and given back at once.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/child.h"
#include "base/error.h"
#include "base/file.h"
#include "base/utf8.h"
#include "leta/inspect.h"
#include "search/session.h"
#include "store/index_dir.h"

#define LEXICON_DIR "/usr/share/hunspell"
#define HELPER_SECONDS 10
#define FREE_ENOUGH ((uint64_t)256 << 20)

const char *leta_version(void)
{
	return LETA_VERSION;
}

const char *leta_libraries(void)
{
	return LETA_LIBRARIES;
}

struct doctor {
	leta_diagnosis_fn *fn;
	void *ctx;
	const char *dir;
};

/* Both languages of a finding or a remedy, with the same arguments. */
static void say(char out[2][256], const char *sv, const char *en, ...)
	__attribute__((format(printf, 2, 4), format(printf, 3, 4)));

static void say(char out[2][256], const char *sv, const char *en, ...)
{
	va_list args;
	va_start(args, en);
	vsnprintf(out[LETA_SV], 256, sv, args);
	va_end(args);
	va_start(args, en);
	vsnprintf(out[LETA_EN], 256, en, args);
	va_end(args);
}

static void tell_versions(const struct doctor *d)
{
	struct leta_diagnosis found = {.what = "program"};
	say(found.found, "leta %s (%s, %s)", "leta %s (%s, %s)", leta_version(), engine_library(),
	    text_libraries());
	d->fn(d->ctx, &found);
}

static void tell_lexicon(const struct doctor *d, const char *lexicon_dir)
{
	static const char *const names[] = {"sv_SE.dic", "sv_SE.aff"};
	const char *dir = lexicon_dir ? lexicon_dir : LEXICON_DIR;
	struct leta_diagnosis found = {.what = "lexicon"};
	bool there = true;
	for (size_t i = 0; i < 2; i++) {
		char path[GENERATION_PATH_MAX];
		there = there && file_join(path, sizeof(path), dir, names[i]) &&
			access(path, R_OK) == 0;
	}
	if (there) {
		say(found.found, "hunspells svenska ordlista finns i %s",
		    "hunspell's Swedish word list is in %s", dir);
	} else {
		found.health = LETA_HEALTH_WARNING;
		say(found.found,
		    "hunspells svenska ordlista saknas i %s: böjningar och sammansättningar blir "
		    "sämre",
		    "hunspell's Swedish word list is missing in %s: inflections and compounds "
		    "suffer",
		    dir);
		say(found.remedy, "installera paketet hunspell-sv",
		    "install the package hunspell-sv");
	}
	d->fn(d->ctx, &found);
}

/* What the helper program answers to "check": its words for what protects it, "-" for what is missing. */
struct protection {
	bool answers, pdf, bubblewrap, seccomp;
};

static struct protection ask_helper(const char *helper)
{
	const char *argv[] = {helper, "check", NULL};
	struct protection p = {false, false, false, false};
	struct child_result result;
	struct buf out;
	buf_init(&out, 1000);
	if (child_run(argv, STR(""), HELPER_SECONDS, &out, &result, NULL) == LETA_OK &&
	    result.end == CHILD_EXITED && result.code == 0) {
		struct str words = buf_view(&out);
		p.answers = true;
		p.pdf = str_find(words, STR("pdftotext"), 0) != (size_t)-1;
		p.bubblewrap = str_find(words, STR("bubblewrap"), 0) != (size_t)-1;
		p.seccomp = str_find(words, STR("seccomp"), 0) != (size_t)-1;
	}
	buf_fini(&out);
	return p;
}

static void tell_helper(const struct doctor *d, const char *helper)
{
	struct protection p = ask_helper(helper);
	struct leta_diagnosis found = {.what = "formats"};
	found.health = p.answers && p.pdf && p.bubblewrap && p.seccomp ? LETA_HEALTH_OK
								       : LETA_HEALTH_WARNING;
	if (!p.answers) {
		say(found.found, "hjälpprogrammet %s saknas: html, pdf, docx, odt, rtf och zip läses inte",
		    "the helper program %s is missing: no html, pdf, docx, odt, rtf and zip", helper);
		say(found.remedy, "installera leta på nytt", "install leta again");
	} else if (!p.pdf) {
		say(found.found, "pdftotext saknas: pdf läses inte", "no pdftotext: no pdf");
		say(found.remedy, "installera paketet poppler-utils", "install the package poppler-utils");
	} else {
		say(found.found,
		    "html, pdf, docx, odt, rtf och zip läses utanför leta, med minne och tid begränsade%s%s",
		    "html, pdf, docx, odt, rtf and zip are read outside leta, memory and time limited%s%s",
		    p.seccomp ? " + seccomp" : "", p.bubblewrap ? " + bubblewrap" : "");
		if (!p.bubblewrap)
			say(found.remedy, "installera paketet bubblewrap: pdf läses annars utan inneslutning",
			    "install the package bubblewrap: pdf is read without confinement otherwise");
	}
	d->fn(d->ctx, &found);
}

/* ---- the index ---- */

/* An error's message is longer than a finding may be. */
static void say_error(char out[2][256], const struct leta_error *err)
{
	for (int lang = LETA_SV; lang <= LETA_EN; lang++) {
		struct str message = str_from(err->message[lang]);
		size_t n = utf8_floor(message, message.len < 255 ? message.len : 255);
		memcpy(out[lang], message.ptr, n);
		out[lang][n] = '\0';
	}
}

static const char *remedy_sv(leta_status status)
{
	return status == LETA_ERR_NOT_FOUND ? "bygg ett med 'leta index MAPP'"
					    : "bygg om det med 'leta index --fresh MAPP'";
}

static const char *remedy_en(leta_status status)
{
	return status == LETA_ERR_NOT_FOUND ? "build one with 'leta index FOLDER'"
					    : "rebuild it with 'leta index --fresh FOLDER'";
}

static void tell_index(const struct doctor *d)
{
	struct leta_error err = {0};
	leta_index *index = NULL;
	struct leta_diagnosis found = {.what = "index"};
	leta_status st = leta_index_open(d->dir, &index, &err);
	if (st == LETA_OK) {
		const char *name = strrchr(index->generation, '/');
		say(found.found,
		    index->without_persons ? "%s: %zu dokument, generation %s, utan personuppgifter"
					   : "%s: %zu dokument, generation %s",
		    index->without_persons ? "%s: %zu documents, generation %s, no personal data"
					   : "%s: %zu documents, generation %s",
		    d->dir, leta_index_size(index), name ? name + 1 : index->generation);
	} else {
		found.health = LETA_HEALTH_ERROR;
		say_error(found.found, &err);
		snprintf(found.remedy[LETA_SV], 256, "%s", remedy_sv(st));
		snprintf(found.remedy[LETA_EN], 256, "%s", remedy_en(st));
	}
	leta_index_close(index);
	d->fn(d->ctx, &found);
}

static void tell_lock(const struct doctor *d)
{
	struct leta_error err = {0};
	struct generation_lock *lock = NULL;
	struct leta_diagnosis found = {.what = "lock"};
	leta_status st = generation_lock(d->dir, &lock, &err);
	generation_unlock(lock);
	if (st == LETA_OK) {
		say(found.found, "ingen skriver till indexet", "nobody writes to the index");
	} else {
		found.health = LETA_HEALTH_WARNING;
		say_error(found.found, &err);
	}
	d->fn(d->ctx, &found);
}

static void tell_space(const struct doctor *d)
{
	struct statvfs fs;
	struct leta_diagnosis found = {.what = "disk"};
	if (statvfs(d->dir, &fs) != 0)
		return;
	uint64_t bytes = (uint64_t)fs.f_bavail * fs.f_frsize;
	say(found.found, "%llu MB ledigt", "%llu MB free", (unsigned long long)(bytes >> 20));
	if (bytes < FREE_ENOUGH) {
		found.health = LETA_HEALTH_WARNING;
		say(found.remedy, "frigör utrymme innan nästa indexering",
		    "free some space before indexing");
	}
	d->fn(d->ctx, &found);
}

leta_status leta_doctor(const char *dir, const char *lexicon_dir, const char *helper,
			leta_diagnosis_fn *fn, void *ctx, struct leta_error *err)
{
	struct doctor d = {fn, ctx, dir};
	if (!fn)
		return error_set(err, LETA_ERR_INVALID, "ingen mottagare för svaren",
				 "no receiver for the answers");
	tell_versions(&d);
	tell_lexicon(&d, lexicon_dir);
	tell_helper(&d, helper ? helper : LETA_HELPER);
	if (!dir)
		return LETA_OK;
	tell_index(&d);
	if (index_dir_check(dir, NULL) ==
	    LETA_OK) /* trying a lock makes a file: only in a folder of ours */
		tell_lock(&d);
	tell_space(&d);
	return LETA_OK;
}
