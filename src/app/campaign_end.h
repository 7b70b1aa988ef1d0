/* Until when the law lets candidates of an election campaign: 24 hours before the polls open, by the duty
 * campaign_end of the election's law pack.
 */
#ifndef APP_CAMPAIGN_END_H
#define APP_CAMPAIGN_END_H

#include "app/election_find.h"

/* ERROR_DATA, with the limit and its article, when `end` lies after it. A pack that does not say forbids
 * nothing. Errors of law_load pass through. */
enum error_code campaign_end_check(const struct app *app, const struct election *election,
                                   struct civil_time end, struct error *err) MUST_USE;

#endif
