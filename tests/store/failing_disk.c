/* Loaded before the C library: reads of a file whose name ends in FAILING_FILE fail with EIO where FAILING_PAGES, a
   comma-separated list of page numbers, says so. With FAILING_TIMES, each of those pages fails that often only. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PAGE 4096
#define MOST 100000

static int failed[MOST];

static int fails(int file, size_t length, off64_t at) {
    const char *name = getenv("FAILING_FILE"), *pages = getenv("FAILING_PAGES"), *times = getenv("FAILING_TIMES");
    char link[64], path[4096];
    ssize_t size;
    if (name == NULL || pages == NULL) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    size = readlink(link, path, sizeof path - 1);
    if (size < (ssize_t)strlen(name)) return 0;
    path[size] = 0;
    if (strcmp(path + size - strlen(name), name) != 0) return 0;
    while (*pages) {
        long page = strtol(pages, (char **)&pages, 10);
        if (*pages == ',') pages++;
        if (page < 1 || page >= MOST) return 0;
        if (at < page * PAGE && at + (off64_t)length > (page - 1) * PAGE) {
            if (times == NULL || failed[page]++ < atoi(times)) return 1;
        }
    }
    return 0;
}

ssize_t pread64(int file, void *buffer, size_t length, off64_t at) {
    static ssize_t (*real)(int, void *, size_t, off64_t);
    if (real == NULL) real = dlsym(RTLD_NEXT, "pread64");
    if (fails(file, length, at)) { errno = EIO; return -1; }
    return real(file, buffer, length, at);
}

ssize_t pread(int file, void *buffer, size_t length, off_t at) { return pread64(file, buffer, length, at); }
