/* A person says what became of a notice of which the program does not know it: nobody answered, or it failed. */
#ifndef APP_NOTICE_SETTLE_H
#define APP_NOTICE_SETTLE_H

#include "app/app.h"

#define NOTICE_WHY_MAX_BYTES 500

enum notice_decision {
    DECISION_DELIVERED,  /* it arrived */
    DECISION_FAILED,     /* it did not, and is not sent any more */
    DECISION_SEND_AGAIN, /* under the same client id */
    DECISION_COUNT
};
/* "delivered", "failed", "send-again". */
extern const char *const notice_decision_names[DECISION_COUNT];

struct notice_settled {
    /* It is sent again, the person may have it already, and the gateway does not know a repeated request: whoever decided
     * took that on. */
    bool may_double;
    bool too_late; /* it is to be sent again, but helps nobody any more and will expire */
};

/* `why` is in the person's own words, without names and numbers. Only what is unknown can be settled, and what failed be sent
 * again; else ERROR_DATA. No such notice is ERROR_NO_INPUT. Audited. */
enum error_code notice_settle(const struct app *app, int64_t id, enum notice_decision decision,
                              const char *why, struct notice_settled *out, struct error *err) MUST_USE;

/* ERROR_DATA when `why` is empty or too long. */
enum error_code notice_check_why(const char *why, struct error *err) MUST_USE;

#endif
