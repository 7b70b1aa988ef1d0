/* Regions that have nothing to do with each other: no unit, no candidate and no group (whose load is spread) lies
 * in two of them. They can be searched at the same time; usually they are provinces.
 */
#ifndef PLAN_REGIONS_H
#define PLAN_REGIONS_H

#include "plan/space.h"

/* Writes the region of each unit, numbered from 0 in order of the first unit, and how many there are. */
enum error_code plan_regions_find(const struct plan_space *space, uint32_t *out_region_of_unit,
                                  uint32_t *out_count, struct error *err) MUST_USE;

#endif
