#include "cli/report.h"

#include "cli/json_put.h"

#include <string.h>

static void put_line(json_t *object, struct text *out)
{
    if (!json_put(object, JSON_COMPACT, out))
        text_put(out, "{}\n");
    json_decref(object);
}

void report_put_notes(const struct command_run *run, struct text *out)
{
    if (!run->json) {
        text_put_bytes(out, run->notes->data, run->notes->length);
        return;
    }
    for (const char *line = run->notes->data; *line != '\0'; line += *line == '\n') {
        size_t length = strcspn(line, "\n");
        put_line(json_pack("{s:s%}", "note", line, length), out);
        line += length;
    }
}

static json_t *known_text(const char *text)
{
    return text[0] != '\0' ? json_string(text) : json_null();
}

static json_t *known_number(uint32_t number)
{
    return number > 0 ? json_integer(number) : json_null();
}

static void put_json_error(const struct command_run *run, const struct error *err, struct text *out)
{
    CLEANUP(text_done)
    struct text message;

    text_init(&message, 10000);
    catalog_put_message(run->catalog, &err->message, &message);
    put_line(json_pack("{s:s,s:s,s:o,s:o,s:o,s:o}", "code", error_name(err->code), "message", message.data,
                       "file", known_text(err->file), "line", known_number(err->line), "column",
                       known_number(err->column), "key", known_text(err->key)),
             out);
}

static void put_usage_hint(const struct command_run *run, struct text *out)
{
    struct message hint;

    if (run->command != NULL)
        message_set(&hint, "Try 'hiepthuong %s --help'.", run->command->name);
    else
        message_set(&hint, "Try 'hiepthuong --help'.");
    catalog_put_message(run->catalog, &hint, out);
    text_put_char(out, '\n');
}

void report_put_error(const struct command_run *run, const struct error *err, struct text *out)
{
    if (run->json) {
        put_json_error(run, err, out);
        return;
    }
    text_put(out, "hiepthuong: ");
    catalog_put_error(run->catalog, err, out);
    text_put_char(out, '\n');
    if (err->code == ERROR_USAGE)
        put_usage_hint(run, out);
}
