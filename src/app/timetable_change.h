/* Changes of an election's timetable by its staff: an act recorded, a date overridden by a document, an owner
 * given, a resolution taken up, or nothing but what a new law pack or new days off moved. Each shows first which dates move; only
 * when it is accepted are the change and the dates it moves stored, all at once.
 */
#ifndef APP_TIMETABLE_CHANGE_H
#define APP_TIMETABLE_CHANGE_H

#include "app/milestones.h"

struct timetable_change {
    const char *election;   /* code; NULL: the only one */
    const char *resolution; /* file of law/resolutions to take up, in the place of a step; NULL: none */
    const char *step;       /* id; NULL: only hold the store against the law pack */
    enum record_kind kind;
    const char *area;  /* code; NULL: the whole election */
    const char *level; /* of the area, where several have the code; NULL: any */
    struct civil_time time;
    bool has_hour;
    const char *document; /* NULL: none */
    const char *by;       /* NULL: not said; the owner */
    bool withdraw;        /* takes back what was recorded; only step, kind, area and level count */
    bool accept;
};

/* The same move of the same step in one area or several. */
struct timetable_move {
    const char *step;
    struct law_names name;
    struct milestone_dates before;
    struct milestone_dates after;
    bool gone;
    size_t areas;
    const char *area; /* code of the only one, or of the first; "" for the whole election */
};

struct timetable_moved {
    const struct timetable_move *items; /* in order of the pack */
    size_t count;
    bool stored;
    size_t in_conflict; /* published meetings that break a rule now; 0 until it is stored */
    const char *area;   /* code of the place that was changed; "" for the whole election */
};

/* ERROR_NO_INPUT: no such area, or nothing to withdraw; ERROR_DATA: the step is not in the law pack or not
 * owed there, an act lies in the future or before one it waits for, a poll opens outside the hours of art.
 * 71.1, an override has no document. On failure, and unless accepted, nothing is stored. The result lies in
 * the arena. */
enum error_code timetable_change(const struct app *app, const struct timetable_change *change,
                                 struct arena *arena, struct timetable_moved *out,
                                 struct error *err) MUST_USE;

/* Groups moves and sorts them; rows that are missing in the store are moves only `with_new`, and dropped
 * otherwise. */
enum error_code timetable_moves_group(const struct timetable_book *book, struct milestone_moves *moves,
                                      bool with_new, struct arena *arena, struct timetable_moved *out,
                                      struct error *err) MUST_USE;

#endif
