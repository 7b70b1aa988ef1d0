#include "web/people.h"

#include "app/places.h"
#include "base/parse.h"
#include "web/field.h"
#include "web/html.h"
#include "web/page.h"
#include "web/role_words.h"
#include "web/staff.h"

#include <string.h>

size_t people_rows_of(const struct people *people, size_t first)
{
    size_t length = 1;

    while (first + length < people->count && people->rows[first + length].id == people->rows[first].id)
        length++;
    return length;
}

bool people_row_is_here(const struct call *call, const struct people *people, const struct account_shown *row)
{
    if (row->role[0] == '\0')
        return people->all;
    return row->election[0] == '\0' || strcmp(row->election, call->staff->election.code) == 0;
}

bool people_concern(const struct call *call, const struct people *people, size_t first, size_t length)
{
    bool here = false;

    for (size_t i = first; i < first + length; i++)
        here |= people_row_is_here(call, people, &people->rows[i]);
    return here;
}

enum error_code people_load(const struct call *call, struct people *out, struct error *err)
{
    const struct rights_place whole = {.depth = 0};

    TRY(staff_must_somewhere(call, RIGHTS_ACCOUNTS, err));
    out->all = rights_allow(&call->staff->rights, RIGHTS_ACCOUNTS, &whole);
    return account_list(call->app, call->arena, &out->rows, &out->count, err);
}

const char *people_state(const struct call *call, const struct account_shown *account)
{
    if (account->disabled)
        return N_("disabled");
    if (account->has_password)
        return account->has_factor ? N_("in use, with a code from the phone") : N_("in use");
    return account->link_until_utc_secs > clock_now_utc_secs(&call->app->clock)
               ? N_("invited, no password yet")
               : N_("no password yet");
}

void people_put_role(const struct call *call, const struct account_shown *row)
{
    struct text *page = &call->response->body;

    if (row->role[0] == '\0') {
        page_put(call, "", N_("no role"), "");
        return;
    }
    page_put(call, "", role_words_of(row->role), "");
    html_putf(page, " · %s", row->area[0] != '\0' ? row->area_name : page_text(call, N_("everywhere")));
    if (row->election[0] != '\0' && strcmp(row->election, call->staff->election.code) != 0)
        html_putf(page, " (%s)", row->election);
}

enum error_code people_put_role_fields(const struct call *call, struct error *err)
{
    const char *chosen = params_value(&call->form, "role");
    struct places places;

    TRY(places_load(call->app, call->staff->election.id, call->arena, &places, err));
    field_begin_select(call, "role", N_("Role"));
    for (size_t role = 0; role < ROLE_COUNT; role++)
        field_put_option(call, rights_role_names[role], page_text(call, role_words[role].name),
                         chosen[0] != '\0' ? chosen : rights_role_names[ROLE_COMMUNE]);
    field_end_select(call);
    field_put_places(call, "area", N_("Area, and all below it"), &places, params_value(&call->form, "area"));
    return OK;
}

static const char *unless_empty(const char *value)
{
    return value[0] != '\0' ? value : NULL;
}

enum error_code people_read_grant(const struct call *call, const char *login, struct account_grant *out,
                                  struct error *err)
{
    const char *election = params_value(&call->form, "election");
    size_t role;

    if (!parse_choice(params_value(&call->form, "role"), rights_role_names, ROLE_COUNT, &role))
        return error_set(err, ERROR_DATA, "the form names no role");
    *out = (struct account_grant){
        .login = login,
        .role = (enum rights_role)role,
        .election = election[0] != '\0' ? election : call->staff->election.code,
        .area = unless_empty(params_value(&call->form, "area")),
    };
    return OK;
}

void people_show_link(struct call *call, const char *login, const struct account_link *link)
{
    CLEANUP(text_done) struct text address;
    struct text *page = &call->response->body;

    text_init(&address, 2000);
    account_link_put(call->app, link, &address);
    page_begin(call, N_("An address to hand over"));
    text_put(page, "<p class=\"state\" role=\"status\">");
    page_say(call, "Give this address to the person of the account %s. It opens once, until:", login);
    text_put(page, " ");
    page_put_moment(call, link->until_utc_secs);
    html_putf(
        page, ".</p>\n<p><code>%s</code></p>\n<p class=\"hint\">%s</p>\n", address.data,
        page_text(
            call,
            N_("It is shown only now. Whoever opens it first chooses the password: hand it over in person, "
               "or in a message that only this person reads.")));
    html_putf(page, "<p><a class=\"button\" href=\"%s\">%s</a></p>\n", page_address(call, "people", NULL),
              page_text(call, N_("Back to people and rights")));
    page_end(call);
}
