/* The small values of a rule: an offset such as "-P35D" or "-PT24H". */
#ifndef CALENDAR_LAW_RULE_H
#define CALENDAR_LAW_RULE_H

#include "base/cleanup.h"

#include <stdbool.h>
#include <stdint.h>

/* ISO 8601 durations of days or of hours, one number, with a minus for before; one of the results is 0. */
bool law_offset_parse(const char *text, int32_t *out_days, int32_t *out_hours) MUST_USE;

#endif
