/* What a gateway reports of a message it took: doubled, in any order, before its answer to the message, of messages nobody
 * knows. Every report is kept; it changes nothing but the state of a notice, and never takes a final state back.
 */
#ifndef APP_DELIVERY_REPORT_H
#define APP_DELIVERY_REPORT_H

#include "app/hook.h"

struct db;

/* Takes the report of a call and says what to answer; the body of `out` is the caller's, initialised. Errors as of
 * hook_open; a report that says too little is ERROR_USAGE. */
enum error_code delivery_report_take(const struct app *app, const struct hook_call *call,
                                     struct hook_answer *out, struct error *err) MUST_USE;

/* After a gateway has accepted a notice under a name of its own, or its fate has become unknown: the reports that came
 * before. Stands in the transaction that writes this down. */
enum error_code delivery_report_settle(struct db *db, int64_t notice, const char *gateway,
                                       const char *gateway_message_id, int64_t now_utc_secs,
                                       struct error *err) MUST_USE;

#endif
