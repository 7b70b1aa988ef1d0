/* Every command that changes the store leaves an entry in the log of changes, and the others leave none. A new command
 * must say here which it is. */
#include "base/file.h"
#include "cli/commands.h"
#include "cli/run_program.h"
#include "cmocka_tests.h"
#include "db/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOW "2021-04-21T08:00"
#define AFTER "2021-05-22T08:00" /* its meetings */
#define GOOD HT_SOURCE_DIR "/tests/data/tables/good"

static int set_up(void **state)
{
    struct program *program = calloc(1, sizeof *program);

    program_init(program);
    program_set_env(program, "HIEPTHUONG_DATA", HT_SOURCE_DIR "/config");
    program_use_store(program, "store.db");
    program_write_file(program, "settings.yaml",
                       "gateway:\n  profile: file\n  base: sent.jsonl\n  sender: MATTRAN\n");
    program_write_file(program, "password", "một câu dài dễ nhớ\n");
    *state = program;
    return 0;
}

static int tear_down(void **state)
{
    program_done(*state);
    free(*state);
    return 0;
}

/* The hash at the end of the chain; it is another one after each entry. "" while there is no store. */
static void read_head(const struct program *program, char out[65])
{
    CLEANUP(text_done) struct text hash = {0};
    struct db *db = NULL;
    struct error err;

    out[0] = '\0';
    if (db_open(program->store, DB_READ_ONLY, &db, &err) != OK)
        return;
    db_close(db);
    text_init(&hash, 1000);
    test_store_ask(program->store, "SELECT hash FROM audit_head", "\n", &hash);
    snprintf(out, 65, "%s", hash.data);
}

enum effect {
    LOGS,      /* changes the store: one entry at least */
    NO_CHANGE, /* changes nothing, or what is no change of meaning */
    NOT_RUN,   /* has no store, or runs until it is stopped; what it changes is logged by what it calls */
};

/* In an order in which each finds what it needs. */
static const struct row {
    const char *command;
    enum effect effect;
    const char *arguments[20]; /* after the words of the command */
} rows[] = {
    {"law list", NOT_RUN, {NULL}},
    {"law show", NOT_RUN, {NULL}},
    {"law diff", NOT_RUN, {NULL}},
    {"timetable compute", NOT_RUN, {NULL}},
    {"timetable proof", NOT_RUN, {NULL}},
    {"plan solve", NOT_RUN, {NULL}},
    {"plan judge", NOT_RUN, {NULL}},
    {"plan explain", NOT_RUN, {NULL}},
    {"serve", NOT_RUN, {NULL}},
    {"work", NOT_RUN, {NULL}},
    {"gateway lint", NOT_RUN, {NULL}},
    {"gateway test", NOT_RUN, {NULL}},
    {"gateway hook", NOT_RUN, {NULL}},
    {"sample", NOT_RUN, {NULL}},
    {"help", NOT_RUN, {NULL}},
    {"manual", NOT_RUN, {NULL}},
    {"completion bash", NOT_RUN, {NULL}},
    {"election create",
     LOGS,
     {"--code", "x", "--law", "85-2015", "--polling-day", "2021-05-23", "--title", "Bầu cử"}},
    {"election list", NO_CHANGE, {NULL}},
    {"election show", NO_CHANGE, {NULL}},
    {"import", LOGS, {GOOD}},
    {"import", NO_CHANGE, {GOOD}},
    {"import", NO_CHANGE, {GOOD, "--dry-run"}},
    {"import", LOGS, {"changed"}},
    {"import", NO_CHANGE, {"changed", "--dry-run", "--remove-missing"}},
    {"election what-if", NO_CHANGE, {"--polling-day", "2021-05-30"}},
    {"timetable show", NO_CHANGE, {NULL}},
    {"timetable record", NO_CHANGE, {"consult1_central", "--date", "2021-02-15"}},
    {"timetable record", LOGS, {"consult1_central", "--date", "2021-02-15", "--accept"}},
    {"timetable record", LOGS, {"consult1_central", "--withdraw", "--accept"}},
    {"timetable override",
     LOGS,
     {"consult3_central", "--date", "2021-04-22", "--document", "84/NQ", "--accept"}},
    {"timetable owner", LOGS, {"consult3_central", "--owner", "Ban Thường trực", "--accept"}},
    {"timetable resolution", LOGS, {"41-2021", "--accept"}},
    {"timetable refresh", LOGS, {"--accept"}},
    {"timetable compare", NOT_RUN, {NULL}},
    {"consultation record",
     LOGS,
     {"1", "--list", "council", "--area", "P01", "--date", "2021-02-17", "--invited", "50", "--present", "45",
      "--seats", "66", "--candidates", "285", "--accept"}},
    {"consultation confidence",
     LOGS,
     {"K01", "--date", "2021-04-10", "--present", "60", "--in-favour", "55"}},
    {"consultation show", NO_CHANGE, {NULL}},
    {"plan make", LOGS, {"--seed", "3"}},
    {"plan show", NO_CHANGE, {"--draft"}},
    {"plan equality", NO_CHANGE, {"--draft"}},
    {"plan publish", LOGS, {NULL}},
    {"plan publish", NO_CHANGE, {NULL}},
    {"plan check", NO_CHANGE, {NULL}},
    {"plan pin", LOGS, {"X01-01", "--reason", "lý do"}},
    {"plan pins", NO_CHANGE, {NULL}},
    {"plan unpin", LOGS, {"X01-01"}},
    {"plan cancel", LOGS, {"X01-01", "--document", "5/QĐ"}},
    {"plan restore", LOGS, {"X01-01"}},
    {"plan move", LOGS, {"X01-01", "--at", "2021-04-30T19:00"}},
    {"plan switch", LOGS, {"N01-02", "--to", "online", "--document", "6/QĐ"}},
    {"plan replan", NO_CHANGE, {NULL}},
    {"plan replan", NO_CHANGE, {"--block", "commune:C02:2021-05-01", "--dry-run"}},
    {"plan replan", LOGS, {"--block", "commune:C02:2021-05-01"}},
    {"plan weather", LOGS, {"on", "--area", "C02", "--day", "2021-04-29"}},
    {"plan weather", LOGS, {"off", "--area", "C02"}},
    {"plan compare", NO_CHANGE, {"published", "draft"}},
    {"plan releases", NO_CHANGE, {NULL}},
    {"plan changes", NO_CHANGE, {"1"}},
    {"meeting record", LOGS, {"X01-01", "--in-person", "9"}},
    {"meeting record", NO_CHANGE, {"X01-01", "--in-person", "9"}},
    {"meeting show", NO_CHANGE, {"X01-01"}},
    {"report contact", NO_CHANGE, {NULL}},
    {"paper list", NO_CHANGE, {NULL}},
    {"paper make", NO_CHANGE, {"minutes", "--out", "minutes.pdf"}},
    {"feed issue", LOGS, {"--candidate", "K01"}},
    {"feed issue", LOGS, {"--all"}},
    {"feed issue", LOGS, {"--deadlines", "--area", "P01"}},
    {"feed list", NO_CHANGE, {NULL}},
    {"feed stale", NO_CHANGE, {NULL}},
    {"feed renew", LOGS, {"--candidate", "K01"}},
    {"feed renew", LOGS, {"--deadlines", "--area", "P01"}},
    {"feed export", NO_CHANGE, {"feeds"}},
    {"feed revoke", LOGS, {"--candidate", "K01"}},
    {"feed revoke", LOGS, {"--deadlines", "--area", "P01"}},
    {"notice preview", NO_CHANGE, {NULL}},
    {"notice send", LOGS, {NULL}},
    {"notice status", NO_CHANGE, {NULL}},
    {"gateway status", NO_CHANGE, {NULL}},
    {"mail test", NOT_RUN, {NULL}},
    {"invitation read", NOT_RUN, {NULL}}, /* tests/cli/test_mail.c */
    {"invitation list", NOT_RUN, {NULL}},
    {"notice approve", NOT_RUN, {NULL}}, /* by somebody else than the author, and */
    {"notice settle", NOT_RUN, {NULL}},  /* what is uncertain: tests/app/test_notice_decide.c */
    {"notice evidence", NO_CHANGE, {NULL}},
    {"notice release-held", NO_CHANGE, {"--why", "nothing is held"}},
    {"notice opt-out", LOGS, {"add", "0500999999", "--why", "by telephone"}},
    {"notice opt-out", NO_CHANGE, {"add", "+84500999999", "--why", "again"}},
    {"notice opt-out", NO_CHANGE, {"list"}},
    {"notice opt-out", LOGS, {"remove", "0500999999", "--why", "by letter"}},
    {"contact set", LOGS, {"--area", "P01", "--phone", "0500999998", "--mail", "van-phong@example.org"}},
    {"contact list", NO_CHANGE, {NULL}},
    {"contact remove", LOGS, {"--area", "P01"}},
    {"user add", LOGS, {"mttq.p01", "--no-password"}},
    {"user password", LOGS, {"mttq.p01", "--password-file", "password"}},
    {"user grant", LOGS, {"mttq.p01", "province", "--area", "P01"}},
    {"user list", NO_CHANGE, {NULL}},
    {"user revoke", LOGS, {"mttq.p01", "province", "--area", "P01"}},
    {"user link", LOGS, {"mttq.p01"}},
    {"user no-code", NOT_RUN, {NULL}}, /* tests/web/test_factor.c */
    {"user disable", LOGS, {"mttq.p01"}},
    {"user enable", LOGS, {"mttq.p01"}},
    {"token add", LOGS, {"dong-bo", "--login", "mttq.p01", "--scope", "read"}},
    {"token list", NO_CHANGE, {NULL}},
    {"token revoke", LOGS, {"dong-bo"}},
    {"privacy export", NO_CHANGE, {"K01"}},
    {"privacy keep", LOGS, {"K02", "--until", "2021-07-01"}},
    {"privacy erase", LOGS, {"K01"}},
    {"privacy sweep", NO_CHANGE, {NULL}},
    {"audit show", NO_CHANGE, {NULL}},
    {"audit head", NO_CHANGE, {NULL}},
    {"audit verify", NO_CHANGE, {NULL}},
    {"verify", NO_CHANGE, {NULL}},
    {"rehearse", NO_CHANGE, {"--from", "2021-05-01", "--to", "2021-05-01"}},
    {"backup", LOGS, {"copy.db"}},
    {"restore", LOGS, {"copy.db"}},
};

static void run_row(struct program *program, const struct row *row)
{
    const char *at = strncmp(row->command, "meeting ", strlen("meeting ")) == 0 ? AFTER : NOW;
    const char *arguments[40] = {"--now", at, "--config", "settings.yaml"};
    char words[64];
    size_t count = 4;
    char *rest = NULL;

    snprintf(words, sizeof words, "%s", row->command);
    for (char *word = strtok_r(words, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest))
        arguments[count++] = word;
    for (size_t i = 0; row->arguments[i] != NULL; i++)
        arguments[count++] = row->arguments[i];
    program_run(program, arguments);
}

/* The good tables with another capacity and another telephone number. */
static void write_changed_tables(const struct program *program)
{
    static const char *const files[] = {"params",     "sessions",      "days",        "provinces",
                                        "districts",  "communes",      "venues",      "units",
                                        "candidates", "unit_communes", "candidacies", "blocks"};
    struct error err;
    char path[300];

    snprintf(path, sizeof path, "%s/changed", program->folder);
    assert_int_equal(file_make_folder(path, &err), OK);
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        CLEANUP(text_done) struct text bytes;
        text_init(&bytes, 1000000);
        snprintf(path, sizeof path, GOOD "/%s.csv", files[i]);
        assert_int_equal(file_read(path, &bytes, &err), OK);
        char *capacity = strstr(bytes.data, ",300,1,");
        char *phone = strstr(bytes.data, "0500000011");
        if (capacity != NULL)
            capacity[2] = '1';
        if (phone != NULL)
            phone[9] = '9';
        snprintf(path, sizeof path, "changed/%s.csv", files[i]);
        program_write_file(program, path, bytes.data);
    }
}

/* A database that holds a store is not restored into. */
static bool runs_here(const struct row *row)
{
    return strcmp(row->command, "restore") != 0 || !test_store_on_postgres();
}

static void every_command_that_changes_something_says_so_in_the_log(void **state)
{
    struct program *program = *state;

    write_changed_tables(program);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        if (rows[i].effect == NOT_RUN || !runs_here(&rows[i]))
            continue;
        char before[65];
        char after[65];
        read_head(program, before);
        run_row(program, &rows[i]);
        read_head(program, after);
        if (program->status != 0)
            fail_msg("%s: status %d: %s", rows[i].command, program->status, program->err);
        if ((strcmp(before, after) != 0) != (rows[i].effect == LOGS))
            fail_msg("%s: row %zu %s", rows[i].command, i,
                     rows[i].effect == LOGS ? "left no entry" : "left an entry");
    }
}

static void every_command_is_in_the_table_above(void **state)
{
    (void)state;
    FOR_EACH_COMMAND (command, all_commands) {
        bool found = false;
        for (size_t i = 0; i < COUNT_OF(rows); i++)
            found |= strcmp(rows[i].command, command->name) == 0;
        if (!found)
            fail_msg(
                "%s: does it change the store? Say so in the table of this test, and let it call audit_put",
                command->name);
    }
}

static void make_changes(struct program *program)
{
    write_changed_tables(program);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        if (rows[i].effect == LOGS && runs_here(&rows[i]))
            run_row(program, &rows[i]);
    }
}

static void the_log_names_no_person_and_no_number(void **state)
{
    struct program *program = *state;

    make_changes(program);
    PROGRAM_RUN(program, "audit", "verify");
    assert_int_equal(program->status, 0);
    PROGRAM_RUN(program, "--json", "audit", "show");
    assert_non_null(strstr(program->out, "capacity=300"));
    assert_non_null(strstr(program->out, "capacity=310"));
    assert_non_null(strstr(program->out, "phone=***"));
    static const char *const secrets[] = {"500000", "@example", "Thị", "Nguyễn", "/feeds/"};
    for (size_t i = 0; i < COUNT_OF(secrets); i++) {
        if (strstr(program->out, secrets[i]) != NULL)
            fail_msg("the log holds %s", secrets[i]);
    }
}

static void the_log_is_read_as_sentences_in_both_languages(void **state)
{
    struct program *program = *state;

    make_changes(program);
    PROGRAM_RUN(program, "audit", "show", "--about", "candidate:K01");
    assert_non_null(strstr(program->out, "(command line)  K01 got a calendar address.\n"));
    assert_null(strstr(program->out, "K02"));
    PROGRAM_RUN(program, "--lang", "vi", "audit", "show", "--about", "election");
    assert_non_null(strstr(program->out, "2021-04-21T08:00"));
    assert_non_null(
        strstr(program->out,
               "(dòng lệnh)  Đã lập cuộc bầu cử x: ngày bầu cử 2021-05-23, bộ quy tắc luật 85-2015.\n"));
    PROGRAM_RUN(program, "audit", "show", "--since", "2021-05-23");
    assert_string_equal(program->out, "");
    PROGRAM_RUN(program, "audit", "show", "--who", "nobody-of-this-name");
    assert_string_equal(program->out, "");
    PROGRAM_RUN(program, "audit", "show", "--since", "yesterday");
    assert_string_equal(program->err,
                        "hiepthuong: --since: \"yesterday\" is not a time such as 2026-03-15 or "
                        "2026-03-15T07:00\nTry 'hiepthuong audit show --help'.\n");
}

/* What was copied from paper by hand, in groups, is known again. */
static void the_head_on_paper_is_checked_against_the_log(void **state)
{
    struct program *program = *state;
    char hash[100] = "";
    size_t length = 0;

    run_row(program, &(struct row){"election create",
                                   LOGS,
                                   {"--code", "x", "--law", "85-2015", "--polling-day", "2021-05-23"}});
    PROGRAM_RUN(program, "--now", NOW, "audit", "head");
    assert_ptr_equal(strstr(program->out, "Head of the log of changes, 08:00 on 21/04/2021, machine "),
                     program->out);
    const char *line = strstr(program->out, "Number of the newest entry: 1. Its hash:\n    ");
    assert_non_null(line);
    for (line = strchr(line, '\n') + 1; length < sizeof hash - 1 && *line != 'N'; line++)
        hash[length++] = *line;
    PROGRAM_RUN(program, "audit", "verify", "--number", "1", "--hash", hash);
    assert_string_equal(program->err, "");
    assert_string_equal(program->out, "The log of changes is whole; entries: 1.\n"
                                      "It is the log that was signed with entry 1.\n");
    PROGRAM_RUN(program, "audit", "verify", "--number", "1", "--hash", "12ab");
    assert_int_equal(program->status, 64);
    PROGRAM_RUN(program, "audit", "verify", "--number", "1");
    assert_int_equal(program->status, 64);
    if (hash[4] == '1') /* the first of the first group */
        hash[4] = '2';
    else
        hash[4] = '1';
    PROGRAM_RUN(program, "audit", "verify", "--number", "1", "--hash", hash);
    assert_int_equal(program->status, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_is_in_the_table_above),
        cmocka_unit_test_setup_teardown(every_command_that_changes_something_says_so_in_the_log, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_log_names_no_person_and_no_number, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_log_is_read_as_sentences_in_both_languages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_head_on_paper_is_checked_against_the_log, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
