/* Import on the command line. */
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char good[] = HT_SOURCE_DIR "/tests/data/tables/good";

#define NO_ELECTION "hiepthuong: there is no election y in the store; `hiepthuong election list` shows them\n"
#define NO_STORE                                                                                             \
    "hiepthuong: letter.txt: this file is not a store of hiepthuong, or its beginning is damaged; name "     \
    "another file with --db, or restore a backup\n"

static int set_up(void **state)
{
    struct program *program = calloc(1, sizeof *program);

    program_init(program);
    program_set_env(program, "HIEPTHUONG_DATA", HT_SOURCE_DIR "/config");
    program_use_store(program, "store.db");
    PROGRAM_RUN(program, "election", "create", "--law", "85-2015", "--polling-day", "2021-05-23", "--code",
                "x");
    assert_int_equal(program->status, 0);
    *state = program;
    return 0;
}

static int tear_down(void **state)
{
    program_done(*state);
    free(*state);
    return 0;
}

static void a_folder_is_imported_once(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "import", good);
    assert_string_equal(program->err, "");
    assert_string_equal(program->out, "  params.csv          13 added, 0 changed, 0 the same, 0 missing\n"
                                      "  sessions.csv        3 added, 0 changed, 0 the same, 0 missing\n"
                                      "  days.csv            5 added, 0 changed, 0 the same, 0 missing\n"
                                      "  provinces.csv       1 added, 0 changed, 0 the same, 0 missing\n"
                                      "  districts.csv       2 added, 0 changed, 0 the same, 0 missing\n"
                                      "  communes.csv        3 added, 0 changed, 0 the same, 0 missing\n"
                                      "  venues.csv          4 added, 0 changed, 0 the same, 0 missing\n"
                                      "  units.csv           4 added, 0 changed, 0 the same, 0 missing\n"
                                      "  candidates.csv      5 added, 0 changed, 0 the same, 0 missing\n"
                                      "  unit_communes.csv   7 added, 0 changed, 0 the same, 0 missing\n"
                                      "  candidacies.csv     7 added, 0 changed, 0 the same, 0 missing\n"
                                      "  blocks.csv          4 added, 0 changed, 0 the same, 0 missing\n"
                                      "All of it is stored.\n");
    assert_int_equal(program->status, 0);
    PROGRAM_RUN(program, "import", good);
    assert_string_equal(program->out, "No change: the store already holds what the tables say.\n");
    assert_int_equal(program->status, 0);
}

static void a_rehearsal_says_so(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "import", "--dry-run", good);
    assert_non_null(strstr(program->out, "This was a rehearsal; nothing was stored.\n"));
    PROGRAM_RUN(program, "election", "show");
    assert_non_null(strstr(program->out, "  candidates              0\n"));
}

static void as_json_every_table_has_its_counts(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "--json", "import", good);
    assert_non_null(strstr(program->out, "\"changes\": true"));
    assert_non_null(strstr(program->out, "\"file\": \"blocks.csv\",\n      \"added\": 4,\n"));
    assert_int_equal(program->status, 0);
}

static void wrong_tables_are_reported_and_nothing_is_stored(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "import", HT_SOURCE_DIR "/tests/data/tables/bad/duplicate_ids");
    assert_int_equal(program->status, 66); /* only some of the tables are there */
    PROGRAM_RUN(program, "import", "nowhere");
    assert_string_equal(program->err, "hiepthuong: nowhere: there is no such folder\n");
    assert_int_equal(program->status, 66);
    PROGRAM_RUN(program, "election", "show");
    assert_non_null(strstr(program->out, "  candidates              0\n"));
}

static void the_election_must_be_there(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "import", "--election", "y", good);
    assert_string_equal(program->err, NO_ELECTION);
    assert_int_equal(program->status, 66);
}

static void a_store_that_is_none_is_left_alone(void **state)
{
    struct program *program = *state;

    program_write_file(program, "letter.txt", "Kính gửi Ban Thường trực");
    PROGRAM_RUN(program, "--db", "letter.txt", "import", good);
    assert_string_equal(program->err, NO_STORE);
    assert_int_equal(program->status, 78);
    char *letter = program_read_file(program, "letter.txt");
    assert_string_equal(letter, "Kính gửi Ban Thường trực");
    free(letter);
}

#define import_test(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        import_test(a_folder_is_imported_once),
        import_test(a_rehearsal_says_so),
        import_test(as_json_every_table_has_its_counts),
        import_test(wrong_tables_are_reported_and_nothing_is_stored),
        import_test(the_election_must_be_there),
        import_test(a_store_that_is_none_is_left_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
