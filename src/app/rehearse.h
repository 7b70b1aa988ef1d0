/* A season of notices played through in a copy of the store, with a clock that jumps from one moment at which something is due
 * to the next. The same rules, gates and words as in earnest; messages go to a file. The store itself is only read.
 */
#ifndef APP_REHEARSE_H
#define APP_REHEARSE_H

#include "app/app.h"

struct election;

struct rehearsed_message {
    int64_t at_utc_secs;
    const char *kind;       /* rule, or the text of what a release changed */
    const char *channel;    /* "sms", "mail" */
    const char *recipient;  /* code of the candidate, or name of the office; no number */
    const char *state;      /* "accepted": it was sent; else what became of it instead */
    const char *sentence;   /* why it was not sent, a key of the catalogue; "" */
    int64_t about_utc_secs; /* what it is about; 0 of a release */
    int64_t release;        /* number; 0: of none */
    const char *text;       /* as sent; "" */
    uint32_t parts;         /* of an SMS */
};

struct rehearsal {
    const struct election *election;
    int64_t from_utc_secs;
    int64_t until_utc_secs; /* the last moment */
    const char *messages;   /* the file to which messages go; NULL: none is kept */
    /* Told of each message; what it is given is borrowed for the call. */
    enum error_code (*tell)(void *context, const struct rehearsed_message *message, struct error *err);
    void *context;
};

/* ERROR_CANNOT_CREATE: the copy or the file cannot be made. The copy is removed in any case. */
enum error_code rehearse(const struct app *app, const struct rehearsal *rehearsal,
                         struct error *err) MUST_USE;

#endif
