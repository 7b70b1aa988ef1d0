/* The bound of units that share candidates, beyond what rebates alone can prove. Prices cannot tell whether a unit
 * has many days with two meetings or few: the cheapest mixture of both is cheaper than either. So the cases are
 * kept apart by how many pairs each unit has, and each case gets its own rebates. Every plan belongs to one of the
 * cases that are left, so the lowest bound of these is a bound of all; the lowest case is divided next.
 */
#ifndef PLAN_BOUND_BRANCH_H
#define PLAN_BOUND_BRANCH_H

#include "plan/bound_rebates.h"

/* The largest bound found for the units of a cluster, in at most so many rounds for each case. False: no memory. */
bool bound_cluster_prove(struct bound_rebates *rebates, const struct bound_cluster *cluster, uint32_t rounds,
                         int64_t *out_m) MUST_USE;

#endif
