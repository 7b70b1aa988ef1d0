#include "app/import_rows.h"

#include "app/import_rules.h"
#include "app/person_name.h"
#include "base/unicode.h"
#include "db/db.h"

#include <string.h>

static const char *known(const char *text)
{
    return text[0] != '\0' ? text : NULL;
}

static enum error_code put_session(const struct import_rows *rows, const void *item, size_t index,
                                   struct error *err)
{
    const struct tables_session *session = item;

    (void)index;
    return db_run(rows->db, QUERY_SESSION_PUT,
                  DB_ARGS(DB_INT("election", rows->election), DB_TEXT("name", session->name),
                          DB_INT("start_minute", session->start_minute),
                          DB_INT("end_minute", session->end_minute)),
                  err);
}

static enum error_code put_day(const struct import_rows *rows, const void *item, size_t index,
                               struct error *err)
{
    const struct tables_day *day = item;

    (void)index;
    return db_run(rows->db, QUERY_CAMPAIGN_DAY_PUT,
                  DB_ARGS(DB_INT("election", rows->election), DB_INT("day", day->date.day),
                          DB_INT("holiday", day->holiday)),
                  err);
}

static enum error_code put_chair(const struct import_rows *rows, const struct tables_area *area, int64_t id,
                                 struct error *err)
{
    if (area->chair_name[0] == '\0' && area->chair_phone[0] == '\0')
        return db_run(rows->db, QUERY_AREA_CONTACT_CLEAR, DB_ARGS(DB_INT("area", id)), err);
    return db_run(rows->db, QUERY_AREA_CONTACT_PUT,
                  DB_ARGS(DB_INT("election", rows->election), DB_INT("area", id),
                          DB_TEXT("full_name", area->chair_name), DB_TEXT("phone", known(area->chair_phone))),
                  err);
}

static enum error_code put_area(const struct import_rows *rows, const void *item, size_t index,
                                struct error *err)
{
    static const char *const levels[] = {"province", "district", "commune"};
    const struct tables_area *area = item;
    struct db_arg parent = DB_NULL("parent");
    unsigned char *sort;
    size_t sort_length;

    if (area->parent != TABLES_NONE)
        parent = (struct db_arg)DB_INT("parent", rows->area_ids[area->parent]);
    TRY(unicode_sort_key(rows->arena, area->name, &sort, &sort_length, err));
    TRY(db_select_int(rows->db, QUERY_AREA_PUT,
                      DB_ARGS(DB_INT("election", rows->election), parent,
                              DB_TEXT("level", levels[area->level]), DB_TEXT("code", area->id),
                              DB_TEXT("name", area->name), DB_BLOB("name_sort", sort, sort_length),
                              DB_INT("x_m", area->x_m), DB_INT("y_m", area->y_m),
                              DB_INT("daily_target", area->daily_target), DB_INT("voters", area->voters),
                              DB_INT("chair_capacity", area->chair_capacity)),
                      0, &rows->area_ids[index], err));
    TRY(import_rules_put_area_window(rows->db, area, rows->area_ids[index], err));
    return put_chair(rows, area, rows->area_ids[index], err);
}

static enum error_code put_venue(const struct import_rows *rows, const void *item, size_t index,
                                 struct error *err)
{
    const struct tables_venue *venue = item;

    return db_select_int(rows->db, QUERY_VENUE_PUT,
                         DB_ARGS(DB_INT("election", rows->election),
                                 DB_INT("area", rows->area_ids[venue->commune]), DB_TEXT("code", venue->id),
                                 DB_TEXT("name", venue->name), DB_INT("x_m", venue->x_m),
                                 DB_INT("y_m", venue->y_m), DB_INT("capacity", venue->capacity),
                                 DB_INT("online", venue->online), DB_TEXT("address", venue->address),
                                 DB_TEXT("online_link", venue->online_link), DB_TEXT("chair", venue->chair)),
                         0, &rows->venue_ids[index], err);
}

static enum error_code put_unit(const struct import_rows *rows, const void *item, size_t index,
                                struct error *err)
{
    const struct tables_unit *unit = item;
    unsigned char *sort;
    size_t sort_length;

    TRY(unicode_sort_key(rows->arena, unit->name, &sort, &sort_length, err));
    TRY(db_select_int(rows->db, QUERY_UNIT_PUT,
                      DB_ARGS(DB_INT("election", rows->election),
                              DB_INT("area", rows->area_ids[unit->province]),
                              DB_TEXT("level", tables_unit_level_names[unit->level]),
                              DB_TEXT("code", unit->id), DB_TEXT("name", unit->name),
                              DB_BLOB("name_sort", sort, sort_length), DB_INT("seats", unit->seats),
                              DB_INT("needed", unit->needed), DB_INT("duration_min", unit->duration_min),
                              DB_INT("attendance", unit->attendance), DB_INT("max_online", unit->max_online)),
                      0, &rows->unit_ids[index], err));
    return import_rules_put_unit_window(rows->db, unit, rows->unit_ids[index], err);
}

static enum error_code put_contact(const struct import_rows *rows, const struct tables_candidate *candidate,
                                   int64_t id, struct error *err)
{
    if (candidate->phone[0] == '\0' && candidate->email[0] == '\0')
        return db_run(rows->db, QUERY_CANDIDATE_CONTACT_CLEAR, DB_ARGS(DB_INT("candidate", id)), err);
    return db_run(rows->db, QUERY_CANDIDATE_CONTACT_PUT,
                  DB_ARGS(DB_INT("election", rows->election), DB_INT("candidate", id),
                          DB_TEXT("phone", known(candidate->phone)),
                          DB_TEXT("email", known(candidate->email))),
                  err);
}

static enum error_code put_candidate(const struct import_rows *rows, const void *item, size_t index,
                                     struct error *err)
{
    const struct tables_candidate *candidate = item;
    struct db_arg name_sort = DB_NULL("name_sort");

    if (candidate->full_name[0] != '\0') {
        unsigned char *sort;
        size_t length;
        TRY(person_name_sort_key(rows->arena, candidate->full_name, &sort, &length, err));
        name_sort = (struct db_arg)DB_BLOB("name_sort", sort, length);
    }
    TRY(db_select_int(rows->db, QUERY_CANDIDATE_PUT,
                      DB_ARGS(DB_INT("election", rows->election), DB_TEXT("code", candidate->id),
                              DB_TEXT("full_name", candidate->full_name), name_sort,
                              DB_INT("home_x_m", candidate->home_x_m),
                              DB_INT("home_y_m", candidate->home_y_m)),
                      0, &rows->candidate_ids[index], err));
    return put_contact(rows, candidate, rows->candidate_ids[index], err);
}

static enum error_code put_unit_commune(const struct import_rows *rows, const void *item, size_t index,
                                        struct error *err)
{
    const struct tables_unit_commune *row = item;

    (void)index;
    return db_run(
        rows->db, QUERY_UNIT_AREA_PUT,
        DB_ARGS(DB_INT("unit", rows->unit_ids[row->unit]), DB_INT("area", rows->area_ids[row->commune])),
        err);
}

static enum error_code put_candidacy(const struct import_rows *rows, const void *item, size_t index,
                                     struct error *err)
{
    const struct tables_candidacy *row = item;

    (void)index;
    return db_run(rows->db, QUERY_CANDIDACY_PUT,
                  DB_ARGS(DB_INT("unit", rows->unit_ids[row->unit]),
                          DB_INT("candidate", rows->candidate_ids[row->candidate])),
                  err);
}

static enum error_code put_block(const struct import_rows *rows, const void *item, size_t index,
                                 struct error *err)
{
    static const enum db_query queries[BLOCK_KIND_COUNT] = {
        [BLOCK_VENUE] = QUERY_VENUE_BLOCK_PUT,         [BLOCK_COMMUNE] = QUERY_AREA_BLOCK_PUT,
        [BLOCK_CANDIDATE] = QUERY_CANDIDATE_BLOCK_PUT, [BLOCK_UNIT] = QUERY_UNIT_BLOCK_PUT,
        [BLOCK_DISTRICT] = QUERY_AREA_BLOCK_PUT,       [BLOCK_PROVINCE] = QUERY_AREA_BLOCK_PUT};
    const int64_t *const owners[BLOCK_KIND_COUNT] = {
        [BLOCK_VENUE] = rows->venue_ids,         [BLOCK_COMMUNE] = rows->area_ids,
        [BLOCK_CANDIDATE] = rows->candidate_ids, [BLOCK_UNIT] = rows->unit_ids,
        [BLOCK_DISTRICT] = rows->area_ids,       [BLOCK_PROVINCE] = rows->area_ids};
    const struct tables_block *block = item;
    char letters[TABLES_SESSIONS_MAX + 1];
    size_t count = 0;

    (void)index;
    for (size_t i = 0; i < rows->tables->session_count && i < TABLES_SESSIONS_MAX; i++) {
        if (block->sessions >> i & 1)
            letters[count++] = tables_session_letter(&rows->tables->sessions[i]);
    }
    letters[count] = '\0';
    return db_run(rows->db, queries[block->kind],
                  DB_ARGS(DB_INT("owner", owners[block->kind][block->owner]), DB_INT("day", block->date.day),
                          DB_TEXT("sessions", letters)),
                  err);
}

static enum error_code (*const put_functions[FILE_COUNT])(const struct import_rows *rows, const void *item,
                                                          size_t index, struct error *err) = {
    [FILE_SESSIONS] = put_session,
    [FILE_DAYS] = put_day,
    [FILE_PROVINCES] = put_area,
    [FILE_DISTRICTS] = put_area,
    [FILE_COMMUNES] = put_area,
    [FILE_VENUES] = put_venue,
    [FILE_UNITS] = put_unit,
    [FILE_CANDIDATES] = put_candidate,
    [FILE_UNIT_COMMUNES] = put_unit_commune,
    [FILE_CANDIDACIES] = put_candidacy,
    [FILE_BLOCKS] = put_block,
};

enum error_code import_rows_put(const struct import_rows *rows, enum tables_file file, const void *item,
                                size_t index, struct error *err)
{
    return import_rules_has(file) ? import_rules_put(rows, file, item, err)
                                  : put_functions[file](rows, item, index, err);
}

void import_rows_keep_id(const struct import_rows *rows, enum tables_file file, size_t index,
                         const struct stored_ids *stored, size_t old_index)
{
    switch (file) {
    case FILE_PROVINCES:
    case FILE_DISTRICTS:
    case FILE_COMMUNES: rows->area_ids[index] = stored->areas[old_index]; break;
    case FILE_VENUES: rows->venue_ids[index] = stored->venues[old_index]; break;
    case FILE_UNITS: rows->unit_ids[index] = stored->units[old_index]; break;
    case FILE_CANDIDATES: rows->candidate_ids[index] = stored->candidates[old_index]; break;
    default: break; /* nothing refers to the others */
    }
}

static enum error_code remove_by_id(struct db *db, enum db_query query, int64_t id, struct error *err)
{
    return db_run(db, query, DB_ARGS(DB_INT("id", id)), err);
}

static enum error_code remove_block(struct db *db, const struct tables_block *block,
                                    const struct stored_ids *ids, struct error *err)
{
    static const enum db_query queries[BLOCK_KIND_COUNT] = {
        [BLOCK_VENUE] = QUERY_VENUE_BLOCK_DELETE,         [BLOCK_COMMUNE] = QUERY_AREA_BLOCK_DELETE,
        [BLOCK_CANDIDATE] = QUERY_CANDIDATE_BLOCK_DELETE, [BLOCK_UNIT] = QUERY_UNIT_BLOCK_DELETE,
        [BLOCK_DISTRICT] = QUERY_AREA_BLOCK_DELETE,       [BLOCK_PROVINCE] = QUERY_AREA_BLOCK_DELETE};
    const int64_t *const owners[BLOCK_KIND_COUNT] = {
        [BLOCK_VENUE] = ids->venues, [BLOCK_COMMUNE] = ids->areas,  [BLOCK_CANDIDATE] = ids->candidates,
        [BLOCK_UNIT] = ids->units,   [BLOCK_DISTRICT] = ids->areas, [BLOCK_PROVINCE] = ids->areas};

    return db_run(db, queries[block->kind],
                  DB_ARGS(DB_INT("owner", owners[block->kind][block->owner]), DB_INT("day", block->date.day)),
                  err);
}

static enum error_code remove_link(struct db *db, enum tables_file file, const void *item,
                                   const struct stored_ids *ids, struct error *err)
{
    if (file == FILE_UNIT_COMMUNES) {
        const struct tables_unit_commune *row = item;
        return db_run(
            db, QUERY_UNIT_AREA_DELETE,
            DB_ARGS(DB_INT("unit", ids->units[row->unit]), DB_INT("area", ids->areas[row->commune])), err);
    }
    const struct tables_candidacy *row = item;
    return db_run(
        db, QUERY_CANDIDACY_DELETE,
        DB_ARGS(DB_INT("unit", ids->units[row->unit]), DB_INT("candidate", ids->candidates[row->candidate])),
        err);
}

enum error_code import_rows_remove(const struct import_rows *rows, enum tables_file file, const void *item,
                                   size_t index, const struct stored_ids *ids, struct error *err)
{
    struct db *db = rows->db;
    struct db_arg election = DB_INT("election", rows->election);

    switch (file) {
    case FILE_SESSIONS:
        return db_run(db, QUERY_SESSION_DELETE,
                      DB_ARGS(election, DB_TEXT("name", ((const struct tables_session *)item)->name)), err);
    case FILE_DAYS:
        return db_run(db, QUERY_CAMPAIGN_DAY_DELETE,
                      DB_ARGS(election, DB_INT("day", ((const struct tables_day *)item)->date.day)), err);
    case FILE_PROVINCES:
    case FILE_DISTRICTS:
    case FILE_COMMUNES:
        TRY(db_run(db, QUERY_AREA_CONTACT_DELETE, DB_ARGS(DB_INT("area", ids->areas[index])), err));
        return remove_by_id(db, QUERY_AREA_DELETE, ids->areas[index], err);
    case FILE_VENUES: return remove_by_id(db, QUERY_VENUE_DELETE, ids->venues[index], err);
    case FILE_UNITS: return remove_by_id(db, QUERY_UNIT_DELETE, ids->units[index], err);
    case FILE_CANDIDATES:
        TRY(db_run(db, QUERY_CANDIDATE_CONTACT_DELETE, DB_ARGS(DB_INT("candidate", ids->candidates[index])),
                   err));
        return remove_by_id(db, QUERY_CANDIDATE_DELETE, ids->candidates[index], err);
    case FILE_BLOCKS: return remove_block(db, item, ids, err);
    case FILE_UNIT_COMMUNES:
    case FILE_CANDIDACIES: return remove_link(db, file, item, ids, err);
    default: return import_rules_remove(rows, file, item, ids, err);
    }
}
