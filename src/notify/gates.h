/* May this notice go now? The one place that decides it, asked in the last step before the wire, with the
 * facts and the hour of that moment.
 */
#ifndef NOTIFY_GATES_H
#define NOTIFY_GATES_H

#include "notify/notice.h"

/* Nobody is disturbed from `quiet_from` to `quiet_until`, minutes of the day in Viet Nam, over midnight when
 * the first is the later one; when they are equal, no hour is quiet. */
struct gate_rules {
    int32_t quiet_from_minute;
    int32_t quiet_until_minute;
};

struct gate_decision {
    enum notice_state state; /* NOTICE_QUEUED: it may go; else the state it takes instead */
    enum notice_reason reason;
    int64_t until_utc_secs; /* with NOTICE_HELD: not before this moment */
};

struct gate_decision gates_decide(const struct gate_rules *rules, const struct notice_facts *facts,
                                  int64_t now_utc_secs);

#endif
