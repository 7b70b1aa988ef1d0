#include "app/account_factor.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/qr.h"
#include "web/staff.h"

#include <string.h>

#define SECRET_TEXT_MAX 500

static void put_code_field(const struct call *call)
{
    html_putf(
        &call->response->body,
        "<p><label for=\"code\">%s</label>\n<input id=\"code\" name=\"code\" autocomplete=\"one-time-code\" "
        "spellcheck=\"false\" required></p>\n",
        page_text(call, N_("Code that the phone shows now")));
}

/* ---- on the page of the account ---- */

static enum error_code put_factor(const struct call *call, struct error *err)
{
    struct text *page = &call->response->body;
    struct factor_state state;

    TRY(account_factor_state(call->app, call->staff->session.account, &state, err));
    page_put(call, "<h2>", N_("Code of a phone at log-in"), "</h2>\n");
    if (!state.asked_for) {
        page_put(call, "<p>",
                 N_("A program on your phone shows a new code every half minute. Whoever then learns your "
                    "password still "
                    "cannot log in without the phone."),
                 "</p>\n");
        staff_put_form(call, "/account/factor");
        page_put(call, "<p><button name=\"do\" value=\"begin\">", N_("Set it up"),
                 "</button></p>\n</form>\n");
        return OK;
    }
    text_put(page, "<p>");
    page_say(call, "The code is asked for. Codes on paper that are left: %lld.",
             (long long)state.paper_codes);
    text_put(page, "</p>\n");
    staff_put_form(call, "/account/factor");
    put_code_field(call);
    page_put(call, "<p><button class=\"danger\" name=\"do\" value=\"remove\">",
             N_("Ask for no code any more"), "</button></p>\n</form>\n");
    return OK;
}

static void put_session(const struct call *call, const struct listed_session *session)
{
    struct text *page = &call->response->body;

    text_put(page, "<tr><td class=\"day\">");
    page_put_moment(call, session->begun_utc_secs);
    text_put(page, "</td><td class=\"day\">");
    page_put_moment(call, session->used_utc_secs);
    text_put(page, "</td><td class=\"day\">");
    page_put_moment(call, session->ends_utc_secs);
    text_put(page, "</td><td>");
    if (session->own) {
        page_put(call, "", N_("this one"), "");
    } else {
        staff_put_form(call, "/account/session");
        html_putf(page, "<button name=\"session\" value=\"%s\">%s</button></form>", session->id,
                  page_text(call, N_("End it")));
    }
    text_put(page, "</td></tr>\n");
}

static enum error_code put_sessions(const struct call *call, struct error *err)
{
    static const char *const heads[] = {N_("Begun"), N_("Last used"), N_("Ends, unless it is used"),
                                        N_("Session")};
    struct text *page = &call->response->body;
    struct session_list sessions;

    TRY(session_list(call->app, call->staff->session.account, call->staff->token, call->arena, &sessions,
                     err));
    page_put(call, "<h2>", N_("Where you are logged in"), "</h2>\n");
    text_put(page, "<table>\n<thead><tr>");
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        html_putf(page, "<th scope=\"col\">%s</th>", page_text(call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < sessions.count; i++)
        put_session(call, &sessions.items[i]);
    text_put(page, "</tbody>\n</table>\n");
    return OK;
}

enum error_code put_safety(struct call *call, struct error *err)
{
    TRY(put_factor(call, err));
    return put_sessions(call, err);
}

enum error_code end_session(struct call *call, struct error *err)
{
    TRY(session_end_one(call->app, call->staff->session.account, params_value(&call->form, "session"), err));
    staff_go_to(call, "/account?stored");
    return OK;
}

/* ---- setting it up ---- */

static enum error_code put_offer(struct call *call, const struct error *trouble, struct error *err)
{
    CLEANUP(text_done) struct text secret;
    CLEANUP(text_done) struct text address;
    struct text *page = &call->response->body;

    text_init(&secret, SECRET_TEXT_MAX);
    text_init(&address, SECRET_TEXT_MAX);
    TRY(account_factor_begin(call->app, call->staff->session.login, &secret, &address, err));
    page_begin(call, N_("Code of a phone at log-in"));
    if (trouble != NULL)
        page_put_error(call, trouble);
    page_put(call, "<p>",
             N_("Scan this picture with a program for such codes on your phone, or type the letters below "
                "it. Then enter the "
                "code that it shows."),
             "</p>\n");
    TRY(qr_put_svg(address.data, page_text(call, N_("QR code with the secret for the phone")), page, err));
    html_putf(page, "<p><code>%s</code></p>\n", secret.data);
    staff_put_form(call, "/account/factor");
    put_code_field(call);
    page_put(call, "<p><button class=\"main\" name=\"do\" value=\"confirm\">",
             N_("Ask for the code from now on"), "</button></p>\n</form>\n");
    html_putf(page, "<p><a href=\"/account\">%s</a></p>\n", page_text(call, N_("Back, without storing")));
    page_end(call);
    return OK;
}

static void put_paper(struct call *call, char paper[FACTOR_PAPER_CODES][FACTOR_PAPER_CHARS])
{
    struct text *page = &call->response->body;

    page_begin(call, N_("Codes on paper"));
    page_put(call, "<p class=\"state\" role=\"status\">",
             N_("The code of your phone is asked for from now on."), "</p>\n");
    page_put(call, "<p>",
             N_("For the day when the phone is lost: write these codes down or print them. Each opens once "
                "in place of the "
                "phone's. They are shown only now."),
             "</p>\n<ul>\n");
    for (size_t i = 0; i < FACTOR_PAPER_CODES; i++)
        html_putf(page, "<li><code>%s</code></li>\n", paper[i]);
    html_putf(page, "</ul>\n<p><a class=\"button\" href=\"/account\">%s</a></p>\n",
              page_text(call, N_("I have written them down")));
    page_end(call);
}

static enum error_code confirm(struct call *call, struct error *err)
{
    char paper[FACTOR_PAPER_CODES][FACTOR_PAPER_CHARS];
    enum error_code code = account_factor_confirm(call->app, call->staff->session.login,
                                                  params_value(&call->form, "code"), paper, err);

    if (code == ERROR_DATA) {
        const struct error trouble = *err;
        call->response->status = error_http_status(code);
        return put_offer(call, &trouble, err);
    }
    TRY(code);
    put_paper(call, paper);
    secret_wipe(paper, sizeof paper);
    return OK;
}

static enum error_code remove_factor(struct call *call, struct error *err)
{
    TRY(account_factor_check(call->app, call->staff->session.account, params_value(&call->form, "code"),
                             err));
    TRY(account_factor_remove(call->app, call->staff->session.login, err));
    staff_go_to(call, "/account?stored");
    return OK;
}

enum error_code change_factor(struct call *call, struct error *err)
{
    const char *action = params_value(&call->form, "do");
    const char *login = call->staff->session.login;
    unsigned wait_secs;

    if (strcmp(action, "begin") == 0)
        return put_offer(call, NULL, err);
    if (!rate_limit_take(call->site->login_limit, login, strlen(login), clock_monotonic_ms(), &wait_secs))
        return error_set(err, ERROR_DENIED, "too many codes were tried; please wait a minute");
    if (strcmp(action, "confirm") == 0)
        return confirm(call, err);
    if (strcmp(action, "remove") == 0)
        return remove_factor(call, err);
    return error_set(err, ERROR_DATA, "there is no such form");
}
