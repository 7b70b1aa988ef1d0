/* What a notice is made from: facts read at the moment of sending, so that a text can never tell an hour that
 * was true yesterday. One message to one person speaks of every meeting that changed since the last message
 * which the gateway took for that person, however many releases that were; a reminder of every meeting of its
 * day, an alarm of every step whose turn it is.
 */
#ifndef NOTIFY_NOTICE_H
#define NOTIFY_NOTICE_H

#include "base/cleanup.h"
#include "calendar/civil.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Which text it takes. */
enum notice_kind {
    NOTICE_PUBLISHED, /* nothing was told before: the whole plan */
    NOTICE_CHANGED,   /* several kinds of change, or added meetings */
    NOTICE_MOVED,
    NOTICE_ELSEWHERE, /* another place or mode */
    NOTICE_CANCELS,
    NOTICE_RESTORED,
    NOTICE_WRITTEN, /* the written notice of the law or guidance, days before */
    NOTICE_REMINDER,
    NOTICE_STALE,    /* a phone has not fetched a change */
    NOTICE_DEADLINE, /* steps that are due, to whoever owns them */
    NOTICE_OVERDUE,
    NOTICE_ESCALATED, /* the same, to the level above */
    NOTICE_REPORT,    /* reports that are due */
    NOTICE_DIGEST,    /* the day of an office in numbers */
    NOTICE_KIND_COUNT
};

/* What the facts of a kind are. */
enum notice_shape { SHAPE_MEETINGS, SHAPE_STEPS, SHAPE_DIGEST, NOTICE_SHAPE_COUNT };

/* How it goes. */
enum notice_channel { CHANNEL_SMS, CHANNEL_MAIL, NOTICE_CHANNEL_COUNT };

/* How far a notice has come. */
enum notice_state {
    NOTICE_QUEUED,
    NOTICE_HELD,      /* queued, but not before an hour, for a reason that people are shown */
    NOTICE_CLAIMED,   /* a worker is about to send it */
    NOTICE_IN_FLIGHT, /* the request may have left */
    NOTICE_ACCEPTED,  /* the gateway has taken it */
    NOTICE_DELIVERED,
    NOTICE_FAILED,
    NOTICE_UNKNOWN, /* the request left and no answer came: never sent again by machine */
    NOTICE_EXPIRED,
    NOTICE_CANCELLED,
    NOTICE_STATE_COUNT
};

/* Why it is in that state, where the state alone does not say it. */
enum notice_reason {
    REASON_NONE,
    REASON_QUIET_HOURS,
    REASON_OPTED_OUT,
    REASON_NO_NUMBER,
    REASON_NOTHING_TO_TELL, /* every meeting it would speak of is over, or was cancelled before it was told */
    REASON_NEWER_NOTICE,    /* a later release tells the same person */
    REASON_NO_LONGER,       /* what it was to tell is no longer so */
    REASON_TOO_LATE,
    REASON_TOO_LONG, /* more parts than the gateway's profile allows */
    REASON_GATEWAY,  /* the gateway's words say it */
    REASON_TOO_MANY_TRIES,
    REASON_NO_ANSWER,
    REASON_INTERRUPTED, /* the program ended while the request was on its way */
    REASON_OUTAGE,      /* it was due while nobody sent or no gateway took anything, and waits for a person */
    REASON_REPORTED,    /* the gateway took it and reported that it was not delivered */
    REASON_CAMPAIGN_OVER, /* it would still speak of meetings, 24 hours before the polls open */
    REASON_HOUSEHOLD,     /* another message to the same number names this person too */
    REASON_NOT_APPROVED,  /* a second person must approve it first */
    REASON_DAILY_CAP,     /* the number had as many messages in 24 hours as it may get */
    REASON_SETTLED,       /* a person decided what became of it */
    REASON_FORBIDDEN,     /* it has a character that the gateway refuses */
    REASON_COUNT
};

/* How a meeting differs from what the person was last told. */
enum notice_change {
    CHANGE_UNKNOWN, /* nobody told of it, or it is not known what was told */
    CHANGE_ADDED,
    CHANGE_MOVED, /* perhaps elsewhere too */
    CHANGE_ELSEWHERE,
    CHANGE_RESTORED,
    NOTICE_CHANGE_COUNT
};

/* One meeting as it is now; a cancelled one is here only when it had been told. */
struct notice_meeting {
    struct civil_time start;
    const char *place;       /* of the main site; "" when there is none */
    int32_t connected_sites; /* joined to it on line */
    bool online;
    bool cancelled;
    enum notice_change change;
    struct civil_time before; /* of CHANGE_MOVED: the start that was told */
};

/* A step of the timetable that is not proved to be done. */
struct notice_step {
    const char *name_vi;
    const char *name_en;
    const char *area; /* "" of the whole election */
    struct civil_time due;
    bool has_hour;
    int32_t days_left; /* working days; 0: its last day; negative: it is overdue by so many */
};

/* The day of an office and of all below it. */
struct notice_digest {
    int32_t due;       /* steps whose last day comes within a week */
    int32_t overdue;   /* steps whose last day has passed */
    int32_t meetings;  /* today and tomorrow */
    int32_t uncertain; /* notices that failed, or of which nobody knows whether they arrived */
};

#define NOTICE_RECENT_MAX 50 /* at least as many as the daily cap may be */

/* What the gates ask of the store beside what the text needs (notify/gates.h). */
struct notice_limits {
    int64_t
        campaign_until_utc_secs; /* latest end of the campaign where its meetings are held; 0: not known */
    bool household;  /* another message to the same number tells the same, and names this person */
    bool unapproved; /* nobody has approved the release of which it tells */
    size_t recent_count;
    int64_t recent_utc_secs[NOTICE_RECENT_MAX]; /* when messages to the number were taken, newest first */
};

struct notice_facts {
    enum notice_kind kind;
    const char *rule; /* id of its rule in notices.yaml, or "release" */
    enum notice_channel channel;
    int64_t about_utc_secs;                /* the moment it is about (app/notice_facts.h) */
    int32_t release_number;                /* 0: of none */
    int64_t expires_utc_secs;              /* from this moment on the notice helps nobody */
    const char *form_name;                 /* how the person or office is addressed */
    const char *number;                    /* "+84912345678"; "" when there is none */
    const char *mail;                      /* address; "" when there is none */
    bool opted_out;                        /* no messages are wanted at this number */
    bool superseded;                       /* a notice of a later release to the same person waits */
    const struct notice_meeting *meetings; /* by start */
    size_t meeting_count;
    const struct notice_step *steps; /* by due */
    size_t step_count;
    struct notice_digest digest;
    struct notice_limits limits;
    const char *calendar; /* an invitation that goes with the mail (calendar/itip_write.h); NULL: none */
};

/* "published", ...: the file of its texts. */
const char *notice_kind_name(enum notice_kind kind);
bool notice_kind_parse(const char *name, enum notice_kind *out) MUST_USE;
enum notice_shape notice_kind_shape(enum notice_kind kind);
/* The text of what a release changed for a person who was told before. */
enum notice_kind notice_kind_of_changes(const struct notice_meeting *meetings, size_t count);
/* "sms", "mail": the names in the store. */
const char *notice_channel_name(enum notice_channel channel);
/* "in_flight", ..., "opted_out", ...: the names in the store. REASON_NONE is "". */
const char *notice_state_name(enum notice_state state);
const char *notice_reason_name(enum notice_reason reason);
/* For people, keys of the catalogue: a word for the state, a sentence for the reason of that name ("" for "" and for a
 * name that is not known). */
const char *notice_state_label(enum notice_state state);
const char *notice_reason_sentence(const char *name);
/* The state of that name; false for a name that is not known. */
bool notice_state_parse(const char *name, enum notice_state *out) MUST_USE;

/* Whether there is still something to tell about the meeting: it lies ahead. */
bool notice_speaks_of(const struct notice_meeting *meeting, int64_t now_utc_secs);
/* Whether there is still anything to tell: a meeting that lies ahead, a step, a number that is not 0. */
bool notice_tells_anything(const struct notice_facts *facts, int64_t now_utc_secs);

#endif
