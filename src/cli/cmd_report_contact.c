/* The report of the voter-contact meetings. */
#include "app/contact_report.h"
#include "app/election_find.h"
#include "app/unit_list.h"
#include "base/table.h"
#include "cli/columns.h"
#include "cli/commands.h"
#include "web/json_election.h"

#include <jansson.h>
#include <string.h>

#define NAME_INDENT 26
#define FIGURES_BYTES_MAX 2000

static const struct command_option contact_options[] = {
    {"unit", "CODE", N_("only this unit"), 0},
    {"commune", "CODE", N_("only meetings held in this commune, or in another area"), 0},
    {"format", "text|csv|json", N_("text when it is left out"), 0},
    {"election", "CODE", N_("the election; may be left out when the store holds one"), 0},
};

/* ---- text ---- */

/* "meetings 3; in person 2; ...": what is 0 is left out. */
static void put_figures(struct command_run *run, const char *name, const int64_t value[CONTACT_FIGURES])
{
    static const char *const words[CONTACT_FIGURES] = {
        [CONTACT_MEETINGS] = N_("meetings"),
        [CONTACT_DIRECT] = N_("in person"),
        [CONTACT_ONLINE] = N_("online"),
        [CONTACT_HYBRID] = N_("hybrid"),
        [CONTACT_ATTENDANCES] = N_("attendances"),
        [CONTACT_CAME] = N_("voters in person"),
        [CONTACT_JOINED] = N_("voters online"),
        [CONTACT_OPINIONS] = N_("opinions"),
        [CONTACT_MINUTES] = N_("minutes received"),
        [CONTACT_MISSING] = N_("not recorded yet"),
    };
    CLEANUP(text_done) struct text line;

    text_init(&line, FIGURES_BYTES_MAX);
    for (int figure = 0; figure < CONTACT_FIGURES; figure++)
        if (value[figure] != 0)
            text_putf(&line, "%s%s %lld", line.length > 0 ? "; " : "",
                      catalog_text(run->catalog, words[figure]), (long long)value[figure]);
    columns_put(run->out, name, line.length > 0 ? line.data : catalog_text(run->catalog, N_("none")),
                NAME_INDENT);
}

static void put_text(struct command_run *run, const struct contact_report *report)
{
    for (size_t i = 0; i < report->count; i++)
        put_figures(run, report->units[i].code, report->units[i].value);
    for (size_t i = 0; i < report->level_count; i++)
        put_figures(run, catalog_text(run->catalog, unit_level_name(report->levels[i].level)),
                    report->levels[i].value);
    put_figures(run, catalog_text(run->catalog, N_("all together")), report->total);
}

/* ---- CSV ---- */

static void put_csv(struct command_run *run, const struct contact_report *report)
{
    static const char *const heads[] = {"level", "unit_id", "name"};
    struct table_writer writer;

    table_writer_init(&writer, run->out, false);
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        table_put(&writer, heads[i]);
    for (int figure = 0; figure < CONTACT_FIGURES; figure++)
        table_put(&writer, contact_figure_names[figure]);
    table_end_row(&writer);
    for (size_t i = 0; i < report->count; i++) {
        const struct contact_unit *unit = &report->units[i];
        table_put(&writer, unit->level);
        table_put(&writer, unit->code);
        table_put(&writer, unit->name);
        for (int figure = 0; figure < CONTACT_FIGURES; figure++)
            table_put_int(&writer, unit->value[figure]);
        table_end_row(&writer);
    }
}

static enum error_code run_contact(struct command_run *run, struct error *err)
{
    const struct contact_question question = {.unit = command_option(run, "unit"),
                                              .area = command_option(run, "commune")};
    const char *format = command_option(run, "format");
    struct election election;
    struct contact_report report;

    TRY(election_find(run->app, command_option(run, "election"), run->arena, &election, err));
    TRY(contact_report(run->app, election.id, &question, run->arena, &report, err));
    if (run->json || (format != NULL && strcmp(format, "json") == 0))
        return command_put_json(run, json_of_contact(&report), err);
    if (format != NULL && strcmp(format, "csv") == 0)
        put_csv(run, &report);
    else
        put_text(run, &report);
    return OK;
}

const struct command report_contact_commands[] = {
    {"report contact", "",
     N_("count the voter-contact meetings that were held, and who took part (art. 66.3)"),
     COMMAND_OPTIONS(contact_options), STORE_OPEN, run_contact},
    COMMANDS_END};
