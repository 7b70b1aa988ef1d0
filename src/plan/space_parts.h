/* The parts of plan_space_new that have files of their own; nobody else includes this. False: no memory. */
#ifndef PLAN_SPACE_PARTS_H
#define PLAN_SPACE_PARTS_H

#include "plan/space.h"

/* Parties and who sits in which unit. */
bool plan_space_seat(struct plan_space *space) MUST_USE;
/* Options, their free slots and ways; after slots, groups and parties. */
bool plan_space_list_options(struct plan_space *space) MUST_USE;

#endif
