/*
 * sandbox.h: giving up what a parser of hostile bytes does not need.
 */
#ifndef EXTRACT_SANDBOX_H
#define EXTRACT_SANDBOX_H

#include <stdbool.h>

/* Resource limits of this process and its children: processor time, memory, files' size, core
 * dumps. False: the system refused. */
bool sandbox_limit(void);

/*
 * From here on only reading, writing and memory: a system call of any other kind ends the process
 * (seccomp). False: the system has no such filter, or the program was built without; the limits
 * hold all the same.
 */
bool sandbox_enter(void);

/* Whether bubblewrap is installed and may make its namespaces here. */
bool sandbox_has_bubblewrap(void);

/* Runs a program inside bubblewrap with nothing but /usr to read: replaces this process. */
void sandbox_exec(const char *program, const char *const *arguments);

#endif
