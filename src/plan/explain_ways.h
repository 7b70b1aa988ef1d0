/* Ways out of a clash: small changes that staff could make, each tried out on the units that clash together with
 * those around them, the least effort first.
 */
#ifndef PLAN_EXPLAIN_WAYS_H
#define PLAN_EXPLAIN_WAYS_H

#include "plan/conflict.h"
#include "plan/explain_words.h"

#define PLAN_WAYS_MAX 3
#define PLAN_WAY_EDITS_MAX 10

struct plan_way {
    struct plan_edit edits[PLAN_WAY_EDITS_MAX]; /* indexes of the problem */
    uint32_t edit_count;
    bool for_all;         /* the units around that are short get what they lack, too */
    int32_t effort;       /* to compare ways; without a unit */
    struct message words; /* what to do */
    const char *effect;   /* what the law says of it; key of the catalogue */
};

/* At most PLAN_WAYS_MAX ways, of different kinds. */
enum error_code plan_ways_find(const struct plan_problem *problem, const struct plan_names *names,
                               const struct plan_conflict *conflict, struct plan_way *out, size_t *out_count,
                               struct error *err) MUST_USE;

#endif
