/* Where and when a meeting is held, as staff and as papers say it. */
#include "app/unit_list.h"
#include "web/html.h"
#include "web/meeting_page.h"
#include "web/page.h"
#include "web/when.h"

#include <string.h>

static void begin_line(const struct call *call, const char *term)
{
    html_putf(&call->response->body, "<dt>%s</dt><dd>", page_text(call, term));
}

static void end_line(const struct call *call)
{
    text_put(&call->response->body, "</dd>\n");
}

/* Links of meetings are shown and not followed: they are for voters. */
static void put_site(const struct call *call, const struct meeting_site *site)
{
    struct text *page = &call->response->body;

    if (site->venue[0] != '\0')
        html_putf(page, "<strong>%s</strong> (%s)", site->name, site->venue);
    if (site->address[0] != '\0')
        html_putf(page, ", %s", site->address);
    html_putf(page, ", %s; %s", site->commune,
              page_text(call, strcmp(site->mode, "online") == 0 ? N_("online") : N_("in person")));
    if (site->capacity > 0) {
        text_put(page, "; ");
        page_say(call, "%lld seats", (long long)site->capacity);
    }
    if (site->link[0] != '\0')
        html_putf(page, "<br>%s <code>%s</code>", page_text(call, N_("Online access:")), site->link);
}

static void put_sites(const struct call *call, const struct meeting_state *state)
{
    for (size_t i = 0; i < state->site_count; i++) {
        begin_line(call, i == 0 ? N_("Main site") : N_("Connected site"));
        put_site(call, &state->sites[i]);
        end_line(call);
    }
}

static void put_hosts(const struct call *call, const struct meeting_shown *shown,
                      const struct meeting_state *state)
{
    struct text *page = &call->response->body;

    if (shown->committee[0] != '\0') {
        begin_line(call, N_("Chair"));
        page_say(call, "Standing board of the Front committee of %s", shown->committee);
        end_line(call);
        begin_line(call, N_("Host, together with it"));
        page_say(call, "People's Committee of %s",
                 state->site_count > 0 ? state->sites[0].commune : shown->committee);
        end_line(call);
    }
    if (state->site_count > 0 && state->sites[0].chair[0] != '\0') {
        begin_line(call, N_("Who presides at the main site"));
        html_putf(page, "%s", state->sites[0].chair);
        end_line(call);
    }
}

static void put_status(const struct call *call, const struct meeting_shown *shown,
                       const struct meeting_state *state)
{
    begin_line(call, N_("State"));
    if (!shown->published.known)
        page_put(call, "", N_("only in the draft; nobody was told of it"), "");
    else if (!state->known || !state->held)
        page_put(call, "<strong>", N_("cancelled"), "</strong>");
    else
        page_say(call, "published, last changed by release %lld", (long long)shown->release_number);
    end_line(call);
}

static void put_pin(const struct call *call, const struct meeting_shown *shown)
{
    if (shown->pin_reason == NULL)
        return;
    begin_line(call, N_("Pinned"));
    html_putf(&call->response->body, "%s (%s, ", shown->pin_reason, shown->pinned_by);
    when_put_moment(call, shown->pinned_utc_secs);
    text_put(&call->response->body, ")");
    end_line(call);
}

void meeting_put_places(const struct call *call, const struct meeting_shown *shown)
{
    struct text *page = &call->response->body;
    const struct meeting_state *now = meeting_now(shown);
    const struct meeting_state *state = now->known ? now : &shown->published;

    text_put(page, "<dl>\n");
    begin_line(call, N_("Unit"));
    html_putf(page, "<a href=\"%s\">%s</a> (%s)", page_address(call, "units", shown->unit_code),
              shown->unit_name, page_text(call, unit_level_name(shown->unit_level)));
    end_line(call);
    put_status(call, shown, now);
    begin_line(call, N_("When"));
    when_put_span(call, state->start, state->end);
    end_line(call);
    begin_line(call, N_("Form"));
    html_putf(page, "%s", page_text(call, meeting_form_of(state)));
    end_line(call);
    put_sites(call, state);
    put_hosts(call, shown, state);
    put_pin(call, shown);
    text_put(page, "</dl>\n");
}
