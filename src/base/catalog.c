#include "base/catalog.h"

#include "base/mo.h"
#include "base/text.h"

#include <string.h>

/* po/vi.po, compiled and embedded by the build. */
extern const unsigned char catalog_vi[];
extern const unsigned char catalog_vi_end[];

struct catalog {
    const char *language;
    const unsigned char *start; /* NULL: the keys are the language */
    const unsigned char *end;
};

static const struct catalog catalogs[] = {
    {"vi", catalog_vi, catalog_vi_end},
    {"en", NULL, NULL},
};

const struct catalog *catalog_find(const char *language)
{
    for (size_t i = 0; i < COUNT_OF(catalogs); i++) {
        if (strcmp(catalogs[i].language, language) == 0)
            return &catalogs[i];
    }
    return NULL;
}

const char *catalog_language(const struct catalog *catalog)
{
    return catalog->language;
}

const char *catalog_text(const struct catalog *catalog, const char *key)
{
    /* the empty key holds the file's head */
    if (catalog->start == NULL || key[0] == '\0')
        return key;
    const char *found = mo_find(catalog->start, (size_t)(catalog->end - catalog->start), key);
    return found != NULL ? found : key;
}

void catalog_put_message(const struct catalog *catalog, const struct message *message, struct text *out)
{
    if (message->format != NULL)
        message_write(message, catalog_text(catalog, message->format), out);
}

void catalog_put_error(const struct catalog *catalog, const struct error *err, struct text *out)
{
    const char *format = err->message.format;

    error_write(err, format != NULL ? catalog_text(catalog, format) : NULL, out);
}
