/* Rows of calendar addresses: what the verbs on them share (app/feed_address.c, app/feed_issue.c). */
#ifndef APP_FEED_HOLDER_H
#define APP_FEED_HOLDER_H

#include "app/app.h"
#include "app/feed_address.h"

/* A calendar by the ids of the store. */
struct feed_holder {
    int64_t election;
    struct feed_source source;
    const char *name; /* for people: a code, or a level */
};

/* Makes an address; the url lies in the arena. */
enum error_code feed_holder_add(const struct app *app, const struct feed_holder *holder, struct arena *arena,
                                const char **out_url, struct error *err) MUST_USE;

/* Ends the address in use, and counts it. */
enum error_code feed_holder_end(const struct app *app, const struct feed_holder *holder, int64_t *out_count,
                                struct error *err) MUST_USE;

/* Whether an address is in use; then the language and the alarms of the source become those of it. */
enum error_code feed_holder_look(const struct app *app, struct feed_holder *holder, bool *out_in_use,
                                 struct error *err) MUST_USE;

/* The sentence of the log of changes; the address itself is a secret and in no log. */
enum error_code feed_holder_log(const struct app *app, const struct feed_holder *holder, const char *verb,
                                struct error *err) MUST_USE;

/* The public address of the calendar of a commune. ERROR_DATA: the code cannot stand in an address. */
enum error_code feed_holder_public_url(const struct app *app, const char *code, const char *language,
                                       struct arena *arena, const char **out_url, struct error *err) MUST_USE;

#endif
