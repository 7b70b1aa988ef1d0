/* Pins: what staff hold to its place and time. */
#include "app/election_find.h"
#include "app/plan_pin.h"
#include "cli/commands.h"

#include <jansson.h>

#define ELECTION_OPTION                                                                                      \
    {                                                                                                        \
        "election", "CODE", N_("the election; may be left out when the store holds one"), 0                  \
    }

static const struct command_option pin_options[] = {
    {"reason", "TEXT", N_("why it must stay"), OPTION_REQUIRED},
    {"by", "WHO", N_("who asks for it, an office or a person; the account when it is left out"), 0},
    ELECTION_OPTION,
};
static const struct command_option election_options[] = {ELECTION_OPTION};

static enum error_code find_election(struct command_run *run, struct election *out, struct error *err)
{
    return election_find(run->app, command_option(run, "election"), run->arena, out, err);
}

static void put_pin(struct command_run *run, const struct plan_context *context, const struct plan_pin *pin)
{
    char date[CIVIL_DATE_CHARS];
    char start[CIVIL_TIME_CHARS];

    civil_date_format_vietnamese(pin->meeting.start.date, date);
    civil_time_format(pin->meeting.start, start);
    text_putf(run->out, "%s: %s %s, %s (%s); %s, %s\n", pin->meeting.code, date, start + CIVIL_DATE_CHARS,
              context->of.stored.tables.venues[pin->meeting.venue].name,
              context->of.problem->venues[pin->meeting.venue].code, pin->by, pin->reason);
}

static json_t *pack_pin(const struct plan_context *context, const struct plan_pin *pin)
{
    char start[CIVIL_TIME_CHARS];

    civil_time_format(pin->meeting.start, start);
    return json_pack("{s:s,s:s,s:s,s:s,s:s,s:s}", "meeting", pin->meeting.code, "start", start, "mode",
                     plan_mode_name(pin->meeting.mode), "venue",
                     context->of.problem->venues[pin->meeting.venue].code, "by", pin->by, "reason",
                     pin->reason);
}

static enum error_code run_pin(struct command_run *run, struct error *err)
{
    CLEANUP(plan_pinned_done) struct plan_pinned pinned = {.pin = {.reason = ""}};
    const struct plan_pin_request request = {.meeting = run->operands[0],
                                             .reason = command_option(run, "reason"),
                                             .by = command_option(run, "by")};
    struct election election;

    TRY(find_election(run, &election, err));
    TRY(plan_pin_meeting(run->app, election.id, &request, run->arena, &pinned, err));
    if (run->json)
        return command_put_json(run, pack_pin(&pinned.context, &pinned.pin), err);
    put_pin(run, &pinned.context, &pinned.pin);
    return OK;
}

static enum error_code run_unpin(struct command_run *run, struct error *err)
{
    struct election election;

    TRY(find_election(run, &election, err));
    TRY(plan_unpin_meeting(run->app, election.id, run->operands[0], err));
    if (run->json)
        return command_put_json(run, json_pack("{s:s}", "meeting", run->operands[0]), err);
    command_say(run, run->out, "Meeting %s is free to move again.", run->operands[0]);
    return OK;
}

static enum error_code run_pins(struct command_run *run, struct error *err)
{
    CLEANUP(plan_context_done) struct plan_context context = {.of = {.problem = NULL}};
    struct election election;

    TRY(find_election(run, &election, err));
    TRY(plan_context_read(run->app, election.id, run->arena, &context, err));
    json_t *list = json_array();
    for (size_t i = 0; i < context.pin_count; i++) {
        if (run->json)
            json_array_append_new(list, pack_pin(&context, &context.pins[i]));
        else
            put_pin(run, &context, &context.pins[i]);
    }
    if (run->json)
        return command_put_json(run, json_pack("{s:o}", "pins", list), err);
    json_decref(list);
    if (context.pin_count == 0)
        command_say(run, run->notes, "No meeting is pinned.");
    return OK;
}

const struct command plan_pin_commands[] = {{"plan pin", "MEETING",
                                             N_("hold a meeting to its place and time"),
                                             COMMAND_OPTIONS(pin_options), STORE_OPEN, run_pin},
                                            {"plan unpin", "MEETING", N_("let a pinned meeting move again"),
                                             COMMAND_OPTIONS(election_options), STORE_OPEN, run_unpin},
                                            {"plan pins", "", N_("list the pinned meetings"),
                                             COMMAND_OPTIONS(election_options), STORE_OPEN, run_pins},
                                            COMMANDS_END};
