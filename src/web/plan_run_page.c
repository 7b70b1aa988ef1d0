#include "app/job.h"
#include "app/plan_compare.h"
#include "app/plan_job.h"
#include "app/plan_proposal.h"
#include "base/parse.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"
#include "web/when.h"

#include <stdio.h>
#include <string.h>

#define SECS_USUAL "30"
#define CHANGES_SHOWN 100
#define NAME_CHARS 40
#define SOURCES 3

static const char *const source_values[SOURCES] = {"draft", "published", "nothing"};

/* ---- starting ---- */

static void put_sources(const struct call *call, const char *chosen)
{
    static const char *const words[SOURCES] = {N_("from the newest draft"), N_("from what is published"),
                                               N_("from nothing, all meetings anew")};

    field_begin_select(call, "from", N_("Where the planner begins"));
    for (size_t i = 0; i < SOURCES; i++)
        field_put_option(call, source_values[i], page_text(call, words[i]), chosen);
    field_end_select(call);
}

static const char *sent_or(const struct call *call, const char *name, const char *usual)
{
    const char *sent = params_find(&call->form, name);

    return sent != NULL ? sent : usual;
}

static void put_form(const struct call *call)
{
    const struct field fields[] = {
        {"seconds", N_("Seconds"), "text", sent_or(call, "seconds", SECS_USUAL),
         N_("From 1 to 3600. Half a minute gives a good plan of a province; more time makes it a little "
            "better."),
         true},
        {"threads", N_("Processors"), "text", sent_or(call, "threads", "0"),
         N_("0: as many as there are. Fewer leave room for others."), true},
    };

    page_put(call, "<p>",
             N_("The planner finds a day, an hour and a place for every meeting. Its plan stands beside the "
                "present one until you accept it; nothing is published by it."),
             "</p>\n");
    staff_put_form(call, page_address(call, "plan/run", NULL));
    put_sources(call, sent_or(call, "from", "nothing"));
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        field_put(call, &fields[i]);
    html_putf(&call->response->body, "<p><button class=\"main\">%s</button></p>\n</form>\n",
              page_text(call, N_("Make a plan")));
}

static enum error_code put_newest(const struct call *call, struct error *err)
{
    struct job job;
    int64_t id;

    TRY(job_newest(call->app, call->staff->election.id, PLAN_JOB, &id, err));
    if (id == 0)
        return OK;
    TRY(job_show(call->app, call->staff->election.id, id, call->arena, &job, err));
    html_putf(&call->response->body, "<p><a class=\"button\" href=\"%s/%lld\">%s</a></p>\n",
              page_address(call, "jobs", NULL), (long long)id,
              page_text(call, job_is_open(job.state) ? N_("The run that is under way") : N_("The last run")));
    return OK;
}

static enum error_code read_form(const struct call *call, struct plan_job *out, struct error *err)
{
    static const enum plan_source sources[SOURCES] = {PLAN_FROM_DRAFT, PLAN_FROM_PUBLISHED,
                                                      PLAN_FROM_NOTHING};
    struct plan_job job;
    size_t source;

    if (!parse_int(params_value(&call->form, "seconds"), 1, PLAN_JOB_SECS_MAX, &job.secs))
        return error_set(err, ERROR_DATA, "the seconds must be a whole number from 1 to %d",
                         PLAN_JOB_SECS_MAX);
    if (!parse_int(params_value(&call->form, "threads"), 0, PLAN_JOB_THREADS_MAX, &job.threads))
        return error_set(err, ERROR_DATA, "the processors must be a whole number from 0 to %d",
                         PLAN_JOB_THREADS_MAX);
    if (!parse_choice(params_value(&call->form, "from"), source_values, SOURCES, &source))
        return error_set(err, ERROR_DATA, "the form does not say where the planner begins");
    job.source = sources[source];
    *out = job;
    return OK;
}

static enum error_code show_form_again(struct call *call, const struct error *wrong)
{
    CLEANUP(text_done) struct text words = {0};

    text_init(&words, 4000);
    catalog_put_error(call->catalog, wrong, &words);
    call->response->status = error_http_status(wrong->code);
    page_begin(call, N_("Make a plan"));
    html_putf(&call->response->body, "<p class=\"error\" role=\"alert\">%s</p>\n", words.data);
    put_form(call);
    page_end(call);
    return OK;
}

enum error_code start_plan_run(struct call *call, struct error *err)
{
    CLEANUP(text_done) struct text parameters = {0};
    struct plan_job job;
    int64_t id;

    TRY(staff_must(call, RIGHTS_PLAN, 0, err));
    text_init(&parameters, JOB_PARAMETERS_BYTES_MAX);
    if (read_form(call, &job, err) != OK)
        return show_form_again(call, err);
    plan_job_write(&job, &parameters);
    if (job_start(call->app, call->staff->election.id, PLAN_JOB, parameters.data, &id, err) != OK)
        return err->code == ERROR_FOUND ? show_form_again(call, err) : err->code;
    staff_go_to(call, "%s/%lld", page_address(call, "jobs", NULL), (long long)id);
    return OK;
}

/* ---- what came of it ---- */

struct outcome {
    struct plan_job_result result;
    bool waits; /* to be taken or thrown away */
    const char *reasons;
};

static void put_figure(const struct call *call, const char *words, int64_t before, int64_t after)
{
    html_putf(
        &call->response->body,
        "<tr><th scope=\"row\">%s</th><td class=\"number\">%lld</td><td class=\"number\">%lld</td></tr>\n",
        page_text(call, words), (long long)before, (long long)after);
}

static void put_figures(const struct call *call, const struct compared_plans *compared)
{
    const struct plan_terms *before = &compared->before_judged.terms;
    const struct plan_terms *after = &compared->after_judged.terms;
    struct text *page = &call->response->body;

    html_putf(
        page,
        "<table class=\"figures\" tabindex=\"0\">\n<caption>%s</caption>\n<thead><tr><th "
        "scope=\"col\">%s</th>"
        "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">%s</th></tr></thead>\n"
        "<tbody>\n",
        page_text(call, N_("Both plans in figures")), page_text(call, N_("What is counted")),
        page_text(call, N_("Present plan")), page_text(call, N_("New plan")));
    put_figure(call, N_("Meetings"), (int64_t)compared->before.count, (int64_t)compared->after.count);
    put_figure(call, N_("Rules broken"), (int64_t)compared->before_judged.violation_count,
               (int64_t)compared->after_judged.violation_count);
    put_figure(call, N_("Most meetings that a candidate has more than another of the unit"),
               compared->before_equality.meetings, compared->after_equality.meetings);
    put_figure(call, N_("Most minutes that a candidate has more than another of the unit"),
               compared->before_equality.minutes, compared->after_equality.minutes);
    put_figure(call, N_("Kilometres of all candidates"), before->travel_m / 1000, after->travel_m / 1000);
    put_figure(call, N_("Meetings on holidays"), before->holiday, after->holiday);
    put_figure(call, N_("Meetings above the daily share of a district"), before->imbalance, after->imbalance);
    put_figure(call, N_("Online meetings"), before->online, after->online);
    put_figure(call, N_("All that counts, in kilometres (less is better)"), before->objective_m / 1000,
               after->objective_m / 1000);
    text_put(page, "</tbody>\n</table>\n");
}

static void put_place(const struct call *call, const struct plan_problem *problem,
                      const struct plan_meeting *meeting)
{
    text_put(&call->response->body, "<td>");
    if (meeting == NULL) {
        text_put_char(&call->response->body, '-');
    } else {
        when_put_span(call, meeting->start, meeting->end);
        html_putf(&call->response->body, "<br>%s %s",
                  meeting->venue != PLAN_NONE ? problem->venues[meeting->venue].code : "",
                  page_text(call, plan_mode_name(meeting->mode)));
    }
    text_put(&call->response->body, "</td>");
}

static void put_changes(const struct call *call, const struct compared_plans *compared)
{
    const struct plan_comparison *comparison = &compared->comparison;
    size_t moved = comparison->count - comparison->counts[PLAN_DIFFERENCE_ADDED] -
                   comparison->counts[PLAN_DIFFERENCE_REMOVED];
    struct text *page = &call->response->body;

    page_put(call, "<h2>", N_("What would change"), "</h2>\n<p>");
    page_say(call, "%zu meetings stay as they are, %zu move, %zu are added, %zu are taken out.",
             comparison->same, moved, comparison->counts[PLAN_DIFFERENCE_ADDED],
             comparison->counts[PLAN_DIFFERENCE_REMOVED]);
    text_put(page, "</p>\n");
    if (comparison->count == 0)
        return;
    html_putf(page,
              "<details>\n<summary>%s</summary>\n<table>\n<thead><tr><th scope=\"col\">%s</th>"
              "<th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead>\n<tbody>\n",
              page_text(call, N_("Meeting by meeting")), page_text(call, N_("Meeting")),
              page_text(call, N_("Present plan")), page_text(call, N_("New plan")));
    for (size_t i = 0; i < comparison->count && i < CHANGES_SHOWN; i++) {
        const struct plan_difference *difference = &comparison->items[i];
        html_putf(page, "<tr><td class=\"code\">%s</td>",
                  difference->after != NULL ? difference->after->code : difference->before->code);
        put_place(call, compared->of.problem, difference->before);
        put_place(call, compared->of.problem, difference->after);
        text_put(page, "</tr>\n");
    }
    text_put(page, "</tbody>\n</table>\n");
    if (comparison->count > CHANGES_SHOWN) {
        text_put(page, "<p>");
        page_say(call, "and %zu more", comparison->count - CHANGES_SHOWN);
        text_put(page, "</p>\n");
    }
    text_put(page, "</details>\n");
}

/* The lines that plan_job_run put behind its figures: a mark, a sentence and what stands in it. */
static void put_reason(const struct call *call, char *line)
{
    CLEANUP(text_done) struct text words = {0};
    char *format = strchr(line, '\t');
    char *args = format != NULL ? strchr(format + 1, '\t') : NULL;
    struct message message;

    if (args == NULL)
        return;
    *format++ = *args++ = '\0';
    text_init(&words, 4000);
    message_restore(&message, format, args);
    catalog_put_message(call->catalog, &message, &words);
    html_putf(&call->response->body, "<p class=\"%s\">%s</p>\n", line, words.data);
}

static enum error_code put_reasons(const struct call *call, const struct outcome *outcome, struct error *err)
{
    char *line = arena_copy_string(call->arena, outcome->reasons);

    if (line == NULL)
        return error_memory(err);
    if (outcome->result.missing == 0)
        return OK;
    text_put(&call->response->body, "<section class=\"warning\">\n<p>");
    page_say(call,
             "%lld meetings have no place: the plan can be kept as a draft, but it cannot be published.",
             (long long)outcome->result.missing);
    text_put(&call->response->body, "</p>\n");
    while (line[0] != '\0') {
        size_t length = strcspn(line, "\n");
        bool last = line[length] == '\0';
        line[length] = '\0';
        put_reason(call, line);
        line += length + !last;
    }
    text_put(&call->response->body, "</section>\n");
    return OK;
}

static enum error_code put_decision(const struct call *call, const struct outcome *outcome, int64_t job,
                                    struct error *err)
{
    struct text *page = &call->response->body;
    char seen[PLAN_PRESENT_CHARS];

    TRY(plan_present(call->app, call->staff->election.id, seen, err));
    staff_put_form(call, page_address(call, "plan/run", "take"));
    html_putf(page,
              "<input type=\"hidden\" name=\"job\" value=\"%lld\"><input type=\"hidden\" name=\"seen\" "
              "value=\"%s\">\n<p><button class=\"main\">%s</button></p>\n</form>\n",
              (long long)job, seen, page_text(call, N_("Accept it as the newest draft")));
    staff_put_form(call, page_address(call, "plan/run", "drop"));
    html_putf(page,
              "<input type=\"hidden\" name=\"job\" value=\"%lld\">\n<p><button "
              "class=\"danger\">%s</button></p>\n</form>\n",
              (long long)job, page_text(call, N_("Throw it away")));
    (void)outcome;
    return OK;
}

static enum error_code read_outcome(const struct call *call, const char *job_id, int64_t *out_job,
                                    struct outcome *out, struct error *err)
{
    int64_t election = call->staff->election.id;
    struct job job;
    int64_t id;

    if (!parse_int(job_id, 1, INT64_MAX, &id))
        return error_set(err, ERROR_NO_INPUT, "there is no job %s in this election", job_id);
    TRY(job_show(call->app, election, id, call->arena, &job, err));
    if (strcmp(job.kind, PLAN_JOB) != 0 || !plan_job_result_read(job.result, &out->result))
        return error_set(err, ERROR_NO_INPUT, "no plan came of job %lld", (long long)id);
    out->reasons = strchrnul(job.result, '\n');
    out->reasons += out->reasons[0] == '\n';
    *out_job = id;
    return plan_proposal_waits(call->app, election, out->result.draft, &out->waits, err);
}

/* Against the newest draft, or against nothing when there is none. */
static enum error_code put_comparison(const struct call *call, const struct outcome *outcome,
                                      struct error *err)
{
    CLEANUP(compared_plans_done) struct compared_plans compared = {.of = {.problem = NULL}};
    char present[PLAN_PRESENT_CHARS];
    char name[NAME_CHARS];

    TRY(plan_present(call->app, call->staff->election.id, present, err));
    snprintf(name, sizeof name, "draft:%lld", (long long)outcome->result.draft);
    const struct compare_request request = {.names = {present[0] != '\0' ? "draft" : "published", name}};
    TRY(plans_compare(call->app, call->staff->election.id, &request, call->arena, &compared, err));
    put_figures(call, &compared);
    put_changes(call, &compared);
    return OK;
}

static enum error_code show_outcome(struct call *call, struct error *err)
{
    struct outcome outcome;
    int64_t job;

    TRY(read_outcome(call, params_value(&call->query, "job"), &job, &outcome, err));
    page_begin(call, N_("The new plan"));
    if (!outcome.waits) {
        page_put(call, "<p class=\"state\">",
                 N_("This has been decided: the plan was accepted or thrown away."), "</p>\n");
        html_putf(&call->response->body, "<p><a class=\"button\" href=\"%s?draft=1\">%s</a></p>\n",
                  page_address(call, "plan", NULL), page_text(call, N_("See the newest draft")));
        page_end(call);
        return OK;
    }
    TRY(put_reasons(call, &outcome, err));
    TRY(put_comparison(call, &outcome, err));
    TRY(put_decision(call, &outcome, job, err));
    page_end(call);
    return OK;
}

enum error_code show_plan_run(struct call *call, struct error *err)
{
    TRY(staff_must(call, RIGHTS_PLAN, 0, err));
    if (params_find(&call->query, "job") != NULL)
        return show_outcome(call, err);
    page_begin(call, N_("Make a plan"));
    put_form(call);
    TRY(put_newest(call, err));
    page_end(call);
    return OK;
}

enum error_code decide_plan_run(struct call *call, struct error *err)
{
    int64_t election = call->staff->election.id;
    bool take = strcmp(call->parameters[1], "take") == 0;
    struct outcome outcome;
    int64_t job;

    TRY(staff_must(call, RIGHTS_PLAN, 0, err));
    if (!take && strcmp(call->parameters[1], "drop") != 0)
        return error_set(err, ERROR_NO_INPUT, "there is no such form");
    TRY(read_outcome(call, params_value(&call->form, "job"), &job, &outcome, err));
    if (take)
        TRY(plan_proposal_take(call->app, election, outcome.result.draft, params_value(&call->form, "seen"),
                               err));
    else
        TRY(plan_proposal_drop(call->app, election, outcome.result.draft, err));
    staff_go_to(call, take ? "%s?draft=1" : "%s", page_address(call, take ? "plan" : "plan/run", NULL));
    return OK;
}
