#include "base/log.h"
#include "cmocka_tests.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* A log whose lines are kept; `read_lines` gives them and begins anew. */
static struct log make_log(int level)
{
    struct log log;

    log_init(&log, clock_fixed(1773532800), level);
    log.file = memfd_create("log", MFD_CLOEXEC);
    assert_true(log.file >= 0);
    return log;
}

static void assert_lines(struct log *log, const char *expected)
{
    char lines[4000];

    ssize_t length = pread(log->file, lines, sizeof lines - 1, 0);
    assert_true(length >= 0);
    lines[length] = '\0';
    assert_string_equal(lines, expected);
    close(log->file);
}

static void an_event_is_one_line_with_its_fields(void **state)
{
    (void)state;
    struct log log = make_log(LOG_INFO);

    log_event(&log, LOG_INFO, "request done",
              LOG_FIELDS(LOG_TEXT("path", "/feeds"), LOG_INT("status", 200), LOG_INT("delta", -3)));
    log_event(&log, LOG_ERR, "store lost", LOG_NO_FIELDS);
    assert_lines(&log, "2026-03-15T00:00:00Z info request done path=/feeds status=200 delta=-3\n"
                       "2026-03-15T00:00:00Z error store lost\n");
}

static void a_value_can_neither_begin_a_line_nor_pass_for_a_field(void **state)
{
    (void)state;
    struct log log = make_log(LOG_INFO);

    log_event(
        &log, LOG_WARNING, "odd request",
        LOG_FIELDS(LOG_TEXT("path", "/a\nb status=200"), LOG_TEXT("agent", "a\"b\\"), LOG_TEXT("empty", "")));
    assert_lines(&log, "2026-03-15T00:00:00Z warning odd request path=\"/a b status=200\" "
                       "agent=\"a\\\"b\\\\\" empty=\"\"\n");
}

static void a_long_value_is_cut_at_a_character(void **state)
{
    (void)state;
    struct log log = make_log(LOG_INFO);
    char longest[1201] = "x";
    char expected[700] = "2026-03-15T00:00:00Z info long text=x";

    for (size_t i = 1; i + 2 < sizeof longest; i += 2)
        memcpy(longest + i, "đ", 2);
    longest[1199] = '\0';
    log_event(&log, LOG_INFO, "long", LOG_FIELDS(LOG_TEXT("text", longest)));
    size_t length = strlen(expected);
    memcpy(expected + length, longest + 1, 498);
    memcpy(expected + length + 498, "\n", 2);
    assert_lines(&log, expected);
}

static void events_below_the_level_are_dropped(void **state)
{
    (void)state;
    struct log log = make_log(LOG_WARNING);

    log_event(&log, LOG_INFO, "request done", LOG_NO_FIELDS);
    log_event(&log, LOG_DEBUG, "detail", LOG_NO_FIELDS);
    assert_lines(&log, "");
}

static void an_error_tells_code_and_place(void **state)
{
    (void)state;
    struct log log = make_log(LOG_INFO);
    struct error err;

    error_set(&err, ERROR_UNAVAILABLE, "the gateway does not answer");
    err.library_code = 7;
    error_at(&err, "kannel.yaml", 3, 0, "url");
    log_error(&log, LOG_ERR, "notice not sent", &err);
    assert_lines(&log, "2026-03-15T00:00:00Z error notice not sent code=unavailable "
                       "why=\"kannel.yaml:3: url: the gateway does not answer\" library_code=7\n");
}

static void a_stream_that_is_not_standard_error_is_no_journal(void **state)
{
    (void)state;
    struct log log;

    setenv("JOURNAL_STREAM", "1:1", 1);
    log_init(&log, clock_real(), LOG_INFO);
    assert_false(log.journal);
    unsetenv("JOURNAL_STREAM");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_is_one_line_with_its_fields),
        cmocka_unit_test(a_value_can_neither_begin_a_line_nor_pass_for_a_field),
        cmocka_unit_test(a_long_value_is_cut_at_a_character),
        cmocka_unit_test(events_below_the_level_are_dropped),
        cmocka_unit_test(an_error_tells_code_and_place),
        cmocka_unit_test(a_stream_that_is_not_standard_error_is_no_journal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
