#include "app/audit_page.h"

#include "base/parse.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"

#include <string.h>

static const char *const kinds[][2] = {
    {"area", N_("areas")},
    {"candidate", N_("candidates")},
    {"consultation", N_("consultations")},
    {"contacts", N_("contacts")},
    {"draft", N_("drafts of a plan")},
    {"election", N_("the election")},
    {"meeting", N_("meetings")},
    {"notice", N_("messages")},
    {"opt_out", N_("wishes to get no messages")},
    {"release", N_("releases")},
    {"step", N_("steps")},
    {"store", N_("backups")},
    {"table", N_("tables")},
    {"token", N_("tokens")},
    {"user", N_("accounts")},
};

static const char *source_of(const char *source)
{
    static const char *const names[] = {"cli", "web", "worker"};
    static const char *const words[] = {N_("command line"), N_("web"), N_("worker")};
    size_t index;

    return parse_choice(source, names, COUNT_OF(names), &index) ? words[index] : source;
}

static void put_filter(const struct call *call)
{
    const char *chosen = params_value(&call->query, "kind");
    const struct field fields[] = {
        {"who", N_("Account"), "text", params_value(&call->query, "who"), NULL, false},
        {"day", N_("Day"), "text", params_value(&call->query, "day"), N_("such as 15/03/2026"), false},
    };

    html_putf(&call->response->body, "<form class=\"filter\" method=\"get\" action=\"%s\">\n",
              page_address(call, "audit", NULL));
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        field_put(call, &fields[i]);
    field_begin_select(call, "kind", N_("What it is about"));
    field_put_option(call, "", page_text(call, N_("all")), chosen);
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        field_put_option(call, kinds[i][0], page_text(call, kinds[i][1]), chosen);
    field_end_select(call);
    html_putf(&call->response->body, "<p><button>%s</button></p>\n</form>\n", page_text(call, N_("Show")));
}

static void put_change(const struct call *call, const char *label, const char *text)
{
    if (text[0] != '\0')
        html_putf(&call->response->body, "<br><span class=\"hint\">%s: %s</span>", page_text(call, label),
                  text);
}

static void put_entry(const struct call *call, const struct audit_page_entry *entry)
{
    CLEANUP(text_done) struct text words;
    struct text *page = &call->response->body;

    text_init(&words, 10000);
    catalog_put_message(call->catalog, &entry->words, &words);
    html_putf(page, "<tr id=\"n%lld\"><td class=\"number\">%lld</td><td class=\"day\">",
              (long long)entry->number, (long long)entry->number);
    page_put_moment(call, entry->at_utc_secs);
    html_putf(page, "</td><td>%s<br><span class=\"hint\">%s · %s</span></td><td>%s", entry->who,
              page_text(call, source_of(entry->source)), entry->host, words.data);
    put_change(call, N_("before"), entry->before);
    put_change(call, N_("after"), entry->after);
    text_put(page, "</td></tr>\n");
}

static void put_entries(const struct call *call, const struct audit_page *shown)
{
    static const char *const heads[] = {N_("Number"), N_("When"), N_("Who"), N_("What was done")};
    struct text *page = &call->response->body;

    if (shown->count == 0) {
        page_put(call, "<p>", N_("Nothing."), "</p>\n");
        return;
    }
    text_put(page, "<table>\n<thead><tr>");
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        html_putf(page, "<th scope=\"col\">%s</th>", page_text(call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < shown->count; i++)
        put_entry(call, &shown->entries[i]);
    text_put(page, "</tbody>\n</table>\n");
}

static void put_parameter(struct text *query, const char *name, const char *value)
{
    text_putf(query, "&%s=", name);
    params_encode(value, query);
}

static void put_older(const struct call *call, const struct audit_page *shown)
{
    CLEANUP(text_done) struct text query = {0};
    static const char *const kept[] = {"who", "kind", "day"};

    if (!shown->more)
        return;
    text_init(&query, 2000);
    for (size_t i = 0; i < COUNT_OF(kept); i++)
        put_parameter(&query, kept[i], params_value(&call->query, kept[i]));
    html_putf(&call->response->body,
              "<p><a class=\"button\" rel=\"next\" href=\"%s?before=%lld%s\">%s</a></p>\n",
              page_address(call, "audit", NULL), (long long)shown->entries[shown->count - 1].number,
              query.data, page_text(call, N_("Older entries")));
}

/* ---- the chain ---- */

static void put_clock(const struct call *call, const struct audit_check *check)
{
    if (check->clock_back == 0)
        return;
    text_put(&call->response->body, "<p class=\"warning\">");
    page_say(call, "Entries dated before the one before them: %lld. The clock of the machine was set back.",
             (long long)check->clock_back);
    text_put(&call->response->body, "</p>\n");
}

static enum error_code put_check(const struct call *call, struct error *err)
{
    struct text *page = &call->response->body;
    struct audit_check check;
    enum error_code code = audit_verify(call->app, NULL, &check, err);

    if (code == ERROR_FOUND) {
        page_put_error(call, err);
        return OK;
    }
    TRY(code);
    text_put(page, "<p class=\"state\" role=\"status\">");
    page_say(call, "The log of changes is whole; entries: %lld.", (long long)check.checked);
    html_putf(page, "<br><span class=\"hint\">%s <code>%s</code></span></p>\n",
              page_text(call, N_("Hash of the newest entry:")), check.head.hash);
    put_clock(call, &check);
    return OK;
}

static void put_offer(const struct call *call)
{
    html_putf(
        &call->response->body, "<p class=\"hint\">%s <a href=\"%s?check=1\">%s</a></p>\n",
        page_text(
            call,
            N_("Each entry carries a hash over itself and the entry before, so that nothing can be changed "
               "without a trace.")),
        page_address(call, "audit", NULL), page_text(call, N_("Check the whole log now")));
}

static enum error_code read_filter(const struct call *call, struct audit_page_filter *out, struct error *err)
{
    const char *day = params_value(&call->query, "day");
    const char *before = params_value(&call->query, "before");
    struct audit_page_filter filter = {
        .election = call->staff->election.id,
        .who = params_value(&call->query, "who"),
        .kind = params_value(&call->query, "kind"),
        .has_day = day[0] != '\0',
    };

    if (before[0] != '\0' && !parse_int(before, 1, INT64_MAX, &filter.before))
        return error_set(err, ERROR_DATA, "\"%s\" is no number of an entry", before);
    if (filter.has_day && !civil_date_parse(day, &filter.day))
        return error_set(err, ERROR_DATA, "\"%s\" is not a date such as 2026-03-15 or 15/03/2026", day);
    *out = filter;
    return OK;
}

enum error_code show_audit(struct call *call, struct error *err)
{
    struct audit_page_filter filter;
    struct audit_page shown;

    TRY(staff_must(call, RIGHTS_AUDIT, 0, err));
    TRY(read_filter(call, &filter, err));
    TRY(audit_page_read(call->app, &filter, call->arena, &shown, err));
    page_begin(call, N_("Log of changes"));
    if (params_find(&call->query, "check") != NULL)
        TRY(put_check(call, err));
    else
        put_offer(call);
    put_filter(call);
    put_entries(call, &shown);
    put_older(call, &shown);
    page_end(call);
    return OK;
}
