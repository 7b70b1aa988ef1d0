#include "app/step_text.h"

#include "base/unicode.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

static bool is_line(const char *text)
{
    size_t length = strlen(text);
    size_t bad_offset;

    for (size_t i = 0; i < length; i++) {
        if (iscntrl((unsigned char)text[i]))
            return false;
    }
    return length <= STEP_TEXT_MAX_BYTES && unicode_valid(text, length, &bad_offset);
}

enum error_code step_text_read(const char *text, struct arena *arena, const char **out, struct error *err)
{
    char *composed;

    if (text == NULL)
        text = "";
    if (!is_line(text))
        return error_set(err, ERROR_DATA, "a document or a name of an office is one line of at most %d bytes",
                         STEP_TEXT_MAX_BYTES);
    TRY(unicode_nfc(arena, text, strlen(text), &composed, err));
    *out = composed;
    return OK;
}
