#include "web/params.h"

#include "base/unicode.h"

#include <ctype.h>
#include <string.h>

static int digit_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    return isxdigit((unsigned char)digit) ? tolower((unsigned char)digit) - 'a' + 10 : -1;
}

/* False: a '%' that begins no byte. */
static bool decode(const char *bytes, size_t length, char *out, size_t *out_length)
{
    size_t written = 0;

    for (size_t i = 0; i < length; i++) {
        char byte = (char)(bytes[i] == '+' ? ' ' : bytes[i]);
        if (byte == '%') {
            int high = length - i > 2 ? digit_value(bytes[i + 1]) : -1;
            int low = length - i > 2 ? digit_value(bytes[i + 2]) : -1;
            if (high < 0 || low < 0)
                return false;
            byte = (char)(high << 4 | low);
            i += 2;
        }
        out[written++] = byte;
    }
    *out_length = written;
    return true;
}

static bool has_controls(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if ((byte < ' ' && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7f)
            return true;
    }
    return false;
}

enum error_code params_check_text(const char *bytes, size_t length, struct arena *arena, const char **out,
                                  struct error *err)
{
    char *composed;

    if (has_controls(bytes, length) || !unicode_valid(bytes, length, &(size_t){0}))
        return error_set(err, ERROR_USAGE,
                         "the request holds a value that is no text; please go back and enter it again");
    TRY(unicode_nfc(arena, bytes, length, &composed, err));
    *out = composed;
    return OK;
}

static enum error_code take_text(const char *bytes, size_t length, struct arena *arena, const char **out,
                                 struct error *err)
{
    char *decoded = arena_alloc(arena, length + 1);
    size_t decoded_length = 0;

    if (decoded == NULL)
        return error_memory(err);
    if (!decode(bytes, length, decoded, &decoded_length)) {
        decoded[0] = '\0'; /* never a text */
        decoded_length = 1;
    }
    return params_check_text(decoded, decoded_length, arena, out, err);
}

static size_t count_pairs(const char *bytes, size_t length)
{
    size_t count = length > 0;

    for (size_t i = 0; i < length; i++)
        count += bytes[i] == '&';
    return count;
}

static enum error_code take_pair(const char *pair, size_t length, struct arena *arena, struct param *out,
                                 struct error *err)
{
    const char *equals = memchr(pair, '=', length);
    size_t name_length = equals != NULL ? (size_t)(equals - pair) : length;
    size_t value_at = equals != NULL ? name_length + 1 : length;

    TRY(take_text(pair, name_length, arena, &out->name, err));
    return take_text(pair + value_at, length - value_at, arena, &out->value, err);
}

enum error_code params_parse(const char *bytes, size_t length, struct arena *arena, struct params *out,
                             struct error *err)
{
    size_t most = count_pairs(bytes, length);
    struct params params = {.items =
                                most <= PARAMS_MAX ? arena_array(arena, most, sizeof *params.items) : NULL};

    if (most > PARAMS_MAX)
        return error_set(err, ERROR_USAGE, "the request holds more than %d values", PARAMS_MAX);
    if (params.items == NULL)
        return error_memory(err);
    for (size_t at = 0; at < length;) {
        const char *end = memchr(bytes + at, '&', length - at);
        size_t pair = end != NULL ? (size_t)(end - bytes) - at : length - at;
        if (pair > 0)
            TRY(take_pair(bytes + at, pair, arena, &params.items[params.count++], err));
        at += pair + 1;
    }
    *out = params;
    return OK;
}

const struct param *params_next(const struct params *params, const char *name, const struct param *after)
{
    for (size_t i = after != NULL ? (size_t)(after - params->items) + 1 : 0; i < params->count; i++)
        if (strcmp(params->items[i].name, name) == 0)
            return &params->items[i];
    return NULL;
}

const char *params_find(const struct params *params, const char *name)
{
    const struct param *param = params_next(params, name, NULL);

    return param != NULL ? param->value : NULL;
}

const char *params_value(const struct params *params, const char *name)
{
    const char *value = params_find(params, name);

    return value != NULL ? value : "";
}

void params_encode(const char *value, struct text *out)
{
    for (; *value != '\0'; value++) {
        unsigned char byte = (unsigned char)*value;
        bool plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                     (byte >= 'a' && byte <= 'z') || strchr("-._~", byte) != NULL;
        text_putf(out, plain ? "%c" : "%%%02X", byte);
    }
}
