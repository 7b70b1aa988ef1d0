/* One election at a glance: what it is and how much of it the store holds. */
#ifndef APP_ELECTION_SHOW_H
#define APP_ELECTION_SHOW_H

#include "app/election_find.h"

struct election_counts {
    int64_t areas;
    int64_t units;
    int64_t candidates;
    int64_t venues;
    int64_t needed; /* meetings to be held */
    int64_t drafts;
    int64_t confirmed; /* published meetings that take place */
    int64_t cancelled;
    int64_t releases;
    int64_t feeds; /* calendar addresses in use */
};

enum error_code election_show(const struct app *app, int64_t election, struct election_counts *out,
                              struct error *err) MUST_USE;

#endif
