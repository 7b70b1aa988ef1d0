/* The one table of all commands, and how to look into such a table. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/command.h"

/* The array of each command file, in the order of help: src/cli/cmd_NAME.c defines NAME_commands (see
 * command.h), which joins by its declaration here and its place in the list in commands.c. */
extern const struct command help_commands[];
extern const struct command law_commands[];
extern const struct command law_diff_commands[];
extern const struct command timetable_commands[];
extern const struct command milestone_commands[];
extern const struct command compare_commands[];
extern const struct command election_commands[];
extern const struct command what_if_commands[];
extern const struct command consultation_commands[];
extern const struct command import_commands[];
extern const struct command plan_commands[];
extern const struct command plan_explain_commands[];
extern const struct command plan_change_commands[];
extern const struct command plan_pin_commands[];
extern const struct command plan_history_commands[];
extern const struct command plan_folder_commands[];
extern const struct command plan_equality_commands[];
extern const struct command meeting_commands[];
extern const struct command report_contact_commands[];
extern const struct command paper_commands[];
extern const struct command feed_commands[];
extern const struct command feed_show_commands[];
extern const struct command notice_commands[];
extern const struct command notice_decide_commands[];
extern const struct command notice_evidence_commands[];
extern const struct command notice_opt_out_commands[];
extern const struct command contact_commands[];
extern const struct command gateway_commands[];
extern const struct command audit_commands[];
extern const struct command backup_commands[];
extern const struct command mail_commands[];
extern const struct command privacy_commands[];
extern const struct command user_commands[];
extern const struct command token_commands[];
extern const struct command serve_commands[];
extern const struct command work_commands[];
extern const struct command rehearse_commands[];
extern const struct command sample_commands[];

/* NULL-terminated. */
extern const struct command *const all_commands[];

/* Visits every command of a table; `break` leaves only the array it stands in. */
#define FOR_EACH_COMMAND(item, table)                                                                        \
    for (const struct command *const *array_ = (table); *array_ != NULL; array_++)                           \
        for (const struct command *item = *array_; item->name != NULL; item++)

/* The command of these words (`second` NULL: of one word), or NULL. */
const struct command *commands_find(const struct command *const table[], const char *first,
                                    const char *second);

/* Does the command's name consist of two words and begin with this one? */
bool command_in_group(const struct command *command, const char *word);
bool commands_have_group(const struct command *const table[], const char *word);
/* "list, show, diff": the second words that may follow. */
void commands_put_group(const struct command *const table[], const char *word, struct text *out);

#endif
