#include "web/weather_page.h"

#include "app/places.h"
#include "app/weather_list.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"
#include "web/when.h"

#include <string.h>

#define WORDS_BYTES_MAX 4000

/* ---- what is on ---- */

static void put_off_form(const struct call *call, const struct listed_weather *one)
{
    char day[CIVIL_DATE_CHARS];

    civil_date_format(one->first, day);
    staff_put_form(call, page_address(call, "weather", NULL));
    html_putf(
        &call->response->body,
        "<input type=\"hidden\" name=\"do\" value=\"off\">\n<input type=\"hidden\" name=\"area\" "
        "value=\"%s\">\n<input type=\"hidden\" name=\"day\" value=\"%s\">\n<button>%s</button>\n</form>\n",
        one->area, day, page_text(call, N_("See what returns")));
}

static void put_on(const struct call *call, const struct listed_weather *list, size_t count)
{
    static const char *const heads[] = {N_("Area"), N_("Days"), N_("Document"), N_("Back to normal")};
    struct text *page = &call->response->body;

    page_put(call, "<h2>", N_("Turned on"), "</h2>\n");
    if (count == 0) {
        page_put(call, "<p>", N_("The weather switch is on nowhere."), "</p>\n");
        return;
    }
    text_put(page, "<table>\n<thead><tr>");
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        html_putf(page, "<th scope=\"col\">%s</th>", page_text(call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < count; i++) {
        html_putf(page, "<tr><td>%s</td><td class=\"day\">", list[i].name);
        when_put_day(call, list[i].first);
        text_put(page, " – ");
        when_put_day(call, list[i].last);
        html_putf(page, "</td><td>%s</td><td>", list[i].document);
        if (staff_may(call, RIGHTS_PLAN))
            put_off_form(call, &list[i]);
        text_put(page, "</td></tr>\n");
    }
    text_put(page, "</tbody>\n</table>\n");
}

/* ---- the form ---- */

/* Communes and what lies above them: a polling area has no meetings of its own. */
static enum error_code put_areas(const struct call *call, const char *chosen, struct error *err)
{
    struct places places;

    TRY(places_load(call->app, call->staff->election.id, call->arena, &places, err));
    field_begin_select(call, "area", N_("Area"));
    for (size_t i = 0; i < places.count; i++)
        if (places.items[i].id != 0 && places.items[i].level <= LAW_COMMUNE)
            field_put_option(call, places.items[i].code, places.items[i].name, chosen);
    field_end_select(call);
    return OK;
}

static enum error_code put_form(const struct call *call, struct error *err)
{
    const struct params *sent = &call->form;
    const struct field fields[] = {
        {"day", N_("First day"), "text", params_value(sent, "day"), N_("such as 15/03/2026"), true},
        {"until", N_("Until and with"), "text", params_value(sent, "until"), N_("empty: only the first"),
         false},
        {"document", N_("Number of the document"), "text", params_value(sent, "document"),
         N_("lets units hold more meetings online, or fewer meetings; may stay empty"), false},
    };

    page_put(call, "<h2>", N_("Turn it on"), "</h2>\n<p>");
    page_put(
        call, "",
        N_("In the area and on the days nobody meets in person: meetings go online where rules and equipment "
           "allow it, or move, or are suspended. First you see what would happen."),
        "</p>\n");
    staff_put_form(call, page_address(call, "weather", NULL));
    text_put(&call->response->body, "<input type=\"hidden\" name=\"do\" value=\"on\">\n");
    TRY(put_areas(call, params_value(sent, "area"), err));
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        field_put(call, &fields[i]);
    html_putf(&call->response->body, "<p><button class=\"main\">%s</button></p>\n</form>\n",
              page_text(call, N_("See what happens")));
    return OK;
}

static enum error_code put_page(const struct call *call, const char *refusal, struct error *err)
{
    struct listed_weather *list;
    size_t count;

    TRY(weather_list(call->app, call->staff->election.id, call->arena, &list, &count, err));
    page_begin(call, N_("Weather switch"));
    if (params_find(&call->query, "done") != NULL)
        html_putf(
            &call->response->body, "<p class=\"state\" role=\"status\">%s</p>\n",
            page_text(call, N_("The change stands in the draft. It becomes public with the next release.")));
    if (refusal != NULL)
        html_putf(&call->response->body, "<p class=\"error\" role=\"alert\">%s</p>\n", refusal);
    put_on(call, list, count);
    if (staff_may(call, RIGHTS_PLAN))
        TRY(put_form(call, err));
    page_end(call);
    return OK;
}

enum error_code show_weather(struct call *call, struct error *err)
{
    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    return put_page(call, NULL, err);
}

/* ---- turning it ---- */

static enum error_code read_day(const struct call *call, const char *name, struct civil_date *out,
                                struct error *err)
{
    const char *day = params_value(&call->form, name);

    if (!civil_date_parse(day, out))
        return error_set(err, ERROR_DATA, "\"%s\" is not a date such as 2026-03-15 or 15/03/2026", day);
    return OK;
}

static enum error_code read_request(const struct call *call, struct weather_request *out, struct error *err)
{
    const char *document = params_value(&call->form, "document");

    *out = (struct weather_request){
        .on = strcmp(params_value(&call->form, "do"), "on") == 0,
        .area = params_value(&call->form, "area"),
        .has_days = true,
        .document = document[0] != '\0' ? document : NULL,
        .seen = params_find(&call->form, "seen"),
        .dry_run = params_find(&call->form, "accept") == NULL,
    };
    TRY(read_day(call, "day", &out->first, err));
    out->last = out->first;
    if (params_value(&call->form, "until")[0] != '\0')
        TRY(read_day(call, "until", &out->last, err));
    return OK;
}

static enum error_code must_plan(const struct call *call, const char *area, struct error *err)
{
    uint32_t levels = 0;
    struct places places;
    size_t place;

    for (int level = 0; level <= LAW_COMMUNE; level++)
        levels |= 1u << level;
    TRY(places_load(call->app, call->staff->election.id, call->arena, &places, err));
    TRY(places_find(&places, area, levels, &place, err));
    return staff_must(call, RIGHTS_PLAN, places.items[place].id, err);
}

/* A confirmation that was sent twice finds the switch as it wants it. */
static enum error_code is_made(const struct call *call, const struct weather_request *request, bool *out,
                               struct error *err)
{
    struct listed_weather *list;
    size_t count;
    bool on = false;

    TRY(weather_list(call->app, call->staff->election.id, call->arena, &list, &count, err));
    for (size_t i = 0; i < count; i++)
        on |= strcmp(list[i].area, request->area) == 0 && list[i].first.day == request->first.day &&
              (!request->on || list[i].last.day == request->last.day);
    *out = !request->dry_run && on == request->on;
    return OK;
}

/* The same form once more, hidden, with what was seen. */
static void put_confirmation(const struct call *call, const struct weather_request *request,
                             const struct weather_result *result)
{
    static const char *const kept[] = {"do", "area", "day", "until", "document"};
    struct text *page = &call->response->body;
    char seen[WEATHER_SEEN_CHARS];

    weather_write_seen(result, seen);
    staff_put_form(call, page_address(call, "weather", NULL));
    for (size_t i = 0; i < COUNT_OF(kept); i++)
        html_putf(page, "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n", kept[i],
                  params_value(&call->form, kept[i]));
    html_putf(page,
              "<input type=\"hidden\" name=\"seen\" value=\"%s\">\n<p><button class=\"main\" name=\"accept\" "
              "value=\"1\">%s</button> <a class=\"button\" href=\"%s\">%s</a></p>\n</form>\n",
              seen,
              page_text(call, request->on ? N_("Turn it on, in the draft") : N_("Turn it off, in the draft")),
              page_address(call, "weather", NULL), page_text(call, N_("Back, without changing anything")));
}

static enum error_code turn(struct call *call, const struct weather_request *request, struct error *err)
{
    CLEANUP(weather_result_done) struct weather_result result = {.online = 0};

    TRY(plan_weather(call->app, call->staff->election.id, request, call->arena, &result, err));
    if (!request->dry_run) {
        staff_go_to(call, "%s?done", page_address(call, "weather", NULL));
        return OK;
    }
    page_begin(call, request->on ? N_("If the weather switch is turned on") : N_("If it is turned off"));
    put_confirmation(call, request, &result);
    TRY(weather_put_effect(call, request, &result, err));
    page_end(call);
    return OK;
}

enum error_code switch_weather(struct call *call, struct error *err)
{
    CLEANUP(text_done) struct text words;
    struct weather_request request = {.on = false};
    struct error refusal;
    bool made = false;

    text_init(&words, WORDS_BYTES_MAX);
    TRY(must_plan(call, params_value(&call->form, "area"), err));
    enum error_code code = read_request(call, &request, &refusal);
    if (code == OK)
        code = is_made(call, &request, &made, &refusal);
    if (code == OK && made) {
        staff_go_to(call, "%s?done", page_address(call, "weather", NULL));
        return OK;
    }
    if (code == OK)
        code = turn(call, &request, &refusal);
    if (code == OK)
        return OK;
    if (code != ERROR_DATA && code != ERROR_FOUND && code != ERROR_NO_INPUT) {
        *err = refusal;
        return code;
    }
    text_clear(&call->response->body);
    call->response->status = error_http_status(code);
    catalog_put_error(call->catalog, &refusal, &words);
    return put_page(call, words.data, err);
}
