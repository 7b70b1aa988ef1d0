/* Which meetings stand in the way of a meeting that is to be held at a certain place all the same. */
#ifndef PLAN_OBSTACLES_H
#define PLAN_OBSTACLES_H

#include "plan/state.h"

#define PLAN_OBSTACLES_MAX 32

struct plan_obstacles {
    uint32_t meetings[PLAN_OBSTACLES_MAX];
    uint32_t count;
    bool too_many; /* more than fit: leave that place alone */
};

/* Once they are removed, the place breaks no rule. Its slot must be free for its option. */
void plan_find_obstacles(const struct plan_state *state, uint32_t unit, struct plan_place place,
                         struct plan_obstacles *out);

#endif
