/* An election as it might be: on another polling day, under another law pack, or held again after the first
 * day (app/election_again.h). Shows which steps move, which of them are missed already, and which published meetings would lie
 * outside the campaign. Stores nothing.
 */
#ifndef APP_ELECTION_WHAT_IF_H
#define APP_ELECTION_WHAT_IF_H

#include "app/campaign_window.h"
#include "app/timetable_change.h"

struct what_if_request {
    const char *election; /* code; NULL: the only one */
    const char *law_pack; /* NULL: as it is */
    bool has_polling_day;
    struct civil_date polling_day;
    const char *held_again; /* duty whose limit is the last day for it, such as extra_election; NULL: none */
};

struct outside_meeting {
    const char *code;
    struct civil_time start;
    struct civil_time end;
    struct campaign_window window;
};

struct what_if {
    struct election before;
    struct election after;
    struct timetable_moved moved;  /* with steps that are new or gone */
    struct timetable_moved missed; /* those of them whose last day has passed, and which are not recorded */
    const struct outside_meeting *outside;
    size_t outside_count;
};

/* Without a polling day, an election that is held again is so on the last Sunday its law allows. ERROR_DATA: the polling
 * day is no Sunday or beyond that limit, or the law pack has no such duty; errors of law_load pass through. The result lies in the
 * arena. */
enum error_code election_what_if(const struct app *app, const struct what_if_request *request,
                                 struct arena *arena, struct what_if *out, struct error *err) MUST_USE;

#endif
