/* From the tables to what the planner and the judge read. */
#ifndef APP_PROBLEM_BUILD_H
#define APP_PROBLEM_BUILD_H

#include "app/tables.h"
#include "plan/problem.h"

/* A prepared problem, the caller's. Sessions, days, venues, candidates and units keep their indexes, and joint
 * meetings follow the units; communes
 * and the groups above them (districts, or provinces where there are none) are numbered from 0 in the order of
 * the areas. Codes and texts are borrowed from the tables. Blocks on days that are not planned are left out. */
enum error_code problem_build(const struct tables *tables, struct plan_problem **out,
                              struct error *err) MUST_USE;

#endif
