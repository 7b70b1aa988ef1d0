/* Archives from anybody: what is unpacked stays under the limits. */
#include "base/zip_read.h"
#include "fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct zip_limits limits = {5, 10000};
    struct zip_files files;
    struct arena arena;
    struct error err;
    size_t all = 0;

    arena_init(&arena, (size_t)1 << 20);
    if (zip_read((const char *)data, size, &limits, &arena, &files, &err) == OK) {
        assert(files.count <= limits.files_max);
        for (size_t i = 0; i < files.count; i++) {
            all += files.items[i].length;
            assert(strchr(files.items[i].name, '/') == NULL);
        }
        assert(all <= limits.bytes_max);
    }
    arena_done(&arena);
    return 0;
}
