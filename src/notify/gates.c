#include "notify/gates.h"

#define DAY_MINUTES 1440
#define DAY_SECS 86400

/* Minutes until the quiet hours end; 0 outside them. */
static int32_t quiet_minutes_left(const struct gate_rules *rules, int32_t minute)
{
    int32_t length = (rules->quiet_until_minute - rules->quiet_from_minute + DAY_MINUTES) % DAY_MINUTES;
    int32_t passed = (minute - rules->quiet_from_minute + DAY_MINUTES) % DAY_MINUTES;

    return passed < length ? length - passed : 0;
}

static bool tells_of_cancelled_before(const struct notice_facts *facts, int64_t now_utc_secs,
                                      int64_t before_utc_secs)
{
    for (size_t i = 0; i < facts->meeting_count; i++) {
        const struct notice_meeting *meeting = &facts->meetings[i];
        if (meeting->cancelled && notice_speaks_of(meeting, now_utc_secs) &&
            civil_time_to_utc_secs(meeting->start) < before_utc_secs)
            return true;
    }
    return false;
}

/* Law 85/2015/QH13, art. 64: the campaign ends 24 hours before the polls open. That a meeting is not held may be said at
 * any time. */
static bool campaign_is_over(const struct notice_facts *facts, int64_t now_utc_secs)
{
    int64_t end = facts->limits.campaign_until_utc_secs;

    return end != 0 && now_utc_secs >= end && facts->meeting_count > 0 &&
           !tells_of_cancelled_before(facts, now_utc_secs, INT64_MAX);
}

static struct gate_decision decide(enum notice_state state, enum notice_reason reason)
{
    return (struct gate_decision){.state = state, .reason = reason};
}

/* What ends a notice for good; NOTICE_QUEUED: nothing does. */
static struct gate_decision find_end(const struct notice_facts *facts, int64_t now_utc_secs)
{
    const char *address = facts->channel == CHANNEL_MAIL ? facts->mail : facts->number;

    if (facts->opted_out)
        return decide(NOTICE_CANCELLED, REASON_OPTED_OUT);
    if (facts->superseded)
        return decide(NOTICE_CANCELLED, REASON_NEWER_NOTICE);
    if (!notice_tells_anything(facts, now_utc_secs))
        return decide(NOTICE_CANCELLED, REASON_NOTHING_TO_TELL);
    if (now_utc_secs >= facts->expires_utc_secs)
        return decide(NOTICE_EXPIRED, REASON_TOO_LATE);
    if (campaign_is_over(facts, now_utc_secs))
        return decide(NOTICE_EXPIRED, REASON_CAMPAIGN_OVER);
    if (address[0] == '\0')
        return decide(NOTICE_FAILED, REASON_NO_NUMBER);
    if (facts->limits.household)
        return decide(NOTICE_CANCELLED, REASON_HOUSEHOLD);
    return decide(NOTICE_QUEUED, REASON_NONE);
}

/* Not before this moment; 0: now. */
static int64_t quiet_until(const struct gate_rules *rules, const struct notice_facts *facts,
                           int64_t now_utc_secs)
{
    struct civil_time now = civil_time_from_utc_secs(now_utc_secs);
    int32_t left = quiet_minutes_left(rules, now.minute);
    struct civil_time end = civil_time_add_minutes(now, left);
    struct civil_time urgent = {end.date, rules->urgent_until_minute};

    if (left == 0 || tells_of_cancelled_before(facts, now_utc_secs, civil_time_to_utc_secs(urgent)))
        return 0;
    return civil_time_to_utc_secs(end);
}

static int64_t cap_until(const struct gate_rules *rules, const struct notice_facts *facts,
                         int64_t now_utc_secs)
{
    size_t cap = (size_t)rules->daily_cap;

    if (cap == 0 || facts->limits.recent_count < cap)
        return 0;
    int64_t free_at = facts->limits.recent_utc_secs[cap - 1] + DAY_SECS;
    return free_at > now_utc_secs ? free_at : 0;
}

static struct gate_decision hold(enum notice_reason reason, int64_t until_utc_secs)
{
    return (struct gate_decision){NOTICE_HELD, reason, until_utc_secs};
}

struct gate_decision gates_decide(const struct gate_rules *rules, const struct notice_facts *facts,
                                  int64_t now_utc_secs)
{
    struct gate_decision end = find_end(facts, now_utc_secs);

    if (end.state != NOTICE_QUEUED)
        return end;
    if (rules->approval && facts->limits.unapproved)
        return hold(REASON_NOT_APPROVED, now_utc_secs + GATES_APPROVAL_SECS);
    if (facts->channel == CHANNEL_MAIL)
        return end;
    int64_t quiet = quiet_until(rules, facts, now_utc_secs);
    if (quiet != 0)
        return hold(REASON_QUIET_HOURS, quiet);
    int64_t cap = cap_until(rules, facts, now_utc_secs);
    return cap != 0 ? hold(REASON_DAILY_CAP, cap) : end;
}
