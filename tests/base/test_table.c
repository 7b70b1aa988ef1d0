#include "base/table.h"
#include "cmocka_tests.h"

#include <stdlib.h>
#include <string.h>

static const struct table_column wanted[] = {{"id", false}, {"name", false}, {"note", true}};

struct fixture {
    struct arena arena;
    struct report report;
    struct table table;
    struct error err;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    arena_init(&f->arena, (size_t)256 << 20);
    report_init(&f->report, REPORT_LINES_DEFAULT);
    *state = f;
    return f == NULL;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    arena_done(&f->arena);
    report_done(&f->report);
    free(f);
    return 0;
}

static void parse_bytes(struct fixture *f, const char *bytes, size_t length)
{
    report_done(&f->report);
    struct table_source source = {"t.csv", bytes, length};
    struct table_columns columns = {wanted, COUNT_OF(wanted)};
    assert_int_equal(table_parse(&source, &columns, &f->arena, &f->report, &f->table, &f->err), OK);
}

static void parse(struct fixture *f, const char *text)
{
    parse_bytes(f, text, strlen(text));
}

static void assert_field(const struct fixture *f, size_t row, size_t column, const char *text)
{
    assert_true(row < f->table.row_count);
    assert_string_equal(table_at(&f->table, row, column)->text, text);
}

/* All lines of the report, each ended by a line feed. */
static void assert_report(const struct fixture *f, const char *expected)
{
    CLEANUP(text_done) struct text out;

    text_init(&out, 100000);
    for (size_t i = 0; i < f->report.line_count; i++) {
        const struct report_line *line = &f->report.lines[i];
        text_put(&out, line->warning ? "warning: " : "");
        error_write(&line->error, line->error.message.format, &out);
        text_put_char(&out, '\n');
    }
    assert_string_equal(out.data, expected);
}

static void every_way_of_writing_a_table_gives_the_same_rows(void **state)
{
    struct fixture *f = *state;
    static const char *const forms[] = {
        "id,name,note\nA1,Đỗ Thị Ấn,x\nA2,\"Hội trường, tầng 2\",\n",
        "id,name,note\r\nA1,Đỗ Thị Ấn,x\r\nA2,\"Hội trường, tầng 2\",\r\n",
        "\uFEFFid,name,note\nA1,Đỗ Thị Ấn,x\nA2,\"Hội trường, tầng 2\",",
        "id;name;note\nA1;Đỗ Thị Ấn;x\nA2;Hội trường, tầng 2;\n",
        "id\tname\tnote\nA1\tĐỗ Thị Ấn\tx\nA2\tHội trường, tầng 2\t\n",
        "\n  \n ID , \"Name\" ,NOTE\n\n  A1,  Đỗ Thị Ấn \u00a0,\u00a0x\n,,\n\"A2\" ,\" Hội trường, tầng "
        "2\",\n\n",
        "note,id,name\nx,A1,\"Đỗ Thị Ấn\"\n,A2,\"Hội trường, tầng 2\"\n",
        "id,name,note\nA1,\u0110o\u0302\u0303 Thi\u0323 A\u0302\u0301n,x\nA2,\"Ho\u0323\u0302i "
        "tru\u031bo\u031b\u0300ng, "
        "ta\u0302\u0300ng 2\",\n", /* decomposed */
        "id,name,note\rA1,Đỗ Thị Ấn,x\rA2,\"Hội trường, tầng 2\",\r",
    };

    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        parse(f, forms[i]);
        assert_report(f, "");
        assert_int_equal(f->table.row_count, 2);
        assert_field(f, 0, 0, "A1");
        assert_field(f, 0, 1, "Đỗ Thị Ấn");
        assert_field(f, 0, 2, "x");
        assert_field(f, 1, 0, "A2");
        assert_field(f, 1, 1, "Hội trường, tầng 2");
        assert_field(f, 1, 2, "");
    }
}

static void every_field_knows_its_place_in_characters(void **state)
{
    struct fixture *f = *state;

    parse(f, "\uFEFFid,name,note\r\nA1,Đỗ Thị Ấn,x\r\n\r\nA2,\"Ấ\"\"Ấ\",y\n");
    const struct table_field *x = table_at(&f->table, 0, 2);
    const struct table_field *y = table_at(&f->table, 1, 2);
    assert_int_equal(x->line, 2);
    assert_int_equal(x->column, 14);
    assert_int_equal(y->line, 4);
    assert_int_equal(y->column, 11);
    assert_string_equal(table_at(&f->table, 1, 1)->text, "Ấ\"Ấ");
    assert_int_equal(table_at(&f->table, 1, 0)->column, 1);
}

static void an_absent_optional_column_reads_as_empty_without_place(void **state)
{
    struct fixture *f = *state;

    parse(f, "name,id\nB,A\n");
    assert_report(f, "");
    assert_field(f, 0, 0, "A");
    assert_field(f, 0, 2, "");
    assert_int_equal(table_at(&f->table, 0, 2)->line, 0);
}

static void wrong_headings_are_named(void **state)
{
    struct fixture *f = *state;
    static const char *const rows[][2] = {
        {"id,colour,name\nA,red,B\n",
         "warning: t.csv:1: colour: this column is not known and was not read\n"},
        {"name,note\nA,B\n", "t.csv:1: id: this column is missing; the first line must name the columns\n"},
        {"Nguyễn Văn An,0912345678\n",
         "t.csv:1: id: this column is missing; the first line must name the columns\n"
         "t.csv:1: name: this column is missing; the first line must name the columns\n"},
        {"id,name,ID\nA,B,C\n", "t.csv:1: id: two columns have this name\n"},
        {"", "t.csv:1: is empty; the first line must name the columns\n"},
        {"\n\n", "t.csv:1: is empty; the first line must name the columns\n"},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        parse(f, rows[i][0]);
        assert_report(f, rows[i][1]);
        assert_int_equal(f->table.broken, i != 0);
        assert_int_equal(f->table.row_count, i == 0);
    }
}

static void bad_rows_are_all_listed_and_good_ones_kept(void **state)
{
    struct fixture *f = *state;

    parse(f, "id,name\nA,B\nC\nD,E,F\nG,\"H\nI\"\nJ,K\nL,\"M\tN\"\nO,P\n");
    assert_report(f,
                  "t.csv:3: fields in this row: 1; columns named in the first line: 2\n"
                  "t.csv:4: fields in this row: 3; columns named in the first line: 2\n"
                  "t.csv:5:3: name: holds a line break or another control character; write it on one line\n"
                  "t.csv:8:3: name: holds a line break or another control character; write it on one line\n");
    assert_false(f->table.broken);
    assert_int_equal(f->table.row_count, 3);
    assert_field(f, 2, 0, "O");
}

#define BYTES(literal) (literal), sizeof(literal) - 1

static void bytes_that_are_no_table_are_refused_with_their_place(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *bytes;
        size_t length;
        const char *report;
    } rows[] = {
        {BYTES("\xFF\xFEi\0d\0"), "t.csv:1:1: is in UTF-16; save it again as \"CSV UTF-8\"\n"},
        {BYTES("id,name\nĐ,a\0b\n"),
         "t.csv:2:4: holds a NUL byte, so it is no text file; save it again as \"CSV UTF-8\"\n"},
        {BYTES("id,name\nĐ,Nguy\xea\xf5n\n"),
         "t.csv:2:7: is not in UTF-8 from this byte on; save it again as \"CSV UTF-8\"\n"},
        {BYTES("id,name\nA,\"B\nC,D\n"),
         "t.csv:2:3: the quotation mark that begins this field is never closed\n"},
        {BYTES("id,name\nA,Nhà \"Sao\"\n"),
         "t.csv:2:7: a quotation mark stands inside this field; put the whole field in quotation marks and "
         "double those inside\n"},
        {BYTES("id,name\nA,\"Nhà\" B\n"),
         "t.csv:2:9: a quotation mark stands inside this field; put the whole field in quotation marks and "
         "double those inside\n"},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        parse_bytes(f, rows[i].bytes, rows[i].length);
        assert_report(f, rows[i].report);
        assert_true(f->table.broken);
        assert_int_equal(f->table.row_count, 0);
    }
}

/* "id,name\nA," and then `count` times the letter. */
static void parse_long_field(struct fixture *f, const char *letter, size_t count)
{
    CLEANUP(text_done) struct text text;

    text_init(&text, 1 << 20);
    text_put(&text, "id,name\nA,");
    for (size_t i = 0; i < count; i++)
        text_put(&text, letter);
    parse_bytes(f, text.data, text.length);
}

static void lengths_have_limits(void **state)
{
    struct fixture *f = *state;

    parse_long_field(f, "ấ", TABLE_FIELD_CHARS_MAX);
    assert_report(f, "");
    assert_int_equal(f->table.row_count, 1);
    parse_long_field(f, "ấ", TABLE_FIELD_CHARS_MAX + 1);
    assert_report(f, "t.csv:2:3: name: is longer than 2000 characters\n");
    assert_int_equal(f->table.row_count, 0);
    parse_long_field(f, "ab", TABLE_LINE_BYTES_MAX);
    assert_report(f, "t.csv:2:1: this line is longer than 16384 bytes\n");
    assert_true(f->table.broken);
}

static void columns_have_a_limit(void **state)
{
    struct fixture *f = *state;
    CLEANUP(text_done) struct text text;

    text_init(&text, 1 << 20);
    text_put(&text, "id,name");
    for (int i = 0; i < 70; i++)
        text_put(&text, ",note");
    text_put(&text, "\nA,B\n");
    parse(f, text.data);
    assert_report(f, "t.csv:1: has 72 columns, and at most 64 are accepted\n");
    assert_true(f->table.broken);
}

static void what_is_written_is_read_back(void **state)
{
    struct fixture *f = *state;
    static const char *const fields[] = {
        "plain", "",     "comma, in it", "\"quoted\"", "semi;colon", "+84912", "=1+1", "'=1+1",
        "''@x",  "'tis", "-5",           "Ấn Độ",      "a\"b",       "@home",  "'",    "x 'y' =z"};

    for (int for_people = 0; for_people < 2; for_people++) {
        CLEANUP(text_done) struct text text;
        struct table_writer writer;
        text_init(&text, 10000);
        table_writer_init(&writer, &text, for_people);
        for (size_t column = 0; column < COUNT_OF(wanted); column++)
            table_put(&writer, wanted[column].name);
        table_end_row(&writer);
        for (size_t i = 0; i < COUNT_OF(fields); i++) {
            table_put_int(&writer, -7);
            table_put(&writer, fields[i]);
            table_put(&writer, "end");
            table_end_row(&writer);
        }
        parse_bytes(f, text.data, text.length);
        assert_report(f, "");
        assert_int_equal(f->table.row_count, COUNT_OF(fields));
        for (size_t i = 0; i < COUNT_OF(fields); i++) {
            assert_field(f, i, 0, "-7");
            assert_field(f, i, 1, fields[i]);
        }
    }
}

static void a_file_for_people_opens_in_a_spreadsheet_without_running(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text text;
    struct table_writer writer;

    text_init(&text, 10000);
    table_writer_init(&writer, &text, true);
    table_put(&writer, "=HYPERLINK(\"x\")");
    table_put(&writer, "+84912");
    table_put_int(&writer, -3);
    table_end_row(&writer);
    assert_string_equal(text.data, "\uFEFF\"'=HYPERLINK(\"\"x\"\")\";'+84912;-3\r\n");
    text_clear(&text);
    table_writer_init(&writer, &text, false);
    table_put(&writer, "=A1");
    table_put(&writer, "+84912");
    table_end_row(&writer);
    assert_string_equal(text.data, "=A1,+84912\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_way_of_writing_a_table_gives_the_same_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_field_knows_its_place_in_characters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_absent_optional_column_reads_as_empty_without_place, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(wrong_headings_are_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bad_rows_are_all_listed_and_good_ones_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bytes_that_are_no_table_are_refused_with_their_place, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(lengths_have_limits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(columns_have_a_limit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_written_is_read_back, set_up, tear_down),
        cmocka_unit_test(a_file_for_people_opens_in_a_spreadsheet_without_running),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
