/* An invented problem small enough to be known by heart, and a plan of it that breaks no rule.
 *
 *   district D1: commune C1 with venues V1 (0,0; 100 seats, online) and V2 (3 km, 4 km; 50 seats),
 *                commune C2 with venue V3 (10 km, 0; 100 seats)
 *   district D2: commune C3 with venue V4 (0, 20 km; 100 seats, online)
 *   unit U1: C1, C2; candidates K1, K2; 2 meetings
 *   unit U2: C1, C2, C3; candidates K3 and K1 (who stands in two units); 2 meetings, 1 may be online
 *   unit U3: C1; candidate K4; 1 meeting
 *   3 May (holiday) to 6 May 2021 10:00; 500 m a minute, 10 minutes to spare, 30 minutes of changeover
 */
#ifndef TESTS_PLAN_SMALL_PROBLEM_H
#define TESTS_PLAN_SMALL_PROBLEM_H

#include "plan/plan.h"

enum { SMALL_V1, SMALL_V2, SMALL_V3, SMALL_V4 };
enum { SMALL_U1, SMALL_U2, SMALL_U3 };
enum { SMALL_C1, SMALL_C2, SMALL_C3 };

/* Filled and not yet prepared, so that a test can change it first. */
struct plan_problem *small_problem(void);
/* Prepares or fails the test. */
void small_problem_prepare(struct plan_problem *problem);

#define SMALL_PLAN_ROWS 5
extern const struct plan_row small_plan[SMALL_PLAN_ROWS];

#endif
