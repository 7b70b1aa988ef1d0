#include "cmocka_tests.h"
#include "notify/mail_message.h"
#include "notify/mail_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void assert_calendar(const char *mail, const char *expected)
{
    CLEANUP(text_done) struct text out;

    text_init(&out, 10000);
    bool found = mail_read_calendar(mail, strlen(mail), &out);
    if (expected == NULL && found)
        fail_msg("found: %s", out.data);
    if (expected != NULL)
        assert_string_equal(found ? out.data : "(none)", expected);
}

static void the_calendar_is_found_wherever_mail_programs_put_it(void **state)
{
    (void)state;
    assert_calendar("Content-Type: text/calendar; method=REPLY\r\n\r\nBEGIN\r\n", "BEGIN\r\n");
    assert_calendar("content-type:TEXT/CALENDAR\n\nBEGIN\n", "BEGIN\n");
    assert_calendar(
        "Content-Type: text/calendar\r\nContent-Transfer-Encoding: base64\r\n\r\nQkVH\r\nSU4=\r\n", "BEGIN");
    assert_calendar(
        "Content-Type: text/calendar\nContent-Transfer-Encoding: Quoted-Printable\n\nB=45=\nGIN=3d=zz =4\n",
        "BEGIN==zz =4\r\n");
    assert_calendar(
        "Subject: x\r\nContent-Type: multipart/alternative;\r\n\tboundary=\"=_a b\"\r\n\r\npreamble\r\n"
        "--=_a b\r\nContent-Type: text/plain\r\n\r\nContent-Type: text/calendar\r\n\r\nno\r\n"
        "--=_a b\r\nContent-Type: text/calendar; charset=utf-8\r\n\r\nBEGIN\r\n--=_a b--\r\nepilogue\r\n",
        "BEGIN\r\n");
    assert_calendar(
        "Content-Type: multipart/mixed; boundary=out\n\n--out\nContent-Type: multipart/alternative; "
        "boundary=in\n\n--in\n\nplain\n--in--\n--out\nContent-Type: application/ics; name=x.ics\n\nBEGIN\n"
        "--out--\n",
        "BEGIN\n");
    assert_calendar(
        "Content-Type: multipart/mixed; boundary=cut\n\n--cut\nContent-Type: text/calendar\n\nBEGIN",
        "BEGIN");
}

static void a_mail_without_a_calendar_has_none(void **state)
{
    (void)state;
    static const char *const mails[] = {
        "",
        "\r\n",
        "Subject: x",
        "Content-Type: text/plain\r\n\r\nBEGIN:VCALENDAR\r\n",
        "Content-Type: text/calendars\r\n\r\nx",
        "Content-Type: multipart/mixed\r\n\r\n--x\r\nContent-Type: text/calendar\r\n\r\nBEGIN\r\n",
        "Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\nContent-Type: "
        "text/calendar\r\n\r\nBEGIN\r\n",
        "Content-Type: multipart/mixed; boundary=b\r\n\r\nno part at all",
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b--\r\n--b\r\nContent-Type: "
        "text/calendar\r\n\r\nBEGIN\r\n",
        "Content-Type: message/rfc822\r\n\r\nContent-Type: text/calendar\r\n\r\nBEGIN\r\n",
    };

    for (size_t i = 0; i < COUNT_OF(mails); i++)
        assert_calendar(mails[i], NULL);
}

static void parts_within_parts_and_floods_of_parts_end(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text mail;

    text_init(&mail, MAIL_READ_BYTES_MAX);
    for (int i = 0; i < 200; i++)
        text_putf(&mail, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
    text_put(&mail, "Content-Type: text/calendar\n\nBEGIN\n");
    assert_calendar(mail.data, NULL);
    text_clear(&mail);
    text_put(&mail, "Content-Type: multipart/mixed; boundary=b\n\n");
    for (int i = 0; i < 100000; i++)
        text_put(&mail, "--b\n\n");
    text_put(&mail, "--b\nContent-Type: text/calendar\n\nBEGIN\n");
    assert_calendar(mail.data, NULL);
}

static void our_own_invitation_can_be_read(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text mail;
    struct error err;
    char sender[MAIL_ADDRESS_CHARS];
    const struct mail_message message = {
        .id = "5f0c",
        .from_name = "Ban bầu cử đơn vị số 1, \"thành phố\" <Thái Nguyên> và các xã",
        .from_address = "Bau-Cu@mttq.example.vn",
        .reply_to = "",
        .to_name = "",
        .to_address = "k00001@example.org",
        .subject = "Lịch",
        .text = "x",
        .html = "<p>x</p>",
        .calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Cử tri\r\nEND:VCALENDAR\r\n",
    };

    text_init(&mail, MAIL_READ_BYTES_MAX);
    assert_int_equal(mail_message_write(&message, &mail, &err), OK);
    assert_calendar(mail.data, message.calendar);
    assert_true(mail_read_sender(mail.data, mail.length, sender));
    assert_string_equal(sender, "bau-cu@mttq.example.vn");
}

static void the_sender_is_one_address(void **state)
{
    (void)state;
    static const struct {
        const char *mail;
        const char *sender; /* NULL: none */
    } rows[] = {
        {"From: a@example.vn\r\n\r\n", "a@example.vn"},
        {"from:\tA@Example.VN (Hoa)\n\n", "a@example.vn"},
        {"Subject: x\r\nFrom: \"x <b@example.vn>\"\r\n <a@example.vn>\r\nTo: c@example.vn\r\n\r\n",
         "a@example.vn"},
        {"Subject: x\r\n\r\nFrom: a@example.vn\r\n", NULL},
        {"From: a@example.vn\r\nFrom: b@example.vn\r\n\r\n", NULL},
        {"From: a@example.vn, b@example.vn\r\n\r\n", NULL},
        {"From: nobody\r\n\r\n", NULL},
        {"From:\r\n\r\n", NULL},
        {"", NULL},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char sender[MAIL_ADDRESS_CHARS] = "(none)";
        bool found = mail_read_sender(rows[i].mail, strlen(rows[i].mail), sender);
        if (found != (rows[i].sender != NULL))
            fail_msg("row %zu: %s", i, sender);
        assert_string_equal(sender, found ? rows[i].sender : "(none)");
    }
}

/* ---- mailboxes ---- */

/* Reads the bytes through a pipe or a file; each mail that fits stands in the result, with `|` behind it. */
static void read_box(const char *bytes, size_t length, size_t max_bytes, struct text *out)
{
    CLEANUP(text_done) struct text mail;
    struct mail_box *box = malloc(sizeof *box);
    FILE *file = tmpfile();
    bool fits;

    assert_non_null(box);
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    rewind(file);
    text_init(&mail, max_bytes);
    mail_box_init(box, fileno(file));
    while (mail_box_next(box, &mail, &fits)) {
        text_put(out, fits ? mail.data : "(too large)");
        text_put(out, "|");
    }
    assert_false(box->failed);
    fclose(file);
    free(box);
}

static void a_mailbox_is_cut_at_its_dividers(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        const char *mails;
    } rows[] = {
        {"", ""},
        {"Subject: x\n\nFrom here\n\nFrom there\n", "Subject: x\n\nFrom here\n\nFrom there\n|"},
        {"From a@x.vn Mon\nA: 1\n\none\n\nFrom b@x.vn Tue\nB: 2\n\ntwo\nFrom three\n",
         "A: 1\n\none\n\n|B: 2\n\ntwo\nFrom three\n|"},
        {"From a\r\nA: 1\r\n\r\none\r\n\r\nFrom b\r\nB: 2\r\n", "A: 1\r\n\r\none\r\n\r\n|B: 2\r\n|"},
        {"From a\nA: 1", "A: 1|"},
        {"From a\n", "|"},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CLEANUP(text_done) struct text out;
        text_init(&out, 1000);
        read_box(rows[i].bytes, strlen(rows[i].bytes), 1000, &out);
        assert_string_equal(out.data, rows[i].mails);
    }
}

static void a_huge_mail_is_passed_over_and_the_next_is_read(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text box;
    CLEANUP(text_done) struct text out;

    text_init(&box, (size_t)1 << 20);
    text_init(&out, 1000);
    text_put(&box, "From a\nA: 1\n\n");
    for (int i = 0; i < 20000; i++)
        text_put(&box, "0123456789"); /* one line of 200 KB, longer than the buffer */
    text_put(&box, "\n\nFrom b\nB: 2\n\n");
    for (int i = 0; i < 20000; i++)
        text_put(&box, "0123456789\n");
    text_put(&box, "\nFrom c\nC: 3\n");
    read_box(box.data, box.length, 1000, &out);
    assert_string_equal(out.data, "(too large)|(too large)|C: 3\n|");
}

static void a_mailbox_that_cannot_be_read_says_so(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text mail;
    struct mail_box *box = malloc(sizeof *box);
    bool fits;

    assert_non_null(box);
    text_init(&mail, 1000);
    mail_box_init(box, -1);
    assert_false(mail_box_next(box, &mail, &fits));
    assert_true(box->failed);
    free(box);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_calendar_is_found_wherever_mail_programs_put_it),
        cmocka_unit_test(a_mail_without_a_calendar_has_none),
        cmocka_unit_test(parts_within_parts_and_floods_of_parts_end),
        cmocka_unit_test(our_own_invitation_can_be_read),
        cmocka_unit_test(the_sender_is_one_address),
        cmocka_unit_test(a_mailbox_is_cut_at_its_dividers),
        cmocka_unit_test(a_huge_mail_is_passed_over_and_the_next_is_read),
        cmocka_unit_test(a_mailbox_that_cannot_be_read_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
