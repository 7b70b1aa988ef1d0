/* The calendar of deadlines of an area's staff: an entry of a whole day for each milestone of the area that has or had a
 * date, with the hour in the title, the article, who owes it and the target in the text. Made from what the store and
 * the law pack hold and nothing else: the same gives the same bytes. The UID of an entry is made of the election, the
 * duty and the area, so that it stays the same whatever the dates become.
 */
#ifndef APP_FEED_DEADLINES_H
#define APP_FEED_DEADLINES_H

#include "app/feed_bytes.h"

/* Appends the calendar to `out`. ERROR_NO_INPUT: no such area; errors of law_load. */
enum error_code feed_deadlines_bytes(const struct app *app, const struct feed_source *source,
                                     struct text *out, struct feed_facts *out_facts,
                                     struct error *err) MUST_USE;

#endif
