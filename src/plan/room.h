/* What the moves of the search are made of: drawing at random, and putting meetings where others make room. For moves.c
 * and room.c only.
 */
#ifndef PLAN_ROOM_H
#define PLAN_ROOM_H

#include "plan/annealing.h"

static inline const struct plan_space *space_of(const struct annealing *annealing)
{
    return annealing->deck->space;
}

static inline uint32_t below(struct annealing *annealing, uint32_t bound)
{
    return prng_below(&annealing->prng, bound);
}

static inline uint32_t any_day(struct annealing *annealing)
{
    return below(annealing, space_of(annealing)->problem->count.days);
}

/* Cheap ones more often. */
uint32_t any_option(struct annealing *annealing, uint32_t meeting);
/* Where it is, or anywhere. */
uint32_t some_option(struct annealing *annealing, uint32_t meeting);
/* One of the meetings of the commune and day, the first ones more often; PLAN_NONE when there is none. */
uint32_t draw_in_commune(struct annealing *annealing, uint32_t commune, uint32_t day);
/* The same for a group, where PLAN_NONE may also mean that none was found. */
uint32_t draw_in_group(struct annealing *annealing, uint32_t group, uint32_t day);

static inline bool lift(struct annealing *annealing, uint32_t meeting)
{
    return step_lift(&annealing->step, meeting);
}

/* To the day, whether or not others have to make room. */
bool drop(struct annealing *annealing, uint32_t meeting, uint32_t option, uint32_t day) MUST_USE;
/* Finds a place for a meeting that had to go: that day, the day that the step has left, any day; that venue rather
 * than another one. */
bool settle(struct annealing *annealing, uint32_t meeting, uint32_t option, uint32_t day) MUST_USE;

#endif
