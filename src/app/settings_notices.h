/* The part `notices` of the settings file, between app/settings.c and its own file. */
#ifndef APP_SETTINGS_NOTICES_H
#define APP_SETTINGS_NOTICES_H

#include "app/settings.h"
#include "base/yaml.h"

struct file_price {
    char *prefix;
    int32_t price;
};

/* As libcyaml fills it in: NULL is what the file does not say. */
struct file_notices {
    char *quiet_from;
    char *quiet_until;
    char *urgent_until;
    int32_t *daily_cap;
    bool *approval;
    int32_t *price_per_part;
    struct file_price *prices;
    unsigned prices_count;
};

extern const cyaml_schema_field_t settings_notices_fields[];

/* Checks what the file says and takes it over; texts lie in the arena. ERROR_CONFIG with its place. */
enum error_code settings_notices_take(const struct yaml_source *source, const struct file_notices *file,
                                      struct arena *arena, struct settings_notices *out,
                                      struct error *err) MUST_USE;

#endif
