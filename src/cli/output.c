#include "cli/output.h"

#include "base/file.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum error_code output_result(const struct text *out, struct error *err)
{
    TRY(text_finish(out, err));
    if (file_write_all(STDOUT_FILENO, out->data, out->length) || errno == EPIPE)
        return OK;
    return error_set(err, ERROR_IO, "the result cannot be written: %s", strerrordesc_np(errno));
}

void output_notes(const struct text *notes)
{
    (void)file_write_all(STDERR_FILENO, notes->data, notes->length);
}
