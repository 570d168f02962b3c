/*
 * child.c: posix_spawn, a socket for the program's input (a pipe would raise SIGPIPE in the host
 * when the program does not read it), a pipe for its output, poll between the two.
 */
#define _GNU_SOURCE /* pipe2 */
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"

#define PIECE 65536
#define PAUSE_NS 2000000 /* between looks whether a program that closed its output has ended */

struct child {
	pid_t pid;
	int in, out; /* our ends; -1 when closed */
	struct str input;
	int64_t deadline; /* ms of the monotonic clock */
};

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* Starts the program with its ends of the two channels. Returns 0 or an error number. */
static int spawn(const char *const *argv, int in, int out, pid_t *pid)
{
	static const char *const environment[] = {"LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", NULL};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int rc = posix_spawn_file_actions_init(&actions);
	if (rc != 0)
		return rc;
	rc = posix_spawnattr_init(&attributes);
	if (rc == 0) {
		sigset_t signals;
		sigemptyset(&signals);
		posix_spawnattr_setsigmask(&attributes, &signals);
		sigaddset(&signals, SIGPIPE);
		posix_spawnattr_setsigdefault(&attributes, &signals);
		posix_spawnattr_setpgroup(&attributes, 0);
		posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
							      POSIX_SPAWN_SETSIGDEF);
		rc = posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
		if (rc == 0)
			rc = posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
		if (rc == 0)
			rc = posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null",
							      O_WRONLY, 0);
		if (rc == 0)
			rc = posix_spawn(pid, argv[0], &actions, &attributes,
					 (char *const *)(const void *)argv,
					 (char *const *)(const void *)environment);
		posix_spawnattr_destroy(&attributes);
	}
	posix_spawn_file_actions_destroy(&actions);
	return rc;
}

static leta_status start(struct child *c, const char *const *argv, struct leta_error *err)
{
	int in[2] = {-1, -1}, out[2] = {-1, -1};
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in) != 0 ||
	    pipe2(out, O_CLOEXEC) != 0) {
		leta_status st = error_sys(err, LETA_ERR_IO, "kan inte starta '%s'",
					   "cannot start '%s'", argv[0]);
		close_end(&in[0]);
		close_end(&in[1]);
		return st;
	}
	int rc = spawn(argv, in[1], out[1], &c->pid);
	close_end(&in[1]);
	close_end(&out[1]);
	c->in = in[0];
	c->out = out[0];
	if (rc == 0)
		return LETA_OK;
	close_end(&c->in);
	close_end(&c->out);
	errno = rc;
	return error_sys(err, rc == ENOENT ? LETA_ERR_NOT_FOUND : LETA_ERR_IO,
			 "kan inte starta '%s'", "cannot start '%s'", argv[0]);
}

/* Hands over as much input as the program takes now; at its end, and when it reads no more, closes. */
static void feed(struct child *c)
{
	ssize_t n = send(c->in, c->input.ptr, c->input.len, MSG_DONTWAIT | MSG_NOSIGNAL);
	if (n > 0)
		c->input = str_sub(c->input, (size_t)n, c->input.len);
	if (c->input.len == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
		close_end(&c->in);
}

/* Takes what the program has written. False: it has ended its output, or written too much. */
static bool take(struct child *c, struct buf *out)
{
	char piece[PIECE];
	ssize_t n = read(c->out, piece, sizeof(piece));
	if (n < 0)
		return errno == EINTR || errno == EAGAIN;
	buf_append(out, piece, (size_t)n);
	return n > 0 && out->status == LETA_OK;
}

/* Moves bytes both ways until the output ends. False: time is up. */
static bool converse(struct child *c, struct buf *out)
{
	for (;;) {
		struct pollfd fds[2] = {{.fd = c->out, .events = POLLIN}, {.fd = c->in, .events = POLLOUT}};
		int64_t left = c->deadline - now_ms();
		if (left <= 0)
			return false;
		if (poll(fds, 2, (int)left) < 0 && errno != EINTR)
			return true;
		if (c->in >= 0 && fds[1].revents != 0)
			feed(c);
		if (fds[0].revents != 0 && !take(c, out))
			return true;
	}
}

/* Waits for the end that must be near. False: time is up. */
static bool await(struct child *c, int *status)
{
	const struct timespec pause = {.tv_nsec = PAUSE_NS};
	for (;;) {
		pid_t got = waitpid(c->pid, status, WNOHANG);
		if (got != 0 && !(got < 0 && errno == EINTR))
			return true;
		if (now_ms() >= c->deadline)
			return false;
		nanosleep(&pause, NULL);
	}
}

leta_status child_run(const char *const *argv, struct str input, unsigned seconds, struct buf *out,
		      struct child_result *result, struct leta_error *err)
{
	struct child c = {.input = input, .deadline = now_ms() + (int64_t)seconds * 1000};
	int status = 0;
	leta_status st = start(&c, argv, err);
	if (st != LETA_OK)
		return st;
	if (input.len == 0)
		close_end(&c.in);
	bool in_time = converse(&c, out), flooded = out->status == LETA_ERR_LIMIT;
	close_end(&c.in);
	close_end(&c.out);
	in_time = in_time && !flooded && out->status == LETA_OK && await(&c, &status);
	kill(-c.pid, SIGKILL); /* and whatever it has left behind */
	if (!in_time)
		while (waitpid(c.pid, &status, 0) < 0 && errno == EINTR)
			;
	if (out->status == LETA_ERR_NOMEM)
		return error_nomem(err);
	if (flooded)
		*result = (struct child_result){CHILD_FLOODED, 0};
	else if (!in_time)
		*result = (struct child_result){CHILD_TIMEOUT, 0};
	else if (WIFSIGNALED(status))
		*result = (struct child_result){CHILD_KILLED, WTERMSIG(status)};
	else
		*result = (struct child_result){CHILD_EXITED, WEXITSTATUS(status)};
	return LETA_OK;
}
