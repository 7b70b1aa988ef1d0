#include "web/html.h"

static const char *entity(char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

void html_put(struct text *out, const char *text)
{
    for (; *text != '\0'; text++) {
        const char *escaped = entity(*text);
        if (escaped != NULL)
            text_put(out, escaped);
        else
            text_put_char(out, *text);
    }
}
