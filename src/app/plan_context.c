#include "app/plan_context.h"

#include "base/list.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define ITEMS_MAX 1000000

/* A list that grows on the heap while its length is not known. */
struct growing {
    void *items;
    size_t count;
    size_t capacity;
};

static void growing_done(struct growing *list)
{
    free(list->items);
}

static void *growing_add(struct growing *list, size_t size)
{
    if (!list_reserve(&list->items, &list->capacity, list->count + 1, size, ITEMS_MAX))
        return NULL;
    return (char *)list->items + size * list->count++;
}

/* NULL: no memory. */
static void *growing_keep(const struct growing *list, size_t size, struct arena *arena)
{
    void *kept = arena_array(arena, list->count, size);

    if (kept != NULL && list->count > 0)
        memcpy(kept, list->items, list->count * size);
    return kept;
}

static enum error_code copy(const struct db_rows *rows, int column, struct arena *arena, const char **out,
                            struct error *err)
{
    *out = arena_copy_string(arena, db_text(rows, column));
    return *out != NULL ? OK : error_memory(err);
}

/* ---- pins ---- */

static enum error_code read_pin(const struct plan_context *context, const struct db_rows *rows,
                                struct arena *arena, struct plan_pin *out, struct error *err)
{
    TRY(stored_meeting_read(context->of.problem, rows, arena, &out->meeting, err));
    TRY(copy(rows, 6, arena, &out->reason, err));
    TRY(copy(rows, 7, arena, &out->by, err));
    out->pinned_utc_secs = db_int(rows, 8);
    return OK;
}

static enum error_code read_pins(const struct app *app, struct arena *arena, struct plan_context *context,
                                 struct error *err)
{
    CLEANUP(growing_done) struct growing list = {.items = NULL};
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, app->db, QUERY_PINS, DB_ARGS(DB_INT("election", context->election)), err));
    while (db_rows_next(&rows)) {
        struct plan_pin *pin = growing_add(&list, sizeof *pin);
        if (pin == NULL)
            return error_memory(err);
        TRY(read_pin(context, &rows, arena, pin, err));
    }
    TRY(db_rows_finish(&rows, err));
    context->pin_count = list.count;
    context->pins = growing_keep(&list, sizeof *context->pins, arena);
    return context->pins != NULL ? OK : error_memory(err);
}

/* ---- waivers ---- */

static enum error_code read_waivers(const struct app *app, struct arena *arena, struct plan_context *context,
                                    struct error *err)
{
    CLEANUP(growing_done) struct growing list = {.items = NULL};
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, app->db, QUERY_WAIVERS, DB_ARGS(DB_INT("election", context->election)), err));
    while (db_rows_next(&rows)) {
        struct plan_waiver *waiver = growing_add(&list, sizeof *waiver);
        if (waiver == NULL)
            return error_memory(err);
        TRY(copy(&rows, 0, arena, &waiver->code, err));
        TRY(copy(&rows, 3, arena, &waiver->document, err));
        waiver->unit = plan_problem_find_unit(context->of.problem, db_text(&rows, 1));
        waiver->cancelled = strcmp(db_text(&rows, 2), "cancelled") == 0;
    }
    TRY(db_rows_finish(&rows, err));
    context->waiver_count = list.count;
    context->waivers = growing_keep(&list, sizeof *context->waivers, arena);
    if (context->waivers == NULL)
        return error_memory(err);
    for (size_t i = 0; i < context->waiver_count; i++) {
        const struct plan_waiver *waiver = &context->waivers[i];
        if (!waiver->cancelled && waiver->unit != PLAN_NONE)
            context->of.problem->units[waiver->unit].max_online++;
    }
    return OK;
}

/* ---- storms ---- */

static size_t find_area(const struct tables *tables, const char *code, const char *level)
{
    static const char *const levels[] = {
        [AREA_PROVINCE] = "province", [AREA_DISTRICT] = "district", [AREA_COMMUNE] = "commune"};

    for (size_t i = 0; i < tables->area_count; i++) {
        if (strcmp(tables->areas[i].id, code) == 0 &&
            (level == NULL || strcmp(levels[tables->areas[i].level], level) == 0))
            return i;
    }
    return SIZE_MAX;
}

static bool lies_in(const struct tables *tables, size_t area, size_t whole)
{
    while (area != whole && tables->areas[area].parent != TABLES_NONE)
        area = tables->areas[area].parent;
    return area == whole;
}

enum error_code plan_context_ban(const struct plan_context *context, const struct plan_weather *weather,
                                 struct arena *arena, struct ban_list *list, struct error *err)
{
    const struct plan_problem *problem = context->of.problem;
    const struct tables *tables = &context->of.stored.tables;
    size_t area = find_area(tables, weather->area, weather->level);
    size_t first_commune = tables->area_count - problem->count.communes;

    if (area == SIZE_MAX)
        return error_set(err, ERROR_NO_INPUT, "there is no area %s in this election", weather->area);
    struct repair_ban *items = arena_array(
        arena, list->count + (size_t)problem->count.communes * problem->count.days, sizeof *items);
    if (items == NULL)
        return error_memory(err);
    if (list->count > 0)
        memcpy(items, list->items, list->count * sizeof *items);
    list->items = items;
    for (uint32_t commune = 0; commune < problem->count.communes; commune++) {
        if (!lies_in(tables, first_commune + commune, area))
            continue;
        for (uint32_t day = 0; day < problem->count.days; day++) {
            int32_t date = problem->days[day].date.day;
            if (date >= weather->first.day && date <= weather->last.day)
                items[list->count++] = (struct repair_ban){commune, day};
        }
    }
    return OK;
}

static enum error_code read_weathers(const struct app *app, struct arena *arena, struct plan_context *context,
                                     struct error *err)
{
    CLEANUP(growing_done) struct growing list = {.items = NULL};
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct ban_list bans = {.items = NULL};

    TRY(db_select(&rows, app->db, QUERY_WEATHERS, DB_ARGS(DB_INT("election", context->election)), err));
    while (db_rows_next(&rows)) {
        struct plan_weather *weather = growing_add(&list, sizeof *weather);
        if (weather == NULL)
            return error_memory(err);
        weather->id = db_int(&rows, 0);
        TRY(copy(&rows, 1, arena, &weather->area, err));
        TRY(copy(&rows, 2, arena, &weather->level, err));
        weather->first.day = (int32_t)db_int(&rows, 3);
        weather->last.day = (int32_t)db_int(&rows, 4);
        TRY(copy(&rows, 5, arena, &weather->document, err));
    }
    TRY(db_rows_finish(&rows, err));
    context->weather_count = list.count;
    context->weathers = growing_keep(&list, sizeof *context->weathers, arena);
    if (context->weathers == NULL)
        return error_memory(err);
    for (size_t i = 0; i < context->weather_count; i++)
        TRY(plan_context_ban(context, &context->weathers[i], arena, &bans, err));
    context->bans = bans.items;
    context->ban_count = bans.count;
    return OK;
}

bool plan_context_banned(const struct plan_context *context, const struct plan_meeting *meeting)
{
    uint32_t day = plan_problem_find_day(context->of.problem, meeting->start.date);

    if (meeting->unit == PLAN_NONE || meeting->venue == PLAN_NONE)
        return false;
    for (size_t i = 0; i < context->ban_count; i++) {
        if (context->bans[i].day == day &&
            plan_gathers_in(context->of.problem, meeting, context->bans[i].commune))
            return true;
    }
    return false;
}

/* ---- the newest draft ---- */

static enum error_code read_draft(const struct app *app, struct arena *arena, struct plan_context *context,
                                  struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    context->draft = (struct plan_draft_state){.origin = "made"};
    TRY(db_select(&rows, app->db, QUERY_DRAFT_NEWEST_STATE, DB_ARGS(DB_INT("election", context->election)),
                  err));
    while (db_rows_next(&rows)) {
        context->draft.id = db_int(&rows, 0);
        TRY(copy(&rows, 1, arena, &context->draft.origin, err));
        context->draft.release = db_int(&rows, 2);
    }
    TRY(db_rows_finish(&rows, err));
    if (context->draft.id == 0)
        return OK;
    return draft_read(app, context->of.problem, context->draft.id, arena, &context->draft_plan, err);
}

/* ---- the whole ---- */

enum error_code plan_context_read(const struct app *app, int64_t election, struct arena *arena,
                                  struct plan_context *out, struct error *err)
{
    CLEANUP(plan_context_done) struct plan_context context = {.election = election};

    context.now = civil_time_from_utc_secs(clock_now_utc_secs(&app->clock));
    TRY(stored_problem_read(app, election, (struct civil_time){.minute = 0}, arena, &context.of, err));
    TRY(published_read(app, context.of.problem, election, arena, &context.published, err));
    TRY(read_draft(app, arena, &context, err));
    TRY(read_pins(app, arena, &context, err));
    TRY(read_waivers(app, arena, &context, err));
    TRY(read_weathers(app, arena, &context, err));
    *out = context;
    context.of.problem = NULL;
    return OK;
}

void plan_context_done(struct plan_context *context)
{
    stored_problem_done(&context->of);
}

static size_t count_held(const struct stored_plan *plan)
{
    size_t count = 0;

    for (size_t i = 0; i < plan->count; i++)
        count += !plan->items[i].cancelled;
    return count;
}

enum error_code plan_context_base(const struct plan_context *context, bool whole, struct arena *arena,
                                  struct stored_plan *out, struct error *err)
{
    bool released = count_held(&context->published) > 0;
    bool anew = strcmp(context->draft.origin, "made") == 0;
    bool draft = context->draft.id != 0 && context->draft.release == 0 && (whole || !anew || !released);
    const struct stored_plan *from = draft ? &context->draft_plan : &context->published;

    if (!draft && !released)
        return error_set(err, ERROR_NO_INPUT,
                         "no plan has been made for this election; `hiepthuong plan make` makes one");
    struct stored_meeting *items = arena_array(arena, from->count, sizeof *items);
    if (items == NULL)
        return error_memory(err);
    *out = (struct stored_plan){items, 0};
    for (size_t i = 0; i < from->count; i++) {
        if (!from->items[i].cancelled)
            items[out->count++] = from->items[i];
    }
    return OK;
}

static int compare_code(const void *key, const void *item)
{
    return strcmp(key, ((const struct stored_meeting *)item)->meeting.code);
}

const struct stored_meeting *stored_plan_find(const struct stored_plan *plan, const char *code)
{
    if (plan->count == 0)
        return NULL;
    return bsearch(code, plan->items, plan->count, sizeof *plan->items, compare_code);
}

const struct plan_pin *plan_context_pin(const struct plan_context *context, const char *code)
{
    for (size_t i = 0; i < context->pin_count; i++) {
        if (strcmp(context->pins[i].meeting.code, code) == 0)
            return &context->pins[i];
    }
    return NULL;
}

bool plan_context_begun(const struct plan_context *context, const struct stored_meeting *published)
{
    return published != NULL && !published->cancelled &&
           civil_time_compare(published->meeting.start, context->now) <= 0;
}
