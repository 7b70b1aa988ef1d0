/* Values of JSON as the program writes them, the same in the answers of the API and in what commands print with --json:
 * names in English, times as in RFC 3339 with the offset of Viet Nam, dates without one, codes of the tables as ids, and null
 * for what there is not. jansson's rules of ownership hold: a function that makes a value gives it to the caller, and a value
 * that could not be made is NULL, which every function of jansson passes on, so that only the last one need look.
 */
#ifndef WEB_JSON_VALUE_H
#define WEB_JSON_VALUE_H

#include "base/catalog.h"
#include "calendar/timetable.h"

#include <jansson.h>

json_t *json_of_moment(int64_t utc_secs);     /* "2021-05-04T07:30:00+07:00" */
json_t *json_of_passed(int64_t utc_secs);     /* the same; 0 is null */
json_t *json_of_time(struct civil_time time); /* the same */
json_t *json_of_date(struct civil_date date); /* "2021-05-04"; day 0 is null */
json_t *
json_of_day(const struct timetable_moment *moment); /* a date, or a time where it has an hour; null without */
json_t *json_of_count(int64_t number);
json_t *json_of_known(int64_t number);  /* below 0 is null */
json_t *json_of_code(const char *text); /* NULL and "" are null */

/* The sentence in the language of the catalogue; null when there is none. */
json_t *json_of_message(const struct catalog *catalog, const struct message *message);

#endif
