#include "web/json_put.h"

static int put_bytes(const char *bytes, size_t length, void *data)
{
    struct text *out = data;

    text_put_bytes(out, bytes, length);
    return out->failed ? -1 : 0;
}

bool json_put(const json_t *value, size_t flags, struct text *out)
{
    if (value == NULL || json_dump_callback(value, put_bytes, out, flags) != 0)
        return false;
    text_put_char(out, '\n');
    return !out->failed;
}
