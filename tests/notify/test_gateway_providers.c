/* Each shipped profile against the test gateway that plays its provider: what is sent, and what each answer means. */
#include "base/file.h"
#include "cmocka_tests.h"
#include "fake_gateway.h"
#include "notify/gateway.h"

#include <stdio.h>
#include <string.h>

#define TEXT "Ong Ung: 19:30 & <Nha \"van hoa\">"

static const struct gateway_message message = {.number = "+84500000001",
                                               .text = TEXT,
                                               .client_id = "c0ffee",
                                               .coding = SMS_GSM,
                                               .parts = 1,
                                               .now_utc_secs = 1619829000};

static struct gateway_profile *shipped(const char *name)
{
    CLEANUP(text_done) struct text bytes;
    char path[500];
    struct error err;
    struct gateway_profile *profile = NULL;

    snprintf(path, sizeof path, HT_SOURCE_DIR "/config/gateways/%s.yaml", name);
    text_init(&bytes, GATEWAY_PROFILE_MAX_BYTES);
    assert_int_equal(file_read(path, &bytes, &err), OK);
    assert_int_equal(gateway_profile_read(bytes.data, bytes.length, name, &profile, &err), OK);
    return profile;
}

static struct gateway_access access_to(const char *base)
{
    return (struct gateway_access){.base = base,
                                   .sender = "MTTQ",
                                   .username = "lich",
                                   .password = "mat&khau",
                                   .callback = "https://lich.example.vn/hooks/s/report",
                                   .secrets = {"khoa-1", "khoa-2"}};
}

static struct gateway_answer send_through(const char *name, struct fake_gateway *fake,
                                          const struct gateway_message *what)
{
    CLEANUP(gateway_profile_free_ptr) struct gateway_profile *profile = shipped(name);
    CLEANUP(gateway_free_ptr) struct gateway *gateway = NULL;
    const struct gateway_access access = access_to(fake->base);
    struct gateway_answer answer;
    struct error err;

    assert_int_equal(gateway_new(profile, &access, &gateway, &err), OK);
    gateway_send(gateway, what, &answer);
    return answer;
}

/* What stands in the request of each provider. */
static void every_provider_gets_the_request_it_wants(void **state)
{
    (void)state;
    static const struct {
        const char *profile;
        const char *parts[8];
    } rows[] = {
        {"kannel",
         {"GET "
          "/cgi-bin/"
          "sendsms?username=lich&password=mat%26khau&from=MTTQ&to=84500000001&charset=UTF-8&coding=0",
          "&dlr-url=https%3A%2F%2Flich.example.vn%2Fhooks%2Fs%2Freport%3Fref%3Dc0ffee%26state%3D%25d%26id%3D%"
          "25F"}},
        {"twilio",
         {"POST /2010-04-01/Accounts/lich/Messages.json HTTP/1.1",
          "Authorization: Basic bGljaDptYXQma2hhdQ==",
          "To=%2B84500000001&From=MTTQ&Body=Ong%20Ung%3A%2019%3A30%20%26%20%3CNha",
          "StatusCallback=https%3A%2F%2Flich.example.vn%2Fhooks%2Fs%2Freport%3Fref%3Dc0ffee"}},
        {"vonage",
         {"POST /sms/json", "api_key=lich&api_secret=mat%26khau", "type=text&", "client-ref=c0ffee"}},
        {"esms",
         {"POST /MainService.svc/json/SendMultipleMessage_V4_post_json/", "Content-Type: application/json",
          "\"ApiKey\":\"khoa-1\",\"SecretKey\":\"khoa-2\",\"Phone\":\"0500000001\"",
          "\"Content\":\"Ong Ung: 19:30 & <Nha \\\"van hoa\\\">\"", "\"IsUnicode\":\"0\"",
          "\"RequestId\":\"c0ffee\""}},
        {"speedsms",
         {"POST /index.php/sms/send", "Authorization: Basic bWF0JmtoYXU6eA==",
          "{\"to\":[\"84500000001\"],\"content\":", "\"sms_type\":3,\"sender\":\"MTTQ\"}"}},
        {"vnpt-template",
         {"POST /smsmarketing/api", "{\"RQST\":{\"name\":\"send_sms_list\",\"REQID\":\"c0ffee\"",
          "\"TEMPLATEID\":\"100001\",\"PARAMS\":[{\"NUM\":\"1\",\"CONTENT\":\"Ong Ung\"},{\"NUM\":\"2\","
          "\"CONTENT\":\"19:30 & <Nha \\\"van hoa\\\">\"}],\"SCHEDULETIME\":\"\"",
          "\"MOBILELIST\":\"84500000001\""}},
    };
    static const struct fake_turn turn = {FAKE_ANSWERS, 500, ""};

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct fake_gateway *fake = fake_gateway_start(&turn, 1);
        send_through(rows[i].profile, fake, &message);
        assert_int_equal(fake_gateway_requests(fake), 1);
        for (size_t k = 0; rows[i].parts[k] != NULL; k++)
            if (strstr(fake->requests[0], rows[i].parts[k]) == NULL)
                fail_msg("%s: no %s in %s", rows[i].profile, rows[i].parts[k], fake->requests[0]);
        fake_gateway_stop(fake);
    }
}

static void every_answer_of_a_provider_has_its_class(void **state)
{
    (void)state;
    static const struct {
        const char *profile;
        struct fake_turn turn;
        enum gateway_class class;
        const char *id;
    } rows[] = {
        {"twilio", {FAKE_ANSWERS, 201, "{\"sid\":\"SM007\",\"status\":\"queued\"}"}, CLASS_ACCEPTED, "SM007"},
        {"twilio", {FAKE_ANSWERS, 429, "{\"code\":20429}"}, CLASS_THROTTLED, ""},
        {"twilio", {FAKE_ANSWERS, 400, "{\"code\":21610,\"message\":\"unsubscribed\"}"}, CLASS_BLOCKED, ""},
        {"twilio", {FAKE_ANSWERS, 400, "{\"code\":21211}"}, CLASS_REFUSED, ""},
        {"twilio", {FAKE_ANSWERS, 401, "{\"code\":20003}"}, CLASS_BROKEN, ""},
        {"twilio", {FAKE_ANSWERS, 200, "<html>a portal</html>"}, CLASS_UNKNOWN, ""},
        {"twilio", {FAKE_ANSWERS, 500, ""}, CLASS_UNKNOWN, ""},
        {"vonage",
         {FAKE_ANSWERS, 200, "{\"messages\":[{\"status\":\"0\",\"message-id\":\"0A\"},{\"status\":\"0\"}]}"},
         CLASS_ACCEPTED,
         "0A"},
        {"vonage",
         {FAKE_ANSWERS, 200, "{\"messages\":[{\"status\":\"0\",\"message-id\":\"0A\"},{\"status\":\"5\"}]}"},
         CLASS_UNKNOWN,
         "0A"},
        {"vonage", {FAKE_ANSWERS, 200, "{\"messages\":[{\"status\":\"1\"}]}"}, CLASS_THROTTLED, ""},
        {"vonage", {FAKE_ANSWERS, 200, "{\"messages\":[{\"status\":\"4\"}]}"}, CLASS_BROKEN, ""},
        {"vonage", {FAKE_ANSWERS, 200, "{\"messages\":[{\"status\":\"29\"}]}"}, CLASS_BLOCKED, ""},
        {"vonage", {FAKE_ANSWERS, 200, "{\"messages\":[]}"}, CLASS_UNKNOWN, ""},
        {"esms",
         {FAKE_ANSWERS, 200, "{\"CodeResult\":\"100\",\"SMSID\":\"000123\"}"},
         CLASS_ACCEPTED,
         "000123"},
        {"esms",
         {FAKE_ANSWERS, 200, "{\"CodeResult\":\"124\",\"SMSID\":\"000123\"}"},
         CLASS_DUPLICATE,
         "000123"},
        {"esms", {FAKE_ANSWERS, 200, "{\"CodeResult\":103}"}, CLASS_BROKEN, ""},
        {"esms", {FAKE_ANSWERS, 200, "{\"CodeResult\":\"99\"}"}, CLASS_BLOCKED, ""},
        {"esms", {FAKE_ANSWERS, 200, "{\"CodeResult\":\"146\"}"}, CLASS_REFUSED, ""},
        {"esms", {FAKE_ANSWERS, 200, "{\"error\":\"bad request\"}"}, CLASS_REFUSED, ""},
        {"esms", {FAKE_ANSWERS, 200, "{\"CodeResult\":\"100\""}, CLASS_UNKNOWN, ""}, /* cut */
        {"speedsms",
         {FAKE_ANSWERS, 200, "{\"status\":\"success\",\"code\":\"00\",\"data\":{\"tranId\":12345}}"},
         CLASS_ACCEPTED,
         "12345"},
        {"speedsms",
         {FAKE_ANSWERS, 200, "{\"status\":\"success\",\"data\":{\"tranId\":1,\"invalidPhone\":[\"8450\"]}}"},
         CLASS_REFUSED,
         "1"},
        {"speedsms", {FAKE_ANSWERS, 200, "{\"status\":\"error\",\"code\":\"300\"}"}, CLASS_BROKEN, ""},
        {"speedsms", {FAKE_ANSWERS, 429, ""}, CLASS_THROTTLED, ""},
        {"vnpt-template",
         {FAKE_ANSWERS, 200, "{\"RPLY\":{\"ERROR\":\"0\",\"ERROR_DESC\":\"success\"}}"},
         CLASS_ACCEPTED,
         ""},
        {"vnpt-template", {FAKE_ANSWERS, 200, "{\"RPLY\":{\"ERROR\":\"7\"}}"}, CLASS_UNKNOWN, ""},
        {"kannel", {FAKE_ANSWERS, 302, "Location: http://127.0.0.1/"}, CLASS_UNKNOWN, ""},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct fake_gateway *fake = fake_gateway_start(&rows[i].turn, 1);
        struct gateway_answer answer = send_through(rows[i].profile, fake, &message);
        if (answer.class != rows[i].class)
            fail_msg("%s, row %zu: class %d", rows[i].profile, i, (int)answer.class);
        assert_string_equal(answer.id, rows[i].id);
        assert_int_equal(fake_gateway_requests(fake), 1); /* a redirection is not followed */
        fake_gateway_stop(fake);
    }
}

static void a_text_that_follows_no_approved_template_stays_here(void **state)
{
    (void)state;
    static const struct fake_turn turn = {FAKE_ANSWERS, 200, ""};
    struct fake_gateway *fake = fake_gateway_start(&turn, 1);
    struct gateway_message other = message;

    other.text = "Khong theo mau";
    struct gateway_answer answer = send_through("vnpt-template", fake, &other);
    assert_int_equal(answer.class, CLASS_REFUSED);
    assert_string_equal(answer.words,
                        "the text follows none of the templates that the gateway's contract approves");
    assert_int_equal(fake_gateway_requests(fake), 0);
    fake_gateway_stop(fake);
}

/* Log-in, a message, its token refused, log-in again. */
static void a_token_is_fetched_once_and_renewed_when_it_is_refused(void **state)
{
    (void)state;
    static const struct fake_turn turns[] = {
        {FAKE_ANSWERS, 200, "{\"access_token\":\"T-1\",\"expires_in\":3600}"},
        {FAKE_ANSWERS, 200, "{\"MessageId\":\"77\"}"},
        {FAKE_ANSWERS, 200, "{\"MessageId\":\"78\"}"},
        {FAKE_ANSWERS, 401, "{\"error\":1,\"error_description\":\"expired\"}"},
        {FAKE_ANSWERS, 200, "{\"access_token\":\"T-2\",\"expires_in\":3600}"},
        {FAKE_ANSWERS, 200, "{\"MessageId\":\"79\"}"}};
    static const enum gateway_class expected[] = {CLASS_ACCEPTED, CLASS_ACCEPTED, CLASS_EXPIRED,
                                                  CLASS_ACCEPTED};
    struct fake_gateway *fake = fake_gateway_start(turns, COUNT_OF(turns));
    CLEANUP(gateway_profile_free_ptr) struct gateway_profile *profile = shipped("fpt-token");
    CLEANUP(gateway_free_ptr) struct gateway *gateway = NULL;
    const struct gateway_access access = access_to(fake->base);
    struct gateway_answer answer;
    struct error err;

    assert_int_equal(gateway_new(profile, &access, &gateway, &err), OK);
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        gateway_send(gateway, &message, &answer);
        assert_int_equal(answer.class, expected[i]);
    }
    assert_string_equal(answer.id, "79");
    assert_int_equal(fake_gateway_requests_with(fake, "POST /oauth2/token"), 2);
    assert_int_equal(fake_gateway_requests_with(fake, "\"access_token\":\"T-1\""), 3);
    assert_int_equal(fake_gateway_requests_with(fake, "\"access_token\":\"T-2\""), 1);
    assert_int_equal(
        fake_gateway_requests_with(fake, "\"Message\":\"T25nIFVuZzogMTk6MzAgJiA8TmhhICJ2YW4gaG9hIj4=\""), 4);
    fake_gateway_stop(fake);
}

static void without_a_token_nothing_leaves(void **state)
{
    (void)state;
    static const struct fake_turn turn = {FAKE_ANSWERS, 403, "{}"};
    struct fake_gateway *fake = fake_gateway_start(&turn, 1);
    struct gateway_answer answer = send_through("fpt-token", fake, &message);

    assert_int_equal(answer.class, CLASS_UNSENT);
    assert_int_equal(fake_gateway_requests_with(fake, "push-brandname"), 0);
    fake_gateway_stop(fake);
}

static void a_gateway_says_how_long_it_wants_to_be_left_alone(void **state)
{
    (void)state;
    static const struct fake_turn turn = {
        FAKE_RAW, 0,
        "HTTP/1.1 429 Slow down\r\nContent-Length: 0\r\nX-Rate-Limit-Reset: 17\r\nConnection: close\r\n\r\n"};
    struct fake_gateway *fake = fake_gateway_start(&turn, 1);
    struct gateway_answer answer = send_through("speedsms", fake, &message);

    assert_int_equal(answer.class, CLASS_THROTTLED);
    assert_int_equal(answer.pause_secs, 17);
    fake_gateway_stop(fake);
}

/* Whatever is shown to people can be pasted into a letter to the provider. */
static void a_trial_shows_the_request_and_stars_the_secrets(void **state)
{
    (void)state;
    CLEANUP(gateway_profile_free_ptr) struct gateway_profile *profile = shipped("esms");
    CLEANUP(text_done) struct text shown;
    const struct gateway_access access = access_to("https://rest.esms.vn");
    struct error err;

    text_init(&shown, 10000);
    assert_int_equal(gateway_show(profile, &access, &message, &shown, &err), OK);
    assert_string_equal(
        shown.data,
        "POST https://rest.esms.vn/MainService.svc/json/SendMultipleMessage_V4_post_json/\n"
        "Content-Type: application/json\n\n"
        "{\"ApiKey\":\"***\",\"SecretKey\":\"***\",\"Phone\":\"0500000001\",\"Content\":\"Ong Ung: 19:30 & "
        "<Nha "
        "\\\"van "
        "hoa\\\">\",\"Brandname\":\"MTTQ\",\"SmsType\":\"2\",\"IsUnicode\":\"0\",\"RequestId\":\"c0ffee\","
        "\"CallbackUrl\":\"https://lich.example.vn/hooks/s/report?ref=c0ffee\"}\n");
}

#define VIETTEL                                                                                              \
    "name: viettel\nkind: http\nnumber_format: msisdn\nmarks: keep\ncoding: {gsm: \"0\", ucs2: \"1\"}\n"     \
    "max_parts: 3\nper_second: 5\nsend:\n  method: POST\n  url: \"{base}/ws\"\n  connect_secs: 1\n"          \
    "  total_secs: 1\n  xml: \"<Content>{text}</Content>\"\n  id_xml: id\n  result:\n"                       \
    "    - {status: \"200\", xml: result, is: [\"1\"], class: accepted}\n"                                   \
    "    - {status: \"200\", matches: \"balance (is )?low\", class: broken}\n"

static void xml_is_escaped_and_read(void **state)
{
    (void)state;
    static const struct {
        const char *answer;
        enum gateway_class class;
        const char *id;
    } rows[] = {
        {"<S:Body><ns2:wsCpMt><result>1</result><id>a&amp;b</id></ns2:wsCpMt></S:Body>", CLASS_ACCEPTED,
         "a&b"},
        {"<S:Body><result>0</result><message>balance is low</message></S:Body>", CLASS_BROKEN, ""},
        {"<result", CLASS_UNKNOWN, ""},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct fake_turn turn = {FAKE_ANSWERS, 200, rows[i].answer};
        struct fake_gateway *fake = fake_gateway_start(&turn, 1);
        CLEANUP(gateway_profile_free_ptr) struct gateway_profile *profile = NULL;
        CLEANUP(gateway_free_ptr) struct gateway *gateway = NULL;
        const struct gateway_access access = access_to(fake->base);
        struct gateway_answer answer;
        struct error err;
        assert_int_equal(gateway_profile_read(VIETTEL, strlen(VIETTEL), "v", &profile, &err), OK);
        assert_int_equal(gateway_new(profile, &access, &gateway, &err), OK);
        gateway_send(gateway, &message, &answer);
        assert_int_equal(answer.class, rows[i].class);
        assert_string_equal(answer.id, rows[i].id);
        assert_int_equal(fake_gateway_requests_with(
                             fake, "<Content>Ong Ung: 19:30 &amp; &lt;Nha &quot;van hoa&quot;&gt;</Content>"),
                         1);
        fake_gateway_stop(fake);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_provider_gets_the_request_it_wants),
        cmocka_unit_test(every_answer_of_a_provider_has_its_class),
        cmocka_unit_test(a_text_that_follows_no_approved_template_stays_here),
        cmocka_unit_test(a_token_is_fetched_once_and_renewed_when_it_is_refused),
        cmocka_unit_test(without_a_token_nothing_leaves),
        cmocka_unit_test(a_gateway_says_how_long_it_wants_to_be_left_alone),
        cmocka_unit_test(a_trial_shows_the_request_and_stars_the_secrets),
        cmocka_unit_test(xml_is_escaped_and_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
