#include "app/account_manage.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/people.h"
#include "web/role_words.h"
#include "web/staff.h"

static void put_person(const struct call *call, const struct people *people, size_t first, size_t length)
{
    const struct account_shown *account = &people->rows[first];
    struct text *page = &call->response->body;

    html_putf(page, "<tr><td><a href=\"%s\">%s</a></td><td>", page_address(call, "people", account->login),
              account->login);
    for (size_t i = first, put = 0; i < first + length; i++) {
        if (!people_row_is_here(call, people, &people->rows[i]))
            continue;
        text_put(page, put++ > 0 ? "<br>" : "");
        people_put_role(call, &people->rows[i]);
    }
    html_putf(page, "</td><td>%s</td><td class=\"day\">", page_text(call, people_state(call, account)));
    page_put_moment(call, account->seen_utc_secs);
    text_put(page, "</td></tr>\n");
}

static void put_people(const struct call *call, const struct people *people)
{
    static const char *const heads[] = {N_("Account"), N_("Role and area"), N_("State"), N_("Last seen")};
    struct text *page = &call->response->body;

    text_put(page, "<table>\n<thead><tr>");
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        html_putf(page, "<th scope=\"col\">%s</th>", page_text(call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0, length; i < people->count; i += length) {
        length = people_rows_of(people, i);
        if (people_concern(call, people, i, length))
            put_person(call, people, i, length);
    }
    text_put(page, "</tbody>\n</table>\n");
}

static void put_roles_explained(const struct call *call)
{
    struct text *page = &call->response->body;

    html_putf(page, "<details>\n<summary>%s</summary>\n<dl>\n", page_text(call, N_("What each role may do")));
    for (size_t i = 0; i < ROLE_COUNT; i++)
        html_putf(page, "<dt>%s</dt><dd>%s</dd>\n", page_text(call, role_words[i].name),
                  page_text(call, role_words[i].may));
    text_put(page, "</dl>\n</details>\n");
}

static enum error_code put_page(const struct call *call, const struct error *trouble, struct error *err)
{
    const struct field login = {"login",
                                N_("Account"),
                                "text",
                                params_value(&call->form, "login"),
                                N_("Small letters without marks, digits, dots and dashes, such as mttq.tinh"),
                                true};
    struct people people;

    TRY(people_load(call, &people, err));
    page_begin(call, N_("People and rights"));
    put_people(call, &people);
    page_put(call, "<h2 id=\"add\">", N_("Add somebody"), "</h2>\n");
    if (trouble != NULL)
        page_put_error(call, trouble);
    staff_put_form(call, page_address(call, "people", NULL));
    field_put(call, &login);
    TRY(people_put_role_fields(call, err));
    page_put(call, "<p class=\"hint\">",
             N_("You then get an address to hand over, with which the person chooses a password. It holds "
                "for three "
                "days and opens once."),
             "</p>\n");
    page_put(call, "<p><button class=\"main\">", N_("Make the account"), "</button></p>\n</form>\n");
    put_roles_explained(call);
    page_end(call);
    return OK;
}

enum error_code show_people(struct call *call, struct error *err)
{
    return put_page(call, NULL, err);
}

static enum error_code add(struct call *call, struct account_link *out, struct error *err)
{
    struct account_grant grant;

    TRY(people_read_grant(call, params_value(&call->form, "login"), &grant, err));
    return account_manage_add(call->app, &call->staff->rights, &grant, call->arena, out, err);
}

enum error_code add_person(struct call *call, struct error *err)
{
    struct account_link link;
    enum error_code code = add(call, &link, err);

    if (code == ERROR_DATA || code == ERROR_USAGE) {
        const struct error trouble = *err;
        call->response->status = error_http_status(ERROR_DATA);
        return put_page(call, &trouble, err);
    }
    TRY(code);
    people_show_link(call, params_value(&call->form, "login"), &link);
    return OK;
}
