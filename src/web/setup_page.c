#include "app/account_first.h"
#include "app/election_create.h"
#include "app/election_show.h"
#include "app/law_load.h"
#include "app/law_words.h"
#include "app/session.h"
#include "app/setup_state.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"

#include <string.h>

/* ---- the first account ---- */

static void put_first_account(const struct call *call, const struct error *trouble)
{
    const struct field fields[] = {
        {"code", N_("Code"), "text", params_value(&call->form, "code"),
         N_("It stands where the service was started, on the console or in its log."), true},
        {"login", N_("Account"), "text", params_value(&call->form, "login"),
         N_("Small letters without marks, digits, dots and dashes, such as mttq.tinh"), true},
    };

    page_begin(call, N_("The first account"));
    page_put(call, "<p>",
             N_("This service is new and has no account yet. Make one for the administrator: it makes the "
                "accounts of "
                "all others. Whoever started the service has seen a code, which shows that you may do this."),
             "</p>\n");
    if (trouble != NULL)
        page_put_error(call, trouble);
    html_putf(&call->response->body, "<form method=\"post\" action=\"/setup\">\n");
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        field_put(call, &fields[i]);
    field_put_password(call, "new", N_("Password"), "new-password");
    page_put(call, "<p class=\"hint\">", N_("At least 12 characters; a sentence is easy to keep."), "</p>\n");
    field_put_password(call, "again", N_("Password once more"), "new-password");
    page_put(call, "<p><button class=\"main\">", N_("Make the account"), "</button></p>\n</form>\n");
    page_put(call, "<p class=\"hint\">", N_("Next: the election, its tables, and a first plan."), "</p>\n");
    page_end(call);
}

enum error_code show_first_account(struct call *call, struct error *err)
{
    bool wanted;

    TRY(account_first_wanted(call->app, &wanted, err));
    if (wanted)
        put_first_account(call, NULL);
    else
        staff_go_to(call, "/e");
    return OK;
}

static enum error_code take_first_account(struct call *call, int64_t *out_account, struct error *err)
{
    static const char of_setup[] = "setup";
    const char *password = params_value(&call->form, "new");
    unsigned wait_secs;
    bool wanted;

    TRY(account_first_wanted(call->app, &wanted, err));
    if (!wanted)
        return error_set(err, ERROR_DENIED, "the first account has been made; log in with it");
    if (!rate_limit_take(call->site->login_limit, of_setup, sizeof of_setup, clock_monotonic_ms(),
                         &wait_secs))
        return error_set(err, ERROR_DATA, "too many codes were tried; please wait a minute");
    if (!account_code_matches(call->site->setup_code, params_value(&call->form, "code")))
        return error_set(
            err, ERROR_DATA,
            "this is not the code that the service has written when it was started; when it is lost, start "
            "the service again");
    if (strcmp(password, params_value(&call->form, "again")) != 0)
        return error_set(err, ERROR_DATA, "the two passwords differ; nothing was stored");
    return account_first_make(call->app, params_value(&call->form, "login"), password, call->arena,
                              out_account, err);
}

enum error_code make_first_account(struct call *call, struct error *err)
{
    char token[SECRET_TOKEN_CHARS];
    int64_t account;
    enum error_code code = take_first_account(call, &account, err);

    if (code == ERROR_DATA) {
        call->response->status = error_http_status(code);
        put_first_account(call, err);
        return OK;
    }
    TRY(code);
    TRY(session_begin(call->app, account, catalog_language(call->catalog), token, err));
    staff_put_cookie(call, token);
    secret_wipe(token, sizeof token);
    staff_go_to(call, "/setup/election");
    return OK;
}

/* ---- the election ---- */

static void put_law(const struct call *call, const struct law_pack *pack, bool chosen)
{
    struct text *page = &call->response->body;
    char from[CIVIL_DATE_CHARS];
    char until[CIVIL_DATE_CHARS];
    char checked[CIVIL_DATE_CHARS];

    civil_date_format_vietnamese(pack->in_force_from, from);
    civil_date_format_vietnamese(pack->in_force_until, until);
    civil_date_format_vietnamese(pack->checked.on, checked);
    html_putf(page, "<p><label><input type=\"radio\" name=\"law\" value=\"%s\"", pack->id);
    text_put(page, chosen ? " checked>" : ">");
    html_putf(page, " %s</label>\n<span class=\"hint\">", law_words_name(call->catalog, &pack->title));
    if (pack->has_end)
        page_say(call, "%s, in force from %s to %s; %zu steps; checked against the text of the law on %s",
                 pack->law, from, until, pack->duty_count, checked);
    else
        page_say(call, "%s, in force since %s; %zu steps; checked against the text of the law on %s",
                 pack->law, from, pack->duty_count, checked);
    text_put(page, "</span></p>\n");
}

static enum error_code put_laws(const struct call *call, struct error *err)
{
    struct text *page = &call->response->body;
    const char *chosen = params_value(&call->form, "law");
    const char *const *ids;
    size_t count;

    TRY(law_list(call->app, call->arena, &ids, &count, err));
    html_putf(page, "<fieldset><legend>%s</legend>\n", page_text(call, N_("Law of the election")));
    for (size_t i = 0; i < count; i++) {
        CLEANUP(law_pack_free_ptr) struct law_pack *pack = NULL;
        TRY(law_load(call->app, ids[i], &pack, err));
        put_law(call, pack, strcmp(chosen, ids[i]) == 0 || (chosen[0] == '\0' && !pack->has_end));
    }
    page_put(
        call, "<p class=\"hint\">",
        N_("The law in force on polling day holds. It gives every step its last day and says who owes it."),
        "</p>\n</fieldset>\n");
    return OK;
}

static enum error_code put_new_election(const struct call *call, const struct error *trouble,
                                        struct error *err)
{
    const struct field fields[] = {
        {"title", N_("Title, as on papers"), "text", params_value(&call->form, "title"), NULL, true},
        {"code", N_("Short code"), "text", params_value(&call->form, "code"),
         N_("Letters without marks, digits and dashes, such as hdnd-2026; it stands in addresses and "
            "commands."),
         true},
        {"polling-day", N_("Polling day"), "text", params_value(&call->form, "polling-day"),
         N_("A Sunday, such as 15/03/2026"), true},
    };
    struct text *page = &call->response->body;

    page_begin(call, N_("A new election"));
    if (trouble != NULL)
        page_put_error(call, trouble);
    staff_put_form(call, "/setup/election");
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        field_put(call, &fields[i]);
    TRY(put_laws(call, err));
    html_putf(page, "<p><label><input type=\"checkbox\" name=\"by-election\" value=\"1\"%s> %s</label></p>\n",
              "", page_text(call, N_("It is a by-election, with its own steps")));
    page_put(
        call, "<p class=\"hint\">",
        N_("Its levels and areas, from the province to the communes, come with the tables in the next step."),
        "</p>\n");
    page_put(call, "<p><button class=\"main\">", N_("Make the election"), "</button></p>\n</form>\n");
    page_end(call);
    return OK;
}

enum error_code show_new_election(struct call *call, struct error *err)
{
    TRY(staff_must(call, RIGHTS_IMPORT, 0, err));
    return put_new_election(call, NULL, err);
}

static enum error_code take_election(struct call *call, struct election *out, struct error *err)
{
    const char *day = params_value(&call->form, "polling-day");
    const char *law = params_value(&call->form, "law");
    struct election_request request = {
        .code = params_value(&call->form, "code"),
        .title = params_value(&call->form, "title"),
        .law_pack = law,
        .has_polling_day = true,
        .by_election = params_find(&call->form, "by-election") != NULL,
    };

    if (law[0] == '\0')
        return error_set(err, ERROR_DATA, "choose the law of the election; nothing was stored");
    if (!civil_date_parse(day, &request.polling_day))
        return error_set(err, ERROR_DATA, "\"%s\" is not a date such as 2026-03-15 or 15/03/2026", day);
    return election_create(call->app, &request, call->arena, out, err);
}

enum error_code make_election(struct call *call, struct error *err)
{
    struct election election;

    TRY(staff_must(call, RIGHTS_IMPORT, 0, err));
    enum error_code code = take_election(call, &election, err);
    if (code == ERROR_DATA || code == ERROR_NO_INPUT) {
        const struct error trouble = *err;
        call->response->status = error_http_status(ERROR_DATA);
        return put_new_election(call, &trouble, err);
    }
    TRY(code);
    staff_go_to(call, "/e/%s/setup", election.code); /* a code needs no encoding */
    return OK;
}

/* ---- where an election stands ---- */

struct step {
    const char *name;
    const char *words;
    const char *button;
    const char *page; /* NULL: nothing is to be done any more */
};

static const struct step steps[SETUP_STEP_COUNT] = {
    [SETUP_ELECTION] = {N_("The election"), N_("Code, title, polling day and law are stored."), NULL, NULL},
    [SETUP_TABLES] = {N_("Its tables"),
                      N_("Areas, units, candidates and venues, as CSV files from a spreadsheet. A dry run "
                         "shows every fault "
                         "with its line before anything is stored."),
                      N_("Import the tables"), "import"},
    [SETUP_PEOPLE] =
        {N_("Who plans"),
         N_("An administrator makes accounts and imports tables. Planning and publishing is done by staff of "
            "the province: give somebody this role."),
         N_("Give somebody the role"), "people"},
    [SETUP_PLAN] =
        {N_("A first plan"),
         N_("The program proposes a meeting for every unit and commune and says what does not fit."),
         N_("Make a plan"), "plan/run"},
    [SETUP_RELEASE] =
        {N_("Publication"),
         N_("What is published reaches calendars and, if you want it, telephones. Later changes are "
            "published as further releases."),
         N_("Publish the plan"), "releases"},
};

static void put_step(const struct call *call, enum setup_step number, const struct setup_state *state)
{
    const struct step *step = &steps[number];
    struct text *page = &call->response->body;
    bool next = number == state->next;

    html_putf(page, "<li%s>\n<h2>%s</h2>\n", "", page_text(call, step->name));
    page_put(call, state->done[number] ? "<p class=\"state\">" : "<p>",
             state->done[number] ? N_("Done.")
             : next              ? N_("This comes next.")
                                 : N_("Later."),
             " ");
    html_putf(page, "%s</p>\n", page_text(call, step->words));
    if (step->page != NULL && (next || state->done[number]))
        html_putf(page, "<p><a class=\"button%s\" href=\"%s\">%s</a></p>\n", next ? " main" : "",
                  page_address(call, step->page, NULL), page_text(call, step->button));
    text_put(page, "</li>\n");
}

enum error_code show_setup(struct call *call, struct error *err)
{
    const struct election *election = &call->staff->election;
    struct text *page = &call->response->body;
    struct setup_state state;
    char day[CIVIL_DATE_CHARS];

    TRY(staff_must(call, RIGHTS_IMPORT, 0, err));
    TRY(setup_state_read(call->app, election->id, &state, err));
    civil_date_format_vietnamese(election->polling_day, day);
    page_begin(call, N_("First steps"));
    text_put(page, "<p>");
    page_say(call, "%s: polling day %s, law %s.", election->title, day, election->law_pack);
    text_put(page, " ");
    if (state.next == SETUP_STEP_COUNT)
        page_put(call, "", N_("All first steps are done; the page of today says what comes next."), "");
    else
        page_say(call, "%d of %d steps are done; you may leave here and go on another day.", state.done_count,
                 SETUP_STEP_COUNT);
    text_put(page, "</p>\n<ol class=\"steps\">\n");
    for (enum setup_step i = SETUP_ELECTION; i < SETUP_STEP_COUNT; i++)
        put_step(call, i, &state);
    text_put(page, "</ol>\n");
    page_end(call);
    return OK;
}
