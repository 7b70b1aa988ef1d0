#include "calendar/law_files.h"
#include "cmocka_tests.h"

#include <stdio.h>
#include <string.h>

static void a_resolution_names_its_document_and_sets_dates(void **state)
{
    (void)state;
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = law_files_pack("tests/data/law/test-2021.yaml");
    CLEANUP(law_resolution_free_ptr)
    struct law_resolution *resolution = law_files_resolution("tests/data/law/resolution-1-2021.yaml", pack);
    const struct law_setting *setting = &resolution->settings[0];
    char written[CIVIL_TIME_CHARS];

    assert_string_equal(resolution->id, "1-2021");
    assert_string_equal(resolution->document, "1/NQ");
    assert_string_equal(resolution->author, "Hội đồng");
    assert_int_equal(resolution->setting_count, 1);
    assert_string_equal(law_pack_node_id(pack, setting->node), "consult");
    assert_true(setting->from.set && !setting->from.has_hour);
    assert_true(setting->until.set && setting->until.has_hour);
    civil_time_format(setting->until.time, written);
    assert_string_equal(written, "2021-04-10T17:00");
}

static const struct {
    const char *file;
    const char *message;
} bad[] = {
    {"document_missing", ":1:1: document: is missing"},
    {"author_missing", ":1:1: author: is missing"},
    {"unknown_duty", ":12:11: sets.1.duty: \"consult4\" is not the id of a duty of test-2021"},
    {"event", ":12:11: sets.1.duty: \"poll_open\" is not the id of a duty of test-2021"},
    {"sets_nothing", ":12:11: sets.1.duty: sets nothing; give from, until or both"},
    {"impossible_day",
     ":13:11: sets.1.from: \"31/04/2021\" is neither a date nor an hour such as 2026-02-01T17:00"},
    {"ends_before", ":12:11: sets.1.duty: ends before it begins"},
    {"other_law", ":6:6: law: the resolution is about 85-2015, not about test-2021"},
    {"after_the_poll", ":5:7: date: lies behind the polling day"},
    {"set_twice", ":15:11: sets.2.duty: consult is set twice"},
};

static void a_bad_resolution_is_refused_with_file_line_column_and_key(void **state)
{
    (void)state;
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = law_files_pack("tests/data/law/test-2021.yaml");
    CLEANUP(text_done) struct text written;
    char path[200];
    int wrong = 0;

    text_init(&written, 2000);
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct law_resolution *resolution = NULL;
        struct error err;
        snprintf(path, sizeof path, "tests/data/law/bad-resolutions/%s.yaml", bad[i].file);
        if (law_files_parse_resolution(path, pack, &resolution, &err) != ERROR_CONFIG)
            fail_msg("%s was accepted", path);
        assert_null(resolution);
        text_clear(&written);
        error_write(&err, err.message.format, &written);
        const char *place = strchr(written.data, ':');
        if (strcmp(place, bad[i].message) != 0)
            print_error("%s: got: %s\n", bad[i].file, place);
        wrong += strcmp(place, bad[i].message) != 0;
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_resolution_names_its_document_and_sets_dates),
        cmocka_unit_test(a_bad_resolution_is_refused_with_file_line_column_and_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
