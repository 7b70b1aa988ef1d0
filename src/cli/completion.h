/* The script that teaches bash to complete the program's commands, options and their values, made from the
 * command table; it is loaded by `source <(hiepthuong completion bash)`, or from the folder of
 * bash-completion under the program's name.
 */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "cli/commands.h"

void completion_put_bash(const struct command *const table[], struct text *out);

#endif
