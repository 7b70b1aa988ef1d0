/* The parts of plan_space_new that have files of their own; nobody else includes this. False: no memory. */
#ifndef PLAN_SPACE_PARTS_H
#define PLAN_SPACE_PARTS_H

#include "plan/space.h"

/* Parties and who sits in which unit. */
bool plan_space_seat(struct plan_space *space) MUST_USE;
/* Options, their free slots and ways; after slots, groups and parties. */
bool plan_space_list_options(struct plan_space *space) MUST_USE;

/* What staff wish, asked option by option. */
struct space_wishes {
    const struct plan_problem *problem;
    bool *concerned; /* by preference: whether it concerns the option asked for last */
    bool *asked;
    bool ready;          /* `concerned`, `forbidden` and `row` are filled */
    uint64_t *forbidden; /* slots; NULL: nothing is wished at all */
    uint32_t row;        /* of prices, or PLAN_NONE */
    int64_t *prices;     /* rows of slot_count */
    size_t price_count;
    size_t capacity;
};

bool space_wishes_init(struct space_wishes *wishes, const struct plan_problem *problem) MUST_USE;
void space_wishes_done(struct space_wishes *wishes);
/* Gives the option its prices, and makes `forbidden` what is forbidden to it. */
bool space_wishes_ask(struct space_wishes *wishes, uint32_t unit, struct plan_option *option) MUST_USE;

#endif
