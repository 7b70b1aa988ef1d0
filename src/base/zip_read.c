#include "base/zip_read.h"

#include <string.h>
#include <zip.h>

#define ENTRIES_MAX 1000 /* also those that are passed over */

DEFINE_CLEANUP(zip_t, zip_discard)

static void close_file(zip_file_t **file)
{
    if (*file != NULL)
        zip_fclose(*file);
}

bool zip_is_archive(const char *bytes, size_t length)
{
    return length >= 4 && memcmp(bytes, "PK\x03\x04", 4) == 0;
}

static enum error_code refuse_damaged(struct error *err)
{
    return error_set(err, ERROR_DATA, "the ZIP archive is damaged or not whole; nothing was stored");
}

static enum error_code refuse_large(struct error *err)
{
    return error_set(err, ERROR_DATA,
                     "the ZIP archive would become too large when it is unpacked; nothing was stored");
}

/* The bytes stay the caller's. */
static zip_t *open_archive(const char *bytes, size_t length)
{
    zip_error_t trouble;
    zip_t *archive = NULL;

    zip_error_init(&trouble);
    zip_source_t *source = zip_source_buffer_create(bytes, length, 0, &trouble);
    if (source != NULL && (archive = zip_open_from_source(source, ZIP_RDONLY, &trouble)) == NULL)
        zip_source_free(source);
    zip_error_fini(&trouble);
    return archive;
}

/* NULL: not a file that somebody meant to send. */
static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;

    return name[0] == '\0' || name[0] == '.' || strncmp(path, "__MACOSX/", strlen("__MACOSX/")) == 0 ? NULL
                                                                                                     : name;
}

static enum error_code check_entry(const zip_stat_t *entry, const struct zip_limits *limits, size_t taken,
                                   struct error *err)
{
    const zip_uint64_t wanted =
        ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;

    if ((entry->valid & wanted) != wanted)
        return refuse_damaged(err);
    if (entry->encryption_method != ZIP_EM_NONE)
        return error_set(err, ERROR_DATA, "the ZIP archive is encrypted; send it without a password");
    if (entry->size > limits->bytes_max - taken || entry->size / ZIP_RATIO_MAX > entry->comp_size)
        return refuse_large(err);
    return OK;
}

/* What an entry says of its size is not believed: not a byte more is taken, and there must not be one. */
static enum error_code unpack(zip_t *archive, zip_uint64_t index, const zip_stat_t *entry,
                              struct arena *arena, struct zip_file *out, struct error *err)
{
    CLEANUP(close_file) zip_file_t *file = zip_fopen_index(archive, index, 0);
    size_t length = (size_t)entry->size;
    char *bytes = arena_alloc(arena, length + 1);
    size_t got = 0;

    if (file == NULL)
        return refuse_damaged(err);
    if (bytes == NULL)
        return error_memory(err);
    for (zip_int64_t step = 1; step > 0 && got<length; got += step> 0 ? (size_t)step : 0)
        step = zip_fread(file, bytes + got, length - got);
    if (got != length || zip_fread(file, &(char){0}, 1) != 0)
        return refuse_damaged(err);
    out->bytes = bytes;
    out->length = length;
    out->name = arena_copy_string(arena, name_of(entry->name));
    return out->name != NULL ? OK : error_memory(err);
}

enum error_code zip_read(const char *bytes, size_t length, const struct zip_limits *limits,
                         struct arena *arena, struct zip_files *out, struct error *err)
{
    CLEANUP(zip_discard_ptr) zip_t *archive = open_archive(bytes, length);
    struct zip_file *files = arena_array(arena, limits->files_max, sizeof *files);
    zip_int64_t entries = archive != NULL ? zip_get_num_entries(archive, 0) : -1;
    size_t count = 0;
    size_t taken = 0;

    if (files == NULL)
        return error_memory(err);
    if (entries < 0 || entries > ENTRIES_MAX)
        return refuse_damaged(err);
    for (zip_uint64_t i = 0; i < (zip_uint64_t)entries; i++) {
        zip_stat_t entry;
        if (zip_stat_index(archive, i, 0, &entry) != 0)
            return refuse_damaged(err);
        TRY(check_entry(&entry, limits, taken, err));
        if (name_of(entry.name) == NULL)
            continue;
        if (count == limits->files_max)
            return error_set(err, ERROR_DATA, "the ZIP archive holds more than %zu files", limits->files_max);
        TRY(unpack(archive, i, &entry, arena, &files[count++], err));
        taken += (size_t)entry.size;
    }
    *out = (struct zip_files){files, count};
    return OK;
}
