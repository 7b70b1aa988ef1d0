/* Steps of the timetable that move: before and after. */
#ifndef WEB_MOVE_TABLE_H
#define WEB_MOVE_TABLE_H

#include "app/timetable_change.h"
#include "web/routes.h"

/* A sentence when there are none. */
void move_table_put(const struct call *call, const struct timetable_moved *moved);

#endif
