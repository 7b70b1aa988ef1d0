/* A gateway of the settings, ready to be used: its profile, the secrets it wants, the addresses at which it reports. */
#ifndef APP_GATEWAY_SETUP_H
#define APP_GATEWAY_SETUP_H

#include "app/app.h"
#include "base/text.h"
#include "notify/gateway.h"

struct settings_gateway;

/* Must stay where it is while its access is used. */
struct gateway_setup {
    struct gateway_profile *profile;
    struct text password;
    struct text secrets[GATEWAY_SECRETS_MAX];
    struct text callback;
    struct gateway_access access; /* borrows all of the above */
};

/* ERROR_CONFIG: no profile is set, it is not right, or a secret is missing or not secret. */
enum error_code gateway_setup_load(struct gateway_setup *setup, const struct app *app,
                                   const struct settings_gateway *settings, struct error *err) MUST_USE;
void gateway_setup_done(struct gateway_setup *setup); /* also right for a zeroed one */

/* The profile at a path; NULL is ERROR_CONFIG. */
enum error_code gateway_setup_profile(const char *path, struct gateway_profile **out,
                                      struct error *err) MUST_USE;

/* Which gateway of the settings has this secret in its addresses; NULL: none. */
enum error_code gateway_setup_find(const struct app *app, const char *hook,
                                   const struct settings_gateway **out, struct error *err) MUST_USE;

#endif
