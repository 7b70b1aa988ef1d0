/* Why a meeting stands where it does, and where else it could: what the place costs, which halls would be cheaper
 * and what keeps the meeting from them, and the best other places, with nobody else moved or with one other
 * meeting moved. Quick enough for a page or a telephone call: it looks only at what the unit could choose.
 *
 *     plan_state_load(state, &plan, numbers)       once for a plan
 *     plan_alternatives_find(state, numbers[i], &found)
 */
#ifndef PLAN_ALTERNATIVES_H
#define PLAN_ALTERNATIVES_H

#include "plan/explain_words.h"
#include "plan/state.h"

#define PLAN_ALTERNATIVES_MAX 5
#define PLAN_EXCLUDED_MAX 8

/* What a place adds to the objective, in metres. */
struct plan_share {
    int64_t total_m;
    int64_t travel_m; /* the ways of the candidates, times their weight */
    int64_t holiday_m;
    int64_t imbalance_m; /* above the daily share of the district */
    int64_t online_m;
    int64_t wishes_m; /* what staff would give for another time */
};

struct plan_alternative {
    struct plan_place place;
    struct plan_share share;
    int64_t more_m; /* of the objective than now, with the other meeting's move; below 0: less */
    uint32_t moved; /* the other meeting, or PLAN_NONE */
    struct plan_place moved_to;
};

/* A hall in person where the meeting would cost less, were it not for the rules. */
struct plan_excluded {
    uint32_t venue;
    int64_t saved_m;     /* at most */
    enum plan_rule rule; /* that stands in the way most often */
    uint32_t broken;     /* sessions in which it does */
    uint32_t slots;      /* sessions in which the hall would be cheaper */
};

struct plan_alternatives {
    struct plan_share here;
    uint32_t free_count; /* places, of a hall and a day, where the meeting could be without anybody moving */
    uint32_t cheaper_count;                               /* of them */
    struct plan_alternative alone[PLAN_ALTERNATIVES_MAX]; /* cheapest first, each of another hall or day */
    uint32_t alone_count;
    struct plan_alternative moving[PLAN_ALTERNATIVES_MAX]; /* that need one other meeting to move */
    uint32_t moving_count;
    struct plan_excluded excluded[PLAN_EXCLUDED_MAX]; /* most would be saved first */
    uint32_t excluded_count;
};

/* The state is as before afterwards. The meeting must be placed. */
void plan_alternatives_find(struct plan_state *state, uint32_t meeting, struct plan_alternatives *out);

/* One sentence on why a hall that would be cheaper does not serve. */
void plan_exclusion_write(const struct plan_problem *problem, const struct plan_names *names,
                          const struct plan_excluded *excluded, struct message *out);

/* Puts a plan's meetings into an empty state. `out_numbers`, one a meeting of the plan, get its number in the
 * state, or PLAN_NONE where its place breaks a rule by itself, or the day is full, and it was left out. */
void plan_state_load(struct plan_state *state, const struct plan *plan, uint32_t *out_numbers);

#endif
