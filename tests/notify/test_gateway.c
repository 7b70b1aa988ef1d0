#include "base/file.h"
#include "cmocka_tests.h"
#include "fake_gateway.h"
#include "notify/gateway.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PROFILE                                                                                              \
    "name: test\nkind: http\nnumber_format: msisdn\nmarks: keep\ncoding: {gsm: \"0\", ucs2: \"2\"}\n"        \
    "max_parts: 4\nper_second: 1000\n"
#define SEND_GET                                                                                             \
    PROFILE "send:\n  method: GET\n  url: \"{base}/send/{ref}\"\n  connect_secs: 1\n  total_secs: 1\n"       \
            "  query:\n    - {name: to, value: \"{to}\"}\n    - {name: coding, value: \"{coding}\"}\n"       \
            "    - {name: text, value: \"{text}\"}\n" RESULT
#define SEND_POST                                                                                            \
    PROFILE "send:\n  method: POST\n  url: \"{base}/send\"\n  connect_secs: 1\n  total_secs: 1\n"
#define RESULT                                                                                               \
    "  result:\n    - {status: \"202\", class: accepted}\n    - {status: \"403\", class: broken}\n"          \
    "    - {status: \"503\", class: transient}\n"                                                            \
    "  id_after: \"id=\"\n"

#define TEXT "Hội nghị: 19:30 & \"tại\" Điện Biên"

static const struct gateway_message message = {.number = "+84500000001",
                                               .text = TEXT,
                                               .client_id = "n/1",
                                               .coding = SMS_UCS2,
                                               .parts = 1,
                                               .now_utc_secs = 1619829000};

static struct gateway_profile *profile_of(const char *text)
{
    struct gateway_profile *profile = NULL;
    struct error err;

    assert_int_equal(gateway_profile_read(text, strlen(text), "test.yaml", &profile, &err), OK);
    return profile;
}

static struct gateway_answer send_to(const char *profile_text, const char *base)
{
    CLEANUP(gateway_profile_free_ptr) struct gateway_profile *profile = profile_of(profile_text);
    CLEANUP(gateway_free_ptr) struct gateway *gateway = NULL;
    const struct gateway_access access = {
        .base = base, .sender = "MTTQ", .username = "lich", .password = "mat&khau"};
    struct gateway_answer answer;
    struct error err;

    assert_int_equal(gateway_new(profile, &access, &gateway, &err), OK);
    gateway_send(gateway, &message, &answer);
    return answer;
}

/* One request; returns the answer, and what the gateway saw. */
static struct gateway_answer send_once(const char *profile_text, struct fake_turn turn, char *out_request)
{
    struct fake_gateway *fake = fake_gateway_start(&turn, 1);
    struct gateway_answer answer = send_to(profile_text, fake->base);

    assert_int_equal(fake_gateway_requests(fake), 1);
    snprintf(out_request, FAKE_REQUEST_BYTES, "%s", fake->requests[0]);
    fake_gateway_stop(fake);
    return answer;
}

static char request[FAKE_REQUEST_BYTES];

static void a_query_is_escaped_for_an_address(void **state)
{
    (void)state;
    struct gateway_answer answer = send_once(
        SEND_GET, (struct fake_turn){FAKE_ANSWERS, 202, "0: Accepted for delivery id=007 ok"}, request);

    assert_int_equal(answer.class, CLASS_ACCEPTED);
    assert_string_equal(answer.words, "202 0: Accepted for delivery id=007 ok");
    assert_string_equal(answer.id, "007"); /* an id is a text: its zeros stay */
    assert_ptr_equal(strstr(request,
                            "GET /send/n%2F1?to=84500000001&coding=2&text=H%E1%BB%99i%20ngh%E1%BB%8B%3A%20"
                            "19%3A30%20%26%20%22t%E1%BA%A1i%22%20%C4%90i%E1%BB%87n%20Bi%C3%AAn HTTP/1.1\r\n"),
                     request);
}

static void a_form_is_escaped_and_posted(void **state)
{
    (void)state;
    struct gateway_answer answer =
        send_once(SEND_POST "  form:\n    - {name: p, value: \"{username}:{password}\"}\n"
                            "    - {name: from, value: \"{sender}\"}\n" RESULT,
                  (struct fake_turn){FAKE_ANSWERS, 202, ""}, request);

    assert_int_equal(answer.class, CLASS_ACCEPTED);
    assert_string_equal(answer.words, "202");
    assert_non_null(strstr(request, "POST /send HTTP/1.1\r\n"));
    assert_non_null(strstr(request, "Content-Type: application/x-www-form-urlencoded\r\n"));
    assert_non_null(strstr(request, "\r\n\r\np=lich%3Amat%26khau&from=MTTQ"));
}

static void a_json_body_is_one_object_of_strings(void **state)
{
    (void)state;
    send_once(SEND_POST "  json:\n    - {name: to, value: \"{to}\"}\n"
                        "    - {name: content, value: '\"{text}\"'}\n" RESULT,
              (struct fake_turn){FAKE_ANSWERS, 202, ""}, request);
    assert_non_null(strstr(request, "Content-Type: application/json\r\n"));
    assert_non_null(strstr(request, "\r\n\r\n{\"to\":\"84500000001\",\"content\":\"\\\"Hội nghị: 19:30 & "
                                    "\\\"tại\\\" Điện Biên\\\"\"}"));
}

static void every_answer_has_its_class(void **state)
{
    (void)state;
    static const struct {
        struct fake_turn turn;
        enum gateway_class class;
        const char *words;
    } rows[] = {
        {{FAKE_ANSWERS, 403, "Authorization failed\r\n"}, CLASS_BROKEN, "403 Authorization failed"},
        {{FAKE_ANSWERS, 503, "Temporal failure"}, CLASS_TRANSIENT, "503 Temporal failure"},
        {{FAKE_ANSWERS, 200, "<html>\xff</html>"}, CLASS_UNKNOWN, "200 <html>?</html>"},
        {{FAKE_ANSWERS, 302, ""}, CLASS_UNKNOWN, "302"},
        {{FAKE_RAW, 0, "hello\r\n"}, CLASS_UNKNOWN, "Unsupported protocol"},
        {{FAKE_SILENT, 0, ""}, CLASS_UNKNOWN, "Timeout was reached"},
        {{FAKE_DROPS, 0, ""}, CLASS_UNKNOWN, "Server returned nothing (no headers, no data)"},
        {{FAKE_CUT, 202, "0: Acc"}, CLASS_UNKNOWN, "Transferred a partial file"},
        {{FAKE_ENDLESS, 202, ""}, CLASS_UNKNOWN, "the answer was too long"},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct gateway_answer answer = send_once(SEND_GET, rows[i].turn, request);
        assert_string_equal(answer.words, rows[i].words);
        assert_int_equal(answer.class, rows[i].class);
        assert_string_equal(answer.id, "");
    }
}

static void nothing_leaves_for_a_gateway_that_is_not_there(void **state)
{
    (void)state;
    char base[64];

    fake_gateway_closed_base(base, sizeof base);
    assert_int_equal(send_to(SEND_GET, base).class, CLASS_UNSENT);
    assert_string_equal(send_to(SEND_GET, base).words, "Couldn't connect to server");
    assert_int_equal(send_to(SEND_GET, "file:///etc/passwd#").class, CLASS_UNSENT);
    assert_int_equal(send_to(SEND_GET, "").class, CLASS_UNSENT);
}

/* The library would repeat a request by itself on a connection that was used before and closes without an answer. */
static void a_dropped_request_is_not_repeated(void **state)
{
    (void)state;
    static const struct fake_turn turns[] = {{FAKE_ANSWERS, 202, "0: Accepted"}, {FAKE_DROPS, 0, ""}};
    struct fake_gateway *fake = fake_gateway_start(turns, COUNT_OF(turns));
    CLEANUP(gateway_profile_free_ptr) struct gateway_profile *profile = profile_of(SEND_GET);
    CLEANUP(gateway_free_ptr) struct gateway *gateway = NULL;
    const struct gateway_access access = {.base = fake->base, .sender = "", .username = "", .password = ""};
    struct gateway_answer answer;
    struct error err;

    assert_int_equal(gateway_new(profile, &access, &gateway, &err), OK);
    gateway_send(gateway, &message, &answer);
    assert_int_equal(answer.class, CLASS_ACCEPTED);
    gateway_send(gateway, &message, &answer);
    assert_int_equal(answer.class, CLASS_UNKNOWN);
    assert_int_equal(fake_gateway_requests(fake), 2);
    fake_gateway_stop(fake);
}

static void numbers_are_written_as_the_gateway_wants_them(void **state)
{
    (void)state;
    static const struct {
        const char *format;
        const char *number;
        const char *sent; /* NULL: refused without a request */
    } rows[] = {
        {"e164", "+84500000001", "to=%2B84500000001&"},
        {"msisdn", "+84500000001", "to=84500000001&"},
        {"national", "+84500000001", "to=0500000001&"},
        {"msisdn", "+85620000001", "to=85620000001&"},
        {"national", "+85620000001", NULL},
        {"e164", "0500000001", NULL},
        {"e164", "+8450000000x", NULL},
        {"e164", "", NULL},
    };
    static const struct fake_turn turn = {FAKE_ANSWERS, 202, ""};

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct fake_gateway *fake = fake_gateway_start(&turn, 1);
        CLEANUP(gateway_profile_free_ptr) struct gateway_profile *profile = profile_of(SEND_GET);
        CLEANUP(gateway_free_ptr) struct gateway *gateway = NULL;
        const struct gateway_access access = {
            .base = fake->base, .sender = "", .username = "", .password = ""};
        struct gateway_message other = message;
        struct gateway_answer answer;
        struct error err;
        profile->number_format = rows[i].format[0] == 'e'   ? NUMBER_E164
                                 : rows[i].format[0] == 'm' ? NUMBER_MSISDN
                                                            : NUMBER_NATIONAL;
        other.number = rows[i].number;
        assert_int_equal(gateway_new(profile, &access, &gateway, &err), OK);
        gateway_send(gateway, &other, &answer);
        assert_int_equal(answer.class, rows[i].sent == NULL ? CLASS_REFUSED : CLASS_ACCEPTED);
        assert_int_equal(fake_gateway_requests_with(fake, rows[i].sent == NULL ? "" : rows[i].sent),
                         rows[i].sent != NULL);
        fake_gateway_stop(fake);
    }
}

#define FILE_PROFILE                                                                                         \
    "name: file\nkind: file\nnumber_format: e164\nmarks: keep\ncoding: {gsm: gsm, ucs2: ucs2}\n"             \
    "max_parts: 6\nper_second: 1000\npath: \"{base}.jsonl\"\n"

static void a_file_gateway_appends_one_line_for_each_message(void **state)
{
    (void)state;
    char base[] = "/tmp/ht_notify_XXXXXX";
    char path[64];
    CLEANUP(text_done) struct text written;
    struct error err;
    static const char line[] =
        "{\"time\":\"2021-05-01T07:30\",\"ref\":\"n/1\",\"to\":\"+84500000001\",\"sender\":\"MTTQ\","
        "\"coding\":\"ucs2\",\"parts\":1,\"text\":\"Hội nghị: 19:30 & \\\"tại\\\" Điện Biên\"}\n";

    int descriptor = mkstemp(base);
    assert_true(descriptor >= 0);
    close(descriptor);
    snprintf(path, sizeof path, "%s.jsonl", base);
    assert_int_equal(send_to(FILE_PROFILE, base).class, CLASS_ACCEPTED);
    assert_int_equal(send_to(FILE_PROFILE, base).class, CLASS_ACCEPTED);
    text_init(&written, 10000);
    assert_int_equal(file_read(path, &written, &err), OK);
    assert_int_equal(written.length, 2 * strlen(line));
    assert_memory_equal(written.data, line, strlen(line));
    assert_string_equal(written.data + strlen(line), line);
    unlink(path);
    unlink(base);
}

static void a_file_that_cannot_be_opened_is_named(void **state)
{
    (void)state;
    CLEANUP(gateway_profile_free_ptr) struct gateway_profile *profile = profile_of(FILE_PROFILE);
    CLEANUP(text_done) struct text said;
    const struct gateway_access access = {
        .base = "/nowhere/messages", .sender = "", .username = "", .password = ""};
    struct gateway *gateway = NULL;
    struct error err;

    text_init(&said, 500);
    assert_int_equal(gateway_new(profile, &access, &gateway, &err), ERROR_CANNOT_CREATE);
    error_write(&err, err.message.format, &said);
    assert_string_equal(
        said.data,
        "/nowhere/messages.jsonl: the file for messages cannot be opened: No such file or directory");
    assert_null(gateway);
}

/* /dev/full takes no byte. */
static void a_full_disk_leaves_the_message_unsent(void **state)
{
    (void)state;
    struct gateway_answer answer =
        send_to("name: file\nkind: file\nnumber_format: e164\nmarks: keep\ncoding: {gsm: gsm, ucs2: ucs2}\n"
                "max_parts: 6\nper_second: 1000\npath: \"{base}\"\n",
                "/dev/full");

    assert_int_equal(answer.class, CLASS_UNSENT);
    assert_string_equal(answer.words, "No space left on device");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_query_is_escaped_for_an_address),
        cmocka_unit_test(a_form_is_escaped_and_posted),
        cmocka_unit_test(a_json_body_is_one_object_of_strings),
        cmocka_unit_test(every_answer_has_its_class),
        cmocka_unit_test(nothing_leaves_for_a_gateway_that_is_not_there),
        cmocka_unit_test(a_dropped_request_is_not_repeated),
        cmocka_unit_test(numbers_are_written_as_the_gateway_wants_them),
        cmocka_unit_test(a_file_gateway_appends_one_line_for_each_message),
        cmocka_unit_test(a_file_that_cannot_be_opened_is_named),
        cmocka_unit_test(a_full_disk_leaves_the_message_unsent),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
