#include "notify/worker.h"

#include <poll.h>

#define NOTICE_ARENA_MAX_BYTES ((size_t)4 * 1024 * 1024)
#define TROUBLES_MAX 3
#define IDLE_MS 5000
#define PAUSE_MIN_MS 15000
#define PAUSE_MAX_MS 900000
#define AGAIN_MIN_SECS 60
#define AGAIN_MAX_SECS 3600

/* Waits, and says whether to stop. */
static bool wait_or_stop(const struct worker *worker, int64_t ms)
{
    struct pollfd stop = {.fd = worker->stop_descriptor, .events = POLLIN};
    int64_t until = clock_monotonic_ms() + ms;

    for (;;) {
        int64_t left = until - clock_monotonic_ms();
        int ready = poll(&stop, 1, left > 0 ? (int)left : 0);
        if (ready > 0 || left <= 0)
            return ready > 0;
    }
}

/* Seconds until a message is tried again: 1, 2, 4 minutes and so on, at most an hour. */
static int64_t again_secs(int64_t tries)
{
    int64_t secs = AGAIN_MIN_SECS;

    for (int64_t i = 0; i < tries && secs < AGAIN_MAX_SECS; i++)
        secs *= 2;
    return secs < AGAIN_MAX_SECS ? secs : AGAIN_MAX_SECS;
}

/* What each class of answer makes of the notice, and whether it speaks against the channel. */
static const struct consequence {
    enum notice_state state;
    enum notice_reason reason;
    bool trouble;
} consequences[CLASS_COUNT] = {
    [CLASS_ACCEPTED] = {NOTICE_ACCEPTED, REASON_NONE, false},
    [CLASS_DUPLICATE] = {NOTICE_ACCEPTED, REASON_NONE, false},
    [CLASS_THROTTLED] = {NOTICE_QUEUED, REASON_GATEWAY, true},
    [CLASS_TRANSIENT] = {NOTICE_QUEUED, REASON_GATEWAY, true},
    [CLASS_REFUSED] = {NOTICE_FAILED, REASON_GATEWAY, false},
    [CLASS_BLOCKED] = {NOTICE_FAILED, REASON_GATEWAY, false},
    [CLASS_BROKEN] = {NOTICE_QUEUED, REASON_GATEWAY, true},
    [CLASS_UNKNOWN] = {NOTICE_UNKNOWN, REASON_NO_ANSWER, true},
    [CLASS_UNSENT] = {NOTICE_QUEUED, REASON_GATEWAY, true},
};

static enum error_code finish(struct worker *worker, int64_t id, const struct outbox_outcome *outcome,
                              struct worker_counts *counts, struct error *err)
{
    int64_t now = clock_now_utc_secs(worker->clock);

    TRY(worker->outbox->finish(worker->outbox->context, id, now, outcome, err));
    counts->handled[outcome->state]++;
    return OK;
}

static enum error_code finish_answered(struct worker *worker, const struct outbox_notice *notice,
                                       const struct gateway_answer *answer, struct worker_counts *counts,
                                       struct error *err)
{
    const struct consequence *consequence = &consequences[answer->class];
    struct outbox_outcome outcome = {.state = consequence->state,
                                     .reason = consequence->reason,
                                     .words = answer->words,
                                     .gateway_id = answer->id};

    /* What never left is tried again as soon as the channel is; the pause is the channel's. */
    outcome.not_before_utc_secs = clock_now_utc_secs(worker->clock);
    if (answer->class != CLASS_UNSENT)
        outcome.not_before_utc_secs += again_secs(notice->tries);
    if (outcome.state == NOTICE_QUEUED && answer->class != CLASS_UNSENT &&
        notice->tries >= WORKER_TRIES_MAX) {
        outcome.state = NOTICE_FAILED;
        outcome.reason = REASON_TOO_MANY_TRIES;
    }
    return finish(worker, notice->id, &outcome, counts, err);
}

/* After an answer: whether the channel may go on. */
static enum error_code judge_channel(struct worker *worker, int64_t id, const struct gateway_answer *answer,
                                     struct error *err)
{
    worker->troubles = consequences[answer->class].trouble ? worker->troubles + 1 : 0;
    if (answer->class == CLASS_UNSENT)
        return error_set(
            err, ERROR_UNAVAILABLE,
            "the gateway cannot be reached: %s. The notices stay in the queue and are sent when it "
            "can be reached again",
            answer->words);
    if (worker->troubles >= TROUBLES_MAX)
        return error_set(
            err, ERROR_UNAVAILABLE,
            "the gateway did not take %d messages in a row; its words stand with notice %lld. The "
            "rest stays in the queue",
            worker->troubles, (long long)id);
    return OK;
}

static enum error_code send_notice(struct worker *worker, const struct outbox_notice *notice,
                                   const char *number, const struct prepared_notice *prepared,
                                   struct worker_counts *counts, struct error *err)
{
    const struct outbox *outbox = worker->outbox;
    const struct outbox_request request = {prepared->text, prepared->size.parts, worker->rules.profile->name};
    int64_t now = clock_now_utc_secs(worker->clock);
    const struct gateway_message message = {.number = number,
                                            .text = prepared->text,
                                            .client_id = notice->client_id,
                                            .coding = prepared->size.coding,
                                            .parts = prepared->size.parts,
                                            .now_utc_secs = now};
    struct gateway_answer answer;
    bool begun;

    TRY(outbox->begin(outbox->context, notice->id, now, &request, &begun, err));
    if (!begun)
        return OK;
    worker->sent_ms = clock_monotonic_ms();
    gateway_send(worker->gateway, &message, &answer);
    TRY(finish_answered(worker, notice, &answer, counts, err));
    return judge_channel(worker, notice->id, &answer, err);
}

static enum error_code handle(struct worker *worker, const struct outbox_notice *notice,
                              struct worker_counts *counts, struct error *err)
{
    CLEANUP(arena_done) struct arena arena;
    int64_t now = clock_now_utc_secs(worker->clock);
    struct notice_facts facts;
    struct prepared_notice prepared;

    arena_init(&arena, NOTICE_ARENA_MAX_BYTES);
    TRY(worker->outbox->facts(worker->outbox->context, notice->id, &arena, &facts, err));
    TRY(prepare_notice(&worker->rules, &facts, now, &arena, &prepared, err));
    if (prepared.decision.state == NOTICE_QUEUED)
        return send_notice(worker, notice, facts.number, &prepared, counts, err);
    const struct outbox_outcome outcome = {.state = prepared.decision.state,
                                           .reason = prepared.decision.reason,
                                           .not_before_utc_secs = prepared.decision.until_utc_secs,
                                           .words = "",
                                           .gateway_id = ""};
    return finish(worker, notice->id, &outcome, counts, err);
}

/* Keeps to the messages in a second that the profile allows. */
static bool wait_turn_or_stop(const struct worker *worker)
{
    int64_t gap_ms = 1000 / worker->rules.profile->per_second;

    return wait_or_stop(worker, worker->sent_ms + gap_ms - clock_monotonic_ms());
}

enum error_code worker_pass(struct worker *worker, struct worker_counts *counts, struct error *err)
{
    const struct outbox *outbox = worker->outbox;

    TRY(outbox->recover(outbox->context, clock_now_utc_secs(worker->clock), err));
    while (!wait_turn_or_stop(worker)) {
        struct outbox_notice notice;
        bool found;
        TRY(outbox->claim(outbox->context, worker->channel, clock_now_utc_secs(worker->clock), &notice,
                          &found, err));
        if (!found)
            break;
        TRY(handle(worker, &notice, counts, err));
    }
    return OK;
}

static bool handled_any(const struct worker_counts *counts)
{
    for (int i = 0; i < NOTICE_STATE_COUNT; i++)
        if (counts->handled[i] > 0)
            return true;
    return false;
}

void worker_run(struct worker *worker,
                void (*report)(void *context, const struct worker_counts *counts, const struct error *err),
                void *context)
{
    int64_t pause_ms = PAUSE_MIN_MS;
    int64_t wait_ms;

    do {
        struct worker_counts counts = {0};
        struct error err;
        if (worker->chores != NULL)
            worker->chores(worker->chores_context);
        bool failed = worker_pass(worker, &counts, &err) != OK;
        if (failed || handled_any(&counts))
            report(context, &counts, failed ? &err : NULL);
        wait_ms = failed ? pause_ms : IDLE_MS;
        pause_ms = !failed ? PAUSE_MIN_MS : pause_ms * 2 < PAUSE_MAX_MS ? pause_ms * 2 : PAUSE_MAX_MS;
    } while (!wait_or_stop(worker, wait_ms));
}
