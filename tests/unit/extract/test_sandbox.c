/*
 * test_sandbox.c: what a parser that has been taken over can still do: nothing but compute.
 *
 * Each attempt is made by a child of the test inside the sandbox; it must end there, not with the
 * exit code of success.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/unit.h"
#include "extract/sandbox.h"

#define REACHED 42

static void opens(void)
{
	if (open("/etc/passwd", O_RDONLY) >= 0)
		_exit(REACHED);
}

static void writes_a_file(void)
{
	if (open("/tmp/leta-sandbox-test", O_WRONLY | O_CREAT, 0600) >= 0)
		_exit(REACHED);
}

static void connects(void)
{
	if (socket(AF_INET, SOCK_STREAM, 0) >= 0)
		_exit(REACHED);
}

static void forks(void)
{
	if (fork() >= 0)
		_exit(REACHED);
}

static void executes(void)
{
	execl("/bin/true", "true", (char *)NULL);
	_exit(0);
}

static void kills(void)
{
	kill(getppid(), 0);
	_exit(REACHED);
}

/* The status with which an attempt ends inside the sandbox; false: this system has no filter. */
static bool attempt(void (*act)(void), int *status)
{
	pid_t child = fork();
	if (child == 0) {
		bool filtered = sandbox_limit() && sandbox_enter();
		if (!filtered)
			_exit(77);
		act();
		_exit(1);
	}
	assert_true(child > 0);
	assert_int_equal(waitpid(child, status, 0), child);
	return !(WIFEXITED(*status) && WEXITSTATUS(*status) == 77);
}

static void test_attempts(void **state)
{
	static void (*const acts[])(void) = {opens, writes_a_file, connects, forks, executes, kills};
	(void)state;
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
		int status;
		if (!attempt(acts[i], &status))
			skip();
		bool stopped = WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
		bool refused = WIFEXITED(status) && WEXITSTATUS(status) == 1;
		if (!stopped && !refused)
			fail_msg("attempt %zu ended with status %#x", i, (unsigned)status);
	}
}

static void test_memory(void **state)
{
	int status;
	pid_t child = fork();
	(void)state;
	if (child == 0) {
		bool limited = sandbox_limit();
		char *much = malloc((size_t)3 << 30);
		_exit(!limited ? 77 : much ? REACHED : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
#if defined(__SANITIZE_ADDRESS__)
	skip(); /* the address space is the sanitizer's */
#else
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
#endif
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_attempts), cmocka_unit_test(test_memory)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
