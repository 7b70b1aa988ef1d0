/* Invented tables in the making; the parts of sample.c.
 *
 * The order in which random numbers are taken makes the tables, so no two of them are taken in one expression:
 * compilers differ in the order in which they evaluate it.
 */
#ifndef APP_SAMPLE_MAKER_H
#define APP_SAMPLE_MAKER_H

#include "app/sample_recipe.h"
#include "base/prng.h"

struct sample_maker {
    const struct sample_recipe *recipe;
    struct prng prng;
    struct arena *arena;
    struct tables tables;
    uint32_t first_commune;            /* index of an area */
    struct sample_busy *venue_busy;    /* by venue */
    uint32_t *first_row;               /* by unit and one more: of its communes in unit_communes */
    enum tables_unit_level *stands_at; /* by candidate: the highest level */
    bool no_memory;
};

/* One in so many thousand. */
bool sample_chance(struct sample_maker *maker, uint16_t permille);

/* printf into the arena; "" and maker->no_memory without room. */
const char *sample_text(struct sample_maker *maker, const char *format, ...) PRINTF_LIKE(2, 3);

const char *sample_person(struct sample_maker *maker);
/* Names without "Xã", each once. */
void sample_commune_names(struct sample_maker *maker, const char **out, size_t count);

/* Provinces, districts, communes and venues. */
void sample_places(struct sample_maker *maker);
/* Units, their communes and their candidates; needs the places. */
void sample_units(struct sample_maker *maker);
/* What is not to be had when; needs all of the above and the days. */
void sample_blocks(struct sample_maker *maker);
/* Some rows of what the law and the staff add; takes no random number. */
void sample_additions(struct sample_maker *maker);

#endif
