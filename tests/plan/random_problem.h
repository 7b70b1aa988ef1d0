/* Invented problems, a different one for each seed: a few districts, communes, venues, units and candidates
 * (some in two or three units), blocked sessions, online meetings, committees that chair several meetings at a
 * time. Those of an even seed also have windows, notice, wishes, ferries, storms and conditions of online
 * meetings; every third has joint meetings of two units and meetings of several sites. Some cannot be planned in full.
 */
#ifndef TESTS_PLAN_RANDOM_PROBLEM_H
#define TESTS_PLAN_RANDOM_PROBLEM_H

#include "plan/problem.h"

/* Prepared. */
struct plan_problem *random_problem(uint64_t seed);
/* A few meetings only, so that every plan can be looked at. */
struct plan_problem *random_tiny_problem(uint64_t seed);
/* About four times as many; with some thought, every plan can still be ruled out but the best. */
struct plan_problem *random_small_problem(uint64_t seed);

#endif
