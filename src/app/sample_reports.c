/* What would have become of the meetings of a sample. */
#include "app/meeting_report.h"
#include "app/sample.h"
#include "app/sample_recipe.h"
#include "base/file.h"
#include "base/prng.h"
#include "base/table.h"

#include <stdio.h>

#define PATH_BYTES_MAX 4096
#define CODE_CHARS 80

struct reports {
    const struct sample_recipe *recipe;
    struct table_writer writer;
    struct prng prng;
    int64_t meetings; /* of the sample */
    int64_t expected; /* voters, by the tables */
    int64_t number;   /* meetings so far */
    int64_t running;  /* voters expected so far */
};

/* Shares of a whole that add up to it exactly: the running sum is rounded, not each share. */
static int64_t share(int64_t whole, int64_t before, int64_t after, int64_t all)
{
    return whole * after / all - whole * before / all;
}

static void put_meeting(struct reports *reports, const char *code, int64_t expected)
{
    const struct sample_recipe *recipe = reports->recipe;
    struct table_writer *writer = &reports->writer;
    int64_t came =
        share(recipe->attendances, reports->running, reports->running + expected, reports->expected);
    bool online = share(recipe->online, reports->number, reports->number + 1, reports->meetings) > 0;

    reports->number++;
    reports->running += expected;
    table_put(writer, code);
    table_put(writer, meeting_form_names[online ? FORM_ONLINE : FORM_DIRECT]);
    table_put_int(writer, online ? 0 : came);
    table_put_int(writer, online ? came : 0);
    table_put_int(writer, prng_between(&reports->prng, 2, 9));
    table_end_row(writer);
}

static void put_meetings(struct reports *reports, const struct tables *tables)
{
    static const char *const heads[] = {"meeting_id", "form", "in_person", "online", "opinions"};

    for (size_t i = 0; i < COUNT_OF(heads); i++)
        table_put(&reports->writer, heads[i]);
    table_end_row(&reports->writer);
    for (size_t i = 0; i < tables->unit_count; i++) {
        const struct tables_unit *unit = &tables->units[i];
        for (int32_t number = 1; number <= unit->needed; number++) {
            char code[CODE_CHARS];
            snprintf(code, sizeof code, "%s-%02d", unit->id, number);
            put_meeting(reports, code, unit->attendance);
        }
    }
}

enum error_code sample_write_reports(const char *name, const struct tables *tables, const char *folder,
                                     struct error *err)
{
    CLEANUP(text_done) struct text path;
    CLEANUP(text_done) struct text bytes;
    struct reports reports = {.recipe = sample_recipe_find(name)};

    text_init(&path, PATH_BYTES_MAX);
    text_init(&bytes, TABLE_BYTES_MAX);
    if (reports.recipe == NULL)
        return error_set(err, ERROR_USAGE, "there is no sample \"%s\"; choose ward, district or province",
                         name);
    for (size_t i = 0; i < tables->unit_count; i++) {
        reports.meetings += tables->units[i].needed;
        reports.expected += (int64_t)tables->units[i].needed * tables->units[i].attendance;
    }
    prng_init(&reports.prng, (uint64_t)tables->params.seed);
    table_writer_init(&reports.writer, &bytes, false);
    put_meetings(&reports, tables);
    text_putf(&path, "%s/reports.csv", folder);
    TRY(text_finish(&path, err));
    TRY(text_finish(&bytes, err));
    return file_write(path.data, bytes.data, bytes.length, err);
}
