#include "app/election_again.h"

#include "app/milestones.h"

#define SCRATCH_MAX_BYTES ((size_t)64 << 20)

static enum error_code find_limit(const struct timetable_book *book, const char *duty_id, uint16_t *out_node,
                                  struct civil_date *out, struct error *err)
{
    CLEANUP(arena_done) struct arena scratch = {0};
    struct place_step *steps;

    if (!timetable_book_node(book, duty_id, out_node) || law_pack_duty(book->pack, *out_node) == NULL)
        return error_set(err, ERROR_DATA, "\"%s\" is not an event or duty of law pack %s", duty_id,
                         book->election.law_pack);
    arena_init(&scratch, SCRATCH_MAX_BYTES);
    TRY(milestones_of_place(book, PLACE_WHOLE, &scratch, &steps, err));
    if (!timetable_has_date(&steps[*out_node].dates.due))
        return error_set(err, ERROR_DATA, "%s has no date in law pack %s", duty_id, book->election.law_pack);
    *out = steps[*out_node].dates.due.time.date;
    return OK;
}

static enum error_code check_day(const struct timetable_book *book, uint16_t node, struct civil_date limit,
                                 const struct election *again, struct error *err)
{
    struct civil_date first = book->election.polling_day;
    char first_day[CIVIL_DATE_CHARS];
    char last_day[CIVIL_DATE_CHARS];
    char given[CIVIL_DATE_CHARS];

    if (again->polling_day.day > first.day && again->polling_day.day <= limit.day)
        return OK;
    civil_date_format_vietnamese(first, first_day);
    civil_date_format_vietnamese(limit, last_day);
    civil_date_format_vietnamese(again->polling_day, given);
    return error_set(
        err, ERROR_DATA,
        "an election is held again after its first day, %s, and until %s at the latest (Law %s, art. "
        "%s), not on %s",
        first_day, last_day, book->pack->law, law_pack_duty(book->pack, node)->citation, given);
}

enum error_code election_again_set_day(const struct app *app, const struct election *first,
                                       struct election *again, struct error *err)
{
    CLEANUP(timetable_book_done) struct timetable_book book = {.pack = NULL};
    CLEANUP(arena_done) struct arena arena;
    struct election counted = *first;
    struct civil_date limit;
    uint16_t node;

    arena_init(&arena, SCRATCH_MAX_BYTES);
    counted.law_pack = again->law_pack;
    TRY(timetable_book_load_as(app, &counted, &arena, &book, err));
    TRY(find_limit(&book, again->held_again, &node, &limit, err));
    if (again->polling_day.day == 0) {
        int back = ((int)civil_date_weekday(limit) + 1) % 7; /* days since the Sunday */
        again->polling_day = civil_date_add_days(limit, -back);
    }
    return check_day(&book, node, limit, again, err);
}
