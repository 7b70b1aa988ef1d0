/* What became of a meeting: the figures, and the form by which they are recorded and corrected. */
#include "app/meeting_report.h"
#include "base/parse.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/meeting_page.h"
#include "web/page.h"
#include "web/staff.h"
#include "web/when.h"

#include <stdio.h>
#include <string.h>

#define NUMBER_CHARS 24
#define WORDS_BYTES_MAX 4000

static const char *const form_words[FORM_COUNT] = {
    [FORM_DIRECT] = N_("in person"), [FORM_ONLINE] = N_("online"), [FORM_HYBRID] = N_("hybrid")};

/* ---- what is recorded ---- */

static void put_words(const struct call *call, const char *label, const char *words)
{
    if (words[0] != '\0')
        html_putf(&call->response->body, "<dt>%s</dt><dd class=\"words\">%s</dd>\n", page_text(call, label),
                  words);
}

static void put_number(const struct call *call, const char *label, int64_t number)
{
    html_putf(&call->response->body, "<dt>%s</dt><dd>%lld</dd>\n", page_text(call, label), (long long)number);
}

static void put_report(const struct call *call, const struct meeting_report *report)
{
    struct text *page = &call->response->body;
    char date[CIVIL_DATE_CHARS];

    text_put(page, "<dl>\n");
    put_words(call, N_("How it was held"), page_text(call, form_words[report->form]));
    put_number(call, N_("Voters who came"), report->in_person);
    put_number(call, N_("Voters who took part online"), report->online);
    put_number(call, N_("Opinions of voters"), report->opinions);
    put_words(call, N_("What they said"), report->opinion_words);
    put_words(call, N_("What was done about it"), report->answer_words);
    if (report->has_minutes) {
        civil_date_format_vietnamese(report->minutes_day, date);
        html_putf(page, "<dt>%s</dt><dd>%s %s</dd>\n", page_text(call, N_("Minutes received")), date,
                  report->minutes_number);
    }
    html_putf(page, "<dt>%s</dt><dd>%s, ", page_text(call, N_("Recorded")), report->recorded_by);
    when_put_moment(call, report->recorded_utc_secs);
    text_put(page, "</dd>\n</dl>\n");
}

static void put_former(const struct call *call, const struct meeting_reports *reports)
{
    if (reports->count < 2)
        return;
    html_putf(&call->response->body, "<details>\n<summary>%s</summary>\n",
              page_text(call, N_("What was recorded before")));
    for (size_t i = 1; i < reports->count; i++)
        put_report(call, &reports->items[i]);
    text_put(&call->response->body, "</details>\n");
}

/* ---- the form ---- */

/* What a field holds: what was sent, else what is recorded. */
static const char *value_of(const struct params *sent, const char *name, const char *recorded)
{
    return sent != NULL ? params_value(sent, name) : recorded;
}

static void put_area(const struct call *call, const char *name, const char *label, const char *value)
{
    html_putf(
        &call->response->body,
        "<p><label for=\"%s\">%s</label>\n<textarea id=\"%s\" name=\"%s\" rows=\"4\" "
        "aria-describedby=\"%s-hint\">%s</textarea><br><span class=\"hint\" id=\"%s-hint\">%s</span></p>\n",
        name, page_text(call, label), name, name, name, value, name,
        page_text(call, N_("without names of persons")));
}

static void put_choice(const struct call *call, const char *chosen)
{
    field_begin_select(call, "form", N_("How it was held"));
    for (int form = 0; form < FORM_COUNT; form++)
        field_put_option(call, meeting_form_names[form], page_text(call, form_words[form]), chosen);
    field_end_select(call);
}

static void put_minutes(const struct call *call, const struct params *sent, const struct meeting_report *last)
{
    char date[CIVIL_DATE_CHARS] = "";

    if (last->has_minutes)
        civil_date_format_vietnamese(last->minutes_day, date);
    const struct field fields[] = {
        {"minutes_day", N_("Day on which the minutes came"), "text", value_of(sent, "minutes_day", date),
         N_("such as 15/03/2026; empty while they have not come"), false},
        {"minutes_number", N_("Number of the minutes"), "text",
         value_of(sent, "minutes_number", last->minutes_number != NULL ? last->minutes_number : ""), NULL,
         false},
    };

    for (size_t i = 0; i < COUNT_OF(fields); i++)
        field_put(call, &fields[i]);
}

static void put_figures(const struct call *call, const struct params *sent, const struct meeting_report *last)
{
    const struct figure {
        const char *name;
        const char *label;
        int64_t value;
    } figures[] = {{"in_person", N_("Voters who came"), last->in_person},
                   {"online", N_("Voters who took part online"), last->online},
                   {"opinions", N_("Opinions of voters"), last->opinions}};

    for (size_t i = 0; i < COUNT_OF(figures); i++) {
        char number[NUMBER_CHARS] = "";
        if (last->id != 0)
            snprintf(number, sizeof number, "%lld", (long long)figures[i].value);
        field_put(call, &(struct field){figures[i].name, figures[i].label, "text",
                                        value_of(sent, figures[i].name, number), NULL, true});
    }
}

static void put_form(const struct call *call, const struct meeting_shown *shown, const struct params *sent,
                     const struct meeting_report *last)
{
    static const char *const by_form[] = {"direct", "online", "hybrid"};
    struct text *page = &call->response->body;
    const char *planned = meeting_form_of(&shown->published);
    const char *form = strcmp(planned, "online") == 0   ? by_form[1]
                       : strcmp(planned, "hybrid") == 0 ? by_form[2]
                                                        : by_form[0];
    char seen[NUMBER_CHARS];

    snprintf(seen, sizeof seen, "%lld", (long long)last->id);
    html_putf(page, "<details%s>\n<summary>%s</summary>\n", sent != NULL || last->id == 0 ? " open" : "",
              page_text(call, last->id == 0 ? N_("Record it") : N_("Correct it; what was recorded is kept")));
    staff_put_form(call, meeting_address(call, shown->code, "outcome"));
    html_putf(page, "<input type=\"hidden\" name=\"seen\" value=\"%s\">\n", value_of(sent, "seen", seen));
    put_choice(call, value_of(sent, "form", last->id != 0 ? meeting_form_names[last->form] : form));
    put_figures(call, sent, last);
    put_area(call, "opinion_words", N_("What voters said"),
             value_of(sent, "opinion_words", last->opinion_words != NULL ? last->opinion_words : ""));
    put_area(call, "answer_words", N_("What was done about it"),
             value_of(sent, "answer_words", last->answer_words != NULL ? last->answer_words : ""));
    put_minutes(call, sent, last);
    html_putf(page, "<p><button class=\"main\">%s</button></p>\n</form>\n</details>\n",
              page_text(call, N_("Store it")));
}

enum error_code meeting_put_outcome(const struct call *call, const struct meeting_shown *shown,
                                    const struct params *sent, struct error *err)
{
    static const struct meeting_report none = {.id = 0};
    struct meeting_reports reports;

    if (!shown->published.known || !shown->published.held ||
        civil_time_to_utc_secs(shown->published.start) > clock_now_utc_secs(&call->app->clock))
        return OK;
    TRY(meeting_report_list(call->app, call->staff->election.id, shown->code, call->arena, &reports, err));
    page_put(call, "<h2>", N_("What became of the meeting"), "</h2>\n");
    if (reports.count > 0)
        put_report(call, &reports.items[0]);
    else
        page_put(call, "<p class=\"warning\">", N_("The meeting is over, and nothing is recorded of it yet."),
                 "</p>\n");
    put_former(call, &reports);
    if (staff_may(call, RIGHTS_RECORD))
        put_form(call, shown, sent, reports.count > 0 ? &reports.items[0] : &none);
    return OK;
}

/* ---- recording ---- */

static enum error_code read_figure(const struct call *call, const char *name, int64_t *out, struct error *err)
{
    const char *value = params_value(&call->form, name);

    if (!parse_int(value, 0, MEETING_REPORT_PERSONS_MAX, out))
        return error_set(err, ERROR_DATA, "\"%s\" is not a number between 0 and %d", value,
                         MEETING_REPORT_PERSONS_MAX);
    return OK;
}

static enum error_code read_form(const struct call *call, struct meeting_report_request *out,
                                 struct error *err)
{
    const char *day = params_value(&call->form, "minutes_day");
    size_t form;

    out->report = (struct meeting_report){
        .opinion_words = params_value(&call->form, "opinion_words"),
        .answer_words = params_value(&call->form, "answer_words"),
        .has_minutes = day[0] != '\0',
        .minutes_number = params_value(&call->form, "minutes_number"),
        .recorded_by = call->staff->session.login,
    };
    if (!parse_int(params_value(&call->form, "seen"), 0, INT64_MAX, &out->seen) ||
        !parse_choice(params_value(&call->form, "form"), meeting_form_names, FORM_COUNT, &form))
        return error_set(err, ERROR_DATA, "the form does not say what is to be done");
    out->report.form = (enum meeting_form)form;
    TRY(read_figure(call, "in_person", &out->report.in_person, err));
    TRY(read_figure(call, "online", &out->report.online, err));
    TRY(read_figure(call, "opinions", &out->report.opinions, err));
    if (out->report.has_minutes && !civil_date_parse(day, &out->report.minutes_day))
        return error_set(err, ERROR_DATA, "\"%s\" is not a date such as 2026-03-15 or 15/03/2026", day);
    return OK;
}

/* The form with what was sent, below what is recorded now. */
static enum error_code tell_refusal(struct call *call, const struct meeting_shown *shown,
                                    const struct error *refusal, struct error *err)
{
    CLEANUP(text_done) struct text words;
    struct params sent = call->form;

    text_init(&words, WORDS_BYTES_MAX);
    catalog_put_error(call->catalog, refusal, &words);
    call->response->status = error_http_status(refusal->code);
    page_begin(call, meeting_title(call, N_("Meeting with voters %s"), shown->code));
    html_putf(&call->response->body, "<p class=\"error\" role=\"alert\">%s</p>\n", words.data);
    TRY(meeting_put_outcome(call, shown, &sent, err));
    html_putf(&call->response->body, "<p><a href=\"%s\">%s</a></p>\n",
              page_address(call, "meetings", shown->code),
              page_text(call, N_("Back, without changing anything")));
    page_end(call);
    return OK;
}

/* The commune in which it was held writes it down; who presides over the unit may, too. */
static enum error_code must_record(const struct call *call, const struct meeting_shown *shown,
                                   struct error *err)
{
    const struct meeting_state *held = &shown->published;
    struct error ignored;

    if (shown->unit_area != 0 && staff_must(call, RIGHTS_RECORD, shown->unit_area, &ignored) == OK)
        return OK;
    return staff_must(call, RIGHTS_RECORD, held->site_count > 0 ? held->sites[0].area : 0, err);
}

enum error_code record_meeting(struct call *call, struct error *err)
{
    struct meeting_report_request request = {.election = call->staff->election.id};
    struct meeting_shown shown;
    struct error refusal;
    bool stored;

    TRY(meeting_show(call->app, request.election, call->parameters[1], call->arena, &shown, err));
    TRY(must_record(call, &shown, err));
    request.meeting = shown.code;
    enum error_code code = read_form(call, &request, &refusal);
    if (code == OK)
        code = meeting_report_record(call->app, &request, call->arena, &stored, &refusal);
    if (code == ERROR_DATA || code == ERROR_FOUND)
        return tell_refusal(call, &shown, &refusal, err);
    if (code != OK) {
        *err = refusal;
        return code;
    }
    staff_go_to(call, "%s?recorded", page_address(call, "meetings", shown.code));
    return OK;
}
