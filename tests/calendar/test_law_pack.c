#include "calendar/law_files.h"
#include "calendar/law_pack.h"
#include "cmocka_tests.h"

#include <stdio.h>
#include <string.h>

static void a_small_pack_is_read_whole(void **state)
{
    (void)state;
    struct law_pack *pack = law_files_pack("tests/data/law/test-2021.yaml");
    CLEANUP(text_done) struct text levels;

    assert_string_equal(pack->id, "test-2021");
    assert_string_equal(pack->title.vi, "Luật thử");
    assert_true(pack->has_end);
    assert_int_equal(pack->event_count, 2);
    assert_int_equal(pack->duty_count, 4);
    const struct law_duty *campaign = &pack->duties[2];
    assert_string_equal(campaign->citation, "64");
    assert_string_equal(law_pack_node_id(pack, campaign->from->anchor), "list_published");
    assert_string_equal(law_pack_node_id(pack, campaign->until->anchor), "poll_open");
    assert_int_equal(campaign->until->hours, -24);
    assert_int_equal(campaign->until->days, 0);
    assert_int_equal(pack->events[0].usual->minute, 7 * 60);
    assert_null(pack->events[1].usual);
    assert_int_equal(pack->duties[0].until->days, -35);
    assert_int_equal(pack->duties[0].until->minute, LAW_NO_HOUR);
    assert_string_equal(pack->duties[1].source, "invented for tests");
    assert_int_equal(pack->duties[1].waits_for_count, 1);
    assert_int_equal(pack->duties[1].waits_for[0], 0);
    assert_string_equal(pack->duties[3].undated.en, "after the meetings");
    assert_null(law_duty_limit(&pack->duties[3]));
    text_init(&levels, 100);
    law_levels_put(pack->duties[0].levels, &levels);
    assert_string_equal(levels.data, "central|province");
    law_pack_free(pack);
}

static const struct {
    const char *file;
    const char *message;
} bad_packs[] = {
    {"quorum_share", ":23:50: duties.1.quorum.share: \"3/2\" is not a share such as 2/3"},
    {"quorum_numbers",
     ":23:13: duties.1.quorum: needs below from 1 to 1000000 and otherwise from 1 to below"},
    {"unknown_election", ":22:26: duties.1.elections.2: \"early\" is not known here; it may be: general, "
                         "by_election, held_again"},
    {"citation_missing", ":24:5: duties.2.citation: is missing"},
    {"citation_empty", ":26:15: duties.2.citation: is empty"},
    {"unknown_anchor",
     ":29:21: duties.2.until.anchor: \"consultation\" is neither polling_day nor the id of an event "
     "or duty of this pack"},
    {"unknown_usual_anchor",
     ":12:21: events.1.usual.anchor: \"pollingday\" is neither polling_day nor the id of an "
     "event or duty of this pack"},
    {"duplicate_id", ":24:9: duties.2.id: the id \"consult\" is already used"},
    {"duplicate_of_event", ":24:9: duties.2.id: the id \"poll_open\" is already used"},
    {"reserved_id", ":24:9: duties.2.id: the id \"polling_day\" is already used"},
    {"bad_id",
     ":24:9: duties.2.id: \"Send-List\" is not an id; an id has small letters, digits and _ and begins with "
     "a letter"},
    {"circle", ":22:21: duties.1.until.anchor: this goes round in a circle: consult -> send_list -> consult"},
    {"circle_of_itself", ":22:21: duties.1.until.anchor: this goes round in a circle: consult -> consult"},
    {"circle_through_event",
     ":12:21: events.1.usual.anchor: this goes round in a circle: poll_open -> campaign -> poll_open"},
    {"waiting_circle",
     ":23:17: duties.1.waits_for.1: this goes round in a circle: consult -> send_list -> consult"},
    {"waits_for_event", ":30:16: duties.2.waits_for: \"poll_open\" is not the id of a duty of this pack"},
    {"bad_offset", ":22:42: duties.1.until.offset: \"-35D\" is not an offset such as -P35D (days), -P18M "
                   "(months) or -PT24H (hours)"},
    {"offset_octal", ":22:42: duties.1.until.offset: \"-P035D\" is not an offset such as -P35D (days), -P18M "
                     "(months) or -PT24H (hours)"},
    {"offset_too_far", ":22:42: duties.1.until.offset: \"-P3661D\" is not an offset such as -P35D (days), "
                       "-P18M (months) or -PT24H (hours)"},
    {"bad_hour", ":12:40: events.1.usual.hour: \"7:00\" is not an hour such as \"17:00\""},
    {"hour_and_hours", ":38:54: duties.3.until.hour: an offset in hours gives the hour; leave this out"},
    {"hours_from_a_day",
     ":29:38: duties.2.until.offset: hours can be counted only from an hour, and consult is a day"},
    {"unknown_level", ":20:23: duties.1.levels.2: \"huyen\" is not known here; it may be: central, province, "
                      "district, commune, unit, polling_station"},
    {"foreign_level", ":20:13: duties.1.levels: the level district is not among the levels of this pack"},
    {"no_level", ":20:13: duties.1.levels: names no level"},
    {"source_missing", ":16:5: duties.1.source: is missing, here and at the top of the pack"},
    {"no_rule", ":24:9: duties.2.id: a duty has one of: at; from, until or both; undated"},
    {"two_rules", ":24:9: duties.2.id: a duty has one of: at; from, until or both; undated"},
    {"name_missing", ":25:11: duties.2.name.en: is missing"},
    {"two_lines", ":36:11: duties.3.body: must be one line; write >- before a text that goes on"},
    {"unknown_key",
     ":37:5: duties.3.deadline: this key is not known here; there may be: id, name, citation, levels, "
     "body, elections, at, from, until, undated, waits_for, forms, quorum, notes, unverified, source, "
     "checked, amended, after"},
    {"bad_date", ":6:15: checked.on: \"2026-02-30\" is not a date such as 2026-03-15"},
    {"ends_before_it_begins", ":4:37: in_force.until: lies before in_force.from"},
    {"extends_unknown", ":2:10: extends: there is no law pack test-1999 to extend"},
    {"extends_path", ":2:10: extends: there is no law pack ../test-2021 to extend"},
    {"extends_circle", "extends_circle_too.yaml:2:10: extends: this goes round in a circle: extends_circle "
                       "-> extends_circle_too -> extends_circle"},
    {"extends_misnamed",
     "bad_hour.yaml:1:5: id: the pack calls itself test-2021; its file must be named after it"},
    {"amending_law_missing", ":1:1: amending_law: is missing: the law that amends the one this pack extends"},
    {"removal_unknown", ":12:9: removed.1.id: \"consult4\" is not the id of a duty of test-2021"},
    {"removal_missed",
     ":12:9: removed.1.id: send_list still counts from it or waits for it; change or remove that too"},
    {"change_unknown", ":12:9: changes.1.id: \"consult4\" is not the id of a duty of test-2021"},
    {"change_of_removed", ":15:9: changes.1.id: \"report\" is not the id of a duty of test-2021"},
    {"change_twice", ":14:9: changes.2.id: consult is changed twice"},
    {"change_nothing",
     ":12:9: changes.1.id: changes nothing; say what differs from test-2021, or take it out"},
    {"change_same_rule", ":14:12: changes.1.until: is so already in test-2021; leave it out"},
    {"change_same_text", ":14:15: changes.1.citation: is so already in test-2021; leave it out"},
    {"change_drops_nothing", ":13:12: changes.1.drops: is so already in test-2021; leave it out"},
    {"change_unknown_anchor", ":13:21: changes.1.until.anchor: \"consult0\" is neither polling_day nor the "
                              "id of an event or duty of this pack"},
    {"change_one_language",
     ":13:14: changes.1.amended: needs its words in both languages, vi and en, or in neither"},
    {"levels_leave_none", ":9:9: levels: leaves send_list without level; remove that duty or give it others"},
    {"after_unknown", ":13:12: duties.1.after: \"consult4\" does not stand before this one"},
    {"changes_alone", ":48:3: changes: only a pack that extends another has this"},
    {"after_alone", ":25:12: duties.2.after: only a pack that extends another has this"},
    {"duties_missing", ":1:1: duties: is missing"},
    {"second_document", ":16:1: a second document begins here; one file holds one document"},
};

static const struct law_duty *duty_of(const struct law_pack *pack, const char *id)
{
    uint16_t node;

    return law_pack_find_node(pack, id, &node) ? law_pack_duty(pack, node) : NULL;
}

static void a_pack_that_extends_another_says_only_what_differs(void **state)
{
    (void)state;
    struct law_pack *pack = law_files_pack("tests/data/law/test-2026.yaml");
    const struct law_duty *consult = duty_of(pack, "consult");
    const struct law_duty *send_list = duty_of(pack, "send_list");
    const struct law_duty *campaign = duty_of(pack, "campaign");

    assert_string_equal(pack->extends, "test-2021");
    assert_string_equal(pack->amending_law, "2/2026");
    assert_string_equal(law_pack_node_id(pack, 2), "list_sent");
    assert_string_equal(pack->duties[1].id, "train");
    assert_int_equal(pack->duty_count, 4);
    assert_int_equal(consult->until->days, -23);
    assert_string_equal(consult->name.en, "Consultation");
    assert_string_equal(consult->amended.by, "1.1");
    assert_int_equal(consult->levels, 1 << LAW_PROVINCE);
    assert_string_equal(send_list->body, "Ban Thường trực");
    assert_string_equal(send_list->until->offset, "P5D");
    assert_string_equal(send_list->amended.what.en, "recipients");
    assert_int_equal(send_list->waits_for_count, 0);
    assert_string_equal(campaign->source, "read elsewhere");
    assert_null(campaign->amended.by);
    assert_string_equal(law_pack_node_id(pack, campaign->from->anchor), "list_published");
    assert_null(duty_of(pack, "report"));
    assert_int_equal(pack->removal_count, 1);
    assert_string_equal(pack->removals[0].id, "report");
    assert_string_equal(pack->removals[0].amended.by, "1.4");
    law_pack_free(pack);
}

static void a_bad_pack_is_refused_with_file_line_column_and_key(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text written;
    char path[200];
    char expected[1000];
    int wrong = 0;

    text_init(&written, 2000);
    for (size_t i = 0; i < COUNT_OF(bad_packs); i++) {
        struct law_pack *pack = NULL;
        struct error err;
        snprintf(path, sizeof path, "tests/data/law/bad/%s.yaml", bad_packs[i].file);
        if (law_files_parse(path, &pack, &err) == OK)
            fail_msg("%s was accepted", path);
        assert_null(pack);
        assert_int_equal(err.code, ERROR_CONFIG);
        text_clear(&written);
        error_write(&err, err.message.format, &written);
        bool other_file = bad_packs[i].message[0] != ':';
        snprintf(expected, sizeof expected, "%s%s%s", other_file ? "" : bad_packs[i].file,
                 other_file ? "" : ".yaml", bad_packs[i].message);
        if (strcmp(written.data, expected) != 0)
            print_error("expected: %s\n     got: %s\n", expected, written.data);
        wrong += strcmp(written.data, expected) != 0;
    }
    assert_int_equal(wrong, 0);
}

static const char *offset_of(const struct law_pack *pack, const char *id)
{
    uint16_t node;

    assert_true(law_pack_find_node(pack, id, &node));
    return law_pack_duty(pack, node)->until->offset;
}

static void both_packs_of_the_product_load_and_differ_where_the_law_was_amended(void **state)
{
    (void)state;
    struct law_pack *old_law = law_files_pack("config/law/85-2015.yaml");
    struct law_pack *new_law = law_files_pack("config/law/83-2025.yaml");
    uint16_t node;

    assert_int_equal(old_law->duty_count, 110);
    assert_int_equal(new_law->duty_count, 112);
    assert_string_equal(offset_of(old_law, "consult3_central"), "-P35D");
    assert_string_equal(offset_of(new_law, "consult3_central"), "-P23D");
    assert_string_equal(offset_of(new_law, "verification_na"), "-P35D");
    assert_string_equal(offset_of(old_law, "voter_list_post"), offset_of(new_law, "voter_list_post"));
    assert_true(law_pack_find_node(old_law, "committee_district_establish", &node));
    assert_false(law_pack_find_node(new_law, "committee_district_establish", &node));
    assert_int_equal(new_law->levels & (1 << LAW_DISTRICT), 0);
    law_pack_free(old_law);
    law_pack_free(new_law);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_pack_is_read_whole),
        cmocka_unit_test(a_pack_that_extends_another_says_only_what_differs),
        cmocka_unit_test(a_bad_pack_is_refused_with_file_line_column_and_key),
        cmocka_unit_test(both_packs_of_the_product_load_and_differ_where_the_law_was_amended),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
