#include "app/account_factor.h"
#include "app/account_link.h"
#include "app/session.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"

#include <string.h>

static void put_page(const struct call *call, const char *login, const struct error *trouble)
{
    struct text *page = &call->response->body;

    page_begin(call, N_("Choose your password"));
    if (trouble != NULL)
        page_put_error(call, trouble);
    text_put(page, "<p>");
    page_say(call, "This is the account %s. Nobody but you will know its password.", login);
    html_putf(page, "</p>\n<form method=\"post\" action=\"%s\">\n", call->request->path);
    html_putf(page, "<p hidden><input name=\"login\" autocomplete=\"username\" value=\"%s\"></p>\n", login);
    field_put_password(call, "new", N_("New password"), "new-password");
    page_put(call, "<p class=\"hint\">", N_("At least 12 characters; a sentence is easy to keep."), "</p>\n");
    field_put_password(call, "again", N_("New password once more"), "new-password");
    page_put(call, "<p><button class=\"main\">", N_("Store it and come in"), "</button></p>\n</form>\n");
    page_end(call);
}

enum error_code show_welcome(struct call *call, struct error *err)
{
    char login[ACCOUNT_LOGIN_MAX_BYTES + 1];

    TRY(account_link_find(call->app, call->parameters[0], login, err));
    put_page(call, login, NULL);
    return OK;
}

static enum error_code take_password(struct call *call, int64_t *out_account, struct error *err)
{
    const char *chosen = params_value(&call->form, "new");

    if (strcmp(chosen, params_value(&call->form, "again")) != 0)
        return error_set(err, ERROR_DATA, "the two new passwords differ; nothing was changed");
    return account_link_use(call->app, call->parameters[0], chosen, out_account, err);
}

enum error_code choose_password(struct call *call, struct error *err)
{
    char login[ACCOUNT_LOGIN_MAX_BYTES + 1];
    char token[SECRET_TOKEN_CHARS];
    struct factor_state factor;
    int64_t account;

    TRY(account_link_find(call->app, call->parameters[0], login, err));
    enum error_code code = take_password(call, &account, err);
    if (code == ERROR_DATA) {
        call->response->status = error_http_status(code);
        put_page(call, login, err);
        return OK;
    }
    TRY(code);
    TRY(account_factor_state(call->app, account, &factor, err));
    if (factor.asked_for) { /* the address alone must not open more than a password does */
        staff_go_to(call, "/login");
        return OK;
    }
    TRY(session_begin(call->app, account, catalog_language(call->catalog), token, err));
    staff_put_cookie(call, token);
    secret_wipe(token, sizeof token);
    staff_go_to(call, "/e");
    return OK;
}
