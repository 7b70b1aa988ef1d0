/* What persons decide about notices: that a release may be told, what became of one, that a held backlog goes. */
#include "app/election_find.h"
#include "app/notice_approve.h"
#include "app/notice_settle.h"
#include "base/parse.h"
#include "cli/commands.h"

#include <jansson.h>

#define ELECTION_OPTION                                                                                      \
    {                                                                                                        \
        "election", "CODE", N_("the election; may be left out when the store holds one"), 0                  \
    }

static const struct command_option approve_options[] = {ELECTION_OPTION};
static const struct command_option release_options[] = {
    ELECTION_OPTION,
    {"why", "TEXT", N_("why it is right to send them now"), OPTION_REQUIRED},
};
static const struct command_option settle_options[] = {
    {"as", "delivered|failed|send-again", N_("what became of it, or that it is sent again"), OPTION_REQUIRED},
    {"why", "TEXT", N_("how you know, or why you decide so; without names and numbers"), OPTION_REQUIRED},
};

static enum error_code read_number(const char *text, int64_t *out, struct error *err)
{
    if (parse_int(text, 1, INT64_MAX, out))
        return OK;
    return error_set(err, ERROR_USAGE, "\"%s\" is not a number, from 1", text);
}

static enum error_code run_approve(struct command_run *run, struct error *err)
{
    struct election election;
    int64_t number;
    int64_t due;

    TRY(read_number(run->operands[0], &number, err));
    TRY(election_find(run->app, command_option(run, "election"), run->arena, &election, err));
    TRY(notice_approve(run->app, election.id, number, &due, err));
    if (run->json)
        return command_put_json(
            run, json_pack("{s:I,s:I}", "release", (json_int_t)number, "due", (json_int_t)due), err);
    command_say(run, run->out, "Release %lld is approved; %lld notices that waited for it may go.",
                (long long)number, (long long)due);
    return OK;
}

static enum error_code run_release_held(struct command_run *run, struct error *err)
{
    struct election election;
    int64_t due;

    TRY(election_find(run->app, command_option(run, "election"), run->arena, &election, err));
    TRY(notice_release_held(run->app, election.id, command_option(run, "why"), &due, err));
    if (run->json)
        return command_put_json(run, json_pack("{s:I}", "due", (json_int_t)due), err);
    if (due == 0)
        command_say(run, run->out, "No notice is held after an outage.");
    else
        command_say(run, run->out, "%lld notices may go; each is checked once more before it is sent.",
                    (long long)due);
    return OK;
}

static void say_settled(struct command_run *run, enum notice_decision decision,
                        const struct notice_settled *settled)
{
    if (decision != DECISION_SEND_AGAIN)
        command_say(run, run->out, "Stored.");
    else if (settled->too_late)
        command_say(run, run->out, "Stored; but it helps nobody any more and will not be sent.");
    else if (settled->may_double)
        command_say(run, run->out, "Stored. It is sent again; the person may get it twice.");
    else
        command_say(run, run->out, "Stored. It is sent again.");
}

static enum error_code run_settle(struct command_run *run, struct error *err)
{
    struct notice_settled settled;
    int64_t id;
    size_t decision;

    TRY(read_number(run->operands[0], &id, err));
    if (!parse_choice(command_option(run, "as"), notice_decision_names, DECISION_COUNT, &decision))
        return error_set(err, ERROR_SOFTWARE, "an option took a word that it does not have");
    TRY(notice_settle(run->app, id, (enum notice_decision)decision, command_option(run, "why"), &settled,
                      err));
    if (run->json)
        return command_put_json(run,
                                json_pack("{s:I,s:s,s:b,s:b}", "id", (json_int_t)id, "as",
                                          notice_decision_names[decision], "may_double", settled.may_double,
                                          "too_late", settled.too_late),
                                err);
    say_settled(run, (enum notice_decision)decision, &settled);
    return OK;
}

const struct command notice_decide_commands[] = {
    {"notice approve", "RELEASE", N_("let what a release tells go; its author may not"),
     COMMAND_OPTIONS(approve_options), STORE_OPEN, run_approve},
    {"notice settle", "ID", N_("say what became of a notice that is uncertain, or send it again"),
     COMMAND_OPTIONS(settle_options), STORE_OPEN, run_settle},
    {"notice release-held", "", N_("let notices go that were held after an outage"),
     COMMAND_OPTIONS(release_options), STORE_OPEN, run_release_held},
    COMMANDS_END};
