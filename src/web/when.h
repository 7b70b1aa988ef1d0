/* Days and hours as people here write them. */
#ifndef WEB_WHEN_H
#define WEB_WHEN_H

#include "calendar/civil.h"
#include "web/routes.h"

/* "T3 04/05/2021" */
void when_put_day(const struct call *call, struct civil_date date);
/* "T3 04/05/2021 07:30–09:00" */
void when_put_span(const struct call *call, struct civil_time start, struct civil_time end);
/* "27/04/2021 08:00" */
void when_put_moment(const struct call *call, int64_t utc_secs);

/* What a changelog keeps of a change of this kind (release_change.kind): a time, a mode or a place. */
void when_put_changed(const struct call *call, const char *kind, const char *value);

#endif
