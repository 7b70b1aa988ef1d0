#include "web/staff.h"

#include "app/settings.h"
#include "web/html.h"
#include "web/page.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define COOKIE_NAME "hiepthuong"
#define PATH_CHARS 600

/* ---- what was sent ---- */

/* Browsers say where a form came from, older ones only by its origin; programs that are none say nothing, and have no
 * cookie either. */
static bool is_from_elsewhere(const struct call *call)
{
    const char *site = http_request_header(call->request, "Sec-Fetch-Site");
    const char *origin = http_request_header(call->request, "Origin");
    const char *host = strstr(origin, "://");

    if (site[0] != '\0')
        return strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0;
    return origin[0] != '\0' &&
           (host == NULL || strcasecmp(host + 3, http_request_header(call->request, "Host")) != 0);
}

/* The fields of a form with files are those of its form. */
static enum error_code read_upload(struct call *call, struct error *err)
{
    TRY(upload_parse(http_request_header(call->request, "Content-Type"), call->request->body,
                     call->request->body_bytes, call->arena, &call->upload, err));
    call->form = call->upload.fields;
    return OK;
}

static enum error_code read_body(struct call *call, unsigned rights, struct error *err)
{
    if (is_from_elsewhere(call))
        return error_set(
            err, ERROR_DENIED,
            "this form was sent from another site, so nothing was done; open the page here and send "
            "it again");
    return (rights & ROUTE_UPLOAD) != 0 ? read_upload(call, err) : call_form(call, &call->form, err);
}

/* Codes in addresses are percent-encoded. */
static enum error_code decode_parameter(struct call *call, char parameter[PARAMETER_CHARS], struct error *err)
{
    struct params decoded;

    TRY(params_parse(parameter, strcspn(parameter, "&=+"), call->arena, &decoded, err));
    snprintf(parameter, PARAMETER_CHARS, "%s", decoded.count == 1 ? decoded.items[0].name : "");
    return OK;
}

enum error_code staff_read_address(struct call *call, struct error *err)
{
    for (size_t i = 0; i < PARAMETERS_MAX; i++)
        TRY(decode_parameter(call, call->parameters[i], err));
    return call_query(call, &call->query, err);
}

enum error_code staff_read_forms(struct call *call, unsigned rights, struct error *err)
{
    /* Without a referrer for themselves browsers would call the origin of our own forms "null". */
    http_set_header(call->response, "Referrer-Policy", "same-origin");
    TRY(staff_read_address(call, err));
    return call->request->method == HTTP_POST ? read_body(call, rights, err) : OK;
}

/* ---- who asks ---- */

void staff_read_cookie(const struct http_request *request, char out[SECRET_TOKEN_CHARS])
{
    static const char name[] = COOKIE_NAME "=";
    const char *cookies = http_request_header(request, "Cookie");

    out[0] = '\0';
    while (*cookies != '\0') {
        size_t length = strcspn(cookies, ";");
        if (strncmp(cookies, name, strlen(name)) == 0 &&
            length - strlen(name) == (size_t)(SECRET_TOKEN_CHARS - 1))
            snprintf(out, SECRET_TOKEN_CHARS, "%s", cookies + strlen(name));
        cookies += length;
        cookies += strspn(cookies, "; ");
    }
}

bool staff_has_come_in(const struct site *site, const struct http_request *request)
{
    struct app *app = pool_take(site->pool);
    char token[SECRET_TOKEN_CHARS];
    struct session session;
    struct error err;
    bool found = false;

    staff_read_cookie(request, token);
    if (session_find(app, token, &session, &found, &err) != OK)
        found = false;
    pool_give(site->pool, app);
    return found;
}

void staff_put_cookie(struct call *call, const char *token)
{
    bool secure = strncmp(call->app->settings->service.public_url, "https:", strlen("https:")) == 0;

    http_set_header(call->response, "Set-Cookie", COOKIE_NAME "=%s; Path=/; HttpOnly; SameSite=Lax%s%s",
                    token, secure ? "; Secure" : "", token[0] == '\0' ? "; Max-Age=0" : "");
}

static bool has_form_token(const struct call *call, const struct session *session)
{
    const char *sent = params_value(&call->form, "token");

    return strlen(sent) == SECRET_HASH_CHARS - 1 &&
           secret_equal(sent, session->form_token, SECRET_HASH_CHARS - 1);
}

static enum error_code enter_election(struct call *call, struct staff *staff, struct error *err)
{
    TRY(election_find(call->app, call->parameters[0], call->arena, &staff->election, err));
    TRY(rights_in_election(call->app, &staff->rights, staff->election.id, &staff->may, err));
    if (staff->may == 0)
        return error_set(err, ERROR_DENIED,
                         "your account has no role in this election; an administrator gives it one");
    return OK;
}

/* Every change is written down under the user who made it (app/audit.h). */
static void name_actor(struct call *call, struct staff *staff)
{
    staff->server = call->app->actor;
    call->app->actor.source = ACTOR_WEB;
    snprintf(call->app->actor.who, sizeof call->app->actor.who, "user:%lld",
             (long long)staff->session.account);
}

static uint32_t may_anywhere(const struct rights *rights)
{
    const struct rights_place whole = {.depth = 0};
    uint32_t may = 0;

    for (unsigned action = 0; action < RIGHTS_COUNT; action++)
        if (rights_allow(rights, (enum rights_action)action, &whole))
            may |= UINT32_C(1) << action;
    return may;
}

enum error_code staff_enter(struct call *call, unsigned rights, struct staff *staff, struct error *err)
{
    bool found;

    *staff = (struct staff){.may = 0};
    staff_read_cookie(call->request, staff->token);
    TRY(session_find(call->app, staff->token, &staff->session, &found, err));
    if (!found)
        return error_set(err, ERROR_DENIED, "this page is for staff who have logged in");
    name_actor(call, staff);
    call->staff = staff;
    call->catalog = catalog_find(staff->session.language);
    if (call->request->method == HTTP_POST && !has_form_token(call, &staff->session))
        return error_set(
            err, ERROR_DENIED,
            "this form is not one of your session any more, so nothing was done; reload the page and "
            "send it again");
    TRY(rights_load(call->app, staff->session.account, &staff->rights, err));
    staff->may = may_anywhere(&staff->rights);
    return (rights & ROUTE_ELECTION) != 0 ? enter_election(call, staff, err) : OK;
}

/* The log of changes tells of the account, so that whoever published may not approve, and beside it of the token. */
static void name_token(struct call *call, const struct api_token *token)
{
    char host[ACTOR_CHARS];

    snprintf(host, sizeof host, "%s", call->app->actor.host);
    snprintf(call->app->actor.host, sizeof call->app->actor.host, "token:%s@%.16s", token->name, host);
}

enum error_code staff_enter_with_token(struct call *call, const struct api_token *token, bool in_election,
                                       struct staff *staff, struct error *err)
{
    *staff = (struct staff){.session = {.account = token->account}};
    memcpy(staff->session.login, token->login, sizeof staff->session.login);
    name_actor(call, staff);
    name_token(call, token);
    call->staff = staff;
    TRY(rights_load(call->app, token->account, &staff->rights, err));
    staff->may = may_anywhere(&staff->rights);
    return in_election ? enter_election(call, staff, err) : OK;
}

void staff_leave(struct call *call)
{
    call->app->actor = call->staff->server;
}

bool staff_may(const struct call *call, enum rights_action action)
{
    return call->staff != NULL && (call->staff->may >> action & 1) != 0;
}

static enum error_code refuse_action(struct error *err)
{
    return error_set(err, ERROR_DENIED,
                     "your account may not do this here; an administrator can give it the role for it");
}

enum error_code staff_must(const struct call *call, enum rights_action action, int64_t area,
                           struct error *err)
{
    struct rights_place place = {.depth = 0};

    if (area != 0)
        TRY(rights_place_of_area(call->app, area, &place, err));
    else if (call->staff->election.id != 0)
        TRY(rights_place_of_election(call->app, call->staff->election.id, &place, err));
    return rights_allow(&call->staff->rights, action, &place) ? OK : refuse_action(err);
}

enum error_code staff_must_somewhere(const struct call *call, enum rights_action action, struct error *err)
{
    return staff_may(call, action) ? OK : refuse_action(err);
}

/* ---- answers ---- */

void staff_go_to(struct call *call, const char *format, ...)
{
    char path[PATH_CHARS];
    va_list values;

    va_start(values, format);
    vsnprintf(path, sizeof path, format, values);
    va_end(values);
    text_clear(&call->response->body);
    call->response->status = 303;
    http_set_header(call->response, "Location", "%s", path);
}

static void lead_to_log_in(struct call *call)
{
    if (call->request->method == HTTP_POST)
        staff_go_to(call, "/login");
    else
        staff_go_to(call, "/login?next=%s", call->request->path);
}

static const char *title_of(int status)
{
    switch (status) {
    case 403: return N_("This is not allowed");
    case 404: return N_("There is no such page");
    case 409: return N_("Somebody else was faster");
    default: return N_("This could not be done");
    }
}

void staff_tell_error(struct call *call, const struct error *err)
{
    if (err->code == ERROR_DENIED && call->staff == NULL && !is_from_elsewhere(call)) {
        lead_to_log_in(call);
        return;
    }
    text_clear(&call->response->body);
    call->response->status = error_http_status(err->code);
    page_begin(call, title_of(call->response->status));
    page_put_error(call, err);
    page_end(call);
}

void staff_put_form(const struct call *call, const char *path)
{
    html_putf(&call->response->body,
              "<form method=\"post\" action=\"%s\">\n<input type=\"hidden\" name=\"token\" value=\"%s\">\n",
              path, call->staff->session.form_token);
}
