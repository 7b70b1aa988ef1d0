/* The step before messages of gateways that want one: a request whose answer holds a token, good for a while. */
#ifndef NOTIFY_GATEWAY_TOKEN_H
#define NOTIFY_GATEWAY_TOKEN_H

#include "notify/gateway_request.h"

struct gateway_token_state {
    const struct gateway_profile *profile;
    struct text text;
    int64_t until_ms; /* monotonic; 0: there is none */
    const char *why;  /* there is none: words, a key of the catalogue */
};

void gateway_token_init(struct gateway_token_state *state, const struct gateway_profile *profile);
void gateway_token_done(struct gateway_token_state *state);

/* Asks for a new token when the last has run out, and waits for it. False when none came. */
bool gateway_token_get(struct gateway_token_state *state, const struct gateway_values *values) MUST_USE;
/* The gateway no longer takes it. */
void gateway_token_drop(struct gateway_token_state *state);

#endif
