/* The dates that a paper prints, a commune's plan or a notice, held against those of the timetable: two papers of one
 * commune have given two beginnings and two ends of the same campaign. The paper is a table of steps, their areas and the
 * first and last day it prints; what is computed comes from the law pack, the resolutions and what was recorded, down to
 * the hour at which the area's polls open. Stores nothing.
 */
#ifndef APP_TIMETABLE_COMPARE_H
#define APP_TIMETABLE_COMPARE_H

#include "app/timetable_book.h"
#include "base/report.h"

struct paper_date {
    const char *step;
    const char *area; /* code; "" for the whole election */
    struct law_names name;
    const char *citation;
    bool is_last; /* the last day; else the first */
    struct timetable_moment paper;
    struct timetable_moment computed; /* without date: the timetable has none */
    bool differs;
};

struct paper_dates {
    const struct paper_date *items; /* as in the file, the first day of a row before its last */
    size_t count;
    size_t different;
};

struct paper_request {
    const char *election; /* code; NULL: the only one */
    const char *path;     /* columns step, area, from, until; area and one of the days may be empty */
};

/* Two dates differ when their days do, or when both have an hour and those differ. The file's faults become lines of the
 * report, and ERROR_DATA. The result lies in the arena. */
enum error_code timetable_compare(const struct app *app, const struct paper_request *request,
                                  struct arena *arena, struct report *report, struct paper_dates *out,
                                  struct error *err) MUST_USE;

#endif
