#include "notify/gates.h"

#define DAY_MINUTES 1440

/* Minutes until the quiet hours end; 0 outside them. */
static int32_t quiet_minutes_left(const struct gate_rules *rules, int32_t minute)
{
    int32_t length = (rules->quiet_until_minute - rules->quiet_from_minute + DAY_MINUTES) % DAY_MINUTES;
    int32_t passed = (minute - rules->quiet_from_minute + DAY_MINUTES) % DAY_MINUTES;

    return passed < length ? length - passed : 0;
}

static struct gate_decision decide(enum notice_state state, enum notice_reason reason)
{
    return (struct gate_decision){.state = state, .reason = reason};
}

struct gate_decision gates_decide(const struct gate_rules *rules, const struct notice_facts *facts,
                                  int64_t now_utc_secs)
{
    if (facts->opted_out)
        return decide(NOTICE_CANCELLED, REASON_OPTED_OUT);
    if (facts->superseded)
        return decide(NOTICE_CANCELLED, REASON_NEWER_NOTICE);
    if (!notice_tells_anything(facts, now_utc_secs))
        return decide(NOTICE_CANCELLED, REASON_NOTHING_TO_TELL);
    if (now_utc_secs >= facts->expires_utc_secs)
        return decide(NOTICE_EXPIRED, REASON_TOO_LATE);
    if (facts->number[0] == '\0')
        return decide(NOTICE_FAILED, REASON_NO_NUMBER);

    struct civil_time now = civil_time_from_utc_secs(now_utc_secs);
    int32_t left = quiet_minutes_left(rules, now.minute);
    if (left == 0)
        return decide(NOTICE_QUEUED, REASON_NONE);
    struct gate_decision held = decide(NOTICE_HELD, REASON_QUIET_HOURS);
    held.until_utc_secs = civil_time_to_utc_secs(civil_time_add_minutes(now, left));
    return held;
}
