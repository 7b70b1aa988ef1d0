#include "web/step_table.h"

#include "app/law_words.h"
#include "web/html.h"
#include "web/page.h"

#define AREAS_NAMED_MAX 3

void step_put_moment(const struct call *call, const struct timetable_moment *moment)
{
    struct text *page = &call->response->body;
    char date[CIVIL_DATE_CHARS];
    char time[CIVIL_TIME_CHARS];

    if (!timetable_has_date(moment)) {
        text_put(page, "-");
        return;
    }
    civil_date_format_vietnamese(moment->time.date, date);
    civil_time_format(moment->time, time);
    text_put(page, date);
    if (moment->state == TIMETABLE_HOUR)
        text_putf(page, " %s", time + sizeof "2021-05-22");
}

void step_put_record(const struct call *call, const struct step_record *record)
{
    const struct timetable_moment moment = {.state = record->has_hour ? TIMETABLE_HOUR : TIMETABLE_DATE,
                                            .time = record->time};

    step_put_moment(call, &moment);
    if (record->document[0] != '\0')
        html_putf(&call->response->body, " (%s)", record->document);
}

void step_table_begin(const struct call *call)
{
    static const char *const heads[] = {N_("Last day"), N_("Target"), N_("What is to be done"),
                                        N_("Where"),    N_("State"),  N_("Who answers for it")};
    struct text *page = &call->response->body;

    text_put(page, "<table>\n<thead><tr>");
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        html_putf(page, "<th scope=\"col\">%s</th>", page_text(call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
}

void step_table_end(const struct call *call)
{
    text_put(&call->response->body, "</tbody>\n</table>\n");
}

void step_put_areas(const struct call *call, const struct shown_step *steps, size_t count)
{
    struct text *page = &call->response->body;

    if (steps->place->id == 0)
        html_putf(page, "%s", page_text(call, law_words_level(steps->level)));
    for (size_t i = 0; steps->place->id != 0 && i < count && i < AREAS_NAMED_MAX; i++)
        html_putf(page, "%s%s", i > 0 ? ", " : "", steps[i].place->name);
    if (count > AREAS_NAMED_MAX) {
        text_put(page, " ");
        page_say(call, "and %zu more", count - AREAS_NAMED_MAX);
    }
}

static void put_state(const struct call *call, const struct shown_step *step)
{
    struct text *page = &call->response->body;

    html_putf(page, "<td class=\"%s\">%s", step_state_name(step->state),
              page_text(call, step_state_label(step->state)));
    if (step->act != NULL) {
        text_put(page, " ");
        step_put_record(call, step->act);
    }
    text_put(page, "</td>");
}

void step_table_put(const struct call *call, const struct shown_step *steps, size_t count)
{
    struct text *page = &call->response->body;
    const struct timetable_moment target = {
        .state = steps->dates.has_target ? TIMETABLE_DATE : TIMETABLE_NONE, .time = {steps->dates.target, 0}};
    struct timetable_moment last;

    (void)!shown_step_moment(steps, &last);
    text_put(page, "<tr><td class=\"day\">");
    step_put_moment(call, &last);
    text_put(page, "</td><td class=\"day\">");
    step_put_moment(call, &target);
    html_putf(page, "</td><td><a href=\"%s\">%s</a> <span class=\"hint\">%s</span></td><td>",
              page_address(call, "timetable", steps->duty->id),
              law_words_name(call->catalog, &steps->duty->name), steps->duty->citation);
    step_put_areas(call, steps, count);
    text_put(page, "</td>");
    put_state(call, steps);
    html_putf(page, "<td>%s</td></tr>\n", steps->owner != NULL ? steps->owner : "");
}
