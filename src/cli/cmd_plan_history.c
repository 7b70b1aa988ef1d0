/* What was published, what it changed, what became wrong with it, and how any two plans differ. */
#include "app/election_find.h"
#include "app/plan_check.h"
#include "app/plan_compare.h"
#include "app/plan_releases.h"
#include "base/parse.h"
#include "cli/columns.h"
#include "cli/commands.h"
#include "web/json_plan.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#define ELECTION_OPTION                                                                                      \
    {                                                                                                        \
        "election", "CODE", N_("the election; may be left out when the store holds one"), 0                  \
    }
#define NUMBER_MAX 1000000000

static const struct command_option election_options[] = {ELECTION_OPTION};

static enum error_code find_election(struct command_run *run, struct election *out, struct error *err)
{
    return election_find(run->app, command_option(run, "election"), run->arena, out, err);
}

/* ---- plan check ---- */

static enum error_code run_check(struct command_run *run, struct error *err)
{
    struct election election;
    struct plan_marks marks;

    TRY(find_election(run, &election, err));
    TRY(plan_check(run->app, election.id, run->arena, &marks, err));
    if (run->json)
        TRY(command_put_json(run, json_of_marks(run->catalog, &marks), err));
    for (size_t i = 0; i < marks.count && !run->json; i++) {
        text_putf(run->out, "%s: ", marks.items[i].rule);
        catalog_put_message(run->catalog, &marks.items[i].words, run->out);
        text_put_char(run->out, '\n');
    }
    if (marks.count == 0) {
        if (!run->json)
            command_say(run, run->out, "What is published keeps every rule.");
        return OK;
    }
    return error_set(
        err, ERROR_FOUND,
        "published meetings in conflict: %zu; `hiepthuong plan replan` makes a draft that mends them",
        marks.meetings);
}

/* ---- plan compare ---- */

static void put_meeting(struct command_run *run, const struct compared_plans *compared,
                        const struct plan_meeting *meeting)
{
    char date[CIVIL_DATE_CHARS];
    char start[CIVIL_TIME_CHARS];
    char end[CIVIL_TIME_CHARS];

    if (meeting == NULL) {
        text_put(run->out, catalog_text(run->catalog, N_("not held")));
        return;
    }
    civil_date_format_vietnamese(meeting->start.date, date);
    civil_time_format(meeting->start, start);
    civil_time_format(meeting->end, end);
    text_putf(run->out, "%s %s-%s, %s", date, start + CIVIL_DATE_CHARS, end + CIVIL_DATE_CHARS,
              compared->of.problem->venues[meeting->venue].code);
    if (meeting->mode == PLAN_ONLINE)
        text_putf(run->out, " [%s]", catalog_text(run->catalog, N_("online")));
}

static void put_terms(struct command_run *run, const struct compared_plans *compared)
{
    const struct plan_terms *before = &compared->before_judged.terms;
    const struct plan_terms *after = &compared->after_judged.terms;
    const struct {
        const char *name;
        int64_t before, after;
    } lines[] = {
        {N_("meetings"), before->meetings, after->meetings},
        {N_("H: meetings on holidays"), before->holiday, after->holiday},
        {N_("T: ways of the candidates (m)"), before->travel_m, after->travel_m},
        {N_("B: above the daily share"), before->imbalance, after->imbalance},
        {N_("O: online meetings"), before->online, after->online},
        {N_("F: objective (m)"), before->objective_m, after->objective_m},
        {N_("meetings that one candidate of a unit has more than another"),
         compared->before_equality.meetings, compared->after_equality.meetings},
        {N_("minutes that one candidate of a unit has more than another"), compared->before_equality.minutes,
         compared->after_equality.minutes},
        {N_("broken rules"), (int64_t)compared->before_judged.violation_count,
         (int64_t)compared->after_judged.violation_count},
    };

    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        char values[80];
        snprintf(values, sizeof values, "%" PRId64 " -> %" PRId64, lines[i].before, lines[i].after);
        columns_put(run->out, catalog_text(run->catalog, lines[i].name), values, 34);
    }
}

static void put_comparison(struct command_run *run, const struct compared_plans *compared)
{
    const struct plan_comparison *comparison = &compared->comparison;

    for (size_t i = 0; i < comparison->count; i++) {
        const struct plan_difference *item = &comparison->items[i];
        text_putf(run->out, "%s: ", item->before != NULL ? item->before->code : item->after->code);
        put_meeting(run, compared, item->before);
        text_put(run->out, " -> ");
        put_meeting(run, compared, item->after);
        text_put_char(run->out, '\n');
    }
    command_say(run, run->out, "The same: %zu; added: %zu; removed: %zu.", comparison->same,
                comparison->counts[PLAN_DIFFERENCE_ADDED], comparison->counts[PLAN_DIFFERENCE_REMOVED]);
    command_say(run, run->out, "At another time: %zu; in another place: %zu; in another mode: %zu.",
                comparison->counts[PLAN_DIFFERENCE_TIME], comparison->counts[PLAN_DIFFERENCE_PLACE],
                comparison->counts[PLAN_DIFFERENCE_MODE]);
    put_terms(run, compared);
}

static json_t *pack_meeting(const struct compared_plans *compared, const struct plan_meeting *meeting)
{
    if (meeting == NULL)
        return json_null();
    return json_pack("{s:o,s:o,s:s,s:s}", "start", json_of_time(meeting->start), "end",
                     json_of_time(meeting->end), "mode", plan_mode_name(meeting->mode), "venue",
                     compared->of.problem->venues[meeting->venue].code);
}

static json_t *pack_side(const struct plan_judgement *judgement)
{
    const struct plan_terms *terms = &judgement->terms;

    return json_pack("{s:I,s:I,s:I,s:I,s:I,s:I,s:I}", "meetings", (json_int_t)terms->meetings, "F",
                     (json_int_t)terms->objective_m, "H", (json_int_t)terms->holiday, "T",
                     (json_int_t)terms->travel_m, "B", (json_int_t)terms->imbalance, "O",
                     (json_int_t)terms->online, "violations", (json_int_t)judgement->violation_count);
}

static json_t *pack_comparison(const struct compared_plans *compared)
{
    const struct plan_comparison *comparison = &compared->comparison;
    json_t *list = json_array();
    json_t *counts = json_object();

    for (size_t i = 0; i < comparison->count; i++) {
        const struct plan_difference *item = &comparison->items[i];
        json_array_append_new(list, json_pack("{s:s,s:o,s:o}", "meeting",
                                              item->before != NULL ? item->before->code : item->after->code,
                                              "before", pack_meeting(compared, item->before), "after",
                                              pack_meeting(compared, item->after)));
    }
    for (int kind = 0; kind < PLAN_DIFFERENCE_KINDS; kind++)
        json_object_set_new(counts, plan_difference_names[kind],
                            json_integer((json_int_t)comparison->counts[kind]));
    return json_pack("{s:I,s:o,s:o,s:o,s:o}", "same", (json_int_t)comparison->same, "counts", counts,
                     "before", pack_side(&compared->before_judged), "after",
                     pack_side(&compared->after_judged), "differences", list);
}

static enum error_code run_compare(struct command_run *run, struct error *err)
{
    CLEANUP(compared_plans_done) struct compared_plans compared = {.of = {.problem = NULL}};
    CLEANUP(report_done) struct report report;
    const struct compare_request request = {{run->operands[0], run->operands[1]}, &report};
    struct election election;

    report_init(&report, REPORT_LINES_DEFAULT);
    TRY(find_election(run, &election, err));
    enum error_code code = plans_compare(run->app, election.id, &request, run->arena, &compared, err);
    command_put_report(run, &report);
    if (code != OK)
        return code;
    if (run->json)
        return command_put_json(run, pack_comparison(&compared), err);
    put_comparison(run, &compared);
    return OK;
}

/* ---- plan releases ---- */

static enum error_code run_releases(struct command_run *run, struct error *err)
{
    struct election election;
    struct plan_releases releases;
    json_t *list = json_array();

    TRY(find_election(run, &election, err));
    TRY(plan_releases_list(run->app, election.id, run->arena, &releases, err));
    for (size_t i = 0; i < releases.count; i++) {
        const struct plan_release *release = &releases.items[i];
        struct civil_time at = civil_time_from_utc_secs(release->published_utc_secs);
        char when[CIVIL_TIME_CHARS];
        char date[CIVIL_DATE_CHARS];
        civil_time_format(at, when);
        civil_date_format_vietnamese(at.date, date);
        json_array_append_new(list, json_of_release(release));
        if (run->json)
            continue;
        command_say(run, run->out, "Release %lld, %s on %s: %lld meetings changed. %s",
                    (long long)release->number, when + CIVIL_DATE_CHARS, date, (long long)release->changed,
                    release->note);
    }
    if (run->json)
        return command_put_json(run, json_pack("{s:o}", "releases", list), err);
    json_decref(list);
    if (releases.count == 0)
        command_say(run, run->notes, "Nothing has been published yet.");
    return OK;
}

/* ---- plan changes ---- */

static void put_change(struct command_run *run, const struct release_change *change, bool last_of_meeting)
{
    struct message sentence;

    release_change_say(change, &sentence);
    catalog_put_message(run->catalog, &sentence, run->out);
    text_putf(run->out, " (%s)\n", change->unit_name);
    if (!last_of_meeting || change->reason.format == NULL)
        return;
    text_put(run->out, "    ");
    catalog_put_message(run->catalog, &change->reason, run->out);
    text_put_char(run->out, '\n');
}

static enum error_code run_changes(struct command_run *run, struct error *err)
{
    struct election election;
    struct release_changes changes;
    int64_t number;

    if (!parse_int(run->operands[0], 1, NUMBER_MAX, &number))
        return error_set(err, ERROR_USAGE, "\"%s\" is not the number of a release", run->operands[0]);
    TRY(find_election(run, &election, err));
    TRY(release_changes_list(run->app, election.id, number, run->arena, &changes, err));
    json_t *list = json_array();
    for (size_t i = 0; i < changes.count; i++) {
        const struct release_change *change = &changes.items[i];
        bool last = i + 1 == changes.count || strcmp(changes.items[i + 1].meeting, change->meeting) != 0;
        if (run->json)
            json_array_append_new(list, json_of_change(run->catalog, change));
        else
            put_change(run, change, last);
    }
    if (run->json)
        return command_put_json(run, json_pack("{s:I,s:o}", "release", (json_int_t)number, "changes", list),
                                err);
    json_decref(list);
    return OK;
}

const struct command plan_history_commands[] = {
    {"plan check", "", N_("hold what is published against the rules of today"),
     COMMAND_OPTIONS(election_options), STORE_OPEN, run_check},
    {"plan compare", "A B", N_("compare two plans: draft, draft:N, published, release:N, or a plan file"),
     COMMAND_OPTIONS(election_options), STORE_OPEN, run_compare},
    {"plan releases", "", N_("list what was published"), COMMAND_OPTIONS(election_options), STORE_OPEN,
     run_releases},
    {"plan changes", "NUMBER", N_("tell what a release changed, and why"), COMMAND_OPTIONS(election_options),
     STORE_OPEN, run_changes},
    COMMANDS_END};
