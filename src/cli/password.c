#include "cli/password.h"

#include "base/file.h"
#include "base/secret.h"
#include "cli/output.h"

#include <fcntl.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define PASSWORD_MAX_BYTES 1000

static enum error_code take_line(const struct text *bytes, struct text *out, struct error *err)
{
    size_t length = strcspn(bytes->data, "\r\n");

    if (length == 0 || strlen(bytes->data) < bytes->length)
        return error_set(err, ERROR_DATA, "the first line must be the password");
    text_put_bytes(out, bytes->data, length);
    return text_finish(out, err);
}

static enum error_code read_file(const char *path, struct text *out, struct error *err)
{
    CLEANUP(text_done) struct text bytes;

    text_init(&bytes, PASSWORD_MAX_BYTES);
    enum error_code code = file_read(path, &bytes, err);
    if (code == OK)
        code = take_line(&bytes, out, err);
    secret_wipe(bytes.data, bytes.length);
    return code;
}

/* Up to the end of the line; what is longer is too long for a password anyway. */
static enum error_code read_typed(int terminal, struct text *out, struct error *err)
{
    CLEANUP(text_done) struct text line;
    char byte;

    text_init(&line, PASSWORD_MAX_BYTES);
    while (read(terminal, &byte, 1) == 1 && byte != '\n')
        text_put_char(&line, byte);
    enum error_code code = take_line(&line, out, err);
    secret_wipe(line.data, line.length);
    return code;
}

static enum error_code ask(struct command_run *run, int terminal, const char *question, struct text *out,
                           struct error *err)
{
    struct termios shown;

    text_clear(run->notes);
    text_put(run->notes, catalog_text(run->catalog, question));
    output_notes(run->notes);
    text_clear(run->notes);
    if (tcgetattr(terminal, &shown) != 0)
        return error_set(err, ERROR_OS, "the terminal does not let a password be typed; use --password-file");
    struct termios hidden = shown;
    hidden.c_lflag &= ~(tcflag_t)ECHO;
    tcsetattr(terminal, TCSAFLUSH, &hidden);
    enum error_code code = read_typed(terminal, out, err);
    tcsetattr(terminal, TCSAFLUSH, &shown);
    text_put(run->notes, "\n");
    return code;
}

static enum error_code ask_twice(struct command_run *run, struct text *out, struct error *err)
{
    CLEANUP(text_done) struct text again = {0};
    int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC);

    if (terminal < 0)
        return error_set(err, ERROR_USAGE,
                         "there is no terminal to type a password at; use --password-file FILE");
    text_init(&again, PASSWORD_MAX_BYTES);
    enum error_code code = ask(run, terminal, N_("Password: "), out, err);
    if (code == OK)
        code = ask(run, terminal, N_("The same again: "), &again, err);
    close(terminal);
    if (code == OK && strcmp(out->data, again.data) != 0)
        code = error_set(err, ERROR_DATA, "the two passwords differ; nothing was changed");
    secret_wipe(again.data, again.length);
    return code;
}

enum error_code password_read(struct command_run *run, const char *path, struct text *out, struct error *err)
{
    return path != NULL ? read_file(path, out, err) : ask_twice(run, out, err);
}
