#include "app/contact_report.h"

#include "base/list.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define UNITS_MAX 1000000

const char *const contact_figure_names[CONTACT_FIGURES] = {
    [CONTACT_MEETINGS] = "meetings",
    [CONTACT_DIRECT] = "in_person",
    [CONTACT_ONLINE] = "online",
    [CONTACT_HYBRID] = "hybrid",
    [CONTACT_ATTENDANCES] = "attendances",
    [CONTACT_CAME] = "attendances_in_person",
    [CONTACT_JOINED] = "attendances_online",
    [CONTACT_OPINIONS] = "opinions",
    [CONTACT_MINUTES] = "minutes",
    [CONTACT_MISSING] = "not_recorded",
};

struct list {
    struct contact_unit *items;
    size_t count;
    size_t capacity;
};

static void list_done(struct list *list)
{
    free(list->items);
}

static enum error_code read_unit(const struct db_rows *rows, struct arena *arena, struct contact_unit *out,
                                 struct error *err)
{
    static const enum contact_figure counted[] = {CONTACT_DIRECT,  CONTACT_ONLINE, CONTACT_HYBRID,
                                                  CONTACT_CAME,    CONTACT_JOINED, CONTACT_OPINIONS,
                                                  CONTACT_MINUTES, CONTACT_MISSING};
    struct contact_unit unit = {.level = arena_copy_string(arena, db_text(rows, 0)),
                                .code = arena_copy_string(arena, db_text(rows, 1)),
                                .name = arena_copy_string(arena, db_text(rows, 2))};

    if (unit.level == NULL || unit.code == NULL || unit.name == NULL)
        return error_memory(err);
    for (size_t i = 0; i < COUNT_OF(counted); i++)
        unit.value[counted[i]] = db_int(rows, 3 + (int)i);
    unit.value[CONTACT_MEETINGS] =
        unit.value[CONTACT_DIRECT] + unit.value[CONTACT_ONLINE] + unit.value[CONTACT_HYBRID];
    unit.value[CONTACT_ATTENDANCES] = unit.value[CONTACT_CAME] + unit.value[CONTACT_JOINED];
    *out = unit;
    return OK;
}

/* NULL for any; ERROR_NO_INPUT for a code that nothing has. */
static enum error_code find_ids(const struct app *app, int64_t election,
                                const struct contact_question *question, struct db_arg *unit,
                                struct db_arg *area, struct error *err)
{
    int64_t id;

    *unit = (struct db_arg)DB_NULL("unit");
    *area = (struct db_arg)DB_NULL("area");
    if (question->unit != NULL) {
        TRY(db_select_int(app->db, QUERY_PLAN_UNIT_BY_CODE,
                          DB_ARGS(DB_INT("election", election), DB_TEXT("code", question->unit)), 0, &id,
                          err));
        if (id == 0)
            return error_set(err, ERROR_NO_INPUT, "there is no unit %s in this election", question->unit);
        *unit = (struct db_arg)DB_INT("unit", id);
    }
    if (question->area != NULL) {
        TRY(db_select_int(app->db, QUERY_PLAN_AREA_BY_CODE,
                          DB_ARGS(DB_INT("election", election), DB_TEXT("code", question->area)), 0, &id,
                          err));
        if (id == 0)
            return error_set(err, ERROR_NO_INPUT, "there is no area %s in this election", question->area);
        *area = (struct db_arg)DB_INT("area", id);
    }
    return OK;
}

static enum error_code read_units(const struct app *app, int64_t election,
                                  const struct contact_question *question, struct arena *arena,
                                  struct list *list, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct db_arg unit;
    struct db_arg area;

    TRY(find_ids(app, election, question, &unit, &area, err));
    TRY(db_select(
        &rows, app->db, QUERY_CONTACT_REPORT,
        DB_ARGS(DB_INT("election", election), DB_INT("now_utc", clock_now_utc_secs(&app->clock)), unit, area),
        err));
    while (db_rows_next(&rows)) {
        if (!list_reserve(&list->items, &list->capacity, list->count + 1, sizeof *list->items, UNITS_MAX))
            return error_memory(err);
        TRY(read_unit(&rows, arena, &list->items[list->count], err));
        list->count++;
    }
    return db_rows_finish(&rows, err);
}

/* Units of a level stand one after the other. */
static void add_up(struct contact_report *report)
{
    for (size_t i = 0; i < report->count; i++) {
        const struct contact_unit *unit = &report->units[i];
        if (i == 0 || strcmp(unit->level, report->units[i - 1].level) != 0) {
            if (report->level_count == CONTACT_LEVELS)
                return;
            report->levels[report->level_count++].level = unit->level;
        }
        struct contact_level *level = &report->levels[report->level_count - 1];
        for (int figure = 0; figure < CONTACT_FIGURES; figure++) {
            level->value[figure] += unit->value[figure];
            report->total[figure] += unit->value[figure];
        }
    }
}

enum error_code contact_report(const struct app *app, int64_t election,
                               const struct contact_question *question, struct arena *arena,
                               struct contact_report *out, struct error *err)
{
    CLEANUP(list_done) struct list list = {.items = NULL};
    struct contact_report report = {.count = 0};
    struct contact_unit *units;

    TRY(read_units(app, election, question, arena, &list, err));
    units = arena_array(arena, list.count, sizeof *units);
    if (units == NULL)
        return error_memory(err);
    if (list.count > 0)
        memcpy(units, list.items, list.count * sizeof *units);
    report.units = units;
    report.count = list.count;
    add_up(&report);
    *out = report;
    return OK;
}
