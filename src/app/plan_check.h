/* Whether what is published still holds. Whatever it depends on may change: a deadline, a window, a block, a person. Each
 * such change holds the published plan against the rules again and keeps what became wrong, so that lists and pages show
 * it where it is, until it is mended.
 */
#ifndef APP_PLAN_CHECK_H
#define APP_PLAN_CHECK_H

#include "app/app.h"
#include "plan/rules.h"

struct plan_mark {
    const char *meeting; /* code; "" when it is about no single meeting */
    const char *other;   /* code of the meeting with which it clashes; "" when none */
    const char *rule;    /* code */
    const char *severity;
    struct message words;
};

struct plan_marks {
    const struct plan_mark *items; /* in the order of the judge */
    size_t count;
    size_t meetings;          /* published meetings they name */
    int64_t checked_utc_secs; /* 0: never */
};

/* Holds the published plan against the rules, stores the marks in place of the old ones, and gives them. Inside the
 * transaction of a change, if there is one. With nothing published there are none. A problem that cannot be built
 * any more is an error. */
enum error_code plan_check(const struct app *app, int64_t election, struct arena *arena,
                           struct plan_marks *out, struct error *err) MUST_USE;

/* After a change of something else: never fails because the plan cannot be checked; `out_meetings` says how many
 * published meetings are in conflict now. */
enum error_code plan_check_after(const struct app *app, int64_t election, size_t *out_meetings,
                                 struct error *err) MUST_USE;

/* As they were stored last. */
enum error_code plan_marks_read(const struct app *app, int64_t election, struct arena *arena,
                                struct plan_marks *out, struct error *err) MUST_USE;

#endif
