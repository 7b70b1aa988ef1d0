/* What a person sees and can do while a plan is searched: how far it is, on standard error when that is a terminal or
 * when asked for, and Ctrl-C, which ends the search with the best plan so far.
 *
 *     CLEANUP(search_watch_end) struct search_watch watch = SEARCH_WATCH_NONE;
 *     TRY(search_watch_begin(run, &watch, &search, err));     fills search.watcher
 */
#ifndef CLI_SEARCH_WATCH_H
#define CLI_SEARCH_WATCH_H

#include "app/plan_search.h"
#include "cli/command.h"

struct search_watch {
    struct command_run *run;
    int stop_descriptor;
    bool on_terminal; /* each word replaces the one before */
    bool has_told;
};

#define SEARCH_WATCH_NONE                                                                                    \
    {                                                                                                        \
        .stop_descriptor = -1                                                                                \
    }

/* The options that every search takes: --time-limit, --steps, --seed, --threads, --progress. */
#define SEARCH_OPTIONS                                                                                       \
    {"time-limit", "SECONDS", N_("how long to search; without it, the same seed gives the same plan"), 0},   \
        {"steps", "N", N_("how many steps to search at most; 4000 a meeting unless said"), 0},               \
        {"seed", "N", N_("of the random choices; 1 when it is left out"), 0},                                \
        {"threads", "N",                                                                                     \
         N_("how many processors may be used; without a time limit the plan does not depend on it"), 0},     \
    {                                                                                                        \
        "progress", NULL, N_("tell every second how far the search is, even where nobody looks on"), 0       \
    }

/* Reads these options. */
enum error_code search_watch_options(const struct command_run *run, struct plan_search *out,
                                     struct error *err) MUST_USE;

enum error_code search_watch_begin(struct command_run *run, struct search_watch *watch,
                                   struct plan_search *search, struct error *err) MUST_USE;
void search_watch_end(struct search_watch *watch);

/* Says so when the search was stopped before its time, and how much of a given plan could not be taken over. */
void search_watch_put_outcome(struct command_run *run, const struct plan_outcome *outcome);

#endif
