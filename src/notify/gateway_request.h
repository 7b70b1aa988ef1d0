/* One filled-in request: address, headers, body, ready for the wire or, with secrets starred, for people. */
#ifndef NOTIFY_GATEWAY_REQUEST_H
#define NOTIFY_GATEWAY_REQUEST_H

#include "base/text.h"
#include "notify/gateway_profile.h"

/* What is filled in, in the order of gateway_profile.names; the parameters of an approved template besides. */
struct gateway_values {
    const char *of[VALUE_COUNT];
    size_t param_count;
    const char *params[GATEWAY_PARAMS_MAX];
};

struct gateway_filled {
    struct text url;
    struct text headers; /* lines `Name: value` with LF */
    struct text body;
    struct text username; /* of Basic authentication; "": none */
    struct text password;
};

void gateway_filled_init(struct gateway_filled *filled);
void gateway_filled_done(struct gateway_filled *filled);

/* Over whatever was filled in before. False when it is too long, or a value does not fit its JSON type. */
bool gateway_request_fill(const struct gateway_request *request, const struct gateway_profile *profile,
                          const struct gateway_values *values, struct gateway_filled *out) MUST_USE;

/* Which approved template the text follows, with its parameters in `storage`; NULL: none. */
const struct gateway_template *gateway_template_match(const struct gateway_profile *profile, const char *text,
                                                      struct text *storage, struct gateway_values *values);

#endif
