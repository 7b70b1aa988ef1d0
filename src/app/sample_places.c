#include "app/sample_maker.h"
#include "base/phone.h"

#define HALL_ONLINE_PERMILLE 600
#define CHAIR_PHONES 900000 /* the first of the chairs' numbers; those of candidates lie below */

/* Where the n-th cell of a square spiral lies: the centre, then rings round it. */
static void spiral(uint32_t n, int32_t *out_x, int32_t *out_y)
{
    static const int32_t steps[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    int32_t x = 0;
    int32_t y = 0;
    uint32_t left = n;

    for (uint32_t leg = 0; left > 0; leg++) {
        uint32_t length = leg / 2 + 1;
        uint32_t walked = length < left ? length : left;
        x += steps[leg % 4][0] * (int32_t)walked;
        y += steps[leg % 4][1] * (int32_t)walked;
        left -= walked;
    }
    *out_x = x;
    *out_y = y;
}

static struct tables_area *add_area(struct sample_maker *maker, enum tables_area_level level, uint32_t parent)
{
    struct tables_area *area = &maker->tables.areas[maker->tables.area_count++];

    *area = (struct tables_area){.level = level, .parent = parent, .chair_name = "", .chair_phone = ""};
    return area;
}

static void add_districts(struct sample_maker *maker)
{
    const struct sample_recipe *recipe = maker->recipe;
    struct tables_area *province = add_area(maker, AREA_PROVINCE, TABLES_NONE);

    province->id = "P01";
    province->name = recipe->province;
    for (size_t i = 0; i < recipe->district_count; i++) {
        struct tables_area *area = add_area(maker, AREA_DISTRICT, 0);
        area->id = sample_text(maker, "D%02zu", i + 1);
        area->name = recipe->districts[i].name;
        area->x_m = recipe->districts[i].x_km * 1000;
        area->y_m = recipe->districts[i].y_km * 1000;
    }
    maker->first_commune = (uint32_t)maker->tables.area_count;
}

static void add_commune(struct sample_maker *maker, size_t district, uint32_t number, const char *name)
{
    const struct sample_land_rules *land = &sample_lands[maker->recipe->districts[district].land];
    const struct tables_area *parent = &maker->tables.areas[1 + district];
    struct tables_area *area = add_area(maker, AREA_COMMUNE, (uint32_t)(1 + district));
    int32_t jitter_m = land->cell_m * 3 / 10;
    int32_t column;
    int32_t row;

    spiral(number, &column, &row);
    area->id = sample_text(maker, "C%02zu%02u", district + 1, number + 1);
    area->name = sample_text(maker, "%s %s", number == 0 ? land->seat_word : land->word, name);
    area->x_m = parent->x_m + column * land->cell_m + prng_between(&maker->prng, -jitter_m, jitter_m);
    area->y_m = parent->y_m + row * land->cell_m + prng_between(&maker->prng, -jitter_m, jitter_m);
    area->voters = prng_between(&maker->prng, land->voters_low, land->voters_high);
    area->chair_capacity = 1;
    area->chair_name = sample_person(maker);
    area->chair_phone = sample_text(maker, PHONE_INVENTED_PREFIX "%06zu",
                                    CHAIR_PHONES + maker->tables.area_count - maker->first_commune);
}

/* The venue is given its commune, an id and a place near the middle of the commune. */
static struct tables_venue *add_venue(struct sample_maker *maker, uint32_t commune, uint32_t number,
                                      int32_t radius_m)
{
    const struct tables_area *area = &maker->tables.areas[commune];
    struct tables_venue *venue = &maker->tables.venues[maker->tables.venue_count++];

    *venue = (struct tables_venue){.commune = commune, .address = area->name, .online_link = "", .chair = ""};
    venue->id = sample_text(maker, "V%s%02u", area->id + 1, number);
    venue->x_m = area->x_m + prng_between(&maker->prng, -radius_m, radius_m);
    venue->y_m = area->y_m + prng_between(&maker->prng, -radius_m, radius_m);
    return venue;
}

static void equip(struct sample_maker *maker, struct tables_venue *venue, const struct sample_busy *busy)
{
    maker->venue_busy[venue - maker->tables.venues] = *busy;
    if (venue->online)
        venue->online_link = sample_text(maker, "https://hop.example.org/%s", venue->id);
}

static void add_halls(struct sample_maker *maker, uint32_t commune, bool seat)
{
    const struct tables_area *areas = maker->tables.areas;
    struct tables_venue *hall = add_venue(maker, commune, 1, 0);

    hall->name = sample_text(maker, "Hội trường UBND %s", areas[commune].name);
    hall->capacity = prng_between(&maker->prng, 16, 36) * 10;
    hall->online = sample_chance(maker, HALL_ONLINE_PERMILLE);
    equip(maker, hall, &sample_hall_busy);
    if (!seat)
        return;
    struct tables_venue *large = add_venue(maker, commune, 2, 300);
    large->name = sample_text(maker, "Trung tâm hội nghị %s", areas[areas[commune].parent].name);
    large->capacity = prng_between(&maker->prng, 40, 80) * 10;
    large->online = true;
    equip(maker, large, &sample_district_hall_busy);
}

static void add_houses(struct sample_maker *maker, uint32_t commune, const struct sample_land_rules *land,
                       uint32_t first_number)
{
    int32_t count = prng_between(&maker->prng, maker->recipe->houses_low, maker->recipe->houses_high);

    for (int32_t i = 1; i <= count; i++) {
        struct tables_venue *house = add_venue(maker, commune, first_number++, land->cell_m * 4 / 10);
        house->name = sample_text(maker, "Nhà văn hóa %s %d", land->part_word, i);
        house->address =
            sample_text(maker, "%s %d, %s", land->part_word, i, maker->tables.areas[commune].name);
        house->capacity = prng_between(&maker->prng, 6, 16) * 10;
        equip(maker, house, &land->house);
    }
}

void sample_places(struct sample_maker *maker)
{
    const struct sample_recipe *recipe = maker->recipe;
    const char *names[SAMPLE_COMMUNES_MAX];
    uint32_t commune = 0;

    sample_commune_names(maker, names, COUNT_OF(names));
    add_districts(maker);
    for (size_t district = 0; district < recipe->district_count; district++) {
        for (uint32_t i = 0; i < recipe->districts[district].communes; i++)
            add_commune(maker, district, i, names[commune++]);
    }
    commune = maker->first_commune;
    for (size_t district = 0; district < recipe->district_count; district++) {
        for (uint32_t i = 0; i < recipe->districts[district].communes; i++, commune++) {
            add_halls(maker, commune, i == 0);
            add_houses(maker, commune, &sample_lands[recipe->districts[district].land], i == 0 ? 3 : 2);
        }
    }
}
