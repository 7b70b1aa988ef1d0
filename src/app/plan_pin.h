/* Meetings that staff hold to their place and time: whatever makes or mends a plan keeps them. */
#ifndef APP_PLAN_PIN_H
#define APP_PLAN_PIN_H

#include "app/plan_context.h"

struct plan_pin_request {
    const char *meeting;
    const char *reason;
    const char *by;   /* NULL: the account that acts */
    const char *seen; /* the version on which the staff decided (app/meeting_version.h); NULL: any */
};

struct plan_pinned {
    struct plan_context context; /* what the indexes mean */
    struct plan_pin pin;
};

/* Pins the meeting to where the newest draft, or else what is published, has it. ERROR_NO_INPUT: no such meeting;
 * ERROR_DATA: it is cancelled, has begun, is pinned already, or cannot be held beside what is pinned; ERROR_FOUND: it is
 * another than was seen. Nothing is stored then. Released with plan_pinned_done. */
enum error_code plan_pin_meeting(const struct app *app, int64_t election,
                                 const struct plan_pin_request *request, struct arena *arena,
                                 struct plan_pinned *out, struct error *err) MUST_USE;
/* ERROR_NO_INPUT: it is not pinned. */
enum error_code plan_unpin_meeting(const struct app *app, int64_t election, const char *meeting,
                                   struct error *err) MUST_USE;
void plan_pinned_done(struct plan_pinned *pinned);

#endif
