/* The kinds of calendars: what each shows, and of whom. */
#ifndef APP_FEED_KIND_H
#define APP_FEED_KIND_H

#include "calendar/law_pack.h"

#include <stdbool.h>
#include <stdint.h>

enum feed_kind {
    FEED_CANDIDATE, /* the meetings of all units a candidate stands in */
    FEED_UNIT,      /* the meetings of a unit */
    FEED_COMMUNE,   /* public: the meetings in a commune, and those held online for its people */
    FEED_STAFF,     /* deadlines and meetings of an area and those below it */
    FEED_DEADLINES, /* the deadlines of an area alone */
    FEED_CUTOFF,    /* when the campaign ends in each polling area of an area */
    FEED_TIMETABLE, /* all deadlines of a level, as they hold where no area has dates of its own */
    FEED_KIND_COUNT
};

extern const char *const feed_kind_names[FEED_KIND_COUNT]; /* "candidate", ... */

/* Whose calendar a kind shows. */
enum feed_owner { FEED_OF_CANDIDATE, FEED_OF_UNIT, FEED_OF_AREA, FEED_OF_LEVEL };

enum feed_owner feed_kind_owner(enum feed_kind kind) MUST_USE;
bool feed_kind_has_deadlines(enum feed_kind kind) MUST_USE;

/* A calendar that there is or could be. */
struct feed_source {
    enum feed_kind kind;
    int64_t owner;        /* id of the candidate, unit or area; of the election, of a timetable */
    enum law_level level; /* of a timetable */
    const char *language; /* "vi" or "en" */
    bool alarms;          /* entries ring before their time; off unless asked for */
};

#endif
