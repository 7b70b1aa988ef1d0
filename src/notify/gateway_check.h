/* Whether a profile that is well-formed also makes sense. */
#ifndef NOTIFY_GATEWAY_CHECK_H
#define NOTIFY_GATEWAY_CHECK_H

#include "base/yaml.h"
#include "notify/gateway_profile.h"

/* Fills in the numbers of its rules on the way. ERROR_CONFIG with the place of the first thing that is wrong. */
enum error_code gateway_profile_check(const struct yaml_source *source, struct gateway_profile *profile,
                                      struct error *err) MUST_USE;

#endif
