/* What happens to a machine: killed at any statement and at any commit, disk full, store that may not be written, clock set
 * back, a damaged page. Nothing that was confirmed is lost, nothing is half done, and the message says what to do.
 */
#include "base/file.h"
#include "cli/disturbed.h"
#include "cmocka_tests.h"
#include "db/driver_sqlite.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define GOOD HT_SOURCE_DIR "/tests/data/tables/good"
#define GATEWAY_SECRET "Kh0a-bi-mat-cua-cong"

static const struct disturbance calm = {.pages_more = -1};

#define STEP(...)                                                                                            \
    {                                                                                                        \
        "--db", "store.db", "--now", "2021-04-21T08:00", "--config", "settings.yaml", ##__VA_ARGS__, NULL    \
    }

static const struct step {
    const char *arguments[20];
} steps[] = {
    {STEP("election", "create", "--code", "x", "--law", "85-2015", "--polling-day", "2021-05-23")},
    {STEP("import", GOOD)},
    {STEP("timetable", "record", "consult1_central", "--date", "2021-02-15", "--accept")},
    {STEP("plan", "make", "--seed", "3")},
    {STEP("plan", "publish")},
    {STEP("feed", "issue", "--all")},
    {STEP("notice", "send")},
    {STEP("user", "add", "db01", "--no-password")},
    {STEP("privacy", "erase", "K01")},
};

static const char *const verify_arguments[] = STEP("verify");

static void path_of(const struct program *program, const char *name, char out[128])
{
    snprintf(out, 128, "%s/%s", program->folder, name);
}

static void copy(const struct program *program, const char *from, const char *to)
{
    static const char *const endings[] = {"", "-wal"};
    char source[128];
    char target[128];
    char name[64];
    struct error err;

    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        snprintf(name, sizeof name, "%s%s", from, endings[i]);
        path_of(program, name, source);
        snprintf(name, sizeof name, "%s%s", to, endings[i]);
        path_of(program, name, target);
        unlink(target);
        if (file_exists(source))
            assert_int_equal(file_copy_secret(source, target, &err), OK);
    }
    snprintf(name, sizeof name, "%s-shm", to);
    path_of(program, name, target);
    unlink(target);
}

/* The number of the newest entry of the log; -1: there is no store yet. */
static int entries(const struct program *program)
{
    sqlite3 *handle = NULL;
    sqlite3_stmt *statement = NULL;
    char path[128];
    int count = -1;

    path_of(program, "store.db", path);
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    if (sqlite3_prepare_v2(handle, "SELECT number FROM audit_head", -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        count = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return count;
}

static int set_up(void **state)
{
    struct program *program = calloc(1, sizeof *program);

    program_init(program);
    program_write_file(program, "settings.yaml",
                       "gateway:\n  profile: file\n  base: sent.jsonl\n  sender: MATTRAN\n  username: lich\n"
                       "  password_file: secret\n");
    program_write_file(program, "secret", GATEWAY_SECRET "\n");
    char path[128];
    path_of(program, "secret", path);
    chmod(path, 0600);
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    *state = program;
    return 0;
}

static int tear_down(void **state)
{
    munmap(shared, sizeof *shared);
    program_done(*state);
    free(*state);
    return 0;
}

/* One step, killed once: all of it is there or none, the store is in order, and the step can be done again. */
static void kill_once(const struct program *program, const struct step *step, const struct disturbance *how,
                      int before, int after)
{
    copy(program, "before.db", "store.db");
    int status = run_disturbed(program, how, step->arguments);
    if (status != -SIGKILL)
        fail_msg("%s %s: not killed, status %d", step->arguments[6], step->arguments[7], status);
    int now = entries(program);
    if (now != before && now != after && before >= 0)
        fail_msg("%s %s: half done, %d entries of %d to %d", step->arguments[6], step->arguments[7], now,
                 before, after);
    if (before >= 0 && run_disturbed(program, &calm, verify_arguments) != 0)
        fail_msg("%s %s: not in order after a kill at commit %d/%d, statement %d", step->arguments[6],
                 step->arguments[7], how->kill_before_commit, how->kill_after_commit, how->kill_at_statement);
    if (now != after)
        assert_int_equal(run_disturbed(program, &calm, step->arguments), 0);
}

#define STATEMENTS_TRIED 6

static void kill_everywhere(const struct program *program, const struct step *step)
{
    int before = entries(program);

    copy(program, "store.db", "before.db");
    assert_int_equal(run_disturbed(program, &calm, step->arguments), 0);
    int after = entries(program);
    const struct disturbance counted = *shared;
    copy(program, "store.db", "after.db");
    for (int n = 1; n <= counted.commits; n++) {
        kill_once(program, step, &(struct disturbance){.kill_before_commit = n, .pages_more = -1}, before,
                  after);
        kill_once(program, step, &(struct disturbance){.kill_after_commit = n, .pages_more = -1}, before,
                  after);
    }
    for (int i = 1; i <= STATEMENTS_TRIED; i++) {
        int n = 1 + (counted.statements - 1) * i / STATEMENTS_TRIED;
        kill_once(program, step, &(struct disturbance){.kill_at_statement = n, .pages_more = -1}, before,
                  after);
    }
    copy(program, "after.db", "store.db");
}

static void killed_anywhere_the_store_is_whole_and_the_step_can_be_done_again(void **state)
{
    const struct program *program = *state;

    for (size_t i = 0; i < COUNT_OF(steps); i++)
        kill_everywhere(program, &steps[i]);
    assert_int_equal(run_disturbed(program, &calm, verify_arguments), 0);
}

static void make_store(const struct program *program, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_int_equal(run_disturbed(program, &calm, steps[i].arguments), 0);
}

static void a_full_disk_and_a_store_that_may_not_be_written_change_nothing(void **state)
{
    static const struct {
        struct disturbance how;
        int status;
        const char *words;
    } rows[] = {
        {{.pages_more = 2}, 74, "the disk is full; nothing was changed, make room and try again\n"},
        {{.pages_more = -1, .query_only = 1},
         73,
         "the store cannot be written; check the rights of the file and of its folder\n"},
    };
    static const char *const import_district[] = STEP("import", "district");
    struct program *program = *state;

    make_store(program, 1);
    program_set_env(program, "HIEPTHUONG_DATA", HT_SOURCE_DIR "/config");
    PROGRAM_RUN(program, "sample", "district", "district");
    assert_int_equal(program->status, 0);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        int before = entries(program);
        assert_int_equal(run_disturbed(program, &rows[i].how, import_district), rows[i].status);
        char *words = program_read_file(program, "words");
        assert_non_null(strstr(words, rows[i].words));
        free(words);
        assert_int_equal(entries(program), before);
        assert_int_equal(run_disturbed(program, &calm, verify_arguments), 0);
    }
    assert_int_equal(run_disturbed(program, &calm, import_district), 0);
}

/* The store's time goes on from what is stored; a log that goes back says so and stays whole. */
static void a_clock_set_back_is_said_and_loses_nothing(void **state)
{
    struct program *program = *state;

    make_store(program, 5);
    program_set_env(program, "HIEPTHUONG_DATA", HT_SOURCE_DIR "/config");
    PROGRAM_RUN(program, "--db", "store.db", "--now", "2021-01-05T08:00", "feed", "issue", "--candidate",
                "K01");
    assert_int_equal(program->status, 0);
    PROGRAM_RUN(program, "--db", "store.db", "verify");
    assert_int_equal(program->status, 0);
    PROGRAM_RUN(program, "--db", "store.db", "audit", "verify");
    assert_int_equal(program->status, 0);
    assert_string_equal(program->err,
                        "Entries dated before the one before them: 1. The clock of the machine was set "
                        "back.\n");
}

static void damage(const struct program *program, int page)
{
    char path[128];
    char zeros[64];

    memset(zeros, 0xa5, sizeof zeros);
    path_of(program, "store.db", path);
    int descriptor = open(path, O_WRONLY | O_CLOEXEC);
    assert_int_equal(pwrite(descriptor, zeros, sizeof zeros, (off_t)page * 4096), sizeof zeros);
    close(descriptor);
}

static void a_damaged_store_is_named_and_restored_from_its_backup(void **state)
{
    struct program *program = *state;

    make_store(program, 5);
    program_set_env(program, "HIEPTHUONG_DATA", HT_SOURCE_DIR "/config");
    PROGRAM_RUN(program, "--db", "store.db", "backup", "copy.db");
    assert_int_equal(program->status, 0);
    for (int page = 10; page < 20; page++)
        damage(program, page);
    PROGRAM_RUN(program, "--db", "store.db", "verify");
    assert_true(program->status == 1 || program->status == 78);
    assert_non_null(strstr(program->err, "damaged"));
    PROGRAM_RUN(program, "--db", "store.db", "--now", "2021-04-22T08:00", "restore", "copy.db");
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->out, "store.db.before-20210422T010000Z"));
    PROGRAM_RUN(program, "--db", "store.db", "verify");
    assert_int_equal(program->status, 0);
}

static void every_confirmed_change_is_on_the_disk(void **state)
{
    const struct program *program = *state;
    CLEANUP(db_close_ptr) struct db *db = NULL;
    sqlite3_stmt *statement = NULL;
    char path[128];
    struct error err;

    path_of(program, "store.db", path);
    assert_int_equal(db_open(path, DB_CREATE_IF_MISSING, &db, &err), OK);
    sqlite3_prepare_v2(sqlite_own(db)->handle, "PRAGMA synchronous", -1, &statement, NULL);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(statement, 0), 2); /* FULL */
    sqlite3_finalize(statement);
}

static bool file_holds(const struct program *program, const char *name, const char *needle)
{
    CLEANUP(text_done) struct text bytes;
    char path[128];
    struct error err;

    path_of(program, name, path);
    text_init(&bytes, (size_t)64 << 20);
    if (!file_exists(path))
        return false;
    assert_int_equal(file_read(path, &bytes, &err), OK);
    return memmem(bytes.data, bytes.length, needle, strlen(needle)) != NULL;
}

/* After everything that the program does with them. */
static void no_secret_and_nothing_erased_is_in_the_store(void **state)
{
    static const char *const files[] = {"store.db", "store.db-wal", "copy.db"};
    struct program *program = *state;
    char token[64] = "";

    make_store(program, 5);
    assert_true(file_holds(program, "store.db", "+84500000011"));
    program_set_env(program, "HIEPTHUONG_DATA", HT_SOURCE_DIR "/config");
    PROGRAM_RUN(program, "--db", "store.db", "feed", "issue", "--candidate", "K01");
    const char *slash = strrchr(program->out, '/');
    assert_non_null(slash);
    snprintf(token, sizeof token, "%.32s", slash + 1);
    PROGRAM_RUN(program, "--db", "store.db", "--now", "2021-04-21T08:00", "--config", "settings.yaml",
                "notice", "send");
    assert_int_equal(program->status, 0);
    program_write_file(program, "password", "một câu dài dễ nhớ\n");
    PROGRAM_RUN(program, "--db", "store.db", "user", "add", "db01", "--password-file", "password");
    assert_int_equal(program->status, 0);
    PROGRAM_RUN(program, "--db", "store.db", "privacy", "erase", "K01");
    assert_int_equal(program->status, 0);
    PROGRAM_RUN(program, "--db", "store.db", "backup", "copy.db");
    assert_int_equal(program->status, 0);
    const char *const secrets[] = {GATEWAY_SECRET, token, "một câu dài dễ nhớ", "+84500000011",
                                   "k01@example.org"};
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        for (size_t j = 0; j < COUNT_OF(secrets); j++) {
            if (file_holds(program, files[i], secrets[j]))
                fail_msg("%s holds %s", files[i], secrets[j]);
        }
    }
    assert_true(file_holds(program, "store.db", "+84500000012"));
}

#define fault_test(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        fault_test(killed_anywhere_the_store_is_whole_and_the_step_can_be_done_again),
        fault_test(a_full_disk_and_a_store_that_may_not_be_written_change_nothing),
        fault_test(a_clock_set_back_is_said_and_loses_nothing),
        fault_test(a_damaged_store_is_named_and_restored_from_its_backup),
        fault_test(every_confirmed_change_is_on_the_disk),
        fault_test(no_secret_and_nothing_erased_is_in_the_store),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
