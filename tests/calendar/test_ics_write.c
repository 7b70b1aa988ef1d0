#include "base/file.h"
#include "base/text.h"
#include "calendar/ics_library.h"
#include "calendar/ics_write.h"
#include "cmocka_tests.h"

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BYTES_MAX (4U << 20)
#define LAST_COLUMN 80

static struct civil_time at(const char *text)
{
    struct civil_time time;

    assert_true(civil_time_parse(text, &time));
    return time;
}

static struct ics_event meeting(const char *uid)
{
    return (struct ics_event){
        .uid = uid,
        .last_modified_utc_secs = 1619830861, /* 2021-05-01T01:01:01Z */
        .start = at("2021-05-10T07:30"),
        .end = at("2021-05-10T09:30"),
        .summary = "TXCT: Đơn vị bầu cử số 1",
    };
}

static struct ics_calendar calendar_of(const struct ics_event *events, size_t count)
{
    return (struct ics_calendar){
        .language = "vi",
        .name = "Lịch",
        .last_modified_utc_secs = 1619830861,
        .events = events,
        .event_count = count,
    };
}

static void write_ok(const struct ics_calendar *calendar, struct text *out)
{
    struct error err = {0};

    text_init(out, BYTES_MAX);
    if (ics_write(calendar, out, &err) != OK)
        fail_msg("%s %s", err.message.format, err.message.args);
}

static void assert_has_line(const struct text *bytes, const char *line)
{
    char wanted[200];

    snprintf(wanted, sizeof wanted, "\r\n%s\r\n", line);
    if (strstr(bytes->data, wanted) == NULL)
        fail_msg("no line \"%s\" in\n%s", line, bytes->data);
}

/* Every line ends in CRLF, has at most 75 octets and begins with a whole character. */
static void assert_lines_well_formed(const struct text *bytes)
{
    const char *line = bytes->data;

    while (*line != '\0') {
        const char *end = strstr(line, "\r\n");
        assert_non_null(end);
        assert_null(memchr(line, '\n', (size_t)(end - line)));
        assert_true(end - line <= 75);
        size_t first = line[0] == ' ';
        assert_true(((unsigned char)line[first] & 0xc0) != 0x80);
        line = end + 2;
    }
}

static void the_bytes_are_those_of_the_golden_file(void **state)
{
    (void)state;
    static const int32_t alarms[] = {900, 60};
    struct ics_event events[] = {meeting("b@hiepthuong"), meeting("a@hiepthuong"), meeting("c@hiepthuong")};
    events[0].location = "Nhà văn hoá phường Nghĩa Tân, 45 đường Nghĩa Tân; quận Cầu Giấy, Hà Nội";
    events[0].description = "Chủ trì: Uỷ ban Mặt trận.\nMang theo: chương trình hành động\\bản in, 2 bản.";
    events[0].url = "https://example.vn/cuoc-tiep-xuc/12?x=1;y,2";
    events[0].conference = "https://hop.example.vn/phong/12;khoa=a,b";
    events[0].category = "Tiếp xúc cử tri";
    events[0].sequence = 3;
    events[0].has_position = true;
    events[0].latitude_degrees = 21.0417;
    events[0].longitude_degrees = 105.79123;
    events[0].alarm_minutes_before = alarms;
    events[0].alarm_count = COUNT_OF(alarms);
    events[1].status = ICS_CANCELLED;
    events[1].alarm_minutes_before = alarms;
    events[1].alarm_count = COUNT_OF(alarms);
    events[2].all_day = true;
    events[2].transparent = true;
    events[2].start = at("2021-04-18T00:00");
    events[2].end = at("2021-04-19T00:00");
    events[2].summary = "HẠN CHÓT: Hội nghị hiệp thương lần thứ ba";
    struct ics_calendar calendar = calendar_of(events, COUNT_OF(events));
    calendar.name = "Lịch tiếp xúc cử tri, Hà Nội; đơn vị 1\\2";
    calendar.description = "Ứng cử viên";
    calendar.refresh_hours = 1;

    CLEANUP(text_done) struct text golden;
    CLEANUP(text_done) struct text bytes;
    struct error err = {0};
    text_init(&golden, BYTES_MAX);
    assert_int_equal(file_read(HT_SOURCE_DIR "/tests/data/ics/three_entries.ics", &golden, &err), OK);
    write_ok(&calendar, &bytes);
    assert_string_equal(bytes.data, golden.data);
    assert_lines_well_formed(&bytes);
}

static void the_order_of_entries_does_not_change_the_bytes(void **state)
{
    (void)state;
    struct ics_event forth[] = {meeting("1"), meeting("2"), meeting("3")};
    struct ics_event back[] = {forth[2], forth[1], forth[0]};
    struct ics_calendar first = calendar_of(forth, 3);
    struct ics_calendar second = calendar_of(back, 3);
    CLEANUP(text_done) struct text one;
    CLEANUP(text_done) struct text two;

    write_ok(&first, &one);
    write_ok(&second, &two);
    assert_string_equal(one.data, two.data);
}

/* Vowels with a diacritic and đ, small and capital: 134 letters of the Vietnamese alphabet beyond ASCII. */
static const char letters[] = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
                              "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ";

static size_t letter_length(const char *letter)
{
    return (unsigned char)letter[0] >= 0xe0 ? 3 : 2;
}

/* `column` times "a", the letter, "z": with `column` from 0 to 80 the letter meets every column of a folded
 * line. */
static void make_title(char *out, size_t column, const char *letter)
{
    size_t length = letter_length(letter);

    memset(out, 'a', column);
    memcpy(out + column, letter, length);
    memcpy(out + column + length, "z", 2);
}

struct titles {
    char uids[LAST_COLUMN + 1][8];
    char titles[LAST_COLUMN + 1][LAST_COLUMN + 8];
    struct ics_event events[LAST_COLUMN + 1];
};

static void assert_titles_read_back(const struct titles *made, const struct text *bytes)
{
    icalcomponent *calendar = icalcomponent_new_from_string(bytes->data);
    assert_non_null(calendar);
    size_t seen = 0;

    for (icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
         event != NULL; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT), seen++) {
        assert_string_equal(icalcomponent_get_uid(event), made->uids[seen]);
        assert_string_equal(icalcomponent_get_summary(event), made->titles[seen]);
        assert_string_equal(icalcomponent_get_location(event), made->titles[seen]);
        assert_string_equal(icalcomponent_get_description(event), made->titles[seen]);
    }
    assert_int_equal(seen, LAST_COLUMN + 1);
    icalcomponent_free(calendar);
}

static void every_vietnamese_letter_survives_folding_at_every_column(void **state)
{
    (void)state;
    static struct titles made;
    size_t letter_count = 0;

    ics_library_use();
    for (const char *letter = letters; *letter != '\0'; letter += letter_length(letter), letter_count++) {
        for (size_t column = 0; column <= LAST_COLUMN; column++) {
            snprintf(made.uids[column], sizeof made.uids[column], "%03zu", column);
            make_title(made.titles[column], column, letter);
            made.events[column] = meeting(made.uids[column]);
            made.events[column].summary = made.titles[column];
            made.events[column].location = made.titles[column];
            made.events[column].description = made.titles[column];
        }
        struct ics_calendar calendar = calendar_of(made.events, LAST_COLUMN + 1);
        CLEANUP(text_done) struct text bytes;
        write_ok(&calendar, &bytes);
        assert_lines_well_formed(&bytes);
        assert_titles_read_back(&made, &bytes);
    }
    assert_int_equal(letter_count, 134);
}

static void the_name_of_a_calendar_survives_folding_at_every_column(void **state)
{
    (void)state;
    char name[LAST_COLUMN + 8];

    ics_library_use();
    for (size_t column = 0; column <= LAST_COLUMN; column++) {
        make_title(name, column, column % 2 == 0 ? "ệ" : "đ");
        struct ics_calendar calendar = calendar_of(NULL, 0);
        calendar.name = name;
        CLEANUP(text_done) struct text bytes;
        write_ok(&calendar, &bytes);
        assert_lines_well_formed(&bytes);
        icalcomponent *read = icalcomponent_new_from_string(bytes.data);
        icalproperty *property = icalcomponent_get_first_property(read, ICAL_NAME_PROPERTY);
        assert_string_equal(icalproperty_get_name(property), name);
        icalcomponent_free(read);
    }
}

static void a_line_break_in_a_title_brings_no_properties_in(void **state)
{
    (void)state;
    static const char *const breaks[] = {"\r\n", "\n", "\r", "\xe2\x80\xa8", "\xe2\x80\xa9"};

    for (size_t i = 0; i < COUNT_OF(breaks); i++) {
        char value[80];
        snprintf(value, sizeof value, "Họp%sATTENDEE:mailto:x@y", breaks[i]);
        struct ics_event event = meeting("a");
        event.summary = event.location = event.url = event.conference = event.category = value;
        struct ics_calendar calendar = calendar_of(&event, 1);
        calendar.name = value;
        CLEANUP(text_done) struct text bytes;
        write_ok(&calendar, &bytes);
        assert_has_line(&bytes, "SUMMARY:Họp ATTENDEE:mailto:x@y");
        assert_has_line(&bytes, "X-WR-CALNAME:Họp\\nATTENDEE:mailto:x@y");
        assert_null(strstr(bytes.data, "\nATTENDEE"));
    }
}

static void control_characters_and_broken_letters_never_pass(void **state)
{
    (void)state;
    struct ics_event event = meeting("a");
    event.summary = "a\x01\x1f\x7f\xc2\x85\tb \xe1\xbb \xff\xc0\xaf c";
    struct ics_calendar calendar = calendar_of(&event, 1);
    CLEANUP(text_done) struct text bytes;

    write_ok(&calendar, &bytes);
    assert_has_line(&bytes, "SUMMARY:a b \xef\xbf\xbd\xef\xbf\xbd \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd c");
}

static void what_is_only_blank_is_left_out(void **state)
{
    (void)state;
    struct ics_event event = meeting("a");
    event.summary = "\t Họp \r\n";
    event.description = " \r\n ";
    event.location = "\x01";
    event.conference = "";
    struct ics_calendar calendar = calendar_of(&event, 1);
    CLEANUP(text_done) struct text bytes;

    write_ok(&calendar, &bytes);
    assert_has_line(&bytes, "SUMMARY:Họp");
    assert_null(strstr(bytes.data, "DESCRIPTION"));
    assert_null(strstr(bytes.data, "LOCATION"));
    assert_null(strstr(bytes.data, "CONFERENCE"));
}

static void a_description_keeps_its_lines(void **state)
{
    (void)state;
    struct ics_event event = meeting("a");
    event.description = "một\r\nhai\nba";
    struct ics_calendar calendar = calendar_of(&event, 1);
    CLEANUP(text_done) struct text bytes;

    write_ok(&calendar, &bytes);
    assert_has_line(&bytes, "DESCRIPTION:một\\nhai\\nba");
}

static void a_calendar_without_entries_is_still_a_calendar(void **state)
{
    (void)state;
    struct ics_calendar calendar = calendar_of(NULL, 0);
    CLEANUP(text_done) struct text bytes;

    write_ok(&calendar, &bytes);
    assert_has_line(&bytes, "TZID:Asia/Ho_Chi_Minh");
    assert_null(strstr(bytes.data, "VEVENT"));
}

static void what_cannot_be_shown_is_refused(void **state)
{
    (void)state;
    struct ics_event events[] = {meeting("a"), meeting("b")};
    static const struct refused {
        const char *uid;
        const char *title;
        const char *start;
        bool all_day;
        const char *message;
    } table[] = {
        {"a", "t", "2021-05-10T07:30", false, "two entries of the calendar have the UID %s"},
        {"", "t", "2021-05-10T07:30", false, "an entry of the calendar has no UID"},
        {NULL, "t", "2021-05-10T07:30", false, "an entry of the calendar has no UID"},
        {"c", NULL, "2021-05-10T07:30", false, "the calendar entry %s has no title"},
        {"c", "", "2021-05-10T07:30", false, "the calendar entry %s has no title"},
        {"c", " \x01\t", "2021-05-10T07:30", false, "the calendar entry %s has no title"},
        {"c", "t", "2021-05-10T09:30", false, "the calendar entry %s does not end after it starts"},
        {"c", "t", "2021-05-10T07:30", true, "the calendar entry %s does not end after it starts"},
    };

    for (size_t i = 0; i < COUNT_OF(table); i++) {
        CLEANUP(text_done) struct text bytes;
        struct error err = {0};
        events[1].uid = table[i].uid;
        events[1].summary = table[i].title;
        events[1].start = at(table[i].start);
        events[1].all_day = table[i].all_day;
        struct ics_calendar calendar = calendar_of(events, COUNT_OF(events));
        text_init(&bytes, BYTES_MAX);
        assert_int_equal(ics_write(&calendar, &bytes, &err), ERROR_DATA);
        assert_string_equal(err.message.format, table[i].message);
    }
}

static void a_calendar_larger_than_its_room_is_refused(void **state)
{
    (void)state;
    struct ics_event event = meeting("a");
    struct ics_calendar calendar = calendar_of(&event, 1);
    CLEANUP(text_done) struct text bytes;
    struct error err = {0};

    text_init(&bytes, 500);
    assert_int_equal(ics_write(&calendar, &bytes, &err), ERROR_OS);
}

static void an_entry_over_midnight_and_one_in_english_read_right(void **state)
{
    (void)state;
    struct ics_event event = meeting("a");
    event.start = at("2021-05-31T23:30");
    event.end = at("2021-06-01T00:30");
    event.status = ICS_CANCELLED;
    event.summary = "Meeting";
    struct ics_calendar calendar = calendar_of(&event, 1);
    calendar.language = "en";
    CLEANUP(text_done) struct text bytes;

    write_ok(&calendar, &bytes);
    assert_has_line(&bytes, "DTSTART;TZID=Asia/Ho_Chi_Minh:20210531T233000");
    assert_has_line(&bytes, "DTEND;TZID=Asia/Ho_Chi_Minh:20210601T003000");
    assert_has_line(&bytes, "SUMMARY:[CANCELLED] Meeting");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bytes_are_those_of_the_golden_file),
        cmocka_unit_test(the_order_of_entries_does_not_change_the_bytes),
        cmocka_unit_test(every_vietnamese_letter_survives_folding_at_every_column),
        cmocka_unit_test(the_name_of_a_calendar_survives_folding_at_every_column),
        cmocka_unit_test(a_line_break_in_a_title_brings_no_properties_in),
        cmocka_unit_test(control_characters_and_broken_letters_never_pass),
        cmocka_unit_test(what_is_only_blank_is_left_out),
        cmocka_unit_test(a_description_keeps_its_lines),
        cmocka_unit_test(a_calendar_without_entries_is_still_a_calendar),
        cmocka_unit_test(what_cannot_be_shown_is_refused),
        cmocka_unit_test(a_calendar_larger_than_its_room_is_refused),
        cmocka_unit_test(an_entry_over_midnight_and_one_in_english_read_right),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
