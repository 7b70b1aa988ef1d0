/* Makes the newest draft public: a numbered release, the meetings as the feeds show them, and one notice to
 * each candidate whose meetings changed, all in one transaction.
 *
 * Meetings are compared by code. A published meeting keeps its UID for ever; its SEQUENCE rises by one in a
 * release that changes its time, place, mode, link or status, and never otherwise (RFC 5546, 2.1.4). One that
 * the draft no longer has is cancelled and stays; one that comes back is restored.
 */
#ifndef APP_PLAN_PUBLISH_H
#define APP_PLAN_PUBLISH_H

#include "app/election_find.h"
#include "app/notice_queue.h"
#include "app/plan_store.h"
#include "plan/judge.h"

/* As in the changelog (release_change.kind). A meeting may have moved and changed its place at once. */
enum change_kind {
    CHANGE_NEW,
    CHANGE_MOVED,
    CHANGE_PLACE, /* or the address where to join online */
    CHANGE_MODE,
    CHANGE_CANCELLED,
    CHANGE_RESTORED,
    CHANGE_KINDS
};

extern const char *const change_kind_names[CHANGE_KINDS];

struct plan_publication {
    struct stored_problem of; /* what the indexes below mean */
    struct plan plan;         /* the draft */
    struct plan_judgement judgement;
    int64_t release_number; /* 0: nothing was published */
    size_t changed;         /* meetings */
    size_t changes[CHANGE_KINDS];
    struct notice_queue_counts notices;
    int64_t notices_refused; /* of them, whose text the gateway would cut or refuse */
};

/* A draft that breaks a rule is ERROR_FOUND: `out` has the judgement, and nothing is published. A draft that
 * changes nothing makes no release. One that changes a meeting that has begun, or begins one in the past, is
 * ERROR_DATA. The result lies in the arena and is released with plan_publication_done,
 * after OK and after ERROR_FOUND. */
enum error_code plan_publish(const struct app *app, const struct election *election, const char *note,
                             struct arena *arena, struct plan_publication *out, struct error *err) MUST_USE;

/* What somebody who has looked at the draft (app/publish_check.h) orders. */
struct publish_order {
    const char *note;
    int64_t draft;   /* id of the draft that was seen; 0: whichever is the newest */
    int64_t release; /* number of the newest release then; 0: none */
};

/* The same; ERROR_FOUND also when the draft or the release are others by now, so that an order sent twice is carried out
 * once. */
enum error_code plan_publish_order(const struct app *app, const struct election *election,
                                   const struct publish_order *order, struct arena *arena,
                                   struct plan_publication *out, struct error *err) MUST_USE;

void plan_publication_done(struct plan_publication *publication);

#endif
