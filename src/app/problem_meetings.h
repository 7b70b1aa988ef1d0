/* The parts of problem_build that know connected sites and joint meetings; nobody else includes this. Joint meetings are those of
 * a unit made of two others, which comes after the units of the tables.
 */
#ifndef APP_PROBLEM_MEETINGS_H
#define APP_PROBLEM_MEETINGS_H

#include "app/tables.h"
#include "plan/problem.h"

static inline bool problem_joint_has(const struct tables *tables, size_t joint, uint32_t unit)
{
    return tables->joint_meetings[joint].unit == unit || tables->joint_meetings[joint].other == unit;
}

/* How many joint meetings the unit takes part in. */
uint32_t problem_joints_of(const struct tables *tables, uint32_t unit);
/* How many candidates the joint meetings have together. */
uint32_t problem_count_joint_candidacies(const struct tables *tables);
/* Adds the sites, and the units made of others to those that are filled; `first_commune`: the index of the area that is
 * commune 0. */
void problem_fill_meetings(const struct tables *tables, size_t first_commune, struct plan_problem *problem);

#endif
