#include "app/plan_file.h"

#include "base/file.h"
#include "base/table.h"

enum column { COLUMN_CODE, COLUMN_UNIT, COLUMN_MODE, COLUMN_VENUE, COLUMN_START, COLUMN_END, COLUMN_COUNT };

static const struct table_column columns[COLUMN_COUNT] = {
    [COLUMN_CODE] = {"meeting_id", false}, [COLUMN_UNIT] = {"unit_id", false},
    [COLUMN_MODE] = {"mode", false},       [COLUMN_VENUE] = {"venue_id", false},
    [COLUMN_START] = {"start", false},     [COLUMN_END] = {"end", false},
};

static enum error_code read_table(const char *path, struct arena *arena, struct report *report,
                                  struct table *out, struct error *err)
{
    CLEANUP(text_done) struct text bytes;
    const struct table_columns wanted = {columns, COLUMN_COUNT};

    text_init(&bytes, TABLE_BYTES_MAX);
    TRY(file_read(path, &bytes, err));
    const struct table_source source = {path, bytes.data, bytes.length};
    return table_parse(&source, &wanted, arena, report, out, err);
}

static struct plan_row read_row(const struct table *table, size_t row)
{
    return (struct plan_row){
        .code = table_at(table, row, COLUMN_CODE)->text,
        .unit = table_at(table, row, COLUMN_UNIT)->text,
        .mode = table_at(table, row, COLUMN_MODE)->text,
        .venue = table_at(table, row, COLUMN_VENUE)->text,
        .start = table_at(table, row, COLUMN_START)->text,
        .end = table_at(table, row, COLUMN_END)->text,
        .line = table_at(table, row, COLUMN_CODE)->line,
    };
}

enum error_code plan_file_read(const char *path, struct arena *arena, struct report *report,
                               struct plan_file *out, struct error *err)
{
    size_t errors_before = report->error_count;
    struct table table;

    TRY(read_table(path, arena, report, &table, err));
    if (report->error_count > errors_before) {
        error_set(err, ERROR_DATA, "the plan was not read; errors in the file: %zu",
                  report->error_count - errors_before);
        return error_at(err, path, 0, 0, NULL);
    }
    struct plan_row *rows = arena_array(arena, table.row_count, sizeof *rows);
    if (rows == NULL)
        return error_memory(err);
    for (size_t i = 0; i < table.row_count; i++)
        rows[i] = read_row(&table, i);
    *out = (struct plan_file){rows, table.row_count};
    return OK;
}

static void put_meeting(struct table_writer *writer, const struct plan_problem *problem,
                        const struct plan_meeting *meeting)
{
    char start[CIVIL_TIME_CHARS];
    char end[CIVIL_TIME_CHARS];

    civil_time_format(meeting->start, start);
    civil_time_format(meeting->end, end);
    table_put(writer, meeting->code);
    table_put(writer, problem->units[meeting->unit].code);
    table_put(writer, plan_mode_name(meeting->mode));
    table_put(writer, problem->venues[meeting->venue].code);
    table_put(writer, start);
    table_put(writer, end);
    table_end_row(writer);
}

enum error_code plan_file_write(const char *path, const struct plan_problem *problem, const struct plan *plan,
                                struct error *err)
{
    CLEANUP(text_done) struct text bytes;
    struct table_writer writer;

    text_init(&bytes, TABLE_BYTES_MAX);
    table_writer_init(&writer, &bytes, false);
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        table_put(&writer, columns[i].name);
    table_end_row(&writer);
    for (size_t i = 0; i < plan->count; i++)
        put_meeting(&writer, problem, &plan->meetings[i]);
    TRY(text_finish(&bytes, err));
    return file_write(path, bytes.data, bytes.length, err);
}
