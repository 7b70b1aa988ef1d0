#include "app/election_what_if.h"

#include "app/election_again.h"
#include "base/list.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define MEETINGS_MAX 10000000

static enum error_code suppose(const struct app *app, const struct what_if_request *request,
                               struct arena *arena, struct what_if *what_if, struct error *err)
{
    TRY(election_find(app, request->election, arena, &what_if->before, err));
    what_if->after = what_if->before;
    if (request->law_pack != NULL)
        what_if->after.law_pack = request->law_pack;
    if (request->has_polling_day)
        what_if->after.polling_day = request->polling_day;
    if (request->held_again == NULL)
        return OK;
    what_if->after.kind = LAW_HELD_AGAIN;
    what_if->after.first = what_if->before.code;
    what_if->after.held_again = request->held_again;
    if (!request->has_polling_day)
        what_if->after.polling_day.day = 0;
    return election_again_set_day(app, &what_if->before, &what_if->after, err);
}

/* All rows there are, so that what is missing under the other law is new. */
static enum error_code fill_store(const struct app *app, const struct election *election, struct arena *arena,
                                  struct error *err)
{
    CLEANUP(timetable_book_done) struct timetable_book book = {.pack = NULL};
    CLEANUP(milestone_moves_done) struct milestone_moves moves = {.items = NULL};

    TRY(timetable_book_load_as(app, election, arena, &book, err));
    TRY(milestones_compare(app, &book, arena, &moves, err));
    return milestones_write(app, &book, &moves, true, err);
}

static bool is_past(const struct timetable_moment *moment, struct civil_time now)
{
    if (moment->state == TIMETABLE_HOUR)
        return civil_time_compare(moment->time, now) < 0;
    return moment->state == TIMETABLE_DATE && moment->time.date.day < now.date.day;
}

/* What was decided for a day to come, such as the hour of a poll, was decided for the old one. */
static void forget_the_future(struct timetable_book *book, struct civil_time now)
{
    struct record_list *acts = &book->records[RECORD_ACT];
    size_t kept = 0;

    for (size_t i = 0; i < acts->count; i++) {
        if (civil_time_compare(acts->items[i].time, now) <= 0)
            acts->items[kept++] = acts->items[i];
    }
    acts->count = kept;
}

/* Leaves only the moves that are missed. */
static void keep_missed(const struct timetable_book *book, struct civil_time now,
                        struct milestone_moves *moves)
{
    size_t kept = 0;

    for (size_t i = 0; i < moves->count; i++) {
        const struct milestone_move *move = &moves->items[i];
        if (!move->gone && is_past(&move->after.due, now) &&
            timetable_book_holding(book, RECORD_ACT, move->place, move->node) == NULL)
            moves->items[kept++] = *move;
    }
    moves->count = kept;
}

/* Of an election held again only what is owed once more is of interest, not what was done for the first day. */
static void drop_gone(struct milestone_moves *moves)
{
    size_t kept = 0;

    for (size_t i = 0; i < moves->count; i++) {
        if (!moves->items[i].gone)
            moves->items[kept++] = moves->items[i];
    }
    moves->count = kept;
}

struct outside_list {
    struct outside_meeting *items; /* owned */
    size_t count;
    size_t capacity;
};

static void outside_done(struct outside_list *list)
{
    free(list->items);
}

static enum tables_unit_level unit_level_of(const char *name)
{
    int level = 0;

    while (level < UNIT_LEVEL_COUNT - 1 && strcmp(tables_unit_level_names[level], name) != 0)
        level++;
    return (enum tables_unit_level)level;
}

/* The columns of QUERY_PUBLISHED_PLACES. */
enum column { CODE, LEVEL, HOME, WHERE, START, END };

static enum error_code check_meeting(const struct timetable_book *book, const struct db_rows *rows,
                                     struct arena *arena, struct outside_list *list, struct error *err)
{
    struct outside_meeting meeting = {.start = civil_time_from_utc_secs(db_int(rows, START)),
                                      .end = civil_time_from_utc_secs(db_int(rows, END))};
    const struct campaign_window *window = &meeting.window;
    size_t home = PLACE_WHOLE;
    size_t where = PLACE_WHOLE;

    (void)!places_by_id(&book->places, db_int(rows, HOME), &home);
    (void)!places_by_id(&book->places, db_int(rows, WHERE), &where);
    TRY(campaign_window_of(book, unit_level_of(db_text(rows, LEVEL)), home, where, &meeting.window, err));
    bool early = window->has_start && civil_time_compare(meeting.start, window->start) < 0;
    bool late = window->has_end && civil_time_compare(meeting.end, window->end) > 0;
    if (!early && !late)
        return OK;
    meeting.code = arena_copy_string(arena, db_text(rows, CODE));
    if (meeting.code == NULL ||
        !list_reserve(&list->items, &list->capacity, list->count + 1, sizeof *list->items, MEETINGS_MAX))
        return error_memory(err);
    list->items[list->count++] = meeting;
    return OK;
}

static enum error_code check_meetings(const struct app *app, const struct timetable_book *book,
                                      struct arena *arena, struct what_if *what_if, struct error *err)
{
    CLEANUP(outside_done) struct outside_list list = {.items = NULL};
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, app->db, QUERY_PUBLISHED_PLACES, DB_ARGS(DB_INT("election", book->election.id)),
                  err));
    while (db_rows_next(&rows))
        TRY(check_meeting(book, &rows, arena, &list, err));
    TRY(db_rows_finish(&rows, err));
    struct outside_meeting *kept = arena_array(arena, list.count, sizeof *kept);
    if (kept == NULL)
        return error_memory(err);
    if (list.count > 0)
        memcpy(kept, list.items, list.count * sizeof *kept);
    what_if->outside = kept;
    what_if->outside_count = list.count;
    return OK;
}

enum error_code election_what_if(const struct app *app, const struct what_if_request *request,
                                 struct arena *arena, struct what_if *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction never_kept = {0};
    CLEANUP(timetable_book_done) struct timetable_book book = {.pack = NULL};
    CLEANUP(milestone_moves_done) struct milestone_moves moves = {.items = NULL};
    struct civil_time now = civil_time_from_utc_secs(clock_now_utc_secs(&app->clock));
    struct what_if what_if = {.outside = NULL};

    TRY(db_transaction_begin(&never_kept, app->db, err));
    TRY(suppose(app, request, arena, &what_if, err));
    TRY(fill_store(app, &what_if.before, arena, err));
    TRY(timetable_book_load_as(app, &what_if.after, arena, &book, err));
    if (what_if.after.polling_day.day != what_if.before.polling_day.day)
        forget_the_future(&book, now);
    TRY(milestones_compare(app, &book, arena, &moves, err));
    if (what_if.after.kind != what_if.before.kind)
        drop_gone(&moves);
    TRY(timetable_moves_group(&book, &moves, true, arena, &what_if.moved, err));
    keep_missed(&book, now, &moves);
    TRY(timetable_moves_group(&book, &moves, true, arena, &what_if.missed, err));
    TRY(check_meetings(app, &book, arena, &what_if, err));
    *out = what_if;
    return OK;
}
