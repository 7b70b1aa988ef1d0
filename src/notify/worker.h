/* Sends what waits in the outbox, many messages at a time:
 *
 *     claim -> facts -> gates, text -> commit "in flight" -> wire -> commit the outcome
 *
 * At whatever point the program is killed, no notice is lost and none is sent twice: what had not begun goes
 * back into the queue, what had begun and has no outcome becomes unknown and waits for a person, or is repeated while
 * the gateway knows it by its client id. Notices share their commits; each body and client id is committed before its
 * request leaves.
 *
 * There are one or two gateways. When the first fails (it cannot be reached, or some answers in a row were no
 * answers to a message), the second gets what surely was not taken; when none is left, the pass ends with
 * ERROR_UNAVAILABLE and the rest stays in the queue. From then on one message tries the gateway now and then, until
 * one goes well.
 */
#ifndef NOTIFY_WORKER_H
#define NOTIFY_WORKER_H

#include "base/clock.h"
#include "notify/breaker.h"
#include "notify/gateway.h"
#include "notify/outbox.h"
#include "notify/prepare.h"
#include "notify/throttle.h"

#define WORKER_TRIES_MAX 50 /* that the gateway answered with "later"; about two days */
#define WORKER_ROUTES_MAX 2

/* What became of the notices that were handled. */
struct worker_counts {
    int64_t handled[NOTICE_STATE_COUNT];
};

/* A gateway and what it has shown of itself. */
struct worker_route {
    struct gateway *gateway;
    struct prepare_rules rules;
    struct breaker breaker;
    struct throttle throttle;
    char words[GATEWAY_WORDS_MAX + 1]; /* of its last bad answer */
    int64_t bad_notice;                /* that was answered so */
    bool unreachable;                  /* that was no answer: nothing could be sent */
};

struct worker {
    const struct outbox *outbox;
    enum notice_channel channel;                   /* whose notices it sends */
    struct worker_route routes[WORKER_ROUTES_MAX]; /* in the order of preference */
    size_t route_count;
    const struct clock *clock;
    int stop_descriptor; /* becomes readable when the worker shall end after the messages in hand; -1: never */
    int64_t outage_secs; /* what waited longer than that, while nobody sent, is held for a person; 0: never */
    void (*chores)(void *context); /* done before each pass of worker_run; NULL: none */
    void *chores_context;
    int64_t beat_ms; /* when it last said that it is at work, monotonic */
};

/* Adds a gateway. Gateway and rules are borrowed. */
void worker_add_route(struct worker *worker, struct gateway *gateway, const struct prepare_rules *rules);

/* Handles everything that is due now. The counts are added to, also when it fails. */
enum error_code worker_pass(struct worker *worker, struct worker_counts *counts, struct error *err) MUST_USE;

/* Passes until it is told to stop. After a pass that handled something or failed, `report` is told; `err` is
 * NULL when it went well. One that failed is tried again after a pause that grows from 15 seconds to 15
 * minutes. */
void worker_run(struct worker *worker,
                void (*report)(void *context, const struct worker_counts *counts, const struct error *err),
                void *context);

#endif
