/* Which election is meant: the one whose code was given, or the only one there is. */
#ifndef APP_ELECTION_FIND_H
#define APP_ELECTION_FIND_H

#include "app/app.h"
#include "calendar/law_pack.h"

struct election {
    int64_t id;
    const char *code; /* what the staff call it */
    const char *title;
    const char *law_pack; /* id, such as 83-2025 */
    struct civil_date polling_day;
    int64_t created_utc_secs;
    enum law_election kind;
    const char *first;      /* code of the election that is held again; "": it is not one held again */
    const char *held_again; /* id of the duty that has it held again, such as extra_election; "" */
};

/* `code` may be NULL when the store holds exactly one election. No such election, or none at all, is
 * ERROR_NO_INPUT; several and no code ERROR_USAGE, which lists the codes. */
enum error_code election_find(const struct app *app, const char *code, struct arena *arena,
                              struct election *out, struct error *err) MUST_USE;

#endif
