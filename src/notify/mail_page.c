#include "notify/mail_page.h"

#include "base/text.h"

#include <stdbool.h>
#include <string.h>

#define PAGE_MAX_BYTES ((size_t)1024 * 1024)
#define LINK "https://"

static void put_escaped(struct text *out, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        switch (bytes[i]) {
        case '&': text_put(out, "&amp;"); break;
        case '<': text_put(out, "&lt;"); break;
        case '>': text_put(out, "&gt;"); break;
        case '"': text_put(out, "&quot;"); break;
        default: text_put_char(out, bytes[i]);
        }
}

/* A sentence may go on after an address: its stop does not belong to it. */
static size_t link_length(const char *bytes, size_t left)
{
    size_t length = 0;

    while (length < left && bytes[length] > ' ' && strchr("<>\"()", bytes[length]) == NULL)
        length++;
    while (length > 0 && strchr(".,;:!?", bytes[length - 1]) != NULL)
        length--;
    return length;
}

static void put_line(struct text *out, const char *line, size_t length)
{
    text_put(out, "<p>");
    for (size_t at = 0; at < length;) {
        const char *link = memmem(line + at, length - at, LINK, strlen(LINK));
        size_t plain = link == NULL ? length - at : (size_t)(link - line) - at;
        put_escaped(out, line + at, plain);
        at += plain;
        size_t linked = link_length(line + at, length - at);
        if (linked > 0) {
            text_put(out, "<a href=\"");
            put_escaped(out, line + at, linked);
            text_put(out, "\">");
            put_escaped(out, line + at, linked);
            text_put(out, "</a>");
        }
        at += linked;
    }
    text_put(out, "</p>\n");
}

enum error_code mail_page(const char *text, struct arena *arena, char **out, struct error *err)
{
    CLEANUP(text_done) struct text page;

    text_init(&page, PAGE_MAX_BYTES);
    text_put(&page, "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n");
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        if (length > 0)
            put_line(&page, text, length);
        text += length + (text[length] == '\n');
    }
    text_put(&page, "</body></html>\n");
    TRY(text_finish(&page, err));
    char *copy = arena_copy_string(arena, page.data);
    if (copy == NULL)
        return error_memory(err);
    *out = copy;
    return OK;
}
