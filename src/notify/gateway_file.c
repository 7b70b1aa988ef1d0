#include "base/text.h"
#include "calendar/civil.h"
#include "notify/gateway_driver.h"
#include "notify/quote.h"
#include "notify/template.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINE_MAX_BYTES 32768

struct file_state {
    int descriptor;
    bool fleeting;
};

static void close_file(void *opaque)
{
    struct file_state *state = opaque;

    if (state->descriptor >= 0)
        close(state->descriptor);
    free(state);
}

static enum error_code open_path(struct file_state *state, const char *path, struct error *err)
{
    /* The lines hold telephone numbers: for nobody but the owner. */
    state->descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (state->descriptor >= 0)
        return OK;
    error_set(err, ERROR_CANNOT_CREATE, "the file for messages cannot be opened: %s", strerrordesc_np(errno));
    return error_at(err, path, 0, 0, NULL);
}

static enum error_code open_file(const struct gateway_profile *profile, const struct gateway_access *access,
                                 void **out_state, struct error *err)
{
    CLEANUP(text_done) struct text path;
    static const char *const names[] = {"base", NULL};

    text_init(&path, 4096);
    template_fill(profile->path, names, (const char *const[]){access->base}, NULL, &path);
    TRY(text_finish(&path, err));
    struct file_state *state = malloc(sizeof *state);
    if (state == NULL)
        return error_memory(err);
    state->fleeting = access->fleeting;
    if (open_path(state, path.data, err) != OK) {
        close_file(state);
        return err->code;
    }
    *out_state = state;
    return OK;
}

static void put_member(const char *name, const char *value, struct text *out)
{
    text_putf(out, ",\"%s\":\"", name);
    quote_json(value, out);
    text_put(out, "\"");
}

static void put_line(const struct gateway_message *message, const struct gateway_values *values,
                     struct text *out)
{
    char time[CIVIL_TIME_CHARS];

    civil_time_format(civil_time_from_utc_secs(message->now_utc_secs), time);
    text_putf(out, "{\"time\":\"%s\"", time);
    put_member("ref", values->of[VALUE_REF], out);
    put_member("to", values->of[VALUE_TO], out);
    put_member("sender", values->of[VALUE_SENDER], out);
    put_member("coding", values->of[VALUE_CODING], out);
    text_putf(out, ",\"parts\":%u", message->parts);
    put_member("text", values->of[VALUE_TEXT], out);
    text_put(out, "}\n");
}

/* One write for each line, so that lines of several programs do not mix. */
static void send_to_file(void *opaque, const struct gateway_message *message,
                         const struct gateway_values *values, struct gateway_answer *out)
{
    const struct file_state *state = opaque;
    CLEANUP(text_done) struct text line;
    ssize_t put;

    text_init(&line, LINE_MAX_BYTES);
    put_line(message, values, &line);
    if (line.failed) {
        gateway_answer_set(out, CLASS_UNSENT, N_("not enough memory"));
        return;
    }
    do
        put = write(state->descriptor, line.data, line.length);
    while (put < 0 && errno == EINTR);
    if (put < 0)
        gateway_answer_set(out, CLASS_UNSENT, strerrordesc_np(errno));
    else if ((size_t)put < line.length)
        gateway_answer_set(out, CLASS_UNKNOWN, N_("only part of the line was written"));
    else if (!state->fleeting && fsync(state->descriptor) != 0 &&
             errno != EINVAL) /* EINVAL: a pipe, a terminal */
        gateway_answer_set(out, CLASS_UNKNOWN, strerrordesc_np(errno));
    else
        gateway_answer_set(out, CLASS_ACCEPTED, "");
}

const struct gateway_driver gateway_file_driver = {
    .open = open_file, .send = send_to_file, .close = close_file};
