/* The API: what it changes, once, and what it refuses. */
#include "api_site.h"
#include "base/file.h"
#include "cmocka_tests.h"

#include <dirent.h>

#define MEETING "/elections/x/meetings/N01-01"

/* ---- changes ---- */

static void a_step_is_recorded_and_its_dates_come_back(void **state)
{
    struct api_site *site = *state;
    static const char path[] = "/elections/x/timetable/consult1_central";
    static const char body[] = "{\"date\": \"2021-02-05\", \"document\": \"12/BB-MTTW\", \"dry_run\": %s}";
    char sent[200];

    snprintf(sent, sizeof sent, body, "true");
    api_must(site, path, sent);
    assert_true(json_is_false(api_value(site, "stored")));
    snprintf(sent, sizeof sent, body, "false");
    api_must(site, path, sent);
    assert_true(json_is_true(api_value(site, "stored")));
    api_must(site, path, NULL);
    json_t *step = json_array_get(api_value(site, "steps"), 0);
    assert_string_equal(json_string_value(json_object_get(step, "state")), "done");
    ASSERT_ASK(site->staff->f,
               "SELECT host LIKE 'token:thu@%' AND who LIKE 'user:%' FROM audit ORDER BY number DESC LIMIT 1",
               "1");
}

static void a_meeting_is_moved_switched_cancelled_pinned_and_held_after_all(void **state)
{
    struct api_site *site = *state;

    api_publish_first(site);
    api_must(site, MEETING "/move", "{\"start\": \"2021-05-01T14:00:00+07:00\", \"dry_run\": true}");
    assert_int_equal(json_integer_value(api_value(site, "draft")), 0);
    api_must(site, MEETING "/move", "{\"start\": \"2021-05-01T14:00:00+07:00\"}");
    json_t *after = api_value(site, "after");
    assert_string_equal(json_string_value(json_object_get(after, "start")), "2021-05-01T14:00:00+07:00");
    api_must(site, MEETING "/pin", "{\"reason\": \"đã mời\"}");
    api_must(site, MEETING "/unpin", "{}");
    api_must(site, "/elections/x/meetings/N01-02/switch", "{\"mode\": \"online\", \"document\": \"7/CV\"}");
    api_must(site, "/elections/x/meetings/X01-01/cancel", "{\"document\": \"5/CV\", \"reason\": \"bão\"}");
    api_must(site, "/elections/x/meetings/X01-01/restore", "{}");
    api_must(site, MEETING, NULL);
    assert_string_equal(json_string_value(json_object_get(api_value(site, "draft"), "start")),
                        "2021-05-01T14:00:00+07:00");
    assert_string_equal(json_string_value(json_object_get(api_value(site, "published"), "start")),
                        "2021-04-28T07:30:00+07:00");
}

static void two_who_change_one_meeting_are_told_of_each_other(void **state)
{
    struct api_site *site = *state;
    char match[100];
    char body[400];

    api_publish_first(site);
    api_must(site, MEETING, NULL);
    snprintf(match, sizeof match, "If-Match: %s\r\n", http_reply_header(&site->reply, "ETag"));
    snprintf(body, sizeof body, "{\"start\": \"2021-05-01T07:30\", \"seen\": \"%s\"}",
             api_string(site, "version"));
    api_must(site, MEETING "/move", "{\"start\": \"2021-05-01T14:00\"}");
    api_ask(site, MEETING "/move", body);
    api_assert_problem(site, 409, NULL);
    assert_string_not_equal(api_string(site, "seen"), api_string(site, "current_version"));
    api_ask_as(site, site->token, MEETING "/move", match, "{\"start\": \"2021-05-01T07:30\"}");
    api_assert_problem(site, 412, NULL);
    json_t *draft = json_object_get(api_value(site, "current"), "draft");
    assert_string_equal(json_string_value(json_object_get(draft, "start")), "2021-05-01T14:00:00+07:00");
    api_must(site, MEETING, NULL);
    snprintf(match, sizeof match, "If-Match: %s\r\n", http_reply_header(&site->reply, "ETag"));
    api_ask_as(site, site->token, MEETING "/move", match, "{\"start\": \"2021-05-01T07:30\"}");
    api_assert_status(site, 200);
}

static void a_change_that_breaks_a_rule_says_which(void **state)
{
    struct api_site *site = *state;

    api_publish_first(site);
    api_ask(site, MEETING "/move", "{\"venue\": \"V04\", \"start\": \"2021-04-29T07:30\"}");
    api_assert_problem(site, 409, NULL);
    assert_true(json_array_size(json_object_get(api_value(site, "judgement"), "list")) > 0);
}

static void a_storm_sends_an_area_online_and_the_plan_is_mended(void **state)
{
    struct api_site *site = *state;

    api_publish_first(site);
    api_must(site, "/elections/x/weather",
             "{\"on\": true, \"area\": \"C01\", \"first\": \"2021-04-28\", \"last\": \"2021-04-29\", "
             "\"dry_run\": true}");
    api_must(site, "/elections/x/plan/replan", "{\"dry_run\": true}");
    api_ask(site, "/elections/x/weather", "{\"on\": true, \"area\": \"C01\"}");
    api_assert_problem(site, 400, NULL);
}

static void people_get_roles_and_lose_them(void **state)
{
    struct api_site *site = *state;

    api_must(site, "/people", "{\"login\": \"moi\"}");
    api_must(site, "/people/moi/grant", "{\"role\": \"viewer\", \"election\": \"x\"}");
    api_must(site, "/people/moi/revoke", "{\"role\": \"viewer\"}");
    api_must(site, "/people/moi/disable", "{}");
    api_must(site, "/people/moi/enable", "{}");
    api_ask(site, "/people", "{\"login\": \"moi\"}");
    api_assert_problem(site, 422, NULL);
    api_ask(site, "/people/moi/grant", "{\"role\": \"king\"}");
    api_assert_problem(site, 400, "role");
}

static void what_persons_decide_of_messages_is_refused_where_there_is_none(void **state)
{
    struct api_site *site = *state;

    api_publish_first(site);
    api_must(site, "/elections/x/messages/release-held", "{\"why\": \"đã hỏi nhà mạng\"}");
    api_ask(site, "/elections/x/messages/1/settle", "{\"as\": \"delivered\", \"why\": \"đã hỏi\"}");
    api_assert_problem(site, 404, NULL);
    api_ask(site, "/elections/x/messages/1/settle", "{\"as\": \"lost\", \"why\": \"x\"}");
    api_assert_problem(site, 400, "as");
    /* Whoever published may not approve, with whichever token. */
    api_ask(site, "/elections/x/releases/1/approve", "{}");
    api_assert_problem(site, 403, NULL);
}

static void put_table(json_t *tables, const char *name)
{
    CLEANUP(text_done) struct text path = {0};
    CLEANUP(text_done) struct text bytes = {0};
    struct error err;

    text_init(&path, 1000);
    text_init(&bytes, 1 << 20);
    text_putf(&path, "%s/tests/data/tables/good/%s", HT_SOURCE_DIR, name);
    store_must(file_read(path.data, &bytes, &err), &err);
    json_object_set_new(tables, name, json_stringn(bytes.data, bytes.length));
}

/* The folder of the fixture as one object. */
static char *tables_body(const char *venues)
{
    DIR *folder = opendir(HT_SOURCE_DIR "/tests/data/tables/good");
    json_t *tables = json_object();

    assert_non_null(folder);
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (strstr(entry->d_name, ".csv") != NULL)
            put_table(tables, entry->d_name);
    closedir(folder);
    if (venues != NULL)
        json_object_set_new(tables, "venues.csv", json_string(venues));
    json_t *body = json_pack("{s:o,s:b}", "tables", tables, "dry_run", true);
    char *text = json_dumps(body, JSON_COMPACT);
    json_decref(body);
    return text;
}

static void tables_are_tried_and_what_is_wrong_has_its_place(void **state)
{
    struct api_site *site = *state;
    char *good = tables_body(NULL);
    char *bad = tables_body("id,name\nV01,a\n");

    api_must(site, "/elections/x/import", good);
    assert_true(json_is_false(api_value(site, "changes")));
    api_ask(site, "/elections/x/import", bad);
    api_assert_problem(site, 422, NULL);
    const char *file =
        json_string_value(json_object_get(json_array_get(api_value(site, "report"), 0), "file"));
    assert_non_null(file);
    assert_string_equal(file, "venues.csv");
    api_ask(site, "/elections/x/import", "{\"tables\": {\"../x.csv\": \"a\"}}");
    api_assert_problem(site, 422, NULL);
    api_ask(site, "/elections/x/import", "{\"tables\": {\"units.csv\": 1}}");
    api_assert_problem(site, 400, "tables");
    free(good);
    free(bad);
}

static void a_plan_is_searched_as_a_job_that_can_be_stopped(void **state)
{
    struct api_site *site = *state;
    char path[100];

    api_must(site, "/elections/x/plan/runs", "{\"seconds\": 3600, \"threads\": 1}");
    snprintf(path, sizeof path, "/elections/x/jobs/%lld",
             (long long)json_integer_value(api_value(site, "job")));
    api_must(site, path, NULL);
    strncat(path, "/stop", sizeof path - strlen(path) - 1);
    api_must(site, path, "{}");
    api_ask(site, "/elections/x/plan/runs", "{\"seconds\": 0}");
    api_assert_problem(site, 400, "seconds");
    api_ask(site, "/elections/x/jobs/999", NULL);
    api_assert_problem(site, 404, NULL);
}

/* ---- once ---- */

static void publishing_twice_with_one_key_is_publishing_once(void **state)
{
    struct api_site *site = *state;
    static const char path[] = "/elections/x/releases";
    static const char key[] = "Idempotency-Key: lan-mot\r\n";

    put_draft(site->staff->f);
    api_ask_as(site, site->token, path, key, "{\"note\": \"a\"}");
    api_assert_status(site, 200);
    json_t *first = json_deep_copy(site->answer);
    api_ask_as(site, site->token, path, key, "{\"note\": \"a\"}");
    api_assert_status(site, 200);
    assert_string_equal(http_reply_header(&site->reply, "Idempotency-Replayed"), "true");
    assert_true(json_equal(site->answer, first));
    json_decref(first);
    api_ask_as(site, site->token, path, key, "{\"note\": \"b\"}");
    api_assert_problem(site, 422, NULL);
    run_sql(site->staff->f, "UPDATE api_answer SET status = 0, body = ''");
    api_ask_as(site, site->token, path, key, "{\"note\": \"a\"}");
    api_assert_problem(site, 409, NULL);
    ASSERT_ASK(site->staff->f, "SELECT count(*) FROM release", "1");
}

/* ---- bad bodies ---- */

static void what_is_no_proper_json_is_refused_by_name(void **state)
{
    struct api_site *site = *state;
    static const struct row {
        const char *body;
        int status;
        const char *key;
    } rows[] = {
        {"", 400, NULL},
        {"{", 400, NULL},
        {"[]", 400, NULL},
        {"1", 400, NULL},
        {"{\"date\": NaN}", 400, NULL},
        {"{\"date\": 1e999}", 400, NULL},
        {"{\"date\": \"2021-02-05\", \"date\": \"2021-02-06\"}", 400, NULL},
        {"{\"date\": \"\xff\"}", 400, NULL},
        {"{\"date\": \"\\u0000\"}", 400, NULL},
        {"{\"a\": [[[[[[[[[[[[]]]]]]]]]]]]}", 400, NULL},
        {"{\"date\": \"2021-02-05\", \"colour\": 1}", 400, "colour"},
        {"{}", 400, "date"},
        {"{\"date\": 20210205}", 400, "date"},
        {"{\"date\": null}", 400, "date"},
        {"{\"date\": \"2021-02-30\"}", 400, "date"},
        {"{\"date\": \"2021-02-05\", \"hour\": \"25:00\"}", 400, "hour"},
        {"{\"date\": \"2021-02-05\", \"dry_run\": 1}", 400, "dry_run"},
        {"{\"date\": \"2021-02-05\", \"document\": \"a\\nb\"}", 400, "document"},
        {"{\"date\": \"2021-02-05\", \"area\": \"Z99\"}", 404, NULL},
        {"{\"date\": \"2031-02-05\"}", 422, NULL},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        api_ask(site, "/elections/x/timetable/consult1_central", rows[i].body);
        if (site->status != rows[i].status)
            fail_msg("%s: %d", rows[i].body, site->status);
        api_assert_problem(site, rows[i].status, rows[i].key);
    }
    ASSERT_ASK(site->staff->f, "SELECT count(*) FROM audit WHERE verb LIKE 'timetable%'", "0");
}

static void the_area_of_others_is_refused(void **state)
{
    struct api_site *site = *state;
    struct fixture *f = site->staff->f;
    char token[API_TOKEN_CHARS];

    store_must(account_add(&f->app, "xa", NULL, &f->err), &f->err);
    staff_site_grant(site->staff, "xa", ROLE_COMMUNE, "C01");
    api_make_token(site, "xa", "cua-xa", API_ALL_SCOPES, token);
    api_ask_as(site, token, "/elections/x/timetable/residence_conference_na", "",
               "{\"date\": \"2021-04-01\", \"area\": \"C02\"}");
    api_assert_problem(site, 403, NULL);
    api_ask_as(site, token, "/elections/x/timetable/residence_conference_na", "",
               "{\"date\": \"2021-04-01\", \"area\": \"C01\"}");
    api_assert_problem(site, 422, NULL); /* allowed, but it waits for another */
}

static void other_types_and_large_bodies_are_refused(void **state)
{
    struct api_site *site = *state;
    CLEANUP(text_done) struct text large;

    text_init(&large, 1 << 20);
    text_put(&large, "{\"why\": \"");
    for (int i = 0; i < 3000; i++)
        text_put_char(&large, 'x');
    text_put(&large, "\"}");
    api_ask(site, "/elections/x/messages/release-held", large.data);
    api_assert_problem(site, 400, "why");
    browser_send(&site->staff->browser, "/api/v1/people", "", "login=x");
    assert_int_equal(site->staff->browser.reply.status, 401);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        api_test(a_step_is_recorded_and_its_dates_come_back),
        api_test(a_meeting_is_moved_switched_cancelled_pinned_and_held_after_all),
        api_test(two_who_change_one_meeting_are_told_of_each_other),
        api_test(a_change_that_breaks_a_rule_says_which),
        api_test(a_storm_sends_an_area_online_and_the_plan_is_mended),
        api_test(people_get_roles_and_lose_them),
        api_test(what_persons_decide_of_messages_is_refused_where_there_is_none),
        api_test(tables_are_tried_and_what_is_wrong_has_its_place),
        api_test(a_plan_is_searched_as_a_job_that_can_be_stopped),
        api_test(publishing_twice_with_one_key_is_publishing_once),
        api_test(what_is_no_proper_json_is_refused_by_name),
        api_test(the_area_of_others_is_refused),
        api_test(other_types_and_large_bodies_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
