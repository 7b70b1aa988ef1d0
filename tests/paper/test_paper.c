#include "cli/run_program.h"
#include "cmocka_tests.h"
#include "paper/paper.h"

#include <stdio.h>
#include <string.h>

#define BYTES_MAX ((size_t)64 << 20)

struct desk {
    struct program program;
    struct paper *paper;
    struct error err;
};

static int set_up(void **state)
{
    static struct desk desk;

    desk = (struct desk){0};
    program_init(&desk.program);
    assert_int_equal(paper_new(&desk.paper, &desk.err), OK);
    *state = &desk;
    return 0;
}

static int tear_down(void **state)
{
    struct desk *desk = *state;

    paper_free(desk->paper);
    program_done(&desk->program);
    return 0;
}

#define desk_test(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

/* Closes the file and runs a reader of PDF over it; what it prints is the program's `out`. */
static const char *read_with(struct desk *desk, const char *const reader[])
{
    CLEANUP(text_done) struct text bytes = {0};
    char path[200];

    text_init(&bytes, BYTES_MAX);
    assert_int_equal(paper_close(desk->paper, &bytes, &desk->err), OK);
    snprintf(path, sizeof path, "%s/paper.pdf", desk->program.folder);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.data, 1, bytes.length, file), bytes.length);
    fclose(file);
    desk->program.executable = reader[0];
    program_run(&desk->program, reader + 1);
    assert_int_equal(desk->program.status, 0);
    return desk->program.out;
}

static const char *text_of(struct desk *desk)
{
    return read_with(desk, (const char *const[]){"/usr/bin/pdftotext", "-layout", "paper.pdf", "-", NULL});
}

static void has(const char *whole, const char *part)
{
    if (strstr(whole, part) == NULL)
        fail_msg("\"%s\" is not in:\n%s", part, whole);
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

static void what_was_put_can_be_copied_out(void **state)
{
    struct desk *desk = *state;

    paper_open(desk->paper, "Thông báo", PAPER_UPRIGHT);
    paper_begin(desk->paper);
    paper_put_head(desk->paper, &(struct paper_head){.office = "ỦY BAN NHÂN DÂN XÃ ĐẮK R'TIH",
                                                     .number = "Số: .../TB-UBND",
                                                     .nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                                                     .motto = "Độc lập - Tự do - Hạnh phúc",
                                                     .place_and_day = "ngày 05 tháng 01 năm 2026"});
    paper_put(desk->paper, PAPER_TITLE, "THÔNG BÁO");
    paper_put_pair(desk->paper, "Thành phần", "cử tri <thôn 1 & 2>");
    paper_put(desk->paper, PAPER_ITEM, "Ẫ Ỗ ễ ự đường");
    const char *text = text_of(desk);
    has(text, "ỦY BAN NHÂN DÂN");
    has(text, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    has(text, "Độc lập - Tự do - Hạnh phúc");
    has(text, "Thành phần: cử tri <thôn 1 & 2>");
    has(text, "- Ẫ Ỗ ễ ự đường");
}

static void the_letters_are_in_the_file(void **state)
{
    struct desk *desk = *state;

    paper_open(desk->paper, "x", PAPER_UPRIGHT);
    paper_begin(desk->paper);
    paper_put(desk->paper, PAPER_BODY, "Nguyễn Thị Bưởi");
    const char *fonts = read_with(desk, (const char *const[]){"/usr/bin/pdffonts", "paper.pdf", NULL});
    has(fonts, "LiberationSerif");
    has(fonts, "yes yes yes"); /* embedded, a subset, with Unicode */
}

static void a_long_table_has_its_head_on_each_page_and_each_row_once(void **state)
{
    struct desk *desk = *state;
    static const struct paper_column columns[] = {{"Số thứ tự", 1, PAPER_RIGHT},
                                                  {"Họ và tên", 4, PAPER_LEFT}};
    char number[16];

    paper_open(desk->paper, "Danh sách", PAPER_LANDSCAPE);
    paper_begin(desk->paper);
    paper_begin_table(desk->paper, columns, COUNT_OF(columns));
    for (int i = 1; i <= 100; i++) {
        snprintf(number, sizeof number, "so-%d.", i);
        paper_put_row(desk->paper, (const char *const[]){number, "Y Blốk Êban"});
    }
    paper_end_table(desk->paper);
    paper_put(desk->paper, PAPER_NOTE, "Hết.");
    const char *text = text_of(desk);
    size_t pages = count_of(text, "\f");
    assert_in_range(pages, 3, 8);
    assert_int_equal(count_of(text, "Họ và tên"), pages);
    assert_int_equal(count_of(text, "Y Blốk Êban"), 100);
    has(text, "so-100.");
    has(text, "Hết.");
}

static void a_long_paragraph_goes_on_over_the_pages_without_loss(void **state)
{
    struct desk *desk = *state;
    CLEANUP(text_done) struct text words = {0};

    text_init(&words, BYTES_MAX);
    for (int i = 0; i < 3000; i++)
        text_putf(&words, "từ%d ", i);
    paper_open(desk->paper, "x", PAPER_UPRIGHT);
    paper_begin(desk->paper);
    paper_put(desk->paper, PAPER_BODY, words.data);
    const char *text = text_of(desk);
    assert_in_range(count_of(text, "\f"), 3, 20);
    assert_int_equal(count_of(text, "từ"), 3000);
}

static void each_paper_of_a_file_counts_its_own_pages(void **state)
{
    struct desk *desk = *state;

    paper_open(desk->paper, "x", PAPER_UPRIGHT);
    for (int i = 0; i < 3; i++) {
        paper_begin(desk->paper);
        paper_put(desk->paper, PAPER_BODY, "đầu");
        paper_keep(desk->paper, 10000);
        paper_put(desk->paper, PAPER_BODY, "cuối");
    }
    const char *text = text_of(desk);
    assert_int_equal(count_of(text, "\f"), 6);
    assert_int_equal(count_of(text, " 2\n"), 3);
    assert_null(strstr(text, " 3\n"));
}

static void the_same_paper_is_the_same_text_again(void **state)
{
    struct desk *desk = *state;
    char first[200];

    for (int i = 0; i < 2; i++) {
        struct qr code;
        assert_int_equal(qr_encode("https://example.org/", &code, &desk->err), OK);
        paper_open(desk->paper, "x", PAPER_UPRIGHT);
        paper_begin(desk->paper);
        paper_put_code(desk->paper, &code, "Kiểm tra tại đây");
        paper_put_signatures(desk->paper, &(struct paper_signature){.duty = "THƯ KÝ"},
                             &(struct paper_signature){.duty = "CHỦ TRÌ", .hint = "(Ký, ghi rõ họ tên)"});
        const char *text = text_of(desk);
        has(text, "Kiểm tra tại đây");
        has(text, "(Ký, ghi rõ họ tên)");
        if (i == 0)
            snprintf(first, sizeof first, "%s", text);
        else
            assert_string_equal(first, text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_test(what_was_put_can_be_copied_out),
        desk_test(the_letters_are_in_the_file),
        desk_test(a_long_table_has_its_head_on_each_page_and_each_row_once),
        desk_test(a_long_paragraph_goes_on_over_the_pages_without_loss),
        desk_test(each_paper_of_a_file_counts_its_own_pages),
        desk_test(the_same_paper_is_the_same_text_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
