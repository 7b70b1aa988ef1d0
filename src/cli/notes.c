#include "cli/notes.h"

#include "base/utf8.h"
#include "web/json_put.h"

#include <string.h>

#define NOTES_TEXT_MAX ((size_t)10000) /* bytes of one sentence */

/* A JSON string; bytes that are not UTF-8, as arguments and names of files may hold, become U+FFFD. */
static json_t *pack_text(const char *bytes)
{
    CLEANUP(text_done) struct text valid;
    uint32_t character;

    text_init(&valid, 4 * NOTES_TEXT_MAX);
    for (size_t left = strlen(bytes); left > 0;) {
        size_t step = utf8_next(bytes, left, &character);
        if (step > 0)
            text_put_bytes(&valid, bytes, step);
        else
            text_put(&valid, "\uFFFD");
        step = step > 0 ? step : 1;
        bytes += step;
        left -= step;
    }
    return json_string(valid.data);
}

static void put_line(json_t *object, struct text *out)
{
    if (!json_put(object, JSON_COMPACT, out))
        text_put(out, "{}\n");
    json_decref(object);
}

void notes_put_sentence(const struct command_run *run, const char *sentence, struct text *out)
{
    if (run->json)
        put_line(json_pack("{s:o}", "note", pack_text(sentence)), out);
    else
        text_putf(out, "%s\n", sentence);
}

static json_t *known_text(const char *text)
{
    return text[0] != '\0' ? pack_text(text) : json_null();
}

static json_t *known_number(uint32_t number)
{
    return number > 0 ? json_integer(number) : json_null();
}

static void put_json_error(const struct command_run *run, const char *code, const struct error *err,
                           struct text *out)
{
    CLEANUP(text_done) struct text message;

    text_init(&message, NOTES_TEXT_MAX);
    catalog_put_message(run->catalog, &err->message, &message);
    put_line(json_pack("{s:s,s:o,s:o,s:o,s:o,s:o}", "code", code, "message", pack_text(message.data), "file",
                       known_text(err->file), "line", known_number(err->line), "column",
                       known_number(err->column), "key", known_text(err->key)),
             out);
}

void notes_put_error(const struct command_run *run, enum notes_severity severity, const struct error *err,
                     struct text *out)
{
    bool warning = severity == NOTES_WARNING;

    if (run->json) {
        put_json_error(run, warning ? "warning" : error_name(err->code), err, out);
        return;
    }
    text_put(out, "hiepthuong: ");
    if (warning)
        text_putf(out, "%s ", catalog_text(run->catalog, N_("warning:")));
    catalog_put_error(run->catalog, err, out);
    text_put_char(out, '\n');
}

void notes_put_usage_hint(const struct command_run *run, struct text *out)
{
    struct message hint;

    if (run->json)
        return;
    if (run->command != NULL)
        message_set(&hint, "Try 'hiepthuong %s --help'.", run->command->name);
    else
        message_set(&hint, "Try 'hiepthuong --help'.");
    catalog_put_message(run->catalog, &hint, out);
    text_put_char(out, '\n');
}
