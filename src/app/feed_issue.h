/* Secret calendar addresses of candidates, one or all (app/feed_address.h).
 */
#ifndef APP_FEED_ISSUE_H
#define APP_FEED_ISSUE_H

#include "app/app.h"
#include "app/feed_address.h"

#include <stddef.h>

struct feed_address {
    const char *candidate; /* code */
    const char *url;       /* settings' public_url, /feeds/, the token, .ics */
};

/* Makes the address of a candidate. ERROR_NO_INPUT: no such candidate; ERROR_DATA: there is an address in use. */
enum error_code feed_issue(const struct app *app, int64_t election, const char *candidate,
                           struct arena *arena, struct feed_address *out, struct error *err) MUST_USE;

struct feed_addresses {
    struct feed_address *items; /* by code */
    size_t count;
    size_t kept_count; /* candidates whose address is in use already and was left alone */
};

/* Makes the addresses of all candidates who have none, all or nothing. */
enum error_code feed_issue_all(const struct app *app, int64_t election, const struct feed_wish *wish,
                               struct arena *arena, struct feed_addresses *out, struct error *err) MUST_USE;

/* Ends the address in use, if there is one, and makes another. */
enum error_code feed_renew(const struct app *app, int64_t election, const char *candidate,
                           struct arena *arena, struct feed_address *out, struct error *err) MUST_USE;

/* Ends the address in use; from then on it is answered 410. ERROR_NO_INPUT: no such candidate, or no address. */
enum error_code feed_revoke(const struct app *app, int64_t election, const char *candidate,
                            struct error *err) MUST_USE;

#endif
