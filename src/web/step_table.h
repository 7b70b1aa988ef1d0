/* Steps of the timetable as a table: one row for a step with the same dates and state in one area or in many. */
#ifndef WEB_STEP_TABLE_H
#define WEB_STEP_TABLE_H

#include "app/timetable_show.h"
#include "web/routes.h"

/* Opens the table and its heading; rows follow, then step_table_end. */
void step_table_begin(const struct call *call);
void step_table_end(const struct call *call);

/* A row for `count` items from this one on. */
void step_table_put(const struct call *call, const struct shown_step *steps, size_t count);

/* Where `count` items from this one on are owed: the first names, and how many more. */
void step_put_areas(const struct call *call, const struct shown_step *steps, size_t count);

/* "18/04/2021", "22/05/2021 07:00", or "-". */
void step_put_moment(const struct call *call, const struct timetable_moment *moment);

/* An act or an override: when, and the document that proves it. */
void step_put_record(const struct call *call, const struct step_record *record);

#endif
