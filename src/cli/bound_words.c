#include "cli/bound_words.h"

#include "cli/columns.h"

#include <inttypes.h>
#include <stdio.h>

#define TERM_INDENT 34
#define MILLION 1000000

static void put_figure(struct command_run *run, const char *name, const char *value)
{
    columns_put(run->out, catalog_text(run->catalog, name), value, TERM_INDENT);
}

void bound_put_words(struct command_run *run, const struct plan_bound *bound, int64_t objective_m,
                     bool complete)
{
    int64_t ppm = complete ? plan_bound_excess_ppm(bound, objective_m) : -1;
    int64_t hundredths = (ppm + 99) / 100; /* of a percent, rounded up */
    char value[32];

    snprintf(value, sizeof value, "%" PRId64, bound->bound_m);
    put_figure(run, N_("LB: no plan is below (m)"), value);
    if (ppm < 0)
        return;
    snprintf(value, sizeof value, "%" PRId64 ".%06" PRId64, 1 + ppm / MILLION, ppm % MILLION);
    put_figure(run, N_("F / LB"), value);
    if (ppm == 0)
        command_say(run, run->out, "No plan can be better than this one.");
    else
        command_say(run, run->out, "The plan is at most %lld.%02lld %% above the best conceivable plan.",
                    (long long)(hundredths / 100), (long long)(hundredths % 100));
}
