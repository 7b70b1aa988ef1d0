/* Equality of the candidates of each unit, as numbers. */
#include "app/election_find.h"
#include "app/plan_equality.h"
#include "base/table.h"
#include "cli/columns.h"
#include "cli/commands.h"
#include "web/json_election.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#define CODE_INDENT 26
#define FIGURES_BYTES_MAX 4000

static const struct command_option equality_options[] = {
    {"unit", "CODE", N_("only this unit"), 0},
    {"draft", NULL, N_("the newest draft instead of what is published"), 0},
    {"format", "text|csv|json", N_("text when it is left out"), 0},
    {"election", "CODE", N_("the election; may be left out when the store holds one"), 0},
};

/* ---- text ---- */

/* "meetings 3; minutes 360; ...": what is 0 is left out. */
static void put_figures(struct command_run *run, const char *name, const struct equality_figures *figures)
{
    static const char *const names[EQUALITY_FIGURES] = {
        [EQUALITY_MEETINGS] = N_("meetings"),
        [EQUALITY_MINUTES] = N_("minutes"),
        [EQUALITY_DIRECT] = N_("in person"),
        [EQUALITY_ONLINE] = N_("online"),
        [EQUALITY_HYBRID] = N_("hybrid"),
        [EQUALITY_SEATS] = N_("seats"),
        [EQUALITY_MORNING] = N_("mornings"),
        [EQUALITY_AFTERNOON] = N_("afternoons"),
        [EQUALITY_EVENING] = N_("evenings"),
        [EQUALITY_WORKING_DAY] = N_("working days"),
        [EQUALITY_WEEKEND] = N_("weekends"),
        [EQUALITY_HOLIDAY] = N_("holidays"),
        [EQUALITY_SPEAKS_FIRST] = N_("speaks first"),
        [EQUALITY_SPEAKS_LAST] = N_("speaks last"),
    };
    CLEANUP(text_done) struct text line;

    text_init(&line, FIGURES_BYTES_MAX);
    for (int figure = 0; figure < EQUALITY_FIGURES; figure++) {
        if (figures->value[figure] != 0)
            text_putf(&line, "%s%s %" PRId64, line.length > 0 ? "; " : "",
                      catalog_text(run->catalog, names[figure]), figures->value[figure]);
    }
    columns_put(run->out, name, line.length > 0 ? line.data : catalog_text(run->catalog, N_("none")),
                CODE_INDENT);
}

static void put_text(struct command_run *run, const struct plan_equality *equality)
{
    for (size_t i = 0; i < equality->count; i++) {
        const struct equality_unit *unit = &equality->units[i];
        text_putf(run->out, "%s  %s\n", unit->code, unit->name);
        for (size_t k = 0; k < unit->count; k++)
            put_figures(run, unit->candidates[k].code, &unit->candidates[k].figures);
        put_figures(run, catalog_text(run->catalog, N_("largest difference")), &unit->differences);
    }
    command_say(run, run->out, "Counted twice, by meetings and by candidates; the two agree.");
    command_say(run, run->out, "Hash of the plan (BLAKE2b): %s", equality->hash);
}

/* ---- CSV ---- */

static void put_csv_row(struct table_writer *writer, const struct plan_equality *equality,
                        const struct equality_unit *unit, const struct equality_candidate *candidate)
{
    table_put(writer, unit->code);
    table_put(writer, candidate->code);
    for (int figure = 0; figure < EQUALITY_FIGURES; figure++)
        table_put_int(writer, candidate->figures.value[figure]);
    table_put(writer, equality->hash);
    table_end_row(writer);
}

static void put_csv(struct command_run *run, const struct plan_equality *equality)
{
    struct table_writer writer;

    table_writer_init(&writer, run->out, false);
    table_put(&writer, "unit_id");
    table_put(&writer, "candidate_id");
    for (int figure = 0; figure < EQUALITY_FIGURES; figure++)
        table_put(&writer, equality_figure_name((enum equality_figure)figure));
    table_put(&writer, "plan_hash");
    table_end_row(&writer);
    for (size_t i = 0; i < equality->count; i++) {
        for (size_t k = 0; k < equality->units[i].count; k++)
            put_csv_row(&writer, equality, &equality->units[i], &equality->units[i].candidates[k]);
    }
}

static enum error_code run_equality(struct command_run *run, struct error *err)
{
    const struct equality_question question = {.draft = command_option(run, "draft") != NULL,
                                               .unit = command_option(run, "unit")};
    const char *format = command_option(run, "format");
    struct election election;
    struct plan_equality equality;

    TRY(election_find(run->app, command_option(run, "election"), run->arena, &election, err));
    TRY(plan_equality(run->app, election.id, &question, run->arena, &equality, err));
    if (run->json || (format != NULL && strcmp(format, "json") == 0))
        TRY(command_put_json(run, json_of_equality(&equality), err));
    else if (format != NULL && strcmp(format, "csv") == 0)
        put_csv(run, &equality);
    else
        put_text(run, &equality);
    if (equality.unequal == 0)
        return OK;
    return error_set(err, ERROR_FOUND, "candidates of one unit differ in the number of meetings; units: %zu",
                     equality.unequal);
}

const struct command plan_equality_commands[] = {
    {"plan equality", "", N_("count what each candidate of a unit is given, and compare"),
     COMMAND_OPTIONS(equality_options), STORE_OPEN, run_equality},
    COMMANDS_END};
