#include "app/plan_store.h"

#include "app/campaign_window.h"
#include "app/plan_sites.h"
#include "app/problem_build.h"
#include "base/list.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define MEETINGS_MAX 10000000

/* The columns of QUERY_PUBLISHED_MEETINGS; QUERY_DRAFT_MEETINGS has the same up to END. */
enum meeting_column { CODE, UNIT, MODE, VENUE, START, END, ID, STATUS, LINK };

static enum error_code begin_no_earlier(struct tables_params *params, struct civil_time from,
                                        struct error *err)
{
    char end[CIVIL_TIME_CHARS];

    civil_time_format(params->campaign_end, end);
    if (civil_time_compare(params->campaign_end, from) <= 0)
        return error_set(err, ERROR_DATA, "the campaign ended at %s; no meeting can be planned any more",
                         end);
    if (civil_time_compare(params->campaign_start, from) < 0)
        params->campaign_start = from;
    return OK;
}

/* Letters of a first plan leave from now on; those of meetings that were published have left. */
static enum error_code write_no_earlier(const struct app *app, int64_t election, struct civil_time from,
                                        struct tables_params *params, struct error *err)
{
    int64_t next_release;

    TRY(db_select_int(app->db, QUERY_RELEASE_NEXT_NUMBER, DB_ARGS(DB_INT("election", election)), 1,
                      &next_release, err));
    if (params->letters_from.day == 0)
        params->letters_from = params->campaign_start.date;
    if (next_release == 1 && params->letters_from.day < from.date.day)
        params->letters_from = from.date;
    return OK;
}

enum error_code stored_problem_read(const struct app *app, int64_t election, struct civil_time from,
                                    struct arena *arena, struct stored_problem *out, struct error *err)
{
    struct stored_problem read;

    TRY(tables_from_store(app, election, arena, &read.stored, err));
    struct tables tables = read.stored.tables;
    TRY(campaign_window_narrow(app, election, &read.stored.ids, arena, &tables, err));
    TRY(write_no_earlier(app, election, from, &tables.params, err));
    TRY(begin_no_earlier(&tables.params, from, err));
    TRY(problem_build(&tables, &read.problem, err));
    *out = read;
    return OK;
}

void stored_problem_done(struct stored_problem *stored)
{
    plan_problem_free(stored->problem);
    stored->problem = NULL;
}

static enum plan_mode mode_of(const char *name)
{
    return strcmp(name, plan_mode_name(PLAN_ONLINE)) == 0 ? PLAN_ONLINE : PLAN_DIRECT;
}

enum error_code stored_meeting_read(const struct plan_problem *problem, const struct db_rows *rows,
                                    struct arena *arena, struct plan_meeting *out, struct error *err)
{
    const char *code = arena_copy_string(arena, db_text(rows, CODE));

    if (code == NULL)
        return error_memory(err);
    *out = (struct plan_meeting){
        .code = code,
        .unit = plan_problem_find_unit(problem, db_text(rows, UNIT)),
        .mode = mode_of(db_text(rows, MODE)),
        .venue = plan_problem_find_venue(problem, db_text(rows, VENUE)),
        .start = civil_time_from_utc_secs(db_int(rows, START)),
        .end = civil_time_from_utc_secs(db_int(rows, END)),
    };
    return OK;
}

/* ---- lists ---- */

struct list {
    struct stored_meeting *items;
    size_t count;
    size_t capacity;
};

static void list_done(struct list *list)
{
    free(list->items);
}

/* Codes in the order of bytes, whatever order the store's collation gave. */
static int compare_codes(const void *a, const void *b)
{
    const struct stored_meeting *left = a;
    const struct stored_meeting *right = b;

    return strcmp(left->meeting.code, right->meeting.code);
}

static enum error_code add_meeting(const struct plan_problem *problem, const struct db_rows *rows,
                                   struct arena *arena, struct list *list, struct error *err)
{
    struct stored_meeting item = {.link = ""};

    TRY(stored_meeting_read(problem, rows, arena, &item.meeting, err));
    if (rows->query == QUERY_PUBLISHED_MEETINGS || rows->query == QUERY_RELEASE_MEETINGS) {
        item.id = db_int(rows, ID);
        item.cancelled = strcmp(db_text(rows, STATUS), "cancelled") == 0;
        item.link = arena_copy_string(arena, db_text(rows, LINK));
    }
    if (item.link == NULL ||
        !list_reserve(&list->items, &list->capacity, list->count + 1, sizeof *list->items, MEETINGS_MAX))
        return error_memory(err);
    list->items[list->count++] = item;
    return OK;
}

static enum error_code keep_list(const struct list *list, struct arena *arena, struct stored_plan *out,
                                 struct error *err)
{
    struct stored_meeting *kept = arena_array(arena, list->count, sizeof *kept);

    if (kept == NULL)
        return error_memory(err);
    if (list->count > 0)
        memcpy(kept, list->items, list->count * sizeof *kept);
    qsort(kept, list->count, sizeof *kept, compare_codes);
    *out = (struct stored_plan){kept, list->count};
    return OK;
}

static enum error_code read_rows(struct db_rows *rows, const struct plan_problem *problem,
                                 struct arena *arena, struct stored_plan *out, struct error *err)
{
    CLEANUP(list_done) struct list list = {.items = NULL};

    while (db_rows_next(rows))
        TRY(add_meeting(problem, rows, arena, &list, err));
    TRY(db_rows_finish(rows, err));
    return keep_list(&list, arena, out, err);
}

enum error_code draft_find(const struct app *app, int64_t election, int64_t *out, struct error *err)
{
    int64_t draft;

    TRY(db_select_int(app->db, QUERY_DRAFT_NEWEST, DB_ARGS(DB_INT("election", election)), 0, &draft, err));
    if (draft == 0)
        return error_set(err, ERROR_NO_INPUT,
                         "no plan has been made for this election; `hiepthuong plan make` makes one");
    *out = draft;
    return OK;
}

enum error_code draft_read(const struct app *app, const struct plan_problem *problem, int64_t draft,
                           struct arena *arena, struct stored_plan *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, app->db, QUERY_DRAFT_MEETINGS, DB_ARGS(DB_INT("draft", draft)), err));
    return read_rows(&rows, problem, arena, out, err);
}

enum error_code release_read(const struct app *app, const struct plan_problem *problem,
                             struct release_key release, struct arena *arena, struct stored_plan *out,
                             struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, app->db, QUERY_RELEASE_MEETINGS,
                  DB_ARGS(DB_INT("election", release.election), DB_INT("number", release.number)), err));
    return read_rows(&rows, problem, arena, out, err);
}

enum error_code published_read(const struct app *app, const struct plan_problem *problem, int64_t election,
                               struct arena *arena, struct stored_plan *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    struct stored_plan plan;

    TRY(db_select(&rows, app->db, QUERY_PUBLISHED_MEETINGS, DB_ARGS(DB_INT("election", election)), err));
    TRY(read_rows(&rows, problem, arena, &plan, err));
    TRY(plan_sites_read(app, problem, election, arena, &plan, err));
    *out = plan;
    return OK;
}
