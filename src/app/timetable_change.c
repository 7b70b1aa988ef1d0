#include "app/timetable_change.h"

#include "app/act_check.h"
#include "app/notice_derive.h"
#include "app/plan_check.h"
#include "app/step_text.h"
#include "app/timetable_audit.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

/* How a kind of record is kept. */
static const struct kind_row {
    enum db_query end;
    enum db_query insert;
    bool duties_only;
    bool owed_there; /* the step must concern the area itself */
} kind_rows[RECORD_KIND_COUNT] = {
    [RECORD_ACT] = {QUERY_ACT_END, QUERY_ACT_INSERT, false, true},
    [RECORD_OVERRIDE] = {QUERY_OVERRIDE_END, QUERY_OVERRIDE_INSERT, true, false},
    [RECORD_OWNER] = {QUERY_OWNER_DELETE, QUERY_OWNER_PUT, true, false},
};

static enum error_code check_texts(const struct timetable_change *change, const struct step_record *record,
                                   struct error *err)
{
    if (change->withdraw)
        return OK;
    if (change->kind == RECORD_OVERRIDE && record->document[0] == '\0')
        return error_set(err, ERROR_DATA, "a date is overridden only by a document; give its number");
    if (change->kind == RECORD_OWNER && record->by[0] == '\0')
        return error_set(err, ERROR_DATA, "the name of the owner is empty");
    return OK;
}

static enum error_code fail_other_kind(const struct timetable_book *book, const char *step, struct error *err)
{
    switch (book->election.kind) {
    case LAW_BY_ELECTION:
        return error_set(err, ERROR_DATA, "%s is not a duty of by-elections, and this is one", step);
    case LAW_HELD_AGAIN:
        return error_set(err, ERROR_DATA, "%s is not a duty of elections held again, and this is one", step);
    default:
        return error_set(err, ERROR_DATA, "%s is a duty of by-elections, and this is a general election",
                         step);
    }
}

static enum error_code find_step(const struct timetable_book *book, const struct timetable_change *change,
                                 uint16_t *out_node, struct error *err)
{
    const struct law_duty *duty;
    uint16_t node;

    if (!timetable_book_node(book, change->step, &node) || node == LAW_POLLING_DAY)
        return error_set(err, ERROR_DATA, "\"%s\" is not an event or duty of law pack %s", change->step,
                         book->election.law_pack);
    duty = law_pack_duty(book->pack, node);
    if (duty == NULL && kind_rows[change->kind].duties_only)
        return error_set(err, ERROR_DATA, "%s is an event, not a duty: it is only recorded", change->step);
    if (duty != NULL && (duty->elections & (1u << book->election.kind)) == 0)
        return fail_other_kind(book, change->step, err);
    *out_node = node;
    return OK;
}

static uint32_t levels_meant(const struct timetable_change *change, const struct law_duty *duty)
{
    for (int level = 0; change->level != NULL && level < LAW_LEVEL_COUNT; level++) {
        if (strcmp(law_level_name((enum law_level)level), change->level) == 0)
            return 1u << level;
    }
    return duty != NULL ? duty->levels : UINT32_MAX;
}

/* Nothing is recorded where the law asks nothing; for the whole election anything may be. */
static enum error_code check_owed(const struct timetable_book *book, const struct law_duty *duty,
                                  size_t place, struct error *err)
{
    CLEANUP(text_done) struct text levels = {0};
    enum law_level level;

    if (duty == NULL || place == PLACE_WHOLE || place_concerned(&book->places, place, duty->levels, &level))
        return OK;
    text_init(&levels, STEP_TEXT_MAX_BYTES);
    law_levels_put(duty->levels, &levels);
    return error_set(err, ERROR_DATA, "%s is not owed by the area %s, but by the level %s", duty->id,
                     book->places.items[place].code, levels.data);
}

static enum error_code read_record(const struct timetable_book *book, const struct timetable_change *change,
                                   struct arena *arena, struct step_record *out, struct error *err)
{
    struct step_record record = {.time = change->time, .has_hour = change->has_hour};

    TRY(step_text_read(change->document, arena, &record.document, err));
    TRY(step_text_read(change->by, arena, &record.by, err));
    TRY(check_texts(change, &record, err));
    TRY(find_step(book, change, &record.node, err));
    const struct law_duty *duty = law_pack_duty(book->pack, record.node);
    TRY(places_find(&book->places, change->area, levels_meant(change, duty), &record.place, err));
    if (kind_rows[change->kind].owed_there)
        TRY(check_owed(book, duty, record.place, err));
    *out = record;
    return OK;
}

static enum error_code apply(const struct app *app, struct timetable_book *book,
                             const struct timetable_change *change, const struct step_record *record,
                             struct error *err)
{
    if (change->withdraw) {
        if (timetable_book_at(book, change->kind, record->place, record->node) == NULL)
            return error_set(err, ERROR_NO_INPUT, "nothing is recorded of %s there", change->step);
        timetable_book_remove(book, change->kind, record->place, record->node);
        return OK;
    }
    if (change->kind == RECORD_ACT)
        TRY(act_check(app, book, record, err));
    timetable_book_put(book, change->kind, record);
    return OK;
}

static enum error_code store_record(const struct app *app, const struct timetable_book *book,
                                    const struct timetable_change *change, const struct step_record *record,
                                    struct error *err)
{
    int64_t area = book->places.items[record->place].id;
    const struct db_arg election = DB_INT("election", book->election.id);
    const struct db_arg place =
        area == 0 ? (struct db_arg)DB_NULL("area") : (struct db_arg)DB_INT("area", area);
    const struct db_arg step = DB_TEXT("step", change->step);
    const struct db_arg now = DB_INT("now_utc", clock_now_utc_secs(&app->clock));

    if (change->kind == RECORD_OWNER && change->withdraw)
        return db_run(app->db, QUERY_OWNER_DELETE, DB_ARGS(election, place, step), err);
    if (change->kind == RECORD_OWNER)
        return db_run(app->db, QUERY_OWNER_PUT, DB_ARGS(election, place, step, DB_TEXT("owner", record->by)),
                      err);
    TRY(db_run(app->db, kind_rows[change->kind].end, DB_ARGS(election, place, step, now), err));
    if (change->withdraw)
        return OK;
    const struct db_arg minute = record->has_hour ? (struct db_arg)DB_INT("minute", record->time.minute)
                                                  : (struct db_arg)DB_NULL("minute");
    return db_run(app->db, kind_rows[change->kind].insert,
                  DB_ARGS(election, place, step, now, minute, DB_INT("day", record->time.date.day),
                          DB_TEXT("document", record->document), DB_TEXT("who", record->by)),
                  err);
}

static int compare_moments(const struct timetable_moment *a, const struct timetable_moment *b)
{
    return a->state != b->state ? (a->state < b->state ? -1 : 1) : civil_time_compare(a->time, b->time);
}

static int compare_dates(const struct milestone_dates *a, const struct milestone_dates *b)
{
    int order = compare_moments(&a->from, &b->from);

    if (order == 0)
        order = compare_moments(&a->due, &b->due);
    if (order == 0)
        order = compare_moments(&a->until, &b->until);
    if (order == 0)
        order = (a->has_target ? a->target.day : 0) - (b->has_target ? b->target.day : 0);
    return order != 0 ? order : a->provisional - b->provisional;
}

static const char *unknown_step(const struct milestone_move *move)
{
    return move->unknown_step != NULL ? move->unknown_step : "";
}

static int compare_moves(const void *a, const void *b)
{
    const struct milestone_move *moves[2] = {a, b};
    int order = (int)moves[0]->node - (int)moves[1]->node;

    if (order == 0)
        order = strcmp(unknown_step(moves[0]), unknown_step(moves[1]));
    if (order == 0)
        order = moves[0]->gone - moves[1]->gone;
    if (order == 0)
        order = compare_dates(&moves[0]->before, &moves[1]->before);
    if (order == 0)
        order = compare_dates(&moves[0]->after, &moves[1]->after);
    return order;
}

static int compare_moves_and_places(const void *a, const void *b)
{
    const struct milestone_move *moves[2] = {a, b};
    int order = compare_moves(a, b);

    return order != 0 ? order : (moves[0]->place > moves[1]->place) - (moves[0]->place < moves[1]->place);
}

static const char *step_id(const struct timetable_book *book, const struct milestone_move *move)
{
    return move->unknown_step != NULL ? move->unknown_step : law_pack_node_id(book->pack, move->node);
}

/* The pack does not outlive the change. */
static enum error_code begin_group(const struct timetable_book *book, const struct milestone_move *move,
                                   struct arena *arena, struct timetable_move *out, struct error *err)
{
    const struct law_duty *duty = law_pack_duty(book->pack, move->node);
    struct timetable_move group = {.before = move->before,
                                   .after = move->after,
                                   .gone = move->gone,
                                   .area = book->places.items[move->place].code};

    group.step = arena_copy_string(arena, step_id(book, move));
    group.name.vi = arena_copy_string(arena, duty != NULL ? duty->name.vi : group.step);
    group.name.en = arena_copy_string(arena, duty != NULL ? duty->name.en : group.step);
    if (group.step == NULL || group.name.vi == NULL || group.name.en == NULL)
        return error_memory(err);
    *out = group;
    return OK;
}

/* Rows that are new, and steps that are only done, move no date. */
static void drop_unmoved(struct milestone_moves *moves, bool with_new)
{
    size_t kept = 0;

    for (size_t i = 0; i < moves->count; i++) {
        if (milestone_moves_a_date(&moves->items[i]) || (with_new && moves->items[i].fresh))
            moves->items[kept++] = moves->items[i];
    }
    moves->count = kept;
}

enum error_code timetable_moves_group(const struct timetable_book *book, struct milestone_moves *moves,
                                      bool with_new, struct arena *arena, struct timetable_moved *out,
                                      struct error *err)
{
    struct timetable_move *groups;
    const struct milestone_move *last = NULL;
    size_t count = 0;

    drop_unmoved(moves, with_new);
    groups = arena_array(arena, moves->count, sizeof *groups);
    if (groups == NULL)
        return error_memory(err);
    if (moves->count > 0)
        qsort(moves->items, moves->count, sizeof *moves->items, compare_moves_and_places);
    for (size_t i = 0; i < moves->count; i++) {
        const struct milestone_move *move = &moves->items[i];
        if (last == NULL || compare_moves(last, move) != 0)
            TRY(begin_group(book, move, arena, &groups[count++], err));
        groups[count - 1].areas++;
        last = move;
    }
    *out = (struct timetable_moved){.items = groups, .count = count, .area = ""};
    return OK;
}

/* Before the book is read, which then reads the file and finds what is wrong with it. */
static enum error_code store_resolution(const struct app *app, const struct timetable_change *change,
                                        struct arena *arena, struct error *err)
{
    struct election election;
    int64_t changed;

    TRY(election_find(app, change->election, arena, &election, err));
    const struct db_arg id = DB_INT("election", election.id);
    const struct db_arg name = DB_TEXT("name", change->resolution);
    if (!change->withdraw)
        return db_run(app->db, QUERY_RESOLUTION_PUT,
                      DB_ARGS(id, name, DB_INT("now_utc", clock_now_utc_secs(&app->clock))), err);
    TRY(db_run_counted(app->db, QUERY_RESOLUTION_DELETE, DB_ARGS(id, name), &changed, err));
    if (changed == 0)
        return error_set(err, ERROR_NO_INPUT, "the election has not taken up the resolution %s",
                         change->resolution);
    return OK;
}

/* What follows from the book, beside what is stored. */
static enum error_code settle(const struct app *app, const struct timetable_book *book, bool accept,
                              struct arena *arena, struct timetable_moved *out, struct error *err)
{
    CLEANUP(milestone_moves_done) struct milestone_moves moves = {.items = NULL};

    TRY(milestones_compare(app, book, arena, &moves, err));
    if (accept)
        TRY(milestones_write(app, book, &moves, false, err));
    return timetable_moves_group(book, &moves, false, arena, out, err);
}

static enum error_code change_once(const struct app *app, const struct timetable_change *change,
                                   struct arena *arena, struct timetable_moved *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction whole = {0};
    CLEANUP(timetable_book_done) struct timetable_book book = {.pack = NULL};
    struct step_record record = {.place = PLACE_WHOLE};
    struct step_record before;
    const struct step_record *found = NULL;
    struct timetable_moved moved;

    TRY(db_transaction_begin(&whole, app->db, err));
    if (change->resolution != NULL)
        TRY(store_resolution(app, change, arena, err));
    TRY(timetable_book_load(app, change->election, arena, &book, err));
    if (change->step != NULL) {
        TRY(read_record(&book, change, arena, &record, err));
        found = timetable_book_at(&book, change->kind, record.place, record.node);
        if (found != NULL)
            before = *found;
        TRY(apply(app, &book, change, &record, err));
        TRY(store_record(app, &book, change, &record, err));
    }
    TRY(settle(app, &book, change->accept, arena, &moved, err));
    moved.stored = change->accept;
    moved.in_conflict = 0;
    moved.area = book.places.items[record.place].code;
    if (change->accept) {
        const struct timetable_done done = {.before = found != NULL ? &before : NULL,
                                            .after =
                                                change->step != NULL && !change->withdraw ? &record : NULL,
                                            .moved = &moved};
        TRY(timetable_audit(app, &book, change, &done, err));
        TRY(plan_check_after(app, book.election.id, &moved.in_conflict, err));
        TRY(notice_derive_after(app, &book.election, err));
        TRY(db_transaction_commit(&whole, err));
    }
    *out = moved;
    return OK;
}

enum error_code timetable_change(const struct app *app, const struct timetable_change *change,
                                 struct arena *arena, struct timetable_moved *out, struct error *err)
{
    return DB_REPEAT(app->db, change_once(app, change, arena, out, err));
}
