#include "app/election_list.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"

#include <string.h>

enum error_code show_account(struct call *call, struct error *err)
{
    static const char *const languages[][2] = {{"vi", "Tiếng Việt"}, {"en", "English"}};
    struct text *page = &call->response->body;

    page_begin(call, N_("Your account"));
    if (strcmp(params_value(&call->query, "done"), "password") == 0)
        html_putf(page, "<p class=\"state\" role=\"status\">%s</p>\n",
                  page_text(call, N_("The password was changed. Your other sessions have ended.")));
    if (params_find(&call->query, "stored") != NULL)
        page_put(call, "<p class=\"state\" role=\"status\">", N_("Stored."), "</p>\n");
    page_put(call, "<h2>", N_("Language of the pages"), "</h2>\n");
    staff_put_form(call, "/account/language");
    text_put(page, "<p>");
    for (size_t i = 0; i < COUNT_OF(languages); i++)
        html_putf(page, "<button name=\"language\" value=\"%s\"%s lang=\"%s\">%s</button>\n", languages[i][0],
                  strcmp(languages[i][0], call->staff->session.language) == 0 ? " disabled" : "",
                  languages[i][0], languages[i][1]);
    text_put(page, "</p>\n</form>\n");
    page_put(call, "<h2>", N_("Change the password"), "</h2>\n");
    staff_put_form(call, "/account/password");
    field_put_password(call, "old", N_("Password until now"), "current-password");
    field_put_password(call, "new", N_("New password"), "new-password");
    field_put_password(call, "again", N_("New password once more"), "new-password");
    html_putf(page, "<p><button>%s</button></p>\n</form>\n", page_text(call, N_("Change the password")));
    TRY(put_safety(call, err));
    page_end(call);
    return OK;
}

enum error_code change_password(struct call *call, struct error *err)
{
    const char *login = call->staff->session.login;
    const char *new_password = params_value(&call->form, "new");
    unsigned wait_secs;
    int64_t account;

    if (strcmp(new_password, params_value(&call->form, "again")) != 0)
        return error_set(err, ERROR_DATA, "the two new passwords differ; nothing was changed");
    if (!rate_limit_take(call->site->login_limit, login, strlen(login), clock_monotonic_ms(), &wait_secs))
        return error_set(err, ERROR_DENIED, "too many passwords were tried; please wait a minute");
    TRY(account_log_in(call->app, login, params_value(&call->form, "old"), &account, err));
    TRY(account_set_password(call->app, login, new_password, err));
    TRY(session_end_others(call->app, account, call->staff->token, err));
    staff_go_to(call, "/account?done=password");
    return OK;
}

enum error_code change_language(struct call *call, struct error *err)
{
    const char *language = params_value(&call->form, "language");

    if (catalog_find(language) == NULL)
        return error_set(err, ERROR_DATA, "there are no pages in this language; there are vi and en");
    TRY(session_set_language(call->app, call->staff->token, language, err));
    staff_go_to(call, "/account");
    return OK;
}

/* ---- elections ---- */

static void put_election(const struct call *call, const struct election *election)
{
    struct text *page = &call->response->body;
    char day[CIVIL_DATE_CHARS];

    civil_date_format_vietnamese(election->polling_day, day);
    text_put(page, "<li><a href=\"/e/");
    params_encode(election->code, page);
    html_putf(page, "/today\">%s</a><br><span>%s: %s</span></li>\n", election->title,
              page_text(call, N_("Polling day")), day);
}

static enum error_code keep_own(const struct call *call, struct election *elections, size_t *count,
                                struct error *err)
{
    size_t kept = 0;

    for (size_t i = 0; i < *count; i++) {
        uint32_t may;
        TRY(rights_in_election(call->app, &call->staff->rights, elections[i].id, &may, err));
        if (may != 0)
            elections[kept++] = elections[i];
    }
    *count = kept;
    return OK;
}

enum error_code show_elections(struct call *call, struct error *err)
{
    struct text *page = &call->response->body;
    struct election *elections;
    size_t count;

    TRY(election_list(call->app, call->arena, &elections, &count, err));
    TRY(keep_own(call, elections, &count, err));
    if (count == 1 && params_value(&call->query, "all")[0] == '\0') {
        CLEANUP(text_done) struct text path;
        text_init(&path, 1000);
        params_encode(elections[0].code, &path);
        staff_go_to(call, "/e/%s/today", path.data);
        return OK;
    }
    page_begin(call, N_("Elections"));
    if (count == 0 && !staff_may(call, RIGHTS_IMPORT))
        html_putf(
            page, "<p>%s</p>\n",
            page_text(call,
                      N_("Your account has no role in an election yet; an administrator gives it one.")));
    if (staff_may(call, RIGHTS_IMPORT))
        html_putf(page, "<p><a class=\"button\" href=\"/setup/election\">%s</a></p>\n",
                  page_text(call, N_("Make an election")));
    text_put(page, "<ul>\n");
    for (size_t i = 0; i < count; i++)
        put_election(call, &elections[i]);
    text_put(page, "</ul>\n");
    page_end(call);
    return OK;
}
