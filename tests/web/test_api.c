/* The API: its document, what it gives to read, and to whom. */
#include "api_site.h"
#include "cmocka_tests.h"

/* ---- the document ---- */

static void each_endpoint_stands_in_the_document_and_the_other_way_round(void **state)
{
    const struct api_site *site = *state;
    json_t *paths = json_object_get(site->document, "paths");
    json_t *item;
    const char *path;
    size_t documented = 0;

    json_object_foreach(paths, path, item) documented += json_object_size(item);
    assert_int_equal(documented, api_endpoint_count);
    for (size_t i = 0; i < api_endpoint_count; i++) {
        const struct api_endpoint *endpoint = &api_endpoints[i];
        json_t *operation = api_operation(site->document, endpoint);
        if (operation == NULL)
            fail_msg("%s is not in the document in that way", endpoint->pattern);
        assert_string_equal(json_string_value(json_object_get(operation, "summary")), endpoint->summary);
    }
}

static void the_document_names_the_scope_and_the_query_of_each_endpoint(void **state)
{
    const struct api_site *site = *state;

    for (size_t i = 0; i < api_endpoint_count; i++) {
        const struct api_endpoint *endpoint = &api_endpoints[i];
        json_t *operation = api_operation(site->document, endpoint);
        json_t *security = json_array_get(json_object_get(operation, "security"), 0);
        json_t *scope = json_array_get(json_object_get(security, "token"), 0);
        char query[200] = "";
        size_t k;
        json_t *parameter;
        if ((endpoint->flags & API_PUBLIC) == 0)
            assert_string_equal(json_string_value(scope), api_scope_names[endpoint->scope]);
        json_array_foreach(json_object_get(operation, "parameters"), k, parameter)
        {
            if (strcmp(json_string_value(json_object_get(parameter, "in")), "query") != 0)
                continue;
            size_t length = strlen(query);
            snprintf(query + length, sizeof query - length, "%s%s", length > 0 ? " " : "",
                     json_string_value(json_object_get(parameter, "name")));
        }
        assert_string_equal(query, endpoint->query != NULL ? endpoint->query : "");
    }
}

static void every_schema_of_the_document_can_be_checked(void **state)
{
    const struct api_site *site = *state;
    json_t *schemas = json_schema_find(site->document, "#/components/schemas");
    CLEANUP(text_done) struct text why;
    json_t *schema;
    const char *name;

    text_init(&why, 10000);
    json_object_foreach(schemas, name, schema) if (!json_schema_is_known(site->document, schema, &why))
        fail_msg("%s%s", name, why.data);
}

static void names_of_operations_are_given_once(void **state)
{
    const struct api_site *site = *state;
    json_t *seen = json_object();

    for (size_t i = 0; i < api_endpoint_count; i++) {
        json_t *operation = api_operation(site->document, &api_endpoints[i]);
        const char *name = json_string_value(json_object_get(operation, "operationId"));
        assert_non_null(name);
        assert_null(json_object_get(seen, name));
        json_object_set_new(seen, name, json_true());
    }
    json_decref(seen);
}

/* ---- reading ---- */

static void what_is_read_is_what_the_document_says(void **state)
{
    struct api_site *site = *state;
    static const char *const paths[] = {
        "/openapi.json",
        "/self",
        "/elections",
        "/elections/x",
        "/elections/x/areas",
        "/elections/x/venues",
        "/elections/x/units",
        "/elections/x/units?level=na",
        "/elections/x/units/N01",
        "/elections/x/candidates",
        "/elections/x/candidates/K01",
        "/elections/x/timetable",
        "/elections/x/timetable?state=late&limit=5",
        "/elections/x/timetable/campaign_end",
        "/elections/x/meetings",
        "/elections/x/meetings?draft=1&unit=N01",
        "/elections/x/meetings?from=2021-04-29&until=2021-04-30&status=confirmed",
        "/elections/x/meetings/N01-01",
        "/elections/x/meetings/N01-01/alternatives",
        "/elections/x/plan/check",
        "/elections/x/plan/judgement",
        "/elections/x/plan/judgement?draft=1",
        "/elections/x/releases",
        "/elections/x/releases/1",
        "/elections/x/release-preview",
        "/elections/x/messages",
        "/elections/x/messages/all",
        "/elections/x/messages/all?state=queued",
        "/elections/x/reports/equality",
        "/elections/x/search?q=ch",
        "/elections/x/reports/contact",
        "/people",
        "/audit",
        "/audit?kind=token&about=thu",
    };
    bool asked[200] = {false};

    assert_true(api_endpoint_count <= COUNT_OF(asked));
    api_publish_first(site);
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        api_must(site, paths[i], NULL);
        asked[api_endpoint_of(HTTP_GET, paths[i]) - api_endpoints] = true;
    }
    for (size_t i = 0; i < api_endpoint_count; i++)
        if (api_endpoints[i].method == HTTP_GET && !asked[i] &&
            api_endpoints[i].handle != api_messages_preview && /* needs a gateway */
            api_endpoints[i].handle != api_job)                /* in test_api_write.c */
            fail_msg("nobody asks for %s", api_endpoints[i].pattern);
}

static void a_list_comes_in_pages_without_gap_and_without_repetition(void **state)
{
    struct api_site *site = *state;
    CLEANUP(text_done) struct text seen;
    char path[200] = "/elections/x/meetings?limit=3";
    size_t count = 0;

    text_init(&seen, 1000);
    api_publish_first(site);
    for (;;) {
        size_t i;
        json_t *meeting;
        api_must(site, path, NULL);
        assert_int_equal(json_integer_value(api_value(site, "total")), 8);
        json_array_foreach(api_value(site, "meetings"), i, meeting)
        {
            const char *code = json_string_value(json_object_get(meeting, "code"));
            assert_null(strstr(seen.data, code));
            text_putf(&seen, "%s ", code);
            count++;
        }
        if (json_is_null(api_value(site, "next")))
            break;
        text_clear(&site->reply.body);
        snprintf(path, sizeof path, "/elections/x/meetings?limit=3&cursor=");
        for (const char *next = api_string(site, "next"); *next != '\0'; next++) {
            size_t length = strlen(path);
            snprintf(path + length, sizeof path - length, *next == ' ' ? "%%20" : "%c", *next);
        }
    }
    assert_int_equal(count, 8);
}

static void whoever_has_the_answer_already_is_told_so(void **state)
{
    struct api_site *site = *state;
    char header[200];

    api_must(site, "/elections/x/units", NULL);
    snprintf(header, sizeof header, "If-None-Match: %s\r\n", http_reply_header(&site->reply, "ETag"));
    api_ask_as(site, site->token, "/elections/x/units", header, NULL);
    api_assert_status(site, 304);
    assert_int_equal(site->reply.body.length, 0);
}

/* ---- who may ---- */

static void without_a_token_that_holds_there_is_nothing(void **state)
{
    struct api_site *site = *state;
    struct fixture *f = site->staff->f;
    static const char *const wrong[] = {
        NULL, "", "x", "htk_0000000000000000000000000000000000000000000000000000000000000000",
        "htk_00000000000000000000000000000000000000000000000000000000000000001"};

    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        api_ask_as(site, wrong[i], "/elections", "", NULL);
        api_assert_problem(site, 401, NULL);
        assert_non_null(http_reply_header(&site->reply, "WWW-Authenticate"));
    }
    store_must(api_token_revoke(&f->app, "thu", 0, &f->err), &f->err);
    api_ask(site, "/elections", NULL);
    api_assert_problem(site, 401, NULL);
}

static void a_token_ends_by_itself_and_with_its_account(void **state)
{
    struct api_site *site = *state;
    struct fixture *f = site->staff->f;
    char token[API_TOKEN_CHARS];

    api_make_token(site, "xem", "cua-xem", API_ALL_SCOPES, token);
    api_ask_as(site, token, "/elections", "", NULL);
    api_assert_status(site, 200);
    store_must(account_disable(&f->app, "xem", true, &f->err), &f->err);
    api_ask_as(site, token, "/elections", "", NULL);
    api_assert_problem(site, 401, NULL);
    run_sql(f, "UPDATE api_token SET expires_utc = 1 WHERE name = 'thu'");
    api_ask(site, "/elections", NULL);
    api_assert_problem(site, 401, NULL);
}

/* The pattern with a code in each place. */
static void fill_pattern(const char *pattern, char *out, size_t room)
{
    size_t length = 0;

    for (; *pattern != '\0' && length + 1 < room; pattern += *pattern == '{' ? 2 : 1)
        out[length++] = (char)(*pattern == '{' ? 'x' : *pattern);
    out[length] = '\0';
}

static void rights_and_scope_are_needed_both(void **state)
{
    struct api_site *site = *state;
    char without[API_SCOPE_COUNT][API_TOKEN_CHARS];
    char looking[API_TOKEN_CHARS];

    api_make_token(site, "xem", "xem-thoi", API_ALL_SCOPES, looking);
    for (unsigned i = 0; i < API_SCOPE_COUNT; i++) {
        char name[40];
        snprintf(name, sizeof name, "khong-%u", i);
        api_make_token(site, "mttq.tinh", name, API_ALL_SCOPES & ~(UINT32_C(1) << i), without[i]);
    }
    for (size_t i = 0; i < api_endpoint_count; i++) {
        const struct api_endpoint *endpoint = &api_endpoints[i];
        const char *body = endpoint->method == HTTP_POST ? "{}" : NULL;
        char path[200];
        fill_pattern(endpoint->pattern, path, sizeof path);
        if ((endpoint->flags & API_PUBLIC) != 0)
            continue;
        api_ask_as(site, NULL, path, "", body);
        api_assert_problem(site, 401, NULL);
        api_ask_as(site, without[endpoint->scope], path, "", body);
        api_assert_problem(site, 403, NULL);
        if ((endpoint->flags & API_ANYBODY) != 0 || endpoint->right == RIGHTS_VIEW)
            continue;
        api_ask_as(site, looking, path, "", body);
        api_assert_problem(site, 403, NULL);
    }
}

static void the_election_of_others_is_refused(void **state)
{
    struct api_site *site = *state;
    struct fixture *f = site->staff->f;
    char token[API_TOKEN_CHARS];

    run_sql(f, "INSERT INTO election (code, title, law_pack, polling_day, created_utc)"
               " VALUES ('khac', '', '85-2015', 18770, 5)");
    api_make_token(site, "xem", "xem-thoi", API_ALL_SCOPES, token);
    api_ask_as(site, token, "/elections/khac", "", NULL);
    api_assert_problem(site, 403, NULL);
    api_ask_as(site, token, "/elections/khong-co", "", NULL);
    api_assert_problem(site, 404, NULL);
    api_ask_as(site, token, "/elections", "", NULL);
    assert_int_equal(json_array_size(api_value(site, "elections")), 1);
}

/* ---- what is asked wrongly ---- */

static void what_is_not_there_is_told_in_json(void **state)
{
    struct api_site *site = *state;
    static const struct row {
        const char *path;
        int status;
        const char *key;
    } rows[] = {
        {"/", 404, NULL},
        {"/nothing", 404, NULL},
        {"/elections/x/units/Z99", 404, NULL},
        {"/elections/x/candidates/Z99", 404, NULL},
        {"/elections/x/meetings/Z99", 404, NULL},
        {"/elections/x/timetable/no_step", 404, NULL},
        {"/elections/x/releases/7", 404, NULL},
        {"/elections/x/releases/-1", 400, NULL},
        {"/elections/x/units?limit=0", 400, "limit"},
        {"/elections/x/units?limit=501", 400, "limit"},
        {"/elections/x/units?limit=9999999999999999999", 400, "limit"},
        {"/elections/x/units?ten=a", 400, "ten"},
        {"/elections/x/timetable?state=perhaps", 400, "state"},
        {"/elections/x/meetings?from=tomorrow", 400, "from"},
        {"/elections/%ff/units", 400, NULL},
        {"/elections/x/plan/replan", 405, NULL},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        api_ask(site, rows[i].path, NULL);
        api_assert_problem(site, rows[i].status, rows[i].key);
    }
}

static void sentences_come_in_the_language_that_is_asked_for(void **state)
{
    struct api_site *site = *state;
    static const struct row {
        const char *accept;
        const char *language;
    } rows[] = {
        {"", "vi"},
        {"Accept-Language: en\r\n", "en"},
        {"Accept-Language: en-GB,en;q=0.9\r\n", "en"},
        {"Accept-Language: vi, en;q=0.8\r\n", "vi"},
        {"Accept-Language: en;q=0.5, vi;q=0.7\r\n", "vi"},
        {"Accept-Language: fr\r\n", "vi"},
        {"Accept-Language: ,;q=,en;;q=0.2\r\n", "en"},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        api_ask_as(site, site->token, "/elections/x/units/Z99", rows[i].accept, NULL);
        assert_string_equal(http_reply_header(&site->reply, "Content-Language"), rows[i].language);
        assert_string_equal(api_string(site, "detail"), rows[i].language[0] == 'e'
                                                            ? "there is no unit Z99 in the election x"
                                                            : "cuộc bầu cử x không có đơn vị Z99");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        api_test(each_endpoint_stands_in_the_document_and_the_other_way_round),
        api_test(the_document_names_the_scope_and_the_query_of_each_endpoint),
        api_test(every_schema_of_the_document_can_be_checked),
        api_test(names_of_operations_are_given_once),
        api_test(what_is_read_is_what_the_document_says),
        api_test(a_list_comes_in_pages_without_gap_and_without_repetition),
        api_test(whoever_has_the_answer_already_is_told_so),
        api_test(without_a_token_that_holds_there_is_nothing),
        api_test(a_token_ends_by_itself_and_with_its_account),
        api_test(rights_and_scope_are_needed_both),
        api_test(the_election_of_others_is_refused),
        api_test(what_is_not_there_is_told_in_json),
        api_test(sentences_come_in_the_language_that_is_asked_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
