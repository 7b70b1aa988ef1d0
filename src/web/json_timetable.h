/* Steps of a timetable, and what a change moves, as JSON. */
#ifndef WEB_JSON_TIMETABLE_H
#define WEB_JSON_TIMETABLE_H

#include "app/timetable_show.h"
#include "web/json_value.h"

/* {"step", "level", "area", "state", "from", "until", "due", "target", "provisional", "name", "citation", "act", "override",
 * "owner", "unknown_year"} */
json_t *json_of_step(const struct shown_step *step);
/* {"election", "law_pack", "moved"}; the caller adds "steps". */
json_t *json_of_timetable(const struct shown_timetable *shown);

/* [{"step", "area", "areas", "gone", "before", "after"}] */
json_t *json_of_moves(const struct timetable_moved *moved);
/* {"stored", "moves"} */
json_t *json_of_moved(const struct timetable_moved *moved);

#endif
