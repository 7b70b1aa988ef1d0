/* What a gateway calls at /hooks/SECRET/...: who it is, whether it may, and the values of its request by the names or
 * pointers of its profile.
 */
#ifndef APP_HOOK_H
#define APP_HOOK_H

#include "app/app.h"
#include "base/text.h"

struct hook_pair {
    const char *name;
    const char *value;
};

/* A request as it came, whatever carries it; all borrowed. */
struct hook_call {
    const char *secret;            /* of the address */
    const char *address;           /* path and query */
    const char *signature;         /* X-Twilio-Signature; "" when there is none */
    const struct hook_pair *query; /* decoded */
    size_t query_count;
    const struct hook_pair *form;
    size_t form_count;
    const char *body;
    size_t body_bytes;
};

/* What it is answered. */
struct hook_answer {
    struct text body;
    const char *type; /* of the body */
};

struct gateway_profile;
struct gateway_setup;
struct json_t;

/* A call that was let in. */
struct hook {
    const struct hook_call *call;
    struct gateway_setup *setup; /* owned */
    struct json_t *tree;         /* of a JSON body; NULL: none */
};

/* ERROR_NO_INPUT: no gateway of the settings has this secret. ERROR_DENIED: the signature that its profile demands is
 * missing or wrong; `signed_by` is of enum gateway_signature. */
enum error_code hook_open(struct hook *hook, const struct app *app, const struct hook_call *call,
                          struct error *err) MUST_USE;
enum error_code hook_check_signature(const struct hook *hook, const struct app *app, int signature,
                                     struct error *err) MUST_USE;
void hook_done(struct hook *hook); /* also right for a zeroed one */

/* Appends the value that a name or pointer of the profile means, of one line and at most `max_bytes`; false when the request
 * has none. */
bool hook_value(const struct hook *hook, const char *name, struct text *out) MUST_USE;

#endif
