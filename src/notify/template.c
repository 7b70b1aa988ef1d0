#include "notify/template.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define NO_NAME SIZE_MAX

/* The name that stands in the braces opened at `brace`; *out_after is the first byte behind them. */
static size_t find_name(const char *brace, const char *const names[], const char **out_after)
{
    for (size_t i = 0; names[i] != NULL; i++) {
        size_t length = strlen(names[i]);
        if (strncmp(brace + 1, names[i], length) == 0 && brace[1 + length] == '}') {
            *out_after = brace + length + 2;
            return i;
        }
    }
    return NO_NAME;
}

static uint32_t characters(const char *text, const char *until)
{
    uint32_t count = 0;

    for (; text < until; text++)
        count += (*text & 0xc0) != 0x80;
    return count;
}

static enum error_code refuse(const char *brace, const char *const names[], struct error *err)
{
    CLEANUP(text_done) struct text known;
    char bad[40];

    text_init(&known, 400);
    for (size_t i = 0; names[i] != NULL; i++)
        text_putf(&known, "%s{%s}", i == 0 ? "" : ", ", names[i]);
    size_t length = strcspn(brace, "}") + 1;
    if (*brace == '}' || brace[length - 1] == '\0' || length >= sizeof bad)
        return error_set(err, ERROR_CONFIG,
                         "a brace stands alone; braces only serve for what is filled in here: %s",
                         known.data);
    snprintf(bad, sizeof bad, "%.*s", (int)length, brace);
    return error_set(err, ERROR_CONFIG, "%s is not among what can be filled in here: %s", bad, known.data);
}

enum error_code template_check(const char *text, const char *const names[], uint32_t *out_column,
                               struct error *err)
{
    const char *at = text;

    for (;;) {
        at += strcspn(at, "{}");
        if (*at == '\0')
            return OK;
        const char *after;
        if (*at == '}' || find_name(at, names, &after) == NO_NAME) {
            *out_column = characters(text, at) + 1;
            return refuse(at, names, err);
        }
        at = after;
    }
}

bool template_uses(const char *text, const char *name)
{
    const char *const names[] = {name, NULL};
    const char *after;

    for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{'))
        if (find_name(at, names, &after) == 0)
            return true;
    return false;
}

void template_fill(const char *text, const char *const names[], const char *const values[],
                   void (*escape)(const char *value, struct text *out), struct text *out)
{
    for (;;) {
        size_t plain = strcspn(text, "{");
        text_put_bytes(out, text, plain);
        text += plain;
        if (*text == '\0')
            return;
        size_t name = find_name(text, names, &text);
        assert(name != NO_NAME);
        if (escape == NULL)
            text_put(out, values[name]);
        else
            escape(values[name], out);
    }
}
