/* One release: what it changed, in words, and beside any other. */
#include "app/plan_compare.h"
#include "app/plan_releases.h"
#include "base/parse.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/pager.h"
#include "web/release_page.h"
#include "web/staff.h"
#include "web/when.h"

#include <stdio.h>
#include <string.h>

#define CHANGES_A_PAGE 100
#define WORDS_BYTES_MAX 4000
#define NAME_CHARS 32 /* "release:123" */

/* ---- its changelog ---- */

static void put_change(const struct call *call, const struct release_change *change)
{
    struct text *page = &call->response->body;
    CLEANUP(text_done) struct text reason = {0};

    html_putf(page, "<tr><td class=\"code\">%s</td><td>%s</td><td>%s", change->meeting, change->unit_name,
              page_text(call, release_kind_label(change->kind)));
    if (change->reason.format != NULL) {
        text_init(&reason, WORDS_BYTES_MAX);
        catalog_put_message(call->catalog, &change->reason, &reason);
        html_putf(page, " <span class=\"hint\">%s</span>", reason.data);
    }
    text_put(page, "</td><td>");
    when_put_changed(call, change->kind, change->before);
    text_put(page, "</td><td>");
    when_put_changed(call, change->kind, change->after);
    text_put(page, "</td></tr>\n");
}

static void put_changelog(const struct call *call, const struct release_changes *changes)
{
    struct pager pager = pager_of(call, changes->count, CHANGES_A_PAGE);

    page_put(call, "<h2>", N_("What it changed"), "</h2>\n");
    release_begin_changes(call);
    for (size_t i = 0; i < pager.count; i++)
        put_change(call, &changes->items[pager.from + i]);
    release_end_changes(call);
    pager_put(call, &pager);
}

/* ---- beside another ---- */

static void put_choice(const struct call *call, const struct plan_releases *releases, int64_t number,
                       const char *chosen)
{
    struct text *page = &call->response->body;
    char name[NAME_CHARS];
    char label[WORDS_BYTES_MAX];

    html_putf(page, "<form class=\"filter\" method=\"get\" action=\"%s\">\n", call->request->path);
    field_begin_select(call, "with", N_("Compare with"));
    field_put_option(call, "published", page_text(call, N_("what is published now")), chosen);
    field_put_option(call, "draft", page_text(call, N_("newest draft")), chosen);
    for (size_t i = releases->count; i-- > 0;) {
        if (releases->items[i].number == number)
            continue;
        snprintf(name, sizeof name, "release:%lld", (long long)releases->items[i].number);
        snprintf(label, sizeof label, "%s %lld", page_text(call, N_("release no.")),
                 (long long)releases->items[i].number);
        field_put_option(call, name, label, chosen);
    }
    field_end_select(call);
    html_putf(page, "<p><button>%s</button></p>\n</form>\n", page_text(call, N_("Compare")));
}

static void put_held(const struct call *call, const struct plan_problem *problem,
                     const struct plan_meeting *meeting)
{
    struct text *page = &call->response->body;

    if (meeting == NULL) {
        page_put(call, "<td>", N_("not held"), "</td>");
        return;
    }
    text_put(page, "<td>");
    when_put_span(call, meeting->start, meeting->end);
    if (meeting->venue != PLAN_NONE)
        html_putf(page, ", %s", problem->venues[meeting->venue].code);
    if (meeting->mode == PLAN_ONLINE)
        html_putf(page, " (%s)", page_text(call, N_("online")));
    text_put(page, "</td>");
}

static void put_terms(const struct call *call, const struct compared_plans *compared)
{
    const struct plan_terms *before = &compared->before_judged.terms;
    const struct plan_terms *after = &compared->after_judged.terms;
    const struct {
        const char *name;
        int64_t before, after;
    } lines[] = {
        {N_("Meetings"), before->meetings, after->meetings},
        {N_("Meetings on holidays"), before->holiday, after->holiday},
        {N_("Ways of the candidates, km"), before->travel_m / 1000, after->travel_m / 1000},
        {N_("Online meetings"), before->online, after->online},
        {N_("Most meetings that one candidate of a unit has more than another"),
         compared->before_equality.meetings, compared->after_equality.meetings},
        {N_("Broken rules, by the rules of today"), (int64_t)compared->before_judged.violation_count,
         (int64_t)compared->after_judged.violation_count},
    };
    struct text *page = &call->response->body;

    html_putf(page,
              "<table>\n<thead><tr><td></td><th scope=\"col\" class=\"number\">%s</th>"
              "<th scope=\"col\" class=\"number\">%s</th></tr></thead>\n<tbody>\n",
              page_text(call, N_("This release")), page_text(call, N_("The other")));
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        html_putf(page,
                  "<tr><th scope=\"row\">%s</th><td class=\"number\">%lld</td><td "
                  "class=\"number\">%lld</td></tr>\n",
                  page_text(call, lines[i].name), (long long)lines[i].before, (long long)lines[i].after);
    text_put(page, "</tbody>\n</table>\n");
}

static void put_differences(const struct call *call, const struct compared_plans *compared)
{
    const struct plan_comparison *comparison = &compared->comparison;
    struct pager pager = pager_of(call, comparison->count, CHANGES_A_PAGE);
    struct text *page = &call->response->body;

    text_put(page, "<p>");
    page_say(call, "Meetings that are the same: %zu; that differ: %zu.", comparison->same, comparison->count);
    text_put(page, "</p>\n");
    if (comparison->count == 0)
        return;
    html_putf(page, "<table>\n<thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th>",
              page_text(call, N_("Meeting")), page_text(call, N_("This release")));
    html_putf(page, "<th scope=\"col\">%s</th></tr></thead>\n<tbody>\n", page_text(call, N_("The other")));
    for (size_t i = 0; i < pager.count; i++) {
        const struct plan_difference *item = &comparison->items[pager.from + i];
        html_putf(page, "<tr><td class=\"code\">%s</td>",
                  item->before != NULL ? item->before->code : item->after->code);
        put_held(call, compared->of.problem, item->before);
        put_held(call, compared->of.problem, item->after);
        text_put(page, "</tr>\n");
    }
    text_put(page, "</tbody>\n</table>\n");
    pager_put(call, &pager);
}

/* Only what the choice offers; the command line also takes files. */
static bool is_plan_name(const char *name)
{
    static const char release[] = "release:";
    int64_t number;

    return strcmp(name, "published") == 0 || strcmp(name, "draft") == 0 ||
           (strncmp(name, release, sizeof release - 1) == 0 &&
            parse_int(name + sizeof release - 1, 1, INT32_MAX, &number));
}

static enum error_code put_comparison(const struct call *call, int64_t number, const char *with,
                                      struct error *err)
{
    CLEANUP(compared_plans_done) struct compared_plans compared = {.of = {.problem = NULL}};
    CLEANUP(report_done) struct report report;
    char name[NAME_CHARS];

    report_init(&report, REPORT_LINES_DEFAULT);
    if (!is_plan_name(with))
        return error_set(err, ERROR_DATA, "the form names no plan to compare with");
    snprintf(name, sizeof name, "release:%lld", (long long)number);
    TRY(plans_compare(call->app, call->staff->election.id, &(struct compare_request){{name, with}, &report},
                      call->arena, &compared, err));
    page_put(call, "<h2>", N_("Comparison"), "</h2>\n");
    put_terms(call, &compared);
    put_differences(call, &compared);
    return OK;
}

/* ---- the page ---- */

static const struct plan_release *find_release(const struct plan_releases *releases, const char *number)
{
    int64_t wanted = 0;

    if (!parse_int(number, 1, INT32_MAX, &wanted))
        return NULL;
    for (size_t i = 0; i < releases->count; i++)
        if (releases->items[i].number == wanted)
            return &releases->items[i];
    return NULL;
}

static void put_head(const struct call *call, const struct plan_release *release)
{
    struct text *page = &call->response->body;

    if (params_find(&call->query, "published") != NULL) {
        text_put(page, "<p class=\"state\" role=\"status\">");
        page_say(call, "Release %lld is published; calendars show it, and the messages stand ready.",
                 (long long)release->number);
        html_putf(page, " <a href=\"%s\">%s</a></p>\n", page_address(call, "messages", NULL),
                  page_text(call, N_("To the messages")));
    }
    text_put(page, "<p>");
    page_say(call, "Release %lld, published on", (long long)release->number);
    text_put(page, " ");
    when_put_moment(call, release->published_utc_secs);
    text_put(page, ". ");
    page_say(call, "%zu meetings.", (size_t)release->changed);
    text_put(page, "</p>\n");
    if (release->note[0] != '\0')
        html_putf(page, "<p>%s: %s</p>\n", page_text(call, N_("Note")), release->note);
}

enum error_code show_release(struct call *call, struct error *err)
{
    const char *with = params_value(&call->query, "with");
    struct release_changes changes;
    struct plan_releases releases;

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    TRY(plan_releases_list(call->app, call->staff->election.id, call->arena, &releases, err));
    const struct plan_release *release = find_release(&releases, call->parameters[1]);
    if (release == NULL)
        return error_set(err, ERROR_NO_INPUT, "there is no release %s in this election", call->parameters[1]);
    TRY(release_changes_list(call->app, call->staff->election.id, release->number, call->arena, &changes,
                             err));
    page_begin(call, N_("Release"));
    put_head(call, release);
    put_choice(call, &releases, release->number, with);
    if (with[0] != '\0')
        TRY(put_comparison(call, release->number, with, err));
    else
        put_changelog(call, &changes);
    page_end(call);
    return OK;
}
