/* The weather switch: its page, and what would happen before it is turned. */
#ifndef WEB_WEATHER_PAGE_H
#define WEB_WEATHER_PAGE_H

#include "app/plan_weather.h"
#include "web/routes.h"

/* weather_effect.c: preconditions, equality, halls that become free, calendars, messages and what they cost. */
enum error_code weather_put_effect(const struct call *call, const struct weather_request *request,
                                   const struct weather_result *result, struct error *err) MUST_USE;

#endif
