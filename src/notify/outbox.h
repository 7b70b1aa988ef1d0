/* Where notices wait: what the worker asks of the store, without knowing it. Each function is one committed
 * transaction over all the notices it is given, so that the program may be killed between any two of them:
 *
 *     claim -> facts -> begin -> (the wire) -> finish
 *
 * A claim lapses. `recover` puts what was claimed and never begun back into the queue; what was begun and
 * never finished becomes NOTICE_UNKNOWN, because its request may have left. A worker that wakes after its
 * claim has lapsed finds that `begin` refuses.
 *
 * An unknown notice comes back from `claim` only while the gateway that may have it still knows a repeated
 * request by its client id; then with the body of the first request, which is not written anew.
 */
#ifndef NOTIFY_OUTBOX_H
#define NOTIFY_OUTBOX_H

#include "base/arena.h"
#include "base/error.h"
#include "notify/notice.h"

#define OUTBOX_CLIENT_ID_MAX 64
#define OUTBOX_CLAIM_SECS 600 /* longer than any request may take (gateway_profile.h) */
#define OUTBOX_BATCH_MAX 128  /* notices in one call */

/* A notice in the hands of this worker. */
struct outbox_notice {
    int64_t id;
    int64_t tries;                            /* requests begun before */
    char client_id[OUTBOX_CLIENT_ID_MAX + 1]; /* by which a gateway knows a repeated request; never changes */
    const char *body; /* of a request that may have been taken and is to be repeated; NULL: none */
};

/* Which notices a worker can take, and what it writes down in the same commit. */
struct outbox_wanted {
    enum notice_channel channel;
    int64_t now_utc_secs;
    const char *gateway;           /* name of the profile */
    int64_t repeat_since_utc_secs; /* of this gateway unknown notices that became so since then; 0: none */
    size_t max;                    /* at most OUTBOX_BATCH_MAX */
    const struct outbox_outcome *outcomes; /* as with `finish`; NULL: none */
    size_t outcome_count;
};

/* What is about to be sent, kept before the wire. */
struct outbox_request {
    int64_t id;
    const char *body;
    uint32_t parts;
    const char *gateway; /* name of the profile */
};

/* Where a notice goes from here. */
struct outbox_outcome {
    int64_t id;
    enum notice_state state;
    enum notice_reason reason;
    int64_t not_before_utc_secs; /* with NOTICE_QUEUED, NOTICE_HELD and NOTICE_UNKNOWN */
    const char *words;           /* of the gateway; "" when it said nothing */
    const char *gateway;         /* name of the profile; "" when it was not asked */
    const char *gateway_id;      /* its name for the message; "" when it gave none */
};

/* How a gateway does, for whoever watches. */
struct outbox_health {
    enum notice_channel channel;
    int64_t now_utc_secs;
    const char *gateway;            /* name of the profile */
    int64_t stopped_since_utc_secs; /* 0: it takes messages */
    const char *words;              /* why it was stopped; "" */
};

struct outbox {
    void *context;
    enum error_code (*recover)(void *context, int64_t now_utc_secs, struct error *err) MUST_USE;
    /* The notices that are due, in their order; *out_count is 0 when there are none. Never two to one person, nor
     * one to a person for whom another one is claimed or in flight, so that messages keep their order. Bodies lie in
     * the arena. */
    enum error_code (*claim)(void *context, const struct outbox_wanted *wanted, struct arena *arena,
                             struct outbox_notice *out, size_t *out_count, struct error *err) MUST_USE;
    /* What is true of each of these at one moment, which is after their claim. */
    enum error_code (*facts)(void *context, const struct outbox_notice *notices, size_t count,
                             struct arena *arena, struct notice_facts *out, struct error *err) MUST_USE;
    /* The last step before the wire. out_begun[i] is false when the notice is no longer this worker's or the
     * number has just asked for silence; then nothing may be sent. */
    enum error_code (*begin)(void *context, int64_t now_utc_secs, const struct outbox_request *requests,
                             size_t count, bool *out_begun, struct error *err) MUST_USE;
    enum error_code (*finish)(void *context, int64_t now_utc_secs, const struct outbox_outcome *outcomes,
                              size_t count, struct error *err) MUST_USE;
    /* What has been due since before `due_before_utc_secs` waits for a person from now on (REASON_OUTAGE). */
    enum error_code (*hold_backlog)(void *context, enum notice_channel channel, int64_t due_before_utc_secs,
                                    struct error *err) MUST_USE;
    /* Writes down that a worker is at work and how its gateway does. *out_before_utc_secs is when, by what was written
     * before, messages of the channel could last go: some worker was at work and its gateway not stopped; 0: never. */
    enum error_code (*beat)(void *context, const struct outbox_health *health, int64_t now_utc_secs,
                            int64_t *out_before_utc_secs, struct error *err) MUST_USE;
};

#endif
