/* Rows of calendar addresses, of candidates and of areas: what the verbs on both share. */
#ifndef APP_FEED_ADDRESS_H
#define APP_FEED_ADDRESS_H

#include "app/app.h"

struct feed_holder {
    int64_t election;
    int64_t candidate;    /* id; 0: it is a calendar of deadlines */
    int64_t area;         /* id, of a calendar of deadlines */
    const char *language; /* "vi" or "en"; NULL: that of the settings */
};

/* Makes an address; the url lies in the arena. */
enum error_code feed_address_add(const struct app *app, const struct feed_holder *holder, struct arena *arena,
                                 const char **out_url, struct error *err) MUST_USE;

/* Ends the addresses in use, and counts them. */
enum error_code feed_address_end(const struct app *app, const struct feed_holder *holder, int64_t *out_count,
                                 struct error *err) MUST_USE;

enum error_code feed_address_count(const struct app *app, const struct feed_holder *holder,
                                   int64_t *out_in_use, struct error *err) MUST_USE;

#endif
