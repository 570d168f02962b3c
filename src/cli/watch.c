/*
 * watch.c: inotify, one watch for each folder.
 *
 * What changed is not told, for a run finds it out by itself; so events are only sorted into those that concern a run
 * and those that do not. When a folder has come, gone or moved, or events were lost, all watches are set anew before
 * the next run: what happened until then is found by the run, what happens from then on by the watches.
 */
#define _GNU_SOURCE /* ppoll */
#include "cli/watch.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/inotify.h>
#endif

#include "base/error.h"
#include "base/file.h"
#include "base/map.h"

#define WATCHES_MAX 65536
#define DEPTH_MAX 64 /* as leta index walks */

struct watch {
	const char *const *paths;
	size_t n_paths;
	const char *but;
	int fd;              /* -1: by time */
	struct map *folders; /* numbers of watches on folders */
	struct map *files;   /* and on folders of single files, with the file's name */
	bool stale;          /* the folders are no longer those watched */
	bool touched;
	struct leta_error why;
};

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void go_blind(struct watch *w)
{
	if (w->fd >= 0)
		close(w->fd);
	w->fd = -1;
}

#ifdef __linux__

#define EVENTS                                                                                     \
	(IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF |     \
	 IN_MOVE_SELF)

static struct str number_key(const int *number)
{
	return (struct str){(const char *)number, sizeof(*number)};
}

/* Sets a watch on a folder: `file` is the only name in it that counts, or NULL. */
static leta_status add_watch(struct watch *w, const char *folder, const char *file)
{
	char key[sizeof(int) + NAME_MAX + 1];
	if (map_size(w->folders) + map_size(w->files) >= WATCHES_MAX)
		return error_set(&w->why, LETA_ERR_LIMIT, "det är fler än %d mappar",
				 "there are more than %d folders", WATCHES_MAX);
	int number = inotify_add_watch(w->fd, folder, EVENTS | IN_ONLYDIR);
	if (number < 0 && (errno == ENOSPC || errno == ENOMEM))
		return error_set(&w->why, LETA_ERR_LIMIT,
				 "systemet tillåter inte fler bevakade mappar (fs.inotify.max_user_watches)",
				 "the system allows no more watched folders (fs.inotify.max_user_watches)");
	if (number < 0)
		return LETA_OK; /* gone again, or not to be read: the run will tell */
	size_t n = file ? strlen(file) : 0;
	if (n > NAME_MAX)
		return LETA_OK;
	memcpy(key, &number, sizeof(number));
	if (n > 0)
		memcpy(key + sizeof(number), file, n);
	uint32_t entry = map_put(file ? w->files : w->folders, (struct str){key, sizeof(number) + n});
	return entry == MAP_NONE ? error_nomem(&w->why) : LETA_OK;
}

static bool is_folder(const char *path, const struct dirent *entry)
{
	struct stat info;
	if (entry->d_type != DT_UNKNOWN)
		return entry->d_type == DT_DIR;
	return lstat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static leta_status add_tree(struct watch *w, const char *folder, int depth)
{
	char path[PATH_MAX];
	struct dirent *entry;
	if (strcmp(folder, w->but) == 0)
		return LETA_OK;
	leta_status st = add_watch(w, folder, NULL);
	DIR *dir = st == LETA_OK && depth < DEPTH_MAX ? opendir(folder) : NULL;
	while (dir && st == LETA_OK && (entry = readdir(dir)) != NULL)
		if (entry->d_name[0] != '.' && file_join(path, sizeof(path), folder, entry->d_name) &&
		    is_folder(path, entry))
			st = add_tree(w, path, depth + 1);
	if (dir)
		closedir(dir);
	return st;
}

static leta_status add_path(struct watch *w, const char *path)
{
	struct stat info;
	char real[PATH_MAX];
	if (!realpath(path, real) || stat(real, &info) != 0)
		return LETA_OK; /* the run will tell */
	if (S_ISDIR(info.st_mode))
		return add_tree(w, real, 0);
	char *slash = strrchr(real, '/');
	*slash = '\0';
	return add_watch(w, slash == real ? "/" : real, slash + 1);
}

static void set_watches(struct watch *w)
{
	char real[PATH_MAX];
	const char *but = w->but;
	go_blind(w);
	map_clear(w->folders);
	map_clear(w->files);
	w->stale = false;
	w->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (w->fd < 0) {
		error_sys(&w->why, LETA_ERR_LIMIT, "inotify går inte att använda", "inotify cannot be used");
		return;
	}
	leta_status st = LETA_OK;
	w->but = realpath(but, real) ? real : but;
	for (size_t i = 0; st == LETA_OK && i < w->n_paths; i++)
		st = add_path(w, w->paths[i]);
	w->but = but;
	if (st != LETA_OK)
		go_blind(w);
}

/* Whether an event is about something that a run reads. */
static bool concerns(struct watch *w, const struct inotify_event *event)
{
	char key[sizeof(int) + NAME_MAX + 1];
	size_t n = event->len > 0 ? strlen(event->name) : 0;
	if (event->mask & (IN_Q_OVERFLOW | IN_DELETE_SELF | IN_MOVE_SELF)) {
		w->stale = true;
		return true;
	}
	if (n == 0 || n > NAME_MAX)
		return false;
	if (map_find(w->folders, number_key(&event->wd)) == MAP_NONE) {
		memcpy(key, &event->wd, sizeof(event->wd));
		memcpy(key + sizeof(event->wd), event->name, n);
		return map_find(w->files, (struct str){key, sizeof(event->wd) + n}) != MAP_NONE;
	}
	if (event->name[0] == '.')
		return false;
	w->stale = w->stale || (event->mask & IN_ISDIR);
	return true;
}

/* Reads what has happened. */
static bool read_events(struct watch *w)
{
	union {
		struct inotify_event event; /* for its alignment */
		char bytes[16384];
	} room;
	bool changed = false;
	for (ssize_t n; (n = read(w->fd, room.bytes, sizeof(room.bytes))) > 0;) {
		for (ssize_t at = 0; at < n;) {
			const struct inotify_event *event = (const void *)(room.bytes + at);
			changed = concerns(w, event) || changed;
			at += (ssize_t)(sizeof(*event) + event->len);
		}
	}
	return changed;
}

#else

static void set_watches(struct watch *w)
{
	error_set(&w->why, LETA_ERR_LIMIT, "systemet har inte inotify", "the system has no inotify");
}

static bool read_events(struct watch *w)
{
	(void)w;
	return false;
}

#endif

leta_status watch_open(const char *const *paths, size_t n_paths, const char *but, struct watch **out,
		       struct leta_error *err)
{
	struct watch *w = calloc(1, sizeof(*w));
	if (!w)
		return error_nomem(err);
	*w = (struct watch){.paths = paths, .n_paths = n_paths, .but = but, .fd = -1};
	w->folders = map_new();
	w->files = map_new();
	if (!w->folders || !w->files) {
		watch_close(w);
		return error_nomem(err);
	}
	set_watches(w);
	*out = w;
	return LETA_OK;
}

void watch_close(struct watch *w)
{
	if (!w)
		return;
	go_blind(w);
	map_free(w->folders);
	map_free(w->files);
	free(w);
}

bool watch_is_blind(const struct watch *w, struct leta_error *why)
{
	if (w->fd < 0 && why)
		*why = w->why;
	return w->fd < 0;
}

void watch_touch(struct watch *w)
{
	w->touched = true;
}

/* Waits for an event, a signal or so many seconds; < 0 = for ever. Signals are let in only while it waits. */
static void wait_event(const struct watch *w, double seconds, const volatile sig_atomic_t *stop)
{
	struct pollfd poll_fd = {.fd = w->fd, .events = POLLIN}; /* a negative one is passed over */
	struct timespec time = {.tv_sec = (time_t)seconds};
	sigset_t ours, before;
	time.tv_nsec = (long)((seconds - (double)time.tv_sec) * 1e9);
	sigemptyset(&ours);
	sigaddset(&ours, SIGINT);
	sigaddset(&ours, SIGTERM);
	sigprocmask(SIG_BLOCK, &ours, &before);
	if (!*stop)
		ppoll(&poll_fd, 1, seconds < 0 ? NULL : &time, &before);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

bool watch_wait(struct watch *w, const volatile sig_atomic_t *stop)
{
	double first = w->fd < 0 || w->touched ? now() : 0, last = first; /* of the changes of this batch */
	w->touched = false;
	while (!*stop) {
		double time = now(), left = -1;
		if (w->fd < 0)
			left = first + WATCH_MOST - time;
		else if (first > 0)
			left = last + WATCH_QUIET < first + WATCH_MOST ? last + WATCH_QUIET - time
								       : first + WATCH_MOST - time;
		if (left <= 0 && first > 0)
			break;
		wait_event(w, left, stop);
		if (w->fd >= 0 && read_events(w)) {
			last = now();
			first = first > 0 ? first : last;
		}
	}
	if (w->stale || w->fd < 0)
		set_watches(w); /* there may be room again */
	return !*stop;
}
