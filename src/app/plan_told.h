/* Whom a change of the plan would tell once it is published, before anything is stored. */
#ifndef APP_PLAN_TOLD_H
#define APP_PLAN_TOLD_H

#include "app/publish_check.h"

struct plan_told_question {
    const struct plan_context *context;
    const struct plan *plan; /* with the change */
    const char *meeting;     /* code: only of this one; NULL: of all that differ from what is published */
};

struct plan_told {
    size_t meetings; /* that differ from what is published */
    struct publish_told told;
};

enum error_code plan_told(const struct app *app, const struct plan_told_question *question,
                          struct arena *arena, struct plan_told *out, struct error *err) MUST_USE;

#endif
