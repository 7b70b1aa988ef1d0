#include "base/file.h"
#include "calendar/ics_read_days_off.h"
#include "calendar/law_files.h"
#include "calendar/timetable.h"
#include "cmocka_tests.h"

#include <stdio.h>
#include <string.h>

#define ARENA_BYTES ((size_t)4 * 1024 * 1024)

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nX-HIEPTHUONG-YEAR:2021\r\n"
#define TAIL "END:VCALENDAR\r\n"
#define ENTRY(uid, start, end, category)                                                                     \
    "BEGIN:VEVENT\r\nUID:" uid "\r\nDTSTART;VALUE=DATE:" start "\r\nDTEND;VALUE=DATE:" end                   \
    "\r\nSUMMARY:Tết\r\nDESCRIPTION:nguồn\r\nCATEGORIES:" category "\r\nEND:VEVENT\r\n"

static struct civil_date date_of(const char *text)
{
    struct civil_date date;
    assert_true(civil_date_parse(text, &date));
    return date;
}

/* Adds config/holidays/vn-YEAR.ics. */
static void add_real_year(struct day_off_set *set, int year, struct arena *arena)
{
    char path[300];
    struct day_off_set one;
    struct error err;
    CLEANUP(text_done) struct text bytes;

    snprintf(path, sizeof path, HT_SOURCE_DIR "/config/holidays/vn-%d.ics", year);
    text_init(&bytes, ICS_DAYS_OFF_BYTES_MAX);
    assert_int_equal(file_read(path, &bytes, &err), OK);
    if (ics_read_days_off(path, bytes.data, bytes.length, arena, &one, &err) != OK)
        fail_msg("%s: %s: %s", path, err.key, err.message.format);
    assert_int_equal(one.years[0], year);
    assert_int_equal(day_off_add_year(set, &one, arena, &err), OK);
}

static void the_days_off_of_four_election_years_are_read(void **state)
{
    (void)state;
    CLEANUP(arena_done) struct arena arena;
    struct day_off_set set = {.day_count = 0};
    static const struct {
        const char *date;
        enum day_off_worked worked;
    } days[] = {
        {"2016-04-16", DAY_IS_OFF},     {"2016-04-18", DAY_IS_OFF},    {"2016-04-19", DAY_IS_WORKED},
        {"2021-02-12", DAY_IS_OFF},     {"2021-02-17", DAY_IS_WORKED}, {"2021-05-03", DAY_IS_OFF},
        {"2026-01-02", DAY_IS_OFF},     {"2026-01-10", DAY_IS_WORKED}, {"2026-02-20", DAY_IS_OFF},
        {"2026-08-31", DAY_IS_UNKNOWN}, {"2026-09-02", DAY_IS_OFF},    {"2031-01-23", DAY_IS_UNKNOWN},
        {"2025-12-25", DAY_IS_UNKNOWN},
    };

    arena_init(&arena, ARENA_BYTES);
    add_real_year(&set, 2016, &arena);
    add_real_year(&set, 2021, &arena);
    add_real_year(&set, 2026, &arena);
    add_real_year(&set, 2031, &arena);
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        if (day_off_is_worked(&set, date_of(days[i].date)) != days[i].worked)
            fail_msg("%s", days[i].date);
    }
    const struct day_off *entry = day_off_find(&set, date_of("2021-05-03"));
    assert_string_equal(entry->name, "Nghỉ bù Quốc tế Lao động");
    assert_non_null(strstr(entry->source, "Điều 111"));
}

static void assert_target(const char *pack_path, const char *polling_day, int lead_days, const char *duty,
                          const char *target)
{
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = law_files_pack(pack_path);
    struct day_off_set set = {.day_count = 0};
    struct timetable table;
    struct error err;
    char written[CIVIL_DATE_CHARS] = "";

    arena_init(&arena, ARENA_BYTES);
    struct civil_date day = date_of(polling_day);
    add_real_year(&set, civil_date_split(day).year, &arena);
    struct timetable_input input = {
        .pack = pack, .polling_day = day, .days_off = &set, .lead_days = lead_days};
    assert_int_equal(timetable_compute(&input, &arena, &table, &err), OK);
    for (size_t i = 0; i < table.row_count; i++) {
        if (strcmp(table.rows[i].duty->id, duty) == 0 && table.rows[i].has_target)
            civil_date_format(table.rows[i].target, written);
    }
    assert_string_equal(written, target);
}

static void the_third_consultation_is_aimed_at_the_working_day_before_the_limit(void **state)
{
    (void)state;
    /* limit Sunday 18/4/2021 */
    assert_target("config/law/85-2015.yaml", "2021-05-23", 0, "consult3_council", "2021-04-16");
    assert_target("config/law/85-2015.yaml", "2021-05-23", 2, "consult3_council", "2021-04-14");
    /* limit Friday 20/2/2026, in Tết */
    assert_target("config/law/83-2025.yaml", "2026-03-15", 0, "consult3_council", "2026-02-13");
    /* 17:00 of a Sunday; 07:00 of a Saturday */
    assert_target("config/law/83-2025.yaml", "2026-03-15", 0, "filing_deadline", "2026-01-30");
    assert_target("config/law/85-2015.yaml", "2021-05-23", 0, "campaign_end", "2021-05-21");
    /* limit Monday 3/5/2021, made up for 1/5; 30/4 is off too */
    assert_target("config/law/85-2015.yaml", "2021-05-23", 0, "candidate_list_post", "2021-04-29");
}

static const struct {
    const char *bytes;
    const char *message;
} bad_files[] = {
    {"", "x.ics: is not an iCalendar file"},
    {"hello", "x.ics: is not an iCalendar file"},
    {"BEGIN:VCALENDAR\r\nSUMMARY:\xC3\x28\r\nEND:VCALENDAR\r\n", "x.ics: is not an iCalendar file"},
    {"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" TAIL,
     "x.ics: has no line X-HIEPTHUONG-YEAR with the year whose days off it holds"},
    {"BEGIN:VCALENDAR\r\nX-HIEPTHUONG-YEAR:next\r\n" TAIL,
     "x.ics: has no line X-HIEPTHUONG-YEAR with the year whose days off it holds"},
    {HEAD ENTRY("a", "20210231", "20210301", "DAY-OFF") TAIL,
     "x.ics: a: needs DTSTART and DTEND as whole days (VALUE=DATE)"},
    {HEAD ENTRY("a", "20200212", "20200213", "DAY-OFF") TAIL,
     "x.ics: a: 2020-02-12 does not lie in 2021, the year of the file"},
    {HEAD ENTRY("a", "20210212", "20210214", "DAY-OFF") ENTRY("b", "20210213", "20210214", "DAY-OFF") TAIL,
     "x.ics: b: 2021-02-13 already stands in another entry"},
    {HEAD ENTRY("a", "20210212", "20210213", "WORKING-DAY") TAIL,
     "x.ics: a: 2021-02-12 is no Saturday, and only Saturdays are swapped"},
    {HEAD ENTRY("a", "20210212", "20210212", "DAY-OFF") TAIL,
     "x.ics: a: ends before it begins; DTEND is the day after the last"},
    {HEAD ENTRY("a", "20210212", "20210213", "HOLIDAY") TAIL,
     "x.ics: a: needs CATEGORIES:DAY-OFF or CATEGORIES:WORKING-DAY"},
    {HEAD "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20210212T070000\r\nDTEND:20210213T070000\r\nSUMMARY:x\r\n"
          "DESCRIPTION:y\r\nCATEGORIES:DAY-OFF\r\nEND:VEVENT\r\n" TAIL,
     "x.ics: a: needs DTSTART and DTEND as whole days (VALUE=DATE)"},
    {HEAD "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:x\r\nEND:VEVENT\r\n" TAIL,
     "x.ics: a: has no DESCRIPTION, which names the source"},
    {HEAD "BEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\n" TAIL, "x.ics: a: has no SUMMARY"},
};

static void a_bad_file_is_refused_with_its_entry(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text written;

    text_init(&written, 2000);
    for (size_t i = 0; i < COUNT_OF(bad_files); i++) {
        CLEANUP(arena_done) struct arena arena;
        struct day_off_set set = {.day_count = 99};
        struct error err;
        arena_init(&arena, ARENA_BYTES);
        assert_int_equal(
            ics_read_days_off("x.ics", bad_files[i].bytes, strlen(bad_files[i].bytes), &arena, &set, &err),
            ERROR_CONFIG);
        text_clear(&written);
        error_write(&err, err.message.format, &written);
        assert_string_equal(written.data, bad_files[i].message);
        assert_int_equal(set.day_count, 99);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_days_off_of_four_election_years_are_read),
        cmocka_unit_test(the_third_consultation_is_aimed_at_the_working_day_before_the_limit),
        cmocka_unit_test(a_bad_file_is_refused_with_its_entry),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
