/* An outbox in memory that keeps the promises of notify/outbox.h and dies when the test says so. */
#ifndef TESTS_NOTIFY_FAKE_OUTBOX_H
#define TESTS_NOTIFY_FAKE_OUTBOX_H

#include "notify/outbox.h"

#define FAKE_ROWS_MAX 16

struct fake_row {
    char client_id[OUTBOX_CLIENT_ID_MAX + 1];
    char number[32];
    enum notice_state state;
    enum notice_reason reason;
    int64_t not_before_utc_secs;
    int64_t claimed_until_utc_secs;
    int64_t unknown_since_utc_secs; /* 0: never */
    int64_t tries;
    uint32_t parts;
    char body[2000];
    char words[300];
};

enum fake_death { FAKE_LIVES, FAKE_DIES_BEFORE, FAKE_DIES_AFTER };

struct fake_outbox {
    struct outbox outbox;
    struct fake_row rows[FAKE_ROWS_MAX]; /* the id of rows[i] is i + 1 */
    size_t row_count;
    struct notice_facts facts;     /* of every row, but for the number */
    bool opted_out_at_last_moment; /* after the facts were read */
    int64_t beat_utc_secs;         /* the last one */
    int64_t stopped_since_utc_secs;
    enum fake_death death;
    unsigned dies_at_step; /* counted from 1 over all calls; before or after its transaction */
    unsigned steps;
};

void fake_outbox_init(struct fake_outbox *fake, size_t row_count, const struct notice_facts *facts);

size_t fake_outbox_count(const struct fake_outbox *fake, enum notice_state state);

#endif
