#include "app/import.h"

#include "app/campaign_window.h"
#include "app/import_audit.h"
#include "app/import_joints.h"
#include "app/import_rows.h"
#include "app/import_shown.h"
#include "app/milestones.h"
#include "app/notice_derive.h"
#include "app/plan_check.h"
#include "app/tables_param.h"
#include "base/list.h"
#include "base/text.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define ARENA_MAX_BYTES ((size_t)1 << 30)
#define KEY_MAX_BYTES 200
#define MISSING_MAX ((size_t)10 * 1000 * 1000)

/* A row of the store that the tables no longer have. */
struct missing_row {
    enum tables_file file;
    size_t position; /* in the slice of its file */
};

struct import {
    const struct app *app;
    const struct import_request *request;
    struct audit_series log;
    struct import_rows rows;
    struct import_shown shown;
    struct stored_tables stored;
    struct import_side old_side;
    struct import_side new_side;
    bool with_districts;
    struct missing_row *missing;
    size_t missing_count;
    size_t missing_capacity;
    struct import_result result;
};

static void import_done(struct import *import)
{
    free(import->missing);
}

static const struct tables_shape *shape_of(const struct import *import, enum tables_file file)
{
    return tables_shape(file, import->with_districts);
}

static const void *item_at(const struct import *import, const struct import_side *side, enum tables_file file,
                           size_t position)
{
    return side->slices[file].items + position * shape_of(import, file)->item_size;
}

enum change { ADDED, CHANGED, SAME };

static void count_change(struct import_count *count, enum change change)
{
    count->added += change == ADDED;
    count->changed += change == CHANGED;
    count->same += change == SAME;
}

static enum error_code compare_param(struct import *import, const char *key, const char *value,
                                     enum change *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows found = {0};
    const struct import_rows *rows = &import->rows;
    enum change change = ADDED;

    TRY(db_select(&found, rows->db, QUERY_PLAN_PARAMETER,
                  DB_ARGS(DB_INT("election", rows->election), DB_TEXT("key", key)), err));
    if (db_rows_next(&found))
        change = strcmp(db_text(&found, 0), value) == 0 ? SAME : CHANGED;
    if (change == CHANGED)
        TRY(import_audit_param(&import->log, rows->election, key, db_text(&found, 0), value, err));
    TRY(db_rows_finish(&found, err));
    *out = change;
    return OK;
}

/* A key that most tables do not have. */
static bool is_not_given(const struct tables_column *column, const struct tables_params *params)
{
    return (column->flags & COLUMN_RARE) != 0 && tables_cell_is_clear(column, params);
}

static enum error_code merge_params(struct import *import, struct error *err)
{
    const struct tables_shape *shape = shape_of(import, FILE_PARAMS);
    const struct import_rows *rows = &import->rows;

    for (size_t i = 0; i < shape->column_count; i++) {
        const char *key = shape->columns[i].name;
        const char *value = tables_param_text(&rows->tables->params, &shape->columns[i], rows->arena);
        enum change change;
        if (value == NULL)
            return error_memory(err);
        TRY(compare_param(import, key, value, &change, err));
        if (change == ADDED && is_not_given(&shape->columns[i], &rows->tables->params))
            continue;
        if (change != SAME)
            TRY(db_run(
                rows->db, QUERY_PLAN_PARAMETER_PUT,
                DB_ARGS(DB_INT("election", rows->election), DB_TEXT("key", key), DB_TEXT("value", value)),
                err));
        count_change(&import->result.counts[FILE_PARAMS], change);
    }
    return OK;
}

static enum error_code note_missing(struct import *import, enum tables_file file, size_t position,
                                    struct error *err)
{
    if (!list_reserve(&import->missing, &import->missing_capacity, import->missing_count + 1,
                      sizeof *import->missing, MISSING_MAX))
        return error_memory(err);
    import->missing[import->missing_count++] = (struct missing_row){file, position};
    import->result.counts[file].missing++;
    return OK;
}

/* What a row of the store becomes; `item` NULL: it is removed. */
static enum error_code audit_row(struct import *import, enum tables_file file, size_t old, const void *item,
                                 struct error *err)
{
    const struct import_changed_row row = {&import->old_side, item_at(import, &import->old_side, file, old),
                                           &import->new_side, item, shape_of(import, file)};

    return import_audit_row(&import->log, import->rows.election, &row, err);
}

/* A row of the tables; `old` is the position of the same row in the store, NULL for a new one. */
static enum error_code merge_row(struct import *import, enum tables_file file, size_t new, const size_t *old,
                                 struct error *err)
{
    const void *item = item_at(import, &import->new_side, file, new);
    size_t index = import->new_side.slices[file].base + new;
    enum change change = ADDED;

    if (old != NULL)
        change = import_rows_equal(&import->old_side, item_at(import, &import->old_side, file, *old),
                                   &import->new_side, item, shape_of(import, file))
                     ? SAME
                     : CHANGED;
    count_change(&import->result.counts[file], change);
    if (change == CHANGED)
        TRY(audit_row(import, file, *old, item, err));
    if (change != SAME) {
        TRY(import_rows_put(&import->rows, file, item, index, err));
        return import_shown_put(&import->shown, file,
                                old != NULL ? item_at(import, &import->old_side, file, *old) : NULL, item,
                                index, err);
    }
    import_rows_keep_id(&import->rows, file, index, &import->stored.ids,
                        import->old_side.slices[file].base + *old);
    return OK;
}

/* Both sides stand in the order of their keys. */
static enum error_code merge_file(struct import *import, enum tables_file file, struct error *err)
{
    size_t old_count = import->old_side.slices[file].count;
    size_t new_count = import->new_side.slices[file].count;
    size_t old = 0;
    size_t new = 0;

    while (old < old_count || new < new_count) {
        int order = old == old_count ? 1 : -1;
        if (old < old_count && new < new_count)
            order = import_rows_compare_keys(&import->old_side, item_at(import, &import->old_side, file, old),
                                             &import->new_side, item_at(import, &import->new_side, file, new),
                                             shape_of(import, file));
        if (order < 0)
            TRY(note_missing(import, file, old, err));
        else
            TRY(merge_row(import, file, new, order == 0 ? &old : NULL, err));
        old += order <= 0;
        new += order >= 0;
    }
    return OK;
}

/* Rows that refer to others come after them in the list, so it is gone through from its end. */
static enum error_code settle_missing(struct import *import, struct error *err)
{
    CLEANUP(text_done) struct text key;

    text_init(&key, KEY_MAX_BYTES);
    for (size_t i = import->missing_count; i-- > 0;) {
        const struct missing_row *row = &import->missing[i];
        const struct tables_shape *shape = shape_of(import, row->file);
        struct report_place place = {.file = shape->name};
        const void *item = item_at(import, &import->old_side, row->file, row->position);
        text_clear(&key);
        import_put_key(&import->old_side, item, shape, &key);
        if (!import->request->remove_missing) {
            report_warning(import->request->report, place,
                           N_("%s is in the store and no longer in the table; it stays in the store"),
                           key.data);
            continue;
        }
        report_warning(import->request->report, place,
                       N_("%s is no longer in the table; it is removed from the store"), key.data);
        TRY(import_shown_remove(&import->shown, row->file, item, &import->stored.ids, err));
        enum error_code code = import_rows_remove(&import->rows, row->file, item,
                                                  import->old_side.slices[row->file].base + row->position,
                                                  &import->stored.ids, err);
        if (code == ERROR_DATA) {
            error_set(
                err, ERROR_DATA,
                "%s cannot be removed from the store: a plan, a calendar address or a notice refers to it",
                key.data);
            return error_at(err, shape->name, 0, 0, NULL);
        }
        if (code != OK)
            return code;
        TRY(audit_row(import, row->file, row->position, NULL, err));
    }
    return OK;
}

static enum error_code prepare(struct import *import, const struct app *app, struct error *err)
{
    struct import_rows *rows = &import->rows;
    const struct tables *tables = rows->tables;

    TRY(tables_from_store(app, rows->election, rows->arena, &import->stored, err));
    rows->stored = &import->stored.tables;
    import_side_init(&import->old_side, &import->stored.tables);
    import_side_init(&import->new_side, tables);
    import->with_districts = tables_have_districts(tables);
    rows->area_ids = arena_array(rows->arena, tables->area_count, sizeof(int64_t));
    rows->venue_ids = arena_array(rows->arena, tables->venue_count, sizeof(int64_t));
    rows->unit_ids = arena_array(rows->arena, tables->unit_count, sizeof(int64_t));
    rows->candidate_ids = arena_array(rows->arena, tables->candidate_count, sizeof(int64_t));
    if (rows->area_ids == NULL || rows->venue_ids == NULL || rows->unit_ids == NULL ||
        rows->candidate_ids == NULL)
        return error_memory(err);
    return OK;
}

static enum error_code merge(struct import *import, struct error *err)
{
    struct import_result *result = &import->result;

    for (enum tables_file file = FILE_PARAMS; file < FILE_COUNT; file++)
        result->counts[file].file = shape_of(import, file)->name;
    TRY(merge_params(import, err));
    for (enum tables_file file = FILE_SESSIONS; file < FILE_COUNT; file++)
        TRY(merge_file(import, file, err));
    TRY(import_joints_put(&import->rows, err));
    TRY(settle_missing(import, err));
    TRY(import_joints_seat(&import->rows, err));
    for (enum tables_file file = FILE_PARAMS; file < FILE_COUNT; file++)
        result->changes |= result->counts[file].added > 0 || result->counts[file].changed > 0;
    result->changes |= import->request->remove_missing && import->missing_count > 0;
    return OK;
}

static enum error_code check_against_law(const struct app *app, const struct import_request *request,
                                         struct error *err)
{
    enum error_code code =
        campaign_window_check_end(app, request->election, request->tables->params.campaign_end, err);

    return code == ERROR_DATA ? error_at(err, "params.csv", 0, 0, "campaign_end") : code;
}

enum error_code import_tables(const struct app *app, const struct import_request *request,
                              struct import_result *out, struct error *err)
{
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(import_done)
    struct import import = {
        .app = app,
        .request = request,
        .log = {.app = app},
        .rows = {.db = app->db,
                 .election = request->election->id,
                 .tables = request->tables,
                 .arena = &arena},
    };
    CLEANUP(db_transaction_end) struct db_transaction change = {0};

    arena_init(&arena, ARENA_MAX_BYTES);
    import.shown = (struct import_shown){.app = app, .rows = &import.rows};
    TRY(check_against_law(app, request, err));
    TRY(db_transaction_begin(&change, app->db, err));
    TRY(prepare(&import, app, err));
    TRY(merge(&import, err));
    if (import.result.changes)
        TRY(import_shown_end(&import.shown, err));
    TRY(import_audit_counts(&import.log, request->election->id, &import.result, request->remove_missing,
                            err));
    TRY(audit_series_end(&import.log, err));
    if (import.result.changes) {
        TRY(milestones_bring_up_election(app, request->election->code, &arena, err));
        TRY(plan_check_after(app, request->election->id, &import.result.in_conflict, err));
        TRY(notice_derive_after(app, request->election, err));
    }
    if (!request->dry_run)
        TRY(db_transaction_commit(&change, err));
    *out = import.result;
    return OK;
}
