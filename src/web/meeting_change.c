/* Changing a meeting: first what would happen, judged by the same judge as every plan, then the change. */
#include "app/plan_edit.h"
#include "app/plan_pin.h"
#include "app/plan_told.h"
#include "base/parse.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/meeting_form.h"
#include "web/meeting_page.h"
#include "web/page.h"
#include "web/staff.h"
#include "web/told.h"
#include "web/when.h"

#include <stdlib.h>
#include <string.h>

#define WORDS_BYTES_MAX 4000
#define RULES_SHOWN 20

struct changing {
    struct call *call;
    struct meeting_shown shown;
    enum meeting_deed deed;
    struct meeting_fields fields;
    bool accept;
};

static const char *unless_empty(const char *value)
{
    return value[0] != '\0' ? value : NULL;
}

/* ---- a form that comes back ---- */

static enum error_code put_form_again(const struct changing *changing, struct error *err)
{
    TRY(meeting_form_put(changing->call, &changing->shown, changing->deed, &changing->fields, err));
    html_putf(&changing->call->response->body, "<p><a href=\"%s\">%s</a></p>\n",
              page_address(changing->call, "meetings", changing->shown.code),
              page_text(changing->call, N_("Back, without changing anything")));
    return OK;
}

static void begin(const struct changing *changing)
{
    page_begin(changing->call,
               meeting_title(changing->call, meeting_deed_titles[changing->deed], changing->shown.code));
}

/* The form once more, with what is wrong. */
static enum error_code tell_refusal(const struct changing *changing, const struct error *refusal,
                                    struct error *err)
{
    CLEANUP(text_done) struct text words;
    struct call *call = changing->call;

    text_init(&words, WORDS_BYTES_MAX);
    catalog_put_error(call->catalog, refusal, &words);
    call->response->status = error_http_status(refusal->code);
    begin(changing);
    html_putf(&call->response->body, "<p class=\"error\" role=\"alert\">%s</p>\n", words.data);
    TRY(put_form_again(changing, err));
    page_end(call);
    return OK;
}

/* What was seen and what is, side by side. */
static enum error_code tell_stale(const struct changing *changing, const char *now)
{
    struct call *call = changing->call;
    struct text *page = &call->response->body;
    struct meeting_fields fields = changing->fields;

    call->response->status = 409;
    page_begin(call, N_("Somebody else was faster"));
    html_putf(page, "<p class=\"error\" role=\"alert\">");
    page_say(call, "Meeting %s was changed since your page was made, so nothing of yours was stored.",
             changing->shown.code);
    html_putf(page, "</p>\n<table class=\"sides figures\">\n<thead><tr><th scope=\"col\">%s</th>",
              page_text(call, N_("What you saw")));
    html_putf(page, "<th scope=\"col\">%s</th></tr></thead>\n<tbody>\n<tr><td>",
              page_text(call, N_("What it is now")));
    meeting_put_version(call, changing->fields.seen);
    text_put(page, "</td><td>");
    meeting_put_version(call, now);
    text_put(page, "</td></tr>\n</tbody>\n</table>\n");
    fields.seen = now;
    meeting_form_put_hidden(call, changing->deed, &fields, false,
                            N_("See what your change would do to it now"));
    page_end(call);
    return OK;
}

/* ---- what would happen ---- */

static void put_places(const struct call *call, const struct plan_edited *edited)
{
    struct text *page = &call->response->body;
    const struct plan_meeting *sides[] = {edited->move.before, edited->move.after};

    html_putf(page, "<table class=\"sides figures\">\n<thead><tr><th scope=\"col\">%s</th>",
              page_text(call, N_("Until now")));
    html_putf(page, "<th scope=\"col\">%s</th></tr></thead>\n<tbody>\n<tr>",
              page_text(call, N_("From now on")));
    for (size_t i = 0; i < COUNT_OF(sides); i++) {
        text_put(page, "<td>");
        if (sides[i] == NULL) {
            page_put(call, "", N_("not held"), "");
        } else {
            when_put_span(call, sides[i]->start, sides[i]->end);
            html_putf(page, "<br>%s, %s (%s)",
                      page_text(call, sides[i]->mode == PLAN_ONLINE ? N_("online") : N_("in person")),
                      edited->context.of.stored.tables.venues[sides[i]->venue].name,
                      edited->context.of.problem->venues[sides[i]->venue].code);
        }
        text_put(page, "</td>");
    }
    text_put(page, "</tr>\n</tbody>\n</table>\n");
}

static void put_rules(const struct call *call, const struct plan_violation *violations)
{
    size_t shown = 0;

    page_put(call, "<p class=\"error\" role=\"alert\">",
             N_("This cannot be done, for it would break rules. Nothing was stored."), "</p>\n<ul>\n");
    for (const struct plan_violation *one = violations; one != NULL && shown < RULES_SHOWN; one = one->next) {
        CLEANUP(text_done) struct text words;
        text_init(&words, WORDS_BYTES_MAX);
        catalog_put_message(call->catalog, &one->message, &words);
        html_putf(&call->response->body, "<li>%s <span class=\"hint\">%s</span></li>\n", words.data,
                  plan_rule_info(one->rule)->code);
        shown++;
    }
    text_put(&call->response->body, "</ul>\n");
    html_putf(&call->response->body, "<p><a href=\"%s\">%s</a></p>\n",
              meeting_address(call, call->parameters[1], "why"),
              page_text(call, N_("Where else it could be held")));
}

static enum error_code put_effect(const struct changing *changing, const struct plan_edited *edited,
                                  struct error *err)
{
    struct call *call = changing->call;
    const struct plan_told_question question = {&edited->context, &edited->plan, changing->shown.code};
    int64_t way_m = edited->judgement.terms.travel_m - edited->before.terms.travel_m;
    struct plan_told told;

    page_put(call, "<p class=\"state\">", N_("The judge of plans finds no rule that it breaks."), "</p>\n");
    if (way_m != 0) {
        text_put(&call->response->body, "<p>");
        page_say(call,
                 way_m > 0 ? N_("Ways of the candidates, all together: %lld km more.")
                           : N_("Ways of the candidates, all together: %lld km less."),
                 (long long)(llabs(way_m) + 500) / 1000);
        text_put(&call->response->body, "</p>\n");
    }
    TRY(plan_told(call->app, &question, call->arena, &told, err));
    page_put(call, "<h2>", N_("Who will be told when it is published"), "</h2>\n");
    told_put(call, &told.told);
    meeting_form_put_hidden(call, changing->deed, &changing->fields, true, N_("Change it in the draft"));
    return OK;
}

static enum error_code put_preview(const struct changing *changing, const struct plan_edited *edited,
                                   bool refused, struct error *err)
{
    struct call *call = changing->call;

    if (refused)
        call->response->status = 422;
    begin(changing);
    put_places(call, edited);
    if (!refused)
        TRY(put_effect(changing, edited, err));
    else
        put_rules(call, edited->added);
    if (refused)
        TRY(put_form_again(changing, err));
    page_end(call);
    return OK;
}

/* ---- the plan ---- */

static enum error_code read_start(const struct meeting_fields *fields, struct meeting_edit *edit,
                                  struct error *err)
{
    edit->has_start = fields->date[0] != '\0' || fields->hour[0] != '\0';
    if (!edit->has_start)
        return OK;
    if (!civil_date_parse(fields->date, &edit->start.date))
        return error_set(err, ERROR_DATA, "\"%s\" is not a date such as 2026-03-15 or 15/03/2026",
                         fields->date);
    if (!civil_minute_parse(fields->hour, &edit->start.minute))
        return error_set(err, ERROR_DATA, "\"%s\" is not an hour from 00:00 to 23:59, such as 07:00",
                         fields->hour);
    return OK;
}

static enum error_code read_edit(const struct changing *changing, struct meeting_edit *out, struct error *err)
{
    static const enum meeting_edit_kind kinds[] = {[DEED_MOVE] = MEETING_EDIT_MOVE,
                                                   [DEED_SWITCH] = MEETING_EDIT_SWITCH,
                                                   [DEED_CANCEL] = MEETING_EDIT_CANCEL,
                                                   [DEED_RESTORE] = MEETING_EDIT_RESTORE};
    const struct meeting_fields *fields = &changing->fields;
    struct meeting_edit edit = {
        .kind = kinds[changing->deed],
        .meeting = changing->shown.code,
        .mode = strcmp(fields->mode, "online") == 0 ? PLAN_ONLINE : PLAN_DIRECT,
        .document = unless_empty(fields->document),
        .reason = unless_empty(fields->reason),
        .seen = fields->seen,
        .dry_run = !changing->accept,
    };

    if (changing->deed == DEED_MOVE) {
        edit.venue = unless_empty(fields->venue);
        TRY(read_start(fields, &edit, err));
    }
    *out = edit;
    return OK;
}

static enum error_code change_plan(const struct changing *changing, struct error *err)
{
    CLEANUP(plan_edited_done) struct plan_edited edited = {.draft = 0};
    struct call *call = changing->call;
    struct meeting_edit edit;
    struct error refusal;
    enum error_code code = read_edit(changing, &edit, &refusal);

    if (code == OK)
        code = plan_edit(call->app, call->staff->election.id, &edit, call->arena, &edited, &refusal);
    if (code == ERROR_FOUND)
        return edited.stale ? tell_stale(changing, edited.now) : put_preview(changing, &edited, true, err);
    if (code == ERROR_DATA || code == ERROR_NO_INPUT)
        return tell_refusal(changing, &refusal, err);
    if (code != OK) {
        *err = refusal;
        return code;
    }
    if (!changing->accept && !edited.made_before)
        return put_preview(changing, &edited, false, err);
    staff_go_to(call, "%s?drafted", page_address(call, "meetings", changing->shown.code));
    return OK;
}

/* ---- pins ---- */

static enum error_code ask_about_pin(const struct changing *changing)
{
    struct call *call = changing->call;

    begin(changing);
    html_putf(&call->response->body, "<p>");
    meeting_put_state(call, meeting_now(&changing->shown));
    html_putf(
        &call->response->body, "</p>\n<p>%s</p>\n",
        page_text(call, changing->deed == DEED_PIN
                            ? N_("It stays there: no planning, no storm and nobody moves it until the pin "
                                 "is taken away. Nobody is told of a pin.")
                            : N_("From then on planning may move it again. Nobody is told of it.")));
    meeting_form_put_hidden(call, changing->deed, &changing->fields, true,
                            changing->deed == DEED_PIN ? N_("Pin it") : N_("Take the pin away"));
    page_end(call);
    return OK;
}

static enum error_code pin(const struct changing *changing, struct error *refusal)
{
    CLEANUP(plan_pinned_done) struct plan_pinned pinned = {.pin = {.reason = ""}};
    struct call *call = changing->call;
    const struct plan_pin_request request = {.meeting = changing->shown.code,
                                             .reason = changing->fields.reason,
                                             .by = call->staff->session.login,
                                             .seen = changing->fields.seen};

    if (request.reason[0] == '\0')
        return error_set(refusal, ERROR_DATA, "say why the meeting must stay where it is");
    return plan_pin_meeting(call->app, call->staff->election.id, &request, call->arena, &pinned, refusal);
}

/* A form that was sent twice finds the pin as it wants it. */
static enum error_code change_pin(const struct changing *changing, struct error *err)
{
    struct call *call = changing->call;
    bool pinned = changing->shown.pin_reason != NULL;
    enum error_code code = OK;
    struct error refusal;

    if (!changing->accept)
        return ask_about_pin(changing);
    if (changing->deed == DEED_PIN && !pinned)
        code = pin(changing, &refusal);
    else if (changing->deed == DEED_UNPIN && pinned)
        code = plan_unpin_meeting(call->app, call->staff->election.id, changing->shown.code, &refusal);
    if (code == ERROR_FOUND)
        return tell_stale(changing, changing->shown.version);
    if (code == ERROR_DATA)
        return tell_refusal(changing, &refusal, err);
    if (code != OK) {
        *err = refusal;
        return code;
    }
    staff_go_to(call, "%s?%s", page_address(call, "meetings", changing->shown.code),
                changing->deed == DEED_PIN ? "pinned" : "unpinned");
    return OK;
}

enum error_code change_meeting(struct call *call, struct error *err)
{
    struct changing changing = {.call = call,
                                .fields = meeting_fields_sent(call),
                                .accept = params_find(&call->form, "accept") != NULL};
    size_t deed;

    TRY(meeting_show(call->app, call->staff->election.id, call->parameters[1], call->arena, &changing.shown,
                     err));
    TRY(staff_must(call, RIGHTS_PLAN, changing.shown.unit_area, err));
    if (!parse_choice(params_value(&call->form, "do"), meeting_deed_names, DEED_COUNT, &deed))
        return error_set(err, ERROR_DATA, "the form does not say what is to be done");
    changing.deed = (enum meeting_deed)deed;
    return deed == DEED_PIN || deed == DEED_UNPIN ? change_pin(&changing, err) : change_plan(&changing, err);
}
