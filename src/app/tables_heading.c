#include "app/tables_heading.h"

#include "base/file.h"
#include "base/table.h"

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
