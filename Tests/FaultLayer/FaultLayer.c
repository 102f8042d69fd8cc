#define _GNU_SOURCE
#include "FaultLayer.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

// What a call does: kinds of failure differ in what they let through.
enum change {
    WRITES,   // bytes, and names that take room in a folder
    SYNCS,
    REMOVES,  // names, or bytes at the end
};

enum fault { NONE, KILL, HALF, STOP, FULL, BROKEN, READ_ONLY };

static char below[PATH_MAX];
static int log_file = -1;
static enum fault fault = NONE;
static long fault_at = 0;
static atomic_long calls = 0;

__attribute__((constructor)) static void begin(void) {
    const char *folder = getenv("FAULT_BELOW");
    if (folder == NULL || realpath(folder, below) == NULL) return;
    const char *log = getenv("FAULT_LOG");
    // By number: open is one of the calls that are counted.
    if (log != NULL)
        log_file = (int)syscall(
            SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    static const struct { const char *name; enum fault fault; } faults[] = {
        {"kill@", KILL}, {"half@", HALF}, {"stop@", STOP},
        {"ENOSPC@", FULL}, {"EIO@", BROKEN}, {"EROFS@", READ_ONLY},
    };
    const char *wanted = getenv("FAULT");
    for (size_t index = 0; wanted != NULL && index < sizeof faults / sizeof *faults; index++) {
        size_t length = strlen(faults[index].name);
        if (strncmp(wanted, faults[index].name, length) != 0) continue;
        fault = faults[index].fault;
        fault_at = atol(wanted + length);
    }
}

// MARK: Which files

static bool is_below(const char *path) {
    size_t length = strlen(below);
    return length > 0 && strncmp(path, below, length) == 0
        && (path[length] == '/' || path[length] == '\0');
}

static bool path_of_file(int file, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return false;
    path[length] = '\0';
    return true;
}

// Links on the way are not followed: a test gives the folder by its real name.
static bool absolute(int folder, const char *name, char *path) {
    if (name == NULL) return false;
    if (name[0] == '/') return snprintf(path, PATH_MAX, "%s", name) < PATH_MAX;
    char start[PATH_MAX];
    if (folder == AT_FDCWD ? getcwd(start, sizeof start) == NULL : !path_of_file(folder, start))
        return false;
    return snprintf(path, PATH_MAX, "%s/%s", start, name) < PATH_MAX;
}

// MARK: Counting

// By number, as write is one of the calls that are counted.
static void note(long number, const char *call, const char *path, const char *from, long bytes) {
    if (log_file < 0) return;
    char line[2 * PATH_MAX + 100];
    int length = snprintf(
        line, sizeof line, "%ld\t%s\t%s\t%s\t%ld\n", number, call, path, from, bytes);
    syscall(SYS_write, log_file, line, length);
}

static bool fails(enum change change) {
    switch (fault) {
    case FULL: errno = ENOSPC; return change != REMOVES;
    case BROKEN: errno = EIO; return true;
    case READ_ONLY: errno = EROFS; return change != SYNCS;
    default: return false;
    }
}

// What becomes of a call: it is done, done by half, or fails with what errno says.
enum outcome { DONE, BY_HALF, FAILED };

static enum outcome count(
    const char *call, enum change change, const char *path, const char *from, long bytes) {
    int before = errno;
    long number = atomic_fetch_add(&calls, 1) + 1;
    note(number, call, path, from, bytes);
    if (fault != NONE && number >= fault_at) {
        bool is_first = number == fault_at;
        if (is_first && fault == KILL) kill(getpid(), SIGKILL);
        if (is_first && fault == STOP) kill(getpid(), SIGSTOP);
        if (is_first && (fault == HALF || fault == FULL) && bytes > 1) return BY_HALF;
        if (is_first && fault == HALF) kill(getpid(), SIGKILL);
        if (fails(change)) return FAILED;
    }
    errno = before;
    return DONE;
}

static enum outcome count_file(const char *call, enum change change, int file, long bytes) {
    char path[PATH_MAX];
    if (below[0] == '\0' || !path_of_file(file, path) || !is_below(path)) return DONE;
    return count(call, change, path, "", bytes);
}

static enum outcome count_name(const char *call, enum change change, int folder, const char *name) {
    char path[PATH_MAX];
    if (below[0] == '\0' || !absolute(folder, name, path) || !is_below(path)) return DONE;
    return count(call, change, path, "", 0);
}

// Gives a file another name.
static enum outcome count_rename(int from_folder, const char *from, int to_folder, const char *to) {
    char old[PATH_MAX], path[PATH_MAX];
    if (below[0] == '\0' || !absolute(to_folder, to, path) || !is_below(path)) return DONE;
    if (!absolute(from_folder, from, old)) return DONE;
    return count("rename", WRITES, path, old, 0);
}

static ssize_t after_half(ssize_t result) {
    if (fault == HALF) kill(getpid(), SIGKILL);
    return result;
}

// The function that the program would have called without this library.
#define REAL(name) \
    static __typeof__(&name) real; \
    if (real == NULL) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

// MARK: Bytes

ssize_t write(int file, const void *bytes, size_t size) {
    REAL(write);
    switch (count_file("write", WRITES, file, (long)size)) {
    case FAILED: return -1;
    case BY_HALF: return after_half(real(file, bytes, size / 2));
    case DONE: break;
    }
    return real(file, bytes, size);
}

#define WRITE_AT(name, offset_type) \
    ssize_t name(int file, const void *bytes, size_t size, offset_type offset) { \
        REAL(name); \
        switch (count_file("pwrite", WRITES, file, (long)size)) { \
        case FAILED: return -1; \
        case BY_HALF: return after_half(real(file, bytes, size / 2, offset)); \
        case DONE: break; \
        } \
        return real(file, bytes, size, offset); \
    }
WRITE_AT(pwrite, off_t)
WRITE_AT(pwrite64, off64_t)

ssize_t writev(int file, const struct iovec *pieces, int amount) {
    REAL(writev);
    return count_file("writev", WRITES, file, 0) == FAILED ? -1 : real(file, pieces, amount);
}

#define ONE_FILE(name, change) \
    int name(int file) { \
        REAL(name); \
        return count_file(#name, change, file, 0) == FAILED ? -1 : real(file); \
    }
ONE_FILE(fsync, SYNCS)
ONE_FILE(fdatasync, SYNCS)

#define TRUNCATE(name, offset_type) \
    int name(int file, offset_type size) { \
        REAL(name); \
        return count_file("ftruncate", REMOVES, file, 0) == FAILED ? -1 : real(file, size); \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

int fchmod(int file, mode_t mode) {
    REAL(fchmod);
    return count_file("fchmod", REMOVES, file, 0) == FAILED ? -1 : real(file, mode);
}

// MARK: Names

int rename(const char *from, const char *to) {
    REAL(rename);
    return count_rename(AT_FDCWD, from, AT_FDCWD, to) == FAILED ? -1 : real(from, to);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    REAL(renameat);
    if (count_rename(from_folder, from, to_folder, to) == FAILED) return -1;
    return real(from_folder, from, to_folder, to);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
    REAL(renameat2);
    if (count_rename(from_folder, from, to_folder, to) == FAILED) return -1;
    return real(from_folder, from, to_folder, to, flags);
}

int link(const char *from, const char *to) {
    REAL(link);
    return count_name("link", WRITES, AT_FDCWD, to) == FAILED ? -1 : real(from, to);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    REAL(linkat);
    if (count_name("link", WRITES, to_folder, to) == FAILED) return -1;
    return real(from_folder, from, to_folder, to, flags);
}

int symlink(const char *from, const char *to) {
    REAL(symlink);
    return count_name("symlink", WRITES, AT_FDCWD, to) == FAILED ? -1 : real(from, to);
}

int unlink(const char *name) {
    REAL(unlink);
    return count_name("unlink", REMOVES, AT_FDCWD, name) == FAILED ? -1 : real(name);
}

int unlinkat(int folder, const char *name, int flags) {
    REAL(unlinkat);
    return count_name("unlink", REMOVES, folder, name) == FAILED ? -1 : real(folder, name, flags);
}

int remove(const char *name) {
    REAL(remove);
    return count_name("unlink", REMOVES, AT_FDCWD, name) == FAILED ? -1 : real(name);
}

int rmdir(const char *name) {
    REAL(rmdir);
    return count_name("rmdir", REMOVES, AT_FDCWD, name) == FAILED ? -1 : real(name);
}

int mkdir(const char *name, mode_t mode) {
    REAL(mkdir);
    return count_name("mkdir", WRITES, AT_FDCWD, name) == FAILED ? -1 : real(name, mode);
}

int mkdirat(int folder, const char *name, mode_t mode) {
    REAL(mkdirat);
    if (count_name("mkdir", WRITES, folder, name) == FAILED) return -1;
    return real(folder, name, mode);
}

// MARK: Opening

// A file that may be made is counted. One that is only opened for writing is refused where nothing
// can be written any more.
static bool is_refused(int folder, const char *name, int flags) {
    if ((flags & O_CREAT) != 0) return count_name("open", WRITES, folder, name) == FAILED;
    if (fault != READ_ONLY || (flags & O_ACCMODE) == O_RDONLY) return false;
    char path[PATH_MAX];
    if (atomic_load(&calls) < fault_at || !absolute(folder, name, path) || !is_below(path))
        return false;
    errno = EROFS;
    return true;
}

static mode_t mode_after(va_list rest, int flags) {
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = mode_after(rest, flags); \
        va_end(rest); \
        return is_refused(AT_FDCWD, path, flags) ? -1 : real(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define OPEN_AT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        REAL(name); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = mode_after(rest, flags); \
        va_end(rest); \
        return is_refused(folder, path, flags) ? -1 : real(folder, path, flags, mode); \
    }
OPEN_AT(openat)
OPEN_AT(openat64)

int creat(const char *path, mode_t mode) {
    REAL(creat);
    return is_refused(AT_FDCWD, path, O_CREAT | O_WRONLY) ? -1 : real(path, mode);
}
