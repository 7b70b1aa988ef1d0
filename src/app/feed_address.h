/* Secret calendar addresses: whoever knows one sees the calendar. An address is shown once, when it is made; the store
 * keeps only a hash of its token. Of one calendar at most one address is in use.
 *
 * The calendar of a commune is public: its address is made of the commune's code, is always the same, and cannot be
 * renewed or ended.
 */
#ifndef APP_FEED_ADDRESS_H
#define APP_FEED_ADDRESS_H

#include "app/app.h"
#include "app/feed_kind.h"

struct feed_whose {
    enum feed_kind kind;
    int64_t election;  /* id */
    const char *code;  /* of the candidate, unit or area; NULL of a timetable */
    const char *level; /* of the area, where several have the code, or NULL; of a timetable, whose it is */
};

struct feed_wish {
    const char *language; /* "vi" or "en"; NULL: as before, or that of the settings */
    bool alarms;          /* entries ring before their time; an address that is renewed keeps it */
};

/* Makes the address, and the deadlines it shows where they are not stored yet; the url lies in the arena. ERROR_NO_INPUT:
 * there is no such candidate, unit or area; ERROR_DATA: there is an address in use, or the calendar is too large. */
enum error_code feed_address_issue(const struct app *app, const struct feed_whose *whose,
                                   const struct feed_wish *wish, struct arena *arena, const char **out_url,
                                   struct error *err) MUST_USE;

/* Ends the address in use, if there is one, and makes another. */
enum error_code feed_address_renew(const struct app *app, const struct feed_whose *whose,
                                   const struct feed_wish *wish, struct arena *arena, const char **out_url,
                                   struct error *err) MUST_USE;

/* Ends the address in use; from then on it is answered 410. ERROR_NO_INPUT: there is none. */
enum error_code feed_address_revoke(const struct app *app, const struct feed_whose *whose,
                                    struct arena *arena, struct error *err) MUST_USE;

#endif
