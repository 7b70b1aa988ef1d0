#include "app/notice_preview.h"
#include "web/html.h"
#include "web/message_page.h"
#include "web/page.h"
#include "web/staff.h"

static void put_size(const struct call *call, const struct notice_preview_text *text)
{
    struct text *page = &call->response->body;

    page_say(call, "%u characters, %u parts each.", text->characters, text->parts);
    if (text->forcing[0] != '\0') {
        text_put(page, " ");
        page_say(call, "The letter %s (place %u) takes the text out of the short alphabet.", text->forcing,
                 text->forcing_at);
    }
    if (text->plain[0] != '\0') {
        text_put(page, " ");
        page_say(call, "Without marks it would take %u parts.", text->plain_parts);
    }
    if (text->forbidden[0] != '\0') {
        text_put(page, " <strong>");
        page_say(call, "The gateway refuses the character %s (place %u).", text->forbidden,
                 text->forbidden_at);
        text_put(page, "</strong>");
    }
}

static void put_price(const struct call *call, const struct notice_kind_preview *kind)
{
    if (kind->sample.price_dong >= 0)
        page_say(call, "About %lld dong together.",
                 (long long)kind->sample.price_dong * (long long)kind->waiting);
    else
        page_say(call, "The settings name no price.");
}

static void put_kind(const struct call *call, const struct notice_kind_preview *kind)
{
    struct text *page = &call->response->body;

    html_putf(page, "<h3>%s</h3>\n<p>", page_text(call, message_kind_label(kind->kind)));
    page_say(call, "%lld messages wait.", (long long)kind->waiting);
    text_put(page, " ");
    if (kind->sample.text[0] != '\0') {
        put_size(call, &kind->sample);
        text_put(page, " ");
        put_price(call, kind);
    }
    text_put(page, "</p>\n");
    if (kind->sample.sentence[0] != '\0')
        html_putf(page, "<p class=\"hint\">%s</p>\n", page_text(call, kind->sample.sentence));
    if (kind->sample.text[0] != '\0')
        html_putf(page, "<blockquote>%s</blockquote>\n", kind->sample.text);
}

enum error_code message_preview_put(const struct call *call, struct error *err)
{
    struct notice_kind_previews previews;
    enum error_code code =
        notice_preview_kinds(call->app, call->staff->election.id, call->arena, &previews, err);

    if (code == ERROR_CONFIG) {
        page_put(call, "<p class=\"warning\">",
                 N_("The settings name no gateway that works, so no message goes to a telephone."), "</p>\n");
        return OK;
    }
    TRY(code);
    if (previews.count == 0)
        return OK;
    page_put(call, "<h2>", N_("What would go to telephones, one message of each kind"), "</h2>\n");
    for (size_t i = 0; i < previews.count; i++)
        put_kind(call, &previews.items[i]);
    return OK;
}
