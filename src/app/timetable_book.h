/* All that is known about the timetable of an election of the store: its law pack, the days off, its areas,
 * and what the staff recorded, overrode and gave an owner. A step is a node of the law pack (an event, a
 * duty or a task); where it holds is a place (app/places.h).
 *
 * An act of a place holds there, and below it for all whom the duty does not concern by themselves: a
 * province's conference is not its communes'. An act for the whole election holds everywhere, unless a duty
 * concerns the whole election itself. An override and an owner hold in their place and below it, the nearest
 * first.
 */
#ifndef APP_TIMETABLE_BOOK_H
#define APP_TIMETABLE_BOOK_H

#include "app/election_find.h"
#include "app/places.h"
#include "calendar/law_resolution.h"
#include "calendar/timetable.h"

struct step_record {
    uint16_t node;
    size_t place;
    struct civil_time time; /* not of an owner */
    bool has_hour;
    const char *document;
    const char *by; /* who did it, set it or owns it */
};

enum record_kind { RECORD_ACT, RECORD_OVERRIDE, RECORD_OWNER, RECORD_KIND_COUNT };

struct record_list {
    struct step_record *items; /* by place and node */
    size_t count;              /* room is left for one more */
};

struct timetable_book {
    struct election election;
    struct law_pack *pack;                                   /* with the tasks beside it; owned */
    struct law_resolution *resolutions[LAW_RESOLUTIONS_MAX]; /* that hold; owned */
    size_t resolution_count;
    struct day_off_set days_off;
    int lead_days;
    struct places places;
    struct record_list records[RECORD_KIND_COUNT];
    const uint16_t *nodes_by_id; /* the nodes of the pack in order of their ids */
};

/* Reads the election with this code, or the only one. All but the pack and the resolutions lies in the arena; the book goes to
 * timetable_book_done. Records of steps or areas that are no more are left out. Errors are those of
 * election_find, law_load, law_resolution_load and days_off_load. */
enum error_code timetable_book_load(const struct app *app, const char *election, struct arena *arena,
                                    struct timetable_book *out, struct error *err) MUST_USE;
/* The same, of an election as it might be: with another law pack or polling day than is stored. Overrides and
 * resolutions hold only for what they were made for. */
enum error_code timetable_book_load_as(const struct app *app, const struct election *election,
                                       struct arena *arena, struct timetable_book *out,
                                       struct error *err) MUST_USE;
void timetable_book_done(struct timetable_book *book); /* also right for a zeroed struct */

/* The node of an id, quickly. */
bool timetable_book_node(const struct timetable_book *book, const char *id, uint16_t *out_node) MUST_USE;

/* The record of exactly this place and node, or NULL. */
const struct step_record *timetable_book_at(const struct timetable_book *book, enum record_kind kind,
                                            size_t place, uint16_t node);
/* The record that holds for the place, or NULL. */
const struct step_record *timetable_book_holding(const struct timetable_book *book, enum record_kind kind,
                                                 size_t place, uint16_t node);

/* Puts a record in the place of the one of the same place and node; or only takes that away. */
void timetable_book_put(struct timetable_book *book, enum record_kind kind, const struct step_record *record);
void timetable_book_remove(struct timetable_book *book, enum record_kind kind, size_t place, uint16_t node);

#endif
