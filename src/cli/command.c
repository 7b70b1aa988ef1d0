#include "cli/command.h"

#include "base/parse.h"
#include "cli/notes.h"
#include "cli/output.h"
#include "cli/parse_options.h"
#include "web/json_put.h"

#include <assert.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

/* Only asserts use it. */
__attribute__((unused)) static bool declares(const struct command_option *options, size_t count,
                                             const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(options[i].name, name) == 0)
            return true;
    }
    return false;
}

const char *command_option_nth(const struct command_run *run, const char *name, size_t n)
{
    assert(declares(run->command->options, run->command->option_count, name) ||
           declares(global_options, global_option_count, name));
    return parsed_option(run->parsed_options, name, n);
}

const char *command_option(const struct command_run *run, const char *name)
{
    return command_option_nth(run, name, 0);
}

enum error_code command_option_int(const struct command_run *run, const char *name, int64_t min, int64_t max,
                                   int64_t *out, struct error *err)
{
    const char *value = command_option(run, name);
    char key[ERROR_KEY_MAX];

    if (value == NULL || parse_int(value, min, max, out))
        return OK;
    error_set(err, ERROR_USAGE, "\"%s\" is not a whole number from %lld to %lld", value, (long long)min,
              (long long)max);
    snprintf(key, sizeof key, "--%s", name);
    return error_at(err, NULL, 0, 0, key);
}

void command_say(struct command_run *run, struct text *where, const char *format, ...)
{
    CLEANUP(text_done) struct text sentence;
    struct message message;
    va_list args;

    va_start(args, format);
    message_set_va(&message, format, args);
    va_end(args);
    text_init(&sentence, 10000);
    catalog_put_message(run->catalog, &message, &sentence);
    if (where == run->notes)
        notes_put_sentence(run, sentence.data, where);
    else
        text_putf(where, "%s\n", sentence.data);
}

void command_put_report(struct command_run *run, const struct report *report)
{
    for (size_t i = 0; i < report->line_count; i++) {
        const struct report_line *line = &report->lines[i];
        notes_put_error(run, line->warning ? NOTES_WARNING : NOTES_ERROR, &line->error, run->notes);
    }
    if (report_more_count(report) > 0)
        command_say(run, run->notes, "and %zu more", report_more_count(report));
}

enum error_code command_put_json(struct command_run *run, json_t *object, struct error *err)
{
    bool put = json_put(object, JSON_INDENT(2), run->out);

    json_decref(object);
    return put ? OK : error_memory(err);
}

enum error_code command_flush(struct command_run *run, struct error *err)
{
    output_notes(run->notes);
    text_clear(run->notes);
    TRY(output_result(run->out, err));
    text_clear(run->out);
    return OK;
}
