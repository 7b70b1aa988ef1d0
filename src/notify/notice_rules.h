/* Which notices there are, as data: config/notices.yaml says of each kind what it is about, when it is due, by which
 * channels it goes and how long it helps. Which gates it has to pass is the same for all (notify/gates.h). Pure: bytes in, rules out; when a rule's turn
 * comes is worked out by app/notice_due.h, which knows working days.
 *
 *     - id: reminder_3_days
 *       about: meetings
 *       text: reminder
 *       channels: [sms]
 *       days: 3
 *       hour: "08:00"
 *       lasts_minutes: 720
 */
#ifndef NOTIFY_NOTICE_RULES_H
#define NOTIFY_NOTICE_RULES_H

#include "base/cleanup.h"
#include "base/error.h"
#include "notify/notice.h"

#define NOTICE_RULES_MAX_BYTES 65536
#define NOTICE_RULES_MAX 60
#define NOTICE_LEADS_MAX 20
#define NOTICE_LEAD_DAYS_MAX 60
#define NOTICE_LASTS_MAX 10080 /* minutes: a week */

#define NOTICE_OF_RELEASE "release" /* the kind in the store of what a release changed */

/* What a rule looks at, and whom it tells. */
enum notice_about {
    ABOUT_RELEASE,  /* what a release changed: its candidates */
    ABOUT_MEETINGS, /* meetings that come near: their candidates */
    ABOUT_FEED,     /* a change that a phone has not fetched while the meeting comes near: the candidate */
    ABOUT_STEPS,    /* steps that come near their last day: whoever owns them */
    ABOUT_OVERDUE,  /* steps whose last day has passed: whoever owns them */
    ABOUT_ABOVE,    /* the same: the level above */
    ABOUT_DAY,      /* the day of an office: the office */
    NOTICE_ABOUT_COUNT
};

enum notice_channels { CHANNELS_SMS = 1u << CHANNEL_SMS, CHANNELS_MAIL = 1u << CHANNEL_MAIL };

struct notice_rule {
    char *id; /* "release" is none; in the store it is the kind of a notice that is not of a release */
    enum notice_about about;
    enum notice_kind text;
    unsigned channels; /* enum notice_channels */
    char *law; /* id of a duty: so many days before the meeting as the election's law pack says; NULL: none */
    unsigned days;        /* before the meeting's day */
    unsigned hours;       /* before the meeting */
    unsigned after_hours; /* of a feed: a younger change is left to the phone */
    bool working_day;     /* when that day is off, on the last working day before it */
    uint32_t *leads;      /* working days before the last day of a step; 0: on the last one */
    unsigned lead_count;
    unsigned late; /* from so many working days after the last day on, each working day */
    char **steps;  /* ids of the steps it is about; none: all that no other rule names */
    unsigned step_count;
    char *hour;             /* of the day, "08:00"; NULL with `hours` and of a release */
    int32_t minute;         /* the same as a number */
    unsigned lasts_minutes; /* after this it helps nobody; 0 of a release: until the last meeting begins */
};

struct notice_rules {
    struct notice_rule *kinds;
    unsigned kind_count;
};

/* `file` is named in errors, which are ERROR_CONFIG with line, column and key. */
enum error_code notice_rules_read(const char *bytes, size_t length, const char *file,
                                  struct notice_rules **out, struct error *err) MUST_USE;
void notice_rules_free(struct notice_rules *rules);
DEFINE_CLEANUP(struct notice_rules, notice_rules_free)

/* The rule of a notice of this kind in the store and these words; NULL: there is none any more. */
const struct notice_rule *notice_rules_find(const struct notice_rules *rules, const char *kind,
                                            enum notice_kind text);

/* Whether any rule of a release uses the channel. */
bool notice_rules_tell_releases(const struct notice_rules *rules, enum notice_channel channel);

/* Whether the rule, which is about steps, is about the step of this id. */
bool notice_rule_has_step(const struct notice_rules *rules, const struct notice_rule *rule, const char *step);

#endif
