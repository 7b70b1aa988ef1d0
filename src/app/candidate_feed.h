/* The calendar address of a candidate, changed by somebody who has seen how it stands: a form that is sent twice changes it
 * once.
 */
#ifndef APP_CANDIDATE_FEED_H
#define APP_CANDIDATE_FEED_H

#include "app/app.h"

enum candidate_feed_deed { CANDIDATE_FEED_ISSUE, CANDIDATE_FEED_RENEW, CANDIDATE_FEED_REVOKE };

struct candidate_feed_change {
    int64_t election;
    const char *candidate; /* code */
    enum candidate_feed_deed deed;
    int64_t seen; /* id of the address in use (app/candidate_show.h); 0: there was none */
};

/* The new address lies in the arena, to be shown once; NULL after a revocation. ERROR_FOUND: another address is in use by
 * now than the one seen, or none. ERROR_NO_INPUT: there is no such candidate. */
enum error_code candidate_feed_change(const struct app *app, const struct candidate_feed_change *change,
                                      struct arena *arena, const char **out_url, struct error *err) MUST_USE;

#endif
