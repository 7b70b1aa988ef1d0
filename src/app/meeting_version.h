/* What somebody saw of a meeting before changing it, as a short line that a form carries along. When the form comes back
 * and the meeting has become another meanwhile, nothing is changed, and both can be shown side by side.
 *
 *     2021-05-04T07:30/2021-05-04T09:00 direct V12
 */
#ifndef APP_MEETING_VERSION_H
#define APP_MEETING_VERSION_H

#include "app/plan_show.h"
#include "plan/plan.h"

#define MEETING_VERSION_CHARS 200

/* A meeting that is not held. */
#define MEETING_VERSION_CANCELLED "cancelled"

struct meeting_version {
    bool held; /* what follows counts only then */
    struct civil_time start;
    struct civil_time end;
    char mode[8];                      /* "direct", "online" */
    char venue[MEETING_VERSION_CHARS]; /* code */
};

/* Of a meeting of the problem; NULL: it is not held. */
void meeting_version_write(const struct plan_problem *problem, const struct plan_meeting *meeting,
                           char out[MEETING_VERSION_CHARS]);
/* The same of one that was read for showing. */
void meeting_version_write_shown(const struct shown_meeting *shown, char out[MEETING_VERSION_CHARS]);

/* For showing it; false for what is no version. */
bool meeting_version_read(const char *text, struct meeting_version *out) MUST_USE;

#endif
