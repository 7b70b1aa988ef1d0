#include "app/backup_last.h"
#include "app/days_off_load.h"
#include "app/days_off_missing.h"
#include "app/gateway_look.h"
#include "app/law_load.h"
#include "app/law_words.h"
#include "app/mail_test.h"
#include "app/settings.h"
#include "app/text_list.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"

#include <stdio.h>
#include <string.h>

#define STARS "***"

static void put_line(const struct call *call, const char *name, const char *value)
{
    html_putf(&call->response->body, "<dt>%s</dt><dd>%s</dd>\n", page_text(call, name),
              value != NULL && value[0] != '\0' ? value : "–");
}

static void put_number(const struct call *call, const char *name, int number)
{
    char text[16];

    snprintf(text, sizeof text, "%d", number);
    put_line(call, name, text);
}

static void put_hour(const struct call *call, const char *name, int minute)
{
    char text[8];

    snprintf(text, sizeof text, "%02d:%02d", minute / 60 % 24, minute % 60);
    put_line(call, name, text);
}

static void begin_part(const struct call *call, const char *name)
{
    page_put(call, "<h2>", name, "</h2>\n");
}

/* A store's address may hold a password. */
static const char *without_password(const struct call *call, const char *url)
{
    const char *at = strchr(url, '@');
    const char *slashes = strstr(url, "://");

    if (slashes == NULL || at == NULL)
        return url;
    char *shown = arena_alloc(call->arena, strlen(url) + sizeof STARS);
    if (shown == NULL)
        return STARS;
    snprintf(shown, strlen(url) + sizeof STARS, "%.*s%s%s", (int)(slashes + 3 - url), url, STARS, at);
    return shown;
}

static enum error_code put_service(const struct call *call, struct error *err)
{
    const struct settings *settings = call->app->settings;
    struct text *page = &call->response->body;
    int64_t backup;

    TRY(backup_last(call->app, &backup, err));
    begin_part(call, N_("Service"));
    text_put(page, "<dl>\n");
    put_line(call, N_("Version"), HT_VERSION);
    put_line(call, N_("Store"), without_password(call, call->app->store_url));
    html_putf(page, "<dt>%s</dt><dd>", page_text(call, N_("Last backup")));
    page_put_moment(call, backup);
    text_put(page, "</dd>\n");
    put_line(call, N_("Listens at"), settings->service.listen);
    put_line(call, N_("Address from outside"), settings->service.public_url);
    put_line(call, N_("Trusted proxies"), settings->service.trusted_proxies);
    put_number(call, N_("Working days before a limit that the office wants to be done"),
               settings->lead_working_days);
    put_number(call, N_("Days after polling day until contacts are erased"), settings->contacts_kept_days);
    text_put(page, "</dl>\n");
    return OK;
}

static void put_notices(const struct call *call)
{
    const struct settings_notices *notices = &call->app->settings->notices;

    begin_part(call, N_("Messages"));
    text_put(&call->response->body, "<dl>\n");
    put_hour(call, N_("Nobody is disturbed from"), notices->quiet_from_minute);
    put_hour(call, N_("until"), notices->quiet_until_minute);
    put_number(call, N_("Messages to one number in 24 hours, at most"), notices->daily_cap);
    put_line(call, N_("A second person approves what a release tells"),
             page_text(call, notices->approval ? N_("yes") : N_("no")));
    text_put(&call->response->body, "</dl>\n");
}

/* ---- ways out ---- */

static void put_gateway(const struct call *call, const char *name, const struct settings_gateway *gateway)
{
    struct text *page = &call->response->body;
    struct gateway_about about;
    struct error trouble;

    html_putf(page, "<h3>%s</h3>\n", page_text(call, name));
    if (gateway->profile == NULL) {
        page_put(call, "<p>", N_("None is set."), "</p>\n");
        return;
    }
    if (gateway_lint(gateway->profile, call->arena, &about, &trouble) != OK) {
        page_put_error(call, &trouble);
        return;
    }
    text_put(page, "<p class=\"state\">");
    page_say(call, "The profile %s is right; at most %u messages a second, %u at once.", about.name,
             about.per_second, about.at_once);
    text_put(page, "</p>\n<dl>\n");
    put_line(call, N_("Tried"), about.checked);
    put_line(call, N_("Sender"), gateway->sender);
    put_line(call, N_("User name"), gateway->username);
    put_line(call, N_("Password"), gateway->password_file != NULL ? STARS : "");
    text_put(page, "</dl>\n");
}

static void put_health(const struct call *call, const struct gateway_health *health)
{
    struct text *page = &call->response->body;

    html_putf(page, "<tr><td>%s %s</td><td class=\"day\">", health->channel, health->gateway);
    page_put_moment(call, health->beat_utc_secs);
    html_putf(page, "</td><td%s>", health->stopped_since_utc_secs != 0 ? " class=\"late\"" : "");
    if (health->stopped_since_utc_secs == 0) {
        page_put(call, "", N_("takes messages"), "");
    } else {
        page_put(call, "", N_("stopped since"), " ");
        page_put_moment(call, health->stopped_since_utc_secs);
    }
    html_putf(page, "</td><td>%s</td></tr>\n", health->words);
}

static enum error_code put_gateways(const struct call *call, struct error *err)
{
    static const char *const heads[] = {N_("Gateway"), N_("Last at work"), N_("State"), N_("Last answer")};
    const struct settings *settings = call->app->settings;
    struct text *page = &call->response->body;
    struct gateway_state state;

    TRY(gateway_state(call->app, call->arena, &state, err));
    begin_part(call, N_("SMS gateways"));
    put_gateway(call, N_("First gateway"), &settings->gateway);
    put_gateway(call, N_("Second gateway"), &settings->second_gateway);
    if (state.count == 0)
        return OK;
    text_put(page, "<table>\n<thead><tr>");
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        html_putf(page, "<th scope=\"col\">%s</th>", page_text(call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < state.count; i++)
        put_health(call, &state.gateways[i]);
    text_put(page, "</tbody>\n</table>\n");
    return OK;
}

static void put_mail(const struct call *call)
{
    const struct settings_mail *mail = &call->app->settings->mail;
    const struct field to = {
        "to", N_("Send a mail to try it"), "email", params_value(&call->form, "to"), NULL, true};
    struct text *page = &call->response->body;

    begin_part(call, N_("Mail"));
    if (mail->host == NULL) {
        page_put(call, "<p>", N_("No mail server is set, so no mails are sent."), "</p>\n");
        return;
    }
    text_put(page, "<dl>\n");
    put_line(call, N_("Server"), mail->host);
    put_number(call, N_("Port"), mail->port);
    put_line(call, N_("From"), mail->from_address);
    put_line(call, N_("User name"), mail->username);
    put_line(call, N_("Password"), mail->password_file != NULL ? STARS : "");
    text_put(page, "</dl>\n");
    if (!staff_may(call, RIGHTS_ACCOUNTS))
        return;
    staff_put_form(call, page_address(call, "settings", "mail"));
    field_put(call, &to);
    page_put(call, "<p><button>", N_("Send it"), "</button></p>\n</form>\n");
}

/* ---- law, days off, words ---- */

static enum error_code put_law(const struct call *call, struct error *err)
{
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = NULL;
    char checked[CIVIL_DATE_CHARS];

    TRY(law_load(call->app, call->staff->election.law_pack, &pack, err));
    civil_date_format_vietnamese(pack->checked.on, checked);
    begin_part(call, N_("Law of the election"));
    text_put(&call->response->body, "<dl>\n");
    put_line(call, N_("Title"), law_words_name(call->catalog, &pack->title));
    put_line(call, N_("Number"), pack->law);
    put_line(call, N_("Source"), pack->source);
    put_line(call, N_("Checked on"), checked);
    put_line(call, N_("Checked by"), pack->checked.by);
    text_put(&call->response->body, "</dl>\n");
    return OK;
}

static void put_day_off(const struct call *call, const struct day_off *day)
{
    char date[CIVIL_DATE_CHARS];
    const char *kind = day->kind == DAY_OFF          ? N_("day off")
                       : day->kind == DAY_OFF_WORKED ? N_("worked Saturday")
                                                     : N_("not decided yet");

    civil_date_format_vietnamese(day->date, date);
    html_putf(&call->response->body, "<tr><td class=\"day\">%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n",
              date, page_text(call, kind), day->name, day->source);
}

static enum error_code put_gaps(const struct call *call, struct error *err)
{
    struct days_off_gap *gaps;
    size_t count;

    TRY(days_off_missing(call->app, call->arena, &gaps, &count, err));
    for (size_t i = 0; i < count; i++) {
        CLEANUP(text_done) struct text words;
        struct message sentence;
        if (strcmp(gaps[i].election, call->staff->election.code) != 0)
            continue;
        text_init(&words, 4000);
        days_off_gap_say(&gaps[i], &sentence);
        catalog_put_message(call->catalog, &sentence, &words);
        html_putf(&call->response->body, "<p class=\"warning\">%s</p>\n", words.data);
    }
    return OK;
}

static enum error_code put_days_off(const struct call *call, struct error *err)
{
    int year = civil_date_split(call->staff->election.polling_day).year;
    static const char *const heads[] = {N_("Day"), N_("Kind"), N_("Name"), N_("Source")};
    struct text *page = &call->response->body;
    struct day_off_set days;

    TRY(days_off_load(call->app, year - 1, year + 1, call->arena, &days, err));
    begin_part(call, N_("Days off"));
    TRY(put_gaps(call, err));
    text_put(page, "<details>\n<summary>");
    page_say(call, "%zu days are known around the year of the election", days.day_count);
    text_put(page, "</summary>\n<table>\n<thead><tr>");
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        html_putf(page, "<th scope=\"col\">%s</th>", page_text(call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < days.day_count; i++)
        put_day_off(call, &days.days[i]);
    text_put(page, "</tbody>\n</table>\n</details>\n");
    return OK;
}

static const char *kind_of(const char *kind)
{
    static const char *const kinds[][2] = {
        {"cancelled", N_("A meeting is cancelled")},
        {"changed", N_("Several meetings have changed")},
        {"deadline", N_("A deadline comes near")},
        {"digest", N_("What happened in a day")},
        {"elsewhere", N_("A meeting is elsewhere")},
        {"escalated", N_("A deadline has passed, to the level above")},
        {"moved", N_("A meeting is at another time")},
        {"overdue", N_("A deadline has passed")},
        {"published", N_("The plan is published")},
        {"reminder", N_("A meeting is near")},
        {"report", N_("A report is due")},
        {"restored", N_("A cancelled meeting takes place")},
        {"stale", N_("A calendar is not being fetched")},
        {"written", N_("Written notice to a candidate")},
    };

    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (strcmp(kinds[i][0], kind) == 0)
            return kinds[i][1];
    return kind;
}

static enum error_code put_texts(const struct call *call, struct error *err)
{
    struct text *page = &call->response->body;
    struct listed_text *texts;
    size_t count;

    TRY(text_list(call->app, "vi", call->arena, &texts, &count, err));
    begin_part(call, N_("Words of messages"));
    page_put(call, "<p class=\"hint\">",
             N_("What stands in braces is filled in for each message when it is sent. The files lie in "
                "texts/vi of the data "
                "folder."),
             "</p>\n");
    for (size_t i = 0; i < count; i++)
        html_putf(page, "<details>\n<summary>%s</summary>\n<pre>%s</pre>\n</details>\n",
                  page_text(call, kind_of(texts[i].kind)), texts[i].words);
    return OK;
}

static enum error_code put_page(const struct call *call, const struct error *trouble, struct error *err)
{
    page_begin(call, N_("Settings"));
    if (trouble != NULL)
        page_put_error(call, trouble);
    else if (params_find(&call->query, "sent") != NULL)
        page_put(call, "<p class=\"state\" role=\"status\">", N_("The mail server has taken the mail."),
                 "</p>\n");
    page_put(call, "<p class=\"hint\">",
             N_("This is what the service runs with. The administrator of the machine changes it in the "
                "settings file and "
                "starts the service again; secrets are shown as stars."),
             "</p>\n");
    TRY(put_service(call, err));
    put_notices(call);
    TRY(put_gateways(call, err));
    put_mail(call);
    TRY(put_law(call, err));
    TRY(put_days_off(call, err));
    TRY(put_texts(call, err));
    page_end(call);
    return OK;
}

enum error_code show_settings(struct call *call, struct error *err)
{
    TRY(staff_must(call, RIGHTS_IMPORT, 0, err));
    return put_page(call, NULL, err);
}

enum error_code try_mail(struct call *call, struct error *err)
{
    static const char of_mail[] = "mail test";
    const struct mail_test test = {
        .to = params_value(&call->form, "to"),
        .subject = page_text(call, N_("A mail to try the settings")),
        .words = page_text(
            call, N_("This mail was sent to try the settings of the election calendar. Nothing needs to be "
                     "done.")),
    };
    unsigned wait_secs;

    TRY(staff_must(call, RIGHTS_ACCOUNTS, 0, err));
    if (!rate_limit_take(call->site->login_limit, of_mail, sizeof of_mail, clock_monotonic_ms(), &wait_secs))
        return error_set(err, ERROR_DENIED, "too many mails were tried; please wait a minute");
    enum error_code code = mail_test_send(call->app, &test, err);
    if (code != OK) {
        const struct error trouble = *err;
        call->response->status = error_http_status(ERROR_DATA);
        return put_page(call, &trouble, err);
    }
    staff_go_to(call, "%s?sent", page_address(call, "settings", NULL));
    return OK;
}
