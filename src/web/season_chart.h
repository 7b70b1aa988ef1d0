/* The season as a picture: each step a bar or a point on a line of days, days off shaded, today and the polling day drawn
 * through. SVG made here, so that it prints and works without a script; the table of the same page says the same in words.
 */
#ifndef WEB_SEASON_CHART_H
#define WEB_SEASON_CHART_H

#include "app/timetable_show.h"
#include "web/routes.h"

/* Of the steps that have a date. Nothing when none has. */
void season_chart_put(const struct call *call, const struct shown_timetable *shown);

#endif
