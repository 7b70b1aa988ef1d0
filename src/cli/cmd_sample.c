/* Invented tables, to try the program with. */
#include "app/sample.h"
#include "cli/commands.h"

#include <jansson.h>

static const struct command_option sample_options[] = {
    {"seed", "N", N_("other invented data for another number; 1 when not given"), 0},
    {"reports", NULL, N_("write reports.csv, too: what became of each meeting, for `meeting record --from`"),
     0},
};

static long long count_meetings(const struct tables *tables)
{
    long long count = 0;

    for (size_t i = 0; i < tables->unit_count; i++)
        count += tables->units[i].needed;
    return count;
}

static enum error_code put_json(struct command_run *run, const struct tables *tables, struct error *err)
{
    json_t *object =
        json_pack("{s:s,s:s,s:I,s:I,s:I,s:I,s:I}", "name", run->operands[0], "folder", run->operands[1],
                  "seed", (json_int_t)tables->params.seed, "venues", (json_int_t)tables->venue_count, "units",
                  (json_int_t)tables->unit_count, "candidates", (json_int_t)tables->candidate_count,
                  "meetings", (json_int_t)count_meetings(tables));

    return command_put_json(run, object, err);
}

static enum error_code run_sample(struct command_run *run, struct error *err)
{
    int64_t seed = 1;
    struct tables tables;

    TRY(command_option_int(run, "seed", 0, INT64_MAX, &seed, err));
    TRY(sample_write(run->operands[0], seed, run->operands[1], run->arena, &tables, err));
    if (command_option(run, "reports") != NULL)
        TRY(sample_write_reports(run->operands[0], &tables, run->operands[1], err));
    if (run->json)
        return put_json(run, &tables, err);
    command_say(run, run->out,
                "Invented tables are in %s: %zu venues, %zu units, %zu candidates, %lld meetings.",
                run->operands[1], tables.venue_count, tables.unit_count, tables.candidate_count,
                count_meetings(&tables));
    return OK;
}

const struct command sample_commands[] = {{"sample", "NAME DIR",
                                           N_("write invented tables: NAME is ward, district or province"),
                                           COMMAND_OPTIONS(sample_options), STORE_NONE, run_sample},
                                          COMMANDS_END};
