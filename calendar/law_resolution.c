#include "calendar/law_resolution.h"

#include "base/unicode.h"
#include "base/yaml.h"
#include "calendar/law_schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RESOLUTION_BYTES_MAX ((size_t)1024 * 1024)

struct raw_setting {
    char *duty;
    char *from;
    char *until;
    char *notes;
};

struct raw_resolution {
    char *id;
    struct law_raw_names title;
    char *document;
    char *author;
    char *date;
    char *law;
    char *polling_day;
    char *source;
    struct law_raw_check checked;
    char *unverified;
    struct raw_setting *sets;
    unsigned sets_count;
};

#define TEXT(structure, key, flags, max)                                                                     \
    CYAML_FIELD_STRING_PTR(#key, CYAML_FLAG_POINTER | (flags), structure, key, 1, max)

static const cyaml_schema_field_t names_fields[] = {TEXT(struct law_raw_names, vi, 0, 400),
                                                    TEXT(struct law_raw_names, en, 0, 400), CYAML_FIELD_END};
static const cyaml_schema_field_t check_fields[] = {TEXT(struct law_raw_check, on, 0, 10),
                                                    TEXT(struct law_raw_check, by, 0, 400), CYAML_FIELD_END};

static const cyaml_schema_field_t setting_fields[] = {
    TEXT(struct raw_setting, duty, 0, LAW_ID_MAX),
    TEXT(struct raw_setting, from, CYAML_FLAG_OPTIONAL, 16),
    TEXT(struct raw_setting, until, CYAML_FLAG_OPTIONAL, 16),
    TEXT(struct raw_setting, notes, CYAML_FLAG_OPTIONAL, 2000),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t setting_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_setting, setting_fields)};

static const cyaml_schema_field_t resolution_fields[] = {
    TEXT(struct raw_resolution, id, 0, LAW_ID_MAX),
    CYAML_FIELD_MAPPING("title", CYAML_FLAG_DEFAULT, struct raw_resolution, title, names_fields),
    TEXT(struct raw_resolution, document, 0, 400),
    TEXT(struct raw_resolution, author, 0, 400),
    TEXT(struct raw_resolution, date, 0, 10),
    TEXT(struct raw_resolution, law, 0, LAW_ID_MAX),
    TEXT(struct raw_resolution, polling_day, 0, 10),
    TEXT(struct raw_resolution, source, 0, 2000),
    CYAML_FIELD_MAPPING("checked", CYAML_FLAG_DEFAULT, struct raw_resolution, checked, check_fields),
    TEXT(struct raw_resolution, unverified, CYAML_FLAG_OPTIONAL, 2000),
    CYAML_FIELD_SEQUENCE("sets", CYAML_FLAG_POINTER, struct raw_resolution, sets, &setting_schema, 1,
                         LAW_DUTIES_MAX),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t resolution_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_resolution, resolution_fields)};

struct reading {
    const struct yaml_source *source;
    const struct law_pack *pack;
    const struct raw_resolution *raw;
    struct law_resolution *resolution;
    struct error *err;
};

static void free_raw(struct raw_resolution **raw)
{
    yaml_source_free(&resolution_schema, *raw);
}

static enum error_code fail(const struct reading *reading, const char *path)
{
    return yaml_source_error_at(reading->source, path, reading->err);
}

static enum error_code fail_setting(const struct reading *reading, unsigned position, const char *key)
{
    char path[40];

    snprintf(path, sizeof path, "sets.%u.%s", position + 1, key);
    return fail(reading, path);
}

static enum error_code copy(const struct reading *reading, const char *text, const char **out)
{
    char *composed;

    if (text == NULL)
        return OK;
    TRY(unicode_nfc(&reading->resolution->arena, text, strlen(text), &composed, reading->err));
    *out = composed;
    return OK;
}

static enum error_code read_date(const struct reading *reading, const char *key, const char *text,
                                 struct civil_date *out)
{
    if (civil_date_parse(text, out))
        return OK;
    error_set(reading->err, ERROR_CONFIG, "\"%s\" is not a date such as 2026-03-15", text);
    return fail(reading, key);
}

static enum error_code read_time(const struct reading *reading, unsigned position, const char *key,
                                 const char *text, struct law_set_time *out)
{
    if (text == NULL)
        return OK;
    out->set = true;
    out->has_hour = civil_time_parse(text, &out->time);
    if (out->has_hour)
        return OK;
    out->time.minute = 0;
    if (civil_date_parse(text, &out->time.date))
        return OK;
    error_set(reading->err, ERROR_CONFIG, "\"%s\" is neither a date nor an hour such as 2026-02-01T17:00",
              text);
    return fail_setting(reading, position, key);
}

static enum error_code check_setting(const struct reading *reading, unsigned position,
                                     const struct law_setting *setting)
{
    const struct law_duty *duty = law_pack_duty(reading->pack, setting->node);

    for (unsigned i = 0; i < position; i++) {
        if (reading->resolution->settings[i].node != setting->node)
            continue;
        error_set(reading->err, ERROR_CONFIG, "%s is set twice", duty->id);
        return fail_setting(reading, position, "duty");
    }
    if (duty->at != NULL)
        error_set(reading->err, ERROR_CONFIG, "%s is one moment, not a window or limit that can be set",
                  duty->id);
    else if (!setting->from.set && !setting->until.set)
        error_set(reading->err, ERROR_CONFIG, "sets nothing; give from, until or both");
    else if (setting->from.set && setting->until.set &&
             civil_time_compare(setting->from.time, setting->until.time) > 0)
        error_set(reading->err, ERROR_CONFIG, "ends before it begins");
    else
        return OK;
    return fail_setting(reading, position, "duty");
}

static enum error_code read_setting(const struct reading *reading, unsigned position, struct law_setting *out)
{
    const struct raw_setting *raw = &reading->raw->sets[position];

    if (!law_pack_find_node(reading->pack, raw->duty, &out->node) ||
        law_pack_duty(reading->pack, out->node) == NULL) {
        error_set(reading->err, ERROR_CONFIG, "\"%s\" is not the id of a duty of %s", raw->duty,
                  reading->pack->id);
        return fail_setting(reading, position, "duty");
    }
    TRY(read_time(reading, position, "from", raw->from, &out->from));
    TRY(read_time(reading, position, "until", raw->until, &out->until));
    TRY(copy(reading, raw->notes, &out->notes));
    return check_setting(reading, position, out);
}

static enum error_code read_settings(const struct reading *reading)
{
    struct law_resolution *resolution = reading->resolution;
    struct law_setting *settings =
        arena_array(&resolution->arena, reading->raw->sets_count, sizeof *settings);

    if (settings == NULL)
        return error_memory(reading->err);
    resolution->settings = settings;
    resolution->setting_count = reading->raw->sets_count;
    for (unsigned i = 0; i < reading->raw->sets_count; i++)
        TRY(read_setting(reading, i, &settings[i]));
    return OK;
}

static enum error_code check_head(const struct reading *reading)
{
    const struct law_resolution *resolution = reading->resolution;

    if (!law_id_valid(resolution->id, LAW_ID_OF_PACK)) {
        error_set(reading->err, ERROR_CONFIG,
                  "\"%s\" is not an id; an id has small letters, digits and _ and begins with a letter",
                  resolution->id);
        return fail(reading, "id");
    }
    if (strcmp(reading->raw->law, reading->pack->id) != 0) {
        error_set(reading->err, ERROR_CONFIG, "the resolution is about %s, not about %s", reading->raw->law,
                  reading->pack->id);
        return fail(reading, "law");
    }
    if (resolution->date.day <= resolution->polling_day.day)
        return OK;
    error_set(reading->err, ERROR_CONFIG, "lies behind the polling day");
    return fail(reading, "date");
}

static enum error_code read_head(const struct reading *reading)
{
    const struct raw_resolution *raw = reading->raw;
    struct law_resolution *resolution = reading->resolution;

    TRY(copy(reading, raw->id, &resolution->id));
    TRY(copy(reading, raw->title.vi, &resolution->title.vi));
    TRY(copy(reading, raw->title.en, &resolution->title.en));
    TRY(copy(reading, raw->document, &resolution->document));
    TRY(copy(reading, raw->author, &resolution->author));
    TRY(copy(reading, raw->source, &resolution->source));
    TRY(copy(reading, raw->unverified, &resolution->unverified));
    TRY(copy(reading, raw->checked.by, &resolution->checked.by));
    TRY(read_date(reading, "checked.on", raw->checked.on, &resolution->checked.on));
    TRY(read_date(reading, "date", raw->date, &resolution->date));
    TRY(read_date(reading, "polling_day", raw->polling_day, &resolution->polling_day));
    return check_head(reading);
}

enum error_code law_resolution_parse(const struct yaml_source *source, const struct law_pack *pack,
                                     struct law_resolution **out, struct error *err)
{
    CLEANUP(free_raw) struct raw_resolution *raw = NULL;
    CLEANUP(law_resolution_free_ptr) struct law_resolution *resolution = NULL;

    TRY(yaml_source_load(source, &resolution_schema, &raw, err));
    resolution = calloc(1, sizeof *resolution);
    if (resolution == NULL)
        return error_memory(err);
    arena_init(&resolution->arena, RESOLUTION_BYTES_MAX);
    const struct reading reading = {
        .source = source, .pack = pack, .raw = raw, .resolution = resolution, .err = err};
    TRY(read_head(&reading));
    TRY(read_settings(&reading));
    *out = resolution;
    resolution = NULL;
    return OK;
}

void law_resolution_free(struct law_resolution *resolution)
{
    if (resolution == NULL)
        return;
    arena_done(&resolution->arena);
    free(resolution);
}
