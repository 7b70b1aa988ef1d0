/* Any two plans of an election side by side: what was added, removed and moved, and what each costs and breaks. */
#ifndef APP_PLAN_COMPARE_H
#define APP_PLAN_COMPARE_H

#include "app/plan_store.h"
#include "base/report.h"
#include "plan/compare.h"
#include "plan/judge.h"

/* Between two candidates of the same unit, whichever differ most. */
struct compared_equality {
    int64_t meetings;
    int64_t minutes;
};

struct compared_plans {
    struct stored_problem of; /* what the indexes mean: the tables as they are today */
    struct plan before;
    struct plan after;
    struct plan_judgement before_judged; /* by the rules of today */
    struct plan_judgement after_judged;
    struct compared_equality before_equality;
    struct compared_equality after_equality;
    struct plan_comparison comparison;
};

struct compare_request {
    const char *names[2];
    struct report *report; /* gets what is wrong in a file */
};

/* Each plan is "draft" (the newest), "draft:N", "published", "release:N", or the name of a plan file. ERROR_NO_INPUT: there
 * is no such plan; ERROR_DATA: a file that cannot be read, with lines in the report, or one of another election. Released
 * with compared_plans_done. */
enum error_code plans_compare(const struct app *app, int64_t election, const struct compare_request *request,
                              struct arena *arena, struct compared_plans *out, struct error *err) MUST_USE;
void compared_plans_done(struct compared_plans *compared);

#endif
