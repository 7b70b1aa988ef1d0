#include "app/law_words.h"
#include "app/milestones.h"
#include "app/timetable_change.h"
#include "base/parse.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/move_table.h"
#include "web/page.h"
#include "web/staff.h"
#include "web/step_proof.h"
#include "web/step_table.h"

#include <string.h>

#define WORDS_BYTES_MAX 4000

/* The page of a step, as it is shown. */
struct step_view {
    const struct call *call;
    struct shown_timetable shown;
    const struct law_duty *duty;
    size_t place; /* whose dates are proved */
};

static void view_done(struct step_view *view)
{
    shown_timetable_done(&view->shown);
}

/* ---- the law, and what it waits for ---- */

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

/* The step of the duty in the place that is proved, or else anywhere. */
static const struct shown_step *find_step(const struct step_view *view, const struct law_duty *duty)
{
    const struct place *place = &view->shown.book.places.items[view->place];
    const struct shown_step *anywhere = NULL;

    for (size_t i = 0; i < view->shown.count; i++) {
        const struct shown_step *step = &view->shown.items[i];
        if (step->duty == duty && step->place == place)
            return step;
        if (step->duty == duty && anywhere == NULL)
            anywhere = step;
    }
    return anywhere;
}

static void put_awaited(const struct step_view *view, const struct law_duty *awaited)
{
    const struct call *call = view->call;
    const struct shown_step *step = find_step(view, awaited);

    html_putf(&call->response->body, "<li><a href=\"%s\">%s</a>",
              page_address(call, "timetable", awaited->id), law_words_name(call->catalog, &awaited->name));
    if (step != NULL)
        html_putf(&call->response->body, ": <span class=\"%s\">%s</span>", step_state_name(step->state),
                  page_text(call, step_state_label(step->state)));
    text_put(&call->response->body, "</li>\n");
}

static void put_waits(const struct step_view *view)
{
    if (view->duty->waits_for_count == 0)
        return;
    page_put(view->call, "<h2>", N_("What must be done before"), "</h2>\n<ul>\n");
    for (size_t i = 0; i < view->duty->waits_for_count; i++)
        put_awaited(view, &view->shown.book.pack->duties[view->duty->waits_for[i]]);
    text_put(&view->call->response->body, "</ul>\n");
}

static void put_where(const struct step_view *view)
{
    const struct shown_timetable *shown = &view->shown;

    page_put(view->call, "<h2>", N_("Where it stands"), "</h2>\n");
    step_table_begin(view->call);
    for (size_t i = 0, length; i < shown->count; i += length) {
        length = shown_steps_alike(shown, i);
        if (shown->items[i].duty == view->duty)
            step_table_put(view->call, &shown->items[i], length);
    }
    step_table_end(view->call);
}

/* ---- how its dates were found ---- */

static void put_override(const struct step_view *view)
{
    const struct call *call = view->call;
    const struct shown_step *step = find_step(view, view->duty);

    if (step == NULL || step->override == NULL)
        return;
    text_put(&call->response->body, "<p class=\"warning\">");
    page_say(call, "Set to another day by a document:");
    text_put(&call->response->body, " <strong>");
    step_put_record(call, step->override);
    html_putf(&call->response->body, "</strong>, %s. ", step->override->by);
    page_say(call, "What is computed stands below.");
    text_put(&call->response->body, "</p>\n");
}

static void put_proof(const struct step_view *view)
{
    const struct call *call = view->call;
    const struct timetable_book *book = &view->shown.book;
    struct timetable_proof proof;
    struct error none;

    if (view->duty->undated.vi != NULL ||
        milestones_prove(book, view->place, view->duty->id, call->arena, &proof, &none) != OK)
        return;
    page_put(call, "<h2>", N_("How the dates were found"), "</h2>\n");
    if (view->place != PLACE_WHOLE)
        html_putf(&call->response->body, "<p>%s: %s</p>\n", page_text(call, N_("Area")),
                  book->places.items[view->place].name);
    put_override(view);
    step_proof_put(call, book->pack, &proof);
}

/* ---- recording ---- */

static const struct kind {
    const char *name;
    const char *label;
} kinds[RECORD_KIND_COUNT] = {
    [RECORD_ACT] = {"act", N_("it was done on this day")},
    [RECORD_OVERRIDE] = {"override", N_("a document sets this day as its last")},
    [RECORD_OWNER] = {"owner", N_("this office answers for it")},
};

static void put_kinds(const struct call *call)
{
    field_begin_select(call, "kind", N_("What is to be recorded"));
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        field_put_option(call, kinds[i].name, page_text(call, kinds[i].label),
                         params_value(&call->form, "kind"));
    field_end_select(call);
}

static void put_record_form(const struct step_view *view)
{
    const struct call *call = view->call;
    const struct params *form = &call->form;
    char today[CIVIL_DATE_CHARS];

    civil_date_format_vietnamese(civil_time_from_utc_secs(clock_now_utc_secs(&call->app->clock)).date, today);
    const struct field fields[] = {
        {"date", N_("Day"), "text", params_find(form, "date") != NULL ? params_value(form, "date") : today,
         N_("such as 15/03/2026"), false},
        {"hour", N_("Hour, where the law asks for it"), "text", params_value(form, "hour"),
         N_("such as 17:00"), false},
        {"document", N_("Number of the paper that proves it"), "text", params_value(form, "document"), NULL,
         false},
        {"owner", N_("Office, when it answers for it"), "text", params_value(form, "owner"), NULL, false},
    };

    page_put(call, "<h2>", N_("Record"), "</h2>\n");
    staff_put_form(call, call->request->path);
    put_kinds(call);
    field_put_places(call, "area", N_("Area"), &view->shown.book.places, params_value(form, "area"));
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        field_put(call, &fields[i]);
    html_putf(&call->response->body,
              "<p><label><input type=\"checkbox\" name=\"withdraw\" value=\"1\"> %s</label></p>\n"
              "<p><button>%s</button></p>\n</form>\n",
              page_text(call, N_("take back what was recorded there")),
              page_text(call, N_("See what moves by it")));
}

/* ---- the page ---- */

static enum error_code view_load(const struct call *call, struct step_view *out, struct error *err)
{
    CLEANUP(view_done) struct step_view view = {.call = call};
    const char *area = params_value(&call->query, "area");
    const struct timetable_filter filter = {
        .election = call->staff->election.code, .state = -1, .as_stored = true};

    TRY(timetable_show(call->app, &filter, call->arena, &view.shown, err));
    view.duty = find_duty(&view.shown.book, call->parameters[1]);
    if (view.duty == NULL)
        return error_set(err, ERROR_NO_INPUT, "the law pack of this election has no step %s",
                         call->parameters[1]);
    const struct shown_step *first = find_step(&view, view.duty);
    if (first != NULL)
        view.place = (size_t)(first->place - view.shown.book.places.items);
    if (area[0] != '\0')
        TRY(places_find(&view.shown.book.places, area, UINT32_MAX, &view.place, err));
    *out = view;
    view.shown.book.pack = NULL;
    view.shown.book.resolution_count = 0;
    return OK;
}

/* `refused` is why a form comes back; NULL: none does. */
static void put_page(const struct step_view *view, const struct error *refused)
{
    const struct call *call = view->call;
    CLEANUP(text_done) struct text words;

    text_init(&words, WORDS_BYTES_MAX);
    page_begin(call, law_words_name(call->catalog, &view->duty->name));
    if (params_find(&call->query, "stored") != NULL)
        page_put(call, "<p class=\"state\" role=\"status\">", N_("Stored."), "</p>\n");
    if (refused != NULL) {
        catalog_put_error(call->catalog, refused, &words);
        html_putf(&call->response->body, "<p class=\"error\" role=\"alert\">%s</p>\n", words.data);
        put_record_form(view);
    }
    put_duty(call, view->duty);
    put_waits(view);
    put_where(view);
    put_proof(view);
    if (refused == NULL && staff_may(call, RIGHTS_RECORD))
        put_record_form(view);
    page_end(call);
}

enum error_code show_step(struct call *call, struct error *err)
{
    CLEANUP(view_done) struct step_view view = {.call = NULL};

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    TRY(view_load(call, &view, err));
    put_page(&view, NULL);
    return OK;
}

/* ---- recording: first what moves, then the change ---- */

static enum error_code read_day(const struct call *call, struct timetable_change *change, struct error *err)
{
    const char *date = params_value(&call->form, "date");
    const char *hour = params_value(&call->form, "hour");

    change->has_hour = hour[0] != '\0';
    if (!civil_date_parse(date, &change->time.date))
        return error_set(err, ERROR_DATA, "\"%s\" is not a date such as 2026-03-15 or 15/03/2026", date);
    if (change->has_hour && !civil_minute_parse(hour, &change->time.minute))
        return error_set(err, ERROR_DATA, "\"%s\" is not an hour from 00:00 to 23:59, such as 07:00", hour);
    return OK;
}

static enum error_code read_change(const struct call *call, struct timetable_change *change,
                                   struct error *err)
{
    const struct params *form = &call->form;
    const char *area = params_value(form, "area");
    const char *kind = params_value(form, "kind");

    *change = (struct timetable_change){
        .election = call->staff->election.code,
        .step = call->parameters[1],
        .kind = RECORD_ACT,
        .area = area[0] != '\0' ? area : NULL,
        .document = params_value(form, "document"),
        .by = call->staff->session.login,
        .withdraw = params_find(form, "withdraw") != NULL,
        .accept = params_find(form, "accept") != NULL,
    };
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (strcmp(kinds[i].name, kind) == 0)
            change->kind = (enum record_kind)i;
    if (change->kind == RECORD_OWNER)
        change->by = params_value(form, "owner");
    return change->withdraw || change->kind == RECORD_OWNER ? OK : read_day(call, change, err);
}

static enum error_code must_record(const struct call *call, const char *area, struct error *err)
{
    struct places places;
    size_t place;

    TRY(places_load(call->app, call->staff->election.id, call->arena, &places, err));
    TRY(places_find(&places, area, UINT32_MAX, &place, err));
    return staff_must(call, RIGHTS_RECORD, places.items[place].id, err);
}

/* The same form once more, hidden, with the word that stores it. */
static void put_question(const struct call *call, const struct timetable_moved *moved)
{
    static const char *const kept[] = {"kind", "date", "hour", "document", "area", "owner", "withdraw"};
    struct text *page = &call->response->body;

    page_begin(call, N_("Dates that move"));
    move_table_put(call, moved);
    staff_put_form(call, call->request->path);
    for (size_t i = 0; i < COUNT_OF(kept); i++)
        if (params_find(&call->form, kept[i]) != NULL)
            html_putf(page, "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n", kept[i],
                      params_value(&call->form, kept[i]));
    html_putf(page,
              "<p><button class=\"main\" name=\"accept\" value=\"1\">%s</button> <a "
              "href=\"%s\">%s</a></p>\n</form>\n",
              page_text(call, N_("Store it")), call->request->path,
              page_text(call, N_("Back, without storing")));
    page_end(call);
}

static enum error_code record(const struct call *call, struct timetable_moved *moved, struct error *err)
{
    struct timetable_change change;

    TRY(read_change(call, &change, err));
    TRY(must_record(call, change.area, err));
    return timetable_change(call->app, &change, call->arena, moved, err);
}

enum error_code record_step(struct call *call, struct error *err)
{
    CLEANUP(view_done) struct step_view view = {.call = NULL};
    struct timetable_moved moved;
    struct error refused;

    enum error_code code = record(call, &moved, &refused);
    if (code == ERROR_DATA) {
        TRY(view_load(call, &view, err));
        call->response->status = error_http_status(code);
        put_page(&view, &refused);
        return OK;
    }
    if (code != OK) {
        *err = refused;
        return code;
    }
    if (moved.stored)
        staff_go_to(call, "%s?stored", call->request->path);
    else
        put_question(call, &moved);
    return OK;
}
