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
        }
    }
    return dies_after(fake, err);
}

static enum error_code claim(void *context, enum notice_channel channel, int64_t now_utc_secs,
                             struct outbox_notice *out, bool *out_found, struct error *err)
{
    struct fake_outbox *fake = context;

    (void)channel;
    if (dies_before(fake))
        return dead(err);
    *out_found = false;
    for (size_t i = 0; i < fake->row_count && !*out_found; i++) {
        struct fake_row *row = &fake->rows[i];
        bool waits = row->state == NOTICE_QUEUED || row->state == NOTICE_HELD;
        if (!waits || row->not_before_utc_secs > now_utc_secs)
            continue;
        row->state = NOTICE_CLAIMED;
        row->claimed_until_utc_secs = now_utc_secs + OUTBOX_CLAIM_SECS;
        *out = (struct outbox_notice){.id = (int64_t)i + 1, .tries = row->tries};
        snprintf(out->client_id, sizeof out->client_id, "%s", row->client_id);
        *out_found = true;
    }
    return dies_after(fake, err);
}

static enum error_code read_facts(void *context, int64_t id, struct arena *arena, struct notice_facts *out,
                                  struct error *err)
{
    struct fake_outbox *fake = context;

    (void)arena;
    if (dies_before(fake))
        return dead(err);
    *out = fake->facts;
    out->number = fake->rows[id - 1].number;
    return dies_after(fake, err);
}

static enum error_code begin(void *context, int64_t id, int64_t now_utc_secs,
                             const struct outbox_request *request, bool *out_begun, struct error *err)
{
    struct fake_outbox *fake = context;
    struct fake_row *row = &fake->rows[id - 1];

    if (dies_before(fake))
        return dead(err);
    *out_begun = !fake->opted_out_at_last_moment && row->state == NOTICE_CLAIMED;
    if (*out_begun) {
        row->state = NOTICE_IN_FLIGHT;
        row->claimed_until_utc_secs = now_utc_secs + OUTBOX_CLAIM_SECS;
        row->tries++;
        row->parts = request->parts;
        snprintf(row->body, sizeof row->body, "%s", request->body);
    }
    return dies_after(fake, err);
}

static enum error_code finish(void *context, int64_t id, int64_t now_utc_secs,
                              const struct outbox_outcome *outcome, struct error *err)
{
    struct fake_outbox *fake = context;
    struct fake_row *row = &fake->rows[id - 1];

    (void)now_utc_secs;
    if (dies_before(fake))
        return dead(err);
    row->state = outcome->state;
    row->reason = outcome->reason;
    row->not_before_utc_secs = outcome->not_before_utc_secs;
    snprintf(row->words, sizeof row->words, "%s", outcome->words);
    return dies_after(fake, err);
}

void fake_outbox_init(struct fake_outbox *fake, size_t row_count, const struct notice_facts *facts)
{
    *fake = (struct fake_outbox){
        .outbox = {fake, recover, claim, read_facts, begin, finish}, .row_count = row_count, .facts = *facts};
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
