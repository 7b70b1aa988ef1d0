/* The areas of an election as a tree in memory, with the whole election at its root: where the steps of a
 * timetable are due, done and decided.
 */
#ifndef APP_PLACES_H
#define APP_PLACES_H

#include "app/app.h"
#include "calendar/law_pack.h"

#define PLACE_WHOLE 0 /* the root; its level is central */

struct place {
    int64_t id; /* of the area; 0: the whole election */
    size_t parent;
    enum law_level level;
    const char *code; /* "" of the whole election */
    const char *name;
    bool has_units;
};

struct places {
    const struct place *items; /* by id, the whole election first */
    size_t count;
    bool has_level[LAW_LEVEL_COUNT]; /* is there such an area, or a unit with an area? */
};

/* Reads the areas of an election into the arena. */
enum error_code places_load(const struct app *app, int64_t election, struct arena *arena, struct places *out,
                            struct error *err) MUST_USE;

/* The place of an area's id, 0 for the whole election; false when there is none. */
bool places_by_id(const struct places *places, int64_t id, size_t *out_place) MUST_USE;

/* The area with this code, of the levels 1 << enum law_level where several have it; NULL: the whole election.
 * ERROR_NO_INPUT: there is none; ERROR_USAGE: several of these levels have it. */
enum error_code places_find(const struct places *places, const char *code, uint32_t levels, size_t *out_place,
                            struct error *err) MUST_USE;

/* Does the place lie in the other one, or is it the same? */
bool place_within(const struct places *places, size_t place, size_t whole) MUST_USE;

/* The level at which a duty of these levels concerns the place: its own; of a place with units, that of
 * units; of the whole election, the first of which no area is known. False: it concerns others. */
bool place_concerned(const struct places *places, size_t place, uint32_t levels,
                     enum law_level *out_level) MUST_USE;

#endif
