#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void close_ptr(int *descriptor)
{
    if (*descriptor > STDERR_FILENO)
        close(*descriptor);
}

static enum error_code fail(struct error *err, enum error_code code, const char *path, const char *format)
{
    int number = errno;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    error_set(err, code, format, strerrordesc_np(number));
#pragma GCC diagnostic pop
    err->library_code = number;
    return error_at(err, path, 0, 0, NULL);
}

static enum error_code read_all(int descriptor, const char *path, struct text *out, struct error *err)
{
    char chunk[16384];

    for (;;) {
        ssize_t got = read(descriptor, chunk, sizeof chunk);
        if (got == 0)
            return OK;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(err, ERROR_IO, path, N_("cannot be read: %s"));
        text_put_bytes(out, chunk, (size_t)got);
        if (out->failed) {
            error_set(err, ERROR_DATA, "is larger than %zu bytes, the most this program accepts here",
                      out->max_bytes);
            return error_at(err, path, 0, 0, NULL);
        }
    }
}

enum error_code file_read(const char *path, struct text *out, struct error *err)
{
    if (strcmp(path, "-") == 0)
        return read_all(STDIN_FILENO, "stdin", out, err);
    CLEANUP(close_ptr) int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        bool missing = errno == ENOENT || errno == ENOTDIR;
        return missing ? fail(err, ERROR_NO_INPUT, path, N_("cannot be opened: %s"))
                       : fail(err, ERROR_IO, path, N_("cannot be opened: %s"));
    }
    return read_all(descriptor, path, out, err);
}

static bool copy_all(int from, int to)
{
    char chunk[65536];

    for (;;) {
        ssize_t got = read(from, chunk, sizeof chunk);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        if (!file_write_all(to, chunk, (size_t)got))
            return false;
    }
}

enum error_code file_copy_secret(const char *from, const char *to, struct error *err)
{
    CLEANUP(close_ptr) int source = open(from, O_RDONLY | O_CLOEXEC);

    if (source < 0)
        return errno == ENOENT || errno == ENOTDIR
                   ? fail(err, ERROR_NO_INPUT, from, N_("cannot be opened: %s"))
                   : fail(err, ERROR_IO, from, N_("cannot be opened: %s"));
    unlink(to); /* an older one may be open to others */
    CLEANUP(close_ptr) int target = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (target < 0)
        return fail(err, ERROR_CANNOT_CREATE, to, N_("cannot be written: %s"));
    if (copy_all(source, target) && fsync(target) == 0)
        return OK;
    fail(err, ERROR_IO, to, N_("cannot be written: %s"));
    unlink(to);
    return err->code;
}

enum error_code file_move(const char *from, const char *to, struct error *err)
{
    return rename(from, to) == 0 ? OK : fail(err, ERROR_CANNOT_CREATE, to, N_("cannot be written: %s"));
}

bool file_write_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t put = write(descriptor, bytes, length);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes += put;
        length -= (size_t)put;
    }
    return true;
}

/* A device or a pipe takes what is written and stays what it is. */
static bool is_stream(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

static enum error_code write_stream(const char *path, const char *bytes, size_t length, struct error *err)
{
    CLEANUP(close_ptr) int descriptor = open(path, O_WRONLY | O_CLOEXEC);

    if (descriptor < 0)
        return fail(err, ERROR_CANNOT_CREATE, path, N_("cannot be written: %s"));
    if (!file_write_all(descriptor, bytes, length))
        return fail(err, ERROR_IO, path, N_("cannot be written: %s"));
    return OK;
}

static enum error_code write_file(const char *path, mode_t mode, bool wait, const char *bytes, size_t length,
                                  struct error *err)
{
    CLEANUP(text_done) struct text temporary = {0};

    if (is_stream(path))
        return write_stream(path, bytes, length, err);
    text_init(&temporary, 4096);
    text_putf(&temporary, "%s.tmp%ld", path, (long)getpid());
    TRY(text_finish(&temporary, err));
    CLEANUP(close_ptr) int descriptor = open(temporary.data, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    if (descriptor < 0)
        return fail(err, ERROR_CANNOT_CREATE, path, N_("cannot be written: %s"));
    if (!file_write_all(descriptor, bytes, length) || (wait && fsync(descriptor) != 0) ||
        rename(temporary.data, path) != 0) {
        fail(err, ERROR_IO, path, N_("cannot be written: %s"));
        unlink(temporary.data);
        return err->code;
    }
    return OK;
}

enum error_code file_write(const char *path, const char *bytes, size_t length, struct error *err)
{
    return write_file(path, 0666, true, bytes, length, err);
}

enum error_code file_write_secret(const char *path, const char *bytes, size_t length, struct error *err)
{
    return write_file(path, 0600, true, bytes, length, err);
}

enum error_code file_write_many(const char *path, const char *bytes, size_t length, struct error *err)
{
    return write_file(path, 0666, false, bytes, length, err);
}

enum error_code file_sync(const char *path, struct error *err)
{
    CLEANUP(close_ptr) int descriptor = open(path, O_RDONLY | O_CLOEXEC);

    if (descriptor < 0 || syncfs(descriptor) != 0)
        return fail(err, ERROR_IO, path, N_("cannot be written: %s"));
    return OK;
}

enum error_code file_make_folder(const char *path, struct error *err)
{
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        return fail(err, ERROR_CANNOT_CREATE, path, N_("the folder cannot be made: %s"));
    struct stat status;
    if (stat(path, &status) == 0 && !S_ISDIR(status.st_mode)) {
        error_set(err, ERROR_CANNOT_CREATE, "is not a folder");
        return error_at(err, path, 0, 0, NULL);
    }
    return OK;
}

bool file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}
