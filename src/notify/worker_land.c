#include "notify/worker_pass.h"

#include <stdio.h>

#define AGAIN_MIN_SECS 60
#define AGAIN_MAX_SECS 3600
#define GATHER_MS 10

/* Seconds until a message is tried again: 1, 2, 4 minutes and so on, at most an hour. */
static int64_t again_secs(int64_t tries)
{
    int64_t secs = AGAIN_MIN_SECS;

    for (int64_t i = 0; i < tries && secs < AGAIN_MAX_SECS; i++)
        secs *= 2;
    return secs < AGAIN_MAX_SECS ? secs : AGAIN_MAX_SECS;
}

/* What each class of answer makes of the notice, and of the trust in the gateway. */
static const struct consequence {
    enum notice_state state;
    enum notice_reason reason;
    enum { GATEWAY_GOOD, GATEWAY_BAD, GATEWAY_AWAY, GATEWAY_BUSY } gateway;
} consequences[CLASS_COUNT] = {
    [CLASS_ACCEPTED] = {NOTICE_ACCEPTED, REASON_NONE, GATEWAY_GOOD},
    [CLASS_DUPLICATE] = {NOTICE_ACCEPTED, REASON_NONE, GATEWAY_GOOD},
    [CLASS_THROTTLED] = {NOTICE_QUEUED, REASON_GATEWAY, GATEWAY_BUSY},
    [CLASS_TRANSIENT] = {NOTICE_QUEUED, REASON_GATEWAY, GATEWAY_BAD},
    [CLASS_DEFERRED] = {NOTICE_QUEUED, REASON_GATEWAY, GATEWAY_GOOD},
    [CLASS_REFUSED] = {NOTICE_FAILED, REASON_GATEWAY, GATEWAY_GOOD},
    [CLASS_BLOCKED] = {NOTICE_FAILED, REASON_GATEWAY, GATEWAY_GOOD},
    [CLASS_BROKEN] = {NOTICE_QUEUED, REASON_GATEWAY, GATEWAY_BAD},
    [CLASS_EXPIRED] = {NOTICE_QUEUED, REASON_GATEWAY, GATEWAY_BAD},
    [CLASS_UNKNOWN] = {NOTICE_UNKNOWN, REASON_NO_ANSWER, GATEWAY_BAD},
    [CLASS_UNSENT] = {NOTICE_QUEUED, REASON_GATEWAY, GATEWAY_AWAY},
};

/* A message that may have been taken before stays so, whatever a repetition is answered, unless that says it was. */
static void stay_unknown(struct outbox_outcome *outcome)
{
    if (outcome->state == NOTICE_ACCEPTED)
        return;
    outcome->state = NOTICE_UNKNOWN;
    outcome->reason = REASON_NO_ANSWER;
}

static struct outbox_outcome outcome_of(const struct flight *flight, int64_t now_utc_secs)
{
    const struct gateway_answer *answer = &flight->answer;
    const struct consequence *consequence = &consequences[answer->class];
    int64_t pause = again_secs(flight->notice.tries);
    struct outbox_outcome outcome = {.id = flight->notice.id,
                                     .state = consequence->state,
                                     .reason = consequence->reason,
                                     .not_before_utc_secs = now_utc_secs,
                                     .words = answer->words,
                                     .gateway = flight->route->rules.profile->name,
                                     .gateway_id = answer->id};

    /* What never left is tried again as soon as the gateway is, and with a new token at once; the pause is the
     * gateway's. */
    if (answer->class != CLASS_UNSENT && answer->class != CLASS_EXPIRED)
        outcome.not_before_utc_secs += answer->pause_secs > pause ? answer->pause_secs : pause;
    if (outcome.state == NOTICE_QUEUED && answer->class != CLASS_UNSENT &&
        flight->notice.tries >= WORKER_TRIES_MAX) {
        outcome.state = NOTICE_FAILED;
        outcome.reason = REASON_TOO_MANY_TRIES;
    }
    if (flight->repeated)
        stay_unknown(&outcome);
    return outcome;
}

static void judge_gateway(const struct worker *worker, const struct flight *flight)
{
    struct worker_route *route = flight->route;
    const struct gateway_answer *answer = &flight->answer;
    int64_t now_ms = clock_monotonic_ms();
    int64_t now_utc_secs = clock_now_utc_secs(worker->clock);

    switch (consequences[answer->class].gateway) {
    case GATEWAY_GOOD: breaker_good(&route->breaker); return;
    case GATEWAY_BAD: breaker_bad(&route->breaker, now_ms, now_utc_secs); break;
    case GATEWAY_AWAY: breaker_stop(&route->breaker, now_ms, now_utc_secs); break;
    case GATEWAY_BUSY:
        breaker_bad(&route->breaker, now_ms, now_utc_secs);
        throttle_pause(&route->throttle, answer->pause_secs, now_ms);
        break;
    }
    route->unreachable = answer->class == CLASS_UNSENT;
    route->bad_notice = flight->notice.id;
    snprintf(route->words, sizeof route->words, "%s", answer->words);
}

/* Adds what has come, up to one batch. */
static size_t take_answers(const struct pass *pass, struct flight *landed[OUTBOX_BATCH_MAX], size_t count)
{
    for (size_t i = 0; i < pass->worker->route_count; i++) {
        struct gateway *gateway = pass->worker->routes[i].gateway;
        struct gateway_answer answer;
        void *ticket;
        while (count < OUTBOX_BATCH_MAX && gateway_take(gateway, &ticket, &answer)) {
            landed[count] = ticket;
            landed[count++]->answer = answer;
        }
    }
    return count;
}

/* Answers that come close together share a commit: after the first, the others get a moment. */
static size_t gather_answers(const struct pass *pass, struct flight *landed[OUTBOX_BATCH_MAX])
{
    size_t count = take_answers(pass, landed, 0);
    int64_t until_ms = clock_monotonic_ms() + GATHER_MS;

    while (count > 0 && count < OUTBOX_BATCH_MAX && count < pass->in_flight &&
           clock_monotonic_ms() < until_ms) {
        for (size_t i = 0; i < pass->worker->route_count; i++)
            if (gateway_pending(pass->worker->routes[i].gateway) > 0)
                gateway_wait(pass->worker->routes[i].gateway, 1);
        count = take_answers(pass, landed, count);
    }
    return count;
}

void pass_land(struct pass *pass)
{
    size_t count = gather_answers(pass, pass->landed);
    int64_t now = clock_now_utc_secs(pass->worker->clock);

    for (size_t i = 0; i < count; i++) {
        struct flight *flight = pass->landed[i];
        judge_gateway(pass->worker, flight);
        pass->outcomes[i] = outcome_of(flight, now);
        /* The other gateway may have what surely was not taken at once. */
        if (pass->outcomes[i].state == NOTICE_QUEUED && pass->worker->route_count > 1 &&
            flight->route->breaker.stopped)
            pass->outcomes[i].not_before_utc_secs = now;
    }
    pass->landed_count = count;
    pass->in_flight -= count;
    if (count > 0)
        pass->nothing_due = false; /* another notice may wait for the same person */
}

void pass_forget_landed(struct pass *pass, bool written)
{
    for (size_t i = 0; i < pass->landed_count; i++) {
        pass->counts->handled[pass->outcomes[i].state] += written;
        pass->landed[i]->next = pass->free;
        pass->free = pass->landed[i];
    }
    pass->landed_count = 0;
}

enum error_code pass_write_down(struct pass *pass, struct error *err)
{
    const struct outbox *outbox = pass->worker->outbox;

    if (pass->landed_count == 0)
        return OK;
    TRY(outbox->finish(outbox->context, clock_now_utc_secs(pass->worker->clock), pass->outcomes,
                       pass->landed_count, err));
    pass_forget_landed(pass, true);
    return OK;
}
