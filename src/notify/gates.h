/* May this notice go now? The one place that decides it, asked in the last step before the wire, with the
 * facts and the hour of that moment. What may never go ends here, with its reason; what may go later is held and never
 * dropped, with the moment at which it is asked again.
 */
#ifndef NOTIFY_GATES_H
#define NOTIFY_GATES_H

#include "notify/notice.h"

#define GATES_APPROVAL_SECS 900 /* what waits for approval is asked again after so long at the latest */

/* Minutes are of the day in Viet Nam. Nobody gets an SMS from `quiet_from` to `quiet_until`, over midnight when the first
 * is the later one; when they are equal, no hour is quiet. But a cancellation of a meeting that begins before
 * `urgent_until`, when the quiet hours have ended, goes at once. */
struct gate_rules {
    int32_t quiet_from_minute;
    int32_t quiet_until_minute;
    int32_t urgent_until_minute;
    int32_t daily_cap; /* SMS to one number in 24 hours; 0: no limit */
    bool approval;     /* a second person approves what a release tells */
};

struct gate_decision {
    enum notice_state state; /* NOTICE_QUEUED: it may go; else the state it takes instead */
    enum notice_reason reason;
    int64_t until_utc_secs; /* with NOTICE_HELD: not before this moment */
};

struct gate_decision gates_decide(const struct gate_rules *rules, const struct notice_facts *facts,
                                  int64_t now_utc_secs);

#endif
