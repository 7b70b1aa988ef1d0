#include "base/file.h"
#include "cmocka_tests.h"
#include "notify/compose.h"
#include "notify/sms_text.h"

#include <stdio.h>
#include <string.h>

struct setup {
    struct arena arena;
    struct notice_texts vi;
    struct notice_texts en;
};

static void read_texts(struct setup *setup, const char *language, struct notice_texts *texts)
{
    for (int kind = 0; kind < NOTICE_KIND_COUNT; kind++) {
        CLEANUP(text_done) struct text bytes;
        char path[500];
        struct error err;
        snprintf(path, sizeof path, HT_SOURCE_DIR "/config/texts/%s/%s.txt", language,
                 notice_kind_name((enum notice_kind)kind));
        text_init(&bytes, NOTICE_TEXTS_MAX_BYTES);
        assert_int_equal(file_read(path, &bytes, &err), OK);
        const struct notice_texts_file file = {bytes.data, bytes.length, path};
        assert_int_equal(notice_texts_read(texts, (enum notice_kind)kind, &file, &setup->arena, &err), OK);
    }
}

static int set_up(void **state)
{
    static struct setup setup;

    arena_init(&setup.arena, 1000000);
    read_texts(&setup, "vi", &setup.vi);
    read_texts(&setup, "en", &setup.en);
    setup.vi.english = false;
    setup.en.english = true;
    *state = &setup;
    return 0;
}

static int tear_down(void **state)
{
    struct setup *setup = *state;

    arena_done(&setup->arena);
    return 0;
}

static struct civil_time time_of(const char *text)
{
    struct civil_time time;

    assert_true(civil_time_parse(text, &time));
    return time;
}

static const char *composed(struct setup *setup, const struct notice_texts *texts,
                            const struct notice_facts *facts)
{
    int64_t now;
    char *text = NULL;
    struct error err;

    assert_true(civil_moment_parse("2021-05-01T08:00", &now));
    assert_int_equal(compose_notice(texts, facts, now, &setup->arena, &text, &err), OK);
    return text;
}

#define MEETING(when, where, by_wire, called_off)                                                            \
    {                                                                                                        \
        .start = time_of(when), .place = (where), .online = (by_wire), .cancelled = (called_off)             \
    }
#define PLACE "Nhà văn hoá số 5, phường Điện Biên"

static void two_meetings_are_told_and_the_others_counted(void **state)
{
    struct setup *setup = *state;
    const struct notice_meeting meetings[] = {
        MEETING("2021-04-30T19:30", "Hội trường cũ", false, false), /* over */
        MEETING("2021-05-02T19:30", PLACE, false, false),
        MEETING("2021-05-03T07:05", "", true, false),
        MEETING("2021-05-04T14:00", PLACE, false, false),
        MEETING("2021-05-05T14:00", PLACE, false, false),
    };
    struct notice_facts facts = {.kind = NOTICE_PUBLISHED,
                                 .release_number = 1,
                                 .form_name = "Ông Lò Văn Ứng",
                                 .meetings = meetings,
                                 .meeting_count = 5};

    assert_string_equal(composed(setup, &setup->vi, &facts),
                        "Ông Lò Văn Ứng: lịch tiếp xúc cử tri (lần 1): 19:30 ngày 02/05/2021 tại " PLACE
                        "; 07:05 ngày 03/05/2021, trực tuyến và 2 buổi khác, xem lịch.");
    assert_string_equal(
        composed(setup, &setup->en, &facts),
        "Ông Lò Văn Ứng: your voter-contact meetings (release 1): 19:30 on 02/05/2021 at " PLACE
        "; 07:05 on 03/05/2021, online and 2 more, see your calendar.");
    facts.meeting_count = 2;
    assert_string_equal(composed(setup, &setup->vi, &facts),
                        "Ông Lò Văn Ứng: lịch tiếp xúc cử tri (lần 1): 19:30 ngày 02/05/2021 tại " PLACE ".");
}

static void of_a_meeting_with_connected_sites_the_main_one_is_named(void **state)
{
    struct setup *setup = *state;
    struct notice_meeting meeting = MEETING("2021-05-02T19:30", PLACE, false, false);
    const struct notice_facts facts = {
        .kind = NOTICE_REMINDER, .form_name = "Ông Ứng", .meetings = &meeting, .meeting_count = 1};

    meeting.connected_sites = 2;
    assert_string_equal(composed(setup, &setup->vi, &facts),
                        "Ông Ứng: NHẮC tiếp xúc cử tri: 19:30 ngày 02/05/2021 tại " PLACE
                        " (cùng 2 điểm cầu khác).");
    assert_string_equal(composed(setup, &setup->en, &facts),
                        "Ông Ứng: REMINDER of voter-contact meetings: 19:30 on 02/05/2021 at " PLACE
                        " (and 2 connected sites).");
}

static void changes_say_what_is_cancelled(void **state)
{
    struct setup *setup = *state;
    const struct notice_meeting meetings[] = {
        MEETING("2021-05-02T19:30", PLACE, false, true),
        MEETING("2021-05-03T08:00", PLACE, false, false),
    };
    const struct notice_facts facts = {.kind = NOTICE_CHANGED,
                                       .release_number = 2,
                                       .form_name = "Bà Vàng Thị Én",
                                       .meetings = meetings,
                                       .meeting_count = 2};

    assert_string_equal(
        composed(setup, &setup->vi, &facts),
        "Bà Vàng Thị Én: THAY ĐỔI lịch tiếp xúc cử tri (lần 2): HỦY buổi 19:30 ngày 02/05/2021; "
        "08:00 ngày 03/05/2021 tại " PLACE ".");
}

static void each_kind_of_change_has_words_of_its_own(void **state)
{
    struct setup *setup = *state;
    struct notice_meeting meeting = {.start = time_of("2021-05-03T14:00"),
                                     .place = "Hội trường xã",
                                     .before = time_of("2021-05-02T19:30")};
    const struct {
        enum notice_change change;
        bool cancelled;
        const char *text;
    } rows[] = {
        {CHANGE_ADDED, false,
         "k1: THAY ĐỔI lịch tiếp xúc cử tri (lần 2): THÊM 14:00 ngày 03/05/2021 tại Hội trường xã."},
        {CHANGE_MOVED, false,
         "k1: DỜI GIỜ tiếp xúc cử tri: 19:30 ngày 02/05/2021 dời sang 14:00 ngày 03/05/2021 tại Hội trường "
         "xã."},
        {CHANGE_ELSEWHERE, false,
         "k1: ĐỔI NƠI tiếp xúc cử tri: 14:00 ngày 03/05/2021 nay tại Hội trường xã."},
        {CHANGE_RESTORED, false,
         "k1: VẪN TỔ CHỨC buổi tiếp xúc cử tri đã hủy: 14:00 ngày 03/05/2021 tại Hội trường xã."},
        {CHANGE_UNKNOWN, true, "k1: HỦY tiếp xúc cử tri: 14:00 ngày 03/05/2021."},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        meeting.change = rows[i].change;
        meeting.cancelled = rows[i].cancelled;
        const struct notice_facts facts = {.kind = notice_kind_of_changes(&meeting, 1),
                                           .release_number = 2,
                                           .form_name = "k1",
                                           .meetings = &meeting,
                                           .meeting_count = 1};
        assert_string_equal(composed(setup, &setup->vi, &facts), rows[i].text);
    }
}

static const struct notice_step steps[] = {
    {.name_vi = "Niêm yết danh sách",
     .name_en = "List posted",
     .area = "Xã A",
     .due = {{18747}, 0},
     .days_left = 1},
    {.name_vi = "Hiệp thương",
     .name_en = "Consultation",
     .area = "Xã B",
     .due = {{18746}, 1020},
     .has_hour = true,
     .days_left = 0},
    {.name_vi = "Gửi biên bản", .name_en = "Minutes", .area = "Xã C", .due = {{18740}, 0}, .days_left = -2},
};

static void an_alarm_says_what_is_due_and_since_when(void **state)
{
    struct setup *setup = *state;
    struct notice_facts facts = {
        .kind = NOTICE_DEADLINE, .form_name = "Xã A", .steps = steps, .step_count = COUNT_OF(steps)};

    assert_string_equal(composed(setup, &setup->vi, &facts),
                        "Xã A: 3 việc sắp đến hạn: Niêm yết danh sách, hạn 30/04/2021 (còn 1 ngày làm việc); "
                        "Hiệp thương, HẠN HÔM NAY 29/04/2021 17:00 và 1 việc khác.");
    facts.channel = CHANNEL_MAIL;
    facts.kind = NOTICE_ESCALATED;
    assert_string_equal(
        composed(setup, &setup->en, &facts),
        "Xã A: 3 steps below you are OVERDUE: \n- Xã A: List posted, by 30/04/2021 (working days left: "
        "1)\n- Xã B: Consultation, LAST DAY 29/04/2021 17:00\n- Xã C: Minutes (was due 23/04/2021, working "
        "days since: 2).");
}

static void a_digest_is_a_line_of_numbers(void **state)
{
    struct setup *setup = *state;
    const struct notice_facts facts = {
        .kind = NOTICE_DIGEST, .form_name = "Xã A", .about_utc_secs = 1619830800, .digest = {3, 1, 4, 2}};

    assert_string_equal(
        composed(setup, &setup->vi, &facts),
        "Xã A, ngày 01/05/2021: 3 việc đến hạn trong 7 ngày, 1 việc quá hạn, 4 buổi tiếp xúc hôm "
        "nay và ngày mai, 2 tin báo cần xem lại.");
}

/* Decomposed letters would cost two or three times as much. */
static void decomposed_names_are_composed(void **state)
{
    struct setup *setup = *state;
    const struct notice_meeting meeting =
        MEETING("2021-05-02T19:30", "Nha\u0300 va\u0306n hoa\u0301", false, false);
    const struct notice_facts facts = {.kind = NOTICE_PUBLISHED,
                                       .release_number = 1,
                                       .form_name = "Nguye\u0302\u0303n",
                                       .meetings = &meeting,
                                       .meeting_count = 1};
    const char *text = composed(setup, &setup->vi, &facts);
    struct sms_size size;

    assert_string_equal(text, "Nguyễn: lịch tiếp xúc cử tri (lần 1): 19:30 ngày 02/05/2021 tại Nhà văn hoá.");
    assert_true(sms_text_measure(text, &size));
    assert_int_equal(size.units, 76);
    assert_int_equal(size.parts, 2);
}

/* A candidate's name is only ever a name. */
static void braces_in_facts_stay_what_they_are(void **state)
{
    struct setup *setup = *state;
    const struct notice_meeting meeting = MEETING("2021-05-02T19:30", "{more}", false, false);
    const struct notice_facts facts = {.kind = NOTICE_PUBLISHED,
                                       .release_number = 1,
                                       .form_name = "{meetings}",
                                       .meetings = &meeting,
                                       .meeting_count = 1};

    assert_string_equal(composed(setup, &setup->vi, &facts),
                        "{meetings}: lịch tiếp xúc cử tri (lần 1): 19:30 ngày 02/05/2021 tại {more}.");
}

#define GOOD                                                                                                 \
    "message: {meetings}{more}\nin_person: {hour} {date} {place}\nonline: {hour} {date}\ncancelled: {hour} " \
    "{date}\n"

static const struct {
    const char *bytes;
    const char *message;
} bad_texts[] = {
    {GOOD "separator: ,\n", "vi.txt: more: is missing in this file"},
    {"tin nhắn\n", "vi.txt:1:1: this line is neither \"piece: text\" nor a remark that begins with #"},
    {"# chỉ là ghi chú\n\nmesage: {meetings}\n", "vi.txt:3:1: mesage: is no piece of this message; there are "
                                                 "message, subject, in_person, online, cancelled, sites, "
                                                 "added, moved, elsewhere, restored, separator, more"},
    {"message:  Kính gửi {nmae}: {meetings}{more}\n",
     "vi.txt:1:20: message: {nmae} is not among what can be filled in here: {name}, {release}, {meetings}, "
     "{more}"},
    {"message: \"Kính gửi {nmae}: {meetings}{more}\"\n",
     "vi.txt:1:20: message: {nmae} is not among what can be filled in here: {name}, {release}, {meetings}, "
     "{more}"},
    {GOOD "message: {meetings}{more}\n", "vi.txt:5:1: message: stands here a second time"},
    {"in_person: {hour} tại {place}\n",
     "vi.txt:1:12: in_person: {date} is missing; without it the message would not tell enough"},
    {"more: \" và {count}\n", "vi.txt:1:7: more: the quotation mark is not closed at the end of the line"},
    {"message: \xff\n", "vi.txt: is not a text in UTF-8"},
};

static void bad_texts_are_refused_with_their_place(void **state)
{
    struct setup *setup = *state;

    for (size_t i = 0; i < COUNT_OF(bad_texts); i++) {
        CLEANUP(text_done) struct text said;
        struct notice_texts texts;
        struct error err;
        const struct notice_texts_file file = {bad_texts[i].bytes, strlen(bad_texts[i].bytes), "vi.txt"};
        text_init(&said, 1000);
        assert_int_equal(notice_texts_read(&texts, NOTICE_PUBLISHED, &file, &setup->arena, &err),
                         ERROR_CONFIG);
        error_write(&err, err.message.format, &said);
        assert_string_equal(said.data, bad_texts[i].message);
    }
}

static void a_text_file_of_a_word_processor_is_read(void **state)
{
    struct setup *setup = *state;
    struct notice_texts texts;
    struct error err;
    const char bytes[] =
        "\ufeffmessage: {meetings}{more} \r\nin_person: {hour} {date} {place}\r\nonline: {hour} {date}\r\n"
        "cancelled: {hour} {date}\r\nseparator: \"; \"\r\nmore: \" +{count}\"";
    const struct notice_texts_file file = {bytes, strlen(bytes), "vi.txt"};

    assert_int_equal(notice_texts_read(&texts, NOTICE_PUBLISHED, &file, &setup->arena, &err), OK);
    assert_string_equal(texts.pieces[NOTICE_PUBLISHED][PIECE_MESSAGE], "{meetings}{more}");
    assert_string_equal(texts.pieces[NOTICE_PUBLISHED][PIECE_SEPARATOR], "; ");
    assert_string_equal(texts.pieces[NOTICE_PUBLISHED][PIECE_MORE], " +{count}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_meetings_are_told_and_the_others_counted),
        cmocka_unit_test(of_a_meeting_with_connected_sites_the_main_one_is_named),
        cmocka_unit_test(changes_say_what_is_cancelled),
        cmocka_unit_test(each_kind_of_change_has_words_of_its_own),
        cmocka_unit_test(an_alarm_says_what_is_due_and_since_when),
        cmocka_unit_test(a_digest_is_a_line_of_numbers),
        cmocka_unit_test(decomposed_names_are_composed),
        cmocka_unit_test(braces_in_facts_stay_what_they_are),
        cmocka_unit_test(bad_texts_are_refused_with_their_place),
        cmocka_unit_test(a_text_file_of_a_word_processor_is_read),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
