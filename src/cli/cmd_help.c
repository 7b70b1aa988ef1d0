/* Commands about the program itself. */
#include "cli/commands.h"
#include "cli/help.h"

static enum error_code run_help(struct command_run *run, struct error *err)
{
    const char *first = run->operand_count > 0 ? run->operands[0] : NULL;
    const char *second = run->operand_count > 1 ? run->operands[1] : NULL;

    if (first == NULL || (second == NULL && commands_have_group(all_commands, first))) {
        help_put_commands(all_commands, first, run->catalog, run->out);
        return OK;
    }
    const struct command *command = commands_find(all_commands, first, second);
    if (command == NULL)
        return error_set(err, ERROR_USAGE, "there is no command \"%s%s%s\"", first, second != NULL ? " " : "",
                         second != NULL ? second : "");
    help_put_command(command, run->catalog, run->out);
    return OK;
}

const struct command help_commands[] = {{"help", "[COMMAND] [WORD]",
                                         N_("explain a command, or list them all"), COMMAND_NO_OPTIONS,
                                         STORE_NONE, run_help},
                                        COMMANDS_END};
