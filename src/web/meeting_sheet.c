/* The announcement of a meeting as a sheet to print and post: form, content, time, place, online access point (art. 66.1). */
#include "app/meeting_show.h"
#include "app/unit_list.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/meeting_page.h"
#include "web/page.h"
#include "web/staff.h"
#include "web/when.h"

#include <string.h>

static void put_line(const struct call *call, const char *term, const char *text)
{
    html_putf(&call->response->body, "<dt>%s</dt><dd>%s</dd>\n", page_text(call, term), text);
}

static void put_places(const struct call *call, const struct meeting_state *state)
{
    struct text *page = &call->response->body;

    for (size_t i = 0; i < state->site_count; i++) {
        const struct meeting_site *site = &state->sites[i];
        html_putf(page, "<dt>%s</dt><dd>%s", page_text(call, i == 0 ? N_("Place") : N_("Connected site")),
                  site->name);
        if (site->address[0] != '\0')
            html_putf(page, ", %s", site->address);
        html_putf(page, ", %s</dd>\n", site->commune);
        if (site->link[0] != '\0')
            put_line(call, N_("Online access point"), site->link);
    }
}

static void put_candidates(const struct call *call, const struct meeting_shown *shown)
{
    struct text *page = &call->response->body;

    html_putf(page, "<dt>%s</dt><dd><ol>\n", page_text(call, N_("Candidates, in the order A, B, C")));
    for (size_t i = 0; i < shown->candidate_count; i++)
        html_putf(page, "<li>%s</li>\n",
                  shown->candidates[i].name[0] != '\0' ? shown->candidates[i].name
                                                       : shown->candidates[i].code);
    text_put(page, "</ol></dd>\n");
}

enum error_code show_meeting_sheet(struct call *call, struct error *err)
{
    struct text *page = &call->response->body;
    struct meeting_shown shown;

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    TRY(meeting_show(call->app, call->staff->election.id, call->parameters[1], call->arena, &shown, err));
    const struct meeting_state *state = shown.published.known ? &shown.published : &shown.drafted;
    page_begin(call, N_("Announcement of a meeting of candidates with voters"));
    html_putf(page, "<p class=\"noprint\"><a href=\"%s\">%s</a></p>\n",
              page_address(call, "meetings", shown.code), page_text(call, N_("Back to the meeting")));
    if (!shown.published.known)
        page_put(call, "<p class=\"warning\">",
                 N_("This meeting is not published yet. Do not post the sheet."), "</p>\n");
    else if (!state->held)
        page_put(call, "<p class=\"warning\">", N_("This meeting is cancelled."), "</p>\n");
    text_put(page, "<dl class=\"sheet\">\n");
    put_line(call, N_("Election unit"), shown.unit_name);
    put_line(call, N_("Form"), page_text(call, meeting_form_of(state)));
    put_line(call, N_("Content"),
             page_text(call, N_("The candidates present their programmes; voters give their opinions and "
                                "proposals.")));
    html_putf(page, "<dt>%s</dt><dd>", page_text(call, N_("When")));
    when_put_span(call, state->start, state->end);
    text_put(page, "</dd>\n");
    put_places(call, state);
    put_candidates(call, &shown);
    text_put(page, "</dl>\n<p>");
    page_say(call, "The voters of the unit are invited.");
    html_putf(page, "</p>\n<p class=\"hint\">%s</p>\n", shown.code);
    page_end(call);
    return OK;
}
