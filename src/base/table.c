#include "base/table.h"

#include "base/table_bytes.h"
#include "base/unicode.h"

#include <csv.h>
#include <string.h>

#define NOT_WANTED SIZE_MAX

struct reader {
    const struct table_columns *wanted;
    struct arena *arena;
    struct report *report;
    struct table *table;

    struct table_position start; /* of the field being read */
    bool row_begun;              /* something other than blanks stands in it */
    bool field_ended;            /* with the last byte */

    const char *headings[TABLE_COLUMNS_MAX];
    size_t wanted_of[TABLE_COLUMNS_MAX]; /* by column of the file */
    size_t heading_count;
    bool heading_done;

    struct table_field *row; /* the row being read, in the order wanted */
    size_t cell_count;
    bool row_blank;
    bool row_bad;

    enum error_code failure; /* no memory */
    struct error *err;
};

struct report_place table_place(const struct table *table, const struct table_field *field, const char *key)
{
    return (struct report_place){table->file, field->line, field->column, key};
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool is_no_break_blank(const char *bytes)
{
    return memcmp(bytes, "\u00a0", 2) == 0; /* spreadsheets leave them behind */
}

static size_t blank_at_start(const char *bytes, size_t length)
{
    if (length > 1 && is_no_break_blank(bytes))
        return 2;
    return length > 0 && is_blank(bytes[0]) ? 1 : 0;
}

static size_t blank_at_end(const char *bytes, size_t length)
{
    if (length > 1 && is_no_break_blank(bytes + length - 2))
        return 2;
    return length > 0 && is_blank(bytes[length - 1]) ? 1 : 0;
}

static void trim(const char **bytes, size_t *length)
{
    size_t cut;

    while ((cut = blank_at_start(*bytes, *length)) > 0) {
        *bytes += cut;
        *length -= cut;
    }
    while ((cut = blank_at_end(*bytes, *length)) > 0)
        *length -= cut;
}

static bool has_control(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < 0x20 || *text == 0x7F)
            return true;
    }
    return false;
}

static void take_heading(struct reader *reader, const char *bytes, size_t length)
{
    if (reader->cell_count >= TABLE_COLUMNS_MAX)
        return;
    char *name = arena_copy(reader->arena, bytes, length);
    if (name == NULL) {
        reader->failure = error_memory(reader->err);
        return;
    }
    for (char *c = name; *c != '\0'; c++) {
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    }
    reader->headings[reader->cell_count] = name;
}

static void take_field(struct reader *reader, const char *bytes, size_t length)
{
    size_t wanted = reader->wanted_of[reader->cell_count];
    char *text = NULL;

    if (wanted == NOT_WANTED)
        return;
    reader->failure = unicode_nfc(reader->arena, bytes, length, &text, reader->err);
    if (reader->failure != OK)
        return;
    struct table_field field = {table_guards(text) > 0 ? text + 1 : text, reader->start.line,
                                reader->start.column};
    struct report_place place = table_place(reader->table, &field, reader->wanted->list[wanted].name);
    if (has_control(text)) {
        report_error(reader->report, place,
                     N_("holds a line break or another control character; write it on one line"));
        reader->row_bad = true;
    } else if (unicode_count(text, strlen(text)) > TABLE_FIELD_CHARS_MAX) {
        report_error(reader->report, place, N_("is longer than %zu characters"), TABLE_FIELD_CHARS_MAX);
        reader->row_bad = true;
    }
    reader->row[wanted] = field;
}

static void on_field(void *data, size_t length, void *context)
{
    struct reader *reader = context;
    const char *bytes = data;

    reader->field_ended = true;
    reader->row_begun = true;
    if (reader->failure != OK || reader->table->broken)
        return;
    trim(&bytes, &length);
    if (!reader->heading_done)
        take_heading(reader, bytes, length);
    else if (reader->cell_count < reader->heading_count)
        take_field(reader, bytes, length);
    reader->row_blank = reader->row_blank && length == 0;
    reader->cell_count++;
}

static void begin_row(struct reader *reader)
{
    reader->cell_count = 0;
    reader->row_blank = true;
    reader->row_bad = false;
    reader->row = reader->table->fields + reader->table->row_count * reader->wanted->count;
    for (size_t i = 0; i < reader->wanted->count; i++)
        reader->row[i] = (struct table_field){.text = ""};
}

static struct report_place heading_place(const struct reader *reader, const char *key)
{
    return (struct report_place){reader->table->file, 1, 0, key};
}

static bool report_missing_columns(const struct reader *reader)
{
    bool missing = false;

    for (size_t i = 0; i < reader->wanted->count; i++) {
        bool found = reader->wanted->list[i].optional;
        for (size_t j = 0; j < reader->heading_count; j++)
            found = found || reader->wanted_of[j] == i;
        if (!found)
            report_error(reader->report, heading_place(reader, reader->wanted->list[i].name),
                         N_("this column is missing; the first line must name the columns"));
        missing = missing || !found;
    }
    return missing;
}

static bool report_double_columns(const struct reader *reader)
{
    bool twice = false;

    for (size_t i = 0; i < reader->heading_count; i++) {
        for (size_t j = 0; j < i && reader->wanted_of[i] != NOT_WANTED; j++) {
            if (reader->wanted_of[i] != reader->wanted_of[j])
                continue;
            report_error(reader->report, heading_place(reader, reader->headings[i]),
                         N_("two columns have this name"));
            twice = true;
        }
    }
    return twice;
}

static void match_headings(struct reader *reader)
{
    reader->heading_count = reader->cell_count;
    for (size_t i = 0; i < reader->heading_count; i++) {
        reader->wanted_of[i] = NOT_WANTED;
        for (size_t j = 0; j < reader->wanted->count; j++) {
            if (strcmp(reader->headings[i], reader->wanted->list[j].name) == 0)
                reader->wanted_of[i] = j;
        }
    }
}

static void bind_headings(struct reader *reader)
{
    struct table *table = reader->table;

    reader->heading_done = true;
    if (reader->cell_count > TABLE_COLUMNS_MAX) {
        report_error(reader->report, heading_place(reader, NULL),
                     N_("has %zu columns, and at most %zu are accepted"), reader->cell_count,
                     TABLE_COLUMNS_MAX);
        table->broken = true;
        return;
    }
    match_headings(reader);
    bool missing = report_missing_columns(reader);
    bool twice = report_double_columns(reader);
    table->broken = missing || twice;
    /* A file without a heading line begins with data, which must not be repeated as unknown columns. */
    for (size_t i = 0; i < reader->heading_count && !missing; i++) {
        if (reader->wanted_of[i] == NOT_WANTED)
            report_warning(reader->report, heading_place(reader, reader->headings[i]),
                           N_("this column is not known and was not read"));
    }
}

static void on_row(int byte, void *context)
{
    struct reader *reader = context;
    struct table *table = reader->table;

    (void)byte;
    reader->row_begun = false;
    if (reader->failure != OK || table->broken)
        return;
    if (!reader->heading_done) {
        bind_headings(reader);
    } else if (!reader->row_blank && reader->cell_count != reader->heading_count) {
        report_error(reader->report, (struct report_place){table->file, reader->start.line, 0, NULL},
                     N_("fields in this row: %zu; columns named in the first line: %zu"), reader->cell_count,
                     reader->heading_count);
    } else if (!reader->row_blank && !reader->row_bad) {
        table->row_count++;
    }
    begin_row(reader);
}

enum ending { READ_ALL, BAD_QUOTE, OPEN_QUOTE, NO_MEMORY };

/* libcsv gets the bytes one at a time, since only so is it known where a field began. */
static enum ending feed(struct reader *reader, struct csv_parser *parser, const struct table_source *source)
{
    struct table_position next = {1, 1};

    reader->start = next;
    for (size_t at = 0; at < source->length && reader->failure == OK && !reader->table->broken; at++) {
        char byte = source->bytes[at];
        reader->field_ended = false;
        if (csv_parse(parser, &byte, 1, on_field, on_row, reader) != 1) {
            reader->start = next;
            return csv_error(parser) == CSV_EPARSE ? BAD_QUOTE : NO_MEMORY;
        }
        table_advance(&next, source, at);
        if (reader->field_ended || (!reader->row_begun && (byte == '\n' || byte == '\r')))
            reader->start = next;
        else if (!is_blank(byte))
            reader->row_begun = true;
    }
    return csv_fini(parser, on_field, on_row, reader) == 0 ? READ_ALL : OPEN_QUOTE;
}

static void report_ending(struct reader *reader, enum ending ending)
{
    struct report_place place = {reader->table->file, reader->start.line, reader->start.column, NULL};

    if (ending == BAD_QUOTE)
        report_error(
            reader->report, place,
            N_("a quotation mark stands inside this field; put the whole field in quotation marks and "
               "double those inside"));
    else if (ending == OPEN_QUOTE)
        report_error(reader->report, place, N_("the quotation mark that begins this field is never closed"));
    else if (!reader->heading_done)
        report_error(reader->report, heading_place(reader, NULL),
                     N_("is empty; the first line must name the columns"));
    else
        return;
    reader->table->broken = true;
}

static enum error_code read_rows(struct reader *reader, const struct table_source *source, struct error *err)
{
    CLEANUP(csv_free) struct csv_parser parser = {0};

    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return error_memory(err);
    csv_set_delim(&parser, (unsigned char)table_separator(source));
    begin_row(reader);
    enum ending ending = feed(reader, &parser, source);
    if (ending == NO_MEMORY)
        return error_memory(err);
    if (reader->failure == OK && !reader->table->broken)
        report_ending(reader, ending);
    return reader->failure;
}

enum error_code table_parse(const struct table_source *source, const struct table_columns *wanted,
                            struct arena *arena, struct report *report, struct table *out, struct error *err)
{
    struct table_source input = *source;
    struct table table = {.file = source->file, .column_count = wanted->count};
    struct reader reader = {.wanted = wanted, .arena = arena, .report = report, .table = &table, .err = err};
    size_t line_count;

    if (!table_bytes_check(&input, &line_count, report)) {
        table.broken = true;
    } else {
        table.fields = arena_array(arena, line_count, wanted->count * sizeof *table.fields);
        if (table.fields == NULL)
            return error_memory(err);
        TRY(read_rows(&reader, &input, err));
    }
    if (table.broken)
        table.row_count = 0;
    *out = table;
    return OK;
}
