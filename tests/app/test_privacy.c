/* Personal data: shown, kept until a day, erased for good; what the law wants kept stays. */
#include "app/privacy.h"
#include "app/verify.h"
#include "base/file.h"
#include "plan_fixture.h"

static void publish(struct fixture *f)
{
    put_draft(f);
    store_must(plan_publish(&f->app, &f->election, "", &f->arena, &f->publication, &f->err), &f->err);
    run_sql(f, "UPDATE notice SET state = 'accepted', body = 'Kính gửi', gateway_words = '+84500000011'");
    run_sql(f, "INSERT INTO opt_out (address, since_utc, how) VALUES ('+84500000011', 5, 'STOP')");
    run_sql(f, "INSERT INTO feed (election, kind, candidate, token_hash, language, alarms, created_utc,"
               " last_fetch_utc, last_client) SELECT 1, 'candidate', id, x'01', 'vi', 0, 1, 2, 'Phone' FROM "
               "candidate"
               " WHERE code = 'K01'");
    run_sql(
        f,
        "INSERT INTO feed_served (feed, state_utc, first_utc, last_utc) SELECT max(id), 1, 2, 3 FROM feed");
}

static const struct privacy_person k01 = {.code = "K01"};

static enum error_code put_row(void *context, const struct privacy_row *row, struct error *err)
{
    struct text *out = context;

    (void)err;
    text_put(out, row->part);
    for (size_t i = 0; i < row->count; i++)
        text_putf(out, " %s=%s", row->columns[i], row->values[i] != NULL ? row->values[i] : "null");
    text_put(out, "\n");
    return OK;
}

static void export_of(struct fixture *f, const struct privacy_person *person, struct text *out)
{
    text_init(out, 100000);
    store_must(privacy_export(&f->app, person, &f->arena, put_row, out, &f->err), &f->err);
}

/* Why a meeting is held where it is may name those who come to it. */
static void what_was_written_of_pins_is_erased_with_the_persons_of_the_unit(void **state)
{
    struct fixture *f = *state;

    put_draft(f);
    run_sql(f,
            "INSERT INTO pin (election, code, unit, mode, venue, start_utc, end_utc, reason, pinned_by, "
            "pinned_utc)"
            " SELECT 1, d.code, d.unit, d.mode, d.venue, d.start_utc, d.end_utc, 'Ông A đi viện', 'Bà B', 5"
            " FROM draft_meeting AS d WHERE d.code IN ('N01-01', 'Q01-01')");
    store_must(privacy_erase(&f->app, &k01, &f->arena, &f->err), &f->err);
    ASSERT_ASK(f, "SELECT reason || pinned_by FROM pin WHERE code = 'N01-01'", "");
    ASSERT_ASK(f, "SELECT reason || pinned_by FROM pin WHERE code = 'Q01-01'", "Ông A đi việnBà B");
    ASSERT_ASK(f, "SELECT count(*) FROM pin", "2"); /* the meetings stay where they are */
}

static void everything_that_is_held_of_a_person_is_shown(void **state)
{
    CLEANUP(text_done) struct text shown;
    struct fixture *f = *state;

    publish(f);
    export_of(f, &k01, &shown);
    static const char *const wanted[] = {
        "person code=K01 full_name=Đỗ Thị Ấn home_x_m=100 home_y_m=200\n",
        "phone=+84500000011 email=k01@example.org kept_until_day=2021-08-21 erased_utc=null\n",
        "opt_outs address=+84500000011 since_utc=1970-01-01T00:00:05Z how=STOP\n",
        "state=accepted",
        "text=Kính gửi",
        "last_program=Phone",
        "calendar_fetches state_utc=1970-01-01T00:00:01Z first_fetch_utc=1970-01-01T00:00:02Z",
        "meetings code=N01-01",
    };
    for (size_t i = 0; i < COUNT_OF(wanted); i++) {
        if (strstr(shown.data, wanted[i]) == NULL)
            fail_msg("%s is not in\n%s", wanted[i], shown.data);
    }
}

static void what_is_erased_is_gone_and_what_must_stay_stays(void **state)
{
    CLEANUP(text_done) struct text shown;
    struct fixture *f = *state;

    publish(f);
    run_sql(f, "UPDATE notice SET state = 'queued' WHERE id = (SELECT min(n.id) FROM notice AS n JOIN "
               "candidate AS c ON"
               " c.id = n.candidate WHERE c.code = 'K01')");
    store_must(privacy_erase(&f->app, &k01, &f->arena, &f->err), &f->err);
    export_of(f, &k01, &shown);
    assert_null(strstr(shown.data, "+84500000011"));
    assert_null(strstr(shown.data, "k01@example.org"));
    assert_null(strstr(shown.data, "Kính gửi"));
    assert_null(strstr(shown.data, "Phone"));
    assert_null(strstr(shown.data, "calendar_fetches"));
    assert_non_null(strstr(shown.data, "full_name=Đỗ Thị Ấn home_x_m=null"));
    assert_non_null(strstr(shown.data, "state=cancelled reason=no_number"));
    assert_non_null(strstr(shown.data, "meetings code=N01-01"));
    assert_non_null(strstr(shown.data, "command=privacy erase\n"));
    ASSERT_ASK(f, "SELECT count(*) FROM opt_out", "1");
    ASSERT_ASK(f, "SELECT count(*) > 0 FROM contact WHERE phone IS NOT NULL", "1");
}

/* The next import has the number still in its table. */
static void an_import_does_not_fill_again_what_was_erased(void **state)
{
    struct fixture *f = *state;

    store_must(privacy_erase(&f->app, &k01, &f->arena, &f->err), &f->err);
    import_good(f);
    ASSERT_ASK(f, "SELECT count(*) FROM contact WHERE phone = '+84500000011' OR email = 'k01@example.org'",
               "0");
}

static void sweep(struct fixture *f, const char *day, int64_t expected)
{
    int64_t count;
    struct civil_time now = {.minute = 600};

    assert_true(civil_date_parse(day, &now.date));
    f->app.clock = clock_fixed(civil_time_to_utc_secs(now));
    store_must(privacy_erase_due(&f->app, &f->arena, &count, &f->err), &f->err);
    assert_int_equal(count, expected);
}

static void contacts_are_erased_when_their_time_is_over(void **state)
{
    struct fixture *f = *state;
    long filled = test_store_number(
        f->folder->store, "SELECT count(*) FROM contact WHERE phone IS NOT NULL OR email IS NOT NULL OR"
                          " full_name <> ''");
    const struct civil_date later = civil_date_make((struct civil_ymd){2021, 12, 31});

    assert_true(filled > 1);
    store_must(privacy_keep(&f->app, &k01, later, &f->arena, &f->err), &f->err);
    sweep(f, "2021-08-21", 0); /* ninety days after polling day: the last day */
    sweep(f, "2021-08-22", filled - 1);
    sweep(f, "2021-08-23", 0);
    ASSERT_ASK(f, "SELECT count(*) FROM contact WHERE phone IS NOT NULL", "1");
    sweep(f, "2021-12-31", 0);
    sweep(f, "2022-01-01", 1);
    ASSERT_ASK(f,
               "SELECT count(*) FROM contact WHERE phone IS NOT NULL OR email IS NOT NULL OR full_name <> ''",
               "0");
    ASSERT_ASK(f, "SELECT count(*) FROM audit WHERE verb = 'privacy sweep'", "2");
}

static void whoever_is_not_there_is_named(void **state)
{
    struct fixture *f = *state;
    const struct privacy_person nobody = {.code = "K99"};
    const struct privacy_person area = {.code = "X99", .of_area = true};
    const struct privacy_person chair = {.code = "C01", .of_area = true, .level = "commune"};

    assert_int_equal(privacy_erase(&f->app, &nobody, &f->arena, &f->err), ERROR_NO_INPUT);
    store_assert_message(&f->err, "there is no candidate K99 in this election");
    assert_int_equal(privacy_erase(&f->app, &area, &f->arena, &f->err), ERROR_NO_INPUT);
    store_must(privacy_erase(&f->app, &chair, &f->arena, &f->err), &f->err);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        plan_test(everything_that_is_held_of_a_person_is_shown),
        plan_test(what_was_written_of_pins_is_erased_with_the_persons_of_the_unit),
        plan_test(what_is_erased_is_gone_and_what_must_stay_stays),
        plan_test(an_import_does_not_fill_again_what_was_erased),
        plan_test(contacts_are_erased_when_their_time_is_over),
        plan_test(whoever_is_not_there_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
