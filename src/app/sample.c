#include "app/sample.h"

#include "app/sample_maker.h"
#include "base/file.h"
#include "base/text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define TEXT_ROOM 512
#define PATH_BYTES_MAX 4096
#define PARAMS_BYTES_MAX ((size_t)1 << 20)
#define WINDOW_DAYS 25

static const struct tables_params default_params = {
    .changeover_min = 30,
    .speed_m_per_min = 500,
    .candidate_buffer_min = 10,
    .candidate_max_per_day = 2,
    .w_holiday_m = 1000000,
    .w_imbalance_m = 20000,
    .w_online_m = 100000,
    .w_travel_per_m = 1,
    .notice_document = "",
};

bool sample_chance(struct sample_maker *maker, uint16_t permille)
{
    return prng_below(&maker->prng, 1000) < permille;
}

const char *sample_text(struct sample_maker *maker, const char *format, ...)
{
    char text[TEXT_ROOM];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    const char *copy = arena_copy_string(maker->arena, text);
    if (copy == NULL)
        maker->no_memory = true;
    return copy != NULL ? copy : "";
}

static void *room(struct sample_maker *maker, size_t count, size_t size)
{
    void *items = arena_array(maker->arena, count, size);

    maker->no_memory = maker->no_memory || items == NULL;
    return items;
}

static size_t count_communes(const struct sample_recipe *recipe)
{
    size_t count = 0;

    for (size_t i = 0; i < recipe->district_count; i++)
        count += recipe->districts[i].communes;
    assert(count <= SAMPLE_COMMUNES_MAX);
    return count;
}

/* Room for the most that the recipe can ask for. */
static enum error_code reserve(struct sample_maker *maker, struct error *err)
{
    const struct sample_recipe *recipe = maker->recipe;
    struct tables *tables = &maker->tables;
    size_t communes = count_communes(recipe);
    size_t venues = communes * ((size_t)recipe->houses_high + 2);
    size_t units = 0;
    size_t candidates = 0;

    for (size_t i = 0; i < UNIT_LEVEL_COUNT; i++) {
        units += recipe->levels[i].units;
        candidates += recipe->levels[i].candidates;
    }
    tables->sessions = room(maker, SAMPLE_SESSIONS, sizeof *tables->sessions);
    tables->days = room(maker, WINDOW_DAYS, sizeof *tables->days);
    tables->areas = room(maker, 1 + recipe->district_count + communes, sizeof *tables->areas);
    tables->venues = room(maker, venues, sizeof *tables->venues);
    maker->venue_busy = room(maker, venues, sizeof *maker->venue_busy);
    tables->units = room(maker, units, sizeof *tables->units);
    maker->first_row = room(maker, units + 1, sizeof *maker->first_row);
    tables->unit_communes = room(maker, communes * 3 + units, sizeof *tables->unit_communes);
    tables->candidates = room(maker, candidates, sizeof *tables->candidates);
    maker->stands_at = room(maker, candidates, sizeof *maker->stands_at);
    tables->candidacies = room(maker, candidates, sizeof *tables->candidacies);
    tables->blocks = room(maker, (venues + communes + candidates) * WINDOW_DAYS, sizeof *tables->blocks);
    return maker->no_memory ? error_memory(err) : OK;
}

static struct civil_date date_of(int month, int day)
{
    return civil_date_make((struct civil_ymd){2021, month, day});
}

/* The campaign of 2021: from the publication of the lists to a day before the poll of 23 May opened. */
static void add_calendar(struct sample_maker *maker)
{
    static const struct tables_session sessions[SAMPLE_SESSIONS] = {
        {7 * 60 + 30, 11 * 60, "morning"}, {14 * 60, 17 * 60, "afternoon"}, {19 * 60, 21 * 60, "evening"}};
    struct tables *tables = &maker->tables;
    struct civil_date start = date_of(4, 28);

    memcpy(tables->sessions, sessions, sizeof sessions);
    tables->session_count = SAMPLE_SESSIONS;
    for (int32_t i = 0; i < WINDOW_DAYS; i++) {
        struct civil_date date = civil_date_add_days(start, i);
        bool holiday = date.day >= date_of(4, 30).day && date.day <= date_of(5, 3).day;
        tables->days[tables->day_count++] = (struct tables_day){date, holiday};
    }
    tables->params.campaign_start = (struct civil_time){start, 0};
    tables->params.campaign_end = (struct civil_time){date_of(5, 22), 7 * 60};
}

/* Days on which meetings are to be held: no holidays, and not the last day, which ends at 07:00. */
static int64_t count_working_days(const struct tables *tables)
{
    int64_t count = 0;

    for (size_t i = 0; i + 1 < tables->day_count; i++)
        count += !tables->days[i].holiday;
    return count;
}

/* A district's daily target is its share of the meetings, those of a unit spread evenly over its communes, by
 * working day and rounded up. */
static void set_targets(struct sample_maker *maker)
{
    struct tables *tables = &maker->tables;
    int64_t parts[SAMPLE_COMMUNES_MAX] = {0}; /* millionths of a meeting, by area */
    int64_t per_day = 1000000 * count_working_days(tables);

    assert(per_day > 0);
    for (uint32_t unit = 0; unit < tables->unit_count; unit++) {
        uint32_t first = maker->first_row[unit];
        uint32_t count = maker->first_row[unit + 1] - first;
        for (uint32_t i = 0; i < count; i++) {
            uint32_t district = tables->areas[tables->unit_communes[first + i].commune].parent;
            parts[district] += (int64_t)tables->units[unit].needed * 1000000 / count;
        }
    }
    for (uint32_t area = 1; area < maker->first_commune; area++)
        tables->areas[area].daily_target = (int32_t)((parts[area] + per_day - 1) / per_day);
}

enum error_code sample_make(const char *name, int64_t seed, struct arena *arena, struct tables *out,
                            struct error *err)
{
    struct sample_maker maker = {.arena = arena, .recipe = sample_recipe_find(name)};

    if (maker.recipe == NULL)
        return error_set(err, ERROR_USAGE, "there is no sample \"%s\"; choose ward, district or province",
                         name);
    prng_init(&maker.prng, (uint64_t)seed);
    TRY(reserve(&maker, err));
    maker.tables.params = default_params;
    maker.tables.params.name = maker.recipe->name;
    maker.tables.params.title = maker.recipe->title;
    maker.tables.params.seed = seed;
    add_calendar(&maker);
    sample_places(&maker);
    sample_units(&maker);
    sample_blocks(&maker);
    set_targets(&maker);
    if (maker.recipe->additions)
        sample_additions(&maker);
    if (maker.no_memory)
        return error_memory(err);
    *out = maker.tables;
    return OK;
}

/* Somebody's tables are not to be lost to a slip of the hand. */
static enum error_code check_folder(const char *folder, struct error *err)
{
    CLEANUP(text_done) struct text path;
    CLEANUP(text_done) struct text params;

    text_init(&path, PATH_BYTES_MAX);
    text_init(&params, PARAMS_BYTES_MAX);
    text_putf(&path, "%s/params.csv", folder);
    TRY(text_finish(&path, err));
    if (!file_exists(path.data))
        return OK;
    TRY(file_read(path.data, &params, err));
    if (strstr(params.data, "\nname,sample_") != NULL)
        return OK;
    error_set(err, ERROR_CANNOT_CREATE, "this folder has tables that are no sample; name another folder");
    return error_at(err, folder, 0, 0, NULL);
}

enum error_code sample_write(const char *name, int64_t seed, const char *folder, struct arena *arena,
                             struct tables *out, struct error *err)
{
    struct tables tables;

    TRY(sample_make(name, seed, arena, &tables, err));
    TRY(check_folder(folder, err));
    TRY(tables_write(folder, &tables, err));
    *out = tables;
    return OK;
}
