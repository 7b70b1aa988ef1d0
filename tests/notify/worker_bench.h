/* A worker with everything it needs: an outbox in memory, a profile, texts and a fixed hour, 10:00 on 28 April 2021.
 * Each notice tells "Ông Ứng" of one meeting on 2 May at 19:30.
 */
#ifndef TESTS_NOTIFY_WORKER_BENCH_H
#define TESTS_NOTIFY_WORKER_BENCH_H

#include "fake_gateway.h"
#include "fake_outbox.h"
#include "notify/worker.h"

struct bench {
    struct arena arena;
    struct notice_texts texts;
    struct gate_rules gates;
    struct gateway_profile *profile;
    struct gateway *gateway;
    struct clock clock;
    struct notice_meeting meeting;
    struct fake_outbox outbox;
    struct worker worker;
    struct worker_counts counts;
    struct error err;
};

struct bench *bench_new(size_t notices, const char *base);
void bench_free(struct bench *bench);

/* Another process: nothing is remembered but what the outbox holds. */
void bench_start_worker(struct bench *bench, const char *base);
enum error_code bench_pass(struct bench *bench);
void bench_later(struct bench *bench, int64_t secs);

int64_t bench_moment(const char *text);
void bench_assert_error(const struct bench *bench, const char *expected);

extern const struct fake_turn fake_good_turn; /* 202 0: Accepted for delivery */

#endif
