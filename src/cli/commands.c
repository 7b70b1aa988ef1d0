#include "cli/commands.h"

#include <string.h>

/* One line for each command file, in the order of help. */
/* clang-format off */
const struct command *const all_commands[] = {
    law_commands,
    law_diff_commands,
    timetable_commands,
    milestone_commands,
    compare_commands,
    election_commands,
    what_if_commands,
    consultation_commands,
    import_commands,
    plan_commands,
    plan_change_commands,
    plan_pin_commands,
    plan_history_commands,
    plan_folder_commands,
    plan_equality_commands,
    plan_explain_commands,
    meeting_commands,
    report_contact_commands,
    paper_commands,
    feed_commands,
    feed_show_commands,
    notice_commands,
    notice_decide_commands,
    notice_evidence_commands,
    notice_opt_out_commands,
    contact_commands,
    gateway_commands,
    mail_commands,
    audit_commands,
    privacy_commands,
    backup_commands,
    user_commands,
    token_commands,
    serve_commands,
    work_commands,
    rehearse_commands,
    sample_commands,
    help_commands,
    NULL,
};
/* clang-format on */

const struct command *commands_find(const struct command *const table[], const char *first,
                                    const char *second)
{
    size_t length = strlen(first);

    FOR_EACH_COMMAND (command, table) {
        if (second == NULL && strcmp(command->name, first) == 0)
            return command;
        if (second != NULL && command_in_group(command, first) &&
            strcmp(command->name + length + 1, second) == 0)
            return command;
    }
    return NULL;
}

bool command_in_group(const struct command *command, const char *word)
{
    size_t length = strlen(word);

    return strncmp(command->name, word, length) == 0 && command->name[length] == ' ';
}

bool commands_have_group(const struct command *const table[], const char *word)
{
    FOR_EACH_COMMAND (command, table) {
        if (command_in_group(command, word))
            return true;
    }
    return false;
}

void commands_put_group(const struct command *const table[], const char *word, struct text *out)
{
    FOR_EACH_COMMAND (command, table) {
        if (command_in_group(command, word))
            text_putf(out, "%s%s", out->length > 0 ? ", " : "", command->name + strlen(word) + 1);
    }
}
