#include "app/law_words.h"
#include "app/timetable_show.h"
#include "web/html.h"
#include "web/page.h"
#include "web/report_page.h"
#include "web/staff.h"
#include "web/step_table.h"

static enum error_code ask(const struct call *call, struct shown_timetable *out, struct error *err)
{
    const struct timetable_filter filter = {
        .election = call->staff->election.code, .state = -1, .as_stored = true};

    return timetable_show(call->app, &filter, call->arena, out, err);
}

enum error_code report_put_timetable(struct call *call, struct error *err)
{
    CLEANUP(shown_timetable_done) struct shown_timetable shown = {0};
    struct text *page = &call->response->body;

    TRY(ask(call, &shown, err));
    html_putf(page, "<p>%s: %s (%s), ", page_text(call, N_("Law")),
              law_words_name(call->catalog, &shown.book.pack->title), shown.book.pack->law);
    page_say(call, "checked on");
    char checked[CIVIL_DATE_CHARS];
    civil_date_format_vietnamese(shown.book.pack->checked.on, checked);
    html_putf(page, " %s.</p>\n", checked);
    step_table_begin(call);
    for (size_t i = 0, length; i < shown.count; i += length) {
        length = shown_steps_alike(&shown, i);
        step_table_put(call, &shown.items[i], length);
    }
    step_table_end(call);
    return OK;
}

static void write_moment(struct table_writer *out, const struct timetable_moment *moment)
{
    char written[CIVIL_TIME_CHARS];

    timetable_moment_format(moment, written);
    table_put(out, written);
}

static void write_record(struct table_writer *out, const struct step_record *record)
{
    const struct timetable_moment none = {.state = TIMETABLE_NONE};
    struct timetable_moment moment = none;

    if (record != NULL)
        moment = (struct timetable_moment){.state = record->has_hour ? TIMETABLE_HOUR : TIMETABLE_DATE,
                                           .time = record->time};
    write_moment(out, &moment);
    table_put(out, record != NULL ? record->document : "");
}

static void write_step(const struct call *call, struct table_writer *out, const struct shown_step *step)
{
    const struct timetable_moment target = {.state = step->dates.has_target ? TIMETABLE_DATE : TIMETABLE_NONE,
                                            .time = {step->dates.target, 0}};

    table_put(out, step->duty->id);
    table_put(out, law_words_name(call->catalog, &step->duty->name));
    table_put(out, step->duty->citation);
    table_put(out, law_level_name(step->level));
    table_put(out, step->place->code);
    table_put(out, step->place->name);
    write_moment(out, &step->dates.from);
    write_moment(out, &step->dates.due);
    write_moment(out, &target);
    table_put(out, step_state_name(step->state));
    write_record(out, step->act);
    write_record(out, step->override);
    table_put(out, step->owner != NULL ? step->owner : "");
    table_end_row(out);
}

enum error_code report_write_timetable(struct call *call, struct table_writer *out, struct error *err)
{
    static const char *const heads[] = {"id",    "name",  "citation", "level",    "area",
                                        "place", "from",  "until",    "target",   "state",
                                        "done",  "proof", "set_to",   "document", "owner"};
    CLEANUP(shown_timetable_done) struct shown_timetable shown = {0};

    TRY(ask(call, &shown, err));
    report_write_heads(out, heads, COUNT_OF(heads));
    for (size_t i = 0; i < shown.count; i++)
        write_step(call, out, &shown.items[i]);
    return OK;
}
