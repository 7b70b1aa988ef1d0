#include "app/timetable_compare.h"

#include "app/milestones.h"
#include "base/file.h"
#include "base/table.h"

#define SCRATCH_MAX_BYTES ((size_t)16 << 20)

enum column { STEP, AREA, FROM, UNTIL, COLUMN_COUNT };

static const struct table_column columns[COLUMN_COUNT] = {
    [STEP] = {"step", false},
    [AREA] = {"area", true},
    [FROM] = {"from", true},
    [UNTIL] = {"until", true},
};

struct comparing {
    const struct timetable_book *book;
    const struct table *table;
    struct arena *arena;
    struct report *report;
    struct paper_date *items;
    size_t count;
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

static bool read_moment(const char *text, struct timetable_moment *out)
{
    struct timetable_moment moment = {.state = TIMETABLE_HOUR};

    if (!civil_time_parse(text, &moment.time)) {
        moment = (struct timetable_moment){.state = TIMETABLE_DATE};
        if (!civil_date_parse(text, &moment.time.date))
            return false;
    }
    *out = moment;
    return true;
}

static bool moments_differ(const struct timetable_moment *a, const struct timetable_moment *b)
{
    if (!timetable_has_date(a) || !timetable_has_date(b) || a->time.date.day != b->time.date.day)
        return true;
    return a->state == TIMETABLE_HOUR && b->state == TIMETABLE_HOUR && a->time.minute != b->time.minute;
}

static const struct table_field *field_at(const struct comparing *comparing, size_t row, enum column column)
{
    return table_at(comparing->table, row, column);
}

static void report_field(const struct comparing *comparing, size_t row, enum column column,
                         const struct error *fault)
{
    struct error placed = *fault;

    struct report_place place =
        table_place(comparing->table, field_at(comparing, row, column), columns[column].name);
    placed.code = error_at(&placed, place.file, place.line, place.column, place.key);
    report_add(comparing->report, &placed);
}

/* False: reported. */
static bool find_step(const struct comparing *comparing, size_t row, uint16_t *out_node)
{
    const struct table_field *field = field_at(comparing, row, STEP);

    if (timetable_book_node(comparing->book, field->text, out_node) &&
        law_pack_duty(comparing->book->pack, *out_node) != NULL)
        return true;
    report_error(comparing->report, table_place(comparing->table, field, columns[STEP].name),
                 N_("this is not a duty of law pack %s"), comparing->book->election.law_pack);
    return false;
}

static bool find_place(const struct comparing *comparing, size_t row, const struct law_duty *duty,
                       size_t *out_place)
{
    const char *code = field_at(comparing, row, AREA)->text;
    struct error fault;

    if (places_find(&comparing->book->places, code[0] != '\0' ? code : NULL, duty->levels, out_place,
                    &fault) == OK)
        return true;
    report_field(comparing, row, AREA, &fault);
    return false;
}

static void compare_field(struct comparing *comparing, size_t row, enum column column,
                          const struct paper_date *start, const struct timetable_moment *computed)
{
    const struct table_field *field = field_at(comparing, row, column);
    struct paper_date *date = &comparing->items[comparing->count];

    if (field->text[0] == '\0')
        return;
    *date = *start;
    if (!read_moment(field->text, &date->paper)) {
        report_error(comparing->report, table_place(comparing->table, field, columns[column].name),
                     N_("this is neither a date such as 15/03/2026 nor an hour such as 2026-03-14T07:00"));
        return;
    }
    date->is_last = column == UNTIL;
    date->computed = *computed;
    date->differs = moments_differ(&date->paper, computed);
    comparing->count++;
}

static enum error_code compare_row(struct comparing *comparing, size_t row, struct error *err)
{
    CLEANUP(arena_done) struct arena scratch;
    const struct timetable_book *book = comparing->book;
    struct paper_date start = {.area = ""};
    struct place_step *steps;
    uint16_t node;
    size_t place;

    arena_init(&scratch, SCRATCH_MAX_BYTES);
    if (!find_step(comparing, row, &node))
        return OK;
    const struct law_duty *duty = law_pack_duty(book->pack, node);
    if (!find_place(comparing, row, duty, &place))
        return OK;
    TRY(milestones_of_place(book, place, &scratch, &steps, err));
    start.step = arena_copy_string(comparing->arena, duty->id);
    start.area = book->places.items[place].code;
    start.citation = arena_copy_string(comparing->arena, duty->citation);
    start.name.vi = arena_copy_string(comparing->arena, duty->name.vi);
    start.name.en = arena_copy_string(comparing->arena, duty->name.en);
    if (start.step == NULL || start.citation == NULL || start.name.vi == NULL || start.name.en == NULL)
        return error_memory(err);
    compare_field(comparing, row, FROM, &start, &steps[node].dates.from);
    compare_field(comparing, row, UNTIL, &start, &steps[node].dates.due);
    return OK;
}

static enum error_code check_report(const struct paper_request *request, const struct report *report,
                                    struct error *err)
{
    if (report->error_count == 0)
        return OK;
    error_set(err, ERROR_DATA, "the paper was not compared; errors in the file: %zu", report->error_count);
    return error_at(err, request->path, 0, 0, NULL);
}

enum error_code timetable_compare(const struct app *app, const struct paper_request *request,
                                  struct arena *arena, struct report *report, struct paper_dates *out,
                                  struct error *err)
{
    CLEANUP(timetable_book_done) struct timetable_book book = {.pack = NULL};
    struct comparing comparing = {.book = &book, .arena = arena, .report = report};
    struct paper_dates dates = {.different = 0};
    struct table table;

    TRY(timetable_book_load(app, request->election, arena, &book, err));
    TRY(read_table(request->path, arena, report, &table, err));
    TRY(check_report(request, report, err));
    comparing.table = &table;
    comparing.items = arena_array(arena, 2 * table.row_count, sizeof *comparing.items);
    if (comparing.items == NULL)
        return error_memory(err);
    for (size_t row = 0; row < table.row_count; row++)
        TRY(compare_row(&comparing, row, err));
    TRY(check_report(request, report, err));
    for (size_t i = 0; i < comparing.count; i++)
        dates.different += comparing.items[i].differs;
    dates.items = comparing.items;
    dates.count = comparing.count;
    *out = dates;
    return OK;
}
