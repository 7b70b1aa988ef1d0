/* What a gateway profile may say, for base/yaml.h. */
#ifndef NOTIFY_GATEWAY_SCHEMA_H
#define NOTIFY_GATEWAY_SCHEMA_H

#include "base/yaml.h"

extern const cyaml_schema_value_t gateway_profile_schema;

#endif
