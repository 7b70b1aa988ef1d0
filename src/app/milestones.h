/* The dates of every step in every area it concerns, as the book gives them, held against those that are
 * stored. What is only missing in the store moves nothing; what differs is shown to the staff before it is
 * written (app/timetable_change.h).
 */
#ifndef APP_MILESTONES_H
#define APP_MILESTONES_H

#include "app/timetable_book.h"
#include "calendar/timetable_proof.h"

/* Moments are TIMETABLE_NONE, TIMETABLE_DATE or TIMETABLE_HOUR. */
struct milestone_dates {
    struct timetable_moment from;
    struct timetable_moment until; /* what the law alone gives */
    struct timetable_moment due;   /* what holds: of an override or a resolution, or else `until` */
    bool has_target;
    struct civil_date target; /* before `due` */
    bool provisional;
};

struct milestone_move {
    int64_t id; /* of the stored row, also of one that was cancelled; 0: there is none */
    bool fresh; /* no row holds: there is none, or it was cancelled */
    size_t place;
    uint16_t node;
    const char *unknown_step; /* id of a step the law pack has no more; else NULL */
    enum law_level level;
    struct milestone_dates before; /* stored */
    struct milestone_dates after;  /* of the book */
    bool was_done;                 /* stored: it is recorded as an act */
    bool done;                     /* of the book */
    bool was_proven;               /* stored: its act has a document */
    bool proven;                   /* of the book */
    const char *was_set_by;        /* stored: number of the document that set the dates; "": the law */
    const char *set_by;            /* of the book */
    bool gone;                     /* stored, and of no concern any more */
};

struct milestone_moves {
    struct milestone_move *items; /* owned */
    size_t count;
    size_t capacity;
};

/* What differs between the book and the store, in order of places and of the pack. Errors are those of
 * timetable_compute. The moves go to milestone_moves_done, their texts lie in the arena. */
enum error_code milestones_compare(const struct app *app, const struct timetable_book *book,
                                   struct arena *arena, struct milestone_moves *out,
                                   struct error *err) MUST_USE;
void milestone_moves_done(struct milestone_moves *moves); /* also right for a zeroed struct */

/* Does a date that the staff accepted change or fall away? */
bool milestone_moves_a_date(const struct milestone_move *move) MUST_USE;

/* Writes the moves, or only those that move no date that was accepted; the caller holds a transaction. The only place
 * that changes milestones: with them go the versions of their calendar entries, and the feed clock. A row that is of
 * no concern any more stays, cancelled. */
enum error_code milestones_write(const struct app *app, const struct timetable_book *book,
                                 const struct milestone_moves *moves, bool only_missing,
                                 struct error *err) MUST_USE;

/* Writes what moves no date that was accepted, as rows of new areas, and counts what would move one; the caller holds a
 * transaction. */
enum error_code milestones_bring_up(const struct app *app, const struct timetable_book *book,
                                    struct arena *arena, size_t *out_moved, struct error *err) MUST_USE;

/* The same of an election by its code (NULL: the only one), when areas were added or somebody looks for the first time. */
enum error_code milestones_bring_up_election(const struct app *app, const char *election, struct arena *arena,
                                             struct error *err) MUST_USE;

/* The dates of one place by node, without those that do not concern it (their `concerned` is false). */
struct place_step {
    bool computed; /* the law asks it in elections of this kind */
    bool concerned;
    bool done;   /* recorded as an act */
    bool proven; /* with the number of a document */
    enum law_level level;
    struct milestone_dates dates;
    const char *set_by; /* number of the document that set them; "": the law */
};

/* Computes them; `out_steps` has an item for each node and lies in the arena. */
enum error_code milestones_of_place(const struct timetable_book *book, size_t place, struct arena *arena,
                                    struct place_step **out_steps, struct error *err) MUST_USE;

/* How the dates of a step in that place came about; an override that stands there is not in it, but what is computed. The
 * proof lies in the arena and borrows from the book. ERROR_DATA: it is no duty of this election. */
enum error_code milestones_prove(const struct timetable_book *book, size_t place, const char *step,
                                 struct arena *arena, struct timetable_proof *out,
                                 struct error *err) MUST_USE;

bool milestone_moments_equal(const struct timetable_moment *a, const struct timetable_moment *b) MUST_USE;
bool milestone_dates_equal(const struct milestone_dates *a, const struct milestone_dates *b) MUST_USE;

#endif
