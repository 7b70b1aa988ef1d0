/* What stands on the page of a candidate about being told, with the forms that change it. */
#include "web/candidate_page.h"
#include "web/field.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"
#include "web/when.h"

#include <stdio.h>
#include <string.h>

static void begin_form(const struct call *call, const char *deed, int64_t seen)
{
    staff_put_form(call, page_address(call, "candidates", call->parameters[1]));
    html_putf(&call->response->body,
              "<input type=\"hidden\" name=\"do\" value=\"%s\">\n<input type=\"hidden\" name=\"seen\" "
              "value=\"%lld\">\n",
              deed, (long long)seen);
}

static void end_form(const struct call *call, const char *button, const char *kind)
{
    html_putf(&call->response->body, "<p><button class=\"%s\">%s</button></p>\n</form>\n", kind,
              page_text(call, button));
}

/* ---- the calendar address ---- */

static void put_feed_state(const struct call *call, const struct candidate_feed *feed)
{
    struct text *page = &call->response->body;

    html_putf(page, "<dl>\n<dt>%s</dt><dd>", page_text(call, N_("Made")));
    when_put_moment(call, feed->created_utc_secs);
    html_putf(page, "</dd>\n<dt>%s</dt><dd>", page_text(call, N_("Fetched last")));
    if (feed->last_fetch_utc_secs == 0)
        page_put(call, "", N_("never fetched"), "");
    else
        when_put_moment(call, feed->last_fetch_utc_secs);
    if (feed->last_client[0] != '\0')
        html_putf(page, " (%s)", feed->last_client);
    text_put(page, "</dd>\n</dl>\n");
    page_put(call, "<p class=\"hint\">",
             N_("The address itself is not kept, so nobody can look it up. If it is lost, make a new one."),
             "</p>\n");
}

/* Behind a fold, with what it means, so that nobody does it by a slip of the hand. */
static void put_feed_change(const struct call *call, const struct candidate_feed *feed)
{
    struct text *page = &call->response->body;

    html_putf(page, "<details>\n<summary>%s</summary>\n<p>%s</p>\n",
              page_text(call, N_("Make a new address")),
              page_text(call, N_("The address of now ends at once; the candidate must add the new one.")));
    begin_form(call, "renew", feed->id);
    end_form(call, N_("End the old address and make a new one"), "main");
    html_putf(page, "</details>\n<details>\n<summary>%s</summary>\n<p>%s</p>\n",
              page_text(call, N_("Withdraw the address")),
              page_text(call, N_("From then on the calendar shows only that it was withdrawn.")));
    begin_form(call, "withdraw", feed->id);
    end_form(call, N_("Withdraw it"), "danger");
    text_put(page, "</details>\n");
}

void candidate_put_feed(const struct call *call, const struct candidate_shown *shown)
{
    const struct candidate_feed *feed = candidate_feed_in_use(shown);
    bool may = candidate_may(call, shown, RIGHTS_FEED);

    page_put(call, "<h2>", N_("Calendar on the phone"), "</h2>\n");
    if (feed != NULL) {
        put_feed_state(call, feed);
        if (may)
            put_feed_change(call, feed);
        return;
    }
    page_put(call, "<p>", N_("The candidate has no calendar address."), "</p>\n");
    if (!may)
        return;
    begin_form(call, "issue", 0);
    end_form(call, N_("Make an address"), "main");
}

/* ---- telephone and mail ---- */

static void put_way(const struct call *call, const char *label, const char *way, bool silent)
{
    struct text *page = &call->response->body;

    html_putf(page, "<dt>%s</dt><dd>%s", page_text(call, label),
              way[0] != '\0' ? way : page_text(call, N_("none")));
    if (silent)
        html_putf(page, " <strong>%s</strong>", page_text(call, N_("asked for no messages")));
    text_put(page, "</dd>\n");
}

static void put_contact_form(const struct call *call)
{
    const struct field fields[] = {
        {"phone", N_("Mobile number"), "tel", "", N_("such as 0912 345 678; empty: stays as it is"), false},
        {"mail", N_("Mail address"), "text", "", N_("empty: stays as it is"), false},
    };

    html_putf(&call->response->body, "<details>\n<summary>%s</summary>\n",
              page_text(call, N_("Enter number or address")));
    begin_form(call, "contact", 0);
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        field_put(call, &fields[i]);
    end_form(call, N_("Store it"), "main");
    text_put(&call->response->body, "</details>\n");
}

static void put_wish_form(const struct call *call, bool silent)
{
    html_putf(&call->response->body, "<details>\n<summary>%s</summary>\n",
              page_text(call, silent ? N_("Messages are wanted again") : N_("No messages are wanted")));
    begin_form(call, silent ? "wanted" : "silent", 0);
    field_put(call, &(struct field){"how", N_("How that was learnt"), "text", "",
                                    N_("such as by telephone, by letter; without names and numbers"), true});
    end_form(call, N_("Store it"), "main");
    text_put(&call->response->body, "</details>\n");
}

static void put_silences(const struct call *call, const struct candidate_shown *shown)
{
    struct text *page = &call->response->body;

    if (shown->silence_count == 0)
        return;
    page_put(call, "<h3>", N_("What was asked for, newest first"), "</h3>\n<ul>\n");
    for (size_t i = 0; i < shown->silence_count; i++) {
        const struct candidate_silence *one = &shown->silences[i];
        text_put(page, "<li>");
        when_put_moment(call, one->at_utc_secs);
        html_putf(
            page, ": %s (%s); %s; %s</li>\n",
            page_text(call, one->silent ? N_("no messages are wanted") : N_("messages are wanted again")),
            page_text(call, one->mail ? N_("mail") : N_("telephone")), one->how, one->who);
    }
    text_put(page, "</ul>\n");
}

void candidate_put_ways(const struct call *call, const struct candidate_shown *shown)
{
    struct text *page = &call->response->body;
    bool held = shown->phone[0] != '\0' || shown->mail[0] != '\0';

    page_put(call, "<h2>", N_("Telephone and mail"), "</h2>\n<dl>\n");
    put_way(call, N_("Mobile number"), shown->phone, shown->phone_silent);
    put_way(call, N_("Mail address"), shown->mail, shown->mail_silent);
    text_put(page, "</dl>\n");
    if (shown->erased)
        page_put(call, "<p class=\"hint\">",
                 N_("The contact was erased. Enter it only if it was given anew."), "</p>\n");
    if (candidate_may(call, shown, RIGHTS_VIEW_PERSONAL)) {
        put_contact_form(call);
        if (held)
            put_wish_form(call, shown->phone_silent || shown->mail_silent);
    }
    put_silences(call, shown);
}

/* ---- messages ---- */

static void put_notice(const struct call *call, const struct candidate_notice *notice, bool with_text)
{
    struct text *page = &call->response->body;

    text_put(page, "<tr><td class=\"day\">");
    when_put_moment(call,
                    notice->finished_utc_secs != 0 ? notice->finished_utc_secs : notice->queued_utc_secs);
    html_putf(page, "</td><td>%s</td><td>",
              page_text(call, strcmp(notice->channel, "sms") == 0 ? N_("telephone") : N_("mail")));
    if (notice->release_number != 0)
        page_say(call, "release %lld", (long long)notice->release_number);
    else
        page_put(call, "", N_("reminder"), "");
    html_putf(page, "</td><td>%s %s</td><td>%s</td></tr>\n", page_text(call, notice->label),
              page_text(call, notice->sentence), with_text ? notice->text : "");
}

void candidate_put_notices(const struct call *call, const struct candidate_shown *shown)
{
    static const char *const heads[] = {N_("Since"), N_("By"), N_("About"), N_("State"), N_("Text as sent")};
    struct text *page = &call->response->body;
    bool with_text = candidate_may(call, shown, RIGHTS_VIEW_PERSONAL);

    page_put(call, "<h2>", N_("Messages"), "</h2>\n");
    if (shown->notice_count == 0) {
        page_put(call, "<p>", N_("No message was made."), "</p>\n");
        return;
    }
    text_put(page, "<table>\n<thead><tr>");
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        html_putf(page, "<th scope=\"col\">%s</th>", page_text(call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < shown->notice_count; i++)
        put_notice(call, &shown->notices[i], with_text);
    text_put(page, "</tbody>\n</table>\n");
}
