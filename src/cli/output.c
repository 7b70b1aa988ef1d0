#include "cli/output.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static bool write_all(int descriptor, const char *bytes, size_t length)
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

enum error_code output_result(const struct text *out, struct error *err)
{
    TRY(text_finish(out, err));
    if (write_all(STDOUT_FILENO, out->data, out->length) || errno == EPIPE)
        return OK;
    return error_set(err, ERROR_IO, "the result cannot be written: %s", strerrordesc_np(errno));
}

void output_notes(const struct text *notes)
{
    (void)write_all(STDERR_FILENO, notes->data, notes->length);
}
