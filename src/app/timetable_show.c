#include "app/timetable_show.h"

#include "app/milestone_row.h"
#include "base/list.h"

#include <stdlib.h>
#include <string.h>

#define STEPS_MAX 20000000

struct reading {
    const struct timetable_filter *filter;
    const struct timetable_book *book;
    size_t area; /* place of the filter */
    struct civil_time now;
    struct shown_step *items; /* owned */
    size_t count;
    size_t capacity;
};

static void reading_done(struct reading *reading)
{
    free(reading->items);
}

const char *step_state_name(enum step_state state)
{
    static const char *const names[STEP_STATE_COUNT] = {
        [STEP_DONE] = "done", [STEP_LATE] = "late",       [STEP_AT_RISK] = "at-risk",
        [STEP_DUE] = "due",   [STEP_WAITING] = "waiting",
    };

    return names[state];
}

/* A day without hour lasts to its end. */
static bool is_past(const struct timetable_moment *moment, struct civil_time now)
{
    if (moment->state == TIMETABLE_HOUR)
        return civil_time_compare(moment->time, now) < 0;
    return moment->state == TIMETABLE_DATE && moment->time.date.day < now.date.day;
}

static enum step_state state_of(const struct shown_step *step, struct civil_time now)
{
    if (step->act != NULL)
        return STEP_DONE;
    if (!timetable_has_date(&step->dates.due) && !timetable_has_date(&step->dates.from))
        return STEP_WAITING;
    if (is_past(&step->dates.due, now))
        return STEP_LATE;
    return step->dates.has_target && step->dates.target.day < now.date.day ? STEP_AT_RISK : STEP_DUE;
}

/* The year for whose days off the target of a limit is wanting. */
static int unknown_year_of(const struct timetable_book *book, const struct shown_step *step)
{
    struct civil_date target;
    int year = 0;

    if (step->duty->at != NULL || !timetable_has_date(&step->dates.due) || step->dates.has_target)
        return 0;
    (void)!timetable_target_before(&step->dates.due, &book->days_off, book->lead_days, &target, &year);
    return year;
}

static void note_unknown_year(struct shown_timetable *shown, int year)
{
    for (size_t i = 0; i < shown->unknown_year_count; i++) {
        if (shown->unknown_years[i] == year)
            return;
    }
    if (year != 0 && shown->unknown_year_count < COUNT_OF(shown->unknown_years))
        shown->unknown_years[shown->unknown_year_count++] = year;
}

static enum error_code read_step(struct reading *reading, const struct db_rows *rows, size_t place,
                                 uint16_t node, struct error *err)
{
    const struct timetable_book *book = reading->book;
    const struct law_duty *duty = law_pack_duty(book->pack, node);
    const struct step_record *owner = timetable_book_holding(book, RECORD_OWNER, place, node);
    struct shown_step step = {
        .duty = duty,
        .place = &book->places.items[place],
        .dates = milestone_row_dates(rows),
        .act = timetable_book_holding(book, RECORD_ACT, place, node),
        .override = timetable_book_holding(book, RECORD_OVERRIDE, place, node),
        .owner = owner != NULL ? owner->by : NULL,
    };

    while (strcmp(law_level_name(step.level), db_text(rows, MILESTONE_LEVEL)) != 0 &&
           step.level < LAW_LEVEL_COUNT - 1)
        step.level++;
    step.state = state_of(&step, reading->now);
    step.unknown_year = unknown_year_of(book, &step);
    if (!list_reserve(&reading->items, &reading->capacity, reading->count + 1, sizeof *reading->items,
                      STEPS_MAX))
        return error_memory(err);
    reading->items[reading->count++] = step;
    return OK;
}

static enum error_code read_steps(const struct app *app, struct reading *reading, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    const struct timetable_book *book = reading->book;

    TRY(db_select(&rows, app->db, QUERY_MILESTONES, DB_ARGS(DB_INT("election", book->election.id)), err));
    while (db_rows_next(&rows)) {
        size_t place;
        uint16_t node;
        if (db_int(&rows, MILESTONE_CANCELLED) == 0 &&
            places_by_id(&book->places, db_int(&rows, MILESTONE_AREA), &place) &&
            place_within(&book->places, place, reading->area) &&
            timetable_book_node(book, db_text(&rows, MILESTONE_STEP), &node))
            TRY(read_step(reading, &rows, place, node, err));
    }
    return db_rows_finish(&rows, err);
}

/* The steps of a place follow each other. */
static const struct shown_step *find_beside(const struct reading *reading, size_t at,
                                            const struct law_duty *duty)
{
    const struct shown_step *items = reading->items;
    size_t first = at;

    while (first > 0 && items[first - 1].place == items[at].place)
        first--;
    for (size_t i = first; i < reading->count && items[i].place == items[at].place; i++) {
        if (items[i].duty == duty)
            return &items[i];
    }
    return NULL;
}

static void see_risks(struct reading *reading)
{
    for (size_t i = 0; i < reading->count; i++) {
        struct shown_step *step = &reading->items[i];
        for (size_t wait = 0; step->state == STEP_DUE && wait < step->duty->waits_for_count; wait++) {
            const struct law_duty *awaited = &reading->book->pack->duties[step->duty->waits_for[wait]];
            const struct shown_step *beside = find_beside(reading, i, awaited);
            if (beside != NULL && beside->state == STEP_LATE)
                step->state = STEP_AT_RISK;
        }
    }
}

static bool is_wanted(const struct timetable_filter *filter, const struct shown_step *step)
{
    return (filter->level == NULL || strcmp(filter->level, law_level_name(step->level)) == 0) &&
           (filter->state < 0 || (enum step_state)filter->state == step->state);
}

static const struct timetable_moment *last_moment(const struct shown_step *step)
{
    return timetable_has_date(&step->dates.due) ? &step->dates.due : &step->dates.from;
}

static int compare_steps(const void *a, const void *b)
{
    const struct shown_step *steps[2] = {a, b};
    const struct timetable_moment *last[2] = {last_moment(steps[0]), last_moment(steps[1])};
    int order = timetable_has_date(last[1]) - timetable_has_date(last[0]);

    if (order == 0 && timetable_has_date(last[0]))
        order = civil_time_compare(last[0]->time, last[1]->time);
    if (order == 0)
        order = (steps[0]->duty > steps[1]->duty) - (steps[0]->duty < steps[1]->duty);
    return order != 0 ? order : (steps[0]->place > steps[1]->place) - (steps[0]->place < steps[1]->place);
}

static enum error_code keep_wanted(const struct reading *reading, struct arena *arena,
                                   struct shown_timetable *shown, struct error *err)
{
    shown->items = arena_array(arena, reading->count, sizeof *shown->items);
    if (shown->items == NULL)
        return error_memory(err);
    for (size_t i = 0; i < reading->count; i++) {
        if (!is_wanted(reading->filter, &reading->items[i]))
            continue;
        shown->items[shown->count++] = reading->items[i];
        note_unknown_year(shown, reading->items[i].unknown_year);
    }
    if (shown->count > 0)
        qsort(shown->items, shown->count, sizeof *shown->items, compare_steps);
    return OK;
}

enum error_code timetable_show(const struct app *app, const struct timetable_filter *filter,
                               struct arena *arena, struct shown_timetable *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction whole = {0};
    CLEANUP(shown_timetable_done) struct shown_timetable shown = {.items = NULL};
    CLEANUP(reading_done)
    struct reading reading = {.filter = filter,
                              .now = civil_time_from_utc_secs(clock_now_utc_secs(&app->clock))};

    if (filter->as_stored)
        TRY(db_snapshot_begin(&whole, app->db, err));
    else
        TRY(db_transaction_begin(&whole, app->db, err));
    TRY(timetable_book_load(app, filter->election, arena, &shown.book, err));
    reading.book = &shown.book;
    TRY(places_find(&shown.book.places, filter->area, UINT32_MAX, &reading.area, err));
    if (!filter->as_stored)
        TRY(milestones_bring_up(app, &shown.book, arena, &shown.moved, err));
    TRY(read_steps(app, &reading, err));
    see_risks(&reading);
    TRY(keep_wanted(&reading, arena, &shown, err));
    TRY(db_transaction_commit(&whole, err));
    *out = shown;
    shown.book = (struct timetable_book){.pack = NULL};
    return OK;
}

void shown_timetable_done(struct shown_timetable *shown)
{
    timetable_book_done(&shown->book);
}

const char *step_state_label(enum step_state state)
{
    static const char *const labels[STEP_STATE_COUNT] = {
        [STEP_DONE] = N_("done"), [STEP_LATE] = N_("late"),       [STEP_AT_RISK] = N_("at risk"),
        [STEP_DUE] = N_("due"),   [STEP_WAITING] = N_("waiting"),
    };

    return labels[state];
}

static bool are_alike(const struct shown_step *a, const struct shown_step *b)
{
    const char *owners[2] = {a->owner != NULL ? a->owner : "", b->owner != NULL ? b->owner : ""};

    return a->duty == b->duty && (a->place->id == 0) == (b->place->id == 0) && a->state == b->state &&
           a->act == b->act && a->override == b->override && strcmp(owners[0], owners[1]) == 0 &&
           milestone_dates_equal(&a->dates, &b->dates);
}

size_t shown_steps_alike(const struct shown_timetable *shown, size_t from)
{
    size_t length = 1;

    while (from + length < shown->count && are_alike(&shown->items[from], &shown->items[from + length]))
        length++;
    return length;
}

bool shown_step_moment(const struct shown_step *step, struct timetable_moment *out)
{
    *out = *last_moment(step);
    return timetable_has_date(out);
}
