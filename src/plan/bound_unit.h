/* What the parts of the lower bound share about one unit; nobody else includes this. */
#ifndef PLAN_BOUND_UNIT_H
#define PLAN_BOUND_UNIT_H

#include "plan/bound_prices.h"
#include "plan/space.h"

/* A unit's options in order; those of one site stand side by side. Costs are metres of the objective. */
struct bound_unit {
    const struct plan_space *space;
    uint32_t unit;
    uint32_t option_count;
    int64_t *alone_m;         /* by option: of a meeting that is alone on its day, without rebates */
    int64_t *rebate_m;        /* by option: what other units take over */
    uint32_t *site_of_option; /* by option */
    uint32_t *option_of_site; /* by site: the cheapest option as the rebates are, for a meeting alone */
    int64_t *single_m;        /* by site: its cost */
    int64_t *before_m;        /* by site: its cost at the last choice */
    struct bound_sites sites; /* what the choice is between; its arrays belong to this unit */
    struct bound_prices prices;
    struct bound_choice choice; /* the last one */
    uint32_t pairs_least;       /* without further limits */
    uint32_t pairs_most;
    bool pairs_limited;
    bool pairs_noted;
    uint32_t pairs_mean; /* of the last choices, in parts of a pair */
};

/* May a meeting of one option and a meeting of the other lie on one day? `twice`: also in one session. */
bool bound_share_day(const struct plan_space *space, uint32_t option, uint32_t other, bool twice);
/* Does a session hold a meeting of each unit for one candidate? */
bool bound_fit_session(const struct plan_space *space, uint32_t unit, uint32_t other);
/* From the venue of one option to that of the other. */
int64_t bound_apart_m(const struct plan_space *space, uint32_t option, uint32_t other);

/* The arrays come from the arena; false: no memory. A unit without options or meetings gets no sites. */
bool bound_unit_init(struct bound_unit *unit, const struct plan_space *space, uint32_t unit_index,
                     struct arena *arena) MUST_USE;

#define BOUND_PAIRS_PARTS 1024

/* How many pairs the next choices may have. */
void bound_unit_limit_pairs(struct bound_unit *unit, uint32_t least, uint32_t most);
/* The next choice shall be exact, if that can be. */
void bound_unit_try_harder(struct bound_unit *unit);
/* The cheapest choice with the rebates as they are: choice.cost, choice.singles. */
void bound_unit_choose(struct bound_unit *unit, struct bound_work *work);

#endif
