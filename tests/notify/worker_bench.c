#include "worker_bench.h"

#include "base/text.h"
#include "cmocka_tests.h"

#include <stdlib.h>
#include <string.h>

#define PROFILE                                                                                              \
    "name: test\nkind: http\nnumber_format: msisdn\nmarks: keep\ncoding: {gsm: \"0\", ucs2: \"2\"}\n"        \
    "max_parts: 2\nper_second: 1000\n"                                                                       \
    "send:\n  method: GET\n  url: \"{base}/send\"\n  connect_secs: 1\n  total_secs: 1\n"                     \
    "  query:\n    - {name: ref, value: \"{ref}\"}\n    - {name: text, value: \"{text}\"}\n"                 \
    "  result:\n    - {status: \"202\", class: accepted}\n    - {status: \"403\", class: broken}\n"          \
    "    - {status: \"503\", class: transient}\n    - {status: \"400\", class: refused}\n"

#define TEXTS                                                                                                  \
    "message: {name}: {meetings}{more}\nin_person: {hour} ngày {date} tại {place}\nonline: {hour} {date}\n" \
    "cancelled: {hour} {date}\nseparator: \"; \"\nmore: \" +{count}\"\n"

const struct fake_turn fake_good_turn = {FAKE_ANSWERS, 202, "0: Accepted for delivery"};

int64_t bench_moment(const char *text)
{
    int64_t utc_secs;

    assert_true(civil_moment_parse(text, &utc_secs));
    return utc_secs;
}

void bench_start_worker(struct bench *bench, const char *base)
{
    const struct gateway_access access = {.base = base, .sender = "", .username = "", .password = ""};

    gateway_free(bench->gateway);
    assert_int_equal(gateway_new(bench->profile, &access, &bench->gateway, &bench->err), OK);
    bench->worker =
        (struct worker){.outbox = &bench->outbox.outbox, .clock = &bench->clock, .stop_descriptor = -1};
    worker_add_route(&bench->worker, bench->gateway,
                     &(struct prepare_rules){&bench->gates, &bench->texts, bench->profile});
}

struct bench *bench_new(size_t notices, const char *base)
{
    struct bench *bench = calloc(1, sizeof *bench);
    const struct notice_texts_file file = {TEXTS, strlen(TEXTS), "vi.txt"};

    assert_non_null(bench);
    arena_init(&bench->arena, 100000);
    bench->gates = (struct gate_rules){.quiet_from_minute = 21 * 60, .quiet_until_minute = 7 * 60};
    bench->clock = clock_fixed(bench_moment("2021-04-28T10:00"));
    bench->meeting = (struct notice_meeting){.place = "Nhà văn hoá"};
    assert_true(civil_time_parse("2021-05-02T19:30", &bench->meeting.start));
    const struct notice_facts facts = {.kind = NOTICE_PUBLISHED,
                                       .release_number = 1,
                                       .expires_utc_secs = bench_moment("2021-05-02T19:30"),
                                       .form_name = "Ông Ứng",
                                       .meetings = &bench->meeting,
                                       .meeting_count = 1};
    fake_outbox_init(&bench->outbox, notices, &facts);
    assert_int_equal(notice_texts_read(&bench->texts, NOTICE_PUBLISHED, &file, &bench->arena, &bench->err),
                     OK);
    assert_int_equal(
        gateway_profile_read(PROFILE, strlen(PROFILE), "test.yaml", &bench->profile, &bench->err), OK);
    bench_start_worker(bench, base);
    return bench;
}

void bench_free(struct bench *bench)
{
    gateway_free(bench->gateway);
    gateway_profile_free(bench->profile);
    arena_done(&bench->arena);
    free(bench);
}

enum error_code bench_pass(struct bench *bench)
{
    bench->counts = (struct worker_counts){0};
    return worker_pass(&bench->worker, &bench->counts, &bench->err);
}

void bench_assert_error(const struct bench *bench, const char *expected)
{
    CLEANUP(text_done) struct text said;

    text_init(&said, 1000);
    error_write(&bench->err, bench->err.message.format, &said);
    assert_string_equal(said.data, expected);
}

void bench_later(struct bench *bench, int64_t secs)
{
    bench->clock.fixed_utc_secs += secs;
}
