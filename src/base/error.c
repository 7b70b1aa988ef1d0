#include "base/error.h"

#include "base/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* The forms for the analyzer are for callers. */
#undef error_set
#undef error_memory
#undef error_at

static const struct code_row {
    int exit_status;
    int http_status;
    const char *name;
    const char *meaning;
} code_table[ERROR_CODE_COUNT] = {
    [OK] = {0, 200, "ok", N_("Done; nothing found wrong.")},
    [ERROR_FOUND] = {1, 409, "found", N_("Done; the check found something wrong.")},
    [ERROR_USAGE] = {64, 400, "usage", N_("Wrong command line.")},
    [ERROR_DATA] = {65, 422, "data", N_("The data is wrong.")},
    [ERROR_NO_INPUT] = {66, 404, "no_input", N_("A file or record that was named does not exist.")},
    [ERROR_UNAVAILABLE] = {69, 503, "unavailable", N_("A service cannot be reached.")},
    [ERROR_SOFTWARE] = {70, 500, "software", N_("A fault of this program; please report it.")},
    [ERROR_OS] = {71, 500, "os", N_("The operating system refused (memory, processes).")},
    [ERROR_CANNOT_CREATE] = {73, 500, "cannot_create", N_("An output file cannot be made.")},
    [ERROR_IO] = {74, 500, "io", N_("Reading or writing failed.")},
    [ERROR_BUSY] = {75, 503, "busy", N_("Somebody else holds it; try again later.")},
    [ERROR_PROTOCOL] = {76, 502, "protocol", N_("The other side answered something that is not an answer.")},
    [ERROR_DENIED] = {77, 403, "denied", N_("Not allowed.")},
    [ERROR_CONFIG] = {78, 500, "config", N_("Settings, store or law pack are not usable as they are.")},
};

static void copy_cut(char *out, size_t room, const char *text)
{
    snprintf(out, room, "%s", text);
}

enum error_code error_set(struct error *err, enum error_code code, const char *format, ...)
{
    va_list args;

    assert(code != OK && code < ERROR_CODE_COUNT);
    err->code = code;
    err->library_code = 0;
    err->line = 0;
    err->column = 0;
    err->file[0] = '\0';
    err->key[0] = '\0';
    va_start(args, format);
    message_set_va(&err->message, format, args);
    va_end(args);
    return code;
}

enum error_code error_memory(struct error *err)
{
    return error_set(err, ERROR_OS, "not enough memory, or more data than this program accepts");
}

enum error_code error_at(struct error *err, const char *file, uint32_t line, uint32_t column, const char *key)
{
    if (file != NULL)
        copy_cut(err->file, sizeof err->file, file);
    if (key != NULL)
        copy_cut(err->key, sizeof err->key, key);
    if (line > 0) {
        err->line = line;
        err->column = column;
    }
    return err->code;
}

int error_exit_status(enum error_code code)
{
    return code_table[code].exit_status;
}

int error_http_status(enum error_code code)
{
    return code_table[code].http_status;
}

const char *error_name(enum error_code code)
{
    return code_table[code].name;
}

const char *error_meaning(enum error_code code)
{
    return code_table[code].meaning;
}

void error_write(const struct error *err, const char *format, struct text *out)
{
    if (err->file[0] != '\0') {
        text_put(out, err->file);
        if (err->line > 0)
            text_putf(out, ":%u", err->line);
        if (err->line > 0 && err->column > 0)
            text_putf(out, ":%u", err->column);
        text_put(out, ": ");
    }
    if (err->key[0] != '\0')
        text_putf(out, "%s: ", err->key);
    message_write(&err->message, format, out);
}
