#include "cli/milestone_print.h"

#include "app/law_words.h"
#include "cli/columns.h"
#include "web/json_timetable.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#define LEFT_COLUMNS 42
#define TARGET_COLUMN 17
#define STATE_COLUMN 28
#define CELL_BYTES_MAX 4000
#define AREAS_NAMED_MAX 3

void milestone_put_moment(const struct timetable_moment *moment, struct text *out)
{
    char date[CIVIL_DATE_CHARS];
    char time[CIVIL_TIME_CHARS];

    if (!timetable_has_date(moment)) {
        text_put(out, "-");
        return;
    }
    civil_date_format_vietnamese(moment->time.date, date);
    text_put(out, date);
    if (moment->state != TIMETABLE_HOUR)
        return;
    civil_time_format(moment->time, time);
    text_putf(out, " %s", time + sizeof "2021-05-22");
}

void resolution_print_doubts(struct command_run *run, const struct law_resolution *resolution)
{
    if (resolution->unverified != NULL)
        command_say(run, run->notes, "Not verified in the resolution %s: %s", resolution->id,
                    resolution->unverified);
}

static void pad_to(struct text *out, size_t column)
{
    while (columns_count(out->data) < column)
        text_put_char(out, ' ');
}

static void put_left(const struct command_run *run, const struct shown_step *step, struct text *out)
{
    const struct milestone_dates *dates = &step->dates;
    const struct timetable_moment target = {.state = dates->has_target ? TIMETABLE_DATE : TIMETABLE_NONE,
                                            .time = {dates->target, 0}};

    milestone_put_moment(timetable_has_date(&dates->due) ? &dates->due : &dates->from, out);
    if (dates->provisional && columns_count(out->data) > 1)
        text_put_char(out, '*');
    pad_to(out, TARGET_COLUMN);
    if (step->unknown_year != 0)
        text_put_char(out, '?');
    else
        milestone_put_moment(&target, out);
    pad_to(out, STATE_COLUMN);
    text_put(out, catalog_text(run->catalog, step_state_label(step->state)));
}

static void put_areas(const struct command_run *run, const struct shown_step *steps, size_t count,
                      struct text *out)
{
    if (steps->place->id == 0)
        text_put(out, catalog_text(run->catalog, law_level_name(steps->level)));
    for (size_t i = 0; i < count && i < AREAS_NAMED_MAX; i++)
        text_putf(out, "%s%s", i > 0 ? ", " : "", steps[i].place->code);
    if (count > AREAS_NAMED_MAX)
        text_putf(out, " (+%zu)", count - AREAS_NAMED_MAX);
}

static void put_record(const struct command_run *run, const char *label, const struct step_record *record,
                       struct text *out)
{
    const struct timetable_moment moment = {.state = record->has_hour ? TIMETABLE_HOUR : TIMETABLE_DATE,
                                            .time = record->time};

    text_putf(out, "; %s ", catalog_text(run->catalog, label));
    milestone_put_moment(&moment, out);
    if (record->document[0] != '\0')
        text_putf(out, " (%s)", record->document);
}

static void put_right(const struct command_run *run, const struct shown_step *steps, size_t count,
                      struct text *out)
{
    text_putf(out, "%s [%s; %s; ", law_words_name(run->catalog, &steps->duty->name), steps->duty->id,
              steps->duty->citation);
    put_areas(run, steps, count, out);
    if (steps->owner != NULL)
        text_putf(out, "; %s", steps->owner);
    if (steps->act != NULL)
        put_record(run, N_("done"), steps->act, out);
    if (steps->override != NULL)
        put_record(run, N_("set to"), steps->override, out);
    if (!milestone_moments_equal(&steps->dates.due, &steps->dates.until)) {
        text_putf(out, "; %s ", catalog_text(run->catalog, N_("by law")));
        milestone_put_moment(&steps->dates.until, out);
    }
    text_put(out, "]");
}

static void put_steps(const struct command_run *run, const struct shown_step *steps, size_t count)
{
    CLEANUP(text_done) struct text left = {0};
    CLEANUP(text_done) struct text right = {0};

    text_init(&left, CELL_BYTES_MAX);
    text_init(&right, CELL_BYTES_MAX);
    put_left(run, steps, &left);
    put_right(run, steps, count, &right);
    columns_put(run->out, left.data, right.data, LEFT_COLUMNS);
}

void milestone_print_text(struct command_run *run, const struct shown_timetable *shown)
{
    for (size_t i = 0, length; i < shown->count; i += length) {
        length = shown_steps_alike(shown, i);
        put_steps(run, &shown->items[i], length);
    }
}

enum error_code milestone_print_json(struct command_run *run, const struct shown_timetable *shown,
                                     struct error *err)
{
    json_t *steps = json_array();

    for (size_t i = 0; i < shown->count; i++)
        json_array_append_new(steps, json_of_step(&shown->items[i]));
    json_t *object = json_of_timetable(shown);
    json_object_set_new(object, "steps", steps);
    return command_put_json(run, object, err);
}

/* One line for each moment of the step that moves. */
static void put_moment_move(struct command_run *run, const char *label, const struct timetable_moment *before,
                            const struct timetable_moment *after)
{
    CLEANUP(text_done) struct text words = {0};

    text_init(&words, CELL_BYTES_MAX);
    milestone_put_moment(before, &words);
    text_put(&words, " -> ");
    milestone_put_moment(after, &words);
    if (before->state != after->state || civil_time_compare(before->time, after->time) != 0)
        text_putf(run->out, "      %s: %s\n", catalog_text(run->catalog, label), words.data);
}

static struct timetable_moment target_of(const struct milestone_dates *dates)
{
    return (struct timetable_moment){.state = dates->has_target ? TIMETABLE_DATE : TIMETABLE_NONE,
                                     .time = {{dates->has_target ? dates->target.day : 0}, 0}};
}

static void put_move(struct command_run *run, const struct timetable_move *move)
{
    const struct timetable_moment targets[2] = {target_of(&move->before), target_of(&move->after)};

    text_putf(run->out, "  %s  %s", move->step, law_words_name(run->catalog, &move->name));
    if (move->area[0] != '\0')
        text_putf(run->out, "  %s", move->area);
    if (move->areas > 1)
        text_putf(run->out, " (+%zu)", move->areas - 1);
    text_put_char(run->out, '\n');
    if (move->gone) {
        text_putf(run->out, "      %s\n", catalog_text(run->catalog, N_("no longer asked for")));
        return;
    }
    put_moment_move(run, N_("from"), &move->before.from, &move->after.from);
    put_moment_move(run, N_("last day"), &move->before.due, &move->after.due);
    put_moment_move(run, N_("finish by"), &targets[0], &targets[1]);
    if (move->before.provisional != move->after.provisional)
        text_putf(run->out, "      %s\n",
                  catalog_text(run->catalog, move->after.provisional ? N_("provisional from now on")
                                                                     : N_("provisional no longer")));
}

void moves_print_text(struct command_run *run, const struct timetable_moved *moved)
{
    if (moved->count == 0)
        command_say(run, run->out, "No date moves.");
    else
        command_say(run, run->out, "These dates move:");
    for (size_t i = 0; i < moved->count; i++)
        put_move(run, &moved->items[i]);
}

enum error_code moves_print_json(struct command_run *run, const struct timetable_moved *moved,
                                 struct error *err)
{
    return command_put_json(run, json_of_moved(moved), err);
}
