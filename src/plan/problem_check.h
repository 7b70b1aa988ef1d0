/* Whether the values of a problem make sense; part of plan_problem_prepare. */
#ifndef PLAN_PROBLEM_CHECK_H
#define PLAN_PROBLEM_CHECK_H

#include "plan/problem.h"

/* Parameters, calendar and places, before any index is made. */
enum error_code plan_check_values(const struct plan_problem *problem, struct error *err) MUST_USE;
/* Units, once their communes and candidates are listed. */
enum error_code plan_check_units(const struct plan_problem *problem, struct error *err) MUST_USE;

#endif
