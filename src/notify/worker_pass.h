/* One pass of the worker (notify/worker.h), in three steps: give the gateways what they have room for, wait for answers,
 * write down what they mean.
 */
#ifndef NOTIFY_WORKER_PASS_H
#define NOTIFY_WORKER_PASS_H

#include "notify/worker.h"

/* A notice whose request is on its way. */
struct flight {
    struct outbox_notice notice; /* its body is not used */
    struct worker_route *route;
    bool repeated;
    struct gateway_answer answer;
    struct flight *next; /* in the list of free ones */
};

struct pass {
    struct worker *worker;
    struct worker_counts *counts;
    struct flight flights[WORKER_ROUTES_MAX * GATEWAY_AT_ONCE_MAX + OUTBOX_BATCH_MAX];
    struct flight *free;
    size_t in_flight;
    struct flight *landed[OUTBOX_BATCH_MAX];          /* answered, and not yet written down */
    struct outbox_outcome outcomes[OUTBOX_BATCH_MAX]; /* of these */
    size_t landed_count;
    bool nothing_due;
    bool ending; /* takes no more */
};

/* worker_launch.c: claims for a route, writes the texts, commits them and puts them on their way. */
enum error_code pass_launch(struct pass *pass, struct worker_route *route, size_t room,
                            struct error *err) MUST_USE;

/* worker_land.c: takes the answers that have come and judges the gateways by them; the outcomes are written down with the next
 * claim, or by pass_write_down. */
void pass_land(struct pass *pass);
enum error_code pass_write_down(struct pass *pass, struct error *err) MUST_USE;
/* They are written down, or cannot be. */
void pass_forget_landed(struct pass *pass, bool written);

#endif
