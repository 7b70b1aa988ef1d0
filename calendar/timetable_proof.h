/* How a date came about, for people who must defend it: what each moment was counted from, up to the polling
 * day or a recorded act, and each day between the limit and the target with the reason why it does not do.
 */
#ifndef CALENDAR_TIMETABLE_PROOF_H
#define CALENDAR_TIMETABLE_PROOF_H

#include "calendar/timetable.h"

#define PROOF_DAYS_MAX 400 /* between a limit and its target */

/* One moment of a chain. */
struct proof_step {
    uint16_t node;
    const struct law_moment *rule; /* how it was counted from the step before; NULL: where the chain begins */
    struct timetable_moment moment;
    bool recorded;
};

/* From the polling day or the recorded act down to the moment itself. */
struct proof_chain {
    const struct proof_step *steps;
    size_t step_count; /* 0: the rule has no such moment */
};

enum proof_day_kind {
    PROOF_WEEKEND,
    PROOF_DAY_OFF,
    PROOF_TOO_EARLY, /* the limit's hour comes before offices close */
    PROOF_LEAD,      /* a working day given up for the lead */
    PROOF_UNKNOWN,   /* nobody has said whether it is worked: there is no target */
    PROOF_TARGET,
};

struct proof_day {
    struct civil_date date;
    enum proof_day_kind kind;
    const struct day_off *entry; /* what names and sources a day off or a worked Saturday; NULL: none */
};

struct timetable_proof {
    const struct timetable_row *row;
    struct proof_chain from;
    struct proof_chain until;
    const struct proof_day *days; /* from the limit back to the target */
    size_t day_count;
};

/* The proof lies in the arena and borrows from the table and the input it was computed from. ERROR_DATA: the
 * duty is not in the timetable. */
enum error_code timetable_prove(const struct timetable_input *input, const struct timetable *table,
                                const char *duty, struct arena *arena, struct timetable_proof *out,
                                struct error *err) MUST_USE;

#endif
