/* Which days are worked: Monday to Friday, less the days off and plus the Saturdays that a decision swaps for
 * one of them. Days off are data with a source, year by year, since Tết and National Day are fixed each year
 * by decision. Of a year that was not loaded, or a day that is not decided, nothing is promised.
 */
#ifndef CALENDAR_DAY_OFF_H
#define CALENDAR_DAY_OFF_H

#include "base/arena.h"
#include "base/error.h"
#include "calendar/civil.h"

#include <stdbool.h>
#include <stddef.h>

#define DAY_OFF_YEARS_MAX 16

enum day_off_kind {
    DAY_OFF,           /* not worked */
    DAY_OFF_WORKED,    /* a Saturday that is worked */
    DAY_OFF_UNDECIDED, /* nobody has said yet, or no decision was seen */
};

struct day_off {
    struct civil_date date;
    enum day_off_kind kind;
    const char *name; /* "Tết Nguyên đán" */
    const char *source;
};

/* `days` is in order of date, no date twice; `years` are those whose days off are all in it. */
struct day_off_set {
    const struct day_off *days;
    size_t day_count;
    int years[DAY_OFF_YEARS_MAX];
    size_t year_count;
};

/* Adds one year, later than those in the set; the arena then holds the days. The set may be zeroed at first.
 * ERROR_OS: no memory, or no room for the year. */
enum error_code day_off_add_year(struct day_off_set *set, const struct day_off_set *year, struct arena *arena,
                                 struct error *err) MUST_USE;

bool day_off_covers(const struct day_off_set *set, int year) MUST_USE;

/* The entry of this date, or NULL. */
const struct day_off *day_off_find(const struct day_off_set *set, struct civil_date date);

enum day_off_worked { DAY_IS_OFF, DAY_IS_WORKED, DAY_IS_UNKNOWN };

enum day_off_worked day_off_is_worked(const struct day_off_set *set, struct civil_date date) MUST_USE;

/* The last working day at or before `date`, less `lead_days` more working days. False, with the year of the
 * first day of which it is not known whether it is worked, when the count comes to such a day. */
bool day_off_working_day_before(const struct day_off_set *set, struct civil_date date, int lead_days,
                                struct civil_date *out, int *out_unknown_year) MUST_USE;

#endif
