#include "app/sample_maker.h"
#include "base/phone.h"

#include <assert.h>
#include <stdlib.h>

#define MAIL_PERMILLE 330

/* Which units of a level cover a commune. They stand one after the other. */
struct cover {
    uint32_t first_unit;
    uint32_t unit_count;
};

struct roll {
    struct cover covers[UNIT_LEVEL_COUNT][SAMPLE_COMMUNES_MAX];
    uint32_t *lacking; /* candidates, by unit */
};

/* What the i-th of n gets when `total` is shared evenly. */
static uint32_t even_share(uint32_t total, uint32_t i, uint32_t n)
{
    return (uint32_t)((uint64_t)total * (i + 1) / n - (uint64_t)total * i / n);
}

static const struct tables_area *commune_of(const struct sample_maker *maker, uint32_t commune)
{
    return &maker->tables.areas[maker->first_commune + commune];
}

/* `number` counts the level's units in the whole sample, `local` those of the place that elects. */
static uint32_t add_unit(struct sample_maker *maker, enum tables_unit_level level, uint32_t number,
                         uint32_t local, const char *place)
{
    const struct sample_level_rules *rules = &sample_levels[level];
    const struct sample_units *sizes = &maker->recipe->levels[level];
    uint32_t index = (uint32_t)maker->tables.unit_count++;
    struct tables_unit *unit = &maker->tables.units[index];

    *unit = (struct tables_unit){
        .level = level,
        .seats = (int32_t)even_share(sizes->seats, number, sizes->units),
        .needed = sizes->needed,
        .duration_min = rules->duration_min,
        .attendance =
            prng_between(&maker->prng, rules->attendance_low / 10, rules->attendance_high / 10) * 10,
    };
    unit->id = sample_text(maker, "DV%d-%04u", level + 1, number + 1);
    unit->name = sample_text(maker, "Đơn vị bầu cử đại biểu %s số %u, %s", rules->body, local + 1, place);
    maker->first_row[index] = (uint32_t)maker->tables.unit_commune_count;
    return index;
}

/* Communes are counted from the first. */
static void add_commune(struct sample_maker *maker, struct roll *roll, uint32_t unit, uint32_t commune)
{
    struct cover *cover = &roll->covers[maker->tables.units[unit].level][commune];

    if (cover->unit_count++ == 0)
        cover->first_unit = unit;
    maker->tables.unit_communes[maker->tables.unit_commune_count++] =
        (struct tables_unit_commune){unit, maker->first_commune + commune};
}

static void add_na_units(struct sample_maker *maker, struct roll *roll)
{
    const struct sample_recipe *recipe = maker->recipe;

    for (uint32_t number = 0; number < recipe->levels[UNIT_NA].units; number++) {
        uint32_t unit = add_unit(maker, UNIT_NA, number, number, recipe->province);
        uint32_t commune = 0;
        for (size_t district = 0; district < recipe->district_count; district++) {
            for (uint32_t i = 0; i < recipe->districts[district].communes; i++, commune++) {
                if (recipe->districts[district].na_unit == number)
                    add_commune(maker, roll, unit, commune);
            }
        }
    }
}

/* Units of neighbouring communes within one district. Districts share the units by their communes: the running sum
 * is rounded, not each share. */
static void add_middle_units(struct sample_maker *maker, struct roll *roll, enum tables_unit_level level)
{
    const struct sample_recipe *recipe = maker->recipe;
    uint32_t commune_count = (uint32_t)maker->tables.area_count - maker->first_commune;
    uint32_t units = recipe->levels[level].units;
    uint32_t number = 0;
    uint32_t first = 0;

    for (size_t district = 0; district < recipe->district_count; district++) {
        uint32_t communes = recipe->districts[district].communes;
        uint32_t end = units * (first + communes) / commune_count;
        uint32_t here = end - number;
        bool whole = level == UNIT_PROVINCE;
        const char *place = whole ? recipe->province : recipe->districts[district].name;
        assert(here >= 1 && here <= communes);
        for (uint32_t i = 0; i < here; i++) {
            uint32_t unit = add_unit(maker, level, number, whole ? number : i, place);
            number++;
            for (uint32_t j = communes * i / here; j < communes * (i + 1) / here; j++)
                add_commune(maker, roll, unit, first + j);
        }
        first += communes;
    }
}

/* Communes share the units by their voters, at least one each; some units have a meeting more. */
static void add_commune_units(struct sample_maker *maker, struct roll *roll)
{
    uint32_t commune_count = (uint32_t)maker->tables.area_count - maker->first_commune;
    uint32_t units = maker->recipe->levels[UNIT_COMMUNE].units;
    uint32_t extra = maker->recipe->extra_meetings;
    uint64_t all_voters = 0;
    uint64_t voters = 0;
    uint32_t number = 0;

    for (uint32_t commune = 0; commune < commune_count; commune++)
        all_voters += (uint64_t)commune_of(maker, commune)->voters;
    for (uint32_t commune = 0; commune < commune_count; commune++) {
        voters += (uint64_t)commune_of(maker, commune)->voters;
        uint32_t end = commune + 1 + (uint32_t)((units - commune_count) * voters / all_voters);
        for (uint32_t local = 0; number < end; local++) {
            bool more = prng_below(&maker->prng, units - number) < extra;
            uint32_t unit = add_unit(maker, UNIT_COMMUNE, number++, local, commune_of(maker, commune)->name);
            maker->tables.units[unit].needed += more;
            extra -= more;
            add_commune(maker, roll, unit, commune);
        }
    }
}

/* The first commune of the district in which the commune lies. */
static uint32_t seat_of(const struct sample_maker *maker, uint32_t commune)
{
    uint32_t district = commune_of(maker, commune)->parent;

    while (commune > 0 && commune_of(maker, commune - 1)->parent == district)
        commune--;
    return commune;
}

static uint32_t pick_home(struct sample_maker *maker, uint32_t unit)
{
    const struct sample_level_rules *rules = &sample_levels[maker->tables.units[unit].level];
    const struct tables_unit_commune *rows = &maker->tables.unit_communes[maker->first_row[unit]];
    uint32_t row_count = maker->first_row[unit + 1] - maker->first_row[unit];
    uint32_t draw = prng_below(&maker->prng, 1000);
    uint32_t commune = rows[prng_below(&maker->prng, row_count)].commune - maker->first_commune;

    if (draw < rules->capital_permille)
        return 0;
    if (draw < (uint32_t)rules->capital_permille + rules->seat_permille)
        return seat_of(maker, commune);
    return commune;
}

static uint32_t add_candidate(struct sample_maker *maker, enum tables_unit_level level, uint32_t home)
{
    const struct tables_area *area = commune_of(maker, home);
    int32_t radius_m = sample_levels[level].home_m;
    uint32_t index = (uint32_t)maker->tables.candidate_count++;
    struct tables_candidate *candidate = &maker->tables.candidates[index];

    candidate->id = sample_text(maker, "K%05u", index + 1);
    candidate->home_x_m = area->x_m + prng_between(&maker->prng, -radius_m, radius_m);
    candidate->home_y_m = area->y_m + prng_between(&maker->prng, -radius_m, radius_m);
    candidate->full_name = sample_person(maker);
    candidate->phone = sample_text(maker, PHONE_INVENTED_PREFIX "%06u", index + 1);
    candidate->email = "";
    if (sample_chance(maker, MAIL_PERMILLE))
        candidate->email = sample_text(maker, "k%05u@example.org", index + 1);
    maker->stands_at[index] = level;
    return index;
}

static void add_candidacy(struct sample_maker *maker, uint32_t unit, uint32_t candidate)
{
    maker->tables.candidacies[maker->tables.candidacy_count++] = (struct tables_candidacy){unit, candidate};
}

/* Some stand in a unit one level below as well, where they live; never as its only candidate. */
static void maybe_stand_below(struct sample_maker *maker, struct roll *roll, uint32_t candidate,
                              uint32_t home)
{
    enum tables_unit_level level = maker->stands_at[candidate];

    if (level == UNIT_COMMUNE || !sample_chance(maker, maker->recipe->levels[level].also_below))
        return;
    const struct cover *cover = &roll->covers[level + 1][home];
    uint32_t unit = cover->first_unit + prng_below(&maker->prng, cover->unit_count);
    if (roll->lacking[unit] > 1) {
        roll->lacking[unit]--;
        add_candidacy(maker, unit, candidate);
    }
}

static int compare_candidacies(const void *a, const void *b)
{
    const struct tables_candidacy *left = a;
    const struct tables_candidacy *right = b;

    if (left->unit != right->unit)
        return left->unit < right->unit ? -1 : 1;
    return (left->candidate > right->candidate) - (left->candidate < right->candidate);
}

/* Level by level from above, so that who stands below has a place there before the others get theirs. */
static void add_candidates(struct sample_maker *maker, struct roll *roll)
{
    const struct tables *tables = &maker->tables;
    uint32_t number = 0;

    for (uint32_t unit = 0; unit < tables->unit_count; unit++) {
        const struct sample_units *sizes = &maker->recipe->levels[tables->units[unit].level];
        number = unit > 0 && tables->units[unit].level == tables->units[unit - 1].level ? number + 1 : 0;
        roll->lacking[unit] = even_share(sizes->candidates, number, sizes->units);
    }
    for (uint32_t unit = 0; unit < tables->unit_count; unit++) {
        for (; roll->lacking[unit] > 0; roll->lacking[unit]--) {
            uint32_t home = pick_home(maker, unit);
            uint32_t candidate = add_candidate(maker, tables->units[unit].level, home);
            add_candidacy(maker, unit, candidate);
            maybe_stand_below(maker, roll, candidate, home);
        }
    }
    qsort(tables->candidacies, tables->candidacy_count, sizeof *tables->candidacies, compare_candidacies);
}

void sample_units(struct sample_maker *maker)
{
    struct roll *roll = arena_alloc(maker->arena, sizeof *roll);

    if (roll == NULL) {
        maker->no_memory = true;
        return;
    }
    add_na_units(maker, roll);
    add_middle_units(maker, roll, UNIT_PROVINCE);
    add_middle_units(maker, roll, UNIT_DISTRICT);
    add_commune_units(maker, roll);
    maker->first_row[maker->tables.unit_count] = (uint32_t)maker->tables.unit_commune_count;
    roll->lacking = arena_array(maker->arena, maker->tables.unit_count, sizeof *roll->lacking);
    if (roll->lacking != NULL)
        add_candidates(maker, roll);
    else
        maker->no_memory = true;
}
