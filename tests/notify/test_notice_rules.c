#include "base/file.h"
#include "cmocka_tests.h"
#include "notify/notice_rules.h"

#include <stdio.h>
#include <string.h>

#define RELEASES                                                                                             \
    "kinds:\n"                                                                                               \
    "  - {id: a, about: release, text: published, channels: [sms]}\n"                                        \
    "  - {id: b, about: release, text: changed, channels: [sms]}\n"                                          \
    "  - {id: c, about: release, text: moved, channels: [sms]}\n"                                            \
    "  - {id: d, about: release, text: elsewhere, channels: [sms]}\n"                                        \
    "  - {id: e, about: release, text: cancelled, channels: [sms]}\n"                                        \
    "  - {id: f, about: release, text: restored, channels: [sms]}\n"

static void the_rules_of_the_data_folder_are_right(void **state)
{
    CLEANUP(notice_rules_free_ptr) struct notice_rules *rules = NULL;
    CLEANUP(text_done) struct text bytes;
    struct error err;

    (void)state;
    text_init(&bytes, NOTICE_RULES_MAX_BYTES);
    assert_int_equal(file_read(HT_SOURCE_DIR "/config/notices.yaml", &bytes, &err), OK);
    assert_int_equal(notice_rules_read(bytes.data, bytes.length, "notices.yaml", &rules, &err), OK);
    const struct notice_rule *written = notice_rules_find(rules, "written_notice", NOTICE_WRITTEN);
    assert_non_null(written);
    assert_string_equal(written->law, "contact_meeting_candidate_notice");
    assert_int_equal(written->minute, 480);
    assert_int_equal(written->channels, CHANNELS_SMS | CHANNELS_MAIL);
    assert_true(written->working_day);
    assert_non_null(notice_rules_find(rules, NOTICE_OF_RELEASE, NOTICE_MOVED));
    assert_null(notice_rules_find(rules, "no_such", NOTICE_REMINDER));
    assert_true(notice_rules_tell_releases(rules, CHANNEL_MAIL));
}

/* A step that one rule names is not told by the others about steps, but by those about what is overdue. */
static void a_named_step_belongs_to_its_rule(void **state)
{
    static const char yaml[] = RELEASES
        "  - {id: g, about: steps, text: deadline, channels: [mail], working_days: [3], hour: \"08:00\", "
        "lasts_minutes: 60}\n"
        "  - {id: h, about: steps, text: report, channels: [mail], working_days: [1], hour: \"08:00\", "
        "lasts_minutes: 60, steps: [r1, r2]}\n"
        "  - {id: i, about: overdue, text: overdue, channels: [mail], late: 1, hour: \"08:00\", "
        "lasts_minutes: 60}\n";
    CLEANUP(notice_rules_free_ptr) struct notice_rules *rules = NULL;
    struct error err;

    (void)state;
    assert_int_equal(notice_rules_read(yaml, sizeof yaml - 1, "n.yaml", &rules, &err), OK);
    assert_false(notice_rule_has_step(rules, &rules->kinds[6], "r2"));
    assert_true(notice_rule_has_step(rules, &rules->kinds[6], "x"));
    assert_true(notice_rule_has_step(rules, &rules->kinds[7], "r2"));
    assert_false(notice_rule_has_step(rules, &rules->kinds[7], "x"));
    assert_true(notice_rule_has_step(rules, &rules->kinds[8], "r2"));
}

#define LEADS                                                                                                \
    "a kind that is about meetings says law, days or hours, one of them; one about a feed says hours; "      \
    "others none"

static const struct {
    const char *line;
    const char *message;
} bad_rules[] = {
    {"{id: g, about: meetings, text: reminder, channels: [sms], hour: \"08:00\", lasts_minutes: 60}",
     "n.yaml:8:20: kinds.7.about: " LEADS},
    {"{id: g, about: meetings, text: reminder, channels: [sms], days: 3, hours: 2, lasts_minutes: 60}",
     "n.yaml:8:20: kinds.7.about: " LEADS},
    {"{id: g, about: day, text: digest, channels: [sms], days: 3, hour: \"08:00\", lasts_minutes: 60}",
     "n.yaml:8:20: kinds.7.about: " LEADS},
    {"{id: g, about: feed, text: stale, channels: [sms], days: 3, hour: \"08:00\", lasts_minutes: 60}",
     "n.yaml:8:5: kinds.7.hours: is missing, and a kind that is about this needs it"},
    {"{id: g, about: meetings, text: reminder, channels: [sms], days: 3, lasts_minutes: 60}",
     "n.yaml:8:5: kinds.7.hour: is missing, and a kind that is about this needs it"},
    {"{id: g, about: meetings, text: reminder, channels: [sms], days: 3, hour: \"8h\", lasts_minutes: 60}",
     "n.yaml:8:78: kinds.7.hour: is not an hour such as \"08:00\""},
    {"{id: g, about: meetings, text: reminder, channels: [sms], hours: 3, hour: \"08:00\", lasts_minutes: "
     "60}",
     "n.yaml:8:79: kinds.7.hour: has no meaning for a kind that is about this"},
    {"{id: g, about: meetings, text: reminder, channels: [sms], days: 3, hour: \"08:00\"}",
     "n.yaml:8:5: kinds.7.lasts_minutes: is missing, and a kind that is about this needs it"},
    {"{id: g, about: meetings, text: reminder, channels: [sms], days: 99, hour: \"08:00\", lasts_minutes: "
     "60}",
     "n.yaml:8:69: kinds.7.days: 99 is more than 60"},
    {"{id: g, about: meetings, text: deadline, channels: [sms], days: 3, hour: \"08:00\", lasts_minutes: 60}",
     "n.yaml:8:36: kinds.7.text: the text \"deadline\" does not tell what this kind is about"},
    {"{id: g, about: steps, text: deadline, channels: [sms], hour: \"08:00\", lasts_minutes: 60}",
     "n.yaml:8:5: kinds.7.working_days: is missing, and a kind that is about this needs it"},
    {"{id: g, about: above, text: escalated, channels: [sms], hour: \"08:00\", lasts_minutes: 60}",
     "n.yaml:8:5: kinds.7.late: is missing, and a kind that is about this needs it"},
    {"{id: a, about: day, text: digest, channels: [sms], hour: \"08:00\", lasts_minutes: 60}",
     "n.yaml:8:10: kinds.7.id: there is such a kind already"},
    {"{id: release, about: day, text: digest, channels: [sms], hour: \"08:00\", lasts_minutes: 60}",
     "n.yaml:8:10: kinds.7.id: this name is taken by the program"},
    {"{id: g, about: release, text: moved, channels: [sms]}",
     "n.yaml:8:10: kinds.7.id: there is such a kind already"},
};

static void assert_refused(const char *yaml, const char *message)
{
    CLEANUP(notice_rules_free_ptr) struct notice_rules *rules = NULL;
    CLEANUP(text_done) struct text said;
    struct error err;

    text_init(&said, 2000);
    assert_int_equal(notice_rules_read(yaml, strlen(yaml), "n.yaml", &rules, &err), ERROR_CONFIG);
    error_write(&err, err.message.format, &said);
    assert_string_equal(said.data, message);
}

static void bad_rules_are_refused_with_their_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(bad_rules); i++) {
        char yaml[2000];
        snprintf(yaml, sizeof yaml, RELEASES "  - %s\n", bad_rules[i].line);
        assert_refused(yaml, bad_rules[i].message);
    }
}

static void releases_without_words_are_refused(void **state)
{
    (void)state;
    assert_refused(
        "kinds:\n  - {id: a, about: release, text: published, channels: [sms]}\n",
        "n.yaml:2:3: kinds: no kind is about releases with the text \"changed\", so that candidates would "
        "not be told");
    assert_refused(
        "kinds:\n  - {id: a, about: release, text: published, channels: [sms]}\n"
        "  - {id: b, about: release, text: changed, channels: [mail]}\n",
        "n.yaml:3:54: kinds.2.channels: all kinds that are about releases go by the same channels, for one "
        "message tells all changes");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rules_of_the_data_folder_are_right),
        cmocka_unit_test(a_named_step_belongs_to_its_rule),
        cmocka_unit_test(bad_rules_are_refused_with_their_place),
        cmocka_unit_test(releases_without_words_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
