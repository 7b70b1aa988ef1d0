#include "app/feed_folder.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_BYTES_MAX 4096

/* The folder itself comes last, since it must be empty to be removed. */
static const char *const places[] = {FEED_FOLDER_BY_ADDRESS "/", FEED_FOLDER_PUBLIC "/",
                                     FEED_FOLDER_WITHDRAWN "/", ""};

static void close_list(DIR **list)
{
    if (*list != NULL)
        closedir(*list);
}

static void close_descriptor(int *descriptor)
{
    if (*descriptor >= 0)
        close(*descriptor);
}

static enum error_code fail(struct error *err, const char *path)
{
    int number = errno;

    error_set(err, ERROR_CANNOT_CREATE, "cannot be written: %s", strerrordesc_np(number));
    err->library_code = number;
    return error_at(err, path, 0, 0, NULL);
}

static bool join(char out[PATH_BYTES_MAX], const char *folder, const char *place, const char *name)
{
    return snprintf(out, PATH_BYTES_MAX, "%s/%s%s", folder, place, name) < PATH_BYTES_MAX;
}

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static bool is_place(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(places); i++)
        if (strncmp(places[i], name, strlen(name)) == 0 && strcmp(places[i] + strlen(name), "/") == 0)
            return true;
    return false;
}

static enum error_code remove_place(const char *folder, const char *place, struct error *err)
{
    CLEANUP(close_list) DIR *list = NULL;
    char path[PATH_BYTES_MAX];

    if (!join(path, folder, place, ""))
        return fail(err, folder);
    list = opendir(path);
    if (list == NULL)
        return errno == ENOENT ? OK : fail(err, path);
    for (struct dirent *entry; (entry = readdir(list)) != NULL;)
        if (!is_dots(entry->d_name) && unlinkat(dirfd(list), entry->d_name, 0) != 0)
            return fail(err, path);
    return rmdir(path) == 0 ? OK : fail(err, path);
}

static enum error_code remove_all(const char *folder, struct error *err)
{
    for (size_t i = 0; i < COUNT_OF(places); i++)
        TRY(remove_place(folder, places[i], err));
    return OK;
}

static enum error_code refuse(struct error *err, const char *path, const char *found)
{
    error_set(
        err, ERROR_CANNOT_CREATE,
        "holds %s, which no export wrote and the next one would delete; name a folder that is empty or not "
        "there yet",
        found);
    return error_at(err, path, 0, 0, NULL);
}

static bool is_ours(const char *place, const char *name)
{
    size_t length = strlen(name);

    return (length > 4 && strcmp(name + length - 4, ".ics") == 0) ||
           (place[0] == '\0' && (strcmp(name, FEED_FOLDER_MANIFEST) == 0 || is_place(name)));
}

/* What is replaced is deleted, so it must be an export's and nothing else. */
static enum error_code check_place(const struct feed_folder *folder, const char *place, bool has_manifest,
                                   struct error *err)
{
    CLEANUP(close_list) DIR *list = NULL;
    char path[PATH_BYTES_MAX];

    if (!join(path, folder->path, place, ""))
        return fail(err, folder->path);
    list = opendir(path);
    if (list == NULL)
        return errno == ENOENT ? OK : fail(err, folder->path);
    for (struct dirent *entry; (entry = readdir(list)) != NULL;)
        if (!is_dots(entry->d_name) && (!has_manifest || !is_ours(place, entry->d_name)))
            return refuse(err, folder->path, entry->d_name);
    return OK;
}

static enum error_code check_contents(struct feed_folder *folder, struct error *err)
{
    char manifest[PATH_BYTES_MAX];

    folder->is_there = file_exists(folder->path);
    if (!join(manifest, folder->path, "", FEED_FOLDER_MANIFEST))
        return fail(err, folder->path);
    bool has_manifest = file_exists(manifest);
    for (size_t i = 0; i < COUNT_OF(places) && folder->is_there; i++)
        TRY(check_place(folder, places[i], has_manifest, err));
    return OK;
}

static enum error_code lock(struct feed_folder *folder, struct error *err)
{
    CLEANUP(text_done) struct text above;
    const char *slash = strrchr(folder->next.data, '/');

    text_init(&above, PATH_BYTES_MAX);
    text_put_bytes(&above, folder->next.data, slash != NULL ? (size_t)(slash + 1 - folder->next.data) : 0);
    folder->lock = open(above.length > 0 ? above.data : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder->lock < 0)
        return fail(err, folder->path);
    if (flock(folder->lock, LOCK_EX | LOCK_NB) != 0)
        return error_set(err, ERROR_BUSY, "another export is writing beside %s; try again when it is done",
                         folder->path);
    return OK;
}

static enum error_code make_places(const struct feed_folder *folder, struct error *err)
{
    char path[PATH_BYTES_MAX];

    for (size_t i = COUNT_OF(places); i-- > 0;) {
        if (!join(path, folder->next.data, places[i], ""))
            return fail(err, folder->path);
        TRY(file_make_folder(path, err));
    }
    return OK;
}

enum error_code feed_folder_open(struct feed_folder *folder, const char *path, struct error *err)
{
    size_t length = strlen(path);

    while (length > 1 && path[length - 1] == '/')
        length--;
    *folder = (struct feed_folder){.path = path, .lock = -1};
    text_init(&folder->next, PATH_BYTES_MAX);
    text_put_bytes(&folder->next, path, length);
    text_put(&folder->next, ".new");
    TRY(text_finish(&folder->next, err));
    TRY(lock(folder, err));
    TRY(check_contents(folder, err));
    TRY(remove_all(folder->next.data, err)); /* of an export that was killed */
    return make_places(folder, err);
}

void feed_folder_close(struct feed_folder *folder)
{
    struct error ignored;

    if (folder->path == NULL)
        return;
    if (folder->lock >= 0) {
        (void)!remove_all(folder->next.data, &ignored);
        close(folder->lock);
    }
    text_done(&folder->next);
}

bool feed_folder_has(const struct feed_folder *folder, const char *name, const struct text *bytes)
{
    CLEANUP(text_done) struct text present;
    char path[PATH_BYTES_MAX];
    struct stat status;
    struct error ignored;

    text_init(&present, bytes->length);
    return folder->is_there && join(path, folder->path, "", name) && stat(path, &status) == 0 &&
           (size_t)status.st_size == bytes->length && file_read(path, &present, &ignored) == OK &&
           memcmp(present.data, bytes->data, bytes->length) == 0;
}

enum error_code feed_folder_write(const struct feed_folder *folder, const char *name,
                                  const struct text *bytes, struct error *err)
{
    char path[PATH_BYTES_MAX];
    CLEANUP(close_descriptor)
    int file = join(path, folder->next.data, "", name)
                   ? open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)
                   : -1;

    if (file < 0 || !file_write_all(file, bytes->data, bytes->length))
        return fail(err, path);
    return OK;
}

enum error_code feed_folder_keep(const struct feed_folder *folder, const char *name, struct error *err)
{
    char from[PATH_BYTES_MAX];
    char to[PATH_BYTES_MAX];

    if (!join(from, folder->path, "", name) || !join(to, folder->next.data, "", name) || link(from, to) != 0)
        return fail(err, to);
    return OK;
}

enum error_code feed_folder_replace(struct feed_folder *folder, struct error *err)
{
    TRY(file_sync(folder->next.data, err));
    if (renameat2(AT_FDCWD, folder->next.data, AT_FDCWD, folder->path,
                  folder->is_there ? RENAME_EXCHANGE : RENAME_NOREPLACE) != 0)
        return fail(err, folder->path);
    TRY(file_sync(folder->path, err));
    return remove_all(folder->next.data, err);
}
