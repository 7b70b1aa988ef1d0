/* The words of messages as they stand in the data folder, for whoever wants to read them: texts/LANGUAGE/KIND.txt. */
#ifndef APP_TEXT_LIST_H
#define APP_TEXT_LIST_H

#include "app/app.h"

#define TEXT_LIST_MAX 50

struct listed_text {
    const char *kind; /* "published" */
    const char *words;
};

/* By the order of the alphabet, in the arena; none for a language without words. `language` is "vi" or "en". */
enum error_code text_list(const struct app *app, const char *language, struct arena *arena,
                          struct listed_text **out, size_t *out_count, struct error *err) MUST_USE;

#endif
