#include "app/plan_job.h"

#include "app/plan_explain.h"
#include "app/plan_make.h"
#include "base/parse.h"

#include <string.h>

#define WORD_CHARS 24

static const char *const source_names[] = {
    [PLAN_FROM_NOTHING] = "nothing", [PLAN_FROM_DRAFT] = "draft", [PLAN_FROM_PUBLISHED] = "published"};

/* ---- parameters and result: words with blanks between ---- */

/* The next word; "" at the end, and for one that is too long. */
static void take_word(const char **text, char out[WORD_CHARS])
{
    size_t length = strcspn(*text, " \n");

    out[0] = '\0';
    if (length < WORD_CHARS) {
        memcpy(out, *text, length);
        out[length] = '\0';
    }
    *text += length;
    *text += strspn(*text, " \n");
}

static bool take_int(const char **text, int64_t min, int64_t max, int64_t *out)
{
    char word[WORD_CHARS];

    take_word(text, word);
    return parse_int(word, min, max, out);
}

void plan_job_write(const struct plan_job *job, struct text *out)
{
    text_putf(out, "%lld %lld %s", (long long)job->secs, (long long)job->threads, source_names[job->source]);
}

bool plan_job_read(const char *parameters, struct plan_job *out)
{
    struct plan_job job = {.source = PLAN_FROM_NOTHING};
    char source[WORD_CHARS];
    unsigned found = 0;

    if (!take_int(&parameters, 1, PLAN_JOB_SECS_MAX, &job.secs) ||
        !take_int(&parameters, 0, PLAN_JOB_THREADS_MAX, &job.threads))
        return false;
    take_word(&parameters, source);
    while (found < COUNT_OF(source_names) && strcmp(source_names[found], source) != 0)
        found++;
    if (found == COUNT_OF(source_names))
        return false;
    job.source = (enum plan_source)found;
    *out = job;
    return true;
}

bool plan_job_result_read(const char *result, struct plan_job_result *out)
{
    struct plan_job_result read;

    if (!take_int(&result, 1, INT64_MAX, &read.draft) || !take_int(&result, 0, INT64_MAX, &read.missing))
        return false;
    *out = read;
    return true;
}

/* ---- the run ---- */

static void hear(void *context, const struct plan_search_progress *progress)
{
    struct job_work *work = context;
    const struct plan_bound bound = {.bound_m = progress->bound_m};
    int64_t ppm = plan_bound_excess_ppm(&bound, progress->search.objective_m);
    int64_t hundredths = (ppm + 99) / 100; /* of a percent, rounded up */
    struct message words;

    if (progress->search.missing > 0)
        message_set(&words, "%lld meetings have no place yet.", (long long)progress->search.missing);
    else if (ppm < 0)
        message_set(&words, "Every meeting has its place; the plan is being improved.");
    else
        message_set(&words,
                    "Every meeting has its place; the plan is at most %lld.%02lld %% worse than the best "
                    "conceivable one.",
                    (long long)(hundredths / 100), (long long)(hundredths % 100));
    job_tell(work, (int64_t)(progress->search.spent * 1000), 1000, &words);
}

static int64_t missing_meetings(const struct plan_solution *solution)
{
    int64_t missing = 0;

    for (size_t i = 0; i < solution->shortage_count; i++)
        missing += solution->shortages[i].missing;
    return missing;
}

/* ---- why something has no place ---- */

/* A line: a class for the page, the sentence in English, and what stands in it. */
static void put_line(const char *mark, const struct message *words, struct text *out)
{
    text_putf(out, "\n%s\t%s\t", mark, words->format);
    message_put_args(words, out);
}

static void put_knot(const struct plan_problem *problem, const struct plan_names *names,
                     const struct plan_knot *knot, struct text *out)
{
    struct message words;

    message_set(&words, "Unit %s lacks %u of its %u meetings, because these clash:",
                plan_name(problem, names, PLAN_THING_UNIT, knot->unit), knot->missing, knot->asked);
    put_line("unit", &words, out);
    for (size_t i = 0; i < knot->clashes.count; i++)
        put_line("clash", &knot->clashes.items[i].message, out);
    for (size_t i = 0; i < knot->way_count; i++) {
        put_line("way", &knot->ways[i].words, out);
        message_restore(&words, knot->ways[i].effect, "");
        put_line("effect", &words, out);
    }
}

static enum error_code explain(const struct job_work *work, const struct plan_made *made, struct text *out,
                               struct error *err)
{
    const struct tables *tables = &made->of.stored.tables;
    struct plan_table_names context = {tables, work->arena};
    struct plan_names names = plan_names_of_tables(&context);
    struct plan_explanation explanation;

    TRY(plan_explain_tables(made->of.problem, tables, PLAN_EXPLAIN_SECS_DEFAULT, work->arena, &explanation,
                            err));
    for (size_t i = 0; i < explanation.knot_count; i++)
        put_knot(made->of.problem, &names, &explanation.knots[i], out);
    return OK;
}

enum error_code plan_job_run(struct job_work *work, struct text *out_result, struct error *err)
{
    CLEANUP(plan_made_done) struct plan_made made = {.of = {.problem = NULL}};
    struct message words;
    struct plan_job job;

    if (!plan_job_read(work->parameters, &job))
        return error_set(err, ERROR_SOFTWARE, "the planner was asked for something that it does not know");
    const struct plan_search search = {
        .seed = 1,
        .time_limit_secs = job.secs,
        .threads = (uint32_t)job.threads,
        .source = job.source,
        .aside = true,
        .watcher = {.wants_stop = job_wants_stop, .hear = hear, .context = work},
    };
    message_set(&words, "The planner looks at the meetings, the venues and the days off.");
    job_tell(work, 0, 1000, &words);
    TRY(plan_make(work->app, work->election, &search, work->arena, &made, err));
    work->stopped = made.outcome.stopped;
    int64_t missing = missing_meetings(&made.outcome.solution);
    text_putf(out_result, "%lld %lld", (long long)made.draft, (long long)missing);
    if (missing > 0 && !work->stopped) {
        message_set(&words, "The plan is made; now it is looked for why some meetings have no place.");
        job_tell(work, 1000, 1000, &words);
        TRY(explain(work, &made, out_result, err));
    }
    message_set(&words, "The plan is made.");
    job_tell(work, 1000, 1000, &words);
    return OK;
}
