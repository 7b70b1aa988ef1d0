#include "app/settings_notices.h"

#include "calendar/civil.h"

#include <stdio.h>
#include <string.h>

#define OPTIONAL (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)
#define KEY_CHARS 40

static const cyaml_schema_field_t price_fields[] = {
    CYAML_FIELD_STRING_PTR("prefix", CYAML_FLAG_POINTER, struct file_price, prefix, 1, 20),
    CYAML_FIELD_INT("price", CYAML_FLAG_DEFAULT, struct file_price, price),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t price_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct file_price, price_fields)};

const cyaml_schema_field_t settings_notices_fields[] = {
    CYAML_FIELD_STRING_PTR("quiet_from", OPTIONAL, struct file_notices, quiet_from, 1, 10),
    CYAML_FIELD_STRING_PTR("quiet_until", OPTIONAL, struct file_notices, quiet_until, 1, 10),
    CYAML_FIELD_STRING_PTR("urgent_until", OPTIONAL, struct file_notices, urgent_until, 1, 10),
    CYAML_FIELD_INT_PTR("daily_cap", OPTIONAL, struct file_notices, daily_cap),
    CYAML_FIELD_BOOL_PTR("approval", OPTIONAL, struct file_notices, approval),
    CYAML_FIELD_INT_PTR("price_per_part", OPTIONAL, struct file_notices, price_per_part),
    CYAML_FIELD_SEQUENCE("prices", OPTIONAL, struct file_notices, prices, &price_schema, 1,
                         SETTINGS_PRICES_MAX),
    CYAML_FIELD_END,
};

/* What is being taken over. */
struct taking {
    const struct yaml_source *source;
    struct arena *arena;
    struct error *err;
};

static enum error_code take_hour(const struct taking *taking, const char *key, const char *text, int32_t *out)
{
    char moment[32];
    struct civil_time time;

    if (text == NULL)
        return OK;
    snprintf(moment, sizeof moment, "2000-01-01T%s", text);
    if (strlen(text) != 5 || !civil_time_parse(moment, &time)) {
        error_set(taking->err, ERROR_CONFIG, "\"%s\" is not an hour of the day, such as \"21:00\"", text);
        return yaml_source_error_at(taking->source, key, taking->err);
    }
    *out = time.minute;
    return OK;
}

static enum error_code take_number(const struct taking *taking, const char *key, const int32_t *number,
                                   int32_t max, int32_t *out)
{
    if (number == NULL)
        return OK;
    if (*number < 0 || *number > max) {
        error_set(taking->err, ERROR_CONFIG, "must be from 0 to %d, not %d", (int)max, (int)*number);
        return yaml_source_error_at(taking->source, key, taking->err);
    }
    *out = *number;
    return OK;
}

static enum error_code take_price(const struct taking *taking, const struct file_price *file, unsigned place,
                                  struct settings_price *out)
{
    size_t length = strspn(file->prefix, "0123456789");
    char key[KEY_CHARS];

    snprintf(key, sizeof key, "notices.prices.%u.price", place);
    TRY(take_number(taking, key, &file->price, SETTINGS_PRICE_MAX, &out->dong));
    if (file->prefix[0] != '0' || length < 2 || length > 6 || file->prefix[length] != '\0') {
        snprintf(key, sizeof key, "notices.prices.%u.prefix", place);
        error_set(taking->err, ERROR_CONFIG, "\"%s\" is not the beginning of numbers, such as \"091\"",
                  file->prefix);
        return yaml_source_error_at(taking->source, key, taking->err);
    }
    out->prefix = arena_copy_string(taking->arena, file->prefix);
    return out->prefix == NULL ? error_memory(taking->err) : OK;
}

static enum error_code take_prices(const struct taking *taking, const struct file_notices *file,
                                   struct settings_notices *out)
{
    struct settings_price *prices;

    if (file->prices_count == 0)
        return OK;
    prices = arena_array(taking->arena, file->prices_count, sizeof *prices);
    if (prices == NULL)
        return error_memory(taking->err);
    for (unsigned i = 0; i < file->prices_count; i++)
        TRY(take_price(taking, &file->prices[i], i + 1, &prices[i]));
    out->prices = prices;
    out->price_count = file->prices_count;
    return OK;
}

enum error_code settings_notices_take(const struct yaml_source *source, const struct file_notices *file,
                                      struct arena *arena, struct settings_notices *out, struct error *err)
{
    const struct taking taking = {source, arena, err};
    struct settings_notices notices = *out;

    TRY(take_hour(&taking, "notices.quiet_from", file->quiet_from, &notices.quiet_from_minute));
    TRY(take_hour(&taking, "notices.quiet_until", file->quiet_until, &notices.quiet_until_minute));
    TRY(take_hour(&taking, "notices.urgent_until", file->urgent_until, &notices.urgent_until_minute));
    TRY(take_number(&taking, "notices.daily_cap", file->daily_cap, SETTINGS_DAILY_CAP_MAX,
                    &notices.daily_cap));
    TRY(take_number(&taking, "notices.price_per_part", file->price_per_part, SETTINGS_PRICE_MAX,
                    &notices.price_per_part_dong));
    if (file->approval != NULL)
        notices.approval = *file->approval;
    TRY(take_prices(&taking, file, &notices));
    *out = notices;
    return OK;
}
