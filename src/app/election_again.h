/* An election that is held again after its first day: extra, because seats stayed empty, or repeated (Law 85/2015/QH13,
 * art. 79.3, 80.4, 81.2). A duty of the law pack, such as extra_election, gives the last day for it.
 */
#ifndef APP_ELECTION_AGAIN_H
#define APP_ELECTION_AGAIN_H

#include "app/election_find.h"

/* Checks that the polling day of `again` lies behind that of `first` and within the limit of the duty `again->held_again`;
 * a day of 0 becomes the last Sunday allowed. The pack is that of `again`, the day counted from that of `first`.
 * ERROR_DATA: the law pack has no such duty, or the day does not fit, with the limit and its article. */
enum error_code election_again_set_day(const struct app *app, const struct election *first,
                                       struct election *again, struct error *err) MUST_USE;

#endif
