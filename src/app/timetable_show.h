/* The timetable of an election as its staff accepted it: every step in every area it concerns, with its dates,
 * its state, what was recorded and who answers for it.
 */
#ifndef APP_TIMETABLE_SHOW_H
#define APP_TIMETABLE_SHOW_H

#include "app/timetable_change.h"

enum step_state {
    STEP_DONE,    /* recorded */
    STEP_LATE,    /* the last day has passed */
    STEP_AT_RISK, /* the office's own last day has passed, or what it waits for is late */
    STEP_DUE,     /* there is time left */
    STEP_WAITING, /* it has no date, or none until an act is recorded */
    STEP_STATE_COUNT
};

struct timetable_filter {
    const char *election; /* code; NULL: the only one */
    const char *level;    /* NULL: all */
    const char *area;     /* code: there and below; NULL: everywhere */
    int state;            /* enum step_state; -1: all */
    bool as_stored;       /* read only: no row is added, and what moved is not counted */
};

struct shown_step {
    const struct law_duty *duty;
    enum law_level level;
    const struct place *place;
    struct milestone_dates dates;
    enum step_state state;
    int unknown_year;                   /* without days off, for which a target is wanting; 0: none */
    const struct step_record *act;      /* NULL: not recorded */
    const struct step_record *override; /* NULL: none */
    const char *owner;                  /* NULL: none */
};

struct shown_timetable {
    struct timetable_book book;
    struct shown_step *items; /* by last day, then as in the pack, then by area */
    size_t count;
    int unknown_years[DAY_OFF_YEARS_MAX]; /* of the items */
    size_t unknown_year_count;
    size_t moved; /* steps whose stored dates are no longer those of the law pack and the days off */
};

/* Rows that the store does not have yet are added to it. ERROR_NO_INPUT: there is no such election or area.
 * The lists lie in the arena; the answer goes to shown_timetable_done. */
enum error_code timetable_show(const struct app *app, const struct timetable_filter *filter,
                               struct arena *arena, struct shown_timetable *out, struct error *err) MUST_USE;
void shown_timetable_done(struct shown_timetable *shown); /* also right for a zeroed struct */

const char *step_state_name(enum step_state state); /* "at-risk" */
/* For people, a key of the catalogue. */
const char *step_state_label(enum step_state state);

/* How many items from this one on are the same step with the same dates, state and records, in one area after the
 * other: lists show them as one. */
size_t shown_steps_alike(const struct shown_timetable *shown, size_t from) MUST_USE;

/* The last day of the step, or where it has none its first; without a date of either kind false. */
bool shown_step_moment(const struct shown_step *step, struct timetable_moment *out) MUST_USE;

#endif
