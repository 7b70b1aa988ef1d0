/* A published plan of a whole province, and what may happen to it: for the tests and the bench of the repair.
 *
 *     struct province province;
 *     province_init(&province, steps);                   plans it
 *     struct disturbance what = disturb(&province, seed);  another one for each seed
 *     province_done(&province);
 */
#ifndef TESTS_APP_DISTURBANCES_H
#define TESTS_APP_DISTURBANCES_H

#include "app/tables.h"
#include "plan/judge.h"
#include "plan/repair.h"

enum disturbance_kind {
    DISTURB_VENUE,     /* a hall is blocked for one to three days */
    DISTURB_CANDIDATE, /* a candidate is ill for one to three days */
    DISTURB_COMMITTEE, /* a commune's committee has other work for a day */
    DISTURB_STORM,     /* no meetings in person in a commune or a district on a day */
    DISTURB_HALL,      /* a hall has fewer seats */
    DISTURB_UNIT,      /* a unit needs one more meeting */
    DISTURBANCE_KINDS
};
extern const char *const disturbance_names[DISTURBANCE_KINDS];

struct province {
    struct arena arena;
    struct tables tables;
    struct plan_problem *problem;
    struct plan plan;
};

struct disturbance {
    enum disturbance_kind kind;
    size_t disturbed;  /* published meetings that became impossible, and needed ones that are new */
    size_t moved;      /* published meetings that stand elsewhere afterwards */
    size_t missing;    /* meetings without a place */
    bool hopeless;     /* a plan made afresh would lack meetings, too */
    size_t violations; /* of the repaired plan, beside missing meetings, by the judge */
    size_t pins_moved; /* and what has begun: always none */
    size_t codes_lost; /* meetings that are not there any more under their code, beside missing ones */
    double ms;         /* of the repair alone, processor time */
};

/* Fails the process when it cannot plan in full. */
void province_init(struct province *province, uint64_t steps);
void province_done(struct province *province);

struct disturbance disturb(const struct province *province, uint64_t seed);

#endif
