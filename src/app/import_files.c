#include "app/import_files.h"

#include "base/file.h"
#include "base/zip_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FOLDER_CHARS 200
#define PATH_CHARS 300

/* ---- what was sent ---- */

static bool is_table(const char *name)
{
    for (enum tables_file file = FILE_PARAMS; file < FILE_COUNT; file++)
        if (strcmp(tables_shape(file, true)->name, name) == 0)
            return true;
    return false;
}

struct unpacked {
    struct import_file *files; /* FILE_COUNT of them at most */
    size_t count;
    size_t bytes;
};

static enum error_code add(struct unpacked *unpacked, const struct import_file *file, struct error *err)
{
    if (!is_table(file->name))
        return error_set(
            err, ERROR_DATA,
            "\"%s\" is none of the tables; they are called params.csv, units.csv and so on. Nothing was "
            "stored",
            file->name);
    for (size_t i = 0; i < unpacked->count; i++)
        if (strcmp(unpacked->files[i].name, file->name) == 0)
            return error_set(err, ERROR_DATA, "the table %s was sent twice; nothing was stored", file->name);
    if (file->length > IMPORT_UPLOAD_BYTES_MAX - unpacked->bytes)
        return error_set(err, ERROR_DATA, "the tables are together larger than %d MiB; nothing was stored",
                         (int)(IMPORT_UPLOAD_BYTES_MAX >> 20));
    unpacked->bytes += file->length;
    unpacked->files[unpacked->count++] = *file;
    return OK;
}

static enum error_code add_archive(struct unpacked *unpacked, const struct import_file *archive,
                                   struct arena *arena, struct error *err)
{
    const struct zip_limits limits = {FILE_COUNT, IMPORT_UPLOAD_BYTES_MAX};
    struct zip_files files;

    TRY(zip_read(archive->bytes, archive->length, &limits, arena, &files, err));
    for (size_t i = 0; i < files.count; i++) {
        const struct zip_file *found = &files.items[i];
        const struct import_file file = {found->name, found->bytes, found->length};
        TRY(add(unpacked, &file, err));
    }
    return OK;
}

enum error_code import_files_unpack(const struct import_file *files, size_t count, struct arena *arena,
                                    struct import_file **out, size_t *out_count, struct error *err)
{
    struct unpacked unpacked = {.files = arena_array(arena, FILE_COUNT, sizeof *unpacked.files)};

    if (unpacked.files == NULL)
        return error_memory(err);
    for (size_t i = 0; i < count; i++) {
        if (zip_is_archive(files[i].bytes, files[i].length))
            TRY(add_archive(&unpacked, &files[i], arena, err));
        else
            TRY(add(&unpacked, &files[i], err));
    }
    if (unpacked.count == 0)
        return error_set(err, ERROR_DATA,
                         "no table was sent; choose the CSV files, or one ZIP archive of them");
    *out = unpacked.files;
    *out_count = unpacked.count;
    return OK;
}

/* ---- reading it ---- */

/* Only this user can look into it; it is gone when the function returns that made it. */
struct private_folder {
    char path[FOLDER_CHARS]; /* "": none */
};

static void name_file(const struct private_folder *folder, const char *name, char out[PATH_CHARS])
{
    snprintf(out, PATH_CHARS, "%s/%s", folder->path, name);
}

static void remove_folder(struct private_folder *folder)
{
    char path[PATH_CHARS];

    if (folder->path[0] == '\0')
        return;
    for (enum tables_file file = FILE_PARAMS; file < FILE_COUNT; file++) {
        name_file(folder, tables_shape(file, true)->name, path);
        unlink(path);
    }
    rmdir(folder->path);
}

static enum error_code make_folder(struct private_folder *folder, struct error *err)
{
    const char *where = getenv("TMPDIR");

    snprintf(folder->path, sizeof folder->path, "%s/hiepthuong-import-XXXXXX",
             where != NULL && strlen(where) < FOLDER_CHARS / 2 ? where : "/tmp");
    if (mkdtemp(folder->path) != NULL)
        return OK;
    folder->path[0] = '\0';
    return error_set(err, ERROR_CANNOT_CREATE, "there is no room for temporary files; nothing was stored");
}

/* People know their files by name; where they lay for a moment is nothing to them. */
static void drop_folder(const struct private_folder *folder, char file[ERROR_FILE_MAX])
{
    size_t length = strlen(folder->path);

    if (strncmp(file, folder->path, length) != 0)
        return;
    const char *name = file + length + (file[length] == '/');
    memmove(file, name, strlen(name) + 1);
}

enum error_code import_files_read(const struct import_file *files, size_t count, struct arena *arena,
                                  struct report *report, struct tables *out, struct error *err)
{
    CLEANUP(remove_folder) struct private_folder folder = {.path = ""};
    char path[PATH_CHARS];

    TRY(make_folder(&folder, err));
    for (size_t i = 0; i < count; i++) {
        name_file(&folder, files[i].name, path);
        TRY(file_write_many(path, files[i].bytes, files[i].length, err));
    }
    enum error_code code = tables_read(folder.path, arena, report, out, err);
    for (size_t i = 0; i < report->line_count; i++)
        drop_folder(&folder, report->lines[i].error.file);
    if (code != OK)
        drop_folder(&folder, err->file);
    return code;
}
