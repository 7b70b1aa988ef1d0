/* Requests that must be done once, whatever the network does: the client gives each a key of its own making, and whoever
 * sends the key again is given the answer that there was (draft-ietf-httpapi-idempotency-key-header).
 *
 *     TRY(api_answer_begin(app, &once, arena, &found, err));
 *     if (found.state == API_ANSWER_NEW) { do it; TRY(api_answer_end(app, &once, status, body, err)); }
 */
#ifndef APP_API_ANSWER_H
#define APP_API_ANSWER_H

#include "app/app.h"
#include "base/secret.h"

#define API_KEY_MAX_BYTES 100
#define API_ANSWER_KEPT_SECS ((int64_t)7 * 86400)
#define API_ANSWER_RUNS_SECS 600 /* longer than any request takes */

struct api_once {
    int64_t token; /* id */
    const char *key;
    unsigned char request[SECRET_HASH_BYTES]; /* hash of what is asked */
};

enum api_answer_state {
    API_ANSWER_NEW,     /* to be done now */
    API_ANSWER_RUNNING, /* another request does it */
    API_ANSWER_DONE,    /* done before */
    API_ANSWER_OTHER,   /* the key stands for another request */
};

struct api_answer {
    enum api_answer_state state;
    int status;       /* of one that is done */
    const char *body; /* in the arena */
};

/* Writes down that the request is being done, unless it was. One that never ended, for the service was stopped, is done
 * again after API_ANSWER_RUNS_SECS. */
enum error_code api_answer_begin(const struct app *app, const struct api_once *once, struct arena *arena,
                                 struct api_answer *out, struct error *err) MUST_USE;

/* Keeps the answer for API_ANSWER_KEPT_SECS; one of status 500 and above is forgotten, so that it is tried again. */
enum error_code api_answer_end(const struct app *app, const struct api_once *once, int status,
                               const char *body, struct error *err) MUST_USE;

#endif
