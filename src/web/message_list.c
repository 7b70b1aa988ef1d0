#include "web/field.h"
#include "web/html.h"
#include "web/message_page.h"
#include "web/page.h"
#include "web/pager.h"
#include "web/staff.h"
#include "web/when.h"

#include <string.h>

#define MESSAGES_A_PAGE 100

const char *message_kind_label(const char *kind)
{
    static const char *const labels[][2] = {
        {"release", N_("changes of the plan")},
        {"written_notice", N_("written notice before a meeting")},
        {"reminder_3_days", N_("reminder 3 days before")},
        {"reminder_1_day", N_("reminder the day before")},
        {"reminder_2_hours", N_("reminder 2 hours before")},
        {"phone_not_updated", N_("phone without the change")},
        {"deadline", N_("deadline comes near")},
        {"deadline_last_days", N_("deadline, the last days")},
        {"report_due", N_("report due")},
        {"overdue", N_("overdue")},
        {"overdue_above", N_("overdue, to the level above")},
        {"digest", N_("the office's day")},
        {"invitation", N_("calendar invitation")},
    };

    for (size_t i = 0; i < COUNT_OF(labels); i++)
        if (strcmp(labels[i][0], kind) == 0)
            return labels[i][1];
    return kind;
}

const char *message_channel_label(const char *channel)
{
    return strcmp(channel, "sms") == 0 ? N_("telephone") : N_("mail");
}

/* NULL: it is not asked for. */
static const char *asked(const struct call *call, const char *name)
{
    const char *value = params_value(&call->query, name);

    return value[0] != '\0' ? value : NULL;
}

bool message_list_asked(const struct call *call)
{
    return asked(call, "state") != NULL || asked(call, "kind") != NULL || asked(call, "channel") != NULL;
}

/* ---- how many ---- */

static void put_tally(const struct call *call, const struct notice_tally *tally)
{
    struct text *page = &call->response->body;

    html_putf(page, "<tr><td>%s</td><td>%s</td><td>%s</td><td class=\"number\"><a href=\"%s?kind=",
              page_text(call, message_kind_label(tally->kind)),
              page_text(call, message_channel_label(tally->channel)), page_text(call, tally->label),
              page_address(call, "messages", NULL));
    params_encode(tally->kind, page);
    html_putf(page, "&amp;channel=%s&amp;state=%s\">%lld</a></td></tr>\n", tally->channel, tally->state,
              (long long)tally->count);
}

static void put_tallies(const struct call *call, const struct notice_tallies *tallies)
{
    static const char *const heads[] = {N_("Kind"), N_("Goes by"), N_("State")};
    struct text *page = &call->response->body;

    page_put(call, "<h2>", N_("Outbox"), "</h2>\n");
    if (tallies->count == 0) {
        page_put(call, "<p>", N_("No message stands in the outbox; a release puts them there."), "</p>\n");
        return;
    }
    text_put(page, "<table>\n<thead><tr>");
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        html_putf(page, "<th scope=\"col\">%s</th>", page_text(call, heads[i]));
    html_putf(page, "<th scope=\"col\" class=\"number\">%s</th></tr></thead>\n<tbody>\n",
              page_text(call, N_("Messages")));
    for (size_t i = 0; i < tallies->count; i++)
        put_tally(call, &tallies->items[i]);
    text_put(page, "</tbody>\n</table>\n");
}

/* ---- one by one ---- */

/* Each word once; they stand in order of the kinds. */
static bool seen_before(const struct notice_tallies *tallies, size_t at, bool kind)
{
    for (size_t i = 0; i < at; i++)
        if (strcmp(kind ? tallies->items[i].kind : tallies->items[i].state,
                   kind ? tallies->items[at].kind : tallies->items[at].state) == 0)
            return true;
    return false;
}

static void put_filter(const struct call *call, const struct notice_tallies *tallies)
{
    struct text *page = &call->response->body;

    html_putf(page, "<form class=\"filter\" method=\"get\" action=\"%s\">\n",
              page_address(call, "messages", NULL));
    field_begin_select(call, "kind", N_("Kind"));
    field_put_option(call, "", page_text(call, N_("all")), params_value(&call->query, "kind"));
    for (size_t i = 0; i < tallies->count; i++)
        if (!seen_before(tallies, i, true))
            field_put_option(call, tallies->items[i].kind,
                             page_text(call, message_kind_label(tallies->items[i].kind)),
                             params_value(&call->query, "kind"));
    field_end_select(call);
    field_begin_select(call, "state", N_("State"));
    field_put_option(call, "", page_text(call, N_("all")), params_value(&call->query, "state"));
    for (size_t i = 0; i < tallies->count; i++)
        if (!seen_before(tallies, i, false))
            field_put_option(call, tallies->items[i].state, page_text(call, tallies->items[i].label),
                             params_value(&call->query, "state"));
    field_end_select(call);
    html_putf(page, "<p><button>%s</button> <a href=\"%s\">%s</a></p>\n</form>\n",
              page_text(call, N_("Show")), page_address(call, "messages", NULL),
              page_text(call, N_("Back to the overview")));
}

static bool fits(const char *wanted, const char *value)
{
    return wanted == NULL || strcmp(wanted, value) == 0;
}

static size_t count_asked(const struct call *call, const struct notice_tallies *tallies)
{
    int64_t count = 0;

    for (size_t i = 0; i < tallies->count; i++) {
        const struct notice_tally *tally = &tallies->items[i];
        if (fits(asked(call, "kind"), tally->kind) && fits(asked(call, "state"), tally->state) &&
            fits(asked(call, "channel"), tally->channel))
            count += tally->count;
    }
    return (size_t)count;
}

static void put_when(const struct call *call, const struct listed_notice *notice)
{
    struct text *page = &call->response->body;

    text_put(page, "<td class=\"day\">");
    if (notice->finished_utc_secs != 0) {
        when_put_moment(call, notice->finished_utc_secs);
    } else {
        page_say(call, "not before");
        text_put(page, " ");
        when_put_moment(call, notice->not_before_utc_secs);
    }
    text_put(page, "</td>");
}

static void put_notice(const struct call *call, const struct listed_notice *notice)
{
    struct text *page = &call->response->body;

    html_putf(page, "<tr><td class=\"code\">%lld</td><td>%s <span class=\"hint\">%s</span></td><td>%s, %s",
              (long long)notice->id, notice->name, notice->who,
              page_text(call, message_kind_label(notice->kind)),
              page_text(call, message_channel_label(notice->channel)));
    if (notice->release_number != 0) {
        text_put(page, ", ");
        page_say(call, "release no. %lld", (long long)notice->release_number);
    }
    html_putf(page, "</td><td>%s <span class=\"hint\">%s %s</span></td>", page_text(call, notice->label),
              page_text(call, notice->sentence), notice->gateway_words);
    put_when(call, notice);
    html_putf(page, "<td>%s</td></tr>\n", notice->text);
}

static enum error_code put_notices(const struct call *call, const struct notice_tallies *tallies,
                                   struct error *err)
{
    static const char *const heads[] = {N_("Number"), N_("To whom"), N_("What about"),
                                        N_("State"),  N_("When"),    N_("Text as it was sent")};
    struct text *page = &call->response->body;
    struct pager pager = pager_of(call, count_asked(call, tallies), MESSAGES_A_PAGE);
    const struct notice_filter filter = {asked(call, "state"), asked(call, "kind"), asked(call, "channel"),
                                         pager.from, MESSAGES_A_PAGE};
    struct listed_notices notices;

    TRY(notice_list(call->app, call->staff->election.id, &filter, call->arena, &notices, err));
    text_put(page, "<p>");
    page_say(call, "%zu messages.", pager.total);
    text_put(page, "</p>\n");
    if (notices.count == 0)
        return OK;
    text_put(page, "<table>\n<thead><tr>");
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        html_putf(page, "<th scope=\"col\">%s</th>", page_text(call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < notices.count; i++)
        put_notice(call, &notices.items[i]);
    text_put(page, "</tbody>\n</table>\n");
    pager_put(call, &pager);
    return OK;
}

enum error_code message_list_put(const struct call *call, struct error *err)
{
    struct notice_tallies tallies;

    TRY(notice_tally(call->app, call->staff->election.id, call->arena, &tallies, err));
    if (!message_list_asked(call)) {
        put_tallies(call, &tallies);
        html_putf(&call->response->body, "<p><a class=\"button\" href=\"%s\">%s</a></p>\n",
                  page_address(call, "messages", "evidence.csv"),
                  page_text(call, N_("Evidence of all messages, as a table (CSV)")));
        return OK;
    }
    put_filter(call, &tallies);
    return put_notices(call, &tallies, err);
}
