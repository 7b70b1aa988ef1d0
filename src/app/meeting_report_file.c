#include "app/meeting_report_file.h"

#include "base/file.h"
#include "base/parse.h"
#include "base/table.h"
#include "db/db.h"

#include <string.h>

enum column {
    COLUMN_MEETING,
    COLUMN_FORM,
    COLUMN_IN_PERSON,
    COLUMN_ONLINE,
    COLUMN_OPINIONS,
    COLUMN_MINUTES_DAY,
    COLUMN_MINUTES_NUMBER,
    COLUMN_OPINION_WORDS,
    COLUMN_ANSWER_WORDS,
    COLUMN_COUNT
};

static const struct table_column columns[COLUMN_COUNT] = {
    [COLUMN_MEETING] = {"meeting_id", false},
    [COLUMN_FORM] = {"form", false},
    [COLUMN_IN_PERSON] = {"in_person", false},
    [COLUMN_ONLINE] = {"online", false},
    [COLUMN_OPINIONS] = {"opinions", false},
    [COLUMN_MINUTES_DAY] = {"minutes_day", true},
    [COLUMN_MINUTES_NUMBER] = {"minutes_number", true},
    [COLUMN_OPINION_WORDS] = {"opinion_words", true},
    [COLUMN_ANSWER_WORDS] = {"answer_words", true},
};

static void read_number(const struct table *table, size_t row, enum column column, struct report *report,
                        int64_t *out)
{
    const struct table_field *field = table_at(table, row, column);

    if (!parse_int(field->text, 0, MEETING_REPORT_PERSONS_MAX, out))
        report_error(report, table_place(table, field, columns[column].name),
                     "\"%s\" is not a number between 0 and %d", field->text, MEETING_REPORT_PERSONS_MAX);
}

static void read_row(const struct table *table, size_t row, struct report *report, struct meeting_report *out)
{
    const struct table_field *form = table_at(table, row, COLUMN_FORM);
    const struct table_field *day = table_at(table, row, COLUMN_MINUTES_DAY);
    size_t choice = FORM_DIRECT;

    *out = (struct meeting_report){
        .has_minutes = day->text[0] != '\0',
        .minutes_number = table_at(table, row, COLUMN_MINUTES_NUMBER)->text,
        .opinion_words = table_at(table, row, COLUMN_OPINION_WORDS)->text,
        .answer_words = table_at(table, row, COLUMN_ANSWER_WORDS)->text,
    };
    if (!parse_choice(form->text, meeting_form_names, FORM_COUNT, &choice))
        report_error(report, table_place(table, form, "form"),
                     "the form must be direct, online or hybrid, not %s", form->text);
    out->form = (enum meeting_form)choice;
    read_number(table, row, COLUMN_IN_PERSON, report, &out->in_person);
    read_number(table, row, COLUMN_ONLINE, report, &out->online);
    read_number(table, row, COLUMN_OPINIONS, report, &out->opinions);
    if (out->has_minutes && !civil_date_parse(day->text, &out->minutes_day))
        report_error(report, table_place(table, day, "minutes_day"),
                     "\"%s\" is not a date such as 2026-03-15 or 15/03/2026", day->text);
}

struct batch {
    const struct app *app;
    int64_t election;
    const struct table *table;
    struct arena *arena;
    struct report *report;
};

/* A fault of the data is a line of the report; anything else ends it. */
static enum error_code record_row(const struct batch *batch, size_t row, struct meeting_report_rows *counts,
                                  struct error *err)
{
    const struct table_field *meeting = table_at(batch->table, row, COLUMN_MEETING);
    struct meeting_report_request request = {
        .election = batch->election, .meeting = meeting->text, .seen = MEETING_REPORT_ANY};
    size_t faults = batch->report->error_count;
    bool stored = false;

    read_row(batch->table, row, batch->report, &request.report);
    if (batch->report->error_count > faults)
        return OK;
    enum error_code code = meeting_report_record(batch->app, &request, batch->arena, &stored, err);
    if (code == ERROR_DATA || code == ERROR_NO_INPUT) {
        error_at(err, batch->table->file, meeting->line, meeting->column, "meeting_id");
        report_add(batch->report, err);
        return OK;
    }
    counts->stored += stored;
    counts->same += !stored;
    return code;
}

static enum error_code record_once(const struct batch *batch, struct meeting_report_rows *out,
                                   struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction whole = {0};
    struct meeting_report_rows counts = {0, 0};

    TRY(db_transaction_begin(&whole, batch->app->db, err));
    for (size_t row = 0; row < batch->table->row_count; row++)
        TRY(record_row(batch, row, &counts, err));
    if (batch->report->error_count > 0) {
        error_set(err, ERROR_DATA, "nothing was recorded; errors in the file: %zu",
                  batch->report->error_count);
        return error_at(err, batch->table->file, 0, 0, NULL);
    }
    TRY(db_transaction_commit(&whole, err));
    *out = counts;
    return OK;
}

enum error_code meeting_report_record_file(const struct app *app, const struct meeting_report_file *file,
                                           struct arena *arena, struct meeting_report_rows *out,
                                           struct error *err)
{
    CLEANUP(text_done) struct text bytes;
    const struct table_columns wanted = {columns, COLUMN_COUNT};
    struct table table;

    text_init(&bytes, TABLE_BYTES_MAX);
    TRY(file_read(file->path, &bytes, err));
    const struct table_source source = {file->path, bytes.data, bytes.length};
    TRY(table_parse(&source, &wanted, arena, file->report, &table, err));
    const struct batch batch = {app, file->election, &table, arena, file->report};
    return DB_REPEAT(app->db, record_once(&batch, out, err));
}
