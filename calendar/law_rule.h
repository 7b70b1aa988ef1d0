/* The small values of a rule: an offset such as "-P35D", "-P2Y" or "-PT24H". */
#ifndef CALENDAR_LAW_RULE_H
#define CALENDAR_LAW_RULE_H

#include "base/cleanup.h"

#include <stdbool.h>
#include <stdint.h>

/* Whole months, days and hours; hours never stand with the others. */
struct law_offset {
    int32_t months;
    int32_t days;
    int32_t hours;
};

/* ISO 8601 durations with a minus for before: "-P35D", "P5D", "-P18M", "-P2Y1D", "-PT24H". */
bool law_offset_parse(const char *text, struct law_offset *out) MUST_USE;

#endif
