#include "app/timetable_book.h"

#include "app/days_off_load.h"
#include "app/law_load.h"
#include "app/law_resolution_load.h"
#include "app/settings.h"
#include "base/list.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define RECORDS_MAX 2000000

/* Which statement reads the records of a kind, and where their columns stand; -1: not there. */
static const struct record_shape {
    enum db_query query;
    int step, area, day, minute, document, by;
} record_shapes[RECORD_KIND_COUNT] = {
    [RECORD_ACT] = {QUERY_ACTS_CURRENT, 1, 2, 3, 4, 5, 6},
    [RECORD_OVERRIDE] = {QUERY_OVERRIDES_CURRENT, 1, 2, 3, 4, 5, 6},
    [RECORD_OWNER] = {QUERY_OWNERS, 0, 1, -1, -1, -1, 2},
};

static int compare_records(const void *a, const void *b)
{
    const struct step_record *records[2] = {a, b};

    if (records[0]->place != records[1]->place)
        return records[0]->place < records[1]->place ? -1 : 1;
    return (int)records[0]->node - (int)records[1]->node;
}

static enum error_code read_record(const struct db_rows *rows, const struct record_shape *shape,
                                   struct arena *arena, struct step_record *record, struct error *err)
{
    if (shape->day >= 0) {
        record->time =
            (struct civil_time){{(int32_t)db_int(rows, shape->day)}, (int32_t)db_int(rows, shape->minute)};
        record->has_hour = !db_is_null(rows, shape->minute);
    }
    record->document = arena_copy_string(arena, shape->document >= 0 ? db_text(rows, shape->document) : "");
    record->by = arena_copy_string(arena, db_text(rows, shape->by));
    return record->document == NULL || record->by == NULL ? error_memory(err) : OK;
}

static void free_items(struct step_record **items)
{
    free(*items);
}

static enum error_code read_records(const struct app *app, struct timetable_book *book, enum record_kind kind,
                                    struct arena *arena, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    CLEANUP(free_items) struct step_record *items = NULL;
    const struct record_shape *shape = &record_shapes[kind];
    size_t capacity = 0;
    size_t count = 0;

    const struct db_arg election = DB_INT("election", book->election.id);
    const struct db_arg law_pack = DB_TEXT("law_pack", book->election.law_pack);
    const struct db_arg none = {.name = NULL};
    const struct db_arg args[] = {election, kind == RECORD_OVERRIDE ? law_pack : none, none};

    TRY(db_select(&rows, app->db, shape->query, args, err));
    while (db_rows_next(&rows)) {
        struct step_record record = {.node = 0};
        if (!timetable_book_node(book, db_text(&rows, shape->step), &record.node) ||
            !places_by_id(&book->places, db_int(&rows, shape->area), &record.place))
            continue;
        TRY(read_record(&rows, shape, arena, &record, err));
        if (!list_reserve(&items, &capacity, count + 1, sizeof *items, RECORDS_MAX))
            return error_memory(err);
        items[count++] = record;
    }
    TRY(db_rows_finish(&rows, err));
    struct step_record *kept = arena_array(arena, count + 1, sizeof *kept);
    if (kept == NULL)
        return error_memory(err);
    if (count > 0) {
        memcpy(kept, items, count * sizeof *kept);
        qsort(kept, count, sizeof *kept, compare_records);
    }
    book->records[kind] = (struct record_list){kept, count};
    return OK;
}

static enum error_code read_resolutions(const struct app *app, struct timetable_book *book, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    const struct election *election = &book->election;

    TRY(db_select(&rows, app->db, QUERY_RESOLUTIONS,
                  DB_ARGS(DB_INT("election", election->id), DB_TEXT("law_pack", election->law_pack),
                          DB_INT("polling_day", election->polling_day.day)),
                  err));
    while (db_rows_next(&rows)) {
        if (book->resolution_count == LAW_RESOLUTIONS_MAX)
            return error_set(err, ERROR_DATA, "an election takes up at most %d resolutions",
                             LAW_RESOLUTIONS_MAX);
        TRY(law_resolution_load(app, db_text(&rows, 0), book->pack,
                                &book->resolutions[book->resolution_count], err));
        book->resolution_count++;
    }
    return db_rows_finish(&rows, err);
}

static int compare_nodes(const void *a, const void *b, void *pack)
{
    return strcmp(law_pack_node_id(pack, *(const uint16_t *)a), law_pack_node_id(pack, *(const uint16_t *)b));
}

static enum error_code sort_nodes(struct timetable_book *book, struct arena *arena, struct error *err)
{
    size_t count = law_pack_node_count(book->pack);
    uint16_t *nodes = arena_array(arena, count, sizeof *nodes);

    if (nodes == NULL)
        return error_memory(err);
    for (size_t i = 0; i < count; i++)
        nodes[i] = (uint16_t)i;
    qsort_r(nodes, count, sizeof *nodes, compare_nodes, book->pack);
    book->nodes_by_id = nodes;
    return OK;
}

enum error_code timetable_book_load(const struct app *app, const char *election, struct arena *arena,
                                    struct timetable_book *out, struct error *err)
{
    struct election found;

    TRY(election_find(app, election, arena, &found, err));
    return timetable_book_load_as(app, &found, arena, out, err);
}

enum error_code timetable_book_load_as(const struct app *app, const struct election *election,
                                       struct arena *arena, struct timetable_book *out, struct error *err)
{
    CLEANUP(timetable_book_done)
    struct timetable_book book = {.election = *election, .lead_days = app->settings->lead_working_days};
    int year = civil_date_split(election->polling_day).year;

    TRY(law_load_with_tasks(app, election->law_pack, &book.pack, err));
    TRY(sort_nodes(&book, arena, err));
    TRY(days_off_load(app, year - 1, year + 1, arena, &book.days_off, err));
    TRY(places_load(app, election->id, arena, &book.places, err));
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++)
        TRY(read_records(app, &book, (enum record_kind)kind, arena, err));
    TRY(read_resolutions(app, &book, err));
    *out = book;
    book = (struct timetable_book){.pack = NULL};
    return OK;
}

void timetable_book_done(struct timetable_book *book)
{
    for (size_t i = 0; i < book->resolution_count; i++)
        law_resolution_free(book->resolutions[i]);
    book->resolution_count = 0;
    law_pack_free(book->pack);
    book->pack = NULL;
}

bool timetable_book_node(const struct timetable_book *book, const char *id, uint16_t *out_node)
{
    size_t low = 0;
    size_t high = law_pack_node_count(book->pack);

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(law_pack_node_id(book->pack, book->nodes_by_id[middle]), id);
        if (order == 0) {
            *out_node = book->nodes_by_id[middle];
            return true;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

const struct step_record *timetable_book_at(const struct timetable_book *book, enum record_kind kind,
                                            size_t place, uint16_t node)
{
    const struct record_list *list = &book->records[kind];
    const struct step_record wanted = {.place = place, .node = node};

    return bsearch(&wanted, list->items, list->count, sizeof wanted, compare_records);
}

/* Does what was done at `holder` count as done by the place below it? */
static bool act_reaches(const struct timetable_book *book, size_t holder, size_t place, uint16_t node)
{
    const struct law_duty *duty = law_pack_duty(book->pack, node);
    enum law_level level;

    if (holder == place || duty == NULL || !place_concerned(&book->places, place, duty->levels, &level))
        return true;
    return holder == PLACE_WHOLE && !place_concerned(&book->places, holder, duty->levels, &level);
}

const struct step_record *timetable_book_holding(const struct timetable_book *book, enum record_kind kind,
                                                 size_t place, uint16_t node)
{
    for (size_t holder = place;; holder = book->places.items[holder].parent) {
        const struct step_record *record = timetable_book_at(book, kind, holder, node);
        if (record != NULL && (kind != RECORD_ACT || act_reaches(book, holder, place, node)))
            return record;
        if (holder == PLACE_WHOLE)
            return NULL;
    }
}

void timetable_book_remove(struct timetable_book *book, enum record_kind kind, size_t place, uint16_t node)
{
    struct record_list *list = &book->records[kind];
    const struct step_record *found = timetable_book_at(book, kind, place, node);

    if (found == NULL)
        return;
    size_t index = (size_t)(found - list->items);
    list->count--;
    memmove(&list->items[index], &list->items[index + 1], (list->count - index) * sizeof *list->items);
}

void timetable_book_put(struct timetable_book *book, enum record_kind kind, const struct step_record *record)
{
    struct record_list *list = &book->records[kind];

    timetable_book_remove(book, kind, record->place, record->node);
    list->items[list->count++] = *record;
    qsort(list->items, list->count, sizeof *list->items, compare_records);
}
