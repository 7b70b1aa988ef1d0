/* One line for each event of a service, for whoever keeps it running. Under systemd events go to the journal
 * with their fields; else each is one line on standard error, `TIME LEVEL MESSAGE name=value`. Levels are
 * those of <syslog.h>: LOG_ERR, LOG_WARNING, LOG_INFO, LOG_DEBUG. Fields carry ids and numbers, never names,
 * telephone numbers or texts of people. May be used from several threads at once.
 *
 *     log_event(log, LOG_INFO, "request done", LOG_FIELDS(LOG_TEXT("path", path), LOG_INT("status", 200)));
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <syslog.h>

struct log {
    struct clock clock;
    int level;    /* events above it are dropped: LOG_DEBUG lets everything pass */
    int file;     /* descriptor of the lines, standard error */
    bool journal; /* standard error is the journal */
};

/* A value under a name of lower-case letters, digits and '_'. */
struct log_field {
    const char *name; /* NULL ends the list */
    const char *text; /* NULL: the number */
    long long number;
};

#define LOG_TEXT(key, value)                                                                                 \
    {                                                                                                        \
        .name = (key), .text = (value)                                                                       \
    }
#define LOG_INT(key, value)                                                                                  \
    {                                                                                                        \
        .name = (key), .number = (value)                                                                     \
    }
#define LOG_FIELDS(...) ((const struct log_field[]){__VA_ARGS__, {.name = NULL}})
#define LOG_NO_FIELDS ((const struct log_field[]){{.name = NULL}})

#define LOG_FIELDS_MAX 12

void log_init(struct log *log, struct clock clock, int level);

/* `message` is a fixed English phrase, so that events can be counted by it; what varies goes into fields. An
 * event that cannot be written is lost. */
void log_event(const struct log *log, int level, const char *message, const struct log_field *fields);

/* Many events, each with its own moment, in as few writes as may be. */
struct log_batch {
    const struct log *log;
    struct text lines;
    int64_t shown_utc_secs; /* what `shown` says */
    char shown[CLOCK_UTC_CHARS];
};

void log_batch_begin(struct log_batch *batch, const struct log *log);
void log_batch_put(struct log_batch *batch, int64_t utc_secs, int level, const char *message,
                   const struct log_field *fields);
void log_batch_end(struct log_batch *batch); /* writes what is not written yet */

/* An error as an event: its code, place and English message. */
void log_error(const struct log *log, int level, const char *message, const struct error *err);

#endif
