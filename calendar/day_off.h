/* Which days are worked: Monday to Friday, less the days off and plus the Saturdays that a decision swaps for one of
 * them. Days off are data with a source, year by year (Tết and National Day are fixed each year by decision); of a
 * year that was not loaded nothing is promised.
 */
#ifndef CALENDAR_DAY_OFF_H
#define CALENDAR_DAY_OFF_H

#include "base/cleanup.h"
#include "calendar/civil.h"

#include <stdbool.h>
#include <stddef.h>

#define DAY_OFF_YEARS_MAX 16
#define DAY_OFF_PER_YEAR_MAX 60

enum day_off_kind {
    DAY_OFF,        /* not worked */
    DAY_OFF_WORKED, /* a Saturday that is worked */
};

struct day_off {
    struct civil_date date;
    enum day_off_kind kind;
    const char *name;   /* "Tết Nguyên đán"; borrowed */
    const char *source; /* borrowed */
};

/* `days` is in order of date, no date twice; the set borrows it. */
struct day_off_set {
    const struct day_off *days;
    size_t day_count;
    int years[DAY_OFF_YEARS_MAX]; /* whose days off are all in the set */
    size_t year_count;
};

bool day_off_covers(const struct day_off_set *set, int year) MUST_USE;

/* The entry of this date, or NULL. */
const struct day_off *day_off_find(const struct day_off_set *set, struct civil_date date);

/* Right only for years that are covered. */
bool day_off_is_working_day(const struct day_off_set *set, struct civil_date date) MUST_USE;

/* The last working day at or before `date`, less `lead_days` more working days. False, with the year whose days off
 * are not known, when the count comes into such a year. */
bool day_off_working_day_before(const struct day_off_set *set, struct civil_date date, int lead_days,
                                struct civil_date *out, int *out_unknown_year) MUST_USE;

#endif
