#include "app/milestones.h"

#include "app/feed_clock.h"
#include "app/general_milestones.h"
#include "app/milestone_row.h"
#include "base/list.h"

#include <stdlib.h>
#include <string.h>

#define MOVES_MAX 20000000
#define CLASSES_MAX_BYTES ((size_t)512 << 20)

/* Areas of one level below the same nearest area that has records have the same dates: a class. */
struct classes {
    const struct timetable_book *book;
    const bool *has_records;  /* by place */
    struct place_step **made; /* by record holder, level and units; NULL: not yet */
    struct arena kept;
    struct arena scratch; /* of the class of a single place */
};

static void classes_done(struct classes *classes)
{
    arena_done(&classes->kept);
    arena_done(&classes->scratch);
}

bool milestone_moments_equal(const struct timetable_moment *a, const struct timetable_moment *b)
{
    return a->state == b->state && (!timetable_has_date(a) || civil_time_compare(a->time, b->time) == 0);
}

bool milestone_dates_equal(const struct milestone_dates *a, const struct milestone_dates *b)
{
    return milestone_moments_equal(&a->from, &b->from) && milestone_moments_equal(&a->until, &b->until) &&
           milestone_moments_equal(&a->due, &b->due) && a->has_target == b->has_target &&
           (!a->has_target || a->target.day == b->target.day) && a->provisional == b->provisional;
}

static struct timetable_moment moment_of(const struct step_record *record)
{
    return (struct timetable_moment){.state = record->has_hour ? TIMETABLE_HOUR : TIMETABLE_DATE,
                                     .time = record->time};
}

/* What waits has no date to store. */
static struct timetable_moment dated(struct timetable_moment moment)
{
    return timetable_has_date(&moment) ? moment : (struct timetable_moment){.state = TIMETABLE_NONE};
}

static struct milestone_dates dates_of(const struct timetable_book *book, const struct timetable_row *row,
                                       const struct step_record *override)
{
    struct milestone_dates dates = {
        .from = dated(row->from),
        .until = dated(row->law_until),
        .due = dated(row->until),
        .has_target = row->has_target,
        .target = row->target,
        .provisional = row->until.state == TIMETABLE_NONE ? row->from.provisional : row->until.provisional,
    };
    int unknown_year;

    if (override == NULL)
        return dates;
    dates.due = moment_of(override);
    dates.provisional = false;
    dates.has_target =
        timetable_target_before(&dates.due, &book->days_off, book->lead_days, &dates.target, &unknown_year);
    return dates;
}

/* The number of the override's or resolution's document. */
static const char *document_of(const struct timetable_row *row, const struct step_record *override)
{
    const struct law_resolution *by = row->until_set_by != NULL ? row->until_set_by : row->from_set_by;

    if (override != NULL)
        return override->document;
    return by != NULL ? by->document : "";
}

/* What others count from: an act, or else an override in its place. */
static enum error_code gather_acts(const struct timetable_book *book, size_t place, struct arena *arena,
                                   struct timetable_input *input, struct error *err)
{
    size_t node_count = law_pack_node_count(book->pack);
    struct timetable_act *acts = arena_array(arena, node_count, sizeof *acts);

    if (acts == NULL)
        return error_memory(err);
    input->acts = acts;
    for (size_t node = 1; node < node_count; node++) {
        const struct step_record *record = timetable_book_holding(book, RECORD_ACT, place, (uint16_t)node);
        if (record == NULL)
            record = timetable_book_holding(book, RECORD_OVERRIDE, place, (uint16_t)node);
        if (record != NULL)
            acts[input->act_count++] = (struct timetable_act){
                .id = law_pack_node_id(book->pack, node), .time = record->time, .has_hour = record->has_hour};
    }
    return OK;
}

static enum error_code input_of(const struct timetable_book *book, size_t place, struct arena *arena,
                                struct timetable_input *out, struct error *err)
{
    struct timetable_input input = {.pack = book->pack,
                                    .election = book->election.kind,
                                    .polling_day = book->election.polling_day,
                                    .resolutions = (const struct law_resolution *const *)book->resolutions,
                                    .resolution_count = book->resolution_count,
                                    .days_off = &book->days_off,
                                    .lead_days = book->lead_days};

    TRY(gather_acts(book, place, arena, &input, err));
    *out = input;
    return OK;
}

enum error_code milestones_prove(const struct timetable_book *book, size_t place, const char *step,
                                 struct arena *arena, struct timetable_proof *out, struct error *err)
{
    struct timetable_input input;
    struct timetable table;

    TRY(input_of(book, place, arena, &input, err));
    TRY(timetable_compute(&input, arena, &table, err));
    return timetable_prove(&input, &table, step, arena, out, err);
}

enum error_code milestones_of_place(const struct timetable_book *book, size_t place, struct arena *arena,
                                    struct place_step **out_steps, struct error *err)
{
    struct place_step *steps = arena_array(arena, law_pack_node_count(book->pack), sizeof *steps);
    struct timetable_input input;
    struct timetable table;

    if (steps == NULL)
        return error_memory(err);
    TRY(input_of(book, place, arena, &input, err));
    TRY(timetable_compute(&input, arena, &table, err));
    for (size_t i = 0; i < table.row_count; i++) {
        const struct timetable_row *row = &table.rows[i];
        uint16_t node = (uint16_t)(1 + book->pack->event_count + (size_t)(row->duty - book->pack->duties));
        steps[node].computed = true;
        steps[node].concerned = place_concerned(&book->places, place, row->duty->levels, &steps[node].level);
        const struct step_record *act = timetable_book_holding(book, RECORD_ACT, place, node);
        steps[node].done = act != NULL;
        steps[node].proven = act != NULL && act->document[0] != '\0';
        const struct step_record *override = timetable_book_holding(book, RECORD_OVERRIDE, place, node);
        steps[node].dates = dates_of(book, row, override);
        steps[node].set_by = document_of(row, override);
    }
    *out_steps = steps;
    return OK;
}

static enum error_code classes_init(struct classes *classes, const struct timetable_book *book,
                                    struct error *err)
{
    size_t count = book->places.count;

    *classes = (struct classes){.book = book};
    arena_init(&classes->kept, CLASSES_MAX_BYTES);
    arena_init(&classes->scratch, CLASSES_MAX_BYTES);
    bool *has_records = arena_array(&classes->kept, count, sizeof *has_records);
    classes->made = arena_array(&classes->kept, count * LAW_LEVEL_COUNT * 2, sizeof(struct place_step *));
    if (has_records == NULL || classes->made == NULL)
        return error_memory(err);
    for (int kind = 0; kind < RECORD_OWNER; kind++) {
        const struct record_list *list = &book->records[kind];
        for (size_t i = 0; i < list->count; i++)
            has_records[list->items[i].place] = true;
    }
    classes->has_records = has_records;
    return OK;
}

static enum error_code class_of(struct classes *classes, size_t place, struct place_step **out_steps,
                                struct error *err)
{
    const struct place *items = classes->book->places.items;
    size_t holder = place;

    while (holder != PLACE_WHOLE && !classes->has_records[holder])
        holder = items[holder].parent;
    if (holder == place) {
        arena_done(&classes->scratch);
        arena_init(&classes->scratch, CLASSES_MAX_BYTES);
        return milestones_of_place(classes->book, place, &classes->scratch, out_steps, err);
    }
    struct place_step **made =
        &classes->made[(holder * LAW_LEVEL_COUNT + items[place].level) * 2 + items[place].has_units];
    if (*made == NULL)
        TRY(milestones_of_place(classes->book, place, &classes->kept, made, err));
    *out_steps = *made;
    return OK;
}

/* The stored rows, place by place, as they come out of the store in order of areas. */
struct reader {
    struct db_rows rows;
    bool more;
    struct milestone_move *by_node; /* of the place at hand; id 0: not stored */
    size_t node_count;
    struct arena *arena; /* of ids of steps that are no more */
};

static void reader_done(struct reader *reader)
{
    db_rows_end(&reader->rows);
}

static enum error_code add_move(struct milestone_moves *moves, const struct milestone_move *move,
                                struct error *err)
{
    if (!list_reserve(&moves->items, &moves->capacity, moves->count + 1, sizeof *moves->items, MOVES_MAX))
        return error_memory(err);
    moves->items[moves->count++] = *move;
    return OK;
}

/* A row of a step the pack has no more. */
static enum error_code add_unknown(const struct reader *reader, struct milestone_move *row,
                                   struct milestone_moves *moves, struct error *err)
{
    if (row->fresh)
        return OK;
    row->gone = true;
    row->unknown_step = arena_copy_string(reader->arena, db_text(&reader->rows, MILESTONE_STEP));
    return row->unknown_step == NULL ? error_memory(err) : add_move(moves, row, err);
}

/* Few rows have one. */
static enum error_code keep_document(const struct reader *reader, struct milestone_move *row,
                                     struct error *err)
{
    const char *document = db_text(&reader->rows, MILESTONE_SET_BY);

    row->was_set_by = document[0] != '\0' ? arena_copy_string(reader->arena, document) : "";
    return row->was_set_by != NULL ? OK : error_memory(err);
}

static enum error_code read_place(struct reader *reader, const struct timetable_book *book, size_t place,
                                  struct milestone_moves *moves, struct error *err)
{
    memset(reader->by_node, 0, reader->node_count * sizeof *reader->by_node);
    while (reader->more && db_int(&reader->rows, MILESTONE_AREA) == book->places.items[place].id) {
        struct milestone_move row = {.id = db_int(&reader->rows, MILESTONE_ID),
                                     .fresh = db_int(&reader->rows, MILESTONE_CANCELLED) != 0,
                                     .place = place,
                                     .was_done = db_int(&reader->rows, MILESTONE_DONE) != 0,
                                     .was_proven = db_int(&reader->rows, MILESTONE_PROVEN) != 0,
                                     .set_by = ""};
        TRY(keep_document(reader, &row, err));
        if (!row.fresh)
            row.before = milestone_row_dates(&reader->rows);
        if (timetable_book_node(book, db_text(&reader->rows, MILESTONE_STEP), &row.node))
            reader->by_node[row.node] = row;
        else
            TRY(add_unknown(reader, &row, moves, err));
        reader->more = db_rows_next(&reader->rows);
    }
    return OK;
}

static bool differs(const struct milestone_move *move)
{
    return move->was_done != move->done || move->was_proven != move->proven || milestone_moves_a_date(move) ||
           strcmp(move->was_set_by, move->set_by) != 0;
}

static enum error_code compare_place(const struct reader *reader, size_t place,
                                     const struct place_step *steps, struct milestone_moves *moves,
                                     struct error *err)
{
    for (size_t node = 1; node < reader->node_count; node++) {
        struct milestone_move move = reader->by_node[node];
        bool stored = move.id != 0 && !move.fresh;
        move.fresh = !stored;
        move.place = place;
        move.node = (uint16_t)node;
        move.level = steps[node].level;
        move.after = steps[node].dates;
        move.done = steps[node].done;
        move.proven = steps[node].proven;
        move.set_by = steps[node].set_by != NULL ? steps[node].set_by : "";
        if (move.was_set_by == NULL)
            move.was_set_by = "";
        move.gone = stored && !steps[node].concerned;
        if (stored ? differs(&move) : steps[node].concerned)
            TRY(add_move(moves, &move, err));
    }
    return OK;
}

enum error_code milestones_compare(const struct app *app, const struct timetable_book *book,
                                   struct arena *arena, struct milestone_moves *out, struct error *err)
{
    CLEANUP(milestone_moves_done) struct milestone_moves moves = {.items = NULL};
    CLEANUP(classes_done) struct classes classes = {.book = NULL};
    CLEANUP(reader_done)
    struct reader reader = {.node_count = law_pack_node_count(book->pack), .arena = arena};

    TRY(classes_init(&classes, book, err));
    reader.by_node = arena_array(&classes.kept, reader.node_count, sizeof *reader.by_node);
    if (reader.by_node == NULL)
        return error_memory(err);
    TRY(db_select(&reader.rows, app->db, QUERY_MILESTONES, DB_ARGS(DB_INT("election", book->election.id)),
                  err));
    reader.more = db_rows_next(&reader.rows);
    for (size_t place = 0; place < book->places.count; place++) {
        struct place_step *steps;
        TRY(class_of(&classes, place, &steps, err));
        TRY(read_place(&reader, book, place, &moves, err));
        TRY(compare_place(&reader, place, steps, &moves, err));
    }
    TRY(db_rows_finish(&reader.rows, err));
    *out = moves;
    moves = (struct milestone_moves){.items = NULL};
    return OK;
}

void milestone_moves_done(struct milestone_moves *moves)
{
    free(moves->items);
    *moves = (struct milestone_moves){.items = NULL};
}

bool milestone_moves_a_date(const struct milestone_move *move)
{
    return !move->fresh && (move->gone || !milestone_dates_equal(&move->before, &move->after));
}

enum error_code milestones_write(const struct app *app, const struct timetable_book *book,
                                 const struct milestone_moves *moves, bool only_missing, struct error *err)
{
    int64_t changed_utc_secs = 0;

    for (size_t i = 0; i < moves->count; i++) {
        const struct milestone_move *move = &moves->items[i];
        if (only_missing && milestone_moves_a_date(move))
            continue;
        if (changed_utc_secs == 0) {
            TRY(feed_clock_advance(app, book->election.id, &changed_utc_secs, err));
            TRY(milestone_row_name_steps(app, book, err));
        }
        TRY(milestone_row_write(app, book, move, changed_utc_secs, err));
    }
    return general_milestones_write(app, book, only_missing, &changed_utc_secs, err);
}

enum error_code milestones_bring_up(const struct app *app, const struct timetable_book *book,
                                    struct arena *arena, size_t *out_moved, struct error *err)
{
    CLEANUP(milestone_moves_done) struct milestone_moves moves = {.items = NULL};
    size_t moved = 0;

    TRY(milestones_compare(app, book, arena, &moves, err));
    TRY(milestones_write(app, book, &moves, true, err));
    for (size_t i = 0; i < moves.count; i++)
        moved += milestone_moves_a_date(&moves.items[i]);
    *out_moved = moved;
    return OK;
}

enum error_code milestones_bring_up_election(const struct app *app, const char *election, struct arena *arena,
                                             struct error *err)
{
    CLEANUP(timetable_book_done) struct timetable_book book = {.pack = NULL};
    size_t moved;

    TRY(timetable_book_load(app, election, arena, &book, err));
    return milestones_bring_up(app, &book, arena, &moved, err);
}
