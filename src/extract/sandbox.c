/*
 * sandbox.c: rlimits, a seccomp filter, bubblewrap.
 *
 * Under AddressSanitizer the address space and the system calls of the process are the sanitizer's,
 * so only the other limits are set there.
 */
#include "extract/sandbox.h"

#include <errno.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef HAVE_SECCOMP
#include <seccomp.h>
#endif

#define CPU_SECONDS 20
#define MEMORY_MAX ((rlim_t)1 << 30)
#define BUBBLEWRAP "/usr/bin/bwrap"
#define ARGUMENTS_MAX 48

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

static bool limit(int what, rlim_t value)
{
	struct rlimit wanted = {value, value}, now;
	if (getrlimit(what, &now) == 0 && now.rlim_max != RLIM_INFINITY && now.rlim_max < value)
		wanted = (struct rlimit){now.rlim_max, now.rlim_max};
	return setrlimit(what, &wanted) == 0;
}

bool sandbox_limit(void)
{
	bool done = limit(RLIMIT_CPU, CPU_SECONDS) && limit(RLIMIT_CORE, 0) &&
		    limit(RLIMIT_FSIZE, 0) && (SANITIZED || limit(RLIMIT_AS, MEMORY_MAX));
#ifdef PR_SET_PDEATHSIG
	done = done && prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0) == 0 &&
	       prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
#endif
	return done;
}

#if defined(HAVE_SECCOMP) && !SANITIZED
static bool filter(void)
{
	static const int allowed[] = {
		SCMP_SYS(read),          SCMP_SYS(write),        SCMP_SYS(mmap),
		SCMP_SYS(munmap),        SCMP_SYS(mremap),       SCMP_SYS(brk),
		SCMP_SYS(madvise),       SCMP_SYS(futex),        SCMP_SYS(exit),
		SCMP_SYS(exit_group),    SCMP_SYS(rt_sigreturn), SCMP_SYS(clock_gettime),
		SCMP_SYS(gettimeofday),  SCMP_SYS(getrandom),    SCMP_SYS(fstat),
		SCMP_SYS(newfstatat),    SCMP_SYS(lseek),        SCMP_SYS(close),
		SCMP_SYS(getpid),        SCMP_SYS(rt_sigprocmask)};
	scmp_filter_ctx context = seccomp_init(SCMP_ACT_KILL_PROCESS);
	/* the C library looks for its time zone: it may look, and finds nothing */
	bool done = context != NULL &&
		    seccomp_rule_add(context, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(openat), 0) == 0;
	for (size_t i = 0; done && i < sizeof(allowed) / sizeof(allowed[0]); i++)
		done = seccomp_rule_add(context, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
	done = done && seccomp_load(context) == 0;
	seccomp_release(context);
	return done;
}
#endif

bool sandbox_enter(void)
{
	limit(RLIMIT_NOFILE, 8);
	limit(RLIMIT_NPROC, 0);
#if defined(HAVE_SECCOMP) && !SANITIZED
	return filter();
#else
	return false;
#endif
}

static void bubblewrap_exec(const char *program, const char *const *arguments)
{
	static const char *const wrap[] = {
		BUBBLEWRAP, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
		"--clearenv", "--setenv", "LC_ALL", "C.UTF-8", "--ro-bind", "/usr", "/usr",
		"--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64", "--dev", "/dev",
		"--"};
	const char *argv[ARGUMENTS_MAX];
	size_t n = 0;
	for (; n < sizeof(wrap) / sizeof(wrap[0]); n++)
		argv[n] = wrap[n];
	argv[n++] = program;
	for (size_t i = 0; arguments[i] && n + 1 < ARGUMENTS_MAX; i++)
		argv[n++] = arguments[i];
	argv[n] = NULL;
	execv(BUBBLEWRAP, (char *const *)(const void *)argv);
}

bool sandbox_has_bubblewrap(void)
{
	static const char *const nothing[] = {NULL};
	int status = -1;
	if (access(BUBBLEWRAP, X_OK) != 0)
		return false;
	pid_t child = fork();
	if (child == 0) {
		close(STDERR_FILENO);
		bubblewrap_exec("/usr/bin/true", nothing);
		_exit(127);
	}
	return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
	       WEXITSTATUS(status) == 0;
}

void sandbox_exec(const char *program, const char *const *arguments)
{
	bubblewrap_exec(program, arguments);
}
