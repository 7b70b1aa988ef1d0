/* Meetings of a plan as a table, by time. */
#ifndef WEB_MEETING_TABLE_H
#define WEB_MEETING_TABLE_H

#include "app/plan_show.h"
#include "web/routes.h"

/* `count` meetings from this one on; says so when there are none. */
void meeting_table_put(const struct call *call, const struct shown_meeting *meetings, size_t count);

#endif
