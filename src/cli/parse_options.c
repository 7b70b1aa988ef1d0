#include "cli/parse_options.h"

#include "cli/commands.h"

#include <stdio.h>
#include <string.h>

const struct command_option global_options[] = {
    {"db", "URL", N_("the store: a file, or postgresql://HOST/DATABASE"), 0},
    {"config", "FILE", N_("settings file"), 0},
    {"lang", "vi|en", N_("language of messages and results"), 0},
    {"now", "TIME", N_("take this for the present time, for rehearsals"), 0},
    {"data", "DIR", N_("folder of law packs, holidays, gateways and texts"), 0},
    {"json", NULL, N_("results and errors as JSON"), 0},
    {"help", NULL, N_("show help and do nothing else"), 0},
    {"version", NULL, N_("show the version and do nothing else"), 0},
};
const size_t global_option_count = COUNT_OF(global_options);

struct parser {
    const struct command *const *table;
    char *const *next; /* the argument to be read; the list ends with NULL */
    bool options_ended;
    struct parsed_options *out;
    struct error *err;
};

static const struct command_option *find_option(const struct command_option *options, size_t count,
                                                const char *name, size_t length)
{
    for (size_t i = 0; i < count; i++) {
        if (strncmp(options[i].name, name, length) == 0 && options[i].name[length] == '\0')
            return &options[i];
    }
    return NULL;
}

static enum error_code fail_option(struct error *err, const struct command_option *option)
{
    char key[ERROR_KEY_MAX];

    snprintf(key, sizeof key, "--%s", option->name);
    return error_at(err, NULL, 0, 0, key);
}

bool choice_allows(const char *choices, const char *value)
{
    size_t length = strlen(value);

    for (const char *p = choices; *p != '\0'; p += *p == '|') {
        size_t size = strcspn(p, "|");
        if (size == length && memcmp(p, value, length) == 0)
            return true;
        p += size;
    }
    return false;
}

static enum error_code keep_option(struct parser *parser, const struct command_option *option,
                                   const char *value)
{
    struct parsed_options *out = parser->out;

    if ((option->flags & OPTION_REPEATED) == 0 && parsed_option(out, option->name, 0) != NULL) {
        error_set(parser->err, ERROR_USAGE, "is given twice; give it once");
        return fail_option(parser->err, option);
    }
    if (option->value_name != NULL && strchr(option->value_name, '|') != NULL &&
        !choice_allows(option->value_name, value)) {
        error_set(parser->err, ERROR_USAGE, "must be one of %s, not \"%s\"", option->value_name, value);
        return fail_option(parser->err, option);
    }
    out->given[out->given_count++] = (struct given_option){option, value};
    return OK;
}

/* The first `length` bytes of the argument are the option as it was written. */
static enum error_code fail_unknown_option(struct parser *parser, const char *argument, size_t length)
{
    char option[ERROR_KEY_MAX];

    snprintf(option, sizeof option, "%.*s", (int)length, argument);
    if (parser->out->command == NULL)
        return error_set(parser->err, ERROR_USAGE, "there is no option %s before a command", option);
    return error_set(parser->err, ERROR_USAGE, "the command \"%s\" has no option %s",
                     parser->out->command->name, option);
}

/* `argument` begins with "--" and has a name. */
static enum error_code take_long_option(struct parser *parser, const char *argument)
{
    const struct command *command = parser->out->command;
    const char *name = argument + 2;
    size_t length = strcspn(name, "=");
    const char *value = name[length] == '=' ? name + length + 1 : NULL;
    const struct command_option *option = find_option(global_options, global_option_count, name, length);

    if (option == NULL && command != NULL)
        option = find_option(command->options, command->option_count, name, length);
    if (option == NULL)
        return fail_unknown_option(parser, argument, length + 2);
    if (option->value_name == NULL) {
        if (value == NULL)
            return keep_option(parser, option, "");
        error_set(parser->err, ERROR_USAGE, "takes no value");
        return fail_option(parser->err, option);
    }
    if (value == NULL && *parser->next != NULL)
        value = *parser->next++;
    if (value != NULL)
        return keep_option(parser, option, value);
    error_set(parser->err, ERROR_USAGE, "needs a value: %s", option->value_name);
    return fail_option(parser->err, option);
}

static enum error_code take_option(struct parser *parser, const char *argument)
{
    if (strcmp(argument, "-h") == 0)
        argument = "--help";
    if (argument[1] == '-')
        return take_long_option(parser, argument);
    return fail_unknown_option(parser, argument, strlen(argument));
}

static enum error_code take_first_word(struct parser *parser, const char *word)
{
    parser->out->command = commands_find(parser->table, word, NULL);
    if (parser->out->command != NULL)
        return OK;
    if (!commands_have_group(parser->table, word))
        return error_set(parser->err, ERROR_USAGE, "there is no command \"%s\"", word);
    parser->out->group = word;
    return OK;
}

static enum error_code fail_second_word(struct parser *parser, const char *word)
{
    CLEANUP(text_done) struct text words;

    text_init(&words, MESSAGE_TEXT_MAX);
    commands_put_group(parser->table, parser->out->group, &words);
    if (word == NULL)
        return error_set(parser->err, ERROR_USAGE, "the command \"%s\" needs a second word: %s",
                         parser->out->group, words.data);
    return error_set(parser->err, ERROR_USAGE, "there is no command \"%s %s\"; after \"%s\" comes one of: %s",
                     parser->out->group, word, parser->out->group, words.data);
}

static enum error_code take_word(struct parser *parser, const char *word)
{
    struct parsed_options *out = parser->out;

    if (out->command != NULL) {
        out->operands[out->operand_count++] = word;
        return OK;
    }
    if (out->group == NULL)
        return take_first_word(parser, word);
    out->command = commands_find(parser->table, out->group, word);
    return out->command != NULL ? OK : fail_second_word(parser, word);
}

static enum error_code take_argument(struct parser *parser, const char *argument)
{
    if (parser->options_ended || argument[0] != '-' || argument[1] == '\0')
        return take_word(parser, argument);
    if (strcmp(argument, "--") != 0)
        return take_option(parser, argument);
    parser->options_ended = true;
    return OK;
}

struct operand_range {
    size_t least;
    size_t most;
};

/* "DIR [NAME]..." gives 1 and no upper bound. */
static struct operand_range count_operands(const char *operands)
{
    struct operand_range range = {0, 0};

    for (const char *p = operands + strspn(operands, " "); *p != '\0'; p += strspn(p, " ")) {
        size_t length = strcspn(p, " ");
        range.least += *p != '[';
        range.most++;
        if (length > 3 && memcmp(p + length - 3, "...", 3) == 0)
            range.most = SIZE_MAX;
        p += length;
    }
    return range;
}

static enum error_code check_operands(const struct parsed_options *options, struct error *err)
{
    const struct command *command = options->command;
    struct operand_range range = count_operands(command->operands);
    const char *blank = command->operands[0] != '\0' ? " " : "";

    if (options->operand_count < range.least)
        return error_set(err, ERROR_USAGE, "too few words; the command is: %s %s", command->name,
                         command->operands);
    if (options->operand_count > range.most)
        return error_set(err, ERROR_USAGE, "\"%s\" is one word too many; the command is: %s%s%s",
                         options->operands[range.most], command->name, blank, command->operands);
    return OK;
}

static enum error_code check_required(const struct parsed_options *options, struct error *err)
{
    const struct command *command = options->command;

    for (size_t i = 0; i < command->option_count; i++) {
        const struct command_option *option = &command->options[i];
        if ((option->flags & OPTION_REQUIRED) != 0 && parsed_option(options, option->name, 0) == NULL)
            return error_set(err, ERROR_USAGE, "the command \"%s\" needs the option --%s %s", command->name,
                             option->name, option->value_name);
    }
    return OK;
}

static enum error_code check_complete(struct parser *parser)
{
    const struct parsed_options *options = parser->out;

    if (parsed_option(options, "help", 0) != NULL || parsed_option(options, "version", 0) != NULL)
        return OK;
    if (options->command == NULL && options->group == NULL)
        return error_set(parser->err, ERROR_USAGE, "a command is missing");
    if (options->command == NULL)
        return fail_second_word(parser, NULL);
    TRY(check_operands(options, parser->err));
    return check_required(options, parser->err);
}

enum error_code parse_options(const struct command *const table[], int argc, char *const argv[],
                              struct arena *arena, struct parsed_options *out, struct error *err)
{
    struct parsed_options parsed = {0};
    struct parser parser = {.table = table, .next = argv + (argc > 0), .out = &parsed, .err = err};

    parsed.operands = arena_array(arena, (size_t)argc + 1, sizeof *parsed.operands);
    parsed.given = arena_array(arena, (size_t)argc + 1, sizeof *parsed.given);
    if (parsed.operands == NULL || parsed.given == NULL)
        return error_memory(err);
    while (*parser.next != NULL)
        TRY(take_argument(&parser, *parser.next++));
    TRY(check_complete(&parser));
    *out = parsed;
    return OK;
}

const char *parsed_option(const struct parsed_options *options, const char *name, size_t n)
{
    for (size_t i = 0; i < options->given_count; i++) {
        if (strcmp(options->given[i].option->name, name) == 0 && n-- == 0)
            return options->given[i].value;
    }
    return NULL;
}

const char *peek_option(int argc, char *const argv[], const char *name)
{
    size_t length = strlen(name);

    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strncmp(argv[i], "--", 2) != 0 || strncmp(argv[i] + 2, name, length) != 0)
            continue;
        if (argv[i][2 + length] == '=')
            return argv[i] + length + 3;
        if (argv[i][2 + length] == '\0')
            return i + 1 < argc ? argv[i + 1] : "";
    }
    return NULL;
}
