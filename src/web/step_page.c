#include "app/law_words.h"
#include "app/timetable_change.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"
#include "web/step_table.h"

#include <string.h>

/* ---- seeing it ---- */

static const struct law_duty *find_duty(const struct timetable_book *book, const char *step)
{
    uint16_t node;

    return timetable_book_node(book, step, &node) ? law_pack_duty(book->pack, node) : NULL;
}

static void put_line(const struct call *call, const char *term, const char *text)
{
    if (text != NULL && text[0] != '\0')
        html_putf(&call->response->body, "<dt>%s</dt><dd>%s</dd>\n", page_text(call, term), text);
}

static void put_duty(const struct call *call, const struct law_duty *duty)
{
    CLEANUP(text_done) struct text rule;

    text_init(&rule, 4000);
    text_put(&call->response->body, "<dl>\n");
    put_line(call, N_("Law"), duty->citation);
    put_line(call, N_("Who owes it"), duty->body);
    if (duty->undated.vi != NULL)
        put_line(call, N_("When"), law_words_name(call->catalog, &duty->undated));
    put_line(call, N_("Source"), duty->source);
    put_line(call, N_("Not verified"), duty->unverified);
    put_line(call, N_("Note"), duty->notes);
    text_put(&call->response->body, "</dl>\n");
}

static void put_record_form(const struct call *call, const struct places *places, const char *today)
{
    const struct field fields[] = {
        {"date", N_("Day it was done"), "text", today, N_("such as 15/03/2026"), true},
        {"hour", N_("Hour, where the law asks for it"), "text", "", N_("such as 17:00"), false},
        {"document", N_("Number of the paper that proves it"), "text", "", NULL, false},
    };

    page_put(call, "<h2>", N_("Record that it was done"), "</h2>\n");
    staff_put_form(call, call->request->path);
    field_put_places(call, "area", N_("Area"), places, "");
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        field_put(call, &fields[i]);
    html_putf(&call->response->body, "<p><button>%s</button></p>\n</form>\n",
              page_text(call, N_("See what moves by it")));
}

static void put_where(const struct call *call, const struct shown_timetable *shown,
                      const struct law_duty *duty)
{
    step_table_begin(call);
    for (size_t i = 0, length; i < shown->count; i += length) {
        length = shown_steps_alike(shown, i);
        if (shown->items[i].duty == duty)
            step_table_put(call, &shown->items[i], length);
    }
    step_table_end(call);
}

enum error_code show_step(struct call *call, struct error *err)
{
    CLEANUP(shown_timetable_done) struct shown_timetable shown = {0};
    const struct timetable_filter filter = {
        .election = call->staff->election.code, .state = -1, .as_stored = true};
    char today[CIVIL_DATE_CHARS];

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    TRY(timetable_show(call->app, &filter, call->arena, &shown, err));
    const struct law_duty *duty = find_duty(&shown.book, call->parameters[1]);
    if (duty == NULL)
        return error_set(err, ERROR_NO_INPUT, "the law pack of this election has no step %s",
                         call->parameters[1]);
    civil_date_format_vietnamese(civil_time_from_utc_secs(clock_now_utc_secs(&call->app->clock)).date, today);
    page_begin(call, law_words_name(call->catalog, &duty->name));
    if (params_find(&call->query, "stored") != NULL)
        page_put(call, "<p class=\"state\" role=\"status\">", N_("Stored."), "</p>\n");
    put_duty(call, duty);
    put_where(call, &shown, duty);
    if (staff_may(call, RIGHTS_RECORD))
        put_record_form(call, &shown.book.places, today);
    page_end(call);
    return OK;
}

/* ---- recording that it was done: first what moves, then the change ---- */

static enum error_code read_change(const struct call *call, struct timetable_change *change,
                                   struct error *err)
{
    const char *date = params_value(&call->form, "date");
    const char *hour = params_value(&call->form, "hour");
    const char *area = params_value(&call->form, "area");

    *change = (struct timetable_change){
        .election = call->staff->election.code,
        .step = call->parameters[1],
        .kind = RECORD_ACT,
        .area = area[0] != '\0' ? area : NULL,
        .has_hour = hour[0] != '\0',
        .document = params_value(&call->form, "document"),
        .by = call->staff->session.login,
        .accept = params_find(&call->form, "accept") != NULL,
    };
    if (!civil_date_parse(date, &change->time.date))
        return error_set(err, ERROR_DATA, "\"%s\" is not a date such as 2026-03-15 or 15/03/2026", date);
    if (change->has_hour && !civil_minute_parse(hour, &change->time.minute))
        return error_set(err, ERROR_DATA, "\"%s\" is not an hour from 00:00 to 23:59, such as 07:00", hour);
    return OK;
}

static enum error_code must_record(const struct call *call, const char *area, struct error *err)
{
    struct places places;
    size_t place;

    TRY(places_load(call->app, call->staff->election.id, call->arena, &places, err));
    TRY(places_find(&places, area, UINT32_MAX, &place, err));
    return staff_must(call, RIGHTS_RECORD, places.items[place].id, err);
}

static void put_move(const struct call *call, const struct timetable_move *move)
{
    struct text *page = &call->response->body;

    html_putf(page, "<tr><td>%s</td><td>%s", law_words_name(call->catalog, &move->name), move->area);
    if (move->areas > 1) {
        text_put(page, " ");
        page_say(call, "and %zu more", move->areas - 1);
    }
    text_put(page, "</td><td class=\"day\">");
    step_put_moment(call, &move->before.due);
    text_put(page, "</td><td class=\"day\">");
    if (move->gone)
        page_put(call, "", N_("falls away"), "");
    else
        step_put_moment(call, &move->after.due);
    text_put(page, "</td></tr>\n");
}

static void put_moves(const struct call *call, const struct timetable_moved *moved)
{
    struct text *page = &call->response->body;

    if (moved->count == 0) {
        page_put(call, "<p>", N_("No other date moves by it."), "</p>\n");
        return;
    }
    html_putf(page, "<table>\n<thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th>",
              page_text(call, N_("What is to be done")), page_text(call, N_("Where")));
    html_putf(page, "<th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead>\n<tbody>\n",
              page_text(call, N_("Until now")), page_text(call, N_("From now on")));
    for (size_t i = 0; i < moved->count; i++)
        put_move(call, &moved->items[i]);
    text_put(page, "</tbody>\n</table>\n");
}

/* The same form once more, hidden, with the word that stores it. */
static void put_question(const struct call *call, const struct timetable_moved *moved)
{
    static const char *const kept[] = {"date", "hour", "document", "area"};
    struct text *page = &call->response->body;

    page_begin(call, N_("Dates that move"));
    put_moves(call, moved);
    staff_put_form(call, call->request->path);
    for (size_t i = 0; i < COUNT_OF(kept); i++)
        html_putf(page, "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n", kept[i],
                  params_value(&call->form, kept[i]));
    html_putf(page,
              "<p><button class=\"main\" name=\"accept\" value=\"1\">%s</button> <a "
              "href=\"%s\">%s</a></p>\n</form>\n",
              page_text(call, N_("Store it")), call->request->path,
              page_text(call, N_("Back, without storing")));
    page_end(call);
}

enum error_code record_step(struct call *call, struct error *err)
{
    struct timetable_change change;
    struct timetable_moved moved;

    TRY(read_change(call, &change, err));
    TRY(must_record(call, change.area, err));
    TRY(timetable_change(call->app, &change, call->arena, &moved, err));
    if (moved.stored)
        staff_go_to(call, "%s?stored", call->request->path);
    else
        put_question(call, &moved);
    return OK;
}
