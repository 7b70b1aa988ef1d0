/* The plan as it is edited, cut to a unit, a commune, a candidate or a venue: which meetings, in which halls, and what is
 * wrong with each of them by the one judge. What is edited is the newest draft, or what is published (plan_context_base).
 */
#ifndef APP_PLAN_BOARD_H
#define APP_PLAN_BOARD_H

#include "app/plan_context.h"
#include "plan/judge.h"

enum plan_board_by { BOARD_UNIT, BOARD_COMMUNE, BOARD_CANDIDATE, BOARD_VENUE, BOARD_BY_COUNT };

extern const char *const plan_board_by_names[BOARD_BY_COUNT]; /* "unit", ... */

struct plan_board_meeting {
    const struct plan_meeting *meeting;
    uint32_t index; /* in the plan: what the judge's words are about */
};

struct plan_board {
    struct plan_context context; /* what the indexes mean */
    struct plan plan;            /* all of it */
    struct plan_judgement judgement;
    struct plan_board_meeting *meetings; /* shown, by time */
    size_t count;
    uint32_t *venues; /* shown: where these meetings may be, or are; ascending */
    size_t venue_count;
};

struct plan_board_filter {
    enum plan_board_by by;
    const char *code; /* ""; the first unit, commune, candidate or venue */
};

/* ERROR_NO_INPUT: there is no such unit, commune, candidate or venue, or no plan. Released with plan_board_done. */
enum error_code plan_board_read(const struct app *app, int64_t election,
                                const struct plan_board_filter *filter, struct arena *arena,
                                struct plan_board *out, struct error *err) MUST_USE;
void plan_board_done(struct plan_board *board);

/* What is wrong with a meeting shown, one after the other; NULL: nothing more. `after` is NULL at first. */
const struct plan_violation *plan_board_next_wrong(const struct plan_board *board,
                                                   const struct plan_board_meeting *meeting,
                                                   const struct plan_violation *after);

#endif
