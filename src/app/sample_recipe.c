#include "app/sample_recipe.h"

#include "app/sample.h"

#include <string.h>

const struct sample_choice sample_choices[SAMPLE_COUNT] = {
    {"ward", N_("one ward of 7 polling areas, 20 meetings")},
    {"district", N_("one district of 23 communes, 240 meetings")},
    {"province", N_("one province of 178 communes, 1,893 meetings")},
};

const struct sample_busy sample_hall_busy = {{250, 200, 150}};
const struct sample_busy sample_district_hall_busy = {{350, 300, 200}};
const struct sample_busy sample_committee_busy = {{60, 60, 100}};

const struct sample_land_rules sample_lands[LAND_COUNT] = {
    [LAND_CITY] = {"Phường", "Phường", "tổ dân phố", 1600, 4000, 9500, {{300, 300, 150}}},
    [LAND_PLAIN] = {"Thị trấn", "Xã", "thôn", 3600, 2200, 7000, {{200, 200, 350}}},
    [LAND_MOUNTAIN] = {"Thị trấn", "Xã", "bản", 5200, 2200, 7000, {{200, 200, 350}}},
    [LAND_WARD] = {"Phường", "Phường", "tổ dân phố", 1800, 7206, 7206, {{200, 250, 200}}},
};

const struct sample_level_rules sample_levels[UNIT_LEVEL_COUNT] = {
    [UNIT_NA] = {"Quốc hội", 150, 150, 220, 1000, {{80, 80, 40}}, 600, 0, 2500},
    [UNIT_PROVINCE] = {"HĐND cấp tỉnh", 120, 120, 170, 1000, {{60, 60, 30}}, 450, 280, 1800},
    [UNIT_DISTRICT] = {"HĐND cấp huyện", 120, 80, 130, 300, {{40, 40, 20}}, 0, 450, 1200},
    [UNIT_COMMUNE] = {"HĐND cấp xã", 90, 60, 100, 0, {{0, 0, 0}}, 0, 0, 1000},
};

static const struct sample_district ward_districts[] = {
    {"Quận Bến Trăng", LAND_WARD, 1, 0, 0, 0},
};

static const struct sample_district district_districts[] = {
    {"Huyện Núi Hạc", LAND_MOUNTAIN, 23, -30, 40, 0},
};

static const struct sample_district province_districts[] = {
    {"Thành phố Bến Trăng", LAND_CITY, 32, 0, 0, 0},  {"Thành phố Đồng Sen", LAND_CITY, 10, 3, -16, 0},
    {"Thị xã Cầu Mây", LAND_PLAIN, 18, 2, -28, 0},    {"Huyện Núi Hạc", LAND_MOUNTAIN, 23, -30, 40, 1},
    {"Huyện Rừng Lim", LAND_MOUNTAIN, 15, 34, 27, 1}, {"Huyện Đồi Chè", LAND_PLAIN, 15, -12, 20, 1},
    {"Huyện Khe Quế", LAND_PLAIN, 15, 13, 15, 1},     {"Huyện Hồ Én", LAND_PLAIN, 30, -32, 6, 1},
    {"Huyện Bãi Ngô", LAND_PLAIN, 20, 20, -17, 0},
};

const struct sample_recipe sample_recipes[SAMPLE_COUNT] = {
    {
        .name = "sample_ward",
        .title = "Phường, 7 khu vực bỏ phiếu (dữ liệu không có thật)",
        .province = "Tỉnh Mây Ngàn",
        .districts = ward_districts,
        .district_count = COUNT_OF(ward_districts),
        .levels = {[UNIT_NA] = {1, 3, 5, 1, 0},
                   [UNIT_PROVINCE] = {1, 3, 5, 2, 0},
                   [UNIT_DISTRICT] = {1, 4, 7, 3, 300},
                   [UNIT_COMMUNE] = {7, 25, 42, 1, 0}},
        .extra_meetings = 7,
        .houses_low = 7,
        .houses_high = 7,
        .online = 1,
        .attendances = 1412,
    },
    {
        .name = "sample_district",
        .title = "Huyện Núi Hạc (dữ liệu không có thật)",
        .province = "Tỉnh Mây Ngàn",
        .districts = district_districts,
        .district_count = COUNT_OF(district_districts),
        .levels = {[UNIT_PROVINCE] = {2, 8, 13, 5, 350},
                   [UNIT_DISTRICT] = {12, 35, 58, 3, 500},
                   [UNIT_COMMUNE] = {168, 526, 890, 1, 0}},
        .extra_meetings = 26,
        .houses_low = 3,
        .houses_high = 5,
        .additions = true,
        .online = 3,
        .attendances = 16587,
    },
    {
        .name = "sample_province",
        .title = "Tỉnh Mây Ngàn (dữ liệu không có thật)",
        .province = "Tỉnh Mây Ngàn",
        .districts = province_districts,
        .district_count = COUNT_OF(province_districts),
        .levels = {[UNIT_NA] = {2, 6, 12, 10, 500},
                   [UNIT_PROVINCE] = {18, 66, 110, 5, 350},
                   [UNIT_DISTRICT] = {92, 319, 520, 3, 500},
                   [UNIT_COMMUNE] = {1300, 4073, 6900, 1, 0}},
        .extra_meetings = 207,
        .houses_low = 3,
        .houses_high = 5,
        .online = 21,
        .attendances = 130735,
    },
};

const struct sample_recipe *sample_recipe_find(const char *name)
{
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        if (strcmp(sample_choices[i].name, name) == 0)
            return &sample_recipes[i];
    }
    return NULL;
}
