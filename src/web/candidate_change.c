/* What is changed about a candidate: calendar address, contact, wish for silence. */
#include "app/candidate_contact.h"
#include "app/candidate_feed.h"
#include "base/parse.h"
#include "web/candidate_page.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/qr.h"
#include "web/staff.h"

#include <string.h>

#define ADDRESS_CHARS 800
#define WORDS_BYTES_MAX 4000

/* ---- calendar address ---- */

/* The only time that the address is shown: it goes into no link and no log, and the browser keeps no copy. */
static enum error_code show_address(struct call *call, const struct candidate_shown *shown, const char *url,
                                    struct error *err)
{
    CLEANUP(text_done) struct text landing = {0};
    struct text *page = &call->response->body;

    text_init(&landing, ADDRESS_CHARS);
    text_put_bytes(&landing, url, strlen(url) - strlen(".ics"));
    TRY(text_finish(&landing, err));
    page_begin(call, shown->name[0] != '\0' ? shown->name : shown->code);
    page_put(call, "<p class=\"state\" role=\"status\">",
             N_("The new calendar address. It is shown only now: print it or hand it over at once."),
             "</p>\n");
    TRY(qr_put_svg(landing.data, page_text(call, N_("QR code of the calendar address")), page, err));
    html_putf(page, "<p><code>%s</code></p>\n<p>%s</p>\n", landing.data,
              page_text(call, N_("The candidate opens it on the phone, or points the camera at the code, and "
                                 "follows the page. Whoever knows the address sees the calendar.")));
    html_putf(page, "<p class=\"noprint\"><a href=\"%s\">%s</a></p>\n",
              page_address(call, "candidates", shown->code), page_text(call, N_("Back to the candidate")));
    page_end(call);
    return OK;
}

static enum error_code change_feed(struct call *call, const struct candidate_shown *shown,
                                   enum candidate_feed_deed deed, struct error *err)
{
    struct candidate_feed_change change = {
        .election = call->staff->election.id, .candidate = shown->code, .deed = deed};
    const char *url;

    if (!parse_int(params_value(&call->form, "seen"), 0, INT64_MAX, &change.seen))
        return error_set(err, ERROR_DATA, "the form does not say what is to be done");
    TRY(candidate_feed_change(call->app, &change, call->arena, &url, err));
    if (url != NULL)
        return show_address(call, shown, url, err);
    staff_go_to(call, "%s?withdrawn", page_address(call, "candidates", shown->code));
    return OK;
}

static enum error_code issue(struct call *call, const struct candidate_shown *shown, struct error *err)
{
    return change_feed(call, shown, CANDIDATE_FEED_ISSUE, err);
}

static enum error_code renew(struct call *call, const struct candidate_shown *shown, struct error *err)
{
    return change_feed(call, shown, CANDIDATE_FEED_RENEW, err);
}

static enum error_code withdraw(struct call *call, const struct candidate_shown *shown, struct error *err)
{
    return change_feed(call, shown, CANDIDATE_FEED_REVOKE, err);
}

/* ---- telephone and mail ---- */

static enum error_code set_contact(struct call *call, const struct candidate_shown *shown, struct error *err)
{
    const struct candidate_contact contact = {.election = call->staff->election.id,
                                              .candidate = shown->code,
                                              .phone = params_value(&call->form, "phone"),
                                              .mail = params_value(&call->form, "mail")};

    TRY(candidate_contact_set(call->app, &contact, err));
    staff_go_to(call, "%s?contact", page_address(call, "candidates", shown->code));
    return OK;
}

static enum error_code set_wish(struct call *call, const struct candidate_shown *shown, bool silent,
                                struct error *err)
{
    const struct candidate_wish wish = {.election = call->staff->election.id,
                                        .candidate = shown->code,
                                        .silent = silent,
                                        .how = params_value(&call->form, "how")};
    bool changed;

    if (wish.how[0] == '\0')
        return error_set(err, ERROR_DATA, "say how that was learnt");
    TRY(candidate_wish_set(call->app, &wish, &changed, err));
    staff_go_to(call, "%s?wish", page_address(call, "candidates", shown->code));
    return OK;
}

static enum error_code silence(struct call *call, const struct candidate_shown *shown, struct error *err)
{
    return set_wish(call, shown, true, err);
}

static enum error_code wish_again(struct call *call, const struct candidate_shown *shown, struct error *err)
{
    return set_wish(call, shown, false, err);
}

/* ---- the forms ---- */

static const struct deed {
    const char *name;
    enum rights_action action;
    enum error_code (*run)(struct call *call, const struct candidate_shown *shown, struct error *err);
} deeds[] = {
    {"issue", RIGHTS_FEED, issue},
    {"renew", RIGHTS_FEED, renew},
    {"withdraw", RIGHTS_FEED, withdraw},
    {"contact", RIGHTS_VIEW_PERSONAL, set_contact},
    {"silent", RIGHTS_VIEW_PERSONAL, silence},
    {"wanted", RIGHTS_VIEW_PERSONAL, wish_again},
};

/* What is wrong, above the page as it is now; a number that was typed does not come back. */
static enum error_code tell_refusal(struct call *call, const struct candidate_shown *shown,
                                    const struct error *refusal, struct error *err)
{
    CLEANUP(text_done) struct text words;

    (void)err;
    text_init(&words, WORDS_BYTES_MAX);
    catalog_put_error(call->catalog, refusal, &words);
    text_clear(&call->response->body);
    call->response->status = error_http_status(refusal->code);
    page_begin(call, shown->name[0] != '\0' ? shown->name : shown->code);
    html_putf(&call->response->body, "<p class=\"error\" role=\"alert\">%s</p>\n", words.data);
    candidate_put_feed(call, shown);
    candidate_put_ways(call, shown);
    html_putf(&call->response->body, "<p><a href=\"%s\">%s</a></p>\n",
              page_address(call, "candidates", shown->code), page_text(call, N_("Back to the candidate")));
    page_end(call);
    return OK;
}

enum error_code change_candidate(struct call *call, struct error *err)
{
    const char *name = params_value(&call->form, "do");
    struct candidate_shown shown;
    struct error refusal;

    TRY(candidate_show(call->app, call->staff->election.id, call->parameters[1], call->arena, &shown, err));
    for (size_t i = 0; i < COUNT_OF(deeds); i++) {
        if (strcmp(deeds[i].name, name) != 0)
            continue;
        if (!candidate_may(call, &shown, deeds[i].action))
            return error_set(
                err, ERROR_DENIED,
                "your account may not do this here; an administrator can give it the role for it");
        enum error_code code = deeds[i].run(call, &shown, &refusal);
        if (code == ERROR_DATA || code == ERROR_FOUND)
            return tell_refusal(call, &shown, &refusal, err);
        if (code != OK)
            *err = refusal;
        return code;
    }
    return error_set(err, ERROR_DATA, "the form does not say what is to be done");
}
