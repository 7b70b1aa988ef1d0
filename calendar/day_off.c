#include "calendar/day_off.h"

#include <stdlib.h>

bool day_off_covers(const struct day_off_set *set, int year)
{
    for (size_t i = 0; i < set->year_count; i++) {
        if (set->years[i] == year)
            return true;
    }
    return false;
}

static int compare_date(const void *key, const void *item)
{
    int32_t day = ((const struct civil_date *)key)->day;
    int32_t other = ((const struct day_off *)item)->date.day;

    return (day > other) - (day < other);
}

const struct day_off *day_off_find(const struct day_off_set *set, struct civil_date date)
{
    if (set->day_count == 0)
        return NULL;
    return bsearch(&date, set->days, set->day_count, sizeof *set->days, compare_date);
}

bool day_off_is_working_day(const struct day_off_set *set, struct civil_date date)
{
    const struct day_off *entry = day_off_find(set, date);

    if (entry != NULL)
        return entry->kind == DAY_OFF_WORKED;
    return civil_date_weekday(date) <= FRIDAY;
}

bool day_off_working_day_before(const struct day_off_set *set, struct civil_date date, int lead_days,
                                struct civil_date *out, int *out_unknown_year)
{
    for (int left = lead_days;; date = civil_date_add_days(date, -1)) {
        int year = civil_date_split(date).year;
        if (!day_off_covers(set, year)) {
            *out_unknown_year = year;
            return false;
        }
        if (!day_off_is_working_day(set, date))
            continue;
        if (left-- == 0)
            break;
    }
    *out = date;
    return true;
}
