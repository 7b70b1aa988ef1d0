#include "calendar/itip_read.h"
#include "calendar/itip_write.h"
#include "cmocka_tests.h"

#include <string.h>

static const struct ics_event meeting = {
    .uid = "0123456789abcdef.bau-cu@hiepthuong",
    .sequence = 2,
    .last_modified_utc_secs = 1619485207,
    .status = ICS_CONFIRMED,
    .start = {{18748}, 1170},
    .end = {{18748}, 1260},
    .summary = "Cử tri: Nhà văn hoá, số 5",
};

static const struct itip_invitation invitation = {
    .organizer = {"Ban bầu cử", "bau-cu@mttq.example.vn"},
    .attendee = {"Bà \"Hoà\" ^; x", "k00001@example.org"},
    .event = &meeting,
    .language = "vi",
};

static void assert_written(const struct itip_invitation *value, const char *expected)
{
    CLEANUP(text_done) struct text out;
    struct error err;

    text_init(&out, 10000);
    assert_int_equal(itip_write(value, &out, &err), OK);
    assert_string_equal(out.data, expected);
}

#define FRAME(method)                                                                                        \
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//hiepthuong//hiepthuong//VI\r\nCALSCALE:GREGORIAN\r\n"       \
    "METHOD:" method "\r\nBEGIN:VTIMEZONE\r\nTZID:Asia/Ho_Chi_Minh\r\nBEGIN:STANDARD\r\n"                    \
    "DTSTART:19750613T000000\r\nTZNAME:+07\r\nTZOFFSETFROM:+0700\r\nTZOFFSETTO:+0700\r\nEND:STANDARD\r\n"    \
    "END:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:0123456789abcdef.bau-cu@hiepthuong\r\nDTSTAMP:"                    \
    "20210427T010007Z\r\n"                                                                                   \
    "LAST-MODIFIED:20210427T010007Z\r\nSEQUENCE:2\r\nDTSTART;TZID=Asia/Ho_Chi_Minh:20210501T193000\r\n"      \
    "DTEND;TZID=Asia/Ho_Chi_Minh:20210501T210000\r\n"

static void an_invitation_asks_for_an_answer(void **state)
{
    (void)state;
    assert_written(
        &invitation,
        FRAME("REQUEST") "STATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n"
                         "SUMMARY:Cử tri: Nhà văn hoá\\, số 5\r\n"
                         "ORGANIZER;CN=\"Ban bầu cử\":mailto:bau-cu@mttq.example.vn\r\n"
                         "ATTENDEE;CN=\"Bà ^'Hoà^' ^^; x\";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION\r\n"
                         " ;RSVP=TRUE:mailto:k00001@example.org\r\n"
                         "END:VEVENT\r\nEND:VCALENDAR\r\n");
}

static void a_cancelled_meeting_asks_for_none(void **state)
{
    (void)state;
    struct itip_invitation cancelled = invitation;
    struct ics_event event = meeting;

    event.status = ICS_CANCELLED;
    cancelled.event = &event;
    cancelled.organizer.name = "";
    cancelled.attendee = (struct itip_person){"", "a?b%c=d@example.org"};
    assert_written(
        &cancelled,
        FRAME("CANCEL") "STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n"
                        "SUMMARY:[ĐÃ HUỶ] Cử tri: Nhà văn hoá\\, số 5\r\n"
                        "ORGANIZER:mailto:bau-cu@mttq.example.vn\r\n"
                        "ATTENDEE;ROLE=REQ-PARTICIPANT:mailto:a%3Fb%25c%3Dd@example.org\r\n"
                        "END:VEVENT\r\nEND:VCALENDAR\r\n");
}

static void no_name_begins_a_line_of_its_own(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text out;
    struct itip_invitation evil = invitation;
    struct error err;

    text_init(&out, 10000);
    evil.attendee.name = "x\r\nATTENDEE:mailto:all@example.vn";
    assert_int_equal(itip_write(&evil, &out, &err), OK);
    assert_null(strstr(out.data, "\nATTENDEE:"));
}

/* ---- answers ---- */

#define REPLY_HEAD "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
#define REPLY_TAIL "END:VEVENT\r\nEND:VCALENDAR\r\n"
#define ANSWER "ATTENDEE;PARTSTAT=ACCEPTED:mailto:k00001@example.org\r\n"

static enum itip_reading read_text(const char *text, struct itip_reply *out)
{
    return itip_read_reply(text, strlen(text), out);
}

static void an_answer_is_read(void **state)
{
    (void)state;
    struct itip_reply reply;

    assert_int_equal(read_text(REPLY_HEAD
                               "UID:x1@hiepthuong\r\nSEQUENCE:3\r\nDTSTAMP:20210428T013000Z\r\n"
                               "COMMENT:xin lỗi; UID:khác\r\n"
                               "ATTENDEE;CN=\"Hoà: ;PARTSTAT=DECLINED\";partstat=tentative;RSVP=\r\n"
                               " TRUE:MAILTO:K00001@Exam\r\n\tple.org\r\n" REPLY_TAIL,
                               &reply),
                     ITIP_REPLY);
    assert_string_equal(reply.uid, "x1@hiepthuong");
    assert_string_equal(reply.attendee, "k00001@example.org");
    assert_int_equal(reply.answer, ITIP_TENTATIVE);
    assert_int_equal(reply.sequence, 3);
    assert_int_equal(reply.stamp_utc_secs, 1619573400);
}

static void lines_may_end_with_lf_alone_and_zones_and_alarms_are_passed_over(void **state)
{
    (void)state;
    struct itip_reply reply;

    assert_int_equal(
        read_text("BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VTIMEZONE\nTZID:x\nBEGIN:STANDARD\nUID:zone\n"
                  "END:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:x1\nATTENDEE;PARTSTAT=DECLINED:"
                  "mailto:k00001%40example.org\nBEGIN:VALARM\nUID:alarm\nATTENDEE:mailto:other@x.vn\n"
                  "END:VALARM\nEND:VEVENT\nEND:VCALENDAR\n",
                  &reply),
        ITIP_REPLY);
    assert_string_equal(reply.uid, "x1");
    assert_string_equal(reply.attendee, "k00001@example.org");
    assert_int_equal(reply.answer, ITIP_DECLINED);
    assert_int_equal(reply.sequence, 0);
    assert_int_equal(reply.stamp_utc_secs, 0);
}

static void what_is_no_answer_is_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum itip_reading reading;
    } rows[] = {
        {REPLY_HEAD "UID:x\r\n" ANSWER REPLY_TAIL, ITIP_REPLY},
        {"", ITIP_GARBLED},
        {"\r\n\r\n", ITIP_GARBLED},
        {"xin chào", ITIP_GARBLED},
        {REPLY_HEAD, ITIP_GARBLED},
        {REPLY_HEAD "UID:x\r\n" ANSWER "END:VEVENT\r\n", ITIP_GARBLED},
        {REPLY_HEAD "UID:x\r\n" ANSWER REPLY_TAIL "END:VCALENDAR\r\n", ITIP_GARBLED},
        {REPLY_HEAD ANSWER REPLY_TAIL, ITIP_GARBLED},
        {REPLY_HEAD "UID:x\r\n" REPLY_TAIL, ITIP_GARBLED},
        {REPLY_HEAD "UID:x\r\nUID:y\r\n" ANSWER REPLY_TAIL, ITIP_GARBLED},
        {REPLY_HEAD "UID:x y\r\n" ANSWER REPLY_TAIL, ITIP_GARBLED},
        {REPLY_HEAD "UID:đ\r\n" ANSWER REPLY_TAIL, ITIP_GARBLED},
        {REPLY_HEAD "UID:x\r\n" ANSWER ANSWER REPLY_TAIL, ITIP_GARBLED},
        {REPLY_HEAD "UID:x\r\nSEQUENCE:-1\r\n" ANSWER REPLY_TAIL, ITIP_GARBLED},
        {REPLY_HEAD "UID:x\r\nSEQUENCE:99999999999\r\n" ANSWER REPLY_TAIL, ITIP_GARBLED},
        {REPLY_HEAD "UID:x\r\nDTSTAMP:20210231T000000Z\r\n" ANSWER REPLY_TAIL, ITIP_GARBLED},
        {REPLY_HEAD "UID:x\r\nDTSTAMP:20210428\r\n" ANSWER REPLY_TAIL, ITIP_GARBLED},
        {REPLY_HEAD "UID:x\r\nATTENDEE;PARTSTAT=ACCEPTED:tel:+84500000001\r\n" REPLY_TAIL, ITIP_GARBLED},
        {REPLY_HEAD "UID:x\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a%00b@x.vn\r\n" REPLY_TAIL, ITIP_GARBLED},
        {REPLY_HEAD "UID:x\r\n" ANSWER REPLY_HEAD, ITIP_GARBLED},
        {REPLY_HEAD "UID:x\r\n" ANSWER "END:VEVENT\r\nBEGIN:VEVENT\r\n" REPLY_TAIL, ITIP_GARBLED},
        {"BEGIN:VEVENT\r\nUID:x\r\n" ANSWER "END:VEVENT\r\n", ITIP_GARBLED},
        {"METHOD:REPLY\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", ITIP_GARBLED},
        {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\n" ANSWER REPLY_TAIL, ITIP_GARBLED},
        {"BEGIN:VCALENDAR\r\nMETHOD:COUNTER\r\nBEGIN:VEVENT\r\nUID:x\r\n" ANSWER REPLY_TAIL, ITIP_OTHER},
        {"BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n", ITIP_OTHER},
        {REPLY_HEAD "UID:x\r\nATTENDEE;PARTSTAT=DELEGATED:mailto:a@x.vn\r\n" REPLY_TAIL, ITIP_OTHER},
        {REPLY_HEAD "UID:x\r\nATTENDEE:mailto:a@x.vn\r\n" REPLY_TAIL, ITIP_OTHER},
        {REPLY_HEAD "UID:x\r\nRECURRENCE-ID:20210428T013000Z\r\n" ANSWER REPLY_TAIL, ITIP_OTHER},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct itip_reply reply = {.uid = "untouched"};
        enum itip_reading reading = read_text(rows[i].text, &reply);
        if (reading != rows[i].reading)
            fail_msg("row %zu: %d", i, (int)reading);
        if (reading != ITIP_REPLY)
            assert_string_equal(reply.uid, "untouched");
    }
}

static void too_long_lines_and_bytes_that_are_none_are_garbled(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text text;
    struct itip_reply reply;

    text_init(&text, 2 * ITIP_BYTES_MAX);
    text_put(&text, REPLY_HEAD "UID:x\r\nCOMMENT:");
    for (int i = 0; i < 1000; i++)
        text_put(&text, "0123456789\r\n ");
    text_put(&text, "\r\n" ANSWER REPLY_TAIL);
    assert_int_equal(read_text(text.data, &reply), ITIP_GARBLED);
    assert_int_equal(itip_read_reply(REPLY_HEAD "UID:x\0\r\n" ANSWER REPLY_TAIL,
                                     sizeof(REPLY_HEAD "UID:x\0\r\n" ANSWER REPLY_TAIL) - 1, &reply),
                     ITIP_GARBLED);
    text_clear(&text);
    while (text.length <= ITIP_BYTES_MAX)
        text_put(&text, "X:y\r\n");
    assert_int_equal(read_text(text.data, &reply), ITIP_GARBLED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_invitation_asks_for_an_answer),
        cmocka_unit_test(a_cancelled_meeting_asks_for_none),
        cmocka_unit_test(no_name_begins_a_line_of_its_own),
        cmocka_unit_test(an_answer_is_read),
        cmocka_unit_test(lines_may_end_with_lf_alone_and_zones_and_alarms_are_passed_over),
        cmocka_unit_test(what_is_no_answer_is_told_apart),
        cmocka_unit_test(too_long_lines_and_bytes_that_are_none_are_garbled),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
