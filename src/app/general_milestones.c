#include "app/general_milestones.h"

#include "app/feed_clock.h"
#include "app/milestone_row.h"
#include "app/milestones.h"
#include "db/db.h"

#include <string.h>

#define SCRATCH_MAX_BYTES ((size_t)64 << 20)

/* The columns of QUERY_GENERAL_MILESTONES. */
enum column {
    STEP,
    LEVELS,
    FROM_DAY,
    UNTIL_DAY,
    DUE_DAY,
    TARGET_DAY,
    PROVISIONAL,
    DONE,
    CANCELLED,
    DOCUMENT,
    SHOWN_DAY,
    SHOWN_MINUTE,
};

/* A day or a minute, or none. */
struct number {
    bool given;
    int64_t value;
};

struct general {
    const char *step; /* NULL: there is no row */
    uint32_t levels;
    struct number from, until, due, target;
    bool provisional;
    bool done;
    bool cancelled;
    const char *document;
    int64_t shown_day;
    struct number shown_minute;
};

static struct number number_at(const struct db_rows *rows, enum column column)
{
    return (struct number){!db_is_null(rows, (int)column), db_int(rows, (int)column)};
}

static bool equal(struct number a, struct number b)
{
    return a.given == b.given && (!a.given || a.value == b.value);
}

static struct number day_of(const struct timetable_moment *moment)
{
    return timetable_has_date(moment) ? (struct number){true, moment->time.date.day}
                                      : (struct number){false, 0};
}

static enum error_code take_row(const struct db_rows *rows, struct arena *arena, struct general *out,
                                struct error *err)
{
    *out = (struct general){
        .step = arena_copy_string(arena, db_text(rows, STEP)),
        .levels = (uint32_t)db_int(rows, LEVELS),
        .from = number_at(rows, FROM_DAY),
        .until = number_at(rows, UNTIL_DAY),
        .due = number_at(rows, DUE_DAY),
        .target = number_at(rows, TARGET_DAY),
        .provisional = db_int(rows, PROVISIONAL) != 0,
        .done = db_int(rows, DONE) != 0,
        .cancelled = db_int(rows, CANCELLED) != 0,
        .document = arena_copy_string(arena, db_text(rows, DOCUMENT)),
        .shown_day = db_int(rows, SHOWN_DAY),
        .shown_minute = number_at(rows, SHOWN_MINUTE),
    };
    return out->step != NULL && out->document != NULL ? OK : error_memory(err);
}

/* What the book says of a step. One without a date keeps the day it stood on, called off. */
static struct general of_book(const struct timetable_book *book, size_t node, const struct place_step *step,
                              const struct general *stored)
{
    const struct milestone_dates *dates = &step->dates;
    const struct timetable_moment *shown = timetable_has_date(&dates->due) ? &dates->due : &dates->from;
    struct general general = {
        .step = law_pack_node_id(book->pack, node),
        .levels = law_pack_duty(book->pack, node)->levels,
        .from = day_of(&dates->from),
        .until = day_of(&dates->until),
        .due = day_of(&dates->due),
        .target = {dates->has_target, dates->target.day},
        .provisional = dates->provisional,
        .done = step->done,
        .cancelled = !timetable_has_date(shown),
        .document = step->set_by != NULL ? step->set_by : "",
        .shown_day = shown->time.date.day,
        .shown_minute = {shown->state == TIMETABLE_HOUR, shown->time.minute},
    };

    if (general.cancelled) {
        general.shown_day = stored->shown_day;
        general.shown_minute = stored->shown_minute;
    }
    return general;
}

/* Does the entry get a new SEQUENCE? */
static bool entry_changes(const struct general *a, const struct general *b)
{
    return a->shown_day != b->shown_day || !equal(a->shown_minute, b->shown_minute) || a->done != b->done ||
           a->cancelled != b->cancelled;
}

static bool dates_differ(const struct general *a, const struct general *b)
{
    return a->cancelled != b->cancelled || a->shown_day != b->shown_day ||
           !equal(a->shown_minute, b->shown_minute) || !equal(a->from, b->from) ||
           !equal(a->until, b->until) || !equal(a->due, b->due) || !equal(a->target, b->target) ||
           a->provisional != b->provisional;
}

static bool differ(const struct general *a, const struct general *b)
{
    return dates_differ(a, b) || a->done != b->done || a->levels != b->levels ||
           strcmp(a->document, b->document) != 0;
}

static struct db_arg number_arg(const char *name, struct number number)
{
    return number.given ? (struct db_arg)DB_INT(name, number.value) : (struct db_arg)DB_NULL(name);
}

struct writing {
    const struct app *app;
    const struct timetable_book *book;
    bool only_missing;
    int64_t *changed_utc_secs;
};

static enum error_code put(const struct writing *writing, const struct general *after, bool entry_changed,
                           struct error *err)
{
    int64_t election = writing->book->election.id;

    if (*writing->changed_utc_secs == 0) {
        TRY(feed_clock_advance(writing->app, election, writing->changed_utc_secs, err));
        TRY(milestone_row_name_steps(writing->app, writing->book, err));
    }
    return db_run(
        writing->app->db, QUERY_GENERAL_MILESTONE_PUT,
        DB_ARGS(DB_INT("election", election), DB_TEXT("step", after->step), DB_INT("levels", after->levels),
                number_arg("from_day", after->from), number_arg("until_day", after->until),
                number_arg("due_day", after->due), number_arg("target_day", after->target),
                DB_INT("provisional", after->provisional), DB_INT("done", after->done),
                DB_INT("cancelled", after->cancelled), DB_TEXT("document", after->document),
                DB_INT("shown_day", after->shown_day), number_arg("shown_minute", after->shown_minute),
                DB_INT("changed_utc", *writing->changed_utc_secs), DB_INT("sequence_step", entry_changed)),
        err);
}

/* A step of no law any more stays, called off. */
static enum error_code call_off(const struct writing *writing, const struct general *stored,
                                struct error *err)
{
    struct general after = *stored;

    if (stored->cancelled || writing->only_missing)
        return OK;
    after.cancelled = true;
    return put(writing, &after, true, err);
}

static enum error_code read_stored(const struct writing *writing, struct arena *arena,
                                   struct general *by_node, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, writing->app->db, QUERY_GENERAL_MILESTONES,
                  DB_ARGS(DB_INT("election", writing->book->election.id)), err));
    while (db_rows_next(&rows)) {
        struct general row;
        uint16_t node;
        TRY(take_row(&rows, arena, &row, err));
        if (timetable_book_node(writing->book, row.step, &node))
            by_node[node] = row;
        else
            TRY(call_off(writing, &row, err));
    }
    return db_rows_finish(&rows, err);
}

static enum error_code write_step(const struct writing *writing, const struct place_step *step, size_t node,
                                  const struct general *stored, struct error *err)
{
    bool is_duty = node > writing->book->pack->event_count;

    if (!is_duty || (!step->computed && stored->step == NULL))
        return OK;
    if (!step->computed)
        return call_off(writing, stored, err);
    const struct general after = of_book(writing->book, node, step, stored);
    if (stored->step == NULL)
        return after.cancelled ? OK : put(writing, &after, false, err);
    if (!differ(stored, &after) || (writing->only_missing && dates_differ(stored, &after)))
        return OK;
    return put(writing, &after, entry_changes(stored, &after), err);
}

enum error_code general_milestones_write(const struct app *app, const struct timetable_book *book,
                                         bool only_missing, int64_t *changed_utc_secs, struct error *err)
{
    CLEANUP(arena_done) struct arena arena;
    const struct writing writing = {app, book, only_missing, changed_utc_secs};
    size_t node_count = law_pack_node_count(book->pack);
    struct place_step *steps;

    arena_init(&arena, SCRATCH_MAX_BYTES);
    struct general *by_node = arena_array(&arena, node_count, sizeof *by_node);
    if (by_node == NULL)
        return error_memory(err);
    TRY(read_stored(&writing, &arena, by_node, err));
    TRY(milestones_of_place(book, PLACE_WHOLE, &arena, &steps, err));
    for (size_t node = 1; node < node_count; node++)
        TRY(write_step(&writing, &steps[node], node, &by_node[node], err));
    return OK;
}
