/* What a withdrawn calendar address still says: one entry, on the day it was withdrawn, for programs that show whatever
 * they get and would otherwise show old meetings for ever.
 */
#ifndef APP_FEED_WITHDRAWN_H
#define APP_FEED_WITHDRAWN_H

#include "app/feed_open.h"

/* Appends the calendar to `out`; the same feed gives the same bytes. */
enum error_code feed_withdrawn_bytes(const struct feed *feed, struct text *out, struct error *err) MUST_USE;

#endif
