/* What gateways, and those who would like to be one, get from the addresses for reports and for messages of people. */
#include "app/opt_out.h"
#include "app/outbox_store.h"
#include "app/settings.h"
#include "base/hmac_sha1.h"
#include "notify/quote.h"
#include "web/site_test.h"

#define HOOK "0123456789abcdefghijklmnopqrstuv"
#define REPORT "/hooks/" HOOK "/report"
#define INBOUND "/hooks/" HOOK "/inbound"
#define BODY_MAX 65536
#define NOTHING_THERE "Không có gì ở địa chỉ này.\n"
#define CONFIRMATION "Da dung gui tin den so nay. Chung toi se khong nhan tin nua."
#define STATE "SELECT state FROM notice WHERE id = 1"

/* The secret of the address is the password too. */
static void set_gateway(struct site_test *test, const char *profile)
{
    struct settings_gateway *gateway = &test->store->settings.gateway;

    gateway->profile = profile;
    gateway->base = "http://127.0.0.1:1";
    gateway->password_file = gateway->hook_file;
}

static void write_hook(struct site_test *test)
{
    CLEANUP(text_done) struct text path;
    struct error err;

    text_init(&path, 4096);
    text_putf(&path, "%s/hook", test->store->folder->path);
    store_must(file_write_secret(path.data, HOOK "\n", strlen(HOOK) + 1, &err), &err);
    test->store->settings.gateway.hook_file = arena_copy_string(&test->store->arena, path.data);
}

/* One notice has been accepted by Kannel. The gateway is set when the service runs already, so nothing is sent. */
static int hooks_setup(void **state)
{
    if (site_setup(state) != 0)
        return -1;
    struct site_test *test = *state;
    write_hook(test);
    set_gateway(test, HT_SOURCE_DIR "/config/gateways/kannel.yaml");
    test_store_run(test->store->folder->store,
                   "INSERT INTO contact (id, election, candidate, full_name, phone, purpose, source) VALUES "
                   "(1, 1, 1, '', '+84912345678', 'meeting_notice', 'x')");
    test_store_run(
        test->store->folder->store,
        "INSERT INTO notice (id, election, release, kind, channel, contact, client_id, state, gateway, "
        "gateway_message_id, created_utc, not_before_utc, expires_utc) VALUES "
        "(1, 1, 1, 'release', 'sms', 1, 'aa', 'accepted', 'kannel', '007', 1, 1, 2000000000)");
    return 0;
}

static void assert_row(const struct site_test *test, const char *sql, const char *expected)
{
    CLEANUP(text_done) struct text answer;

    text_init(&answer, 10000);
    test_store_ask(test->store->folder->store, sql, "\n", &answer);
    assert_string_equal(answer.data, expected);
}

/* `headers` are lines that end in CRLF. */
static void post(const struct site_test *test, const char *path, const char *headers, const char *body,
                 struct http_reply *reply)
{
    CLEANUP(text_done) struct text request;
    int connection = http_connect(test->address);

    text_init(&request, 200000);
    text_putf(&request,
              "POST %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Length: %zu\r\n%s\r\n%s", path,
              test->address, strlen(body), headers, body);
    http_send(connection, request.data);
    http_receive(connection, reply);
}

#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"

static void assert_got(const struct site_test *test, const char *path, int status, const char *body)
{
    CLEANUP(http_reply_done) struct http_reply reply;

    site_get(test, path, "", &reply);
    if (reply.status != status || strcmp(reply.body.data, body) != 0)
        fail_msg("%s: %d %s", path, reply.status, reply.body.data);
}

static void assert_posted(const struct site_test *test, const char *path, const char *headers,
                          const char *form, int status, const char *body)
{
    CLEANUP(http_reply_done) struct http_reply reply;

    post(test, path, headers, form, &reply);
    if (reply.status != status || strcmp(reply.body.data, body) != 0)
        fail_msg("%s: %d %s", path, reply.status, reply.body.data);
}

static void a_report_makes_the_notice_delivered_however_often_it_comes(void **state)
{
    const struct site_test *test = *state;

    assert_got(test, REPORT "?ref=aa&id=007&state=8", 200, "");
    assert_row(test, STATE, "accepted");
    for (int i = 0; i < 3; i++) {
        assert_got(test, REPORT "?ref=aa&id=007&state=1", 200, "");
        assert_row(test, STATE, "delivered");
    }
    assert_got(test, REPORT "?ref=aa&id=007&state=2", 200, ""); /* failed, it says afterwards */
    assert_row(test, STATE, "delivered");
    assert_row(test, "SELECT count(*) FROM delivery_report", "3");
}

static void a_report_that_overtakes_the_answer_counts_once_that_is_there(void **state)
{
    struct site_test *test = *state;
    struct outbox_store store;
    struct error err;
    const struct outbox_outcome accepted = {
        .id = 1, .state = NOTICE_ACCEPTED, .words = "", .gateway = "kannel", .gateway_id = "4F"};

    test_store_run(test->store->folder->store,
                   "UPDATE notice SET state = 'in_flight', gateway_message_id = NULL, claimed_by = 'we'");
    assert_got(test, REPORT "?id=4F&state=1", 200, ""); /* which nobody knows yet */
    assert_got(test, REPORT "?id=5&state=1", 200, "");  /* which nobody will ever know */
    assert_row(test, STATE, "in_flight");
    store_must(outbox_store_init(&store, test->store->app.db, &err), &err);
    snprintf(store.worker, sizeof store.worker, "we");
    store_must(store.outbox.finish(&store, 1771600000, &accepted, 1, &err), &err);
    assert_row(test, STATE, "delivered");
    assert_row(test, "SELECT gateway_message_id FROM delivery_report WHERE notice IS NULL", "5");
}

static void a_stranger_learns_nothing_and_changes_nothing(void **state)
{
    const struct site_test *test = *state;
    static const char *const paths[] = {
        "/hooks/0123456789abcdefghijklmnopqrstuw/report?ref=aa&state=1",
        "/hooks/0123456789abcdefghijklmnopqrstu/report?ref=aa&state=1",
        "/hooks/" HOOK "v/report?ref=aa&state=1",
        "/hooks/0123456789ABCDEFGHIJKLMNOPQRSTUV/report?ref=aa&state=1",
        "/hooks/x/report",
        "/hooks//report?ref=aa&state=1",
        "/hooks/" HOOK "/repor",
        "/hooks/x/inbound?from=0912345678&text=STOP",
        "/hooks/x/inbound",
    };

    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        assert_got(test, paths[i], 404, NOTHING_THERE);
        assert_posted(test, paths[i], FORM, "ref=aa&state=1&from=0912345678&text=STOP", 404, NOTHING_THERE);
    }
    assert_row(test, STATE, "accepted");
    assert_row(test, "SELECT count(*) FROM delivery_report", "0");
    assert_row(test, "SELECT count(*) FROM opt_out", "0");
}

/* What Twilio would send along: its signature of the address and the sorted form. */
static void sign(const char *bytes, const char *key, char out[200])
{
    CLEANUP(text_done) struct text signature;
    unsigned char mac[HMAC_SHA1_BYTES];

    text_init(&signature, 100);
    hmac_sha1(key, bytes, strlen(bytes), mac);
    quote_base64_bytes(mac, sizeof mac, &signature);
    snprintf(out, 200, FORM "X-Twilio-Signature: %s\r\n", signature.data);
}

static void a_report_without_the_right_signature_is_refused_without_a_reason(void **state)
{
    struct site_test *test = *state;
    static const char form[] = "MessageStatus=delivered&MessageSid=SM1";
    static const char bytes[] = "https://lich.example.vn" REPORT "?ref=aaMessageSidSM1MessageStatusdelivered";
    char good[200];
    char stolen[200];
    char empty[] = FORM "X-Twilio-Signature: \r\n";

    set_gateway(test, HT_SOURCE_DIR "/config/gateways/twilio.yaml");
    sign(bytes, HOOK, good);
    sign(bytes, "another token", stolen);
    const char *const forged[] = {FORM, empty, stolen};
    for (size_t i = 0; i < COUNT_OF(forged); i++)
        assert_posted(test, REPORT "?ref=aa", forged[i], form, 403, NOTHING_THERE);
    assert_posted(test, REPORT "?ref=bb", good, form, 403, NOTHING_THERE);
    assert_posted(test, REPORT "?ref=aa", good, "MessageStatus=failed&MessageSid=SM1", 403, NOTHING_THERE);
    assert_posted(test, INBOUND, good, "From=%2B84912345678&Body=STOP", 403, NOTHING_THERE);
    assert_got(test, REPORT "?ref=aa&MessageStatus=delivered&MessageSid=SM1", 403, NOTHING_THERE);
    assert_row(test, STATE, "accepted");
    assert_row(test, "SELECT count(*) FROM delivery_report", "0");
    assert_row(test, "SELECT count(*) FROM opt_out", "0");
    assert_posted(test, REPORT "?ref=aa", good, form, 200, "");
    assert_row(test, STATE, "delivered");
}

static void who_writes_stop_is_silent_and_told_so_once(void **state)
{
    struct site_test *test = *state;
    bool silent = false;
    struct error err;

    assert_got(test, INBOUND "?from=84912345678&text=C%E1%BA%A3m%20%C6%A1n", 200, "");
    assert_row(test, "SELECT count(*) FROM opt_out", "0");
    assert_got(test, INBOUND "?from=84912345678&text=T%E1%BB%AB+ch%E1%BB%91i", 200, CONFIRMATION);
    store_must(opt_out_is(&test->store->app, "0912345678", &silent, &err), &err);
    assert_true(silent);
    assert_got(test, INBOUND "?from=0912345678&text=STOP", 200, "");
    assert_got(test, INBOUND "?from=%2B84912345678&text=HUY", 200, "");
    assert_got(test, INBOUND "?from=VIETTEL&text=STOP", 200, ""); /* which is nobody's number */
    assert_row(test, "SELECT count(*) FROM opt_out", "1");
}

static void either_method_will_do_and_no_other(void **state)
{
    const struct site_test *test = *state;
    static const char *const methods[] = {"HEAD", "PUT", "DELETE", "OPTIONS"};

    for (size_t i = 0; i < COUNT_OF(methods); i++) {
        CLEANUP(http_reply_done) struct http_reply reply;
        http_ask(test->address, methods[i], REPORT "?ref=aa&state=1", "Content-Length: 0\r\n", &reply);
        assert_int_equal(reply.status, 405);
        site_assert_header(&reply, "Allow", "GET, POST");
    }
    assert_row(test, STATE, "accepted");
    assert_posted(test, REPORT, FORM, "ref=aa&state=8", 200, "");
    assert_posted(test, REPORT "?ref=aa&state=1", "", "", 200, "");
    assert_row(test, STATE, "delivered");
    assert_posted(test, INBOUND, FORM, "from=84912345678&text=STOP", 200, CONFIRMATION);
}

/* A body of `head` and as many of `letter` as make it `bytes` long. */
static const char *long_body(struct site_test *test, const char *head, char letter, size_t bytes)
{
    char *body = arena_alloc(&test->store->arena, bytes + 1);

    assert_non_null(body);
    memset(body, letter, bytes);
    memcpy(body, head, strlen(head));
    body[bytes] = '\0';
    return body;
}

static void a_long_body_is_read_to_the_limit_and_refused_beyond_it(void **state)
{
    struct site_test *test = *state;
    const char *most = long_body(test, "from=84912345678&text=STOP+", 'x', BODY_MAX);
    const char *more = long_body(test, "ref=aa&state=1&words=", 'x', BODY_MAX + 1);
    const char *json = long_body(test, "[", '[', BODY_MAX);
    const char *pairs = long_body(test, "ref=aa&state=1", '&', BODY_MAX);

    assert_posted(test, INBOUND, FORM, more, 413, "413 The request is too large.\n");
    assert_posted(test, REPORT, FORM, more, 413, "413 The request is too large.\n");
    assert_posted(test, INBOUND, FORM, most, 200, CONFIRMATION);
    assert_posted(test, REPORT, "Content-Type: application/json\r\n", json, 400,
                  "báo kết quả không nói là của tin nào hoặc kết quả ra sao\n");
    assert_posted(test, REPORT, FORM, pairs, 400, "yêu cầu có nhiều hơn 2000 giá trị\n");
    set_gateway(test, HT_SOURCE_DIR "/config/gateways/twilio.yaml");
    assert_posted(test, INBOUND, FORM "X-Twilio-Signature: x\r\n", most, 403, NOTHING_THERE);
    assert_row(test, STATE, "accepted");
    assert_row(test, "SELECT count(*) FROM delivery_report", "0");
}

#define hooks_test(function) cmocka_unit_test_setup_teardown(function, hooks_setup, site_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        hooks_test(a_report_makes_the_notice_delivered_however_often_it_comes),
        hooks_test(a_report_that_overtakes_the_answer_counts_once_that_is_there),
        hooks_test(a_stranger_learns_nothing_and_changes_nothing),
        hooks_test(a_report_without_the_right_signature_is_refused_without_a_reason),
        hooks_test(who_writes_stop_is_silent_and_told_so_once),
        hooks_test(either_method_will_do_and_no_other),
        hooks_test(a_long_body_is_read_to_the_limit_and_refused_beyond_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
