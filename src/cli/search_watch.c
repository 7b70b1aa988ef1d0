#include "cli/search_watch.h"

#include "cli/output.h"
#include "cli/stop_signal.h"

#include <unistd.h>

/* One line up, and empty it. */
#define TERMINAL_LINE_AGAIN "\033[1A\033[2K"

enum error_code search_watch_options(const struct command_run *run, struct plan_search *out,
                                     struct error *err)
{
    struct plan_search search = {.seed = 1};
    int64_t seed = 1;
    int64_t threads = 0;

    TRY(command_option_int(run, "time-limit", 1, PLAN_SEARCH_SECS_MAX, &search.time_limit_secs, err));
    TRY(command_option_int(run, "steps", 1, PLAN_SEARCH_STEPS_MAX, &search.steps, err));
    TRY(command_option_int(run, "seed", 0, INT64_MAX, &seed, err));
    TRY(command_option_int(run, "threads", 1, PLAN_THREADS_MAX, &threads, err));
    search.seed = (uint64_t)seed;
    search.threads = (uint32_t)threads;
    *out = search;
    return OK;
}

static bool wants_stop(void *context)
{
    const struct search_watch *watch = context;

    return stop_signal_came(watch->stop_descriptor);
}

static void say_progress(struct command_run *run, const struct plan_search_progress *progress)
{
    const struct plan_bound bound = {.bound_m = progress->bound_m};
    int percent = (int)(progress->search.spent * 100);
    int64_t ppm = plan_bound_excess_ppm(&bound, progress->search.objective_m);
    int64_t hundredths = (ppm + 99) / 100; /* of a percent, rounded up */

    if (progress->search.missing > 0)
        command_say(run, run->notes, "%d %% of the search: meetings still without a place: %lld", percent,
                    (long long)progress->search.missing);
    else if (ppm < 0)
        command_say(run, run->notes, "%d %% of the search: F %lld", percent,
                    (long long)progress->search.objective_m);
    else
        command_say(run, run->notes,
                    "%d %% of the search: F %lld, at most %lld.%02lld %% above the best conceivable plan",
                    percent, (long long)progress->search.objective_m, (long long)(hundredths / 100),
                    (long long)(hundredths % 100));
}

/* At once; on failure there is nobody left to tell. */
static void hear(void *context, const struct plan_search_progress *progress)
{
    struct search_watch *watch = context;
    struct command_run *run = watch->run;

    if (watch->on_terminal && watch->has_told)
        text_put(run->notes, TERMINAL_LINE_AGAIN);
    say_progress(run, progress);
    output_notes(run->notes);
    text_clear(run->notes);
    watch->has_told = true;
}

enum error_code search_watch_begin(struct command_run *run, struct search_watch *watch,
                                   struct plan_search *search, struct error *err)
{
    watch->run = run;
    watch->on_terminal = isatty(STDERR_FILENO) && !run->json;
    TRY(stop_signal_open(&watch->stop_descriptor, err));
    search->watcher = (struct plan_watcher){.wants_stop = wants_stop, .context = watch};
    if (watch->on_terminal || command_option(run, "progress") != NULL)
        search->watcher.hear = hear;
    return OK;
}

void search_watch_end(struct search_watch *watch)
{
    stop_signal_close(&watch->stop_descriptor);
}

void search_watch_put_outcome(struct command_run *run, const struct plan_outcome *outcome)
{
    if (outcome->solution.left_out > 0)
        command_say(
            run, run->notes,
            "Meetings of the given plan that break a rule or name what is unknown were planned anew: %zu.",
            outcome->solution.left_out);
    if (outcome->stopped)
        command_say(run, run->notes,
                    "The search was stopped before its time; the plan is the best until then.");
}
