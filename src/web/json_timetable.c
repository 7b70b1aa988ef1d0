#include "web/json_timetable.h"

static json_t *dates(const struct milestone_dates *dates)
{
    return json_pack("{s:o,s:o,s:o,s:o,s:b}", "from", json_of_day(&dates->from), "until",
                     json_of_day(&dates->until), "due", json_of_day(&dates->due), "target",
                     dates->has_target ? json_of_date(dates->target) : json_null(), "provisional",
                     dates->provisional);
}

static json_t *record(const struct step_record *record)
{
    if (record == NULL)
        return json_null();
    return json_pack("{s:o,s:s,s:s}", "time",
                     record->has_hour ? json_of_time(record->time) : json_of_date(record->time.date),
                     "document", record->document, "by", record->by);
}

json_t *json_of_step(const struct shown_step *step)
{
    json_t *object = dates(&step->dates);

    json_object_update_new(
        object, json_pack("{s:s,s:s,s:s,s:s,s:{s:s,s:s},s:s,s:o,s:o,s:s?,s:o}", "step", step->duty->id,
                          "level", law_level_name(step->level), "area", step->place->code, "state",
                          step_state_name(step->state), "name", "vi", step->duty->name.vi, "en",
                          step->duty->name.en, "citation", step->duty->citation, "act", record(step->act),
                          "override", record(step->override), "owner", step->owner, "unknown_year",
                          step->unknown_year != 0 ? json_of_count(step->unknown_year) : json_null()));
    return object;
}

json_t *json_of_timetable(const struct shown_timetable *shown)
{
    return json_pack("{s:s,s:s,s:I}", "election", shown->book.election.code, "law_pack",
                     shown->book.election.law_pack, "moved", (json_int_t)shown->moved);
}

json_t *json_of_moves(const struct timetable_moved *moved)
{
    json_t *moves = json_array();

    for (size_t i = 0; i < moved->count; i++) {
        const struct timetable_move *move = &moved->items[i];
        json_array_append_new(moves,
                              json_pack("{s:s,s:s,s:I,s:b,s:o,s:o}", "step", move->step, "area", move->area,
                                        "areas", (json_int_t)move->areas, "gone", move->gone, "before",
                                        dates(&move->before), "after", dates(&move->after)));
    }
    return moves;
}

json_t *json_of_moved(const struct timetable_moved *moved)
{
    return json_pack("{s:b,s:o}", "stored", moved->stored, "moves", json_of_moves(moved));
}
