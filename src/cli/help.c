#include "cli/help.h"

#include "cli/columns.h"
#include "cli/parse_options.h"

#include <string.h>

#define COMMAND_INDENT 30
#define OPTION_INDENT 26

void help_put_option(const struct command_option *option, struct text *out)
{
    if (strcmp(option->name, "help") == 0) /* the only one with a short form */
        text_put(out, "-h, ");
    text_putf(out, "--%s", option->name);
    if (option->value_name != NULL)
        text_putf(out, " %s", option->value_name);
}

void help_put_synopsis(const struct command *command, struct text *out)
{
    text_put(out, command->name);
    if (command->operands[0] != '\0')
        text_putf(out, " %s", command->operands);
    for (size_t i = 0; i < command->option_count; i++) {
        const struct command_option *option = &command->options[i];
        bool required = (option->flags & OPTION_REQUIRED) != 0;
        text_put(out, required ? " " : " [");
        help_put_option(option, out);
        text_put(out, required ? "" : "]");
        if ((option->flags & OPTION_REPEATED) != 0)
            text_put(out, "...");
    }
}

static void put_options(const struct command_option *options, size_t count, const struct catalog *catalog,
                        struct text *out)
{
    CLEANUP(text_done) struct text left;

    text_init(&left, 1000);
    for (size_t i = 0; i < count; i++) {
        text_clear(&left);
        help_put_option(&options[i], &left);
        columns_put(out, left.data, catalog_text(catalog, options[i].summary), OPTION_INDENT);
    }
}

static void put_global_options(const struct catalog *catalog, struct text *out)
{
    text_putf(out, "\n%s\n", catalog_text(catalog, N_("Options of every command:")));
    put_options(global_options, global_option_count, catalog, out);
}

void help_put_commands(const struct command *const table[], const char *group, const struct catalog *catalog,
                       struct text *out)
{
    CLEANUP(text_done) struct text left;

    text_init(&left, 1000);
    text_putf(out, "%s\n\n", catalog_text(catalog, N_("Usage: hiepthuong [OPTION]... COMMAND [WORD]...")));
    if (group == NULL) {
        const char *purpose = N_("The calendar of an election: legal deadlines, voter-contact meetings, "
                                 "calendar feeds and messages, for the staff of the Viet Nam Fatherland "
                                 "Front.");
        columns_wrap(out, catalog_text(catalog, purpose), 0, 0);
        text_put_char(out, '\n');
    }
    text_putf(out, "%s\n", catalog_text(catalog, N_("Commands:")));
    FOR_EACH_COMMAND (command, table) {
        if (group != NULL && !command_in_group(command, group))
            continue;
        text_clear(&left);
        text_putf(&left, "%s %s", command->name, command->operands);
        columns_put(out, left.data, catalog_text(catalog, command->summary), COMMAND_INDENT);
    }
    put_global_options(catalog, out);
    text_put_char(out, '\n');
    columns_wrap(out,
                 catalog_text(catalog, N_("More about one command: hiepthuong help COMMAND. "
                                          "Everything, with the exit statuses: hiepthuong manual.")),
                 0, 0);
}

void help_put_command(const struct command *command, const struct catalog *catalog, struct text *out)
{
    CLEANUP(text_done) struct text synopsis;

    text_init(&synopsis, 4000);
    text_put(&synopsis, "hiepthuong ");
    help_put_synopsis(command, &synopsis);
    const char *usage = catalog_text(catalog, N_("Usage:"));
    text_putf(out, "%s ", usage);
    columns_wrap(out, synopsis.data, columns_count(usage) + 1, columns_count(usage) + 1);
    text_put_char(out, '\n');
    columns_wrap(out, catalog_text(catalog, command->summary), 0, 0);
    if (command->option_count > 0) {
        text_putf(out, "\n%s\n", catalog_text(catalog, N_("Options:")));
        put_options(command->options, command->option_count, catalog, out);
    }
    put_global_options(catalog, out);
}
