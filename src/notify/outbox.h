/* Where notices wait: what the worker asks of the store, without knowing it. Each function is one committed
 * transaction, so that the program may be killed between any two of them:
 *
 *     claim -> facts -> begin -> (the wire) -> finish
 *
 * A claim lapses. `recover` puts what was claimed and never begun back into the queue; what was begun and
 * never finished becomes NOTICE_UNKNOWN, because its request may have left. A worker that wakes after its
 * claim has lapsed finds that `begin` refuses.
 */
#ifndef NOTIFY_OUTBOX_H
#define NOTIFY_OUTBOX_H

#include "base/arena.h"
#include "base/error.h"
#include "notify/notice.h"

#define OUTBOX_CLIENT_ID_MAX 64
#define OUTBOX_CLAIM_SECS 600 /* longer than any request may take (gateway_profile.h) */

/* A notice in the hands of this worker. */
struct outbox_notice {
    int64_t id;
    int64_t tries;                            /* requests begun before */
    char client_id[OUTBOX_CLIENT_ID_MAX + 1]; /* by which a gateway knows a repeated request; never changes */
};

/* What is about to be sent, kept before the wire. */
struct outbox_request {
    const char *body;
    uint32_t parts;
    const char *gateway; /* name of the profile */
};

/* Where a notice goes from here. */
struct outbox_outcome {
    enum notice_state state;
    enum notice_reason reason;
    int64_t not_before_utc_secs; /* with NOTICE_QUEUED and NOTICE_HELD */
    const char *words;           /* of the gateway; "" when it said nothing */
    const char *gateway_id;      /* its name for the message; "" when it gave none */
};

struct outbox {
    void *context;
    enum error_code (*recover)(void *context, int64_t now_utc_secs, struct error *err) MUST_USE;
    /* The next notice of the channel that is due; *out_found is false when there is none. Never one to a person for
     * whom another one is claimed or in flight, so that messages keep their order. */
    enum error_code (*claim)(void *context, enum notice_channel channel, int64_t now_utc_secs,
                             struct outbox_notice *out, bool *out_found, struct error *err) MUST_USE;
    enum error_code (*facts)(void *context, int64_t id, struct arena *arena, struct notice_facts *out,
                             struct error *err) MUST_USE;
    /* The last step before the wire. *out_begun is false when the notice is no longer this worker's or the
     * number has just asked for silence; then nothing may be sent. */
    enum error_code (*begin)(void *context, int64_t id, int64_t now_utc_secs,
                             const struct outbox_request *request, bool *out_begun,
                             struct error *err) MUST_USE;
    enum error_code (*finish)(void *context, int64_t id, int64_t now_utc_secs,
                              const struct outbox_outcome *outcome, struct error *err) MUST_USE;
};

#endif
