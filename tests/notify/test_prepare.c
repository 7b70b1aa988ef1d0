/* From facts to a text that the gateway takes whole, or the reason why not. */
#include "base/text.h"
#include "cmocka_tests.h"
#include "notify/prepare.h"
#include "worker_bench.h"

#include <string.h>

/* 19:30 on 2 May in a place of this name, at ten on 28 April 2021. */
static struct prepared_notice prepare(struct bench *bench, const char *place)
{
    const struct prepare_rules rules = {&bench->gates, &bench->texts, bench->profile};
    struct notice_meeting meeting = bench->meeting;
    struct prepared_notice prepared;
    struct notice_facts facts = {.kind = NOTICE_PUBLISHED,
                                 .rule = "release",
                                 .release_number = 1,
                                 .expires_utc_secs = bench_moment("2021-05-02T19:30"),
                                 .form_name = "Ông Ứng",
                                 .number = "+84500000001",
                                 .mail = "",
                                 .meetings = &meeting,
                                 .meeting_count = 1};

    meeting.place = place;
    assert_int_equal(prepare_notice(&rules, &facts, bench_moment("2021-04-28T10:00"), &bench->arena,
                                    &prepared, &bench->err),
                     OK);
    return prepared;
}

static const char long_place[] = "Nhà văn hoá xóm Đồng Mây, xã Điện Biên, tỉnh Bình Nguyên";

static void marks_go_where_the_profile_says_so(void **state)
{
    struct bench *bench = bench_new(0, "http://127.0.0.1:1");
    (void)state;
    bench->profile->marks = MARKS_KEEP;
    assert_int_equal(prepare(bench, long_place).size.coding, SMS_UCS2);
    bench->profile->marks = MARKS_STRIP;
    assert_non_null(strstr(prepare(bench, long_place).text, "tai Nha van hoa xom Dong May"));
    bench->profile->marks = MARKS_CHEAPER;
    assert_int_equal(prepare(bench, long_place).size.parts, 1);
    bench_free(bench);
}

/* Seventy units or fewer are one part in both alphabets. */
static void marks_stay_where_taking_them_off_saves_nothing(void **state)
{
    struct bench *bench = bench_new(0, "http://127.0.0.1:1");

    (void)state;
    bench->texts.pieces[NOTICE_PUBLISHED][PIECE_MESSAGE] = "{name}: {meetings}{more}";
    bench->profile->marks = MARKS_CHEAPER;
    assert_non_null(strstr(prepare(bench, "Hội trường").text, "Ông Ứng"));
    bench_free(bench);
}

static void what_the_provider_would_cut_fails(void **state)
{
    struct bench *bench = bench_new(0, "http://127.0.0.1:1");

    (void)state;
    bench->profile->max_parts = 2;
    assert_int_equal(prepare(bench, long_place).decision.state, NOTICE_QUEUED);
    bench->profile->max_parts = 1;
    assert_int_equal(prepare(bench, long_place).decision.reason, REASON_TOO_LONG);
    bench_free(bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_go_where_the_profile_says_so),
        cmocka_unit_test(marks_stay_where_taking_them_off_saves_nothing),
        cmocka_unit_test(what_the_provider_would_cut_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
