#include "web/release_page.h"

#include "app/plan_releases.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/pager.h"
#include "web/staff.h"
#include "web/when.h"

#include <stdio.h>
#include <string.h>

#define CHANGES_A_PAGE 100

const char *release_kind_label(const char *kind)
{
    static const char *const labels[CHANGE_KINDS] = {
        [CHANGE_NEW] = N_("new meeting"),        [CHANGE_MOVED] = N_("at another time"),
        [CHANGE_PLACE] = N_("in another place"), [CHANGE_MODE] = N_("in another way"),
        [CHANGE_CANCELLED] = N_("cancelled"),    [CHANGE_RESTORED] = N_("held after all"),
    };

    for (size_t i = 0; i < CHANGE_KINDS; i++)
        if (strcmp(change_kind_names[i], kind) == 0)
            return labels[i];
    return kind;
}

void release_put_kinds(const struct call *call, const size_t kinds[CHANGE_KINDS])
{
    struct text *page = &call->response->body;
    bool begun = false;

    for (size_t i = 0; i < CHANGE_KINDS; i++) {
        if (kinds[i] == 0)
            continue;
        html_putf(page, "%s%s: %zu", begun ? "; " : "",
                  page_text(call, release_kind_label(change_kind_names[i])), kinds[i]);
        begun = true;
    }
}

void release_begin_changes(const struct call *call)
{
    static const char *const heads[] = {N_("Meeting"), N_("Unit"), N_("What changes"), N_("Before"),
                                        N_("After")};
    struct text *page = &call->response->body;

    text_put(page, "<table>\n<thead><tr>");
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        html_putf(page, "<th scope=\"col\">%s</th>", page_text(call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
}

void release_end_changes(const struct call *call)
{
    text_put(&call->response->body, "</tbody>\n</table>\n");
}

/* ---- the list ---- */

static void put_release(const struct call *call, const struct plan_release *release)
{
    struct text *page = &call->response->body;
    char number[24];

    snprintf(number, sizeof number, "%lld", (long long)release->number);
    html_putf(page, "<tr><td><a href=\"%s\">", page_address(call, "releases", number));
    page_say(call, "Release %s", number);
    text_put(page, "</a></td><td class=\"day\">");
    when_put_moment(call, release->published_utc_secs);
    html_putf(page, "</td><td class=\"number\">%lld</td><td>%s</td></tr>\n", (long long)release->changed,
              release->note);
}

static void put_list(const struct call *call, const struct plan_releases *releases)
{
    static const char *const heads[] = {N_("Release"), N_("Published"), N_("Meetings new or changed"),
                                        N_("Note")};
    struct text *page = &call->response->body;
    struct pager pager = pager_of(call, releases->count, CHANGES_A_PAGE);

    text_put(page, "<table>\n<thead><tr>");
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        html_putf(page, "<th scope=\"col\" class=\"%s\">%s</th>", i == 2 ? "number" : "word",
                  page_text(call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < pager.count; i++)
        put_release(call, &releases->items[releases->count - 1 - pager.from - i]);
    text_put(page, "</tbody>\n</table>\n");
    pager_put(call, &pager);
}

enum error_code show_releases(struct call *call, struct error *err)
{
    struct plan_releases releases;

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    TRY(plan_releases_list(call->app, call->staff->election.id, call->arena, &releases, err));
    page_begin(call, N_("Releases"));
    if (releases.count == 0)
        page_put(call, "<p>", N_("Nothing has been published yet."), "</p>\n");
    if (staff_may(call, RIGHTS_PUBLISH))
        html_putf(&call->response->body, "<p><a class=\"button main\" href=\"%s\">%s</a></p>\n",
                  page_address(call, "releases", "new"), page_text(call, N_("Publish the draft")));
    if (releases.count > 0)
        put_list(call, &releases);
    page_end(call);
    return OK;
}
