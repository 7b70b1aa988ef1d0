/* Two plans side by side, meeting by meeting, by their codes. */
#ifndef PLAN_COMPARE_H
#define PLAN_COMPARE_H

#include "plan/plan.h"

enum plan_difference_kind {
    PLAN_DIFFERENCE_ADDED,
    PLAN_DIFFERENCE_REMOVED,
    PLAN_DIFFERENCE_TIME,
    PLAN_DIFFERENCE_PLACE,
    PLAN_DIFFERENCE_MODE,
    PLAN_DIFFERENCE_UNIT, /* the code is another unit's */
    PLAN_DIFFERENCE_KINDS
};
extern const char *const plan_difference_names[PLAN_DIFFERENCE_KINDS];

struct plan_difference {
    const struct plan_meeting *before; /* NULL: added */
    const struct plan_meeting *after;  /* NULL: removed */
    unsigned kinds;                    /* bit i: kind i; never 0 */
};

struct plan_comparison {
    const struct plan_difference *items; /* by code */
    size_t count;
    size_t same;
    size_t counts[PLAN_DIFFERENCE_KINDS];
};

/* The result lies in the arena and borrows the plans. Of meetings of one code, the first counts. */
enum error_code plan_compare(const struct plan *before, const struct plan *after, struct arena *arena,
                             struct plan_comparison *out, struct error *err) MUST_USE;

#endif
