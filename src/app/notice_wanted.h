/* The notices whose turn it is at a moment, worked out from meetings, steps, calendars, contacts and rules alone: what the
 * store should hold besides what releases queue. app/notice_derive.h makes the store agree with it.
 */
#ifndef APP_NOTICE_WANTED_H
#define APP_NOTICE_WANTED_H

#include "app/notice_schedule.h"

#define CONTACT_OF_CANDIDATES "meeting_notice"
#define CONTACT_OF_OFFICES "deadlines"

struct notice_wanted_step {
    int64_t milestone;
    int32_t days_left;
};

struct notice_wanted {
    unsigned rule;     /* its place in the rules */
    int64_t contact;   /* id */
    int64_t candidate; /* id; 0: it goes to an office */
    int64_t about_utc_secs;
    enum notice_channel channel;
    int64_t about_until_utc_secs;
    int64_t expires_utc_secs;
    size_t first_step; /* in `steps` of the list */
    size_t step_count;
};

/* Each once: in order of rule, contact, moment and channel. */
struct notice_wanted_list {
    struct notice_wanted *items; /* owned, as are the steps */
    size_t count;
    size_t capacity;
    struct notice_wanted_step *steps;
    size_t step_count;
    size_t step_capacity;
};

/* The list goes to notice_wanted_done. */
enum error_code notice_wanted_read(const struct app *app, const struct notice_schedule *schedule,
                                   struct notice_wanted_list *out, struct error *err) MUST_USE;
void notice_wanted_done(struct notice_wanted_list *list); /* also right for a zeroed struct */

/* The order of the list. */
int notice_wanted_compare(const void *a, const void *b);

/* For its parts: a notice for each channel of the rule for which the contact has an address. */
enum error_code notice_wanted_add(struct notice_wanted_list *list, const struct notice_rule *rule,
                                  const struct notice_wanted *notice, unsigned reachable_by,
                                  struct error *err) MUST_USE;
/* Those to offices (notice_wanted_steps.c). */
enum error_code notice_wanted_add_offices(const struct app *app, const struct notice_schedule *schedule,
                                          struct notice_wanted_list *list, struct error *err) MUST_USE;

#endif
