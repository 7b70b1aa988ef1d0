/* The proof that people were told: every notice, with its text as it was sent, when, by which way and with which result, and
 * what a person decided about it. Without telephone numbers and mail addresses.
 */
#ifndef APP_NOTICE_EVIDENCE_H
#define APP_NOTICE_EVIDENCE_H

#include "app/app.h"

struct notice_proof {
    int64_t id;
    const char *who;        /* code of the candidate or of the office's area */
    const char *name;       /* "" when erased or not known */
    const char *channel;    /* "sms", "mail" */
    const char *kind;       /* "release", or the rule of notices.yaml */
    int64_t release_number; /* 0: of none */
    const char *state;
    const char *label; /* the state for people, a key of the catalogue */
    const char *reason;
    const char *sentence; /* the reason for people, a key of the catalogue; "" */
    int64_t queued_utc_secs;
    int64_t finished_utc_secs; /* when it reached its state; 0: it has not ended */
    int64_t tries;
    int64_t parts;
    const char *gateway;    /* "" before it was sent */
    const char *gateway_id; /* the gateway's name for the message */
    const char *text;       /* as it was sent; "" before that, and after it was erased */
    const char *decision;   /* of a person: delivered, failed, send-again; "": none */
    const char *decided_by;
    const char *why;
};

/* Calls `visit` with each notice of the election, or each that spoke of the meeting with this code (NULL: all), in the order
 * in which they were made; texts are borrowed for the call. No such meeting is ERROR_NO_INPUT. */
enum error_code notice_evidence_each(const struct app *app, int64_t election, const char *meeting,
                                     enum error_code (*visit)(void *context, const struct notice_proof *proof,
                                                              struct error *err),
                                     void *context, struct error *err) MUST_USE;

#endif
