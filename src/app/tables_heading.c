#include "app/tables_heading.h"

#include "base/file.h"
#include "base/table.h"
#include "base/text.h"

#include <string.h>

enum error_code tables_heading_has(const char *path, const char *word, bool *out, struct error *err)
{
    CLEANUP(text_done) struct text bytes;

    *out = false;
    text_init(&bytes, TABLE_BYTES_MAX);
    if (!file_exists(path))
        return OK;
    TRY(file_read(path, &bytes, err));
    bytes.data[strcspn(bytes.data, "\r\n")] = '\0';
    *out = strcasestr(bytes.data, word) != NULL;
    return OK;
}

enum error_code tables_paths(const char *folder, struct arena *arena, const char *out[FILE_COUNT],
                             struct error *err)
{
    for (enum tables_file file = 0; file < FILE_COUNT; file++) {
        CLEANUP(text_done) struct text path;
        text_init(&path, 4096);
        text_putf(&path, "%s/%s", folder, tables_shape(file, true)->name);
        TRY(text_finish(&path, err));
        out[file] = arena_copy(arena, path.data, path.length);
        if (out[file] == NULL)
            return error_memory(err);
    }
    return OK;
}
