#include "app/account_manage.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/people.h"
#include "web/role_words.h"
#include "web/staff.h"

#include <string.h>

static enum error_code find_person(const struct call *call, const struct people *people, size_t *out_first,
                                   size_t *out_length, struct error *err)
{
    for (size_t i = 0, length; i < people->count; i += length) {
        length = people_rows_of(people, i);
        if (strcmp(people->rows[i].login, call->parameters[1]) != 0 ||
            !people_concern(call, people, i, length))
            continue;
        *out_first = i;
        *out_length = length;
        return OK;
    }
    return error_set(err, ERROR_NO_INPUT, "this election has no account %s", call->parameters[1]);
}

static void put_hidden(const struct call *call, const char *name, const char *value)
{
    html_putf(&call->response->body, "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n", name, value);
}

static void put_held_role(const struct call *call, const struct account_shown *row, bool may)
{
    struct text *page = &call->response->body;

    text_put(page, "<tr><td>");
    people_put_role(call, row);
    text_put(page, "</td><td>");
    if (may) {
        staff_put_form(call, call->request->path);
        put_hidden(call, "role", row->role);
        put_hidden(call, "area", row->area);
        put_hidden(call, "election", row->election);
        html_putf(page,
                  "<button class=\"danger\" name=\"do\" value=\"revoke\" aria-label=\"%s: %s "
                  "%s\">%s</button>\n</form>",
                  page_text(call, N_("Take it back")), page_text(call, role_words_of(row->role)),
                  row->area_name, page_text(call, N_("Take it back")));
    }
    text_put(page, "</td></tr>\n");
}

static void put_roles(const struct call *call, const struct people *people, size_t first, size_t length,
                      bool may)
{
    struct text *page = &call->response->body;

    html_putf(page, "<table>\n<thead><tr><th scope=\"col\">%s</th><td></td></tr></thead>\n<tbody>\n",
              page_text(call, N_("Role and area")));
    for (size_t i = first; i < first + length; i++)
        if (people->rows[i].role[0] != '\0' && people_row_is_here(call, people, &people->rows[i]))
            put_held_role(call, &people->rows[i], may);
    text_put(page, "</tbody>\n</table>\n");
}

static void put_action(const struct call *call, const char *action, const char *name, const char *words)
{
    struct text *page = &call->response->body;

    staff_put_form(call, call->request->path);
    html_putf(
        page,
        "<p><button name=\"do\" value=\"%s\">%s</button><br><span class=\"hint\">%s</span></p>\n</form>\n",
        action, page_text(call, name), page_text(call, words));
}

static void put_actions(const struct call *call, const struct account_shown *account)
{
    page_put(call, "<h2>", N_("The account"), "</h2>\n");
    put_action(
        call, "reset", N_("New address for a password"),
        N_("For whoever has forgotten it, or when others know it: the old password and all sessions end."));
    put_action(call, "sessions", N_("End all sessions"), N_("The person has to log in again, everywhere."));
    if (account->has_factor)
        put_action(call, "factor", N_("Ask for no code of the phone any more"),
                   N_("For whoever has lost the phone and the codes on paper; it can be set up again."));
    if (account->disabled)
        put_action(call, "enable", N_("Let the account come in again"),
                   N_("With the password and the roles it had."));
    else
        put_action(call, "disable", N_("Disable the account"),
                   N_("It comes in no more; what it did stays in the log. It can be allowed again."));
}

static enum error_code put_person_page(struct call *call, const struct error *trouble, struct error *err)
{
    struct people people;
    size_t first;
    size_t length;
    bool may;
    struct text *page = &call->response->body;

    TRY(people_load(call, &people, err));
    TRY(find_person(call, &people, &first, &length, err));
    const struct account_shown *account = &people.rows[first];
    TRY(account_manage_may(call->app, &call->staff->rights, account->login, &may, err));
    page_begin(call, account->login);
    if (trouble != NULL)
        page_put_error(call, trouble);
    else if (params_find(&call->query, "stored") != NULL)
        page_put(call, "<p class=\"state\" role=\"status\">", N_("Stored."), "</p>\n");
    html_putf(page, "<p>%s; %s: ", page_text(call, people_state(call, account)),
              page_text(call, N_("last seen")));
    page_put_moment(call, account->seen_utc_secs);
    text_put(page, "</p>\n");
    put_roles(call, &people, first, length, may);
    if (may || account->id == call->staff->session.account) {
        page_put(call, "<h2>", N_("Give a role"), "</h2>\n");
        staff_put_form(call, call->request->path);
        TRY(people_put_role_fields(call, err));
        page_put(call, "<p><button name=\"do\" value=\"grant\">", N_("Give the role"),
                 "</button></p>\n</form>\n");
    }
    if (may)
        put_actions(call, account);
    else
        page_put(
            call, "<p class=\"hint\">",
            N_("This is your own account, or has roles outside your area: another administrator changes it."),
            "</p>\n");
    html_putf(page, "<p><a href=\"%s\">%s</a></p>\n", page_address(call, "people", NULL),
              page_text(call, N_("Back to people and rights")));
    page_end(call);
    return OK;
}

enum error_code show_person(struct call *call, struct error *err)
{
    return put_person_page(call, NULL, err);
}

static enum error_code grant(struct call *call, struct error *err)
{
    struct account_grant wanted;

    TRY(people_read_grant(call, call->parameters[1], &wanted, err));
    return account_manage_grant(call->app, &call->staff->rights, &wanted, true, call->arena, err);
}

static enum error_code revoke(struct call *call, struct error *err)
{
    struct account_grant wanted;

    TRY(people_read_grant(call, call->parameters[1], &wanted, err));
    return account_manage_grant(call->app, &call->staff->rights, &wanted, false, call->arena, err);
}

static enum error_code disable(struct call *call, struct error *err)
{
    return account_manage_disable(call->app, &call->staff->rights, call->parameters[1], true, err);
}

static enum error_code enable(struct call *call, struct error *err)
{
    return account_manage_disable(call->app, &call->staff->rights, call->parameters[1], false, err);
}

static enum error_code end_sessions(struct call *call, struct error *err)
{
    return account_manage_end_sessions(call->app, &call->staff->rights, call->parameters[1], err);
}

static enum error_code clear_factor(struct call *call, struct error *err)
{
    return account_manage_clear_factor(call->app, &call->staff->rights, call->parameters[1], err);
}

static enum error_code run_action(struct call *call, struct error *err)
{
    static const struct action {
        const char *name;
        enum error_code (*run)(struct call *call, struct error *err);
    } actions[] = {{"grant", grant},   {"revoke", revoke},         {"disable", disable},
                   {"enable", enable}, {"sessions", end_sessions}, {"factor", clear_factor}};

    for (size_t i = 0; i < COUNT_OF(actions); i++)
        if (strcmp(actions[i].name, params_value(&call->form, "do")) == 0)
            return actions[i].run(call, err);
    return error_set(err, ERROR_DATA, "there is no such form");
}

enum error_code change_person(struct call *call, struct error *err)
{
    struct account_link link;
    struct people people;
    size_t first;
    size_t length;

    TRY(people_load(call, &people, err));
    TRY(find_person(call, &people, &first, &length, err));
    if (strcmp(params_value(&call->form, "do"), "reset") == 0) {
        TRY(account_manage_reset(call->app, &call->staff->rights, call->parameters[1], &link, err));
        people_show_link(call, call->parameters[1], &link);
        return OK;
    }
    enum error_code code = run_action(call, err);
    if (code == ERROR_DATA || code == ERROR_USAGE) {
        const struct error trouble = *err;
        call->response->status = error_http_status(ERROR_DATA);
        return put_person_page(call, &trouble, err);
    }
    TRY(code);
    staff_go_to(call, "%s?stored", call->request->path);
    return OK;
}
