#include "web/gzip.h"

#define ZLIB_CONST /* input is not written to */
#include <zlib.h>

#define GZIP_FRAME (MAX_WBITS + 16) /* in place of zlib's own frame */
#define MEMORY_LEVEL 8
#define CHUNK_BYTES 16384

enum error_code gzip_pack(const char *bytes, size_t length, struct text *out, struct error *err)
{
    z_stream stream = {.next_in = (const Bytef *)bytes, .avail_in = (uInt)length};
    unsigned char chunk[CHUNK_BYTES];
    int state;

    if (length > UINT32_MAX || deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP_FRAME,
                                            MEMORY_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
        return error_memory(err);
    do {
        stream.next_out = chunk;
        stream.avail_out = sizeof chunk;
        state = deflate(&stream, Z_FINISH);
        text_put_bytes(out, (const char *)chunk, sizeof chunk - stream.avail_out);
    } while (state == Z_OK);
    deflateEnd(&stream);
    return text_finish(out, err);
}
