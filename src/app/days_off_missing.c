#include "app/days_off_missing.h"

#include "app/days_off_load.h"
#include "app/election_list.h"

/* The ladder of a general election, the longest one: the day is announced 115 days before (art. 5), and the last dated
 * step, the first session of the National Assembly, lies 60 days after. */
#define DAYS_BEFORE 115
#define DAYS_AFTER 60

static size_t count_undecided(const struct day_off_set *set, struct civil_date first, struct civil_date last,
                              int year)
{
    size_t count = 0;

    for (size_t i = 0; i < set->day_count; i++) {
        const struct day_off *day = &set->days[i];
        count += day->kind == DAY_OFF_UNDECIDED && day->date.day >= first.day && day->date.day <= last.day &&
                 civil_date_split(day->date).year == year;
    }
    return count;
}

static enum error_code find_gaps(const struct app *app, const struct election *election, struct arena *arena,
                                 struct days_off_gap *gaps, size_t *count, struct error *err)
{
    struct civil_date first = civil_date_add_days(election->polling_day, -DAYS_BEFORE);
    struct civil_date last = civil_date_add_days(election->polling_day, DAYS_AFTER);
    int first_year = civil_date_split(first).year;
    int last_year = civil_date_split(last).year;
    struct day_off_set set;

    TRY(days_off_load(app, first_year, last_year, arena, &set, err));
    for (int year = first_year; year <= last_year; year++) {
        size_t undecided = count_undecided(&set, first, last, year);
        if (!day_off_covers(&set, year) || undecided > 0)
            gaps[(*count)++] = (struct days_off_gap){election->code, year, undecided};
    }
    return OK;
}

enum error_code days_off_missing(const struct app *app, struct arena *arena, struct days_off_gap **out,
                                 size_t *out_count, struct error *err)
{
    struct election *elections;
    size_t election_count;
    size_t count = 0;

    TRY(election_list(app, arena, &elections, &election_count, err));
    struct days_off_gap *gaps =
        arena_array(arena, 2 * election_count, sizeof *gaps); /* at most two years each */
    if (gaps == NULL)
        return error_memory(err);
    for (size_t i = 0; i < election_count; i++)
        TRY(find_gaps(app, &elections[i], arena, gaps, &count, err));
    *out = gaps;
    *out_count = count;
    return OK;
}

void days_off_gap_say(const struct days_off_gap *gap, struct message *out)
{
    if (gap->undecided == 0)
        message_set(
            out,
            "Election %s: the days off of %d are not known (holidays/vn-%d.ics is missing), so steps that "
            "end there have no date to finish by.",
            gap->election, gap->year, gap->year);
    else
        message_set(
            out,
            "Election %s: %zu days off of %d are not decided yet, so steps that end there may have no "
            "date to finish by.",
            gap->election, gap->undecided, gap->year);
}
