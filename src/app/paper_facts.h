/* What stands on the papers of an election: its units with their candidates and published meetings, read once for all of
 * them. Everything lies in the arena.
 */
#ifndef APP_PAPER_FACTS_H
#define APP_PAPER_FACTS_H

#include "app/election_find.h"

struct paper_person {
    size_t unit; /* index */
    const char *code;
    const char *name; /* full; the code where the tables give no name */
};

struct paper_site {
    bool online;
    const char *name;
    const char *address;
    const char *link;
};

struct paper_meeting {
    const char *code;
    size_t unit;   /* index */
    uint32_t turn; /* of the unit's meetings, in order of time, from 0: see plan/speaking_order.h */
    struct civil_time start;
    struct civil_time end;
    struct paper_site main;
    const struct paper_site *sites; /* connected ones */
    size_t site_count;
    const char *commune; /* code */
    const char *commune_name;
    const char *above_name; /* of the area above the commune */
};

struct paper_unit {
    const char *code;
    const char *level; /* "na", "province", "district", "commune" */
    const char *name;
    const char *area; /* name of the smallest area that holds it */
    int64_t seats;
    int64_t attendance;                  /* voters expected at a meeting */
    const char *communes;                /* their names, with commas */
    size_t first_person, person_count;   /* in the order A, B, C */
    size_t first_meeting, meeting_count; /* in order of time */
};

struct paper_facts {
    struct election election;
    struct paper_unit *units; /* by code */
    size_t unit_count;
    struct paper_person *people; /* by unit */
    size_t person_count;
    struct paper_meeting *meetings; /* by unit */
    size_t meeting_count;
};

enum error_code paper_facts_load(const struct app *app, const struct election *election, struct arena *arena,
                                 struct paper_facts *out, struct error *err) MUST_USE;

#endif
