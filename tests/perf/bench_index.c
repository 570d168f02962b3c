/*
 * bench_index.c: what a build from nothing costs: time by phase, megabytes a second, memory, size on disk.
 *
 * usage: bench_index [-t THREADS] [-c CACHE] INDEX FILE…: INDEX is a directory to be made; the files are indexed into it.
 * CACHE is a directory where the word list, expanded, is found or else left for the next build. Prints a line per figure:
 * name, value, unit; and a line per file of the index with its share of the text. "wall" is what a user waits; "cpu" is
 * that of all threads, which other programs disturb less.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "leta/leta.h"

struct moment {
	double wall, cpu;
};

struct bench {
	struct moment begin, first, last, end; /* of the run; of the first and the last document */
	size_t documents;
};

static struct moment now(void)
{
	struct timespec t;
	struct rusage u;

	clock_gettime(CLOCK_MONOTONIC, &t);
	getrusage(RUSAGE_SELF, &u);
	return (struct moment){
		.wall = (double)t.tv_sec + (double)t.tv_nsec * 1e-9,
		.cpu = (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
		       (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) * 1e-6,
	};
}

static bool see_progress(void *ctx, const struct leta_build_stats *stats)
{
	struct bench *b = ctx;

	(void)stats;
	b->last = now();
	if (b->documents++ == 0)
		b->first = b->last;
	return true;
}

static void print_phase(const char *name, struct moment from, struct moment to)
{
	printf("%-22s %8.2f s wall %8.2f s cpu\n", name, to.wall - from.wall, to.cpu - from.cpu);
}

/* Sizes of the files of the generation; returns their sum. */
static double print_files(const char *index, double text)
{
	char path[4096];
	double sum = 0;
	struct dirent *entry;
	struct stat info;
	DIR *dir;

	snprintf(path, sizeof(path), "%s/current", index);
	dir = opendir(path);
	while (dir && (entry = readdir(dir))) {
		snprintf(path, sizeof(path), "%s/current/%s", index, entry->d_name);
		if (stat(path, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size < 4096)
			continue;
		printf("  %-20s %8.2f MB   %8.3f of the text\n", entry->d_name, (double)info.st_size / 1e6,
		       (double)info.st_size / text);
		sum += (double)info.st_size;
	}
	if (dir)
		closedir(dir);
	return sum;
}

static void print(const struct bench *b, const char *index, const struct leta_build_stats *stats)
{
	double text = (double)stats->text_bytes, wall = b->end.wall - b->begin.wall, bytes;
	double cpu = b->end.cpu - b->begin.cpu;
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	printf("%-22s %8zu\n%-22s %8.2f MB\n", "documents", stats->indexed, "text", text / 1e6);
	print_phase("to the first document", b->begin, b->first);
	print_phase("documents", b->first, b->last);
	print_phase("tables and checksums", b->last, b->end);
	print_phase("all", b->begin, b->end);
	printf("%-22s %8.2f MB/s wall %5.2f MB/s cpu\n", "speed", text / 1e6 / wall, text / 1e6 / cpu);
	printf("%-22s %8.1f MiB\n", "memory at most", (double)u.ru_maxrss / 1024);
	bytes = print_files(index, text);
	printf("%-22s %8.2f MB   %8.3f of the text\n", "on disk", bytes / 1e6, bytes / text);
}

int main(int argc, char **argv)
{
	struct bench b = { .documents = 0 };
	struct leta_build_options options = { .fresh = true, .callbacks = { .ctx = &b, .progress = see_progress } };
	struct leta_build_stats stats;
	struct leta_error err;

	for (int option; (option = getopt(argc, argv, "t:c:")) != -1;) {
		if (option == 't')
			options.threads = (unsigned)strtoul(optarg, NULL, 10);
		else if (option == 'c')
			options.cache_dir = optarg;
		else
			return 2;
	}
	if (argc - optind < 2) {
		fprintf(stderr, "usage: bench_index [-t THREADS] [-c CACHE] INDEX FILE...\n");
		return 2;
	}
	b.begin = b.first = b.last = now();
	if (leta_build(argv[optind], (const char *const *)argv + optind + 1, (size_t)(argc - optind - 1), &options,
	               &stats, &err) != LETA_OK) {
		fprintf(stderr, "bench_index: %s\n", err.message[LETA_EN]);
		return 1;
	}
	b.end = now();
	print(&b, argv[optind], &stats);
	return 0;
}
