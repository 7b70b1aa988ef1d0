/* Whether the candidates of a unit are given the same chances to meet voters: how many meetings, how long, in which
 * halls, at which times, and how often they speak first and last.
 */
#ifndef PLAN_EQUALITY_H
#define PLAN_EQUALITY_H

#include "plan/plan.h"

/* What is counted of each candidate. */
enum equality_figure {
    EQUALITY_MEETINGS,
    EQUALITY_MINUTES,
    EQUALITY_DIRECT,
    EQUALITY_ONLINE,
    EQUALITY_HYBRID, /* in person at some sites, online at others; neither direct nor online */
    EQUALITY_SEATS,  /* of all halls in which voters came together */
    EQUALITY_MORNING,
    EQUALITY_AFTERNOON,
    EQUALITY_EVENING,
    EQUALITY_WORKING_DAY,
    EQUALITY_WEEKEND,
    EQUALITY_HOLIDAY, /* also one that is a Saturday or Sunday */
    EQUALITY_SPEAKS_FIRST,
    EQUALITY_SPEAKS_LAST, /* of several */
    EQUALITY_FIGURES
};

/* A meeting starts in the morning before this minute of the day, in the afternoon before that one. */
#define EQUALITY_NOON_MIN (12 * 60)
#define EQUALITY_EVENING_MIN (18 * 60)

/* "meetings", "minutes" and so on, for tables and programs. */
const char *equality_figure_name(enum equality_figure figure);

struct equality_figures {
    int64_t value[EQUALITY_FIGURES];
};

struct equality_meeting {
    uint32_t unit;
    struct civil_time start;
    struct civil_time end;
    enum plan_mode mode;
    bool hybrid;   /* some of its sites have the other mode */
    int64_t seats; /* of the sites in person; nobody asks for those of an online meeting */
    bool holiday;
};

/* Adds up each candidate's figures into `out`, which is zeroed. Meetings are in order of time; the candidates of a
 * unit are a range of `out`, in the order A, B, C. `held`, zeroed, of the length of `candidates_of_unit`, receives
 * the number of meetings of each unit. */
void equality_count(const struct equality_meeting *meetings, size_t count,
                    const struct plan_range *candidates_of_unit, uint32_t *held,
                    struct equality_figures *out);

/* The largest difference between two of the candidates, of each figure. */
struct equality_figures equality_differences(const struct equality_figures *candidates, size_t count);

#endif
