#include "fake_outbox.h"

#include <stdio.h>

static enum error_code dead(struct error *err)
{
    return error_set(err, ERROR_IO, "the program was killed here");
}

/* Each call is one step. */
static bool dies_before(struct fake_outbox *fake)
{
    fake->steps++;
    return fake->death == FAKE_DIES_BEFORE && fake->steps == fake->dies_at_step;
}

static enum error_code dies_after(const struct fake_outbox *fake, struct error *err)
{
    return fake->death == FAKE_DIES_AFTER && fake->steps == fake->dies_at_step ? dead(err) : OK;
}

static enum error_code recover(void *context, int64_t now_utc_secs, struct error *err)
{
    struct fake_outbox *fake = context;

    if (dies_before(fake))
        return dead(err);
    for (size_t i = 0; i < fake->row_count; i++) {
        struct fake_row *row = &fake->rows[i];
        bool lapsed = row->claimed_until_utc_secs <= now_utc_secs;
        if (row->state == NOTICE_CLAIMED && lapsed)
            row->state = NOTICE_QUEUED;
        if (row->state == NOTICE_IN_FLIGHT && lapsed) {
            row->state = NOTICE_UNKNOWN;
            row->reason = REASON_INTERRUPTED;
            row->unknown_since_utc_secs = now_utc_secs;
        }
    }
    return dies_after(fake, err);
}

static void finish_rows(struct fake_outbox *fake, int64_t now_utc_secs, const struct outbox_outcome *outcomes,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct fake_row *row = &fake->rows[outcomes[i].id - 1];
        row->state = outcomes[i].state;
        row->reason = outcomes[i].reason;
        row->not_before_utc_secs = outcomes[i].not_before_utc_secs;
        row->unknown_since_utc_secs =
            row->unknown_since_utc_secs == 0 ? now_utc_secs : row->unknown_since_utc_secs;
        snprintf(row->words, sizeof row->words, "%s", outcomes[i].words);
    }
}

static enum error_code finish(void *context, int64_t now_utc_secs, const struct outbox_outcome *outcomes,
                              size_t count, struct error *err)
{
    struct fake_outbox *fake = context;

    if (dies_before(fake))
        return dead(err);
    finish_rows(fake, now_utc_secs, outcomes, count);
    return dies_after(fake, err);
}

/* One more of the rows that may go. */
static bool claim_row(struct fake_outbox *fake, const struct outbox_wanted *wanted, int64_t now_utc_secs,
                      struct outbox_notice *out)
{
    for (size_t i = 0; i < fake->row_count; i++) {
        struct fake_row *row = &fake->rows[i];
        bool again = row->state == NOTICE_UNKNOWN && wanted->repeat_since_utc_secs > 0 &&
                     row->unknown_since_utc_secs >= wanted->repeat_since_utc_secs;
        bool waits = row->state == NOTICE_QUEUED || row->state == NOTICE_HELD || again;
        if (!waits || row->not_before_utc_secs > now_utc_secs)
            continue;
        row->state = NOTICE_CLAIMED;
        row->claimed_until_utc_secs = now_utc_secs + OUTBOX_CLAIM_SECS;
        *out = (struct outbox_notice){
            .id = (int64_t)i + 1, .tries = row->tries, .body = again ? row->body : NULL};
        snprintf(out->client_id, sizeof out->client_id, "%s", row->client_id);
        return true;
    }
    return false;
}

static enum error_code claim(void *context, const struct outbox_wanted *wanted, struct arena *arena,
                             struct outbox_notice *out, size_t *out_count, struct error *err)
{
    struct fake_outbox *fake = context;
    size_t count = 0;

    (void)arena;
    if (dies_before(fake))
        return dead(err);
    finish_rows(fake, wanted->now_utc_secs, wanted->outcomes, wanted->outcome_count);
    while (count < wanted->max && claim_row(fake, wanted, wanted->now_utc_secs, &out[count]))
        count++;
    *out_count = count;
    return dies_after(fake, err);
}

static enum error_code read_facts(void *context, const struct outbox_notice *notices, size_t count,
                                  struct arena *arena, struct notice_facts *out, struct error *err)
{
    struct fake_outbox *fake = context;

    (void)arena;
    if (dies_before(fake))
        return dead(err);
    for (size_t i = 0; i < count; i++) {
        out[i] = fake->facts;
        out[i].number = fake->rows[notices[i].id - 1].number;
    }
    return dies_after(fake, err);
}

static bool begin_row(struct fake_outbox *fake, int64_t now_utc_secs, const struct outbox_request *request)
{
    struct fake_row *row = &fake->rows[request->id - 1];

    if (fake->opted_out_at_last_moment || row->state != NOTICE_CLAIMED)
        return false;
    row->state = NOTICE_IN_FLIGHT;
    row->claimed_until_utc_secs = now_utc_secs + OUTBOX_CLAIM_SECS;
    row->tries++;
    row->parts = request->parts;
    if (request->body != row->body)
        snprintf(row->body, sizeof row->body, "%s", request->body);
    return true;
}

static enum error_code begin(void *context, int64_t now_utc_secs, const struct outbox_request *requests,
                             size_t count, bool *out_begun, struct error *err)
{
    struct fake_outbox *fake = context;

    if (dies_before(fake))
        return dead(err);
    for (size_t i = 0; i < count; i++)
        out_begun[i] = begin_row(fake, now_utc_secs, &requests[i]);
    return dies_after(fake, err);
}

/* These two are no steps of a message. */
static enum error_code hold_backlog(void *context, enum notice_channel channel, int64_t due_before_utc_secs,
                                    struct error *err)
{
    struct fake_outbox *fake = context;

    (void)channel;
    (void)err;
    for (size_t i = 0; i < fake->row_count; i++) {
        struct fake_row *row = &fake->rows[i];
        if (row->state != NOTICE_QUEUED || row->not_before_utc_secs > due_before_utc_secs)
            continue;
        row->state = NOTICE_HELD;
        row->reason = REASON_OUTAGE;
        row->not_before_utc_secs = INT64_MAX;
    }
    return OK;
}

static enum error_code beat(void *context, const struct outbox_health *health, int64_t now_utc_secs,
                            int64_t *out_before_utc_secs, struct error *err)
{
    struct fake_outbox *fake = context;

    (void)err;
    *out_before_utc_secs = fake->beat_utc_secs;
    fake->beat_utc_secs = now_utc_secs;
    fake->stopped_since_utc_secs = health->stopped_since_utc_secs;
    return OK;
}

void fake_outbox_init(struct fake_outbox *fake, size_t row_count, const struct notice_facts *facts)
{
    *fake =
        (struct fake_outbox){.outbox = {fake, recover, claim, read_facts, begin, finish, hold_backlog, beat},
                             .row_count = row_count,
                             .facts = *facts};
    for (size_t i = 0; i < row_count; i++) {
        fake->rows[i].state = NOTICE_QUEUED;
        snprintf(fake->rows[i].client_id, sizeof fake->rows[i].client_id, "client-%zu-end", i + 1);
        snprintf(fake->rows[i].number, sizeof fake->rows[i].number, "+84500%06zu", (i + 1) % 1000000);
    }
}

size_t fake_outbox_count(const struct fake_outbox *fake, enum notice_state state)
{
    size_t count = 0;

    for (size_t i = 0; i < fake->row_count; i++)
        count += fake->rows[i].state == state;
    return count;
}
