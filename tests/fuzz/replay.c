/*
 * replay.c: runs a fuzz target over files, so that its corpus is part of the normal tests and a crash found by the
 * fuzzer can be replayed. Arguments: files and folders. Prints how many inputs ran; none is a failure.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int run_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		return 0;
	fseek(file, 0, SEEK_END);
	long size = ftell(file);
	rewind(file);
	uint8_t *data = malloc((size_t)size + 1);
	size_t got = data ? fread(data, 1, (size_t)size, file) : 0;
	fclose(file);
	/* an exact copy, so that a sanitizer sees a read behind the end */
	uint8_t *exact = malloc(got ? got : 1);
	if (data && exact) {
		memcpy(exact, data, got);
		LLVMFuzzerTestOneInput(exact, got);
	}
	free(data);
	free(exact);
	return 1;
}

static int run_path(const char *path)
{
	struct stat info;
	if (stat(path, &info) != 0)
		return 0;
	if (!S_ISDIR(info.st_mode))
		return run_file(path);
	DIR *dir = opendir(path);
	int count = 0;
	for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;) {
		char inner[4096];
		if (entry->d_name[0] != '.' &&
		    snprintf(inner, sizeof(inner), "%s/%s", path, entry->d_name) < (int)sizeof(inner))
			count += run_file(inner);
	}
	if (dir)
		closedir(dir);
	return count;
}

int main(int argc, char **argv)
{
	int count = 0;
	for (int i = 1; i < argc; i++)
		count += run_path(argv[i]);
	LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
	printf("%d inputs\n", count);
	return count > 0 ? 0 : 1;
}
