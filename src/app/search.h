/* Looking for something by a part of its name or its code, with or without diacritics and in any case: "dong da" finds
 * Đống Đa. Each word of the question must be the beginning of one in the name or the code. Whoever may see the election
 * may see all of it: no telephone numbers are looked into.
 */
#ifndef APP_SEARCH_H
#define APP_SEARCH_H

#include "app/election_find.h"

#define SEARCH_HITS_MAX 25 /* kept of each kind */
#define SEARCH_CHARS_MAX 100

enum search_kind {
    SEARCH_UNITS,
    SEARCH_CANDIDATES,
    SEARCH_AREAS,
    SEARCH_VENUES,
    SEARCH_MEETINGS, /* published; by code only */
    SEARCH_STEPS,    /* of the timetable, in both languages */
    SEARCH_KINDS
};

struct search_hit {
    const char *code;
    const char *name; /* "" when the tables give none; of a step in Vietnamese, of a meeting its unit's */
    const char *
        beside; /* what tells it from its like: level, units, area, UTC seconds of the beginning, name in English */
    const char *area; /* code, of a venue; else "" */
};

struct search_hits {
    struct search_hit
        items[SEARCH_HITS_MAX]; /* the first by code, in order of the alphabet; meetings by time */
    size_t count;
    size_t total; /* with those that were not kept */
};

struct search_result {
    struct search_hits of[SEARCH_KINDS];
    size_t total;
};

/* ERROR_DATA: fewer than two characters, or more than SEARCH_CHARS_MAX. Texts lie in the arena. */
enum error_code search(const struct app *app, const struct election *election, const char *question,
                       struct arena *arena, struct search_result *out, struct error *err) MUST_USE;

#endif
