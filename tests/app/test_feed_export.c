#include "app/feed_bytes.h"
#include "app/feed_export.h"
#include "app/feed_issue.h"
#include "base/secret.h"
#include "base/table.h"
#include "feed_store.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATH_CHARS 300
#define KILLS 12

static void path_of(const struct feed_store *store, const char *name, char out[PATH_CHARS])
{
    snprintf(out, PATH_CHARS, "%s/out%s%s", store->folder->path, name[0] != '\0' ? "/" : "", name);
}

static enum error_code export_with(const struct feed_store *store, const char *addresses,
                                   struct feed_export *out, struct error *err)
{
    char folder[PATH_CHARS];
    const struct feed_export_request request = {
        .election = FEED_STORE_ELECTION, .folder = folder, .addresses = addresses, .language = "vi"};

    path_of(store, "", folder);
    return feed_export(&store->app, &request, out, err);
}

static struct feed_export must_export(const struct feed_store *store, const char *addresses)
{
    struct feed_export done;
    struct error err;

    store_must(export_with(store, addresses, &done, &err), &err);
    return done;
}

static bool is_there(const struct feed_store *store, const char *name)
{
    char path[PATH_CHARS];

    path_of(store, name, path);
    return file_exists(path);
}

static void read_file(const struct feed_store *store, const char *name, struct text *out)
{
    char path[PATH_CHARS];
    struct error err;

    path_of(store, name, path);
    text_init(out, 10000000);
    store_must(file_read(path, out, &err), &err);
}

/* Rows of the manifest; each file is there with the bytes that it says. */
static size_t check_manifest(const struct feed_store *store)
{
    static const struct table_column columns[] = {{.name = "file"}, {.name = "sha256"}, {.name = "bytes"}};
    CLEANUP(text_done) struct text manifest;
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(report_done) struct report report;
    struct table table;
    struct error err;

    read_file(store, "manifest.csv", &manifest);
    arena_init(&arena, 10000000);
    report_init(&report, 1);
    const struct table_source source = {"manifest.csv", manifest.data, manifest.length};
    store_must(table_parse(&source, &(struct table_columns){columns, 3}, &arena, &report, &table, &err),
               &err);
    for (size_t row = 0; row < table.row_count; row++) {
        CLEANUP(text_done) struct text file;
        char sha256[SECRET_SHA256_CHARS];
        read_file(store, table_at(&table, row, 0)->text, &file);
        secret_sha256(file.data, file.length, sha256);
        assert_string_equal(sha256, table_at(&table, row, 1)->text);
    }
    return table.row_count;
}

static void an_export_is_a_file_for_each_calendar_and_a_manifest(void **state)
{
    struct feed_store *store = *state;
    const struct feed_source source = {.kind = FEED_CANDIDATE, .owner = 1, .language = "vi"};
    CLEANUP(text_done) struct text file;
    CLEANUP(text_done) struct text bytes;
    struct feed_facts facts;
    struct error err;

    struct feed_export done = must_export(store, NULL);
    assert_int_equal(done.changed_count, done.file_count);
    assert_int_equal(check_manifest(store), done.file_count);
    static const char *const names[] = {"UCV-01.ics", "UCV-02.ics", "UCV-03.ics", "timetable-province.ics"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        assert_true(is_there(store, names[i]));
    read_file(store, "UCV-01.ics", &file);
    text_init(&bytes, FEED_BYTES_MAX);
    store_must(feed_bytes(&store->app, &source, &bytes, &facts, &err), &err);
    assert_string_equal(file.data, bytes.data);
}

static struct stat status_of(const struct feed_store *store, const char *name)
{
    char path[PATH_CHARS];
    struct stat status;

    path_of(store, name, path);
    assert_int_equal(stat(path, &status), 0);
    return status;
}

static void what_has_not_changed_is_not_written_again(void **state)
{
    struct feed_store *store = *state;

    must_export(store, NULL);
    struct stat folder = status_of(store, "");
    struct stat unchanged = status_of(store, "UCV-03.ics");
    struct stat changed = status_of(store, "UCV-01.ics");
    assert_int_equal(must_export(store, NULL).changed_count, 0);
    assert_true(status_of(store, "").st_ino == folder.st_ino);
    assert_true(status_of(store, "").st_mtim.tv_nsec == folder.st_mtim.tv_nsec);
    feed_store_run(store, "cancel_first.sql");
    assert_true(must_export(store, NULL).changed_count >= 2);
    /* UCV-03 does not stand in that unit. */
    assert_true(status_of(store, "UCV-03.ics").st_ino == unchanged.st_ino);
    assert_true(status_of(store, "UCV-01.ics").st_ino != changed.st_ino);
    assert_true(status_of(store, "").st_ino != folder.st_ino);
    check_manifest(store);
    assert_false(is_there(store, "../out.new"));
}

/* The file of addresses of all candidates; `first` gets the first token. */
static void issue_all(struct feed_store *store, char file[PATH_CHARS], char first[SECRET_TOKEN_CHARS])
{
    CLEANUP(text_done) struct text csv;
    struct feed_addresses made;
    struct error err;

    store_must(
        feed_issue_all(&store->app, FEED_STORE_ELECTION, &(struct feed_wish){0}, &store->arena, &made, &err),
        &err);
    text_init(&csv, 100000);
    text_put(&csv, "candidate,address\n");
    for (size_t i = 0; i < made.count; i++)
        text_putf(&csv, "%s,%s\n", made.items[i].candidate, made.items[i].url);
    snprintf(first, SECRET_TOKEN_CHARS, "%s", strstr(made.items[0].url, "/feeds/") + 7);
    snprintf(file, PATH_CHARS, "%s/addresses.csv", store->folder->path);
    store_must(file_write(file, csv.data, csv.length, &err), &err);
}

static void calendars_stand_under_their_addresses_for_a_web_server(void **state)
{
    struct feed_store *store = *state;
    char addresses[PATH_CHARS];
    char token[SECRET_TOKEN_CHARS];
    char path[100];
    CLEANUP(text_done) struct text withdrawn;
    struct error err;

    issue_all(store, addresses, token);
    must_export(store, addresses);
    snprintf(path, sizeof path, "feeds/%s.ics", token);
    assert_true(is_there(store, path));
    assert_false(is_there(store, "UCV-01.ics"));
    check_manifest(store);
    store_must(feed_revoke(&store->app, FEED_STORE_ELECTION, "UCV-01", &err), &err);
    must_export(store, addresses);
    assert_false(is_there(store, path));
    snprintf(path, sizeof path, "withdrawn/%s.ics", token);
    read_file(store, path, &withdrawn);
    assert_non_null(strstr(withdrawn.data, "Địa chỉ lịch này không còn dùng"));
    check_manifest(store);
}

static void an_address_of_elsewhere_is_refused_with_its_line(void **state)
{
    struct feed_store *store = *state;
    static const char *const lines[] = {
        "https://lich.example.vn/feeds/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics",
        "https://lich.example.vn/feeds/../../../../../../../../etc/x.ics",
        "https://lich.example.vn/",
    };
    struct feed_export done;
    struct error err;
    char file[PATH_CHARS];

    snprintf(file, sizeof file, "%s/addresses.csv", store->folder->path);
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        CLEANUP(text_done) struct text csv;
        text_init(&csv, 1000);
        text_putf(&csv, "address\n%s\n", lines[i]);
        store_must(file_write(file, csv.data, csv.length, &err), &err);
        assert_int_equal(export_with(store, file, &done, &err), ERROR_DATA);
        assert_string_equal(err.message.format, "is no calendar address of this store");
        assert_int_equal(err.line, 2);
        assert_false(is_there(store, ""));
    }
}

static void a_folder_with_other_things_is_left_alone(void **state)
{
    struct feed_store *store = *state;
    static const char *const names[] = {"thesis.odt", "old.ics", "photos"};
    struct feed_export done;
    struct error err;
    char path[PATH_CHARS];

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        path_of(store, "", path);
        store_must(file_make_folder(path, &err), &err);
        path_of(store, names[i], path);
        store_must(file_make_folder(path, &err), &err);
        assert_int_equal(export_with(store, NULL, &done, &err), ERROR_CANNOT_CREATE);
        assert_non_null(strstr(err.message.format, "which no export wrote"));
        assert_true(is_there(store, names[i]));
        assert_int_equal(rmdir(path), 0);
    }
    must_export(store, NULL);
    path_of(store, "thesis.odt", path);
    store_must(file_write(path, "x", 1, &err), &err);
    assert_int_equal(export_with(store, NULL, &done, &err), ERROR_CANNOT_CREATE);
    assert_true(is_there(store, "thesis.odt"));
}

/* In a process of its own, with a connection of its own. */
static pid_t start_export(const struct feed_store *store)
{
    pid_t child = fork();

    if (child == 0) {
        struct feed_store own = *store;
        struct feed_export done;
        struct error err;
        own.app.db = NULL;
        if (app_open_store(&own.app, store->folder->store, false, &err) != OK)
            _exit(1);
        _exit(export_with(&own, NULL, &done, &err) != OK);
    }
    return child;
}

static void a_killed_export_leaves_all_of_one_or_all_of_the_other(void **state)
{
    struct feed_store *store = *state;
    size_t files = must_export(store, NULL).file_count;

    for (int i = 0; i < KILLS; i++) {
        int status;
        feed_store_run(store, "touch_first.sql");
        pid_t child = start_export(store);
        usleep((useconds_t)(i * 900)); /* at another point each time; no point is waited for */
        kill(child, SIGKILL);
        waitpid(child, &status, 0);
        assert_int_equal(check_manifest(store), files);
    }
    must_export(store, NULL);
    assert_false(is_there(store, "../out.new"));
    assert_int_equal(must_export(store, NULL).changed_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        feed_store_test(an_export_is_a_file_for_each_calendar_and_a_manifest),
        feed_store_test(what_has_not_changed_is_not_written_again),
        feed_store_test(calendars_stand_under_their_addresses_for_a_web_server),
        feed_store_test(an_address_of_elsewhere_is_refused_with_its_line),
        feed_store_test(a_folder_with_other_things_is_left_alone),
        feed_store_test(a_killed_export_leaves_all_of_one_or_all_of_the_other),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
