/* The windows of the law in the tables of an election. */
#include "app/campaign_window.h"
#include "app/election_list.h"

#include <string.h>

/* Its article 1.20 lets meetings be online only where certain conditions are met. */
#define ONLINE_CONDITIONS_LAW "83/2025/QH15"

struct narrowing {
    const struct timetable_book *book;
    const struct stored_ids *ids;
    struct tables *tables;
};

static size_t place_of_area(const struct narrowing *narrowing, uint32_t area)
{
    size_t place = PLACE_WHOLE;

    (void)!places_by_id(&narrowing->book->places, narrowing->ids->areas[area], &place);
    return place;
}

static enum error_code narrow_commune(struct narrowing *narrowing, uint32_t area, struct error *err)
{
    const struct tables_params *params = &narrowing->tables->params;
    size_t place = place_of_area(narrowing, area);
    struct campaign_window window;

    TRY(campaign_window_of(narrowing->book, UNIT_NA, place, place, &window, err));
    struct civil_time *end = &narrowing->tables->areas[area].campaign_end;
    const struct civil_time *until = end->date.day != 0 ? end : &params->campaign_end;
    if (window.has_end && civil_time_compare(window.end, *until) < 0)
        *end = window.end;
    return OK;
}

/* The place of the first commune of a unit; all its communes lie in the area of its body. */
static size_t home_of(const struct narrowing *narrowing, uint32_t unit)
{
    const struct tables *tables = narrowing->tables;

    for (size_t i = 0; i < tables->unit_commune_count; i++) {
        if (tables->unit_communes[i].unit == unit)
            return place_of_area(narrowing, tables->unit_communes[i].commune);
    }
    return PLACE_WHOLE;
}

/* A candidate of two units appears in each from its own list on. */
static enum error_code narrow_unit(struct narrowing *narrowing, uint32_t unit, struct error *err)
{
    const struct tables *tables = narrowing->tables;
    struct civil_time *start = &tables->units[unit].campaign_start;
    const struct civil_time *from = start->date.day != 0 ? start : &tables->params.campaign_start;
    size_t home = home_of(narrowing, unit);
    struct campaign_window window;

    TRY(campaign_window_of(narrowing->book, tables->units[unit].level, home, home, &window, err));
    if (window.has_start && civil_time_compare(window.start, *from) > 0)
        *start = window.start;
    return OK;
}

static enum error_code find_code(const struct app *app, int64_t id, struct arena *arena, const char **out,
                                 struct error *err)
{
    struct election *elections;
    size_t count;

    TRY(election_list(app, arena, &elections, &count, err));
    for (size_t i = 0; i < count; i++) {
        if (elections[i].id == id)
            *out = elections[i].code;
    }
    return OK;
}

/* A copy that can be changed. */
static void *copied(struct arena *arena, const void *items, size_t count, size_t size)
{
    void *copy = arena_array(arena, count, size);

    if (copy != NULL && count > 0)
        memcpy(copy, items, count * size);
    return copy;
}

static enum error_code narrow_all(struct narrowing *narrowing, struct arena *arena, struct error *err)
{
    struct tables *tables = narrowing->tables;

    tables->areas = copied(arena, tables->areas, tables->area_count, sizeof *tables->areas);
    tables->units = copied(arena, tables->units, tables->unit_count, sizeof *tables->units);
    if (tables->areas == NULL || tables->units == NULL)
        return error_memory(err);
    for (uint32_t i = 0; i < tables->area_count; i++) {
        if (tables->areas[i].level == AREA_COMMUNE)
            TRY(narrow_commune(narrowing, i, err));
    }
    for (uint32_t i = 0; i < tables->unit_count; i++)
        TRY(narrow_unit(narrowing, i, err));
    return OK;
}

enum error_code campaign_window_narrow(const struct app *app, int64_t election, const struct stored_ids *ids,
                                       struct arena *arena, struct tables *tables, struct error *err)
{
    CLEANUP(timetable_book_done) struct timetable_book book = {.pack = NULL};
    struct narrowing narrowing = {.book = &book, .ids = ids, .tables = tables};
    const char *code = "";

    TRY(find_code(app, election, arena, &code, err));
    TRY(timetable_book_load(app, code, arena, &book, err));
    if (strstr(book.pack->law, ONLINE_CONDITIONS_LAW) != NULL)
        tables->params.online_conditions = 1;
    /* Without records the window is that of the tables, which import has checked. */
    if (book.records[RECORD_ACT].count + book.records[RECORD_OVERRIDE].count == 0)
        return OK;
    return narrow_all(&narrowing, arena, err);
}
