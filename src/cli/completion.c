#include "cli/completion.h"

#include "cli/parse_options.h"

#include <string.h>

/* src/cli/completion.bash, embedded by the build: what works with the tables. */
extern const unsigned char completion_bash[];
extern const unsigned char completion_bash_end[];

static size_t first_word_length(const char *name)
{
    return strcspn(name, " ");
}

/* Does no command before this one begin with the same word? */
static bool begins_word(const struct command *const table[], const struct command *command)
{
    size_t length = first_word_length(command->name);

    FOR_EACH_COMMAND (other, table) {
        if (first_word_length(other->name) == length && memcmp(other->name, command->name, length) == 0)
            return other == command;
    }
    return false;
}

static void put_second_words(const struct command *const table[], const struct command *first,
                             struct text *out)
{
    size_t length = first_word_length(first->name);

    if (first->name[length] == '\0')
        return;
    text_putf(out, "    ['%.*s']='", (int)length, first->name);
    FOR_EACH_COMMAND (command, table) {
        if (strncmp(command->name, first->name, length + 1) == 0)
            text_putf(out, "%s ", command->name + length + 1);
    }
    text_put(out, "'\n");
}

static void put_words(const struct command *const table[], struct text *out)
{
    text_put(out, "declare -gA _hiepthuong_words=(\n    [-]='");
    FOR_EACH_COMMAND (command, table) {
        if (begins_word(table, command))
            text_putf(out, "%.*s ", (int)first_word_length(command->name), command->name);
    }
    text_put(out, "'\n");
    FOR_EACH_COMMAND (command, table) {
        if (begins_word(table, command))
            put_second_words(table, command, out);
    }
    text_put(out, ")\n");
}

static void put_options_of(const char *command, const struct command_option *options, size_t count,
                           struct text *out)
{
    text_putf(out, "    ['%s']='", command);
    for (size_t i = 0; i < count; i++)
        text_putf(out, "--%s ", options[i].name);
    text_put(out, "'\n");
}

static void put_options(const struct command *const table[], struct text *out)
{
    text_put(out, "declare -gA _hiepthuong_options=(\n");
    put_options_of("-", global_options, global_option_count, out);
    FOR_EACH_COMMAND (command, table)
        put_options_of(command->name, command->options, command->option_count, out);
    text_put(out, ")\n");
}

/* Only choices are words; FILE or N are not. */
static void put_values_of(const char *command, const char *blank, const struct command_option *options,
                          size_t count, struct text *out)
{
    for (size_t i = 0; i < count; i++) {
        const char *values = options[i].value_name;
        if (values == NULL)
            continue;
        text_putf(out, "    ['%s%s--%s']='", command, blank, options[i].name);
        if (strchr(values, '|') == NULL)
            values = "";
        for (const char *p = values; *p != '\0'; p++)
            text_put_char(out, (char)(*p == '|' ? ' ' : *p));
        text_put(out, "'\n");
    }
}

static void put_values(const struct command *const table[], struct text *out)
{
    text_put(out, "declare -gA _hiepthuong_values=(\n");
    put_values_of("", "", global_options, global_option_count, out);
    FOR_EACH_COMMAND (command, table)
        put_values_of(command->name, " ", command->options, command->option_count, out);
    text_put(out, ")\n");
}

void completion_put_bash(const struct command *const table[], struct text *out)
{
    text_put(out, "# Completion of hiepthuong for bash, made by: hiepthuong completion bash\n");
    put_words(table, out);
    put_options(table, out);
    put_values(table, out);
    text_put_bytes(out, (const char *)completion_bash, (size_t)(completion_bash_end - completion_bash));
}
