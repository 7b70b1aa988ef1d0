/* The windows as a planning problem knows them: one campaign, and blocks. */
#include "app/campaign_window.h"
#include "app/election_list.h"

#include <string.h>

struct narrowing {
    const struct timetable_book *book;
    const struct stored_ids *ids;
    struct tables *tables;
    struct tables_block *blocks;
    size_t count;
};

static size_t place_of_area(const struct narrowing *narrowing, uint32_t area)
{
    size_t place = PLACE_WHOLE;

    (void)!places_by_id(&narrowing->book->places, narrowing->ids->areas[area], &place);
    return place;
}

static struct civil_time session_time(const struct tables_day *day, int32_t minute)
{
    return (struct civil_time){day->date, minute};
}

/* Blocks the sessions of each day that do not lie between the two moments. */
static void block_outside(struct narrowing *narrowing, enum tables_block_kind kind, uint32_t owner,
                          struct civil_time start, struct civil_time end)
{
    const struct tables *tables = narrowing->tables;

    for (size_t i = 0; i < tables->day_count; i++) {
        uint8_t sessions = 0;
        for (size_t s = 0; s < tables->session_count; s++) {
            struct civil_time begins = session_time(&tables->days[i], tables->sessions[s].start_minute);
            struct civil_time ends = session_time(&tables->days[i], tables->sessions[s].end_minute);
            if (civil_time_compare(begins, start) < 0 || civil_time_compare(ends, end) > 0)
                sessions |= (uint8_t)(1u << s);
        }
        if (sessions != 0)
            narrowing->blocks[narrowing->count++] =
                (struct tables_block){kind, owner, tables->days[i].date, sessions};
    }
}

static enum error_code narrow_commune(struct narrowing *narrowing, uint32_t area, struct error *err)
{
    const struct tables_params *params = &narrowing->tables->params;
    size_t place = place_of_area(narrowing, area);
    struct campaign_window window;

    TRY(campaign_window_of(narrowing->book, UNIT_NA, place, place, &window, err));
    if (window.has_end && civil_time_compare(window.end, params->campaign_end) < 0)
        block_outside(narrowing, BLOCK_COMMUNE, area, params->campaign_start, window.end);
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

/* A candidate of two units waits for the later list. */
static enum error_code narrow_unit(struct narrowing *narrowing, uint32_t unit, struct error *err)
{
    const struct tables *tables = narrowing->tables;
    size_t home = home_of(narrowing, unit);
    struct campaign_window window;

    TRY(campaign_window_of(narrowing->book, tables->units[unit].level, home, home, &window, err));
    if (!window.has_start || civil_time_compare(window.start, tables->params.campaign_start) <= 0)
        return OK;
    for (size_t i = 0; i < tables->candidacy_count; i++) {
        if (tables->candidacies[i].unit == unit)
            block_outside(narrowing, BLOCK_CANDIDATE, tables->candidacies[i].candidate, window.start,
                          tables->params.campaign_end);
    }
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

static enum error_code add_blocks(struct narrowing *narrowing, struct arena *arena, struct error *err)
{
    struct tables *tables = narrowing->tables;
    size_t room = tables->block_count + (tables->area_count + tables->candidacy_count) * tables->day_count;

    narrowing->blocks = arena_array(arena, room, sizeof *narrowing->blocks);
    if (narrowing->blocks == NULL)
        return error_memory(err);
    narrowing->count = tables->block_count;
    if (tables->block_count > 0)
        memcpy(narrowing->blocks, tables->blocks, tables->block_count * sizeof *tables->blocks);
    for (uint32_t i = 0; i < tables->area_count; i++) {
        if (tables->areas[i].level == AREA_COMMUNE)
            TRY(narrow_commune(narrowing, i, err));
    }
    for (uint32_t i = 0; i < tables->unit_count; i++)
        TRY(narrow_unit(narrowing, i, err));
    tables->blocks = narrowing->blocks;
    tables->block_count = narrowing->count;
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
    /* Without records the window is that of the tables, which import has checked. */
    if (book.records[RECORD_ACT].count + book.records[RECORD_OVERRIDE].count == 0)
        return OK;
    return add_blocks(&narrowing, arena, err);
}
