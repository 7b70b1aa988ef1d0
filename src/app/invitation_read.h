/* Answers to invitations, from a mailbox or a pipe. Anybody can send a mail: an answer sets a mark beside the person who
 * was invited, and nothing more, and only when the sender is that person. One mail that is no answer, or none at all,
 * keeps none of the others from being read.
 */
#ifndef APP_INVITATION_READ_H
#define APP_INVITATION_READ_H

#include "app/app.h"

enum invitation_mail {
    INVITATION_RECORDED,
    INVITATION_STALE,    /* recorded, but it answers a version that was changed since */
    INVITATION_REPEATED, /* it says nothing newer than what is recorded */
    INVITATION_UNKNOWN,  /* of a meeting, or from a person, that no invitation knows */
    INVITATION_SENDER,   /* somebody else sent it */
    INVITATION_OTHER,    /* a calendar that is no plain answer: for a person to look at */
    INVITATION_NONE,     /* a mail without a calendar */
    INVITATION_GARBLED,  /* a calendar that cannot be read */
    INVITATION_TOO_LARGE,
    INVITATION_MAIL_COUNT
};

struct invitation_counts {
    int64_t of[INVITATION_MAIL_COUNT];
};

/* "recorded", ...: for JSON. */
const char *invitation_mail_name(enum invitation_mail mail);

/* Reads `path`, or standard input for "-". What was read before a failure stays recorded. Audited when anything was
 * recorded. */
enum error_code invitation_read(const struct app *app, const char *path, struct invitation_counts *out,
                                struct error *err) MUST_USE;

#endif
