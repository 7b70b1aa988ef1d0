#include "app/act_check.h"

#include <stdio.h>
#include <string.h>

#define TASK_PREFIX "task_" /* of the ids of tasks, which stand beside the duties of the law */

static void write_time(const struct step_record *record, char out[CIVIL_TIME_CHARS])
{
    const struct timetable_moment moment = {.state = record->has_hour ? TIMETABLE_HOUR : TIMETABLE_DATE,
                                            .time = record->time};

    timetable_moment_format(&moment, out);
}

static enum error_code check_not_future(const struct app *app, const struct timetable_book *book,
                                        const struct step_record *act, struct error *err)
{
    struct civil_time now = civil_time_from_utc_secs(clock_now_utc_secs(&app->clock));
    char written[CIVIL_TIME_CHARS];

    if (!act->has_hour)
        now.minute = 0;
    if (civil_time_compare(act->time, now) <= 0)
        return OK;
    write_time(act, written);
    return error_set(err, ERROR_DATA,
                     "%s cannot be recorded for %s, which is in the future; record it when it is done",
                     law_pack_node_id(book->pack, act->node), written);
}

static void write_minute(int32_t minute, char out[6])
{
    snprintf(out, 6, "%02u:%02u", (unsigned)minute / 60 % 24, (unsigned)minute % 60);
}

/* The hours stand in the pack itself, as duties. */
static enum error_code check_opening(const struct timetable_book *book, const struct step_record *act,
                                     struct error *err)
{
    uint16_t earliest;
    uint16_t usual;
    char first[6];
    char last[6];
    char given[6];

    if (!act->has_hour)
        return error_set(err, ERROR_DATA,
                         "%s must be recorded with its hour, since hours are counted from it",
                         law_pack_node_id(book->pack, act->node));
    if (!timetable_book_node(book, "poll_open_earliest", &earliest) ||
        !timetable_book_node(book, "poll_open_default", &usual))
        return OK;
    const struct law_moment *from = law_duty_limit(law_pack_duty(book->pack, earliest));
    const struct law_moment *until = law_duty_limit(law_pack_duty(book->pack, usual));
    if (from == NULL || until == NULL ||
        (act->time.minute >= from->minute && act->time.minute <= until->minute))
        return OK;
    write_minute(from->minute, first);
    write_minute(until->minute, last);
    write_minute(act->time.minute, given);
    return error_set(err, ERROR_DATA, "a poll opens from %s to %s (Law %s, art. %s), and not at %s", first,
                     last, book->pack->law, law_pack_duty(book->pack, earliest)->citation, given);
}

static bool before(const struct step_record *a, const struct step_record *b)
{
    if (a->has_hour && b->has_hour)
        return civil_time_compare(a->time, b->time) < 0;
    return a->time.date.day < b->time.date.day;
}

static bool on_one_line(const struct places *places, size_t a, size_t b)
{
    return place_within(places, a, b) || place_within(places, b, a);
}

static bool waits_for(const struct law_pack *pack, const struct law_duty *duty, uint16_t node)
{
    for (size_t i = 0; duty != NULL && i < duty->waits_for_count; i++) {
        if ((size_t)duty->waits_for[i] + 1 + pack->event_count == node)
            return true;
    }
    return false;
}

static enum error_code fail_order(const struct timetable_book *book, const struct step_record *late,
                                  const struct step_record *awaited, struct error *err)
{
    char late_time[CIVIL_TIME_CHARS];
    char awaited_time[CIVIL_TIME_CHARS];

    write_time(late, late_time);
    write_time(awaited, awaited_time);
    return error_set(err, ERROR_DATA, "%s on %s cannot lie before %s on %s, for which it waits",
                     law_pack_node_id(book->pack, late->node), late_time,
                     law_pack_node_id(book->pack, awaited->node), awaited_time);
}

/* Everything recorded above or below counts: a province's conference waits for those of its communes. */
static enum error_code check_awaited(const struct timetable_book *book, const struct step_record *act,
                                     uint16_t awaited, struct error *err)
{
    const struct record_list *acts = &book->records[RECORD_ACT];
    bool found = false;

    for (size_t i = 0; i < acts->count; i++) {
        const struct step_record *other = &acts->items[i];
        if (other->node != awaited || !on_one_line(&book->places, act->place, other->place))
            continue;
        found = true;
        if (before(act, other))
            return fail_order(book, act, other, err);
    }
    if (found)
        return OK;
    return error_set(err, ERROR_DATA, "%s cannot be recorded yet: it waits for %s, which is not recorded",
                     law_pack_node_id(book->pack, act->node), law_pack_node_id(book->pack, awaited));
}

/* What only other kinds of elections have is not waited for. */
static bool owed(const struct timetable_book *book, const struct law_duty *duty)
{
    return (duty->elections & (1u << book->election.kind)) != 0;
}

static enum error_code check_order(const struct timetable_book *book, const struct step_record *act,
                                   struct error *err)
{
    const struct record_list *acts = &book->records[RECORD_ACT];
    const struct law_duty *duty = law_pack_duty(book->pack, act->node);

    for (size_t i = 0; duty != NULL && i < duty->waits_for_count; i++) {
        if (owed(book, &book->pack->duties[duty->waits_for[i]]))
            TRY(check_awaited(book, act, (uint16_t)(duty->waits_for[i] + 1 + book->pack->event_count), err));
    }
    for (size_t i = 0; i < acts->count; i++) {
        const struct step_record *other = &acts->items[i];
        if (waits_for(book->pack, law_pack_duty(book->pack, other->node), act->node) &&
            on_one_line(&book->places, act->place, other->place) && before(other, act))
            return fail_order(book, other, act, err);
    }
    return OK;
}

/* A duty of the law may be recorded before its paper comes; a task is done by its paper. */
static enum error_code check_proof(const struct timetable_book *book, const struct step_record *act,
                                   struct error *err)
{
    const char *id = law_pack_node_id(book->pack, act->node);

    if (strncmp(id, TASK_PREFIX, strlen(TASK_PREFIX)) != 0 || act->document[0] != '\0')
        return OK;
    return error_set(err, ERROR_DATA, "%s is done by its proof; give the number of the document", id);
}

enum error_code act_check(const struct app *app, const struct timetable_book *book,
                          const struct step_record *act, struct error *err)
{
    if (strcmp(law_pack_node_id(book->pack, act->node), "poll_open") == 0)
        return check_opening(book, act, err);
    TRY(check_not_future(app, book, act, err));
    TRY(check_proof(book, act, err));
    return check_order(book, act, err);
}
