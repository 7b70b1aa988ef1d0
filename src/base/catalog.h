/* Translations: .po files under po/, compiled to .mo at build time, embedded, and read here, so that any
 * number of languages serve at once and no locale need be installed. Keys are the English sentences of the
 * source.
 */
#ifndef BASE_CATALOG_H
#define BASE_CATALOG_H

#include "base/error.h"

struct catalog;

/* The catalogue of a language, "vi" or "en" (English is the source itself). NULL for a language that is not
 * there. Static, never freed. */
const struct catalog *catalog_find(const char *language);

/* "vi" or "en", for JSON, HTML lang= and iCalendar. */
const char *catalog_language(const struct catalog *catalog);

/* The translation of `key`, or `key` when there is none. */
const char *catalog_text(const struct catalog *catalog, const char *key);

/* Writes a message and an error in the catalogue's language. */
void catalog_put_message(const struct catalog *catalog, const struct message *message, struct text *out);
void catalog_put_error(const struct catalog *catalog, const struct error *err, struct text *out);

#endif
