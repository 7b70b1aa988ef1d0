/* The dates a paper prints beside those of the timetable. */
#include "app/law_words.h"
#include "app/timetable_compare.h"
#include "cli/commands.h"
#include "cli/milestone_print.h"

#include <jansson.h>

static const struct command_option compare_options[] = {
    {"election", "CODE", N_("election, when the store holds several"), 0},
};

static enum error_code read_paper(struct command_run *run, struct paper_dates *out, struct error *err)
{
    CLEANUP(report_done) struct report report;
    const struct paper_request request = {.election = command_option(run, "election"),
                                          .path = run->operands[0]};

    report_init(&report, REPORT_LINES_DEFAULT);
    enum error_code code = timetable_compare(run->app, &request, run->arena, &report, out, err);
    command_put_report(run, &report);
    return code;
}

/* "  campaign_end  C01  until 14/03/2026 05:00, by the timetable 14/03/2026 07:00 [Campaign ends; 64]". */
static void put_difference(struct command_run *run, const struct paper_date *date)
{
    text_putf(run->out, "  %s  %s  %s ", date->step, date->area[0] != '\0' ? date->area : "-",
              catalog_text(run->catalog, date->is_last ? N_("until") : N_("from")));
    milestone_put_moment(&date->paper, run->out);
    text_putf(run->out, ", %s ", catalog_text(run->catalog, N_("by the timetable")));
    milestone_put_moment(&date->computed, run->out);
    text_putf(run->out, " [%s; %s]\n", law_words_name(run->catalog, &date->name), date->citation);
}

static json_t *pack_date(const struct paper_date *date)
{
    char paper[CIVIL_TIME_CHARS];
    char computed[CIVIL_TIME_CHARS];

    timetable_moment_format(&date->paper, paper);
    timetable_moment_format(&date->computed, computed);
    return json_pack("{s:s,s:s,s:s,s:s,s:s?,s:s,s:b}", "step", date->step, "area", date->area, "which",
                     date->is_last ? "until" : "from", "paper", paper, "computed",
                     computed[0] != '\0' ? computed : NULL, "citation", date->citation, "differs",
                     date->differs);
}

static enum error_code put_json(struct command_run *run, const struct paper_dates *dates, struct error *err)
{
    json_t *list = json_array();

    for (size_t i = 0; i < dates->count; i++)
        json_array_append_new(list, pack_date(&dates->items[i]));
    return command_put_json(
        run, json_pack("{s:I,s:o}", "different", (json_int_t)dates->different, "dates", list), err);
}

static enum error_code run_compare(struct command_run *run, struct error *err)
{
    struct paper_dates dates;

    TRY(read_paper(run, &dates, err));
    if (run->json) {
        TRY(put_json(run, &dates, err));
    } else {
        for (size_t i = 0; i < dates.count; i++) {
            if (dates.items[i].differs)
                put_difference(run, &dates.items[i]);
        }
        command_say(run, run->out, "Dates compared: %zu; different: %zu.", dates.count, dates.different);
    }
    if (dates.different == 0)
        return OK;
    error_set(err, ERROR_FOUND, "the paper prints dates that are not those of the timetable: %zu",
              dates.different);
    return error_at(err, run->operands[0], 0, 0, NULL);
}

const struct command compare_commands[] = {{"timetable compare", "FILE",
                                            N_("hold the dates a paper prints against the timetable"),
                                            COMMAND_OPTIONS(compare_options), STORE_OPEN, run_compare},
                                           COMMANDS_END};
