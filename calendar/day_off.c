#include "calendar/day_off.h"

#include <string.h>

enum error_code day_off_add_year(struct day_off_set *set, const struct day_off_set *year, struct arena *arena,
                                 struct error *err)
{
    size_t count = set->day_count + year->day_count;
    struct day_off *days = arena_array(arena, count, sizeof *days);

    if (days == NULL || set->year_count + year->year_count > DAY_OFF_YEARS_MAX)
        return error_memory(err);
    if (set->day_count > 0)
        memcpy(days, set->days, set->day_count * sizeof *days);
    if (year->day_count > 0)
        memcpy(days + set->day_count, year->days, year->day_count * sizeof *days);
    set->days = days;
    set->day_count = count;
    for (size_t i = 0; i < year->year_count; i++)
        set->years[set->year_count++] = year->years[i];
    return OK;
}

bool day_off_covers(const struct day_off_set *set, int year)
{
    for (size_t i = 0; i < set->year_count; i++) {
        if (set->years[i] == year)
            return true;
    }
    return false;
}

const struct day_off *day_off_find(const struct day_off_set *set, struct civil_date date)
{
    size_t first = 0;
    size_t end = set->day_count;

    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (set->days[middle].date.day == date.day)
            return &set->days[middle];
        if (set->days[middle].date.day < date.day)
            first = middle + 1;
        else
            end = middle;
    }
    return NULL;
}

enum day_off_worked day_off_is_worked(const struct day_off_set *set, struct civil_date date)
{
    const struct day_off *entry = day_off_find(set, date);

    if (!day_off_covers(set, civil_date_split(date).year))
        return DAY_IS_UNKNOWN;
    if (entry == NULL)
        return civil_date_weekday(date) <= FRIDAY ? DAY_IS_WORKED : DAY_IS_OFF;
    if (entry->kind == DAY_OFF_UNDECIDED)
        return DAY_IS_UNKNOWN;
    return entry->kind == DAY_OFF_WORKED ? DAY_IS_WORKED : DAY_IS_OFF;
}

bool day_off_working_day_before(const struct day_off_set *set, struct civil_date date, int lead_days,
                                struct civil_date *out, int *out_unknown_year)
{
    for (int left = lead_days;; date = civil_date_add_days(date, -1)) {
        enum day_off_worked worked = day_off_is_worked(set, date);
        if (worked == DAY_IS_UNKNOWN) {
            *out_unknown_year = civil_date_split(date).year;
            return false;
        }
        if (worked == DAY_IS_WORKED && left-- == 0)
            break;
    }
    *out = date;
    return true;
}
