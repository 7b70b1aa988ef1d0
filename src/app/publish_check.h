/* What a release of the newest draft would be: what it changes, which rules it breaks, whom it tells, and why it cannot be
 * published, if so. Publishing (app/plan_publish.h) begins with the same check, so that whoever has seen it knows what
 * happens.
 */
#ifndef APP_PUBLISH_CHECK_H
#define APP_PUBLISH_CHECK_H

#include "app/plan_changes.h"
#include "app/plan_context.h"

struct publish_check {
    struct plan_context context; /* owns the problem */
    struct plan plan;            /* the draft */
    struct plan_judgement judgement;
    struct plan_changes changes; /* none: the draft is what was published */
    int64_t newest_release;      /* number of the last one; 0: none */
    enum error_code refusal;     /* OK: it can be published */
    struct error why;            /* of the refusal */
};

/* Of one moment. ERROR_NO_INPUT: there is no draft. A draft that breaks rules is the refusal ERROR_FOUND; one that changes
 * what has begun, begins something in the past, or leaves too little time for the letters, ERROR_DATA. All but the problem
 * lies in the arena; released with publish_check_done. */
enum error_code publish_check(const struct app *app, int64_t election, struct arena *arena,
                              struct publish_check *out, struct error *err) MUST_USE;
void publish_check_done(struct publish_check *check); /* also right for a zeroed struct */

/* Whom the release would tell. */
struct publish_told {
    int64_t candidates;  /* whom it concerns */
    int64_t unreachable; /* of them, who have neither telephone number nor mail address */
    int64_t texts;       /* SMS */
    int64_t mails;
    int64_t price_dong; /* of the texts, if each takes one part; -1: not known */
};

enum error_code publish_told(const struct app *app, const struct publish_check *check, struct arena *arena,
                             struct publish_told *out, struct error *err) MUST_USE;

#endif
