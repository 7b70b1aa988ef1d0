#include "app/account_factor.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"

#include <stdio.h>
#include <string.h>

/* Where to go after the log-in: a page of this service and nowhere else. */
static const char *next_of(const char *asked)
{
    bool ours =
        strncmp(asked, "/e/", strlen("/e/")) == 0 || strncmp(asked, "/setup/", strlen("/setup/")) == 0;

    return ours && strpbrk(asked, "\\\r\n") == NULL ? asked : "/e";
}

static void put_page(struct call *call, const char *next, const char *login, const char *trouble)
{
    struct text *page = &call->response->body;

    page_begin(call, N_("Log in"));
    if (trouble != NULL)
        html_putf(page, "<p class=\"error\" role=\"alert\">%s</p>\n", page_text(call, trouble));
    html_putf(
        page,
        "<form method=\"post\" action=\"/login\">\n<input type=\"hidden\" name=\"next\" value=\"%s\">\n",
        next_of(next));
    html_putf(
        page,
        "<p><label for=\"login\">%s</label>\n<input id=\"login\" name=\"login\" value=\"%s\" "
        "autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\" required autofocus></p>\n",
        page_text(call, N_("Account")), login);
    html_putf(
        page,
        "<p><label for=\"password\">%s</label>\n<input id=\"password\" name=\"password\" type=\"password\" "
        "autocomplete=\"current-password\" required></p>\n<p><button>%s</button></p>\n</form>\n",
        page_text(call, N_("Password")), page_text(call, N_("Log in")));
    html_putf(
        page, "<p class=\"hint\">%s</p>\n",
        page_text(call, N_("Accounts are given by the administrator of your Fatherland Front committee, who "
                           "also sets a new password for whoever has forgotten it.")));
    page_end(call);
}

enum error_code show_login(struct call *call, struct error *err)
{
    (void)err;
    put_page(call, params_value(&call->query, "next"), "", NULL);
    return OK;
}

/* Guessing is slow from one address and for one account, wherever the guesses come from. */
static bool is_too_often(const struct call *call, const char *login, unsigned *out_wait_secs)
{
    int64_t now_ms = clock_monotonic_ms();

    return !rate_limit_take(call->site->login_limit, login, strlen(login), now_ms, out_wait_secs) ||
           (!call->client.local && !rate_limit_take(call->site->login_limit, call->client.key,
                                                    CLIENT_KEY_BYTES, now_ms, out_wait_secs));
}

static enum error_code begin_session(struct call *call, int64_t account, struct error *err)
{
    char token[SECRET_TOKEN_CHARS];

    TRY(session_begin(call->app, account, catalog_language(call->catalog), token, err));
    staff_put_cookie(call, token);
    secret_wipe(token, sizeof token);
    staff_go_to(call, "%s", next_of(params_value(&call->form, "next")));
    return OK;
}

static enum error_code lead_to_code(struct call *call, int64_t account, struct error *err)
{
    CLEANUP(text_done) struct text next = {0};
    char token[SECRET_TOKEN_CHARS];

    TRY(account_wait_begin(call->app, account, token, err));
    staff_put_cookie(call, token);
    secret_wipe(token, sizeof token);
    text_init(&next, 1000);
    params_encode(next_of(params_value(&call->form, "next")), &next);
    staff_go_to(call, "/login/code?next=%s", next.data);
    return OK;
}

static enum error_code come_in(struct call *call, const char *login, struct error *err)
{
    struct factor_state factor;
    int64_t account;

    TRY(account_log_in(call->app, login, params_value(&call->form, "password"), &account, err));
    TRY(account_factor_state(call->app, account, &factor, err));
    return factor.asked_for ? lead_to_code(call, account, err) : begin_session(call, account, err);
}

enum error_code log_in(struct call *call, struct error *err)
{
    const char *login = params_value(&call->form, "login");
    const char *next = params_value(&call->form, "next");
    unsigned wait_secs = 0;

    if (is_too_often(call, login, &wait_secs)) {
        call->response->status = 429;
        http_set_header(call->response, "Retry-After", "%u", wait_secs);
        put_page(call, next, login, N_("Too many passwords were tried; please wait a minute."));
        return OK;
    }
    enum error_code code = come_in(call, login, err);
    if (code != ERROR_DENIED)
        return code;
    call->response->status = 403;
    put_page(call, next, login, N_("Account or password is wrong, or the account is disabled."));
    return OK;
}

/* ---- the second step ---- */

static void put_code_page(struct call *call, const char *next, const struct error *trouble)
{
    struct text *page = &call->response->body;

    page_begin(call, N_("The code of your phone"));
    if (trouble != NULL)
        page_put_error(call, trouble);
    html_putf(
        page,
        "<form method=\"post\" action=\"/login/code\">\n<input type=\"hidden\" name=\"next\" value=\"%s\">\n",
        next_of(next));
    html_putf(
        page,
        "<p><label for=\"code\">%s</label>\n<input id=\"code\" name=\"code\" autocomplete=\"one-time-code\" "
        "autocapitalize=\"characters\" spellcheck=\"false\" aria-describedby=\"code-hint\" required "
        "autofocus><br>\n"
        "<span class=\"hint\" id=\"code-hint\">%s</span></p>\n<p><button "
        "class=\"main\">%s</button></p>\n</form>\n",
        page_text(call, N_("Code")),
        page_text(call,
                  N_("Six digits that the program on your phone shows, or one of your codes on paper.")),
        page_text(call, N_("Log in")));
    page_put(call, "<p class=\"hint\">", N_("Whoever has lost both asks the administrator."), "</p>\n");
    page_end(call);
}

/* Whoever has not given a password goes back to it. */
static enum error_code find_waiting(struct call *call, char token[SECRET_TOKEN_CHARS], int64_t *out,
                                    struct error *err)
{
    staff_read_cookie(call->request, token);
    TRY(account_wait_find(call->app, token, out, err));
    if (*out == 0)
        staff_go_to(call, "/login");
    return OK;
}

enum error_code show_code(struct call *call, struct error *err)
{
    char token[SECRET_TOKEN_CHARS];
    int64_t account;

    TRY(find_waiting(call, token, &account, err));
    if (account != 0)
        put_code_page(call, params_value(&call->query, "next"), NULL);
    return OK;
}

static enum error_code check_code(struct call *call, int64_t account, struct error *err)
{
    char key[40];
    unsigned wait_secs;

    snprintf(key, sizeof key, "code %lld", (long long)account);
    if (!rate_limit_take(call->site->login_limit, key, strlen(key), clock_monotonic_ms(), &wait_secs))
        return error_set(err, ERROR_DENIED, "too many codes were tried; please wait a minute");
    return account_factor_check(call->app, account, params_value(&call->form, "code"), err);
}

enum error_code take_code(struct call *call, struct error *err)
{
    char token[SECRET_TOKEN_CHARS];
    int64_t account;

    TRY(find_waiting(call, token, &account, err));
    if (account == 0)
        return OK;
    enum error_code code = check_code(call, account, err);
    if (code == ERROR_DENIED) {
        call->response->status = error_http_status(code);
        put_code_page(call, params_value(&call->form, "next"), err);
        return OK;
    }
    TRY(code);
    TRY(account_wait_end(call->app, token, err));
    return begin_session(call, account, err);
}

enum error_code log_out(struct call *call, struct error *err)
{
    TRY(session_end(call->app, call->staff->token, err));
    staff_put_cookie(call, "");
    staff_go_to(call, "/login");
    return OK;
}
