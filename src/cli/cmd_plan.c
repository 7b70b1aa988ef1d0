/* The plan of an election of the store: made, shown, published. */
#include "app/plan_check.h"
#include "app/plan_make.h"
#include "app/plan_publish.h"
#include "app/plan_show.h"
#include "cli/bound_words.h"
#include "cli/commands.h"
#include "cli/judgement.h"
#include "cli/search_watch.h"
#include "web/json_judgement.h"
#include "web/json_plan.h"

#include <jansson.h>
#include <string.h>

#define ELECTION_OPTION                                                                                      \
    {                                                                                                        \
        "election", "CODE", N_("the election; may be left out when the store holds one"), 0                  \
    }

static enum error_code find_election(struct command_run *run, struct election *out, struct error *err)
{
    return election_find(run->app, command_option(run, "election"), run->arena, out, err);
}

/* ---- plan make ---- */

static const struct command_option make_options[] = {
    {"from", "draft|published", N_("a plan to go on from"), 0},
    SEARCH_OPTIONS,
    ELECTION_OPTION,
};

static enum error_code put_made(struct command_run *run, const struct plan_made *made, struct error *err)
{
    const struct plan_solution *solution = &made->outcome.solution;
    const struct plan_judgement *judgement = &made->outcome.judgement;
    bool complete = judgement->violation_count == 0;

    if (run->json)
        return command_put_json(run, json_of_outcome(run->catalog, made->of.problem, &made->outcome), err);
    judgement_put_violations(run, made->of.problem, &solution->plan, judgement, NULL);
    judgement_put_terms(run, &judgement->terms);
    bound_put_words(run, &made->outcome.bound, judgement->terms.objective_m, complete);
    judgement_put_shortages(run, solution->shortages, solution->shortage_count);
    return OK;
}

static enum plan_source source_of(const char *option)
{
    if (option == NULL)
        return PLAN_FROM_NOTHING;
    return strcmp(option, "draft") == 0 ? PLAN_FROM_DRAFT : PLAN_FROM_PUBLISHED;
}

static enum error_code run_make(struct command_run *run, struct error *err)
{
    CLEANUP(plan_made_done) struct plan_made made = {.of = {.problem = NULL}};
    CLEANUP(search_watch_end) struct search_watch watch = SEARCH_WATCH_NONE;
    struct plan_search search;
    struct election election;

    TRY(search_watch_options(run, &search, err));
    TRY(find_election(run, &election, err));
    TRY(search_watch_begin(run, &watch, &search, err));
    search.source = source_of(command_option(run, "from"));
    TRY(plan_make(run->app, election.id, &search, run->arena, &made, err));
    search_watch_put_outcome(run, &made.outcome);
    TRY(put_made(run, &made, err));
    if (plan_judgement_blocking(&made.outcome.judgement) > 0)
        return error_set(
            err, ERROR_FOUND,
            "the draft is kept but incomplete and cannot be published; units short of meetings: %zu",
            made.outcome.solution.shortage_count);
    command_say(run, run->notes, "The draft is kept; `hiepthuong plan publish` makes it public.");
    return OK;
}

/* ---- plan show ---- */

static const struct command_option show_options[] = {
    {"unit", "CODE", N_("only the meetings of this unit"), 0},
    {"candidate", "CODE", N_("only the meetings of this candidate"), 0},
    {"area", "CODE", N_("only the meetings held in this area"), 0},
    {"draft", NULL, N_("the newest draft instead of what is published"), 0},
    ELECTION_OPTION,
};

static void put_letter_day(struct command_run *run, struct civil_date day)
{
    struct message message;
    char date[CIVIL_DATE_CHARS];

    civil_date_format_vietnamese(day, date);
    message_set(&message, N_("letter by %s"), date);
    text_put(run->out, "  [");
    catalog_put_message(run->catalog, &message, run->out);
    text_put(run->out, "]");
}

static void put_sites(struct command_run *run, const struct shown_meeting *meeting)
{
    struct message message;

    message_set(&message, N_("and connected sites, %zu: "), meeting->site_count);
    text_put(run->out, "  ");
    catalog_put_message(run->catalog, &message, run->out);
    for (size_t i = 0; i < meeting->site_count; i++) {
        const struct shown_site *site = &meeting->sites[i];
        text_putf(run->out, "%s%s", i > 0 ? ", " : "", site->venue_name);
        if (site->mode[0] == 'o')
            text_putf(run->out, " (%s)", catalog_text(run->catalog, N_("online")));
    }
}

static void put_meeting(struct command_run *run, const struct shown_meeting *meeting, bool marked)
{
    char date[CIVIL_DATE_CHARS];
    char start[CIVIL_TIME_CHARS];
    char end[CIVIL_TIME_CHARS];

    civil_date_format_vietnamese(meeting->start.date, date);
    civil_time_format(meeting->start, start);
    civil_time_format(meeting->end, end);
    text_putf(run->out, "%s %s-%s  %s  %s, %s  %s", date, start + CIVIL_DATE_CHARS, end + CIVIL_DATE_CHARS,
              meeting->code, meeting->venue_name, meeting->commune_name, meeting->unit_name);
    if (meeting->mode[0] == 'o')
        text_putf(run->out, "  [%s]", catalog_text(run->catalog, N_("online")));
    if (meeting->site_count > 0)
        put_sites(run, meeting);
    if (meeting->status[0] == 'c' && meeting->status[1] == 'a')
        text_putf(run->out, "  [%s]", catalog_text(run->catalog, N_("cancelled")));
    else if (meeting->letter_by.day != 0)
        put_letter_day(run, meeting->letter_by);
    if (marked)
        text_putf(run->out, "  [%s]", catalog_text(run->catalog, N_("in conflict: see plan check")));
    text_put_char(run->out, '\n');
}

/* A draft may lack meetings, so its figures are put side by side without a verdict. */
static void put_draft_figures(struct command_run *run, const struct shown_plan *plan)
{
    command_say(run, run->notes, "The draft's objective F is %lld m; no plan is below %lld m.",
                (long long)plan->objective_m, (long long)plan->bound_m);
}

static json_t *pack_shown(const struct shown_plan *plan, json_t *list)
{
    json_t *object = json_pack("{s:o}", "meetings", list);

    if (plan->bound_m > 0) {
        json_object_set_new(object, "F", json_integer((json_int_t)plan->objective_m));
        json_object_set_new(object, "F_LB", json_integer((json_int_t)plan->bound_m));
    }
    return object;
}

static enum error_code run_show(struct command_run *run, struct error *err)
{
    const struct plan_filter filter = {
        .draft = command_option(run, "draft") != NULL,
        .unit = command_option(run, "unit"),
        .candidate = command_option(run, "candidate"),
        .area = command_option(run, "area"),
    };
    struct election election;
    struct shown_plan plan;
    struct plan_marks marks = {.count = 0};

    TRY(find_election(run, &election, err));
    if (!filter.draft)
        TRY(plan_marks_read(run->app, election.id, run->arena, &marks, err));
    TRY(plan_show(run->app, election.id, &filter, run->arena, &plan, err));
    if (!run->json && plan.bound_m > 0)
        put_draft_figures(run, &plan);
    json_t *list = json_array();
    for (size_t i = 0; i < plan.count; i++) {
        bool marked = plan_marks_name(&marks, plan.items[i].code);
        if (run->json)
            json_array_append_new(list, json_of_meeting(&plan.items[i], marked));
        else
            put_meeting(run, &plan.items[i], marked);
    }
    if (run->json)
        return command_put_json(run, pack_shown(&plan, list), err);
    json_decref(list);
    if (plan.count == 0)
        command_say(run, run->notes, "There is no such meeting.");
    return OK;
}

/* ---- plan publish ---- */

static const struct command_option publish_options[] = {
    {"note", "TEXT", N_("what to say of this release"), 0},
    ELECTION_OPTION,
};

static enum error_code put_refused(struct command_run *run, const struct plan_publication *publication,
                                   struct error *err)
{
    if (run->json)
        return command_put_json(
            run,
            json_of_judgement(run->catalog, &(struct json_judged){publication->of.problem, &publication->plan,
                                                                  &publication->judgement}),
            err);
    judgement_put_violations(run, publication->of.problem, &publication->plan, &publication->judgement, NULL);
    return OK;
}

static enum error_code put_published(struct command_run *run, const struct plan_publication *publication,
                                     struct error *err)
{
    const size_t *changes = publication->changes;

    if (run->json)
        return command_put_json(run, json_of_publication(publication), err);
    if (publication->release_number == 0) {
        command_say(run, run->out,
                    "Nothing has changed since the last release; there is nothing to publish.");
        return OK;
    }
    judgement_put_violations(run, publication->of.problem, &publication->plan, &publication->judgement, NULL);
    command_say(run, run->out, "Release %lld is published.", (long long)publication->release_number);
    command_say(run, run->out, "Meetings: %zu new, %zu moved, %zu in another place, %zu in another mode.",
                changes[CHANGE_NEW], changes[CHANGE_MOVED], changes[CHANGE_PLACE], changes[CHANGE_MODE]);
    command_say(run, run->out, "%zu cancelled, %zu restored.", changes[CHANGE_CANCELLED],
                changes[CHANGE_RESTORED]);
    command_say(
        run, run->out,
        "Messages that wait to be sent: %lld; candidates without telephone number and mail address: %lld.",
        (long long)publication->notices.queued, (long long)publication->notices.unreachable);
    if (publication->notices_refused > 0)
        command_say(
            run, run->out,
            "The gateway would cut or refuse %lld of them; they are not sent, `hiepthuong notice status` "
            "says why.",
            (long long)publication->notices_refused);
    return OK;
}

static enum error_code run_publish(struct command_run *run, struct error *err)
{
    CLEANUP(plan_publication_done) struct plan_publication publication = {.release_number = 0};
    const char *note = command_option(run, "note");
    struct election election;
    struct error write_err;

    TRY(find_election(run, &election, err));
    enum error_code code =
        plan_publish(run->app, &election, note != NULL ? note : "", run->arena, &publication, err);
    if (code == ERROR_FOUND && put_refused(run, &publication, &write_err) != OK)
        *err = write_err;
    if (code != OK)
        return code;
    return put_published(run, &publication, err);
}

const struct command plan_commands[] = {
    {"plan make", "", N_("plan the meetings of an election and keep the draft"),
     COMMAND_OPTIONS(make_options), STORE_OPEN, run_make},
    {"plan show", "", N_("list meetings, published or of the newest draft"), COMMAND_OPTIONS(show_options),
     STORE_OPEN, run_show},
    {"plan publish", "", N_("judge the newest draft and make it public"), COMMAND_OPTIONS(publish_options),
     STORE_OPEN, run_publish},
    COMMANDS_END};
