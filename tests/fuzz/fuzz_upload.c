/* Forms with files from anybody: whatever is taken lies within the body, and nothing reads beyond it. */
#include "fuzz.h"
#include "web/upload.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *body = malloc(size > 0 ? size : 1);
    struct upload upload;
    struct arena arena;
    struct error err;

    assert(body != NULL);
    memcpy(body, data, size);
    arena_init(&arena, (size_t)16 << 20);
    if (upload_parse("multipart/form-data; boundary=limit", body, size, &arena, &upload, &err) == OK) {
        assert(upload.file_count <= UPLOAD_FILES_MAX && upload.fields.count <= UPLOAD_FIELDS_MAX);
        for (size_t i = 0; i < upload.file_count; i++) {
            const struct upload_file *file = &upload.files[i];
            assert(file->bytes >= body && file->bytes + file->length <= body + size);
            assert(strchr(file->name, '/') == NULL && strchr(file->name, '\\') == NULL);
        }
    }
    arena_done(&arena);
    free(body);
    return 0;
}
