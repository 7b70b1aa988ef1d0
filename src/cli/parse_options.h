/* Arguments into a command, its options and its operands, by the command table. Options are written
 * `--name VALUE` or `--name=VALUE`, stand anywhere after the command's words (those of every command also
 * before them), and end at `--`; `-` alone is an operand. What is wrong is ERROR_USAGE.
 */
#ifndef CLI_PARSE_OPTIONS_H
#define CLI_PARSE_OPTIONS_H

#include "cli/command.h"

/* Options of every command. */
extern const struct command_option global_options[];
extern const size_t global_option_count;

struct given_option {
    const struct command_option *option;
    const char *value; /* "" for a switch; borrowed from argv */
};

struct parsed_options {
    const struct command *command; /* NULL: none was named, which only --help and --version allow */
    const char *group;             /* first word of two-word commands, or NULL */
    const char **operands;
    size_t operand_count;
    struct given_option *given;
    size_t given_count;
};

/* `table` is a NULL-terminated list of arrays that end with COMMANDS_END. The lists of `out` lie in the
 * arena. With --help or --version among the options nothing is asked of the rest. */
enum error_code parse_options(const struct command *const table[], int argc, char *const argv[],
                              struct arena *arena, struct parsed_options *out, struct error *err) MUST_USE;

/* The n-th value given for an option, or NULL. */
const char *parsed_option(const struct parsed_options *options, const char *name, size_t n);

/* The value of a global option as far as it can be told without parsing, or NULL: for the language and form
 * of the parser's own errors. */
const char *peek_option(int argc, char *const argv[], const char *name);

/* Is `value` one of the words of `choices`, which are divided by '|'? */
bool choice_allows(const char *choices, const char *value);

#endif
