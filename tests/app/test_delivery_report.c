/* Reports of gateways in every order, and words that people write to us. */
#include "app/delivery_report.h"
#include "app/inbound.h"
#include "app/outbox_store.h"
#include "app/settings.h"
#include "base/file.h"
#include "base/hmac_sha1.h"
#include "cmocka_tests.h"
#include "db/db.h"
#include "db/store_tests.h"
#include "notify/quote.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NOW 1619829000 /* 2021-05-01T07:30 */
#define HOOK "0123456789abcdefghijklmnopqrstuv"

struct fixture {
    struct store_folder *folder;
    struct arena arena;
    struct settings settings;
    char hook_file[200];
    char profile[200];
    struct app app;
    struct outbox_store store;
    struct error err;
};

static void set_profile(struct fixture *fixture, const char *name)
{
    snprintf(fixture->profile, sizeof fixture->profile, HT_SOURCE_DIR "/config/gateways/%s.yaml", name);
    fixture->settings.gateway.profile = fixture->profile;
}

/* Three notices of the release wait. */
static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    CLEANUP(text_done) struct text sql = {0};
    void *folder = NULL;

    if (fixture == NULL || store_folder_setup(&folder) != 0)
        return -1;
    fixture->folder = folder;
    snprintf(fixture->hook_file, sizeof fixture->hook_file, "/tmp/ht_hook_XXXXXX");
    int file = mkstemp(fixture->hook_file);
    if (file < 0 || write(file, HOOK "\n", strlen(HOOK) + 1) < 0 || close(file) != 0)
        return -1;
    fixture->settings = settings_default;
    fixture->settings.service.public_url = "https://lich.example.vn";
    fixture->settings.gateway.hook_file = fixture->hook_file;
    fixture->settings.gateway.base = "http://127.0.0.1:1";
    set_profile(fixture, "kannel");
    fixture->app.clock = clock_fixed(NOW);
    fixture->app.settings = &fixture->settings;
    arena_init(&fixture->arena, 1000000);
    assert_int_equal(app_open_store(&fixture->app, fixture->folder->store, true, &fixture->err), OK);
    text_init(&sql, 100000);
    assert_int_equal(file_read(HT_SOURCE_DIR "/tests/data/notice/ward.sql", &sql, &fixture->err), OK);
    test_store_run(fixture->folder->store, sql.data);
    test_store_run(fixture->folder->store,
                   "INSERT INTO notice (id, election, release, kind, channel, contact, client_id, state, "
                   "created_utc, not_before_utc, expires_utc) VALUES (1, 1, 1, 'release', 'sms', 11, 'aa', "
                   "'queued', 1, 1, 2000000000), (2, 1, 1, 'release', 'sms', 12, 'bb', 'queued', 1, 1, "
                   "2000000000)");
    assert_int_equal(outbox_store_init(&fixture->store, fixture->app.db, &fixture->err), OK);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    void *folder = fixture->folder;

    app_close_store(&fixture->app);
    arena_done(&fixture->arena);
    unlink(fixture->hook_file);
    free(fixture);
    return store_folder_teardown(&folder);
}

/* Claims and begins the next notice. */
static int64_t put_in_flight(struct fixture *fixture)
{
    const struct outbox_wanted wanted = {
        .channel = CHANNEL_SMS, .now_utc_secs = NOW, .gateway = "kannel", .max = 1};
    struct outbox_notice notice;
    size_t count = 0;
    bool begun;

    assert_int_equal(fixture->store.outbox.claim(&fixture->store, &wanted, &fixture->arena, &notice, &count,
                                                 &fixture->err),
                     OK);
    assert_int_equal(count, 1);
    const struct outbox_request request = {notice.id, "text", 1, "kannel"};
    assert_int_equal(fixture->store.outbox.begin(&fixture->store, NOW, &request, 1, &begun, &fixture->err),
                     OK);
    return notice.id;
}

static void finish(struct fixture *fixture, int64_t id, enum notice_state state, const char *gateway_id)
{
    const struct outbox_outcome outcome = {
        .id = id, .state = state, .words = "", .gateway = "kannel", .gateway_id = gateway_id};

    assert_int_equal(fixture->store.outbox.finish(&fixture->store, NOW, &outcome, 1, &fixture->err), OK);
}

static enum error_code take(struct fixture *fixture, const struct hook_pair *query, size_t count)
{
    const struct hook_call call = {.secret = HOOK,
                                   .address = "/hooks/" HOOK "/report",
                                   .signature = "",
                                   .query = query,
                                   .query_count = count,
                                   .body = ""};
    struct hook_answer answer = {.type = ""};

    text_init(&answer.body, 1000);
    enum error_code code = delivery_report_take(&fixture->app, &call, &answer, &fixture->err);
    text_done(&answer.body);
    return code;
}

static void report(struct fixture *fixture, const char *ref, const char *id, const char *said)
{
    const struct hook_pair query[] = {{"ref", ref}, {"id", id}, {"state", said}, {"words", "why"}};

    assert_int_equal(take(fixture, query, COUNT_OF(query)), OK);
}

static const char *look(const struct fixture *fixture, const char *sql)
{
    static char row[500];
    CLEANUP(text_done) struct text answer;

    text_init(&answer, 10000);
    test_store_ask(fixture->folder->store, sql, "\n", &answer);
    snprintf(row, sizeof row, "%s", answer.data);
    return row;
}

#define STATE_OF_FIRST "SELECT state, reason FROM notice WHERE id = 1"

static void reports_in_any_order_end_in_the_same_state(void **state)
{
    struct fixture *fixture = *state;

    finish(fixture, put_in_flight(fixture), NOTICE_ACCEPTED, "");
    report(fixture, "aa", "", "1");
    assert_string_equal(look(fixture, STATE_OF_FIRST), "delivered|");
    report(fixture, "aa", "", "8"); /* Kannel says so later */
    report(fixture, "aa", "", "1");
    report(fixture, "aa", "", "2");
    assert_string_equal(look(fixture, STATE_OF_FIRST), "delivered|");
    assert_string_equal(look(fixture, "SELECT count(*) FROM delivery_report"), "3"); /* one came twice */
}

static void a_report_of_failure_says_so(void **state)
{
    struct fixture *fixture = *state;

    finish(fixture, put_in_flight(fixture), NOTICE_ACCEPTED, "");
    report(fixture, "aa", "", "8");
    assert_string_equal(look(fixture, STATE_OF_FIRST), "accepted|");
    report(fixture, "aa", "", "16");
    assert_string_equal(look(fixture, STATE_OF_FIRST), "failed|reported");
    assert_string_equal(look(fixture, "SELECT gateway_words FROM notice WHERE id = 1"), "why");
}

static void a_report_before_the_answer_waits_for_it(void **state)
{
    struct fixture *fixture = *state;
    int64_t id = put_in_flight(fixture);

    report(fixture, "aa", "", "1");
    assert_string_equal(look(fixture, STATE_OF_FIRST), "in_flight|");
    finish(fixture, id, NOTICE_ACCEPTED, "");
    assert_string_equal(look(fixture, STATE_OF_FIRST), "delivered|");
}

static void a_report_by_the_gateways_own_name_is_matched_later_and_keeps_its_zeros(void **state)
{
    struct fixture *fixture = *state;
    int64_t id = put_in_flight(fixture);

    report(fixture, "", "007", "1");
    report(fixture, "", "7", "2"); /* another message */
    assert_string_equal(look(fixture, "SELECT count(*) FROM delivery_report WHERE notice IS NULL"), "2");
    finish(fixture, id, NOTICE_ACCEPTED, "007");
    assert_string_equal(look(fixture, STATE_OF_FIRST), "delivered|");
    assert_string_equal(look(fixture, "SELECT count(*) FROM delivery_report WHERE notice IS NULL"), "1");
}

static void a_report_settles_what_was_unknown(void **state)
{
    struct fixture *fixture = *state;

    finish(fixture, put_in_flight(fixture), NOTICE_UNKNOWN, "");
    report(fixture, "aa", "", "4");
    assert_string_equal(look(fixture, STATE_OF_FIRST), "accepted|");
    report(fixture, "aa", "", "1");
    assert_string_equal(look(fixture, STATE_OF_FIRST), "delivered|");
}

static void what_nobody_knows_changes_nothing(void **state)
{
    struct fixture *fixture = *state;
    const struct hook_pair empty[] = {{"ref", "aa"}};
    const struct hook_pair query[] = {{"ref", "aa"}, {"state", "1"}};

    report(fixture, "zz", "", "1");
    report(fixture, "aa", "", "1"); /* of a notice that was not sent */
    finish(fixture, put_in_flight(fixture), NOTICE_FAILED, "");
    report(fixture, "aa", "", "99"); /* a word the profile does not know */
    assert_string_equal(look(fixture, STATE_OF_FIRST), "failed|");
    assert_int_equal(take(fixture, empty, 1), ERROR_USAGE);
    struct hook_call call = {.secret = "0123456789abcdefghijklmnopqrstuw",
                             .address = "",
                             .signature = "",
                             .query = query,
                             .query_count = 2,
                             .body = ""};
    struct hook_answer answer = {.type = ""};
    text_init(&answer.body, 1000);
    assert_int_equal(delivery_report_take(&fixture->app, &call, &answer, &fixture->err), ERROR_NO_INPUT);
    fixture->settings.gateway.hook_file = NULL; /* no secret opens what has none */
    call.secret = "";
    assert_int_equal(delivery_report_take(&fixture->app, &call, &answer, &fixture->err), ERROR_NO_INPUT);
    text_done(&answer.body);
}

static void esms_tells_success_beside_the_state(void **state)
{
    struct fixture *fixture = *state;
    const struct hook_pair failed[] = {{"RequestId", "aa"}, {"SendStatus", "5"}, {"SendSuccess", "0"}};
    const struct hook_pair done[] = {{"RequestId", "bb"}, {"SendStatus", "5"}, {"SendSuccess", "1"}};

    char secrets[] = "/tmp/ht_secrets_XXXXXX";
    char paths[2][64];

    assert_non_null(mkdtemp(secrets));
    snprintf(paths[0], sizeof paths[0], "%s/esms_api_key", secrets);
    snprintf(paths[1], sizeof paths[1], "%s/esms_secret_key", secrets);
    for (size_t i = 0; i < COUNT_OF(paths); i++)
        assert_int_equal(file_write_secret(paths[i], "khoa\n", 5, &fixture->err), OK);
    set_profile(fixture, "esms");
    fixture->settings.gateway.secrets = secrets;
    finish(fixture, put_in_flight(fixture), NOTICE_ACCEPTED, "");
    finish(fixture, put_in_flight(fixture), NOTICE_ACCEPTED, "");
    assert_int_equal(take(fixture, failed, COUNT_OF(failed)), OK);
    assert_int_equal(take(fixture, done, COUNT_OF(done)), OK);
    assert_string_equal(look(fixture, STATE_OF_FIRST), "failed|reported");
    assert_string_equal(look(fixture, "SELECT state FROM notice WHERE id = 2"), "delivered");
    for (size_t i = 0; i < COUNT_OF(paths); i++)
        unlink(paths[i]);
    rmdir(secrets);
}

static void a_signature_that_is_wanted_is_checked(void **state)
{
    struct fixture *fixture = *state;
    CLEANUP(text_done) struct text signature;
    const struct hook_pair form[] = {{"MessageStatus", "delivered"}, {"MessageSid", "SM1"}};
    const struct hook_pair query[] = {{"ref", "aa"}};
    static const char signed_bytes[] =
        "https://lich.example.vn/hooks/x/report?ref=aaMessageSidSM1MessageStatusdelivered";
    unsigned char mac[HMAC_SHA1_BYTES];
    struct hook_answer answer = {.type = ""};

    set_profile(fixture, "twilio");
    fixture->settings.gateway.password_file = fixture->hook_file; /* any secret will do */
    text_init(&signature, 100);
    text_init(&answer.body, 1000);
    hmac_sha1(HOOK, signed_bytes, strlen(signed_bytes), mac);
    quote_base64_bytes(mac, sizeof mac, &signature);
    struct hook_call call = {.secret = HOOK,
                             .address = "/hooks/x/report?ref=aa",
                             .signature = "AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                             .query = query,
                             .query_count = 1,
                             .form = form,
                             .form_count = 2,
                             .body = ""};
    finish(fixture, put_in_flight(fixture), NOTICE_ACCEPTED, "");
    assert_int_equal(delivery_report_take(&fixture->app, &call, &answer, &fixture->err), ERROR_DENIED);
    call.signature = "";
    assert_int_equal(delivery_report_take(&fixture->app, &call, &answer, &fixture->err), ERROR_DENIED);
    assert_string_equal(look(fixture, STATE_OF_FIRST), "accepted|");
    call.signature = signature.data;
    assert_int_equal(delivery_report_take(&fixture->app, &call, &answer, &fixture->err), OK);
    assert_string_equal(look(fixture, STATE_OF_FIRST), "delivered|");
    text_done(&answer.body);
}

static void words_that_ask_for_silence_are_known(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool silence;
    } rows[] = {
        {"STOP", true},   {"stop.", true},  {"  Huỷ  tin nhắn", true}, {"HỦY", true},     {"từ chối", true},
        {"TUCHOI", true}, {"tc", true},     {"Dừng lại", true},        {"ngừng", true},   {"KHÔNG", true},
        {"unsub", true},  {"“STOP”", true}, {"từ ngày mai", false},    {"Cảm ơn", false}, {"stopping", false},
        {"", false},      {"!!!", false},   {"xin đừng STOP", false},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (inbound_asks_for_silence(rows[i].text) != rows[i].silence)
            fail_msg("%s", rows[i].text);
}

static const char *write_in(struct fixture *fixture, const char *number, const char *text)
{
    static char said[500];
    const struct hook_pair query[] = {{"from", number}, {"text", text}};
    const struct hook_call call = {
        .secret = HOOK, .address = "", .signature = "", .query = query, .query_count = 2, .body = ""};
    struct hook_answer answer = {.type = ""};

    text_init(&answer.body, 1000);
    assert_int_equal(inbound_take(&fixture->app, &call, &answer, &fixture->err), OK);
    snprintf(said, sizeof said, "%s", answer.body.data);
    text_done(&answer.body);
    return said;
}

static void who_asks_for_silence_gets_it_and_one_confirmation(void **state)
{
    struct fixture *fixture = *state;

    assert_string_equal(write_in(fixture, "84912345678", "Cảm ơn"), "");
    assert_string_equal(look(fixture, "SELECT count(*) FROM opt_out"), "0");
    assert_string_equal(write_in(fixture, "84912345678", "Từ chối"),
                        "Da dung gui tin den so nay. Chung toi se khong nhan tin nua.");
    assert_string_equal(look(fixture, "SELECT address, how FROM opt_out"), "+84912345678|SMS TU CHOI");
    assert_string_equal(write_in(fixture, "0912345678", "STOP"), ""); /* told once */
    assert_string_equal(write_in(fixture, "VIETTEL", "STOP"), "");
    assert_string_equal(look(fixture, "SELECT count(*) FROM opt_out"), "1");
}

static void hmac_sha1_is_that_of_the_rfc(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        const char *bytes;
        unsigned char first[4];
    } rows[] = {
        {"Jefe", "what do ya want for nothing?", {0xef, 0xfc, 0xdf, 0x6a}}, /* RFC 2202, 3, case 2 */
        {"\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b",
         "Hi There",
         {0xb6, 0x17, 0x31, 0x86}}, /* case 1 */
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        unsigned char mac[HMAC_SHA1_BYTES];
        hmac_sha1(rows[i].key, rows[i].bytes, strlen(rows[i].bytes), mac);
        assert_memory_equal(mac, rows[i].first, 4);
    }
}

#define report_test(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        report_test(reports_in_any_order_end_in_the_same_state),
        report_test(a_report_of_failure_says_so),
        report_test(a_report_before_the_answer_waits_for_it),
        report_test(a_report_by_the_gateways_own_name_is_matched_later_and_keeps_its_zeros),
        report_test(a_report_settles_what_was_unknown),
        report_test(what_nobody_knows_changes_nothing),
        report_test(esms_tells_success_beside_the_state),
        report_test(a_signature_that_is_wanted_is_checked),
        cmocka_unit_test(words_that_ask_for_silence_are_known),
        report_test(who_asks_for_silence_gets_it_and_one_confirmation),
        cmocka_unit_test(hmac_sha1_is_that_of_the_rfc),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
