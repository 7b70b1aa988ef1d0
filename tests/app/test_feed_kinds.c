/* Calendars of every kind: what each shows, in both languages, and nobody's number or name. */
#include "app/feed_address.h"
#include "app/feed_bytes.h"
#include "app/feed_clock.h"
#include "app/feed_files.h"
#include "app/feed_list.h"
#include "app/feed_open.h"
#include "app/milestones.h"
#include "feed_store.h"

#define POLLING_DAY 20527

static void make(struct feed_store *store, const struct feed_source *source, struct text *out)
{
    struct feed_facts facts;
    struct error err;

    text_init(out, FEED_BYTES_MAX);
    store_must(feed_bytes(&store->app, source, out, &facts, &err), &err);
}

static void assert_has(const struct text *bytes, const char *wanted)
{
    if (strstr(bytes->data, wanted) == NULL)
        fail_msg("no \"%s\" in\n%s", wanted, bytes->data);
}

static void assert_has_not(const struct text *bytes, const char *unwanted)
{
    if (strstr(bytes->data, unwanted) != NULL)
        fail_msg("\"%s\" in\n%s", unwanted, bytes->data);
}

static void bring_up(struct feed_store *store)
{
    struct error err;

    store_must(milestones_bring_up_election(&store->app, "bc2026", &store->arena, &err), &err);
}

static void a_unit_has_its_own_meetings(void **state)
{
    struct feed_store *store = *state;
    CLEANUP(text_done) struct text bytes;

    make(store, &(struct feed_source){.kind = FEED_UNIT, .owner = 2, .language = "en"}, &bytes);
    assert_has(&bytes, "X-WR-CALNAME:Meetings with voters: Đơn vị bầu cử số 4\\, HĐND xã\r\n");
    assert_has(&bytes, "UID:0003.bc2026@hiepthuong\r\n");
    assert_has_not(&bytes, "UID:0001");
    assert_has_not(&bytes, "Người Thử");
    assert_has_not(&bytes, "VALARM");
}

static void a_commune_sees_what_is_held_there_and_names_nobody(void **state)
{
    struct feed_store *store = *state;
    CLEANUP(text_done) struct text bytes;

    make(store, &(struct feed_source){.kind = FEED_COMMUNE, .owner = 3, .language = "vi"}, &bytes);
    assert_has(&bytes, "UID:0002.bc2026@hiepthuong\r\n");
    assert_has_not(&bytes, "UID:0001");
    assert_has_not(&bytes, "Chủ trì");
    assert_has_not(&bytes, "Người Thử");
}

/* A voter whose program merges would go to the old hall. */
static void a_meeting_that_leaves_a_commune_is_called_off_there(void **state)
{
    struct feed_store *store = *state;
    CLEANUP(text_done) struct text left;
    CLEANUP(text_done) struct text come;

    test_store_run(store->folder->store, "UPDATE meeting_site SET venue = 2 WHERE meeting = 1");
    test_store_run(store->folder->store, "UPDATE meeting SET sequence = 1 WHERE id = 1");
    make(store, &(struct feed_source){.kind = FEED_COMMUNE, .owner = 2, .language = "en"}, &left);
    assert_has(&left, "UID:0001.bc2026@hiepthuong\r\n");
    assert_has(&left, "STATUS:CANCELLED\r\n");
    assert_has(&left, "DESCRIPTION:This meeting is now held elsewhere.\\n");
    make(store, &(struct feed_source){.kind = FEED_COMMUNE, .owner = 3, .language = "en"}, &come);
    assert_has(&come, "UID:0001.bc2026@hiepthuong\r\n");
    assert_has_not(&come, "STATUS:CANCELLED\r\n");
}

static void staff_see_deadlines_and_meetings_of_all_below(void **state)
{
    struct feed_store *store = *state;
    CLEANUP(text_done) struct text bytes;

    test_store_run(store->folder->store, "UPDATE area SET parent = 1 WHERE id IN (2, 3)");
    bring_up(store);
    make(store, &(struct feed_source){.kind = FEED_STAFF, .owner = 1, .language = "vi"}, &bytes);
    assert_has(&bytes, "UID:0001.bc2026@hiepthuong\r\n");
    assert_has(&bytes, "UID:0003.bc2026@hiepthuong\r\n");
    assert_has(&bytes, "UID:consult3_council.province-T1.bc2026@hiepthuong\r\n");
    assert_has(&bytes, "UID:consult3_council.commune-X1.bc2026@hiepthuong\r\n");
    assert_has(&bytes, "(xã Đồng Mây)");
    assert_has_not(&bytes, "VALARM");
}

static void the_end_of_the_campaign_stands_at_its_hour(void **state)
{
    struct feed_store *store = *state;
    CLEANUP(text_done) struct text bytes;

    test_store_run(
        store->folder->store,
        "INSERT INTO area (id, election, parent, level, code, name) VALUES (4, 1, 2, 'polling_area', "
        "'K1', 'Khu vực bỏ phiếu số 1')");
    bring_up(store);
    make(store, &(struct feed_source){.kind = FEED_CUTOFF, .owner = 2, .language = "vi", .alarms = true},
         &bytes);
    assert_has(&bytes, "UID:campaign_end.time.polling_area-K1.bc2026@hiepthuong\r\n");
    assert_has(&bytes, "DTSTART;TZID=Asia/Ho_Chi_Minh:20260314T064500\r\n"
                       "DTEND;TZID=Asia/Ho_Chi_Minh:20260314T070000\r\n");
    assert_has(&bytes, "TRIGGER:-P1D\r\n");
    assert_has(&bytes, "TRIGGER:-PT2H\r\n");
}

static void the_timetable_of_a_level_has_each_step_once(void **state)
{
    struct feed_store *store = *state;
    CLEANUP(text_done) struct text province;
    CLEANUP(text_done) struct text commune;
    static const struct feed_source sources[] = {
        {.kind = FEED_TIMETABLE, .owner = 1, .level = LAW_PROVINCE, .language = "en"},
        {.kind = FEED_TIMETABLE, .owner = 1, .level = LAW_COMMUNE, .language = "vi", .alarms = true}};

    bring_up(store);
    make(store, &sources[0], &province);
    make(store, &sources[1], &commune);
    assert_has(&province, "X-WR-CALNAME:Election timetable: province level\r\n");
    assert_has(&province, "UID:consult1_province_na.whole-x.bc2026@hiepthuong\r\nDTSTAMP:");
    assert_has(&province, "SEQUENCE:0\r\n");
    assert_has_not(&province, "VALARM");
    assert_has_not(&commune, "UID:consult1_province_na");
    assert_has(&commune, "UID:consult3_council.whole-x.bc2026@hiepthuong\r\n");
    assert_has(&commune, "TRIGGER:-P2DT15H\r\n");
}

static void each_kind_has_an_address_of_its_own(void **state)
{
    struct feed_store *store = *state;
    static const struct feed_whose all[] = {
        {FEED_CANDIDATE, 1, "UCV-01", NULL}, {FEED_UNIT, 1, "DV1", NULL},
        {FEED_STAFF, 1, "X1", NULL},         {FEED_DEADLINES, 1, "X1", NULL},
        {FEED_CUTOFF, 1, "X1", "commune"},   {FEED_TIMETABLE, 1, NULL, "commune"},
    };
    const struct feed_wish wish = {"en", true};
    struct feed_state *states;
    struct error err;
    size_t count;

    for (size_t i = 0; i < COUNT_OF(all); i++) {
        struct feed feed;
        const char *url;
        char token[64];
        store_must(feed_address_issue(&store->app, &all[i], &wish, &store->arena, &url, &err), &err);
        assert_int_equal(feed_address_issue(&store->app, &all[i], &wish, &store->arena, &url, &err),
                         ERROR_DATA);
        store_must(feed_address_renew(&store->app, &all[i], &(struct feed_wish){NULL, false}, &store->arena,
                                      &url, &err),
                   &err);
        snprintf(token, sizeof token, "%s", strrchr(url, '/') + 1);
        *strchr(token, '.') = '\0';
        store_must(feed_open(&store->app, token, &feed, &err), &err);
        assert_int_equal(feed.source.kind, all[i].kind);
        assert_string_equal(feed.source.language, "en"); /* as before */
        assert_true(feed.source.alarms);
        store_must(feed_address_revoke(&store->app, &all[i], &store->arena, &err), &err);
        assert_int_equal(feed_address_revoke(&store->app, &all[i], &store->arena, &err), ERROR_NO_INPUT);
    }
    store_must(feed_list(&store->app, 1, &store->arena, &states, &count, &err), &err);
    assert_int_equal(count, 2 * COUNT_OF(all));
}

static void the_public_address_of_a_commune_is_readable_and_always_the_same(void **state)
{
    struct feed_store *store = *state;
    const struct feed_whose x1 = {FEED_COMMUNE, 1, "X1", NULL};
    static const char *const none[] = {"X9", "", "T1", "X1.vi", "%58%31"};
    struct feed feed;
    const char *url;
    struct error err;

    store_must(
        feed_address_issue(&store->app, &x1, &(struct feed_wish){"en", false}, &store->arena, &url, &err),
        &err);
    assert_string_equal(url, "https://lich.example.vn/xa/X1.en.ics");
    store_must(feed_open_commune(&store->app, "X1.en", &feed, &err), &err);
    assert_int_equal(feed.source.owner, 2);
    assert_string_equal(feed.source.language, "en");
    assert_int_equal(feed.clock_utc_secs, 1771549200);
    assert_int_equal(
        feed_address_renew(&store->app, &x1, &(struct feed_wish){NULL, false}, &store->arena, &url, &err),
        ERROR_USAGE);
    for (size_t i = 0; i < COUNT_OF(none); i++)
        assert_int_equal(feed_open_commune(&store->app, none[i], &feed, &err), ERROR_NO_INPUT);
}

/* Seen by whoever asks first after it; before, whatever the hour, nothing changes. */
static void the_cancelled_leave_a_week_after_polling_day_once(void **state)
{
    struct feed_store *store = *state;
    const int64_t sunset = ((int64_t)POLLING_DAY + 8) * 86400 - 7 * 3600;
    const struct feed_source source = {.owner = 1, .language = "vi"};
    CLEANUP(text_done) struct text before;
    CLEANUP(text_done) struct text after;
    CLEANUP(text_done) struct text later;
    struct feed feed;
    struct error err;

    feed_store_run(store, "cancel_first.sql");
    store->app.clock = clock_fixed(sunset - 1);
    store_must(feed_open_commune(&store->app, "X1", &feed, &err), &err);
    assert_int_equal(feed.clock_utc_secs, 1771635600);
    make(store, &source, &before);
    assert_has(&before, "UID:0001.bc2026@hiepthuong\r\n");
    store->app.clock = clock_fixed(sunset);
    make(store, &source, &after); /* nobody has stored it yet: the same bytes as any other process */
    assert_string_equal(before.data, after.data);
    store_must(feed_open_commune(&store->app, "X1", &feed, &err), &err);
    assert_int_equal(feed.clock_utc_secs, sunset);
    store->app.clock = clock_fixed(sunset - 86400); /* the machine's clock goes back: it stays so */
    store_must(feed_open_commune(&store->app, "X1", &feed, &err), &err);
    assert_int_equal(feed.clock_utc_secs, sunset);
    make(store, &source, &later);
    assert_has_not(&later, "UID:0001.bc2026@hiepthuong\r\n");
    assert_has(&later, "UID:0003.bc2026@hiepthuong\r\n");
}

/* Meetings by the thousand, as a rehearsal or a mistake may bring them. */
static void put_meetings(struct feed_store *store, int count)
{
    char sql[700];

    snprintf(sql, sizeof sql,
             "INSERT INTO meeting (election, code, uid, unit, status, mode, start_utc, end_utc, sequence, "
             "last_modified_utc, "
             "first_release, last_release) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
             "WHERE i < %d) "
             "SELECT 1, 'M' || i, 'm' || i || '@hiepthuong', 2, 'confirmed', 'direct', 1772411400, "
             "1772418600, 0, 1771549200, 1, 1 "
             "FROM n",
             count);
    test_store_run(store->folder->store, sql);
}

static void
a_calendar_of_ten_thousand_entries_is_made_and_one_of_more_than_twenty_thousand_refused(void **state)
{
    struct feed_store *store = *state;
    const struct feed_source source = {.kind = FEED_UNIT, .owner = 2, .language = "vi"};
    CLEANUP(text_done) struct text bytes;
    CLEANUP(text_done) struct text none;
    struct feed_facts facts;
    struct error err;

    put_meetings(store, 9999);
    text_init(&bytes, FEED_BYTES_MAX);
    store_must(feed_bytes(&store->app, &source, &bytes, &facts, &err), &err);
    assert_int_equal(facts.entry_count, 10000);
    assert_string_equal(bytes.data + bytes.length - strlen("END:VCALENDAR\r\n"), "END:VCALENDAR\r\n");
    test_store_run(store->folder->store, "DELETE FROM meeting WHERE code LIKE 'M%'");
    put_meetings(store, 20001);
    text_init(&none, FEED_BYTES_MAX);
    assert_int_equal(feed_bytes(&store->app, &source, &none, &facts, &err), ERROR_DATA);
    store_assert_message(&err, "the calendar would have more than 20000 entries; take a smaller area");
}

/* The same election in another store, a file, whatever the first one is. */
static void open_twin(struct feed_store *store, struct feed_store *twin, char url[256])
{
    CLEANUP(text_done) struct text sql;
    struct error err;

    *twin = *store;
    twin->app.db = NULL;
    arena_init(&twin->arena, (size_t)16 << 20);
    snprintf(url, 256, "%s/twin.db", store->folder->path);
    text_init(&sql, 100000);
    store_must(app_open_store(&twin->app, url, true, &err), &err);
    store_must(file_read(HT_SOURCE_DIR "/tests/data/feeds/store.sql", &sql, &err), &err);
    test_store_run(url, sql.data);
}

static void two_stores_of_different_kinds_give_the_same_bytes(void **state)
{
    struct feed_store *store = *state;
    struct feed_store twin;
    char url[256];
    static const struct feed_source sources[] = {
        {.kind = FEED_CANDIDATE, .owner = 1, .language = "vi"},
        {.kind = FEED_UNIT, .owner = 1, .language = "en", .alarms = true},
        {.kind = FEED_COMMUNE, .owner = 2, .language = "vi"},
        {.kind = FEED_STAFF, .owner = 1, .language = "vi"},
        {.kind = FEED_DEADLINES, .owner = 2, .language = "en"},
        {.kind = FEED_CUTOFF, .owner = 1, .language = "vi", .alarms = true},
        {.kind = FEED_TIMETABLE, .owner = 1, .level = LAW_COMMUNE, .language = "vi"},
    };

    open_twin(store, &twin, url);
    test_store_run(store->folder->store, "UPDATE area SET parent = 1 WHERE id IN (2, 3)");
    test_store_run(url, "UPDATE area SET parent = 1 WHERE id IN (2, 3)");
    bring_up(store);
    bring_up(&twin);
    for (size_t i = 0; i < COUNT_OF(sources); i++) {
        CLEANUP(text_done) struct text one;
        CLEANUP(text_done) struct text other;
        make(store, &sources[i], &one);
        make(&twin, &sources[i], &other);
        assert_string_equal(one.data, other.data);
        assert_non_null(strstr(one.data, "BEGIN:VEVENT"));
    }
    arena_done(&twin.arena);
    app_close_store(&twin.app);
}

static void there_is_a_file_for_each_calendar_of_a_kind(void **state)
{
    struct feed_store *store = *state;
    static const struct {
        enum feed_kind kind;
        size_t count;
        const char *first;
    } table[] = {
        {FEED_CANDIDATE, 3, "UCV-01.ics"},
        {FEED_UNIT, 2, "unit-DV1.ics"},
        {FEED_COMMUNE, 2, "xa-X1.ics"},
        {FEED_STAFF, 3, "staff-commune-X1.ics"},
        {FEED_DEADLINES, 3, "deadlines-commune-X1.ics"},
        {FEED_CUTOFF, 3, "cutoff-commune-X1.ics"},
        {FEED_TIMETABLE, 6, "timetable-central.ics"},
    };
    struct feed_files files;
    struct error err;

    for (size_t i = 0; i < COUNT_OF(table); i++) {
        const struct feed_source asked = {.kind = table[i].kind, .language = "vi"};
        store_must(feed_files_list(&store->app, 1, &asked, &store->arena, &files, &err), &err);
        assert_int_equal(files.count, table[i].count);
        assert_string_equal(files.items[0].name, table[i].first);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        feed_store_test(a_unit_has_its_own_meetings),
        feed_store_test(a_commune_sees_what_is_held_there_and_names_nobody),
        feed_store_test(a_meeting_that_leaves_a_commune_is_called_off_there),
        feed_store_test(staff_see_deadlines_and_meetings_of_all_below),
        feed_store_test(the_end_of_the_campaign_stands_at_its_hour),
        feed_store_test(the_timetable_of_a_level_has_each_step_once),
        feed_store_test(each_kind_has_an_address_of_its_own),
        feed_store_test(the_public_address_of_a_commune_is_readable_and_always_the_same),
        feed_store_test(the_cancelled_leave_a_week_after_polling_day_once),
        feed_store_test(
            a_calendar_of_ten_thousand_entries_is_made_and_one_of_more_than_twenty_thousand_refused),
        feed_store_test(two_stores_of_different_kinds_give_the_same_bytes),
        feed_store_test(there_is_a_file_for_each_calendar_of_a_kind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
