/* A timetable as a calendar of deadlines: one entry of a whole day for each dated duty, on its last day, with
 * the hour in the title, the article, who owes it and the target in the text. Nobody is made busy by it. The
 * same timetable gives the same bytes: entries are dated by the day on which their duty was last checked
 * against its source.
 */
#ifndef APP_TIMETABLE_ICS_H
#define APP_TIMETABLE_ICS_H

#include "base/catalog.h"
#include "base/text.h"
#include "calendar/timetable.h"

struct timetable_ics {
    const struct law_pack *pack;
    const struct timetable *table;
    struct civil_date polling_day;
    const struct catalog *catalog; /* language of titles and texts */
};

/* Appends the calendar; the arena holds what is needed on the way. */
enum error_code timetable_put_ics(const struct timetable_ics *ics, struct arena *arena, struct text *out,
                                  struct error *err) MUST_USE;

#endif
