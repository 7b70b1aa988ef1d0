#include "app/milestone_row.h"

#include <string.h>

static struct timetable_moment stored_moment(const struct db_rows *rows, int column)
{
    if (db_is_null(rows, column))
        return (struct timetable_moment){.state = TIMETABLE_NONE};
    return (struct timetable_moment){
        .state = db_is_null(rows, column + 1) ? TIMETABLE_DATE : TIMETABLE_HOUR,
        .time = {{(int32_t)db_int(rows, column)}, (int32_t)db_int(rows, column + 1)},
    };
}

struct milestone_dates milestone_row_dates(const struct db_rows *rows)
{
    return (struct milestone_dates){.from = stored_moment(rows, MILESTONE_FROM),
                                    .until = stored_moment(rows, MILESTONE_UNTIL),
                                    .due = stored_moment(rows, MILESTONE_DUE),
                                    .has_target = !db_is_null(rows, MILESTONE_TARGET),
                                    .target = {(int32_t)db_int(rows, MILESTONE_TARGET)},
                                    .provisional = db_int(rows, MILESTONE_PROVISIONAL) != 0};
}

static struct db_arg int_or_null(const char *name, bool given, int64_t value)
{
    return given ? (struct db_arg)DB_INT(name, value) : (struct db_arg)DB_NULL(name);
}

#define MOMENT_ARGS(name, moment)                                                                            \
    int_or_null(name "_day", timetable_has_date(moment), (moment)->time.date.day),                           \
        int_or_null(name "_minute", (moment)->state == TIMETABLE_HOUR, (moment)->time.minute)

/* Where the calendar entry stands: on the last day, or else the first. */
static const struct timetable_moment *shown(const struct milestone_dates *dates)
{
    return timetable_has_date(&dates->due) ? &dates->due : &dates->from;
}

static bool entry_changes(const struct milestone_move *move)
{
    return move->fresh || move->done != move->was_done ||
           !milestone_moments_equal(shown(&move->before), shown(&move->after));
}

enum error_code milestone_row_name_steps(const struct app *app, const struct timetable_book *book,
                                         struct error *err)
{
    const struct law_pack *pack = book->pack;

    for (size_t i = 0; i < pack->duty_count; i++)
        TRY(db_run(app->db, QUERY_STEP_NAME_PUT,
                   DB_ARGS(DB_INT("election", book->election.id), DB_TEXT("step", pack->duties[i].id),
                           DB_TEXT("vi", pack->duties[i].name.vi), DB_TEXT("en", pack->duties[i].name.en)),
                   err));
    return OK;
}

static enum error_code write_document(const struct app *app, const struct timetable_book *book,
                                      const struct milestone_move *move, struct error *err)
{
    const struct db_arg election = DB_INT("election", book->election.id);
    const struct db_arg place = DB_INT("place", book->places.items[move->place].id);
    const struct db_arg step = DB_TEXT("step", law_pack_node_id(book->pack, move->node));

    if (strcmp(move->set_by, move->was_set_by) == 0)
        return OK;
    if (move->set_by[0] == '\0')
        return db_run(app->db, QUERY_MILESTONE_DOCUMENT_DELETE, DB_ARGS(election, place, step), err);
    return db_run(app->db, QUERY_MILESTONE_DOCUMENT_PUT,
                  DB_ARGS(DB_TEXT("document", move->set_by), election, place, step), err);
}

static enum error_code write_proof(const struct app *app, const struct timetable_book *book,
                                   const struct milestone_move *move, struct error *err)
{
    if (move->proven == move->was_proven)
        return OK;
    return db_run(app->db, move->proven ? QUERY_MILESTONE_PROOF_PUT : QUERY_MILESTONE_PROOF_DELETE,
                  DB_ARGS(DB_INT("election", book->election.id),
                          DB_INT("place", book->places.items[move->place].id),
                          DB_TEXT("step", law_pack_node_id(book->pack, move->node))),
                  err);
}

enum error_code milestone_row_write(const struct app *app, const struct timetable_book *book,
                                    const struct milestone_move *move, int64_t changed_utc_secs,
                                    struct error *err)
{
    const struct milestone_dates *dates = &move->after;
    int64_t area = book->places.items[move->place].id;
    const struct db_arg changed = DB_INT("changed_utc", changed_utc_secs);

    if (move->gone)
        return db_run(app->db, QUERY_MILESTONE_CANCEL, DB_ARGS(DB_INT("id", move->id), changed), err);
    /* In the order of the statement's parameters: hundreds of thousands of rows are written at once. */
    const struct db_arg args[] = {
        DB_INT("election", book->election.id),
        int_or_null("area", area != 0, area),
        DB_TEXT("step", law_pack_node_id(book->pack, move->node)),
        DB_TEXT("level", law_level_name(move->level)),
        MOMENT_ARGS("from", &dates->from),
        MOMENT_ARGS("until", &dates->until),
        MOMENT_ARGS("due", &dates->due),
        int_or_null("target_day", dates->has_target, dates->target.day),
        DB_INT("provisional", dates->provisional),
        DB_INT("done", move->done),
        MOMENT_ARGS("shown", shown(dates)),
        changed,
        DB_INT("sequence_step", entry_changes(move)),
        {.name = NULL},
    };

    TRY(db_run(app->db, QUERY_MILESTONE_PUT, args, err));
    TRY(write_document(app, book, move, err));
    return write_proof(app, book, move, err);
}
