/* The dates of one election: a law pack and a polling day give each duty its window, its limit and its
 * target. Pure: the same input gives the same rows.
 *
 * Limits are plain calendar days as the official calendars print them: the anchor's day is not counted, and
 * a limit on a day off is never moved. The target is the office's own date: the last working day at or
 * before the limit, less a lead. A limit at an hour before offices close (17:00) leaves no time on its own
 * day, so its target lies before.
 *
 * A resolution sets a window or limit for this polling day; what the law alone gives stays beside it.
 *
 * An act that is recorded, an event or a duty done, holds from then on for all that hangs on it. Of an act
 * that is not recorded the usual time or the limit is taken, and what hangs on it is provisional; without
 * either it waits.
 */
#ifndef CALENDAR_TIMETABLE_H
#define CALENDAR_TIMETABLE_H

#include "base/arena.h"
#include "base/error.h"
#include "calendar/day_off.h"
#include "calendar/law_pack.h"
#include "calendar/law_resolution.h"

#define TIMETABLE_LEAD_MAX 60 /* working days */

/* Something done: an event or a duty of the pack. */
struct timetable_act {
    const char *id;
    struct civil_time time;
    bool has_hour;
};

struct timetable_input {
    const struct law_pack *pack;
    enum law_election election;
    struct civil_date polling_day;
    const struct timetable_act *acts;
    size_t act_count;
    const struct law_resolution *const *resolutions; /* of this pack; no two set the same moment */
    size_t resolution_count;
    const struct day_off_set *days_off;
    int lead_days; /* working days, 0 to TIMETABLE_LEAD_MAX */
};

enum timetable_state {
    TIMETABLE_NONE,    /* the rule has no such moment */
    TIMETABLE_WAITING, /* hangs on something that is not recorded */
    TIMETABLE_DATE,
    TIMETABLE_HOUR, /* a date and a minute */
};

struct timetable_moment {
    enum timetable_state state;
    struct civil_time time; /* its minute is 0 unless TIMETABLE_HOUR */
    bool provisional;
};

struct timetable_row {
    const struct law_duty *duty;
    struct timetable_moment from;
    struct timetable_moment until;    /* a duty with `at`: the same as from */
    struct timetable_moment law_from; /* what the law alone gives */
    struct timetable_moment law_until;
    const struct law_resolution *from_set_by; /* NULL: the law */
    const struct law_resolution *until_set_by;
    bool has_target;
    struct civil_date target;
};

struct timetable {
    struct timetable_row
        *rows; /* by date of the limit, or else of the start; without date last, as in the pack */
    size_t row_count;
    const struct timetable_moment *nodes; /* of the pack: what others count from */
    int unknown_years[DAY_OFF_YEARS_MAX]; /* without days off, for which targets are wanting */
    size_t unknown_year_count;
};

/* Rows lie in the arena and borrow from the pack and the resolutions. ERROR_DATA: the polling day is no Sunday
 * (art. 5), an act is unknown, given twice, or without the hour that is counted from, a resolution is for
 * another polling day or sets what another has set, a date lies outside the years 1976 to 2199; ERROR_USAGE: a
 * lead out of range. */
enum error_code timetable_compute(const struct timetable_input *input, struct arena *arena,
                                  struct timetable *out, struct error *err) MUST_USE;

/* The target before a limit that has a date; false when a day off is not known, with its year. */
bool timetable_target_before(const struct timetable_moment *limit, const struct day_off_set *days_off,
                             int lead_days, struct civil_date *out, int *out_unknown_year) MUST_USE;

/* The last day that is whole before a limit that has a date: its own, or with an hour before offices close
 * (17:00) the day before. */
struct civil_date timetable_last_day(const struct timetable_moment *limit);

bool timetable_has_date(const struct timetable_moment *moment);

/* Is there a last day, dated? Not so of a duty that is one moment or has only a beginning. */
bool timetable_has_limit(const struct timetable_row *row);

/* Writes "2021-04-18" or "2021-05-22T07:00", or "" without a date. */
void timetable_moment_format(const struct timetable_moment *moment, char out[CIVIL_TIME_CHARS]);

#endif
