#include "app/consultation.h"
#include "base/list.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define ROWS_MAX 1000000

/* The columns of QUERY_CONSULTATIONS. */
enum round_column { AREA, LIST, ROUND, DAY, INVITED, PRESENT, SEATS, CANDIDATES, DOCUMENT };

/* The columns of QUERY_UNIT_LISTS. */
enum unit_column { CODE, NAME, LEVEL, UNIT_SEATS, NAMES, WITHOUT_CONFIDENCE };

struct rows {
    void *items; /* owned */
    size_t count;
    size_t capacity;
};

static void rows_done(struct rows *rows)
{
    free(rows->items);
}

/* Room for one more; NULL without memory. */
static void *add_row(struct rows *rows, size_t size)
{
    if (!list_reserve(&rows->items, &rows->capacity, rows->count + 1, size, ROWS_MAX))
        return NULL;
    return (char *)rows->items + size * rows->count++;
}

static enum error_code keep_rows(const struct rows *rows, size_t size, struct arena *arena, const void **out,
                                 struct error *err)
{
    void *kept = arena_array(arena, rows->count, size);

    if (kept == NULL)
        return error_memory(err);
    if (rows->count > 0)
        memcpy(kept, rows->items, rows->count * size);
    *out = kept;
    return OK;
}

static enum error_code read_round(const struct places *places, const struct db_rows *found,
                                  struct arena *arena, struct shown_round *out, struct error *err)
{
    size_t place = PLACE_WHOLE;

    (void)!places_by_id(places, db_int(found, AREA), &place);
    *out = (struct shown_round){
        .area = places->items[place].code,
        .conference = {.round = (int)db_int(found, ROUND),
                       .list =
                           strcmp(db_text(found, LIST), "na") == 0 ? LIST_NATIONAL_ASSEMBLY : LIST_COUNCIL,
                       .day = {(int32_t)db_int(found, DAY)},
                       .invited = db_int(found, INVITED),
                       .present = db_int(found, PRESENT),
                       .seats = db_int(found, SEATS),
                       .candidates = db_int(found, CANDIDATES),
                       .document = arena_copy_string(arena, db_text(found, DOCUMENT))},
    };
    return out->conference.document == NULL ? error_memory(err) : OK;
}

static enum error_code read_rounds(const struct app *app, const struct election *election,
                                   struct arena *arena, struct shown_consultations *shown, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows found = {0};
    CLEANUP(rows_done) struct rows rows = {.items = NULL};
    struct places places;
    const void *kept;

    TRY(places_load(app, election->id, arena, &places, err));
    TRY(db_select(&found, app->db, QUERY_CONSULTATIONS, DB_ARGS(DB_INT("election", election->id)), err));
    while (db_rows_next(&found)) {
        struct shown_round *round = add_row(&rows, sizeof *round);
        if (round == NULL)
            return error_memory(err);
        TRY(read_round(&places, &found, arena, round, err));
    }
    TRY(db_rows_finish(&found, err));
    TRY(keep_rows(&rows, sizeof *shown->rounds, arena, &kept, err));
    shown->rounds = kept;
    shown->round_count = rows.count;
    return OK;
}

static enum error_code read_unit(const struct db_rows *found, struct arena *arena, struct unit_list *out,
                                 struct error *err)
{
    bool national = strcmp(db_text(found, LEVEL), "na") == 0;
    struct unit_list unit = {
        .code = arena_copy_string(arena, db_text(found, CODE)),
        .name = arena_copy_string(arena, db_text(found, NAME)),
        .seats = db_int(found, UNIT_SEATS),
        .names = db_int(found, NAMES),
        .without_confidence = db_int(found, WITHOUT_CONFIDENCE),
    };

    if (unit.code == NULL || unit.name == NULL)
        return error_memory(err);
    unit.least = consultation_least_names(national ? LIST_NATIONAL_ASSEMBLY : LIST_COUNCIL, unit.seats,
                                          &unit.citation);
    unit.breaks = unit.names - unit.without_confidence < unit.least;
    *out = unit;
    return OK;
}

static enum error_code read_units(const struct app *app, int64_t election, struct arena *arena,
                                  struct shown_consultations *shown, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows found = {0};
    CLEANUP(rows_done) struct rows rows = {.items = NULL};
    const void *kept;

    TRY(db_select(&found, app->db, QUERY_UNIT_LISTS, DB_ARGS(DB_INT("election", election)), err));
    while (db_rows_next(&found)) {
        struct unit_list *unit = add_row(&rows, sizeof *unit);
        if (unit == NULL)
            return error_memory(err);
        TRY(read_unit(&found, arena, unit, err));
        shown->broken += unit->breaks;
    }
    TRY(db_rows_finish(&found, err));
    TRY(keep_rows(&rows, sizeof *shown->units, arena, &kept, err));
    shown->units = kept;
    shown->unit_count = rows.count;
    return OK;
}

enum error_code consultation_show(const struct app *app, const char *election, struct arena *arena,
                                  struct shown_consultations *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    struct shown_consultations shown = {.broken = 0};
    struct election found;

    TRY(db_snapshot_begin(&moment, app->db, err));
    TRY(election_find(app, election, arena, &found, err));
    TRY(read_rounds(app, &found, arena, &shown, err));
    TRY(read_units(app, found.id, arena, &shown, err));
    *out = shown;
    return OK;
}
