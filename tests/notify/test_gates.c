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

/* Quiet from 21 to 7, until noon for cancellations; ten messages a day. */
static const struct gate_rules all_rules = {.quiet_from_minute = 21 * 60,
                                            .quiet_until_minute = 7 * 60,
                                            .urgent_until_minute = 12 * 60,
                                            .daily_cap = 3,
                                            .approval = true};

static struct notice_facts facts_of(const struct notice_meeting *meetings, size_t count)
{
    return (struct notice_facts){.expires_utc_secs = moment("2021-06-01"),
                                 .number = "+84500000001",
                                 .mail = "",
                                 .meetings = meetings,
                                 .meeting_count = count};
}

static void assert_held(const struct gate_decision *decision, enum notice_reason reason, const char *until)
{
    assert_int_equal(decision->state, NOTICE_HELD);
    assert_int_equal(decision->reason, reason);
    assert_int_equal(decision->until_utc_secs, moment(until));
}

/* Whoever would travel in the morning is told in the night; all others sleep. */
static void a_cancellation_for_the_next_morning_passes_the_quiet_hours(void **state)
{
    (void)state;
    static const struct {
        const char *now;
        const char *start;
        bool cancelled;
        const char *until; /* NULL: it goes */
    } cases[] = {
        {"2021-04-28T20:59", "2021-04-29T13:00", true, NULL},
        {"2021-04-28T21:00", "2021-04-29T07:30", true, NULL},
        {"2021-04-28T21:00", "2021-04-29T11:59", true, NULL},
        {"2021-04-28T21:00", "2021-04-29T12:00", true, "2021-04-29T07:00"},
        {"2021-04-28T21:00", "2021-04-30T07:30", true, "2021-04-29T07:00"},
        {"2021-04-28T21:00", "2021-04-29T07:30", false, "2021-04-29T07:00"},
        {"2021-04-28T23:59", "2021-04-29T07:30", true, NULL},
        {"2021-04-29T00:00", "2021-04-29T07:30", true, NULL},
        {"2021-04-29T06:59", "2021-04-29T11:59", true, NULL},
        {"2021-04-29T06:59", "2021-04-29T12:00", true, "2021-04-29T07:00"},
        {"2021-04-29T07:00", "2021-04-29T12:00", true, NULL},
        /* the night between two years has no other hours */
        {"2021-12-31T21:00", "2022-01-01T08:00", true, NULL},
        {"2021-12-31T21:00", "2022-01-02T08:00", true, "2022-01-01T07:00"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct notice_meeting meeting = {
            .start = time_of(cases[i].start), .place = "", .cancelled = cases[i].cancelled};
        struct notice_facts facts = facts_of(&meeting, 1);
        facts.expires_utc_secs = moment("2022-06-01");
        print_message("case %zu\n", i);
        struct gate_decision decision = gates_decide(&all_rules, &facts, moment(cases[i].now));
        if (cases[i].until == NULL)
            assert_int_equal(decision.state, NOTICE_QUEUED);
        else
            assert_held(&decision, REASON_QUIET_HOURS, cases[i].until);
    }
}

static void no_hour_of_grace_lets_nothing_through(void **state)
{
    (void)state;
    const struct notice_meeting meeting = {
        .start = time_of("2021-04-29T07:30"), .place = "", .cancelled = true};
    const struct notice_facts facts = facts_of(&meeting, 1);
    struct gate_rules strict = all_rules;

    strict.urgent_until_minute = strict.quiet_until_minute;
    struct gate_decision decision = gates_decide(&strict, &facts, moment("2021-04-28T22:00"));
    assert_held(&decision, REASON_QUIET_HOURS, "2021-04-29T07:00");
}

static void a_mail_disturbs_nobody_at_night(void **state)
{
    (void)state;
    const struct notice_meeting meeting = {.start = time_of("2021-05-02T19:30"), .place = ""};
    struct notice_facts facts = facts_of(&meeting, 1);

    facts.channel = CHANNEL_MAIL;
    assert_int_equal(gates_decide(&all_rules, &facts, moment("2021-04-28T23:00")).reason, REASON_NO_NUMBER);
    facts.mail = "k01@example.org";
    facts.number = "";
    assert_int_equal(gates_decide(&all_rules, &facts, moment("2021-04-28T23:00")).state, NOTICE_QUEUED);
}

/* The polls open at 7:00 on 23 May. */
static void nothing_that_is_campaign_goes_in_the_last_24_hours(void **state)
{
    (void)state;
    static const struct {
        const char *now;
        bool cancelled;
        enum notice_state state;
    } cases[] = {
        {"2021-05-22T07:00", true, NOTICE_QUEUED},
        {"2021-05-22T06:59", false, NOTICE_HELD}, /* quiet hours */
        {"2021-05-21T20:59", false, NOTICE_QUEUED},
        {"2021-05-22T07:00", false, NOTICE_EXPIRED},
        {"2021-05-22T07:01", false, NOTICE_EXPIRED},
        {"2021-05-22T23:00", false, NOTICE_EXPIRED},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct notice_meeting meeting = {
            .start = time_of("2021-05-23T08:00"), .place = "", .cancelled = cases[i].cancelled};
        struct notice_facts facts = facts_of(&meeting, 1);
        facts.limits.campaign_until_utc_secs = moment("2021-05-22T07:00");
        print_message("case %zu\n", i);
        struct gate_decision decision = gates_decide(&all_rules, &facts, moment(cases[i].now));
        assert_int_equal(decision.state, cases[i].state);
        if (cases[i].state == NOTICE_EXPIRED)
            assert_int_equal(decision.reason, REASON_CAMPAIGN_OVER);
    }
}

static void the_work_of_offices_is_no_campaign(void **state)
{
    (void)state;
    const struct notice_step step = {.name_vi = "", .name_en = "", .area = ""};
    struct notice_facts facts = facts_of(NULL, 0);

    facts.kind = NOTICE_DEADLINE;
    facts.steps = &step;
    facts.step_count = 1;
    facts.limits.campaign_until_utc_secs = moment("2021-05-22T07:00");
    assert_int_equal(gates_decide(&all_rules, &facts, moment("2021-05-22T10:00")).state, NOTICE_QUEUED);
}

/* Three in 24 hours; the newest first. */
static void a_number_gets_no_more_than_its_share_of_a_day(void **state)
{
    (void)state;
    static const struct {
        const char *now;
        const char *recent[4];
        const char *until; /* NULL: it goes */
    } cases[] = {
        {"2021-04-28T10:00", {"2021-04-28T09:59", "2021-04-28T09:58"}, NULL},
        {"2021-04-28T10:00",
         {"2021-04-28T09:59", "2021-04-28T09:58", "2021-04-27T10:01"},
         "2021-04-28T10:01"},
        {"2021-04-28T10:00", {"2021-04-28T09:59", "2021-04-28T09:58", "2021-04-27T10:00"}, NULL},
        {"2021-04-28T10:00", {"2021-04-28T09:59", "2021-04-28T09:58", "2021-04-27T09:59"}, NULL},
        {"2021-04-28T10:00",
         {"2021-04-28T09:59", "2021-04-28T09:58", "2021-04-28T09:57", "2021-04-01T00:00"},
         "2021-04-29T09:57"},
    };
    const struct notice_meeting meeting = {.start = time_of("2021-05-02T19:30"), .place = ""};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct notice_facts facts = facts_of(&meeting, 1);
        struct gate_rules unlimited = all_rules;
        for (size_t n = 0; n < COUNT_OF(cases[i].recent) && cases[i].recent[n] != NULL; n++)
            facts.limits.recent_utc_secs[facts.limits.recent_count++] = moment(cases[i].recent[n]);
        print_message("case %zu\n", i);
        struct gate_decision decision = gates_decide(&all_rules, &facts, moment(cases[i].now));
        if (cases[i].until == NULL)
            assert_int_equal(decision.state, NOTICE_QUEUED);
        else
            assert_held(&decision, REASON_DAILY_CAP, cases[i].until);
        unlimited.daily_cap = 0;
        assert_int_equal(gates_decide(&unlimited, &facts, moment(cases[i].now)).state, NOTICE_QUEUED);
    }
}

static void what_is_to_be_approved_waits_where_that_is_asked(void **state)
{
    (void)state;
    const struct notice_meeting meeting = {.start = time_of("2021-05-02T19:30"), .place = ""};
    struct notice_facts facts = facts_of(&meeting, 1);
    struct gate_rules free = all_rules;

    facts.limits.unapproved = true;
    free.approval = false;
    struct gate_decision decision = gates_decide(&all_rules, &facts, moment("2021-04-28T10:00"));
    assert_held(&decision, REASON_NOT_APPROVED, "2021-04-28T10:15");
    assert_int_equal(gates_decide(&free, &facts, moment("2021-04-28T10:00")).state, NOTICE_QUEUED);
}

static void what_another_message_to_the_number_says_is_not_said_again(void **state)
{
    (void)state;
    const struct notice_meeting meeting = {.start = time_of("2021-05-02T19:30"), .place = ""};
    struct notice_facts facts = facts_of(&meeting, 1);

    facts.limits.household = true;
    struct gate_decision decision = gates_decide(&all_rules, &facts, moment("2021-04-28T10:00"));
    assert_int_equal(decision.state, NOTICE_CANCELLED);
    assert_int_equal(decision.reason, REASON_HOUSEHOLD);
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
        cmocka_unit_test(a_cancellation_for_the_next_morning_passes_the_quiet_hours),
        cmocka_unit_test(no_hour_of_grace_lets_nothing_through),
        cmocka_unit_test(a_mail_disturbs_nobody_at_night),
        cmocka_unit_test(nothing_that_is_campaign_goes_in_the_last_24_hours),
        cmocka_unit_test(the_work_of_offices_is_no_campaign),
        cmocka_unit_test(a_number_gets_no_more_than_its_share_of_a_day),
        cmocka_unit_test(what_is_to_be_approved_waits_where_that_is_asked),
        cmocka_unit_test(what_another_message_to_the_number_says_is_not_said_again),
        cmocka_unit_test(every_reason_has_its_sentence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
