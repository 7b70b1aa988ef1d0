#include "app/campaign_window.h"

#include "app/milestones.h"

#include <string.h>

#define SCRATCH_MAX_BYTES ((size_t)16 << 20)

/* Acts by which a body's list becomes public, the most exact first. */
static const char *const publications[UNIT_LEVEL_COUNT][3] = {
    [UNIT_NA] = {"na_list_publish", "bye_list_publish", "official_list_published"},
    [UNIT_PROVINCE] = {"council_list_publish", "bye_list_publish", "official_list_published"},
    [UNIT_DISTRICT] = {"council_list_publish", "bye_list_publish", "official_list_published"},
    [UNIT_COMMUNE] = {"council_list_publish", "bye_list_publish", "official_list_published"},
};

/* Where the body has its seat that publishes the list of a unit. */
static size_t body_of(const struct places *places, enum tables_unit_level level, size_t home)
{
    static const enum law_level seats[UNIT_LEVEL_COUNT] = {
        [UNIT_NA] = LAW_CENTRAL,
        [UNIT_PROVINCE] = LAW_PROVINCE,
        [UNIT_DISTRICT] = LAW_DISTRICT,
        [UNIT_COMMUNE] = LAW_COMMUNE,
    };
    size_t place = home;

    while (place != PLACE_WHOLE && places->items[place].level != seats[level])
        place = places->items[place].parent;
    return place;
}

/* What was recorded of the body itself comes before what was recorded for all. */
static const struct step_record *find_publication(const struct timetable_book *book,
                                                  enum tables_unit_level level, size_t body)
{
    const size_t holders[] = {body, PLACE_WHOLE};

    for (size_t holder = 0; holder < COUNT_OF(holders); holder++) {
        for (size_t i = 0; i < COUNT_OF(publications[level]); i++) {
            uint16_t node;
            if (!timetable_book_node(book, publications[level][i], &node))
                continue;
            const struct step_record *act = timetable_book_at(book, RECORD_ACT, holders[holder], node);
            if (act != NULL)
                return act;
        }
    }
    return NULL;
}

static enum error_code end_at(const struct timetable_book *book, uint16_t end_node, size_t place,
                              struct campaign_window *window, struct error *err)
{
    CLEANUP(arena_done) struct arena scratch;
    struct place_step *steps;

    arena_init(&scratch, SCRATCH_MAX_BYTES);
    TRY(milestones_of_place(book, place, &scratch, &steps, err));
    const struct timetable_moment *due = &steps[end_node].dates.due;
    if (!timetable_has_date(due) || (window->has_end && civil_time_compare(due->time, window->end) >= 0))
        return OK;
    window->has_end = true;
    window->end = due->time;
    return OK;
}

/* Only a place with records of its own can end earlier than what it lies in. */
static enum error_code find_end(const struct timetable_book *book, size_t where,
                                struct campaign_window *window, struct error *err)
{
    uint16_t end_node;

    if (!timetable_book_node(book, "campaign_end", &end_node))
        return OK;
    TRY(end_at(book, end_node, where, window, err));
    for (int kind = 0; kind < RECORD_OWNER; kind++) {
        const struct record_list *list = &book->records[kind];
        for (size_t i = 0; i < list->count; i++) {
            size_t place = list->items[i].place;
            bool again = i > 0 && list->items[i - 1].place == place;
            if (!again && place != where && place_within(&book->places, place, where))
                TRY(end_at(book, end_node, place, window, err));
        }
    }
    return OK;
}

enum error_code campaign_window_of(const struct timetable_book *book, enum tables_unit_level level,
                                   size_t home, size_t where, struct campaign_window *out, struct error *err)
{
    struct campaign_window window = {.has_start = false};
    const struct step_record *act = find_publication(book, level, body_of(&book->places, level, home));

    if (act != NULL) {
        window.has_start = true;
        window.start = act->time;
        if (!act->has_hour)
            window.start.minute = 0;
    }
    TRY(find_end(book, where, &window, err));
    *out = window;
    return OK;
}

enum error_code campaign_window_check_end(const struct app *app, const struct election *election,
                                          struct civil_time end, struct error *err)
{
    CLEANUP(timetable_book_done) struct timetable_book book = {.pack = NULL};
    CLEANUP(arena_done) struct arena arena;
    struct campaign_window window = {.has_end = false};
    char limit[CIVIL_TIME_CHARS];
    char given[CIVIL_TIME_CHARS];
    uint16_t node;

    arena_init(&arena, SCRATCH_MAX_BYTES);
    TRY(timetable_book_load(app, election->code, &arena, &book, err));
    if (!timetable_book_node(&book, "campaign_end", &node))
        return OK;
    TRY(end_at(&book, node, PLACE_WHOLE, &window, err));
    if (!window.has_end || civil_time_compare(end, window.end) <= 0)
        return OK;
    civil_time_format(window.end, limit);
    civil_time_format(end, given);
    return error_set(
        err, ERROR_DATA,
        "the campaign ends on %s at the latest, 24 hours before the polls open (Law %s, art. %s), and "
        "not on %s",
        limit, book.pack->law, law_pack_duty(book.pack, node)->citation, given);
}
