/* Whether the values of a problem make sense; part of plan_problem_prepare. */
#ifndef PLAN_PROBLEM_CHECK_H
#define PLAN_PROBLEM_CHECK_H

#include "plan/problem.h"

/* Parameters, calendar and places, before any index is made. */
enum error_code plan_check_values(const struct plan_problem *problem, struct error *err) MUST_USE;
/* Units, once their communes and candidates are listed. */
enum error_code plan_check_units(const struct plan_problem *problem, struct error *err) MUST_USE;
/* The sites of meetings that have several: sorts and checks them. */
enum error_code plan_prepare_sites(struct plan_problem *problem, struct error *err) MUST_USE;
/* Which units hold joint meetings, and that they can; after communes and candidates are listed. */
enum error_code plan_prepare_joints(struct plan_problem *problem, struct error *err) MUST_USE;
/* What staff wish, minutes of travel (sorted) and severities. */
enum error_code plan_check_wishes(const struct plan_problem *problem, struct error *err) MUST_USE;

/* Of problem.c: into the order in which plan_travel_min looks. */
void plan_sort_travels(struct plan_problem *problem);

#endif
