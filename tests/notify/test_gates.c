#include "cmocka_tests.h"
#include "notify/gates.h"

static int64_t moment(const char *text)
{
    int64_t utc_secs;

    assert_true(civil_moment_parse(text, &utc_secs));
    return utc_secs;
}

static struct civil_time time_of(const char *text)
{
    struct civil_time time;

    assert_true(civil_time_parse(text, &time));
    return time;
}

static const struct gate_rules rules = {.quiet_from_minute = 21 * 60, .quiet_until_minute = 7 * 60};

/* What is asked of the gates, beside a meeting on 2 May at 19:30. */
static const struct {
    const char *now;
    bool opted_out;
    bool superseded;
    const char *number;
    const char *expires;
    enum notice_state state;
    enum notice_reason reason;
    const char *until;
} rows[] = {
    {"2021-04-28T10:00", false, false, "+84500000001", "2021-05-02T19:30", NOTICE_QUEUED, REASON_NONE, NULL},
    {"2021-04-28T10:00", true, false, "+84500000001", "2021-05-02T19:30", NOTICE_CANCELLED, REASON_OPTED_OUT,
     NULL},
    {"2021-04-28T10:00", false, true, "+84500000001", "2021-05-02T19:30", NOTICE_CANCELLED,
     REASON_NEWER_NOTICE, NULL},
    {"2021-04-28T10:00", false, false, "", "2021-05-02T19:30", NOTICE_FAILED, REASON_NO_NUMBER, NULL},
    /* the meeting is over */
    {"2021-05-02T19:30", false, false, "+84500000001", "2021-05-09T19:30", NOTICE_CANCELLED,
     REASON_NOTHING_TO_TELL, NULL},
    {"2021-05-02T19:29", false, false, "+84500000001", "2021-05-09T19:30", NOTICE_QUEUED, REASON_NONE, NULL},
    /* too late */
    {"2021-05-01T10:00", false, false, "+84500000001", "2021-05-01T10:00", NOTICE_EXPIRED, REASON_TOO_LATE,
     NULL},
    {"2021-05-01T09:59", false, false, "+84500000001", "2021-05-01T10:00", NOTICE_QUEUED, REASON_NONE, NULL},
    /* quiet hours, over midnight */
    {"2021-04-28T20:59", false, false, "+84500000001", "2021-05-02T19:30", NOTICE_QUEUED, REASON_NONE, NULL},
    {"2021-04-28T21:00", false, false, "+84500000001", "2021-05-02T19:30", NOTICE_HELD, REASON_QUIET_HOURS,
     "2021-04-29T07:00"},
    {"2021-04-29T00:00", false, false, "+84500000001", "2021-05-02T19:30", NOTICE_HELD, REASON_QUIET_HOURS,
     "2021-04-29T07:00"},
    {"2021-04-29T06:59", false, false, "+84500000001", "2021-05-02T19:30", NOTICE_HELD, REASON_QUIET_HOURS,
     "2021-04-29T07:00"},
    {"2021-04-29T07:00", false, false, "+84500000001", "2021-05-02T19:30", NOTICE_QUEUED, REASON_NONE, NULL},
    /* silence comes first, whatever the hour */
    {"2021-04-28T23:00", true, false, "+84500000001", "2021-05-02T19:30", NOTICE_CANCELLED, REASON_OPTED_OUT,
     NULL},
};

static void each_gate_decides_at_its_border(void **state)
{
    (void)state;
    const struct notice_meeting meeting = {.start = time_of("2021-05-02T19:30"), .place = ""};

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct notice_facts facts = {.expires_utc_secs = moment(rows[i].expires),
                                           .number = rows[i].number,
                                           .opted_out = rows[i].opted_out,
                                           .superseded = rows[i].superseded,
                                           .meetings = &meeting,
                                           .meeting_count = 1};
        struct gate_decision decision = gates_decide(&rules, &facts, moment(rows[i].now));
        print_message("row %zu at %s\n", i, rows[i].now);
        assert_int_equal(decision.state, rows[i].state);
        assert_int_equal(decision.reason, rows[i].reason);
        if (rows[i].until != NULL)
            assert_int_equal(decision.until_utc_secs, moment(rows[i].until));
    }
}

static void without_meetings_there_is_nothing_to_tell(void **state)
{
    (void)state;
    const struct notice_facts facts = {.expires_utc_secs = moment("2021-05-02"), .number = "+84500000001"};

    assert_int_equal(gates_decide(&rules, &facts, moment("2021-04-28T10:00")).reason, REASON_NOTHING_TO_TELL);
}

static void quiet_hours_may_lie_within_a_day_or_nowhere(void **state)
{
    (void)state;
    const struct notice_meeting meeting = {.start = time_of("2021-05-02T19:30"), .place = ""};
    const struct notice_facts facts = {.expires_utc_secs = moment("2021-05-02"),
                                       .number = "+84500000001",
                                       .meetings = &meeting,
                                       .meeting_count = 1};
    const struct gate_rules noon = {.quiet_from_minute = 12 * 60, .quiet_until_minute = 14 * 60};
    const struct gate_rules never = {0};

    assert_int_equal(gates_decide(&noon, &facts, moment("2021-04-28T11:59")).state, NOTICE_QUEUED);
    assert_int_equal(gates_decide(&noon, &facts, moment("2021-04-28T12:00")).until_utc_secs,
                     moment("2021-04-28T14:00"));
    assert_int_equal(gates_decide(&noon, &facts, moment("2021-04-28T23:00")).state, NOTICE_QUEUED);
    assert_int_equal(gates_decide(&never, &facts, moment("2021-04-28T00:00")).state, NOTICE_QUEUED);
}

static void every_reason_has_its_sentence(void **state)
{
    (void)state;

    for (int reason = REASON_NONE + 1; reason < REASON_COUNT; reason++) {
        const char *name = notice_reason_name((enum notice_reason)reason);
        assert_string_not_equal(name, "");
        assert_string_not_equal(notice_reason_sentence(name), "");
    }
    assert_string_equal(notice_reason_sentence("of another version"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_gate_decides_at_its_border),
        cmocka_unit_test(without_meetings_there_is_nothing_to_tell),
        cmocka_unit_test(quiet_hours_may_lie_within_a_day_or_nowhere),
        cmocka_unit_test(every_reason_has_its_sentence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
