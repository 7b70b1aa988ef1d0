/* Sends what waits in the outbox, one notice after the other:
 *
 *     claim -> facts -> gates, text -> commit "in flight" -> wire -> commit the outcome
 *
 * At whatever point the program is killed, no notice is lost and none is sent twice: what had not begun goes
 * back into the queue, what had begun and has no outcome becomes unknown and waits for a person.
 *
 * When the channel fails (it cannot be reached, or three answers in a row were no answers to a message), the
 * pass ends with ERROR_UNAVAILABLE and the rest stays in the queue; from then on each pass tries one message
 * until one goes well.
 */
#ifndef NOTIFY_WORKER_H
#define NOTIFY_WORKER_H

#include "base/clock.h"
#include "notify/gateway.h"
#include "notify/outbox.h"
#include "notify/prepare.h"

#define WORKER_TRIES_MAX 50 /* that the gateway answered with "later"; about two days */

/* What became of the notices that were handled. */
struct worker_counts {
    int64_t handled[NOTICE_STATE_COUNT];
};

struct worker {
    const struct outbox *outbox;
    enum notice_channel channel; /* whose notices it sends */
    struct gateway *gateway;
    struct prepare_rules rules;
    const struct clock *clock;
    int stop_descriptor; /* becomes readable when the worker shall end after the message in hand; -1: never */
    void (*chores)(void *context); /* done before each pass of worker_run; NULL: none */
    void *chores_context;
    int troubles;    /* answers in a row that said nothing good of the channel; starts at 0 */
    int64_t sent_ms; /* monotonic time of the last message; starts at 0 */
};

/* Handles everything that is due now. The counts are added to, also when it fails. */
enum error_code worker_pass(struct worker *worker, struct worker_counts *counts, struct error *err) MUST_USE;

/* Passes until it is told to stop. After a pass that handled something or failed, `report` is told; `err` is
 * NULL when it went well. One that failed is tried again after a pause that grows from 15 seconds to 15
 * minutes. */
void worker_run(struct worker *worker,
                void (*report)(void *context, const struct worker_counts *counts, const struct error *err),
                void *context);

#endif
