/* Meetings, drafts and releases as JSON. */
#ifndef WEB_JSON_PLAN_H
#define WEB_JSON_PLAN_H

#include "app/plan_check.h"
#include "app/plan_publish.h"
#include "app/plan_releases.h"
#include "app/plan_show.h"
#include "web/json_value.h"

/* {"code", "status", "mode", "start", "end", "unit", "unit_name", "venue", "venue_name", "commune_name", "link", "sites",
 * "letter_by", "in_conflict"} */
json_t *json_of_meeting(const struct shown_meeting *meeting, bool in_conflict);

/* Whether one of the marks is about the meeting. */
bool plan_marks_name(const struct plan_marks *marks, const char *code) MUST_USE;
/* {"meetings", "marks": [{"meeting", "other_meeting", "rule", "severity", "message"}]} */
json_t *json_of_marks(const struct catalog *catalog, const struct plan_marks *marks);

/* {"release", "published", "changed", "note"} */
json_t *json_of_release(const struct plan_release *release);
/* {"meeting", "kind", "before", "after", "message", "reason"} */
json_t *json_of_change(const struct catalog *catalog, const struct release_change *change);
/* What happened to the meeting, as a sentence. */
void release_change_say(const struct release_change *change, struct message *out);

/* {"release", "changed", "notices", "unreachable", "refused", "warnings"} and a number for each kind of change */
json_t *json_of_publication(const struct plan_publication *publication);

#endif
