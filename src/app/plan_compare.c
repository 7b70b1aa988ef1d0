#include "app/plan_compare.h"

#include "app/plan_file.h"
#include "base/parse.h"
#include "db/db.h"
#include "plan/equality.h"

#include <stdlib.h>
#include <string.h>

#define NUMBER_MAX 1000000000

struct comparing {
    const struct app *app;
    int64_t election;
    struct report *report;
    struct arena *arena;
    struct compared_plans *compared;
};

static enum error_code keep_held(const struct stored_plan *stored, struct arena *arena, struct plan *out,
                                 struct error *err)
{
    struct plan_meeting *meetings = arena_array(arena, stored->count, sizeof *meetings);
    size_t count = 0;

    if (meetings == NULL)
        return error_memory(err);
    for (size_t i = 0; i < stored->count; i++) {
        if (!stored->items[i].cancelled)
            meetings[count++] = stored->items[i].meeting;
    }
    *out = (struct plan){.meetings = meetings, .count = count};
    return OK;
}

static enum error_code read_draft(const struct comparing *comparing, int64_t number, struct plan *out,
                                  struct error *err)
{
    struct stored_plan stored;
    int64_t draft;

    if (number == 0) {
        TRY(draft_find(comparing->app, comparing->election, &draft, err));
    } else {
        TRY(db_select_int(comparing->app->db, QUERY_DRAFT_EXISTS,
                          DB_ARGS(DB_INT("election", comparing->election), DB_INT("draft", number)), 0,
                          &draft, err));
        if (draft == 0)
            return error_set(err, ERROR_NO_INPUT, "there is no draft %lld in this election",
                             (long long)number);
    }
    TRY(draft_read(comparing->app, comparing->compared->of.problem, draft, comparing->arena, &stored, err));
    return keep_held(&stored, comparing->arena, out, err);
}

static enum error_code read_release(const struct comparing *comparing, int64_t number, struct plan *out,
                                    struct error *err)
{
    const struct db_arg *args = DB_ARGS(DB_INT("election", comparing->election), DB_INT("number", number));
    struct stored_plan stored;
    int64_t release;
    int64_t known;

    TRY(db_select_int(comparing->app->db, QUERY_RELEASE_FIND, args, 0, &release, err));
    if (release == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no release %lld in this election", (long long)number);
    TRY(release_read(comparing->app, comparing->compared->of.problem,
                     (struct release_key){comparing->election, number}, comparing->arena, &stored, err));
    TRY(db_select_int(comparing->app->db, QUERY_RELEASE_MEETINGS_FIRST, args, 0, &known, err));
    if ((size_t)known > stored.count)
        return error_set(
            err, ERROR_NO_INPUT,
            "release %lld is from before the store kept whole releases, and later ones changed it; only "
            "its changes are known: `hiepthuong plan changes %lld`",
            (long long)number, (long long)number);
    return keep_held(&stored, comparing->arena, out, err);
}

static enum error_code read_published(const struct comparing *comparing, struct plan *out, struct error *err)
{
    struct stored_plan stored;

    TRY(published_read(comparing->app, comparing->compared->of.problem, comparing->election, comparing->arena,
                       &stored, err));
    return keep_held(&stored, comparing->arena, out, err);
}

/* What a plan of this election cannot say: a unit, a venue or a time that nobody knows. */
static enum error_code check_file(const char *path, const struct plan *plan, struct error *err)
{
    for (size_t i = 0; i < plan->count; i++) {
        const struct plan_meeting *meeting = &plan->meetings[i];
        if (meeting->unit != PLAN_NONE && meeting->venue != PLAN_NONE && meeting->mode < PLAN_MODE_UNKNOWN &&
            !meeting->time_unreadable)
            continue;
        error_set(err, ERROR_DATA,
                  "meeting %s names a unit, venue, mode or time that this election does not have; is the "
                  "file a plan of "
                  "another election?",
                  meeting->code);
        return error_at(err, path, plan->rows[i].line, 0, NULL);
    }
    return OK;
}

static enum error_code read_file(const struct comparing *comparing, const char *path, struct plan *out,
                                 struct error *err)
{
    struct plan_file file;

    TRY(plan_file_read(path, comparing->arena, comparing->report, &file, err));
    TRY(plan_resolve(comparing->compared->of.problem, file.rows, file.count, comparing->arena, out, err));
    return check_file(path, out, err);
}

/* The number behind the prefix; false for other names. */
static bool numbered(const char *name, const char *prefix, int64_t *out)
{
    size_t length = strlen(prefix);

    return strncmp(name, prefix, length) == 0 && parse_int(name + length, 1, NUMBER_MAX, out);
}

static enum error_code read_plan(const struct comparing *comparing, const char *name, struct plan *out,
                                 struct error *err)
{
    int64_t number;

    if (strcmp(name, "draft") == 0)
        return read_draft(comparing, 0, out, err);
    if (strcmp(name, "published") == 0)
        return read_published(comparing, out, err);
    if (numbered(name, "draft:", &number))
        return read_draft(comparing, number, out, err);
    if (numbered(name, "release:", &number))
        return read_release(comparing, number, out, err);
    return read_file(comparing, name, out, err);
}

/* ---- equality ---- */

static int compare_times(const void *a, const void *b)
{
    return civil_time_compare(((const struct equality_meeting *)a)->start,
                              ((const struct equality_meeting *)b)->start);
}

/* What is known of each meeting that counts; a file may say what nobody knows. */
static size_t list_known(const struct plan_problem *problem, const struct plan *plan,
                         struct equality_meeting *out)
{
    size_t count = 0;

    for (size_t i = 0; i < plan->count; i++) {
        const struct plan_meeting *meeting = &plan->meetings[i];
        if (meeting->unit == PLAN_NONE || meeting->venue == PLAN_NONE)
            continue;
        uint32_t day = plan_problem_find_day(problem, meeting->start.date);
        out[count++] = (struct equality_meeting){
            .unit = meeting->unit,
            .start = meeting->start,
            .end = meeting->end,
            .mode = meeting->mode,
            .seats = problem->venues[meeting->venue].capacity,
            .holiday = day != PLAN_NONE && problem->days[day].holiday,
        };
    }
    qsort(out, count, sizeof *out, compare_times);
    return count;
}

static enum error_code find_equality(const struct plan_problem *problem, const struct plan *plan,
                                     struct arena *arena, struct compared_equality *out, struct error *err)
{
    uint32_t units = problem->count.units;
    struct equality_meeting *meetings = arena_array(arena, plan->count, sizeof *meetings);
    struct equality_figures *figures = arena_array(arena, problem->count.candidacies, sizeof *figures);
    struct plan_range *ranges = arena_array(arena, units, sizeof *ranges);
    uint32_t *held = arena_array(arena, units, sizeof *held);

    if (meetings == NULL || figures == NULL || ranges == NULL || held == NULL)
        return error_memory(err);
    for (uint32_t i = 0; i < units; i++)
        ranges[i] = problem->units[i].candidates;
    equality_count(meetings, list_known(problem, plan, meetings), ranges, held, figures);
    *out = (struct compared_equality){0};
    for (uint32_t i = 0; i < units; i++) {
        struct equality_figures most = equality_differences(figures + ranges[i].first, ranges[i].count);
        if (most.value[EQUALITY_MEETINGS] > out->meetings)
            out->meetings = most.value[EQUALITY_MEETINGS];
        if (most.value[EQUALITY_MINUTES] > out->minutes)
            out->minutes = most.value[EQUALITY_MINUTES];
    }
    return OK;
}

/* ---- the whole ---- */

static enum error_code compare(const struct comparing *comparing, const char *const names[2],
                               struct error *err)
{
    struct compared_plans *compared = comparing->compared;
    struct arena *arena = comparing->arena;

    TRY(stored_problem_read(comparing->app, comparing->election, (struct civil_time){.minute = 0}, arena,
                            &compared->of, err));
    TRY(read_plan(comparing, names[0], &compared->before, err));
    TRY(read_plan(comparing, names[1], &compared->after, err));
    TRY(plan_judge(compared->of.problem, &compared->before, 1, arena, &compared->before_judged, err));
    TRY(plan_judge(compared->of.problem, &compared->after, 1, arena, &compared->after_judged, err));
    TRY(find_equality(compared->of.problem, &compared->before, arena, &compared->before_equality, err));
    TRY(find_equality(compared->of.problem, &compared->after, arena, &compared->after_equality, err));
    return plan_compare(&compared->before, &compared->after, arena, &compared->comparison, err);
}

enum error_code plans_compare(const struct app *app, int64_t election, const struct compare_request *request,
                              struct arena *arena, struct compared_plans *out, struct error *err)
{
    CLEANUP(compared_plans_done) struct compared_plans compared = {.of = {.problem = NULL}};
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    const struct comparing comparing = {app, election, request->report, arena, &compared};

    TRY(db_snapshot_begin(&moment, app->db, err));
    TRY(compare(&comparing, request->names, err));
    *out = compared;
    compared.of.problem = NULL;
    return OK;
}

void compared_plans_done(struct compared_plans *compared)
{
    stored_problem_done(&compared->of);
}
