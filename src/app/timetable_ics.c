#include "app/timetable_ics.h"

#include "app/deadline_text.h"
#include "calendar/ics_write.h"

#include <string.h>

#define TEXT_BYTES_MAX 4000

static bool is_vietnamese(const struct timetable_ics *ics)
{
    return strcmp(catalog_language(ics->catalog), "vi") == 0;
}

static const char *name_of(const struct timetable_ics *ics, const struct law_names *names)
{
    return is_vietnamese(ics) ? names->vi : names->en;
}

/* The day an entry stands on, and whether it is a limit. */
static const struct timetable_moment *moment_of(const struct timetable_row *row)
{
    return timetable_has_date(&row->until) ? &row->until : &row->from;
}

/* The resolution that set the limit, or else the start. */
static const struct law_resolution *set_by(const struct timetable_row *row)
{
    return row->until_set_by != NULL ? row->until_set_by : row->from_set_by;
}

static enum error_code keep(struct text *text, struct arena *arena, const char **out, struct error *err)
{
    TRY(text_finish(text, err));
    *out = arena_copy_string(arena, text->data);
    return *out != NULL ? OK : error_memory(err);
}

static enum error_code make_uid(const struct timetable_ics *ics, const struct law_duty *duty,
                                struct arena *arena, const char **out, struct error *err)
{
    CLEANUP(text_done) struct text text = {0};
    char day[CIVIL_DATE_CHARS];

    civil_date_format(ics->polling_day, day);
    text_init(&text, TEXT_BYTES_MAX);
    text_putf(&text, "%s.%s.%s@hiepthuong", duty->id, ics->pack->id, day);
    return keep(&text, arena, out, err);
}

static enum error_code make_words(const struct timetable_ics *ics, const struct timetable_row *row,
                                  struct arena *arena, struct ics_event *event, struct error *err)
{
    CLEANUP(text_done) struct text title = {0};
    CLEANUP(text_done) struct text words = {0};
    const struct deadline deadline = {
        .duty = row->duty,
        .law = ics->pack->law,
        .set_by = set_by(row) != NULL ? set_by(row)->document : NULL,
        .by_law = row->law_until,
        .is_limit = timetable_has_limit(row),
        .shown = *moment_of(row),
        .from = row->from,
        .has_target = row->has_target,
        .target = row->target,
    };

    text_init(&title, TEXT_BYTES_MAX);
    text_init(&words, TEXT_BYTES_MAX);
    deadline_put_title(&deadline, ics->catalog, &title);
    deadline_put_words(&deadline, ics->catalog, &words);
    TRY(keep(&title, arena, &event->summary, err));
    return keep(&words, arena, &event->description, err);
}

static int64_t checked_utc_secs(const struct law_duty *duty)
{
    return civil_time_to_utc_secs((struct civil_time){.date = duty->checked.on});
}

static enum error_code make_event(const struct timetable_ics *ics, const struct timetable_row *row,
                                  struct arena *arena, struct ics_event *out, struct error *err)
{
    struct civil_date day = moment_of(row)->time.date;
    struct ics_event event = {.last_modified_utc_secs = checked_utc_secs(row->duty),
                              .status = ICS_CONFIRMED,
                              .all_day = true,
                              .start = {day, 0},
                              .end = {civil_date_add_days(day, 1), 0},
                              .transparent = true};

    TRY(make_uid(ics, row->duty, arena, &event.uid, err));
    TRY(make_words(ics, row, arena, &event, err));
    *out = event;
    return OK;
}

static enum error_code put_calendar(const struct timetable_ics *ics, const struct ics_event *events,
                                    size_t count, struct text *out, struct error *err)
{
    CLEANUP(text_done) struct text name = {0};
    struct message title;
    char day[CIVIL_DATE_CHARS];
    struct ics_calendar calendar = {.language = catalog_language(ics->catalog),
                                    .description = name_of(ics, &ics->pack->title),
                                    .events = events,
                                    .event_count = count};

    civil_date_format_vietnamese(ics->polling_day, day);
    text_init(&name, TEXT_BYTES_MAX);
    message_set(&title, "Deadlines of the election of %s", day);
    catalog_put_message(ics->catalog, &title, &name);
    TRY(text_finish(&name, err));
    calendar.name = name.data;
    for (size_t i = 0; i < count; i++) {
        if (events[i].last_modified_utc_secs > calendar.last_modified_utc_secs)
            calendar.last_modified_utc_secs = events[i].last_modified_utc_secs;
    }
    return ics_write(&calendar, out, err);
}

enum error_code timetable_put_ics(const struct timetable_ics *ics, struct arena *arena, struct text *out,
                                  struct error *err)
{
    struct ics_event *events = arena_array(arena, ics->table->row_count, sizeof *events);
    size_t count = 0;

    if (events == NULL)
        return error_memory(err);
    for (size_t i = 0; i < ics->table->row_count; i++) {
        const struct timetable_row *row = &ics->table->rows[i];
        if (timetable_has_date(moment_of(row)))
            TRY(make_event(ics, row, arena, &events[count++], err));
    }
    return put_calendar(ics, events, count, out, err);
}
