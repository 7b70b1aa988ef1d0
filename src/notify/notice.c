#include "notify/notice.h"

#include "base/message.h"
#include "base/parse.h"

#include <string.h>

static const char *const kind_names[NOTICE_KIND_COUNT] = {
    [NOTICE_PUBLISHED] = "published", [NOTICE_CHANGED] = "changed",   [NOTICE_MOVED] = "moved",
    [NOTICE_ELSEWHERE] = "elsewhere", [NOTICE_CANCELS] = "cancelled", [NOTICE_RESTORED] = "restored",
    [NOTICE_WRITTEN] = "written",     [NOTICE_REMINDER] = "reminder", [NOTICE_STALE] = "stale",
    [NOTICE_DEADLINE] = "deadline",   [NOTICE_OVERDUE] = "overdue",   [NOTICE_ESCALATED] = "escalated",
    [NOTICE_REPORT] = "report",       [NOTICE_DIGEST] = "digest"};

static const char *const channel_names[NOTICE_CHANNEL_COUNT] = {
    [CHANNEL_SMS] = "sms", [CHANNEL_MAIL] = "mail"};

static const char *const state_names[NOTICE_STATE_COUNT] = {
    [NOTICE_QUEUED] = "queued",       [NOTICE_HELD] = "held",         [NOTICE_CLAIMED] = "claimed",
    [NOTICE_IN_FLIGHT] = "in_flight", [NOTICE_ACCEPTED] = "accepted", [NOTICE_DELIVERED] = "delivered",
    [NOTICE_FAILED] = "failed",       [NOTICE_UNKNOWN] = "unknown",   [NOTICE_EXPIRED] = "expired",
    [NOTICE_CANCELLED] = "cancelled"};

static const char *const state_labels[NOTICE_STATE_COUNT] = {
    [NOTICE_QUEUED] = N_("waiting"),
    [NOTICE_HELD] = N_("held back until an hour"),
    [NOTICE_CLAIMED] = N_("in hand"),
    [NOTICE_IN_FLIGHT] = N_("on the way"),
    [NOTICE_ACCEPTED] = N_("taken by the gateway"),
    [NOTICE_DELIVERED] = N_("delivered"),
    [NOTICE_FAILED] = N_("failed"),
    [NOTICE_UNKNOWN] = N_("uncertain"),
    [NOTICE_EXPIRED] = N_("too late, not sent"),
    [NOTICE_CANCELLED] = N_("no longer needed, not sent"),
};

static const struct reason_row {
    const char *name;
    const char *sentence;
} reasons[REASON_COUNT] = {
    [REASON_NONE] = {"", ""},
    [REASON_QUIET_HOURS] = {"quiet_hours", N_("It waits for the end of the quiet hours.")},
    [REASON_OPTED_OUT] = {"opted_out", N_("The number asked for no more messages.")},
    [REASON_NO_NUMBER] = {"no_number", N_("There is no telephone number for this person.")},
    [REASON_NOTHING_TO_TELL] = {"nothing_to_tell",
                                N_("Every meeting it would speak of is over or was cancelled.")},
    [REASON_NEWER_NOTICE] = {"newer_notice", N_("A notice of a later release tells the same person.")},
    [REASON_NO_LONGER] = {"no_longer", N_("What it was to tell is no longer so.")},
    [REASON_TOO_LATE] = {"too_late", N_("The time in which it could help has passed.")},
    [REASON_TOO_LONG] = {"too_long",
                         N_("The text is longer than the gateway's profile allows; it was not sent. "
                            "Shorten the text, or raise max_parts in the profile.")},
    [REASON_GATEWAY] = {"gateway", N_("The gateway did not take it; its answer says why.")},
    [REASON_TOO_MANY_TRIES] = {"too_many_tries", N_("The gateway turned it away too many times.")},
    [REASON_NO_ANSWER] = {"no_answer",
                          N_("The request left and no answer came; it is not sent again by itself. "
                             "Ask the person whether the message arrived.")},
    [REASON_INTERRUPTED] = {"interrupted",
                            N_("The program ended while the request was on its way; it is not sent again by "
                               "itself. Ask the person whether the message arrived.")},
    [REASON_OUTAGE] = {"outage", N_("It was due while nobody sent; it waits until a person releases it.")},
    [REASON_REPORTED] = {"reported",
                         N_("The gateway took it and reported that it did not reach the telephone.")},
    [REASON_CAMPAIGN_OVER] = {"campaign_over",
                              N_("The campaign is over: nothing about meetings is sent in the last 24 hours "
                                 "before the polls open.")},
    [REASON_HOUSEHOLD] = {"household",
                          N_("Another message to the same number tells the same and names this person.")},
    [REASON_NOT_APPROVED] = {"not_approved", N_("It waits until somebody else than its author approves it.")},
    [REASON_DAILY_CAP] = {"daily_cap", N_("The number got as many messages in 24 hours as it may get; it "
                                          "waits for its turn.")},
    [REASON_FORBIDDEN] = {"forbidden", N_("The gateway refuses a character of the text; a name or place must "
                                          "be written in another way.")},
    [REASON_SETTLED] = {"settled", N_("A person decided what became of it.")},
};

const char *notice_kind_name(enum notice_kind kind)
{
    return kind_names[kind];
}

const char *notice_channel_name(enum notice_channel channel)
{
    return channel_names[channel];
}

bool notice_kind_parse(const char *name, enum notice_kind *out)
{
    size_t index;

    if (!parse_choice(name, kind_names, NOTICE_KIND_COUNT, &index))
        return false;
    *out = (enum notice_kind)index;
    return true;
}

enum notice_shape notice_kind_shape(enum notice_kind kind)
{
    if (kind == NOTICE_DIGEST)
        return SHAPE_DIGEST;
    return kind >= NOTICE_DEADLINE ? SHAPE_STEPS : SHAPE_MEETINGS;
}

enum notice_kind notice_kind_of_changes(const struct notice_meeting *meetings, size_t count)
{
    static const enum notice_kind kinds[NOTICE_CHANGE_COUNT] = {
        [CHANGE_UNKNOWN] = NOTICE_CHANGED,   [CHANGE_ADDED] = NOTICE_CHANGED,
        [CHANGE_MOVED] = NOTICE_MOVED,       [CHANGE_ELSEWHERE] = NOTICE_ELSEWHERE,
        [CHANGE_RESTORED] = NOTICE_RESTORED,
    };
    enum notice_kind all = NOTICE_CHANGED;

    for (size_t i = 0; i < count; i++) {
        enum notice_kind kind = meetings[i].cancelled ? NOTICE_CANCELS : kinds[meetings[i].change];
        if (i > 0 && kind != all)
            return NOTICE_CHANGED;
        all = kind;
    }
    return all;
}

const char *notice_state_name(enum notice_state state)
{
    return state_names[state];
}

const char *notice_state_label(enum notice_state state)
{
    return state_labels[state];
}

bool notice_state_parse(const char *name, enum notice_state *out)
{
    size_t index;

    if (!parse_choice(name, state_names, NOTICE_STATE_COUNT, &index))
        return false;
    *out = (enum notice_state)index;
    return true;
}

const char *notice_reason_name(enum notice_reason reason)
{
    return reasons[reason].name;
}

const char *notice_reason_sentence(const char *name)
{
    for (size_t i = 0; i < REASON_COUNT; i++)
        if (strcmp(reasons[i].name, name) == 0)
            return reasons[i].sentence;
    return "";
}

bool notice_speaks_of(const struct notice_meeting *meeting, int64_t now_utc_secs)
{
    return civil_time_to_utc_secs(meeting->start) > now_utc_secs;
}

bool notice_tells_anything(const struct notice_facts *facts, int64_t now_utc_secs)
{
    const struct notice_digest *digest = &facts->digest;

    for (size_t i = 0; i < facts->meeting_count; i++)
        if (notice_speaks_of(&facts->meetings[i], now_utc_secs))
            return true;
    return facts->step_count > 0 || digest->due + digest->overdue + digest->meetings + digest->uncertain > 0;
}
