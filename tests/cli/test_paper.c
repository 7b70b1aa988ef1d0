/* Papers of the published plan, read back as a reader of PDF sees them. */
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAPER(program, ...)                                                                                  \
    PROGRAM_RUN(program, "--lang", "vi", "--now", "2021-04-27T08:00", "paper", "make", __VA_ARGS__)

static int set_up(void **state)
{
    struct program *program;

    if (program_set_up_election(state) != 0)
        return -1;
    program = *state;
    PROGRAM_RUN(program, "--now", "2021-04-21T08:00", "plan", "make", "--seed", "3");
    assert_int_equal(program->status, 0);
    PROGRAM_RUN(program, "--now", "2021-04-21T08:00", "plan", "publish");
    assert_int_equal(program->status, 0);
    return 0;
}

#define paper_test(function) cmocka_unit_test_setup_teardown(function, set_up, program_tear_down)

static const char *text_of(struct program *program, const char *file)
{
    const char *executable = program->executable;

    program->executable = "/usr/bin/pdftotext";
    program_run(program, (const char *const[]){"-layout", file, "-", NULL});
    program->executable = executable;
    assert_int_equal(program->status, 0);
    return program->out;
}

static size_t count_of(const char *whole, const char *part)
{
    size_t count = 0;

    while ((whole = strstr(whole, part)) != NULL) {
        whole += strlen(part);
        count++;
    }
    return count;
}

static void has(const char *whole, const char *part)
{
    if (strstr(whole, part) == NULL)
        fail_msg("\"%s\" is not in:\n%s", part, whole);
}

static void an_announcement_says_what_the_law_asks_for(void **state)
{
    struct program *program = *state;
    static const char *const parts[] = {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                                        "Độc lập - Tự do - Hạnh phúc",
                                        "ỦY BAN NHÂN DÂN",
                                        "THÔNG BÁO",
                                        "Hình thức:",
                                        "Thời gian: từ ",
                                        "tháng 4 năm 2021",
                                        "Địa điểm:",
                                        "Nội dung:",
                                        "Thành phần:",
                                        "xếp theo vần A, B, C",
                                        "CHỦ TỊCH"};

    PAPER(program, "announcement", "--unit", "N01", "--out", "a.pdf");
    assert_int_equal(program->status, 0);
    const char *text = text_of(program, "a.pdf");
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        has(text, parts[i]);
}

static void each_meeting_has_its_paper_and_each_candidate_a_letter(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "plan", "show", "--json");
    size_t meetings = count_of(program->out, "\"start\"");
    assert_true(meetings > 2);
    PAPER(program, "minutes", "--out", "all.pdf");
    assert_int_equal(program->status, 0);
    assert_int_equal(count_of(text_of(program, "all.pdf"), "BIÊN BẢN"), meetings);
    PAPER(program, "letter", "--candidate", "K01", "--out", "letter.pdf");
    assert_int_equal(program->status, 0);
    has(text_of(program, "letter.pdf"), "Kính gửi: ");
}

static void who_speaks_first_changes_from_meeting_to_meeting(void **state)
{
    struct program *program = *state;
    CLEANUP(text_done) struct text first = {0};

    text_init(&first, 4000);
    PAPER(program, "agenda", "--unit", "N01", "--out-dir", "agendas");
    assert_int_equal(program->status, 0);
    for (int i = 1; i <= 2; i++) {
        char name[40];
        snprintf(name, sizeof name, "agendas/N01-%02d.pdf", i);
        const char *row = strstr(text_of(program, name), "Thứ tự phát biểu");
        assert_non_null(row);
        row = strstr(row, "\n     1");
        assert_non_null(row);
        text_put_bytes(&first, row, strcspn(row + 1, "\n") + 1);
    }
    size_t half = first.length / 2;
    assert_memory_not_equal(first.data, first.data + half, half);
}

static void the_proof_of_equality_has_the_hash_of_the_plan(void **state)
{
    struct program *program = *state;
    char hash[65];

    PROGRAM_RUN(program, "plan", "equality");
    const char *said = strstr(program->out, "BLAKE2b): ");
    assert_non_null(said);
    snprintf(hash, sizeof hash, "%s", said + strlen("BLAKE2b): "));
    PAPER(program, "equality", "--unit", "N01", "--out", "equality.pdf");
    assert_int_equal(program->status, 0);
    const char *text = text_of(program, "equality.pdf");
    has(text, hash);
    has(text, "Đỗ Thị Ấn");
    has(text, "Chênh lệch lớn nhất");
}

static void the_timetable_names_the_days_by_law_and_their_articles(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "timetable", "show");
    assert_int_equal(program->status, 0);
    PAPER(program, "timetable", "--out", "timetable.pdf");
    assert_int_equal(program->status, 0);
    const char *text = text_of(program, "timetable.pdf");
    has(text, "LỊCH TRÌNH CUỘC BẦU CỬ");
    has(text, "18/04/2021"); /* the third consultation, 35 days before the polling day */
    has(text, "56.1");
}

static void the_report_sums_what_was_recorded(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "--now", "2021-05-22T08:00", "meeting", "record", "N01-01", "--in-person", "123");
    assert_int_equal(program->status, 0);
    PAPER(program, "report", "--out", "report.pdf");
    assert_int_equal(program->status, 0);
    has(text_of(program, "report.pdf"), "123");
}

static void what_is_not_there_has_no_paper(void **state)
{
    struct program *program = *state;

    PAPER(program, "agenda", "--unit", "nowhere", "--out", "x.pdf");
    assert_int_equal(program->status, 66);
    PAPER(program, "agenda");
    assert_int_equal(program->status, 64);
    PAPER(program, "anthem", "--out", "x.pdf");
    assert_int_equal(program->status, 64);
    char *made = program_read_file(program, "x.pdf");
    assert_string_equal(made, "");
    free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        paper_test(an_announcement_says_what_the_law_asks_for),
        paper_test(each_meeting_has_its_paper_and_each_candidate_a_letter),
        paper_test(who_speaks_first_changes_from_meeting_to_meeting),
        paper_test(the_proof_of_equality_has_the_hash_of_the_plan),
        paper_test(the_timetable_names_the_days_by_law_and_their_articles),
        paper_test(the_report_sums_what_was_recorded),
        paper_test(what_is_not_there_has_no_paper),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
