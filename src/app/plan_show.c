#include "app/plan_show.h"

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

/* The id behind a code, or DB_NULL for no code. */
struct id {
    bool given;
    int64_t value;
};

static enum error_code find_id(const struct app *app, enum db_query query, int64_t election, const char *code,
                               struct id *out, struct error *err)
{
    struct id id = {.given = code != NULL};

    if (id.given)
        TRY(db_select_int(app->db, query, DB_ARGS(DB_INT("election", election), DB_TEXT("code", code)), 0,
                          &id.value, err));
    *out = id;
    return OK;
}

static struct db_arg id_arg(const char *name, struct id id)
{
    return id.given ? (struct db_arg)DB_INT(name, id.value) : (struct db_arg)DB_NULL(name);
}

/* The filter and the draft or election, as arguments of either query. */
struct question {
    enum db_query query;
    struct db_arg args[5];
};

static enum error_code ask(const struct app *app, int64_t election, const struct plan_filter *filter,
                           struct question *out, struct error *err)
{
    struct question question = {
        .query = filter->draft ? QUERY_PLAN_SHOW_DRAFT : QUERY_PLAN_SHOW_RELEASED,
        .args = {DB_INT("election", election)},
    };
    struct id unit;
    struct id candidate;
    struct id area;

    TRY(find_id(app, QUERY_PLAN_UNIT_BY_CODE, election, filter->unit, &unit, err));
    TRY(find_id(app, QUERY_PLAN_CANDIDATE_BY_CODE, election, filter->candidate, &candidate, err));
    TRY(find_id(app, QUERY_PLAN_AREA_BY_CODE, election, filter->area, &area, err));
    if (unit.given && unit.value == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no unit %s in this election", filter->unit);
    if (candidate.given && candidate.value == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no candidate %s in this election", filter->candidate);
    if (area.given && area.value == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no area %s in this election", filter->area);
    if (filter->draft) {
        int64_t draft;
        TRY(draft_find(app, election, &draft, err));
        question.args[0] = (struct db_arg)DB_INT("draft", draft);
    }
    question.args[1] = id_arg("unit", unit);
    question.args[2] = id_arg("candidate", candidate);
    question.args[3] = id_arg("area", area);
    *out = question;
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
        .link = strcmp(texts[MODE], "online") == 0 ? texts[LINK] : "",
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
    *out = (struct shown_plan){kept, list.count};
    return OK;
}
