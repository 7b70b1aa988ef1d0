/* Tables sent by a browser: tried, stored once, or refused with nothing stored. */
#include "app/account.h"
#include "app/election_create.h"
#include "cmocka_tests.h"
#include "site_test.h"
#include "web/browser.h"

#define PASSWORD "mot-cau-de-nho"
#define TABLES 12
#define BLOCKS                                                                                               \
    "SELECT (SELECT count(*) FROM venue_block) + (SELECT count(*) FROM area_block) + "                       \
    "(SELECT count(*) FROM candidate_block) + (SELECT count(*) FROM unit_block)"

static const char *const names[TABLES] = {
    "blocks.csv", "candidacies.csv", "candidates.csv", "communes.csv",      "days.csv",  "districts.csv",
    "params.csv", "provinces.csv",   "sessions.csv",   "unit_communes.csv", "units.csv", "venues.csv"};

struct tables_sent {
    struct text bytes[TABLES];
    struct browser_file files[TABLES];
};

static void forget(struct tables_sent *tables)
{
    for (size_t i = 0; i < TABLES; i++)
        text_done(&tables->bytes[i]);
}

static void load(struct tables_sent *tables)
{
    for (size_t i = 0; i < TABLES; i++) {
        char path[300];
        struct error err;
        text_init(&tables->bytes[i], 1 << 20);
        snprintf(path, sizeof path, HT_SOURCE_DIR "/tests/data/tables/good/%s", names[i]);
        store_must(file_read(path, &tables->bytes[i], &err), &err);
        tables->files[i] = (struct browser_file){names[i], tables->bytes[i].data, tables->bytes[i].length};
    }
}

static struct browser_file *find(struct tables_sent *tables, const char *name)
{
    size_t i = 0;

    while (strcmp(names[i], name) != 0)
        i++;
    return &tables->files[i];
}

static void add(struct feed_store *store, const char *login, enum rights_role role)
{
    const struct account_grant grant = {.login = login, .role = role, .election = "bc2026"};
    struct error err;

    store_must(account_add(&store->app, login, PASSWORD, &err), &err);
    store_must(account_grant(&store->app, &grant, true, &store->arena, &err), &err);
}

static int import_setup(void **state)
{
    const struct election_request request = {.code = "x",
                                             .law_pack = "85-2015",
                                             .has_polling_day = true,
                                             .polling_day = civil_date_make((struct civil_ymd){2021, 5, 23})};
    struct election election;
    struct error err;

    if (site_setup(state) != 0)
        return -1;
    struct site_test *test = *state;
    store_must(election_create(&test->store->app, &request, &test->store->arena, &election, &err), &err);
    add(test->store, "quan.tri", ROLE_ADMINISTRATOR);
    add(test->store, "quan.tri.hai", ROLE_ADMINISTRATOR);
    add(test->store, "xem", ROLE_VIEWER);
    return 0;
}

#define import_test(function) cmocka_unit_test_setup_teardown(function, import_setup, site_teardown)

static void come_in(struct browser *browser, const struct site_test *test, const char *login)
{
    browser_open(browser, test->address);
    browser_log_in(browser, login, PASSWORD);
    browser_get(browser, "/account");
}

static long count(const struct site_test *test, const char *sql)
{
    return test_store_number(test->store->folder->store, sql);
}

static void take_upload(const struct browser *browser, char out[80])
{
    static const char mark[] = "name=\"upload\" value=\"";
    const char *at = strstr(browser->reply.body.data, mark);

    assert_non_null(at);
    at += strlen(mark);
    snprintf(out, 80, "upload=%.*s", (int)strcspn(at, "\""), at);
}

static void tables_are_tried_first_and_stored_once(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};
    CLEANUP(forget) struct tables_sent tables;
    char upload[80];

    load(&tables);
    come_in(&browser, test, "quan.tri");
    browser_upload(&browser, "/e/x/import", tables.files, TABLES, 0);
    browser_assert(&browser, 200, "Những gì sẽ được lưu");
    browser_assert(&browser, 200, "<code>units.csv</code>");
    assert_int_equal(count(test, "SELECT count(*) FROM unit WHERE election = 2"), 0);
    take_upload(&browser, upload);
    browser_post(&browser, "/e/x/import/store", upload);
    browser_assert_goes_to(&browser, "/e/x/import?stored");
    assert_true(count(test, "SELECT count(*) FROM unit WHERE election = 2") > 0);
    assert_int_equal(count(test, "SELECT count(*) FROM import_upload"), 0);
    long entries = count(test, "SELECT count(*) FROM audit");
    browser_post(&browser, "/e/x/import/store", upload);
    browser_assert(&browser, 409, "đã được lưu");
    assert_int_equal(count(test, "SELECT count(*) FROM audit"), entries);
    browser_upload(&browser, "/e/x/import", tables.files, TABLES, 0);
    browser_assert(&browser, 200, "Không có thay đổi");
}

static void a_row_that_is_gone_is_removed_only_when_that_is_ticked(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};
    CLEANUP(forget) struct tables_sent tables;
    char upload[100];

    load(&tables);
    come_in(&browser, test, "quan.tri");
    browser_upload(&browser, "/e/x/import", tables.files, TABLES, 0);
    take_upload(&browser, upload);
    browser_post(&browser, "/e/x/import/store", upload);
    long blocks = count(test, BLOCKS);
    struct browser_file *file = find(&tables, "blocks.csv");
    file->length = strcspn(file->bytes, "\n") + 1;
    assert_true(blocks > 0);
    browser_upload(&browser, "/e/x/import", tables.files, TABLES, 0);
    browser_assert(&browser, 200, "name=\"remove\"");
    take_upload(&browser, upload);
    browser_post(&browser, "/e/x/import/store", upload);
    assert_int_equal(count(test, BLOCKS), blocks);
    browser_upload(&browser, "/e/x/import", tables.files, TABLES, 0);
    take_upload(&browser, upload);
    strncat(upload, "&remove=1", sizeof upload - strlen(upload) - 1);
    browser_post(&browser, "/e/x/import/store", upload);
    assert_int_equal(count(test, BLOCKS), 0);
}

static void every_fault_is_named_with_its_place_and_nothing_is_kept(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};
    CLEANUP(forget) struct tables_sent tables;

    load(&tables);
    come_in(&browser, test, "quan.tri");
    struct text *units = &tables.bytes[find(&tables, "units.csv") - tables.files];
    text_put(units, "<script>x</script>,,,\n");
    *find(&tables, "units.csv") = (struct browser_file){"units.csv", units->data, units->length};
    browser_upload(&browser, "/e/x/import", tables.files, TABLES, 0);
    browser_assert(&browser, 422, "<li>units.csv:");
    assert_null(strstr(browser.reply.body.data, "<script>"));
    assert_null(strstr(browser.reply.body.data, "/tmp/"));
    assert_int_equal(count(test, "SELECT count(*) FROM import_upload"), 0);
}

static void what_cannot_be_tables_is_refused(void **state)
{
    static const char heading[] = "a,b\n";
    static const struct refused {
        struct browser_file files[2];
        size_t count;
        size_t cut;
        int status;
        const char *words;
    } table[] = {
        {{{"../../etc/passwd", "x", 1}}, 1, 0, 422, "passwd"},
        {{{"units.csv", heading, 4}, {"units.csv", heading, 4}}, 2, 0, 422, "hai lần"},
        {{{"all.zip", "PK\x03\x04", 4}}, 1, 0, 422, "ZIP bị hỏng"},
        {{{"", "", 0}}, 1, 0, 422, "Chưa gửi bảng nào"},
        {{{"units.csv", heading, 4}}, 1, 200, 400, "chưa đến đủ"},
        {{{"units%00.csv", heading, 4}}, 1, 0, 422, "units%00.csv"},
        {{{"units\x01.csv", heading, 4}}, 1, 0, 400, ""},
    };
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};

    come_in(&browser, test, "quan.tri");
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        browser_upload(&browser, "/e/x/import", table[i].files, table[i].count, table[i].cut);
        browser_assert(&browser, table[i].status, "");
        if (strcasestr(browser.reply.body.data, table[i].words) == NULL)
            fail_msg("row %zu without \"%s\":\n%s", i, table[i].words, browser.reply.body.data);
    }
    assert_int_equal(count(test, "SELECT count(*) FROM import_upload"), 0);
}

/* 100 KB are more than a stranger may send, and 17 MB more than anybody. */
static void only_staff_sends_much_and_nobody_too_much(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser stranger = {0};
    CLEANUP(browser_close) struct browser browser = {0};
    char *bytes = calloc(1, 17 << 20);

    assert_non_null(bytes);
    memset(bytes, 'x', 17 << 20);
    const struct browser_file some = {"units.csv", bytes, 100 << 10};
    const struct browser_file many = {"units.csv", bytes, 17 << 20};
    browser_open(&stranger, test->address);
    char head[300];
    snprintf(head, sizeof head,
             "POST /e/x/import HTTP/1.1\r\nHost: %s\r\nContent-Type: multipart/form-data; boundary=limit\r\n"
             "Content-Length: %zu\r\n\r\n",
             test->address, some.length);
    int connection = http_connect(test->address);
    http_send(connection, head);
    http_receive(connection, &stranger.reply);
    assert_int_equal(stranger.reply.status, 413);
    come_in(&browser, test, "quan.tri");
    browser_upload(&browser, "/e/x/import", &some, 1, 0);
    assert_int_equal(browser.reply.status, 422);
    snprintf(head, sizeof head,
             "POST /e/x/import HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nContent-Length: %zu\r\n\r\n",
             test->address, browser.cookie, many.length);
    connection = http_connect(test->address);
    http_send(connection, head);
    http_reply_done(&stranger.reply);
    http_receive(connection, &stranger.reply);
    assert_int_equal(stranger.reply.status, 413);
    free(bytes);
}

static void nobody_else_stores_what_somebody_has_sent(void **state)
{
    const struct site_test *test = *state;
    CLEANUP(browser_close) struct browser browser = {0};
    CLEANUP(browser_close) struct browser other = {0};
    CLEANUP(browser_close) struct browser viewer = {0};
    CLEANUP(forget) struct tables_sent tables;
    char upload[80];

    load(&tables);
    come_in(&browser, test, "quan.tri");
    browser_upload(&browser, "/e/x/import", tables.files, TABLES, 0);
    take_upload(&browser, upload);
    come_in(&other, test, "quan.tri.hai");
    browser_post(&other, "/e/x/import/store", upload);
    assert_int_equal(other.reply.status, 409);
    browser_post(&browser, "/e/bc2026/import/store", upload);
    assert_int_equal(browser.reply.status, 409);
    come_in(&viewer, test, "xem");
    browser_get(&viewer, "/e/x/import");
    browser_assert(&viewer, 403, "");
    browser_upload(&viewer, "/e/x/import", tables.files, TABLES, 0);
    browser_assert(&viewer, 403, "");
    assert_int_equal(count(test, "SELECT count(*) FROM import_upload"), 1);
    assert_int_equal(count(test, "SELECT count(*) FROM unit WHERE election = 2"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        import_test(tables_are_tried_first_and_stored_once),
        import_test(a_row_that_is_gone_is_removed_only_when_that_is_ticked),
        import_test(every_fault_is_named_with_its_place_and_nothing_is_kept),
        import_test(what_cannot_be_tables_is_refused),
        import_test(only_staff_sends_much_and_nobody_too_much),
        import_test(nobody_else_stores_what_somebody_has_sent),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
