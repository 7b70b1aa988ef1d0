/* Commands about the program itself. */
#include "cli/completion.h"
#include "cli/help.h"
#include "cli/manual.h"
#include "cli/parse_options.h"

#include <jansson.h>

static json_t *pack_options(const struct command_option *options, size_t count, const struct catalog *catalog)
{
    json_t *array = json_array();

    for (size_t i = 0; i < count; i++) {
        const struct command_option *option = &options[i];
        json_array_append_new(array,
                              json_pack("{s:s,s:s?,s:s,s:b,s:b}", "name", option->name, "value",
                                        option->value_name, "summary", catalog_text(catalog, option->summary),
                                        "required", (option->flags & OPTION_REQUIRED) != 0, "repeated",
                                        (option->flags & OPTION_REPEATED) != 0));
    }
    return array;
}

static bool is_asked_for(const struct command *command, const char *first, const char *second)
{
    if (first == NULL)
        return true;
    return commands_find(all_commands, first, second) == command ||
           (second == NULL && command_in_group(command, first));
}

static json_t *pack_commands(const struct command_run *run, const char *first, const char *second)
{
    json_t *array = json_array();

    FOR_EACH_COMMAND (command, all_commands) {
        if (is_asked_for(command, first, second))
            json_array_append_new(
                array, json_pack("{s:s,s:s,s:s,s:o}", "name", command->name, "operands", command->operands,
                                 "summary", catalog_text(run->catalog, command->summary), "options",
                                 pack_options(command->options, command->option_count, run->catalog)));
    }
    return array;
}

static enum error_code run_help(struct command_run *run, struct error *err)
{
    const char *first = run->operand_count > 0 ? run->operands[0] : NULL;
    const char *second = run->operand_count > 1 ? run->operands[1] : NULL;
    bool group = first != NULL && second == NULL && commands_have_group(all_commands, first);
    const struct command *command = first != NULL ? commands_find(all_commands, first, second) : NULL;

    if (first != NULL && !group && command == NULL)
        return error_set(err, ERROR_USAGE, "there is no command \"%s%s%s\"", first, second != NULL ? " " : "",
                         second != NULL ? second : "");
    if (run->json)
        return command_put_json(run,
                                json_pack("{s:o,s:o}", "commands", pack_commands(run, first, second),
                                          "global_options",
                                          pack_options(global_options, global_option_count, run->catalog)),
                                err);
    if (command != NULL)
        help_put_command(command, run->catalog, run->out);
    else
        help_put_commands(all_commands, first, run->catalog, run->out);
    return OK;
}

/* Puts a whole document as the result. */
static enum error_code put_document(struct command_run *run, const struct text *document, const char *name,
                                    struct error *err)
{
    TRY(text_finish(document, err));
    if (run->json)
        return command_put_json(run, json_pack("{s:s}", name, document->data), err);
    text_put_bytes(run->out, document->data, document->length);
    return OK;
}

#define DOCUMENT_MAX_BYTES ((size_t)1 << 20)

static enum error_code run_manual(struct command_run *run, struct error *err)
{
    CLEANUP(text_done) struct text document;

    text_init(&document, DOCUMENT_MAX_BYTES);
    manual_put(all_commands, run->catalog, &document);
    return put_document(run, &document, "manual", err);
}

static enum error_code run_completion(struct command_run *run, struct error *err)
{
    CLEANUP(text_done) struct text document;

    text_init(&document, DOCUMENT_MAX_BYTES);
    completion_put_bash(all_commands, &document);
    return put_document(run, &document, "script", err);
}

const struct command help_commands[] = {
    {"help", "[COMMAND] [WORD]", N_("explain a command, or list them all"), COMMAND_NO_OPTIONS, STORE_NONE,
     run_help},
    {"manual", "", N_("write the manual page, for man -l -"), COMMAND_NO_OPTIONS, STORE_NONE, run_manual},
    {"completion bash", "", N_("write the script that completes commands in bash"), COMMAND_NO_OPTIONS,
     STORE_NONE, run_completion},
    COMMANDS_END};
