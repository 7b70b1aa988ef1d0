/* Calendar addresses and the service, as the staff meet them: the real program on a real store. */
#include "cli/run_program.h"
#include "cli/serve_program.h"
#include "feed_store.h"
#include "web/http_client.h"

#include <signal.h>
#include <sys/stat.h>

struct feed_program {
    struct feed_store *store;
    struct program program;
};

static int set_up(void **state)
{
    struct feed_program *test = calloc(1, sizeof *test);
    void *store = NULL;

    if (test == NULL || feed_store_setup(&store) != 0)
        return -1;
    test->store = store;
    app_close_store(&test->store->app);
    program_init(&test->program);
    program_set_env(&test->program, "HIEPTHUONG_DB", test->store->folder->store);
    *state = test;
    return 0;
}

static int tear_down(void **state)
{
    struct feed_program *test = *state;
    void *store = test->store;

    program_done(&test->program);
    free(test);
    return feed_store_teardown(&store);
}

static void an_address_is_printed_once(void **state)
{
    struct feed_program *test = *state;
    struct program *program = &test->program;

    PROGRAM_RUN(program, "feed", "issue", "--candidate", "UCV-01");
    assert_int_equal(program->status, 0);
    assert_int_equal(strncmp(program->out, "http://127.0.0.1:8080/feeds/", 28), 0);
    assert_string_equal(program->out + 28 + 32, ".ics\n");
    PROGRAM_RUN(program, "feed", "issue", "--candidate", "UCV-01");
    assert_int_equal(program->status, 65);
    assert_string_equal(program->out, "");
    assert_string_equal(
        program->err,
        "hiepthuong: UCV-01 has a calendar address already, and it cannot be shown again "
        "because only its hash is kept; `hiepthuong feed renew --candidate UCV-01` ends it and makes "
        "another\n");
    PROGRAM_RUN(program, "feed", "renew", "--candidate", "UCV-01");
    assert_int_equal(program->status, 0);
    assert_int_equal(strncmp(program->out, "http://127.0.0.1:8080/feeds/", 28), 0);
}

static void all_addresses_go_to_a_file_nobody_else_can_read(void **state)
{
    struct feed_program *test = *state;
    struct program *program = &test->program;
    struct stat status;
    char path[256];

    PROGRAM_RUN(program, "feed", "issue", "--all", "--out", "addresses.csv");
    assert_int_equal(program->status, 0);
    assert_string_equal(program->out, "");
    assert_string_equal(
        program->err,
        "The addresses are in addresses.csv. Keep it secret: whoever has an address sees the calendar.\n"
        "3 addresses were made; 0 candidates had one already and keep it.\n");
    snprintf(path, sizeof path, "%s/addresses.csv", program->folder);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    char *csv = program_read_file(program, "addresses.csv");
    assert_int_equal(strncmp(csv, "candidate,address\nUCV-01,http://", 32), 0);
    assert_non_null(strstr(csv, "\nUCV-03,http://"));
    free(csv);
    PROGRAM_RUN(program, "feed", "issue", "--all");
    assert_string_equal(program->out, "candidate,address\n");
}

static void addresses_survive_a_file_that_cannot_be_written(void **state)
{
    struct feed_program *test = *state;
    struct program *program = &test->program;

    PROGRAM_RUN(program, "feed", "issue", "--all", "--out", "no/such/folder.csv");
    assert_int_equal(program->status, 73);
    assert_int_equal(strncmp(program->out, "candidate,address\nUCV-01,http://", 32), 0);
    assert_int_equal(strncmp(program->err, "The addresses are on standard output; keep them", 47), 0);
}

static void what_is_asked_wrongly_is_said(void **state)
{
    struct feed_program *test = *state;
    struct program *program = &test->program;
    static const struct asked {
        const char *arguments[7];
        int status;
        const char *err;
    } table[] = {
        {{"feed", "issue"},
         64,
         "hiepthuong: say whose calendar it is: --candidate CODE, --unit CODE, --kind "
         "commune|staff|deadlines|cutoff --area CODE, or --kind timetable --level LEVEL\n"
         "Try 'hiepthuong feed issue --help'.\n"},
        {{"feed", "issue", "--all", "--candidate", "UCV-01"},
         64,
         "hiepthuong: --all is for the addresses of all candidates, and of nobody else\n"
         "Try 'hiepthuong feed issue --help'.\n"},
        {{"feed", "issue", "--deadlines"},
         64,
         "hiepthuong: say whose calendar it is: --candidate CODE, --unit CODE, --kind "
         "commune|staff|deadlines|cutoff --area CODE, or --kind timetable --level LEVEL\n"
         "Try 'hiepthuong feed issue --help'.\n"},
        {{"feed", "issue", "--deadlines", "--area", "C01", "--all"},
         64,
         "hiepthuong: --all is for the addresses of all candidates, and of nobody else\n"
         "Try 'hiepthuong feed issue --help'.\n"},
        {{"feed", "revoke", "--candidate", "UCV-01", "--deadlines"},
         64,
         "hiepthuong: say whose calendar it is: --candidate CODE, --unit CODE, --kind "
         "commune|staff|deadlines|cutoff --area CODE, or --kind timetable --level LEVEL\n"
         "Try 'hiepthuong feed revoke --help'.\n"},
        {{"feed", "issue", "--deadlines", "--area", "X99"},
         66,
         "hiepthuong: there is no area X99 in this election\n"},
        {{"feed", "issue", "--candidate", "UCV-99"},
         66,
         "hiepthuong: there is no candidate UCV-99 in this election\n"},
        {{"feed", "revoke", "--candidate", "UCV-02"},
         66,
         "hiepthuong: UCV-02 has no calendar address of this kind in use\n"},
        {{"serve", "--listen", "everywhere"},
         64,
         "hiepthuong: \"everywhere\" is not an address and a port such as 127.0.0.1:8080, nor unix:PATH, nor "
         "systemd\n"
         "Try 'hiepthuong serve --help'.\n"},
    };

    for (size_t i = 0; i < COUNT_OF(table); i++) {
        program_run(program, table[i].arguments);
        assert_string_equal(program->err, table[i].err);
        assert_string_equal(program->out, "");
        assert_int_equal(program->status, table[i].status);
    }
}

static void an_export_says_what_it_wrote(void **state)
{
    struct feed_program *test = *state;
    struct program *program = &test->program;

    PROGRAM_RUN(program, "feed", "export", "calendars");
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->out, " calendars are in calendars; "));
    PROGRAM_RUN(program, "--json", "feed", "export", "calendars");
    assert_non_null(strstr(program->out, "\"changed\": 0,\n"));
    PROGRAM_RUN(program, "feed", "export", "calendars/UCV-01.ics");
    assert_int_equal(program->status, 73);
    assert_string_equal(program->err,
                        "hiepthuong: calendars/UCV-01.ics: cannot be written: Not a directory\n");
}

static void the_service_serves_until_it_is_told_to_stop(void **state)
{
    struct feed_program *test = *state;
    struct program *program = &test->program;
    static const int signals[] = {SIGTERM, SIGINT};
    char address[64];
    char path[80];

    PROGRAM_RUN(program, "feed", "issue", "--candidate", "UCV-01");
    snprintf(path, sizeof path, "%.*s", (int)strcspn(strstr(program->out, "/feeds/"), "\n"),
             strstr(program->out, "/feeds/"));
    for (size_t i = 0; i < COUNT_OF(signals); i++) {
        CLEANUP(http_reply_done) struct http_reply reply;
        serve(program, address);
        http_ask(address, "GET", path, "User-Agent: Phone/2\r\n", &reply);
        assert_int_equal(reply.status, 200);
        program_finish(program, signals[i]);
        assert_int_equal(program->status, 0);
    }
    PROGRAM_RUN(program, "feed", "list");
    assert_non_null(strstr(program->out, "UCV-01"));
    assert_non_null(strstr(program->out, "  Phone/2\n"));
}

static void a_port_in_use_is_said_at_once(void **state)
{
    struct feed_program *test = *state;
    struct program second;
    char address[64];
    char wanted[256];

    serve(&test->program, address);
    program_init(&second);
    program_set_env(&second, "HIEPTHUONG_DB", test->store->folder->store);
    PROGRAM_RUN(&second, "serve", "--listen", address);
    assert_int_equal(second.status, 69);
    snprintf(
        wanted, sizeof wanted,
        "hiepthuong: %s is in use by another program; stop that one, or choose another port with --listen\n",
        address);
    assert_string_equal(second.err, wanted);
    assert_string_equal(second.out, "");
    program_done(&second);
    program_finish(&test->program, SIGTERM);
}

#define feed_program_test(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        feed_program_test(an_address_is_printed_once),
        feed_program_test(all_addresses_go_to_a_file_nobody_else_can_read),
        feed_program_test(addresses_survive_a_file_that_cannot_be_written),
        feed_program_test(what_is_asked_wrongly_is_said),
        feed_program_test(an_export_says_what_it_wrote),
        feed_program_test(the_service_serves_until_it_is_told_to_stop),
        feed_program_test(a_port_in_use_is_said_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
