#include "notify/notice_rules.h"

#include "base/yaml.h"

#include <stdio.h>
#include <string.h>

#define OPTIONAL CYAML_FLAG_OPTIONAL
#define OPTIONAL_POINTER (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)
#define ID_MAX 40
#define STEPS_MAX 60

static const cyaml_strval_t abouts[] = {
    {"release", ABOUT_RELEASE}, {"meetings", ABOUT_MEETINGS}, {"feed", ABOUT_FEED}, {"steps", ABOUT_STEPS},
    {"overdue", ABOUT_OVERDUE}, {"above", ABOUT_ABOVE},       {"day", ABOUT_DAY}};
static const cyaml_strval_t texts[] = {
    {"published", NOTICE_PUBLISHED}, {"changed", NOTICE_CHANGED},   {"moved", NOTICE_MOVED},
    {"elsewhere", NOTICE_ELSEWHERE}, {"cancelled", NOTICE_CANCELS}, {"restored", NOTICE_RESTORED},
    {"written", NOTICE_WRITTEN},     {"reminder", NOTICE_REMINDER}, {"stale", NOTICE_STALE},
    {"deadline", NOTICE_DEADLINE},   {"overdue", NOTICE_OVERDUE},   {"escalated", NOTICE_ESCALATED},
    {"report", NOTICE_REPORT},       {"digest", NOTICE_DIGEST}};
static const cyaml_strval_t channels[] = {{"sms", CHANNELS_SMS}, {"mail", CHANNELS_MAIL}};

static const cyaml_schema_value_t lead_schema = {CYAML_VALUE_UINT(CYAML_FLAG_DEFAULT, uint32_t)};
static const cyaml_schema_value_t step_schema = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, ID_MAX)};

static const cyaml_schema_field_t rule_keys[] = {
    CYAML_FIELD_STRING_PTR("id", CYAML_FLAG_POINTER, struct notice_rule, id, 1, ID_MAX),
    CYAML_FIELD_ENUM("about", CYAML_FLAG_STRICT, struct notice_rule, about, abouts, COUNT_OF(abouts)),
    CYAML_FIELD_ENUM("text", CYAML_FLAG_STRICT, struct notice_rule, text, texts, COUNT_OF(texts)),
    CYAML_FIELD_FLAGS("channels", CYAML_FLAG_STRICT, struct notice_rule, channels, channels,
                      COUNT_OF(channels)),
    CYAML_FIELD_STRING_PTR("law", OPTIONAL_POINTER, struct notice_rule, law, 1, ID_MAX),
    CYAML_FIELD_UINT("days", OPTIONAL, struct notice_rule, days),
    CYAML_FIELD_UINT("hours", OPTIONAL, struct notice_rule, hours),
    CYAML_FIELD_UINT("after_hours", OPTIONAL, struct notice_rule, after_hours),
    CYAML_FIELD_BOOL("working_day", OPTIONAL, struct notice_rule, working_day),
    CYAML_FIELD_SEQUENCE_COUNT("working_days", OPTIONAL_POINTER, struct notice_rule, leads, lead_count,
                               &lead_schema, 1, NOTICE_LEADS_MAX),
    CYAML_FIELD_UINT("late", OPTIONAL, struct notice_rule, late),
    CYAML_FIELD_SEQUENCE_COUNT("steps", OPTIONAL_POINTER, struct notice_rule, steps, step_count, &step_schema,
                               1, STEPS_MAX),
    CYAML_FIELD_STRING_PTR("hour", OPTIONAL_POINTER, struct notice_rule, hour, 1, 5),
    CYAML_FIELD_UINT("lasts_minutes", OPTIONAL, struct notice_rule, lasts_minutes),
    CYAML_FIELD_END};
static const cyaml_schema_value_t rule_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct notice_rule, rule_keys)};
static const cyaml_schema_field_t rules_keys[] = {
    CYAML_FIELD_SEQUENCE_COUNT("kinds", CYAML_FLAG_POINTER, struct notice_rules, kinds, kind_count,
                               &rule_schema, 1, NOTICE_RULES_MAX),
    CYAML_FIELD_END};
static const cyaml_schema_value_t rules_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct notice_rules, rules_keys)};

/* What each `about` asks for; what it does not ask for may not stand there. */
enum need { LEAD_OF_MEETING = 1, LEAD_IN_HOURS = 2, LEADS = 4, LATE = 8, HOUR = 16, LASTS = 32 };
static const struct about_needs {
    unsigned needs;
    uint32_t texts;
} about_needs[NOTICE_ABOUT_COUNT] = {
    [ABOUT_RELEASE] = {0, 1u << NOTICE_PUBLISHED | 1u << NOTICE_CHANGED | 1u << NOTICE_MOVED |
                              1u << NOTICE_ELSEWHERE | 1u << NOTICE_CANCELS | 1u << NOTICE_RESTORED},
    [ABOUT_MEETINGS] = {LEAD_OF_MEETING | LASTS, 1u << NOTICE_WRITTEN | 1u << NOTICE_REMINDER},
    [ABOUT_FEED] = {LEAD_IN_HOURS | LASTS, 1u << NOTICE_STALE},
    [ABOUT_STEPS] = {LEADS | HOUR | LASTS, 1u << NOTICE_DEADLINE | 1u << NOTICE_REPORT},
    [ABOUT_OVERDUE] = {LATE | HOUR | LASTS, 1u << NOTICE_OVERDUE},
    [ABOUT_ABOVE] = {LATE | HOUR | LASTS, 1u << NOTICE_ESCALATED},
    [ABOUT_DAY] = {HOUR | LASTS, 1u << NOTICE_DIGEST},
};

/* A file while it is checked. */
struct checking {
    const struct yaml_source *source;
    struct notice_rules *rules;
    unsigned at; /* the rule at hand */
};

static enum error_code fail_at(const struct checking *checking, const char *key, struct error *err)
{
    char path[ERROR_KEY_MAX];

    snprintf(path, sizeof path, "kinds.%u.%s", checking->at + 1, key);
    return yaml_source_error_at(checking->source, path, err);
}

static enum error_code check_presence(const struct checking *checking, const char *key, bool is_there,
                                      bool wanted, struct error *err)
{
    if (is_there == wanted)
        return OK;
    if (wanted)
        error_set(err, ERROR_CONFIG, "is missing, and a kind that is about this needs it");
    else
        error_set(err, ERROR_CONFIG, "has no meaning for a kind that is about this");
    return fail_at(checking, key, err);
}

static enum error_code check_range(const struct checking *checking, const char *key, unsigned value,
                                   unsigned max, struct error *err)
{
    if (value <= max)
        return OK;
    error_set(err, ERROR_CONFIG, "%u is more than %u", value, max);
    return fail_at(checking, key, err);
}

/* By law, days or hours, and only one of them. */
static enum error_code check_lead(const struct checking *checking, const struct notice_rule *rule,
                                  struct error *err)
{
    unsigned needs = about_needs[rule->about].needs;
    int given = (rule->law != NULL) + (rule->days > 0) + (rule->hours > 0);
    int wanted = (needs & (LEAD_OF_MEETING | LEAD_IN_HOURS)) != 0;

    if (given != wanted) {
        error_set(err, ERROR_CONFIG,
                  "a kind that is about meetings says law, days or hours, one of them; one about a feed says "
                  "hours; others none");
        return fail_at(checking, "about", err);
    }
    TRY(check_presence(checking, "hours", rule->hours > 0,
                       (needs & LEAD_IN_HOURS) != 0 || (rule->hours > 0 && wanted), err));
    TRY(check_range(checking, "days", rule->days, NOTICE_LEAD_DAYS_MAX, err));
    TRY(check_range(checking, "hours", rule->hours, NOTICE_LEAD_DAYS_MAX * 24, err));
    for (unsigned i = 0; i < rule->lead_count; i++)
        TRY(check_range(checking, "working_days", rule->leads[i], NOTICE_LEAD_DAYS_MAX, err));
    return check_range(checking, "late", rule->late, NOTICE_LEAD_DAYS_MAX, err);
}

static enum error_code check_hour(const struct checking *checking, struct notice_rule *rule,
                                  struct error *err)
{
    bool wanted = (about_needs[rule->about].needs & HOUR) != 0 || rule->law != NULL || rule->days > 0;

    TRY(check_presence(checking, "hour", rule->hour != NULL, wanted, err));
    if (rule->hour == NULL || civil_minute_parse(rule->hour, &rule->minute))
        return OK;
    error_set(err, ERROR_CONFIG, "is not an hour such as \"08:00\"");
    return fail_at(checking, "hour", err);
}

static enum error_code check_unique(const struct checking *checking, const struct notice_rule *rule,
                                    struct error *err)
{
    for (unsigned i = 0; i < checking->at; i++) {
        const struct notice_rule *other = &checking->rules->kinds[i];
        if (strcmp(other->id, rule->id) != 0 &&
            (rule->about != ABOUT_RELEASE || other->about != ABOUT_RELEASE || other->text != rule->text))
            continue;
        error_set(err, ERROR_CONFIG, "there is such a kind already");
        return fail_at(checking, "id", err);
    }
    if (strcmp(rule->id, NOTICE_OF_RELEASE) != 0)
        return OK;
    error_set(err, ERROR_CONFIG, "this name is taken by the program");
    return fail_at(checking, "id", err);
}

static enum error_code check_rule(const struct checking *checking, struct notice_rule *rule,
                                  struct error *err)
{
    const struct about_needs *about = &about_needs[rule->about];

    TRY(check_unique(checking, rule, err));
    if ((about->texts >> rule->text & 1) == 0) {
        error_set(err, ERROR_CONFIG, "the text \"%s\" does not tell what this kind is about",
                  notice_kind_name(rule->text));
        return fail_at(checking, "text", err);
    }
    TRY(check_lead(checking, rule, err));
    TRY(check_hour(checking, rule, err));
    TRY(check_presence(checking, "working_days", rule->lead_count > 0, (about->needs & LEADS) != 0, err));
    TRY(check_presence(checking, "late", rule->late > 0, (about->needs & LATE) != 0, err));
    TRY(check_presence(checking, "lasts_minutes", rule->lasts_minutes > 0, (about->needs & LASTS) != 0, err));
    return check_range(checking, "lasts_minutes", rule->lasts_minutes, NOTICE_LASTS_MAX, err);
}

/* One message tells whatever a release changed: it must have words for each change, and the same channels. */
static enum error_code check_releases(struct checking *checking, struct error *err)
{
    uint32_t told = 0;

    const struct notice_rule *first = NULL;

    for (checking->at = 0; checking->at < checking->rules->kind_count; checking->at++) {
        const struct notice_rule *rule = &checking->rules->kinds[checking->at];
        if (rule->about != ABOUT_RELEASE)
            continue;
        first = first != NULL ? first : rule;
        told |= 1u << rule->text;
        if (rule->channels == first->channels)
            continue;
        error_set(
            err, ERROR_CONFIG,
            "all kinds that are about releases go by the same channels, for one message tells all changes");
        return fail_at(checking, "channels", err);
    }
    for (int kind = 0; kind < NOTICE_KIND_COUNT; kind++)
        if ((about_needs[ABOUT_RELEASE].texts & ~told) >> kind & 1) {
            error_set(err, ERROR_CONFIG,
                      "no kind is about releases with the text \"%s\", so that candidates would not be told",
                      notice_kind_name((enum notice_kind)kind));
            return yaml_source_error_at(checking->source, "kinds", err);
        }
    return OK;
}

enum error_code notice_rules_read(const char *bytes, size_t length, const char *file,
                                  struct notice_rules **out, struct error *err)
{
    const struct yaml_source source = {bytes, length, file};
    CLEANUP(notice_rules_free_ptr) struct notice_rules *rules = NULL;

    TRY(yaml_source_load(&source, &rules_schema, &rules, err));
    struct checking checking = {&source, rules, 0};
    for (; checking.at < rules->kind_count; checking.at++)
        TRY(check_rule(&checking, &rules->kinds[checking.at], err));
    TRY(check_releases(&checking, err));
    *out = rules;
    rules = NULL;
    return OK;
}

void notice_rules_free(struct notice_rules *rules)
{
    yaml_source_free(&rules_schema, rules);
}

const struct notice_rule *notice_rules_find(const struct notice_rules *rules, const char *kind,
                                            enum notice_kind text)
{
    bool of_release = strcmp(kind, NOTICE_OF_RELEASE) == 0;

    for (unsigned i = 0; i < rules->kind_count; i++) {
        const struct notice_rule *rule = &rules->kinds[i];
        if (of_release ? rule->about == ABOUT_RELEASE && rule->text == text : strcmp(rule->id, kind) == 0)
            return rule;
    }
    return NULL;
}

bool notice_rules_tell_releases(const struct notice_rules *rules, enum notice_channel channel)
{
    for (unsigned i = 0; i < rules->kind_count; i++)
        if (rules->kinds[i].about == ABOUT_RELEASE && (rules->kinds[i].channels >> channel & 1) != 0)
            return true;
    return false;
}

static bool names_step(const struct notice_rule *rule, const char *step)
{
    for (unsigned i = 0; i < rule->step_count; i++)
        if (strcmp(rule->steps[i], step) == 0)
            return true;
    return false;
}

bool notice_rule_has_step(const struct notice_rules *rules, const struct notice_rule *rule, const char *step)
{
    if (rule->step_count > 0 || rule->about != ABOUT_STEPS)
        return rule->step_count == 0 || names_step(rule, step);
    for (unsigned i = 0; i < rules->kind_count; i++)
        if (rules->kinds[i].about == ABOUT_STEPS && names_step(&rules->kinds[i], step))
            return false;
    return true;
}
