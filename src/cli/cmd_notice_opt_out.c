/* Who asked for no more messages. */
#include "app/opt_out.h"
#include "base/parse.h"
#include "calendar/civil.h"
#include "cli/commands.h"

#include <jansson.h>

static const struct command_option opt_out_options[] = {
    {"why", "TEXT", N_("how it was learnt that the person wants it so"), 0},
    {"history", NULL, N_("with list: also who asked before and wants messages again"), 0},
};

static enum error_code need_address(struct command_run *run, struct error *err)
{
    if (run->operand_count != 2)
        return error_set(err, ERROR_USAGE, "name the number or mail address after \"%s\"", run->operands[0]);
    if (command_option(run, "why") == NULL)
        return error_set(err, ERROR_USAGE, "say with --why how it was learnt that the person wants it so");
    return OK;
}

static enum error_code put_done(struct command_run *run, bool changed, const char *sentence,
                                struct error *err)
{
    if (run->json)
        return command_put_json(run, json_pack("{s:b}", "changed", changed), err);
    text_putf(run->out, "%s\n", catalog_text(run->catalog, sentence));
    return OK;
}

static enum error_code run_add(struct command_run *run, struct error *err)
{
    bool changed;

    TRY(need_address(run, err));
    TRY(opt_out_put(run->app, run->operands[1], command_option(run, "why"), &changed, err));
    return put_done(run, changed,
                    changed ? N_("Stored. From now on no message goes there, by whichever way.")
                            : N_("It was on the list already; nothing was changed."),
                    err);
}

static enum error_code run_remove(struct command_run *run, struct error *err)
{
    bool changed;

    TRY(need_address(run, err));
    TRY(opt_out_lift(run->app, run->operands[1], command_option(run, "why"), &changed, err));
    return put_done(run, changed,
                    changed ? N_("Stored. Messages go there again.")
                            : N_("It was not on the list; nothing was changed."),
                    err);
}

static json_t *pack_change(const struct opt_out_change *change, const char *moment)
{
    return json_pack("{s:I,s:s,s:b,s:s,s:s,s:s}", "id", (json_int_t)change->id, "address", change->address,
                     "silent", change->silent, "at", moment, "who", change->who, "how", change->how);
}

static void put_change(struct command_run *run, const struct opt_out_change *change, const char *moment)
{
    if (change->silent)
        command_say(run, run->out, "%lld  %s  silent since %s  %s  %s", (long long)change->id,
                    change->address, moment, change->who, change->how);
    else
        command_say(run, run->out, "%lld  %s  wants messages again since %s  %s  %s", (long long)change->id,
                    change->address, moment, change->who, change->how);
}

static enum error_code run_list(struct command_run *run, struct error *err)
{
    struct opt_out_list list;

    TRY(opt_out_list(run->app, command_option(run, "history") != NULL, run->arena, &list, err));
    json_t *array = json_array();
    for (size_t i = 0; i < list.count; i++) {
        char moment[CIVIL_TIME_CHARS];
        civil_time_format(civil_time_from_utc_secs(list.changes[i].at_utc_secs), moment);
        if (run->json)
            json_array_append_new(array, pack_change(&list.changes[i], moment));
        else
            put_change(run, &list.changes[i], moment);
    }
    if (run->json)
        return command_put_json(run, json_pack("{s:o}", "opt_outs", array), err);
    json_decref(array);
    if (list.count == 0)
        command_say(run, run->out, "Nobody asked for no more messages.");
    return OK;
}

static enum error_code run_opt_out(struct command_run *run, struct error *err)
{
    static const char *const actions[] = {"add", "remove", "list"};
    static enum error_code (*const runs[])(struct command_run *, struct error *) = {run_add, run_remove,
                                                                                    run_list};
    size_t action;

    if (!parse_choice(run->operands[0], actions, COUNT_OF(actions), &action))
        return error_set(err, ERROR_USAGE, "\"%s\" is not one of add, remove, list", run->operands[0]);
    return runs[action](run, err);
}

const struct command notice_opt_out_commands[] = {
    {"notice opt-out", "ACTION [ADDRESS]",
     N_("add a number or mail address to those who get no more messages, remove it, or list them"),
     COMMAND_OPTIONS(opt_out_options), STORE_OPEN, run_opt_out},
    COMMANDS_END};
