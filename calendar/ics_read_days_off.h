/* The days off of one year, from an iCalendar file that people can also subscribe to
 * (config/holidays/vn-YYYY.ics):
 *
 *     X-HIEPTHUONG-YEAR:2021          the year; all its days off are in the file
 *     BEGIN:VEVENT                    one or several whole days
 *     DTSTART;VALUE=DATE:20210210
 *     DTEND;VALUE=DATE:20210213       the day after the last; left out: one day
 *     SUMMARY:Tết Nguyên đán
 *     DESCRIPTION:source: ...
 *     CATEGORIES:DAY-OFF              or WORKING-DAY, a Saturday that is worked
 *     STATUS:TENTATIVE                only where it is not decided
 *     END:VEVENT
 */
#ifndef CALENDAR_ICS_READ_DAYS_OFF_H
#define CALENDAR_ICS_READ_DAYS_OFF_H

#include "calendar/day_off.h"

#define ICS_DAYS_OFF_BYTES_MAX ((size_t)256 * 1024)

/* `bytes` end with a NUL that `length` does not count; `file` is named in errors. The set and its texts lie
 * in the arena. ERROR_CONFIG, with the UID of the entry as the key: no calendar or no year, a day outside
 * it, one day in two entries, a worked day that is no Saturday, an entry without title or source. */
enum error_code ics_read_days_off(const char *file, const char *bytes, size_t length, struct arena *arena,
                                  struct day_off_set *out, struct error *err) MUST_USE;

#endif
