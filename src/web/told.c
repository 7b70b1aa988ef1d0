#include "web/told.h"

#include "web/html.h"
#include "web/page.h"

static void put_price(const struct call *call, const struct publish_told *told)
{
    if (told->texts == 0)
        return;
    text_put(&call->response->body, "<p>");
    if (told->price_dong >= 0)
        page_say(call,
                 "Price of the messages to telephones: at least %lld dong, if each takes one part. The page "
                 "of messages "
                 "shows their texts before they go.",
                 (long long)told->price_dong);
    else
        page_say(call, "What the messages to telephones cost is not known: the settings name no price.");
    text_put(&call->response->body, "</p>\n");
}

void told_put(const struct call *call, const struct publish_told *told)
{
    struct text *page = &call->response->body;

    text_put(page, "<p>");
    page_say(call, "Candidates concerned: %lld. Messages to telephones: %lld; mails: %lld.",
             (long long)told->candidates, (long long)told->texts, (long long)told->mails);
    text_put(page, "</p>\n");
    put_price(call, told);
    if (told->unreachable > 0) {
        text_put(page, "<p class=\"warning\">");
        page_say(call,
                 "Candidates with neither telephone number nor mail address: %lld. Tell them by letter.",
                 (long long)told->unreachable);
        text_put(page, "</p>\n");
    }
}
