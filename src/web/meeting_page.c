#include "web/meeting_page.h"

#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"
#include "web/when.h"

#include <string.h>

#define TITLE_BYTES_MAX 1000

const char *meeting_title(const struct call *call, const char *format, const char *code)
{
    CLEANUP(text_done) struct text words;
    struct message message = {.format = format};

    text_init(&words, TITLE_BYTES_MAX);
    message_restore(&message, format, code);
    catalog_put_message(call->catalog, &message, &words);
    const char *copy = arena_copy_string(call->arena, words.data);
    return copy != NULL ? copy : "";
}

const char *meeting_address(const struct call *call, const char *code, const char *below)
{
    CLEANUP(text_done) struct text address;

    text_init(&address, TITLE_BYTES_MAX);
    text_putf(&address, "%s/%s", page_address(call, "meetings", code), below);
    const char *copy = arena_copy_string(call->arena, address.data);
    return copy != NULL ? copy : "";
}

/* ---- a state in words ---- */

const char *meeting_form_of(const struct meeting_state *state)
{
    size_t online = 0;

    for (size_t i = 0; i < state->site_count; i++)
        online += strcmp(state->sites[i].mode, "online") == 0;
    return online == 0 ? N_("in person") : online == state->site_count ? N_("online") : N_("hybrid");
}

void meeting_put_state(const struct call *call, const struct meeting_state *state)
{
    struct text *page = &call->response->body;

    if (!state->known || !state->held) {
        page_put(call, "", N_("not held"), "");
        return;
    }
    when_put_span(call, state->start, state->end);
    html_putf(page, "<br>%s", page_text(call, meeting_form_of(state)));
    if (state->site_count > 0)
        html_putf(page, ", %s (%s), %s", state->sites[0].name, state->sites[0].venue,
                  state->sites[0].commune);
}

void meeting_put_version(const struct call *call, const char *version)
{
    struct meeting_version read;

    if (!meeting_version_read(version, &read) || !read.held) {
        page_put(call, "", N_("not held"), "");
        return;
    }
    when_put_span(call, read.start, read.end);
    html_putf(&call->response->body, ", %s, %s",
              page_text(call, strcmp(read.mode, "online") == 0 ? N_("online") : N_("in person")), read.venue);
}

/* ---- the page ---- */

static void put_done(const struct call *call)
{
    static const struct done {
        const char *name;
        const char *words;
    } list[] = {
        {"drafted", N_("The change stands in the draft. It becomes public with the next release.")},
        {"pinned", N_("The meeting is pinned: no planning moves it.")},
        {"unpinned", N_("The meeting is free to move again.")},
        {"recorded", N_("Stored.")},
    };

    for (size_t i = 0; i < COUNT_OF(list); i++)
        if (params_find(&call->query, list[i].name) != NULL)
            html_putf(&call->response->body, "<p class=\"state\" role=\"status\">%s</p>\n",
                      page_text(call, list[i].words));
}

static bool same_state(const struct meeting_state *a, const struct meeting_state *b)
{
    bool a_held = a->known && a->held;
    bool b_held = b->known && b->held;

    if (!a_held || !b_held)
        return a_held == b_held;
    return civil_time_compare(a->start, b->start) == 0 && strcmp(a->mode, b->mode) == 0 &&
           a->site_count == b->site_count &&
           (a->site_count == 0 || strcmp(a->sites[0].venue, b->sites[0].venue) == 0);
}

/* Where the two plans differ, both side by side. */
static void put_difference(const struct call *call, const struct meeting_shown *shown)
{
    struct text *page = &call->response->body;

    if (shown->draft == 0 || same_state(&shown->published, &shown->drafted))
        return;
    html_putf(page, "<table class=\"sides figures\">\n<thead><tr><th scope=\"col\">%s</th>",
              page_text(call, N_("As published")));
    html_putf(page, "<th scope=\"col\">%s</th></tr></thead>\n<tbody>\n<tr><td>",
              page_text(call, N_("In the draft, not public yet")));
    if (shown->published.known)
        meeting_put_state(call, &shown->published);
    else
        page_put(call, "", N_("not published yet"), "");
    text_put(page, "</td><td>");
    meeting_put_state(call, &shown->drafted);
    text_put(page, "</td></tr>\n</tbody>\n</table>\n");
    if (staff_may(call, RIGHTS_PUBLISH))
        html_putf(page, "<p><a class=\"button\" href=\"%s\">%s</a></p>\n",
                  page_address(call, "releases", "new"), page_text(call, N_("Publish the draft")));
}

static void put_marks(const struct call *call, const struct meeting_shown *shown)
{
    struct text *page = &call->response->body;

    for (size_t i = 0; i < shown->mark_count; i++) {
        CLEANUP(text_done) struct text words;
        text_init(&words, TITLE_BYTES_MAX);
        catalog_put_message(call->catalog, &shown->marks[i].words, &words);
        html_putf(page, "<p class=\"warning\">%s <span class=\"hint\">%s</span></p>\n", words.data,
                  shown->marks[i].rule);
    }
}

static void put_ways(const struct call *call, const struct meeting_shown *shown)
{
    html_putf(&call->response->body,
              "<p><a class=\"button\" href=\"%s\">%s</a> <a class=\"button\" href=\"%s\">%s</a></p>\n",
              meeting_address(call, shown->code, "why"), page_text(call, N_("Why here, and where else")),
              meeting_address(call, shown->code, "sheet"), page_text(call, N_("Announcement sheet")));
}

enum error_code show_meeting(struct call *call, struct error *err)
{
    struct meeting_shown shown;

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    TRY(meeting_show(call->app, call->staff->election.id, call->parameters[1], call->arena, &shown, err));
    page_begin(call, meeting_title(call, N_("Meeting with voters %s"), shown.code));
    put_done(call);
    put_difference(call, &shown);
    put_marks(call, &shown);
    meeting_put_places(call, &shown);
    put_ways(call, &shown);
    TRY(meeting_put_forms(call, &shown, err));
    TRY(meeting_put_outcome(call, &shown, NULL, err));
    meeting_put_agenda(call, &shown);
    meeting_put_candidates(call, &shown);
    TRY(meeting_put_notices(call, &shown, err));
    meeting_put_history(call, &shown);
    page_end(call);
    return OK;
}
