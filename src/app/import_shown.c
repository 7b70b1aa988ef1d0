#include "app/import_shown.h"

#include "app/feed_clock.h"
#include "db/db.h"

#include <string.h>

/* Once for the whole import. */
static enum error_code advance(struct import_shown *shown, struct error *err)
{
    if (shown->moment_utc_secs != 0)
        return OK;
    return feed_clock_advance(shown->app, shown->rows->election, &shown->moment_utc_secs, err);
}

enum error_code import_shown_end(struct import_shown *shown, struct error *err)
{
    TRY(advance(shown, err));
    TRY(db_run(shown->rows->db, QUERY_DEPARTED_SETTLE, DB_ARGS(DB_INT("changed_utc", shown->moment_utc_secs)),
               err));
    return db_run(shown->rows->db, QUERY_DEPARTED_FORGET, DB_NO_ARGS, err);
}

static enum error_code mark(struct import_shown *shown, enum db_query query, int64_t id, struct error *err)
{
    TRY(advance(shown, err));
    return db_run(shown->rows->db, query,
                  DB_ARGS(DB_INT("changed_utc", shown->moment_utc_secs), DB_INT("id", id)), err);
}

static enum error_code mark_area(struct import_shown *shown, int64_t area, struct error *err)
{
    TRY(mark(shown, QUERY_SHOWN_MEETINGS_IN_AREA, area, err));
    TRY(mark(shown, QUERY_SHOWN_MILESTONES_OF_AREA, area, err));
    return mark(shown, QUERY_SHOWN_AREA, area, err);
}

static enum error_code mark_unit(struct import_shown *shown, int64_t unit, struct error *err)
{
    TRY(mark(shown, QUERY_SHOWN_MEETINGS_OF_UNIT, unit, err));
    return mark(shown, QUERY_SHOWN_UNIT, unit, err);
}

static bool area_differs(const void *before, const void *after)
{
    const struct tables_area *a = before;
    const struct tables_area *b = after;

    return strcmp(a->name, b->name) != 0;
}

/* Whether it lies in another commune is for the caller to know: the two sides number them by themselves. */
static bool venue_differs(const void *before, const void *after)
{
    const struct tables_venue *a = before;
    const struct tables_venue *b = after;

    return strcmp(a->name, b->name) != 0 || strcmp(a->address, b->address) != 0 ||
           strcmp(a->chair, b->chair) != 0;
}

static bool unit_differs(const void *before, const void *after)
{
    const struct tables_unit *a = before;
    const struct tables_unit *b = after;

    return strcmp(a->name, b->name) != 0 || a->level != b->level;
}

static bool candidate_differs(const void *before, const void *after)
{
    const struct tables_candidate *a = before;
    const struct tables_candidate *b = after;

    return strcmp(a->full_name, b->full_name) != 0;
}

/* A new row is shown by nothing yet. */
static bool is_shown_anew(bool (*differs)(const void *, const void *), const void *before, const void *after)
{
    return before != NULL && differs(before, after);
}

static bool commune_differs(const struct import_shown *shown, const void *before, const void *after)
{
    const struct tables_venue *a = before;
    const struct tables_venue *b = after;

    return a != NULL &&
           strcmp(shown->rows->stored->areas[a->commune].id, shown->rows->tables->areas[b->commune].id) != 0;
}

/* Then nobody has a calendar yet, and there are hundreds of thousands of rows. */
static bool is_first_import(const struct import_shown *shown)
{
    return shown->rows->stored->unit_count == 0;
}

/* The candidate, or the commune, has meetings that it had not, or had ones that it has not. */
static enum error_code mark_link(struct import_shown *shown, enum tables_file file, const void *link,
                                 const struct stored_ids *ids, struct error *err)
{
    if (file == FILE_CANDIDACIES) {
        const struct tables_candidacy *row = link;
        return mark(shown, QUERY_SHOWN_CANDIDATE, ids->candidates[row->candidate], err);
    }
    const struct tables_unit_commune *row = link;
    return mark(shown, QUERY_SHOWN_AREA, ids->areas[row->commune], err);
}

enum error_code import_shown_put(struct import_shown *shown, enum tables_file file, const void *before,
                                 const void *after, size_t index, struct error *err)
{
    const struct import_rows *rows = shown->rows;
    const struct stored_ids ids = {.areas = rows->area_ids, .candidates = rows->candidate_ids};

    switch (file) {
    case FILE_PROVINCES:
    case FILE_DISTRICTS:
    case FILE_COMMUNES:
        return is_shown_anew(area_differs, before, after) ? mark_area(shown, rows->area_ids[index], err) : OK;
    case FILE_VENUES:
        return is_shown_anew(venue_differs, before, after) || commune_differs(shown, before, after)
                   ? mark(shown, QUERY_SHOWN_MEETINGS_AT_VENUE, rows->venue_ids[index], err)
                   : OK;
    case FILE_UNITS:
        return is_shown_anew(unit_differs, before, after) ? mark_unit(shown, rows->unit_ids[index], err) : OK;
    case FILE_CANDIDATES:
        return is_shown_anew(candidate_differs, before, after)
                   ? mark(shown, QUERY_SHOWN_CANDIDATE, rows->candidate_ids[index], err)
                   : OK;
    case FILE_CANDIDACIES:
    case FILE_UNIT_COMMUNES:
        return before == NULL && !is_first_import(shown) ? mark_link(shown, file, after, &ids, err) : OK;
    default: return OK;
    }
}

enum error_code import_shown_remove(struct import_shown *shown, enum tables_file file, const void *before,
                                    const struct stored_ids *ids, struct error *err)
{
    if (file == FILE_CANDIDACIES)
        TRY(db_run(shown->rows->db, QUERY_DEPARTED_NOTE,
                   DB_ARGS(DB_INT("candidate",
                                  ids->candidates[((const struct tables_candidacy *)before)->candidate])),
                   err));
    return file == FILE_CANDIDACIES || file == FILE_UNIT_COMMUNES ? mark_link(shown, file, before, ids, err)
                                                                  : OK;
}
