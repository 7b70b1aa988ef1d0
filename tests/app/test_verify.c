/* Each check finds the fault it is for, and nothing in a store that is in order. */
#include "app/verify.h"
#include "base/file.h"
#include "db/check_list.h"
#include "plan_fixture.h"

#include <fcntl.h>
#include <sqlite3.h> /* faults that only its dialect can make */
#include <sys/stat.h>

static void publish(struct fixture *f)
{
    put_draft(f);
    store_must(plan_publish(&f->app, &f->election, "", &f->arena, &f->publication, &f->err), &f->err);
}

/* What is found, one line each: "check: sentence". */
static enum error_code find(const struct fixture *f, struct text *out, struct error *err)
{
    CLEANUP(report_done) struct report report;
    struct verify_result result;

    report_init(&report, 1000);
    enum error_code code = verify_store(&f->app, &report, &result, err);
    for (size_t i = 0; i < report.line_count; i++) {
        error_write(&report.lines[i].error, report.lines[i].error.message.format, out);
        text_put(out, "\n");
    }
    return code;
}

static void a_published_election_is_in_order(void **state)
{
    CLEANUP(text_done) struct text found;
    struct fixture *f = *state;

    text_init(&found, 100000);
    publish(f);
    store_must(find(f, &found, &f->err), &f->err);
    assert_string_equal(found.data, "");
}

#define MEETING(code) "(SELECT id FROM meeting WHERE code = '" code "')"
#define VENUE(code) "(SELECT id FROM venue WHERE code = '" code "')"

static const struct fault {
    const char *check;
    const char *sql;
    const char *found; /* one line of what is found */
} faults[] = {
    {"venue_overlap", "UPDATE meeting_site SET venue = " VENUE("V04") " WHERE meeting = " MEETING("Q01-01"),
     "venue_overlap: Meetings N01-01 and Q01-01 are held in venue V04 at the same time.\n"},
    {"candidate_overlap",
     "INSERT OR IGNORE INTO candidacy SELECT (SELECT id FROM unit WHERE code = 'Q01'), candidate FROM "
     "candidacy"
     " WHERE unit = (SELECT id FROM unit WHERE code = 'N01')",
     " must be at meetings N01-01 and Q01-01 at the same time.\n"},
    {"meeting_without_site", "DELETE FROM meeting_site WHERE meeting = " MEETING("T01-01"),
     "meeting_without_site: Meeting T01-01 has no main site.\n"},
    {"meeting_sequence",
     "INSERT INTO release (election, number, published_utc, note) VALUES (1, 2, 9, '');"
     "INSERT INTO release_change SELECT max(id), " MEETING("T01-01") ", 'moved', 'a', 'b' FROM release",
     "meeting_sequence: Meeting T01-01 was changed by 1 releases, and its SEQUENCE is only 0; calendar "
     "programs may "
     "have missed a change.\n"},
    {"meeting_tombstone", "UPDATE meeting SET status = 'cancelled' WHERE code = 'X01-01'",
     "meeting_tombstone: Meeting X01-01 is cancelled, but release 1, which changed it last, says "
     "otherwise.\n"},
    {"meeting_release",
     "INSERT INTO release (election, number, published_utc, note) VALUES (1, 2, 9, '');"
     "UPDATE meeting SET first_release = (SELECT max(id) FROM release) WHERE code = 'X01-01'",
     "meeting_release: Meeting X01-01 was changed last by release 1, before release 2, which published it "
     "first.\n"},
    {"release_number", "UPDATE release SET number = 3",
     "release_number: The releases of election x are 1, but the newest has number 3.\n"},
    {"feed_clock", "UPDATE feed_clock SET value_utc = value_utc - 1",
     "feed_clock: The calendars of election x have entries newer than their clock; phones may miss a "
     "change.\n"},
    {"feed_two_addresses",
     "INSERT INTO feed (election, kind, candidate, token_hash, language, alarms, created_utc) VALUES"
     " (1, 'candidate', 1, x'01', 'vi', 0, 1), (1, 'candidate', 1, x'02', 'vi', 0, 1)",
     " has 2 addresses in use.\n"},
    {"feed_two_addresses",
     "INSERT INTO feed (election, kind, level, token_hash, language, alarms, created_utc) VALUES"
     " (1, 'timetable', 'commune', x'01', 'vi', 0, 1), (1, 'timetable', 'commune', x'02', 'vi', 0, 1),"
     " (1, 'timetable', 'province', x'03', 'vi', 0, 1)",
     "feed_two_addresses: The calendar \"timetable\" of commune has 2 addresses in use.\n"},
    {"other_election",
     "INSERT INTO election (code, title, law_pack, polling_day, created_utc) VALUES ('y', '', '85-2015', "
     "18770, 0);"
     "UPDATE venue SET election = 2 WHERE code = 'V01'",
     "other_election: venue V01 and what it refers to belong to two elections.\n"},
    {"area_tree",
     "UPDATE area SET parent = (SELECT min(id) FROM area WHERE level = 'commune') WHERE level = 'district'",
     "lies in an area of the level commune.\n"},
    {"notice_claim", "UPDATE notice SET state = 'claimed' WHERE id = 1",
     "notice_claim: Notice 1 is in state claimed, and no worker has it in hand.\n"},
    {"opt_out_history",
     "INSERT INTO opt_out_change (address, silent, at_utc, who, how) VALUES ('+84500000011', 1, 5, '', "
     "'STOP')",
     "opt_out_history: The list of those who get no messages does not agree with its history at entry 1; "
     "somebody may be "
     "told who asked for silence.\n"},
    {"notice_final", "UPDATE notice SET state = 'failed' WHERE id = 1",
     "notice_final: Notice 1 is in the final state failed, and the moment of it is missing.\n"},
    {"unit_without_area", "DELETE FROM unit_area WHERE unit = (SELECT id FROM unit WHERE code = 'X01')",
     "unit_without_area: The electoral unit X01 covers no area.\n"},
    {"audit_head", "UPDATE audit_head SET number = number + 5",
     "audit_head: The log of changes should end with entry "},
    {"references", "PRAGMA foreign_keys = OFF; UPDATE candidacy SET candidate = 999 WHERE rowid = 1",
     "of the table candidacy refers to a row of candidate that is not there.\n"},
};

static void each_fault_is_named(void **state)
{
    struct fixture *f = *state;
    char kept[200];
    struct error err;

    publish(f);
    app_close_store(&f->app);
    snprintf(kept, sizeof kept, "%s/kept.db", f->folder->path);
    store_must(file_copy_secret(f->folder->store, kept, &err), &err);
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        CLEANUP(text_done) struct text found;
        text_init(&found, 100000);
        store_must(file_copy_secret(kept, f->folder->store, &err), &err);
        run_sql(f, faults[i].sql);
        store_must(app_open_store(&f->app, f->folder->store, false, &err), &err);
        store_must(find(f, &found, &err), &err);
        app_close_store(&f->app);
        if (strstr(found.data, faults[i].found) == NULL)
            fail_msg("%s: found only:\n%s", faults[i].check, found.data);
    }
}

static void every_check_has_its_fault_above(void **state)
{
    (void)state;
    for (size_t i = 0; i < db_check_count; i++) {
        bool tried = false;
        for (size_t j = 0; j < COUNT_OF(faults); j++)
            tried |= strcmp(faults[j].check, db_checks[i].name) == 0;
        if (!tried)
            fail_msg("%s: no test shows that it finds something", db_checks[i].name);
    }
}

/* One byte of a page turned over. The program says so, or the byte did not matter; it never breaks down. */
static bool flip_and_verify(struct fixture *f, const char *kept, off_t at)
{
    CLEANUP(text_done) struct text found;
    unsigned char byte;
    struct error err;

    text_init(&found, 10000000);
    store_must(file_copy_secret(kept, f->folder->store, &err), &err);
    int descriptor = open(f->folder->store, O_RDWR | O_CLOEXEC);
    assert_int_equal(pread(descriptor, &byte, 1, at), 1);
    byte ^= 0xff;
    assert_int_equal(pwrite(descriptor, &byte, 1, at), 1);
    close(descriptor);
    enum error_code code = app_open_store(&f->app, f->folder->store, false, &err);
    if (code == OK)
        code = find(f, &found, &err);
    app_close_store(&f->app);
    if (code != OK && code != ERROR_CONFIG && code != ERROR_SOFTWARE)
        fail_msg("byte %d: %s", (int)at, error_name(code));
    return code != OK || found.length > 0;
}

static void a_damaged_page_is_found_and_harms_nobody(void **state)
{
    struct fixture *f = *state;
    char kept[200];
    struct stat status;
    struct error err;
    int found = 0;
    int pages = 0;

    publish(f);
    app_close_store(&f->app);
    snprintf(kept, sizeof kept, "%s/kept.db", f->folder->path);
    store_must(file_copy_secret(f->folder->store, kept, &err), &err);
    assert_int_equal(stat(kept, &status), 0);
    for (off_t at = 0; at < status.st_size; at += 4096, pages++)
        found += flip_and_verify(f, kept, at);
    /* The first byte of a page says what kind of page it is. */
    assert_int_equal(found, pages);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        plan_test(a_published_election_is_in_order),
        plan_test(each_fault_is_named),
        cmocka_unit_test(every_check_has_its_fault_above),
        plan_test(a_damaged_page_is_found_and_harms_nobody),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
