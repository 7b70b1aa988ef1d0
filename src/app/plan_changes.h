/* What a draft changes of what was published. */
#ifndef APP_PLAN_CHANGES_H
#define APP_PLAN_CHANGES_H

#include "app/plan_publish.h"

struct plan_change {
    const struct stored_meeting *before; /* NULL: new */
    const struct plan_meeting *after;    /* NULL: cancelled */
    const char *link;                    /* where to join it now; "" when there is none */
    unsigned kinds;                      /* bit i: enum change_kind i; never 0 */
};

struct plan_changes {
    const struct plan_change *items; /* by code of the meeting */
    size_t count;
};

/* The result lies in the arena. */
enum error_code plan_changes_find(const struct stored_problem *of, const struct stored_plan *published,
                                  const struct stored_plan *draft, struct arena *arena,
                                  struct plan_changes *out, struct error *err) MUST_USE;

/* What the changelog says of the meeting before and after a change of that kind, such as
 * "2021-05-04T07:30/09:00" or the name of a venue. */
void plan_change_words(const struct stored_problem *of, const struct plan_change *change,
                       enum change_kind kind, struct text *before, struct text *after);

#endif
