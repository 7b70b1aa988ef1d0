/* What the invented tables are like: how many of everything, how large, how busy. */
#ifndef APP_SAMPLE_RECIPE_H
#define APP_SAMPLE_RECIPE_H

#include "app/tables.h"

#define SAMPLE_SESSIONS 3
#define SAMPLE_COMMUNES_MAX 300

/* How often something is not to be had, in thousandths of the mornings, afternoons and evenings. */
struct sample_busy {
    uint16_t permille[SAMPLE_SESSIONS];
};

enum sample_land { LAND_CITY, LAND_PLAIN, LAND_MOUNTAIN, LAND_WARD, LAND_COUNT };

/* Communes of one kind of district. */
struct sample_land_rules {
    const char *seat_word; /* of the first commune, where the district has its seat */
    const char *word;      /* of the others */
    const char *part_word; /* of a part of a commune */
    int32_t cell_m;        /* from one commune to the next */
    int32_t voters_low;
    int32_t voters_high;
    struct sample_busy house; /* culture houses */
};
extern const struct sample_land_rules sample_lands[LAND_COUNT];

/* Meetings and candidates of one level, whatever the place. */
struct sample_level_rules {
    const char *body; /* to which it elects */
    int32_t duration_min;
    int32_t attendance_low;
    int32_t attendance_high;
    uint16_t busy_permille; /* of the candidates have days on which they are busy */
    struct sample_busy busy;
    uint16_t capital_permille; /* of the candidates live in the first commune of the province */
    uint16_t seat_permille;    /* in the first commune of the unit's district; the others in the unit */
    int32_t home_m;            /* how far from the middle of the commune */
};
extern const struct sample_level_rules sample_levels[UNIT_LEVEL_COUNT];

/* Units of one level in one place. */
struct sample_units {
    uint16_t units;
    uint16_t seats;
    uint16_t candidates; /* candidacies, in fact: some stand in two units */
    uint16_t needed;     /* meetings of a unit */
    uint16_t also_below; /* thousandths of the candidates who stand in a unit one level below, too */
};

struct sample_district {
    const char *name;
    enum sample_land land;
    uint16_t communes;
    int16_t x_km;
    int16_t y_km;
    uint16_t na_unit; /* the National Assembly unit that has this district */
};

struct sample_recipe {
    const char *name;
    const char *title;
    const char *province;
    const struct sample_district *districts;
    size_t district_count;
    struct sample_units levels[UNIT_LEVEL_COUNT];
    uint16_t extra_meetings; /* one more, in so many units of commune level */
    int32_t houses_low;      /* culture houses of a commune */
    int32_t houses_high;
    bool additions;      /* what the law and the staff add to the tables */
    int32_t online;      /* meetings that are reported as held online */
    int32_t attendances; /* of voters, all meetings together */
};
extern const struct sample_recipe sample_recipes[];
/* NULL: there is none of that name. */
const struct sample_recipe *sample_recipe_find(const char *name);

extern const struct sample_busy sample_hall_busy;
extern const struct sample_busy sample_district_hall_busy;
extern const struct sample_busy sample_committee_busy;

#endif
