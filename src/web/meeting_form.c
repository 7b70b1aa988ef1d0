#include "web/meeting_form.h"

#include "app/meeting_venues.h"
#include "web/field.h"
#include "web/html.h"
#include "web/meeting_page.h"
#include "web/page.h"
#include "web/staff.h"

#include <stdio.h>
#include <string.h>

#define VENUES_OFFERED 400

const char *const meeting_deed_names[DEED_COUNT] = {
    [DEED_MOVE] = "move",       [DEED_SWITCH] = "switch", [DEED_CANCEL] = "cancel",
    [DEED_RESTORE] = "restore", [DEED_PIN] = "pin",       [DEED_UNPIN] = "unpin",
};

const char *const meeting_deed_titles[DEED_COUNT] = {
    [DEED_MOVE] = N_("Move meeting %s"),     [DEED_SWITCH] = N_("Change the form of meeting %s"),
    [DEED_CANCEL] = N_("Cancel meeting %s"), [DEED_RESTORE] = N_("Hold meeting %s after all"),
    [DEED_PIN] = N_("Pin meeting %s"),       [DEED_UNPIN] = N_("Take the pin of meeting %s away"),
};

struct meeting_fields meeting_fields_sent(const struct call *call)
{
    return (struct meeting_fields){
        .seen = params_value(&call->form, "seen"),
        .venue = params_value(&call->form, "venue"),
        .date = params_value(&call->form, "date"),
        .hour = params_value(&call->form, "hour"),
        .mode = params_value(&call->form, "mode"),
        .document = params_value(&call->form, "document"),
        .reason = params_value(&call->form, "reason"),
    };
}

/* ---- fields; several forms stand on one page, so ids begin with the deed ---- */

struct input {
    const char *name;
    const char *label;
    const char *value;
    const char *hint; /* NULL: none */
    bool required;
};

static void put_input(const struct call *call, enum meeting_deed deed, const struct input *input)
{
    struct text *page = &call->response->body;
    const char *form = meeting_deed_names[deed];

    html_putf(page, "<p><label for=\"%s-%s\">%s</label>\n<input id=\"%s-%s\" name=\"%s\" value=\"%s\"", form,
              input->name, page_text(call, input->label), form, input->name, input->name, input->value);
    if (strcmp(input->name, "venue") == 0)
        text_put(page, " list=\"venues\" autocomplete=\"off\"");
    if (input->hint != NULL)
        html_putf(page, " aria-describedby=\"%s-%s-hint\"", form, input->name);
    text_put(page, input->required ? " required>" : ">");
    if (input->hint != NULL)
        html_putf(page, "<br><span class=\"hint\" id=\"%s-%s-hint\">%s</span>", form, input->name,
                  page_text(call, input->hint));
    text_put(page, "</p>\n");
}

static void put_reason(const struct call *call, enum meeting_deed deed, const struct meeting_fields *fields,
                       bool required)
{
    put_input(call, deed,
              &(struct input){"reason", N_("Why"), fields->reason,
                              N_("stands in the changelog; without names of persons"), required});
}

static void put_document(const struct call *call, enum meeting_deed deed, const struct meeting_fields *fields)
{
    put_input(call, deed,
              &(struct input){"document", N_("Number of the paper that allows it"), fields->document,
                              deed == DEED_CANCEL
                                  ? N_("needed when the unit then has too few meetings")
                                  : N_("needed when the unit has its online meetings already"),
                              false});
}

static enum error_code put_venues(const struct call *call, const struct meeting_shown *shown,
                                  struct error *err)
{
    struct text *page = &call->response->body;
    struct meeting_venue *venues;
    size_t count;

    TRY(meeting_venues(call->app, shown->unit, call->arena, &venues, &count, err));
    text_put(page, "<datalist id=\"venues\">\n");
    for (size_t i = 0; i < count && i < VENUES_OFFERED; i++) {
        html_putf(page, "<option value=\"%s\">%s, %s; ", venues[i].code, venues[i].name, venues[i].commune);
        page_say(call, "%lld seats", (long long)venues[i].capacity);
        text_put(page, "</option>\n");
    }
    text_put(page, "</datalist>\n");
    return OK;
}

static enum error_code put_move(const struct call *call, const struct meeting_shown *shown,
                                const struct meeting_fields *fields, struct error *err)
{
    const struct input inputs[] = {
        {"date", N_("Day"), fields->date, N_("such as 15/03/2026"), true},
        {"hour", N_("It begins at"), fields->hour, N_("such as 19:30"), true},
        {"venue", N_("Venue"), fields->venue, N_("its code; the list offers those of the unit"), true},
    };

    for (size_t i = 0; i < COUNT_OF(inputs); i++)
        put_input(call, DEED_MOVE, &inputs[i]);
    TRY(put_venues(call, shown, err));
    put_reason(call, DEED_MOVE, fields, false);
    return OK;
}

static void put_switch(const struct call *call, const struct meeting_fields *fields)
{
    bool online = strcmp(fields->mode, "online") == 0;

    html_putf(&call->response->body, "<input type=\"hidden\" name=\"mode\" value=\"%s\">\n<p>%s</p>\n",
              online ? "online" : "direct",
              page_text(call, online ? N_("Voters will take part online, by the link of the main site.")
                                     : N_("Voters will come to the main site.")));
    if (online)
        put_document(call, DEED_SWITCH, fields);
    put_reason(call, DEED_SWITCH, fields, false);
}

static void begin_form(const struct call *call, enum meeting_deed deed, const struct meeting_fields *fields)
{
    staff_put_form(call, page_address(call, "meetings", call->parameters[1]));
    html_putf(&call->response->body,
              "<input type=\"hidden\" name=\"do\" value=\"%s\">\n"
              "<input type=\"hidden\" name=\"seen\" value=\"%s\">\n",
              meeting_deed_names[deed], fields->seen);
}

enum error_code meeting_form_put(const struct call *call, const struct meeting_shown *shown,
                                 enum meeting_deed deed, const struct meeting_fields *fields,
                                 struct error *err)
{
    begin_form(call, deed, fields);
    if (deed == DEED_MOVE)
        TRY(put_move(call, shown, fields, err));
    else if (deed == DEED_SWITCH)
        put_switch(call, fields);
    else if (deed == DEED_CANCEL)
        put_document(call, deed, fields);
    if (deed == DEED_CANCEL || deed == DEED_RESTORE || deed == DEED_PIN)
        put_reason(call, deed, fields, deed != DEED_RESTORE);
    html_putf(&call->response->body, "<p><button>%s</button></p>\n</form>\n",
              page_text(call, N_("See what happens")));
    return OK;
}

void meeting_form_put_hidden(const struct call *call, enum meeting_deed deed,
                             const struct meeting_fields *fields, bool confirm, const char *button)
{
    const struct kept {
        const char *name;
        const char *value;
    } kept[] = {{"venue", fields->venue}, {"date", fields->date},         {"hour", fields->hour},
                {"mode", fields->mode},   {"document", fields->document}, {"reason", fields->reason}};
    struct text *page = &call->response->body;

    begin_form(call, deed, fields);
    for (size_t i = 0; i < COUNT_OF(kept); i++)
        if (kept[i].value[0] != '\0')
            html_putf(page, "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n", kept[i].name,
                      kept[i].value);
    if (confirm)
        text_put(page, "<input type=\"hidden\" name=\"accept\" value=\"1\">\n");
    html_putf(page,
              "<p><button class=\"main\">%s</button> <a class=\"button\" href=\"%s\">%s</a></p>\n</form>\n",
              page_text(call, button), page_address(call, "meetings", call->parameters[1]),
              page_text(call, N_("Back, without changing anything")));
}

/* ---- those that fit the meeting as it stands ---- */

static enum error_code put_folded(const struct call *call, const struct meeting_shown *shown,
                                  enum meeting_deed deed, const struct meeting_fields *fields,
                                  struct error *err)
{
    static const char *const summaries[DEED_COUNT] = {
        [DEED_MOVE] = N_("Move it"),
        [DEED_SWITCH] = N_("Hold it online, or in person"),
        [DEED_CANCEL] = N_("Cancel it"),
        [DEED_RESTORE] = N_("Hold it after all"),
        [DEED_PIN] = N_("Pin it, so that no planning moves it"),
        [DEED_UNPIN] = N_("Take the pin away"),
    };

    html_putf(&call->response->body, "<details>\n<summary>%s</summary>\n", page_text(call, summaries[deed]));
    TRY(meeting_form_put(call, shown, deed, fields, err));
    text_put(&call->response->body, "</details>\n");
    return OK;
}

enum error_code meeting_put_forms(const struct call *call, const struct meeting_shown *shown,
                                  struct error *err)
{
    const struct meeting_state *now = meeting_now(shown);
    bool held = now->known && now->held;
    char date[CIVIL_DATE_CHARS] = "";
    char time[CIVIL_TIME_CHARS] = "";
    struct meeting_fields fields = {shown->version, "", "", "", "", "", ""};

    if (!staff_may(call, RIGHTS_PLAN))
        return OK;
    if (shown->published.known && shown->published.held &&
        civil_time_to_utc_secs(shown->published.start) <= clock_now_utc_secs(&call->app->clock))
        return OK; /* it has begun, and stays as it is */
    page_put(call, "<h2>", N_("Change it"), "</h2>\n");
    if (shown->pin_reason != NULL)
        return put_folded(call, shown, DEED_UNPIN, &fields, err);
    if (!held)
        return put_folded(call, shown, DEED_RESTORE, &fields, err);
    civil_date_format_vietnamese(now->start.date, date);
    civil_time_format(now->start, time);
    fields.date = date;
    fields.hour = time + CIVIL_DATE_CHARS;
    fields.venue = now->site_count > 0 ? now->sites[0].venue : "";
    TRY(put_folded(call, shown, DEED_MOVE, &fields, err));
    fields.mode = strcmp(now->mode, "online") == 0 ? "direct" : "online";
    TRY(put_folded(call, shown, DEED_SWITCH, &fields, err));
    TRY(put_folded(call, shown, DEED_CANCEL, &fields, err));
    return put_folded(call, shown, DEED_PIN, &fields, err);
}
