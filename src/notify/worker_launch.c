#include "notify/worker_pass.h"

#define BATCH_ARENA_MAX_BYTES ((size_t)64 * 1024 * 1024)

/* The notices of one claim on their way to the wire. */
struct batch {
    struct pass *pass;
    struct worker_route *route;
    struct arena arena;
    int64_t now_utc_secs;
    struct outbox_notice notices[OUTBOX_BATCH_MAX];
    struct outbox_request requests[OUTBOX_BATCH_MAX];
    struct gateway_message messages[OUTBOX_BATCH_MAX];
    size_t of_request[OUTBOX_BATCH_MAX]; /* its notice */
    size_t request_count;
    struct outbox_outcome outcomes[OUTBOX_BATCH_MAX]; /* of those that do not go */
    size_t outcome_count;
};

static void batch_done(struct batch *batch)
{
    arena_done(&batch->arena);
}

static void add_request(struct batch *batch, size_t notice, const struct notice_facts *facts,
                        const struct prepared_notice *prepared)
{
    const struct gateway_profile *profile = batch->route->rules.profile;
    size_t place = batch->request_count++;

    batch->of_request[place] = notice;
    batch->requests[place] = (struct outbox_request){
        .id = batch->notices[notice].id,
        .body = prepared->text,
        .parts = prepared->size.parts,
        .gateway = profile->name,
    };
    batch->messages[place] = (struct gateway_message){
        .number = facts->channel == CHANNEL_MAIL ? facts->mail : facts->number,
        .name = facts->form_name,
        .text = prepared->text,
        .subject = prepared->subject,
        .html = prepared->html,
        .calendar = facts->calendar,
        .unsubscribable = facts->kind == NOTICE_DIGEST,
        .client_id = batch->notices[notice].client_id,
        .coding = prepared->size.coding,
        .parts = prepared->size.parts,
        .now_utc_secs = batch->now_utc_secs,
    };
}

static void add_outcome(struct batch *batch, size_t notice, const struct gate_decision *decision)
{
    batch->outcomes[batch->outcome_count++] = (struct outbox_outcome){
        .id = batch->notices[notice].id,
        .state = decision->state,
        .reason = decision->reason,
        .not_before_utc_secs = decision->until_utc_secs,
        .words = "",
        .gateway = "",
        .gateway_id = "",
    };
}

/* What was sent before and may have been taken goes again as it was. */
static enum error_code write_text(struct batch *batch, const struct outbox_notice *notice,
                                  const struct notice_facts *facts, struct prepared_notice *out,
                                  struct error *err)
{
    struct prepared_notice prepared = {.decision = {.state = NOTICE_QUEUED}, .text = notice->body};

    if (notice->body == NULL)
        return prepare_notice(&batch->route->rules, facts, batch->now_utc_secs, &batch->arena, out, err);
    if (!sms_text_measure(notice->body, &prepared.size))
        return error_set(err, ERROR_SOFTWARE, "a stored text is not UTF-8");
    *out = prepared;
    return OK;
}

static enum error_code prepare(struct batch *batch, size_t place, const struct notice_facts *facts,
                               struct error *err)
{
    struct prepared_notice prepared;

    TRY(write_text(batch, &batch->notices[place], facts, &prepared, err));
    if (prepared.decision.state == NOTICE_QUEUED)
        add_request(batch, place, facts, &prepared);
    else
        add_outcome(batch, place, &prepared.decision);
    return OK;
}

static enum error_code prepare_all(struct batch *batch, size_t count, struct error *err)
{
    const struct outbox *outbox = batch->pass->worker->outbox;
    struct notice_facts *facts = arena_array(&batch->arena, count, sizeof *facts);

    if (facts == NULL)
        return error_memory(err);
    TRY(outbox->facts(outbox->context, batch->notices, count, &batch->arena, facts, err));
    for (size_t i = 0; i < count; i++)
        TRY(prepare(batch, i, &facts[i], err));
    return OK;
}

static void take_off(struct batch *batch, size_t place)
{
    struct pass *pass = batch->pass;
    struct flight *flight = pass->free;
    const struct outbox_notice *notice = &batch->notices[batch->of_request[place]];

    pass->free = flight->next;
    pass->in_flight++;
    *flight = (struct flight){.notice = *notice, .route = batch->route, .repeated = notice->body != NULL};
    gateway_begin(batch->route->gateway, &batch->messages[place], flight);
}

static enum error_code commit_and_send(struct batch *batch, struct error *err)
{
    const struct outbox *outbox = batch->pass->worker->outbox;
    bool begun[OUTBOX_BATCH_MAX];

    if (batch->request_count == 0)
        return OK;
    TRY(outbox->begin(outbox->context, batch->now_utc_secs, batch->requests, batch->request_count, begun,
                      err));
    throttle_take(&batch->route->throttle, batch->request_count, clock_monotonic_ms());
    for (size_t i = 0; i < batch->request_count; i++)
        if (begun[i])
            take_off(batch, i);
    return OK;
}

static enum error_code commit_outcomes(const struct batch *batch, struct error *err)
{
    const struct outbox *outbox = batch->pass->worker->outbox;

    if (batch->outcome_count == 0)
        return OK;
    TRY(outbox->finish(outbox->context, batch->now_utc_secs, batch->outcomes, batch->outcome_count, err));
    for (size_t i = 0; i < batch->outcome_count; i++)
        batch->pass->counts->handled[batch->outcomes[i].state]++;
    return OK;
}

enum error_code pass_launch(struct pass *pass, struct worker_route *route, size_t room, struct error *err)
{
    CLEANUP(batch_done) struct batch batch = {.pass = pass, .route = route};
    const struct worker *worker = pass->worker;
    const struct outbox_wanted wanted = {.channel = worker->channel,
                                         .now_utc_secs = clock_now_utc_secs(worker->clock),
                                         .gateway = route->rules.profile->name,
                                         .repeat_since_utc_secs = gateway_profile_repeat_since(
                                             route->rules.profile, clock_now_utc_secs(worker->clock)),
                                         .outcomes = pass->outcomes,
                                         .outcome_count = pass->landed_count,
                                         .max = room < OUTBOX_BATCH_MAX ? room : OUTBOX_BATCH_MAX};
    size_t count = 0;

    arena_init(&batch.arena, BATCH_ARENA_MAX_BYTES);
    batch.now_utc_secs = clock_now_utc_secs(worker->clock);
    TRY(worker->outbox->claim(worker->outbox->context, &wanted, &batch.arena, batch.notices, &count, err));
    pass_forget_landed(pass, true);
    pass->nothing_due = count == 0;
    if (count > 0)
        TRY(prepare_all(&batch, count, err));
    TRY(commit_outcomes(&batch, err));
    return commit_and_send(&batch, err);
}
