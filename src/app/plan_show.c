#include "app/plan_show.h"

#include "app/letter_day.h"
#include "app/plan_store.h"
#include "base/list.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define MEETINGS_MAX 10000000

/* The columns of QUERY_PLAN_SHOW_RELEASED and QUERY_PLAN_SHOW_DRAFT. */
enum column {
    CODE,
    STATUS,
    MODE,
    START,
    END,
    UNIT,
    UNIT_NAME,
    VENUE,
    VENUE_NAME,
    COMMUNE_NAME,
    LINK,
    COLUMN_COUNT
};

struct list {
    struct shown_meeting *items;
    size_t count;
    size_t capacity;
};

static void list_done(struct list *list)
{
    free(list->items);
}

/* What the filter's codes stand for; 0: no code given. */
struct filter_ids {
    int64_t unit;
    int64_t candidate;
    int64_t area;
};

/* 0 also for a code that nothing has. */
static enum error_code find_id(const struct app *app, enum db_query query, int64_t election, const char *code,
                               int64_t *out, struct error *err)
{
    *out = 0;
    if (code == NULL)
        return OK;
    return db_select_int(app->db, query, DB_ARGS(DB_INT("election", election), DB_TEXT("code", code)), 0, out,
                         err);
}

static enum error_code find_ids(const struct app *app, int64_t election, const struct plan_filter *filter,
                                struct filter_ids *out, struct error *err)
{
    TRY(find_id(app, QUERY_PLAN_UNIT_BY_CODE, election, filter->unit, &out->unit, err));
    TRY(find_id(app, QUERY_PLAN_CANDIDATE_BY_CODE, election, filter->candidate, &out->candidate, err));
    TRY(find_id(app, QUERY_PLAN_AREA_BY_CODE, election, filter->area, &out->area, err));
    if (filter->unit != NULL && out->unit == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no unit %s in this election", filter->unit);
    if (filter->candidate != NULL && out->candidate == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no candidate %s in this election", filter->candidate);
    if (filter->area != NULL && out->area == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no area %s in this election", filter->area);
    return OK;
}

/* Either query with its arguments. */
struct question {
    enum db_query query;
    struct db_arg args[5];
    int64_t draft; /* 0: not of a draft */
};

static struct db_arg id_arg(const char *name, int64_t id)
{
    return id != 0 ? (struct db_arg)DB_INT(name, id) : (struct db_arg)DB_NULL(name);
}

static enum error_code ask(const struct app *app, int64_t election, const struct plan_filter *filter,
                           struct question *out, struct error *err)
{
    struct filter_ids ids;
    int64_t draft = 0;

    TRY(find_ids(app, election, filter, &ids, err));
    if (filter->draft)
        TRY(draft_find(app, election, &draft, err));
    *out = (struct question){
        .query = filter->draft ? QUERY_PLAN_SHOW_DRAFT : QUERY_PLAN_SHOW_RELEASED,
        .args = {filter->draft ? id_arg("draft", draft) : id_arg("election", election),
                 id_arg("unit", ids.unit), id_arg("candidate", ids.candidate), id_arg("area", ids.area)},
        .draft = draft,
    };
    return OK;
}

static enum error_code read_meeting(const struct db_rows *rows, struct arena *arena,
                                    struct shown_meeting *out, struct error *err)
{
    const char *texts[COLUMN_COUNT] = {NULL};

    for (int column = 0; column < COLUMN_COUNT; column++) {
        if (column == START || column == END)
            continue;
        texts[column] = arena_copy_string(arena, db_text(rows, column));
        if (texts[column] == NULL)
            return error_memory(err);
    }
    *out = (struct shown_meeting){
        .code = texts[CODE],
        .status = texts[STATUS],
        .mode = texts[MODE],
        .start = civil_time_from_utc_secs(db_int(rows, START)),
        .end = civil_time_from_utc_secs(db_int(rows, END)),
        .unit = texts[UNIT],
        .unit_name = texts[UNIT_NAME],
        .venue = texts[VENUE],
        .venue_name = texts[VENUE_NAME],
        .commune_name = texts[COMMUNE_NAME],
        /* What is published has a link where it needs one; a hall of a draft may have one anyway. */
        .link = strcmp(texts[MODE], "online") == 0 || strcmp(texts[STATUS], "draft") != 0 ? texts[LINK] : "",
    };
    return OK;
}

static enum error_code read_list(const struct app *app, const struct question *question, struct arena *arena,
                                 struct list *list, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, app->db, question->query, question->args, err));
    while (db_rows_next(&rows)) {
        if (!list_reserve(&list->items, &list->capacity, list->count + 1, sizeof *list->items, MEETINGS_MAX))
            return error_memory(err);
        TRY(read_meeting(&rows, arena, &list->items[list->count], err));
        list->count++;
    }
    return db_rows_finish(&rows, err);
}

/* ---- sites ---- */

static int compare_codes(const void *a, const void *b)
{
    const struct shown_meeting *left = *(const struct shown_meeting *const *)a;
    const struct shown_meeting *right = *(const struct shown_meeting *const *)b;

    return strcmp(left->code, right->code);
}

static int compare_code(const void *key, const void *meeting)
{
    return strcmp(key, (*(const struct shown_meeting *const *)meeting)->code);
}

/* A meeting has few sites, so each one more is a new list. */
static enum error_code add_site(const struct db_rows *rows, struct arena *arena, struct shown_meeting *of,
                                struct error *err)
{
    struct shown_site *sites = arena_array(arena, of->site_count + 1, sizeof *sites);
    const char *texts[5] = {NULL};

    for (int column = 1; column < 5; column++) {
        texts[column] = arena_copy_string(arena, db_text(rows, column));
        if (texts[column] == NULL)
            return error_memory(err);
    }
    if (sites == NULL)
        return error_memory(err);
    if (of->site_count > 0)
        memcpy(sites, of->sites, of->site_count * sizeof *sites);
    sites[of->site_count++] = (struct shown_site){texts[2], texts[3], texts[1], texts[4]};
    of->sites = sites;
    return OK;
}

static enum error_code read_sites(const struct app *app, const struct question *question, struct arena *arena,
                                  struct shown_meeting *items, size_t count, struct error *err)
{
    enum db_query query = question->draft != 0 ? QUERY_PLAN_SHOW_SITES_DRAFT : QUERY_PLAN_SHOW_SITES_RELEASED;
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct shown_meeting **by_code = arena_array(arena, count, sizeof *by_code);

    if (by_code == NULL)
        return error_memory(err);
    for (size_t i = 0; i < count; i++)
        by_code[i] = &items[i];
    if (count == 0)
        return OK;
    qsort(by_code, count, sizeof *by_code, compare_codes);
    TRY(db_select(&rows, app->db, query, DB_ARGS(question->args[0]), err));
    while (db_rows_next(&rows)) {
        struct shown_meeting **of = bsearch(db_text(&rows, 0), by_code, count, sizeof *by_code, compare_code);
        if (of != NULL)
            TRY(add_site(&rows, arena, *of, err));
    }
    return db_rows_finish(&rows, err);
}

static enum error_code read_objective(const struct app *app, int64_t draft, struct shown_plan *plan,
                                      struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, app->db, QUERY_DRAFT_OBJECTIVE, DB_ARGS(DB_INT("draft", draft)), err));
    if (db_rows_next(&rows)) {
        plan->objective_m = db_int(&rows, 0);
        plan->bound_m = db_int(&rows, 1);
    }
    return db_rows_finish(&rows, err);
}

enum error_code plan_show(const struct app *app, int64_t election, const struct plan_filter *filter,
                          struct arena *arena, struct shown_plan *out, struct error *err)
{
    CLEANUP(list_done) struct list list = {.items = NULL};
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    struct question question;
    struct shown_meeting *kept;

    TRY(db_snapshot_begin(&moment, app->db, err));
    TRY(ask(app, election, filter, &question, err));
    TRY(read_list(app, &question, arena, &list, err));
    kept = arena_array(arena, list.count, sizeof *kept);
    if (kept == NULL)
        return error_memory(err);
    if (list.count > 0)
        memcpy(kept, list.items, list.count * sizeof *kept);
    TRY(read_sites(app, &question, arena, kept, list.count, err));
    struct shown_plan plan = {kept, list.count, 0, 0};
    if (question.draft != 0)
        TRY(read_objective(app, question.draft, &plan, err));
    TRY(letter_day_set(app, election, arena, kept, list.count, err));
    *out = plan;
    return OK;
}
