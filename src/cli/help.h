/* Help for a terminal, made from the command table. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/commands.h"

/* Every command, or those of the group (first word) unless NULL, and the options of every command. */
void help_put_commands(const struct command *const table[], const char *group, const struct catalog *catalog,
                       struct text *out);

/* One command with its options. */
void help_put_command(const struct command *command, const struct catalog *catalog, struct text *out);

/* "plan judge DIR PLAN [--top N]", without the program's name. */
void help_put_synopsis(const struct command *command, struct text *out);

/* "--lead N" */
void help_put_option(const struct command_option *option, struct text *out);

#endif
