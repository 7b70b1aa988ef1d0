/* Header fields from anybody: a date that is read can be written and is the same text, a tag or a coding that is found
 * stands there, and nothing reads beyond the text. */
#include "fuzz.h"
#include "web/http.h"

#include <stdlib.h>
#include <string.h>

static void date_survives(const char *text)
{
    char written[HTTP_DATE_CHARS];
    int64_t utc_secs;

    if (!http_date_parse(text, &utc_secs))
        return;
    http_date_format(utc_secs, written);
    /* The name of the day may be wrong in what was read, and second 60 is the next minute's first. */
    assert(strncmp(text + 23, "60", 2) == 0 || strcmp(text + 5, written + 5) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* On the heap, exactly as long as the text, where the sanitizer sees a step too far. */
    char *text = malloc(size + 1);

    assert(text != NULL);
    memcpy(text, data, size);
    text[size] = '\0';
    date_survives(text);
    assert(!http_accepts_gzip(text) || strchr(text, '*') != NULL || strcasestr(text, "gzip") != NULL);
    bool named = http_tags_match(text, "\"a1\"");
    assert(!named || strchr(text, '*') != NULL || strstr(text, "\"a1\"") != NULL);
    free(text);
    return 0;
}
