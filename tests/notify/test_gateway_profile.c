#include "base/file.h"
#include "cmocka_tests.h"
#include "notify/gateway_profile.h"

#include <stdio.h>
#include <string.h>

/* A profile in two parts, so that a test can put a line of its own between them. */
#define HEAD "name: test\nkind: http\nnumber_format: msisdn\nmarks: keep\ncoding: {gsm: \"0\", ucs2: \"2\"}\n"
#define TOP HEAD "max_parts: 4\nper_second: 20\n"
#define SEND_PART "send:\n  method: GET\n  connect_secs: 5\n  total_secs: 30\n"
#define NAMES                                                                                                \
    "{base}, {to}, {sender}, {text}, {ref}, {coding}, {username}, {password}, {text_base64}, {parts}, "      \
    "{callback}, {token}, {template}, {param.number}, {param.text}"
#define SEND TOP "send:\n  method: GET\n  connect_secs: 5\n  total_secs: 30\n"
#define RULES "  result:\n    - {status: \"202\", class: accepted}\n"
#define URL "  url: \"{base}/send\"\n"

static enum error_code read_text(const char *text, struct gateway_profile **out, struct error *err)
{
    return gateway_profile_read(text, strlen(text), "gateways/test.yaml", out, err);
}

static struct gateway_profile *shipped(const char *name)
{
    CLEANUP(text_done) struct text bytes;
    char path[500];
    struct error err;
    struct gateway_profile *profile = NULL;

    snprintf(path, sizeof path, HT_SOURCE_DIR "/config/gateways/%s", name);
    text_init(&bytes, GATEWAY_PROFILE_MAX_BYTES);
    assert_int_equal(file_read(path, &bytes, &err), OK);
    assert_int_equal(gateway_profile_read(bytes.data, bytes.length, name, &profile, &err), OK);
    return profile;
}

static void kannel_answers_have_their_classes(void **state)
{
    (void)state;
    CLEANUP(gateway_profile_free_ptr) struct gateway_profile *profile = shipped("kannel.yaml");
    static const struct {
        int status;
        const char *body;
        enum gateway_class class;
    } rows[] = {
        {202, "0: Accepted for delivery", CLASS_ACCEPTED},
        {202, "3: Queued for later delivery", CLASS_ACCEPTED},
        {202, "9: something new", CLASS_UNKNOWN},
        {200, "<html>a portal</html>", CLASS_UNKNOWN},
        {403, "Authorization failed for sendsms", CLASS_BROKEN},
        {403, "Not routable. Do not try again.", CLASS_BROKEN},
        {404, "", CLASS_BROKEN},
        {400, "Missing receiver number, rejected", CLASS_REFUSED},
        {503, "Temporal failure, try again later.", CLASS_TRANSIENT},
        {500, "", CLASS_UNKNOWN},
        {302, "", CLASS_UNKNOWN},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        print_message("%d %s\n", rows[i].status, rows[i].body);
        assert_int_equal(gateway_profile_classify(profile->send, rows[i].status, rows[i].body),
                         rows[i].class);
    }
    assert_int_equal(profile->number_format, NUMBER_MSISDN);
    assert_string_equal(profile->coding.ucs2, "2");
}

static void the_file_profile_has_a_path_and_no_request(void **state)
{
    (void)state;
    CLEANUP(gateway_profile_free_ptr) struct gateway_profile *profile = shipped("file.yaml");

    assert_int_equal(profile->kind, GATEWAY_FILE);
    assert_null(profile->send);
    assert_string_equal(profile->path, "{base}");
}

static void the_first_rule_that_matches_decides(void **state)
{
    (void)state;
    CLEANUP(gateway_profile_free_ptr) struct gateway_profile *profile = NULL;
    struct error err;

    assert_int_equal(
        read_text(SEND URL
                  "  result:\n"
                  "    - {status: \"200\", body_contains: \"CodeResult\\\":\\\"124\", class: duplicate}\n"
                  "    - {status: \"200\", body_contains: \"CodeResult\\\":\\\"99\", class: blocked}\n"
                  "    - {status: \"200-299\", class: accepted}\n"
                  "    - {status: \"429\", class: throttled}\n",
                  &profile, &err),
        OK);
    assert_int_equal(gateway_profile_classify(profile->send, 200, "{\"CodeResult\":\"124\"}"),
                     CLASS_DUPLICATE);
    assert_int_equal(gateway_profile_classify(profile->send, 200, "{\"CodeResult\":\"99\"}"), CLASS_BLOCKED);
    assert_int_equal(gateway_profile_classify(profile->send, 299, ""), CLASS_ACCEPTED);
    assert_int_equal(gateway_profile_classify(profile->send, 300, ""), CLASS_UNKNOWN);
    assert_int_equal(gateway_profile_classify(profile->send, 429, ""), CLASS_THROTTLED);
}

static const struct {
    const char *profile;
    const char *message;
} bad_profiles[] = {
    {"name: test\n", "1:1: kind: is missing"},
    {HEAD "max_parts: 0\nper_second: 20\npath: x\n", "6:12: max_parts: 0 is not from 1 to 10"},
    {HEAD "max_parts: 4\nper_second: 5000\npath: x\n", "7:13: per_second: 5000 is not from 1 to 1000"},
    {HEAD "max_parts: 4\nper_second: 20\npath: x\n",
     "2:7: kind: a gateway of the kind http needs \"send\" and has no \"path\""},
    {TOP, "2:7: kind: a gateway of the kind http needs \"send\" and has no \"path\""},
    {SEND RULES "  url: \"file:///etc/passwd\"\n",
     "14:8: send.url: must begin with {base}, http:// or https://"},
    {SEND RULES "  url: \"{base}/{tex}\"\n",
     "14:8: send.url: {tex} is not among what can be filled in here: " NAMES},
    {SEND RULES URL "  query:\n    - {name: to, value: \"{to\"}\n",
     "16:25: send.query.1.value: a brace stands alone; braces only serve for what is filled in here: " NAMES},
    {SEND RULES URL "  form:\n    - {name: to, value: \"{to}\"}\n",
     "16:5: send.form: a GET request has no body; use \"query\", or the method POST"},
    {SEND URL "  result:\n    - {status: \"2xx\", class: accepted}\n",
     "14:16: send.result.1.status: \"2xx\" is neither an HTTP status such as 202 nor a range such as "
     "200-299"},
    {SEND URL "  result:\n    - {status: \"299-200\", class: accepted}\n",
     "14:16: send.result.1.status: \"299-200\" is neither an HTTP status such as 202 nor a range such as "
     "200-299"},
    {SEND URL "  result:\n    - {status: \"202\", class: fine}\n",
     "14:30: send.result.1.class: \"fine\" is not known here; it may be: accepted, duplicate, throttled, "
     "transient, "
     "refused, blocked, broken, expired, unknown"},
    {TOP "send:\n  method: GET\n  connect_secs: 5\n  total_secs: 600\n" URL RULES,
     "11:15: send.total_secs: 600 is not from 1 to 120"},
    {TOP "send:\n  method: GET\n  connect_secs: 31\n  total_secs: 30\n" URL RULES,
     "10:17: send.connect_secs: 31 is not from 1 to 30"},
    {TOP "send:\n  method: POST\n  connect_secs: 5\n  total_secs: 30\n" URL RULES
         "  form:\n    - {name: a, value: b}\n  json:\n    - {name: a, value: b}\n",
     "18:5: send.json: a request has one body; leave out \"form\" or \"json\""},
    {SEND URL "  result:\n    - {status: \"202\", matches: \"(\", class: accepted}\n",
     "14:32: send.result.1.matches: \"(\" is not a regular expression"},
    {SEND URL, "9:3: send: \"result\" is missing: without rules no answer has a meaning"},
    {TOP "secrets: [\"my key\"]\n" SEND_PART URL RULES,
     "8:11: secrets.1: \"my key\" is not the name of a secret: up to 40 of a-z, 0-9, - and _"},
    {TOP "idempotency: {window_secs: 60}\n" SEND_PART URL RULES,
     "8:28: idempotency.window_secs: must be 0, which is until the end of the day, or from 1800 to 604800 "
     "seconds"},
    {TOP "templates:\n  - {id: \"1\", text: \"{1}{2}\"}\n" SEND_PART URL RULES,
     "9:21: templates.1.text: two parameters follow each other, so nobody can say where one ends"},
    {TOP "report: {from: query, state: status}\n" SEND_PART URL RULES,
     "8:9: report: a report needs \"ref\" or \"id\", to say which message it is about"},
    {TOP "report: {from: letter, id: a, state: b}\n" SEND_PART URL RULES,
     "8:16: report.from: \"letter\" is not known here; it may be: query, form, json"},
    {SEND RULES URL "  query:\n    - {name: key, value: \"{secret:other}\"}\n",
     "16:26: send.query.1.value: {secret:other} is not among what can be filled in here: " NAMES},
    {"name: test\nkind: file\nnumber_format: e164\nmarks: keep\ncoding: {gsm: a, ucs2: b}\nmax_parts: 4\n"
     "per_second: 20\npath: \"{text}\"\n",
     "8:7: path: {text} is not among what can be filled in here: {base}"},
};

static void a_bad_profile_is_refused_with_its_place(void **state)
{
    (void)state;

    for (size_t i = 0; i < COUNT_OF(bad_profiles); i++) {
        CLEANUP(text_done) struct text said;
        struct gateway_profile *profile = NULL;
        struct error err;
        text_init(&said, 1000);
        assert_int_equal(read_text(bad_profiles[i].profile, &profile, &err), ERROR_CONFIG);
        error_write(&err, err.message.format, &said);
        assert_memory_equal(said.data, "gateways/test.yaml:", 19);
        assert_string_equal(said.data + 19, bad_profiles[i].message);
        assert_null(profile);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kannel_answers_have_their_classes),
        cmocka_unit_test(the_file_profile_has_a_path_and_no_request),
        cmocka_unit_test(the_first_rule_that_matches_decides),
        cmocka_unit_test(a_bad_profile_is_refused_with_its_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
