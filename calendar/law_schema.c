#include "calendar/law_schema.h"

#define NAME_MAX_BYTES 400
#define NOTES_MAX_BYTES 2000
#define OPTIONAL_PTR (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)
#define WAITS_MAX 16
#define FORMS_MAX 16

const char *const law_level_names[LAW_LEVEL_COUNT] = {"central", "province", "district",
                                                      "commune", "unit",     "polling_station"};
const char *const law_election_names[LAW_ELECTION_COUNT] = {"general", "by_election", "held_again"};

static const cyaml_strval_t levels[] = {
    {"central", 1 << LAW_CENTRAL},   {"province", 1 << LAW_PROVINCE},
    {"district", 1 << LAW_DISTRICT}, {"commune", 1 << LAW_COMMUNE},
    {"unit", 1 << LAW_UNIT},         {"polling_station", 1 << LAW_POLLING_STATION},
};
static const cyaml_strval_t elections[] = {
    {"general", 1 << LAW_GENERAL},
    {"by_election", 1 << LAW_BY_ELECTION},
    {"held_again", 1 << LAW_HELD_AGAIN},
};

static const cyaml_schema_field_t names_fields[] = {
    CYAML_FIELD_STRING_PTR("vi", CYAML_FLAG_POINTER, struct law_raw_names, vi, 1, NAME_MAX_BYTES),
    CYAML_FIELD_STRING_PTR("en", CYAML_FLAG_POINTER, struct law_raw_names, en, 1, NAME_MAX_BYTES),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t check_fields[] = {
    CYAML_FIELD_STRING_PTR("on", CYAML_FLAG_POINTER, struct law_raw_check, on, 1, 10),
    CYAML_FIELD_STRING_PTR("by", CYAML_FLAG_POINTER, struct law_raw_check, by, 1, NAME_MAX_BYTES),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t moment_fields[] = {
    CYAML_FIELD_STRING_PTR("anchor", CYAML_FLAG_POINTER, struct law_raw_moment, anchor, 1, LAW_ID_MAX),
    CYAML_FIELD_STRING_PTR("offset", OPTIONAL_PTR, struct law_raw_moment, offset, 1, 10),
    CYAML_FIELD_STRING_PTR("hour", OPTIONAL_PTR, struct law_raw_moment, hour, 1, 5),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t event_fields[] = {
    CYAML_FIELD_STRING_PTR("id", CYAML_FLAG_POINTER, struct law_raw_event, id, 1, LAW_ID_MAX),
    CYAML_FIELD_MAPPING("name", CYAML_FLAG_DEFAULT, struct law_raw_event, name, names_fields),
    CYAML_FIELD_MAPPING_PTR("usual", OPTIONAL_PTR, struct law_raw_event, usual, moment_fields),
    CYAML_FIELD_STRING_PTR("after", OPTIONAL_PTR, struct law_raw_event, after, 1, LAW_ID_MAX),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t event_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct law_raw_event, event_fields)};

static const cyaml_schema_value_t word_schema = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, LAW_ID_MAX)};

static const cyaml_schema_field_t quorum_fields[] = {
    CYAML_FIELD_STRING_PTR("citation", CYAML_FLAG_POINTER, struct law_raw_quorum, citation, 1,
                           NAME_MAX_BYTES),
    CYAML_FIELD_INT("below", CYAML_FLAG_DEFAULT, struct law_raw_quorum, below),
    CYAML_FIELD_STRING_PTR("share", CYAML_FLAG_POINTER, struct law_raw_quorum, share, 3, 3),
    CYAML_FIELD_INT("otherwise", CYAML_FLAG_DEFAULT, struct law_raw_quorum, otherwise),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t amendment_fields[] = {
    CYAML_FIELD_STRING_PTR("by", CYAML_FLAG_POINTER, struct law_raw_amendment, by, 1, NAME_MAX_BYTES),
    CYAML_FIELD_STRING_PTR("vi", OPTIONAL_PTR, struct law_raw_amendment, vi, 1, NAME_MAX_BYTES),
    CYAML_FIELD_STRING_PTR("en", OPTIONAL_PTR, struct law_raw_amendment, en, 1, NAME_MAX_BYTES),
    CYAML_FIELD_END,
};

/* What a duty must say and a change may say. */
#define COMMON_FIELDS(flags)                                                                                 \
    CYAML_FIELD_MAPPING("name", (flags) & ~CYAML_FLAG_POINTER, struct law_raw_duty, name, names_fields),     \
        CYAML_FIELD_STRING_PTR("citation", flags, struct law_raw_duty, citation, 1, NAME_MAX_BYTES),         \
        CYAML_FIELD_FLAGS("levels", CYAML_FLAG_STRICT | ((flags) & ~CYAML_FLAG_POINTER),                     \
                          struct law_raw_duty, levels, levels, COUNT_OF(levels)),                            \
        CYAML_FIELD_STRING_PTR("body", flags, struct law_raw_duty, body, 1, NAME_MAX_BYTES)

#define RULE_FIELDS                                                                                          \
    CYAML_FIELD_MAPPING_PTR("at", OPTIONAL_PTR, struct law_raw_duty, at, moment_fields),                     \
        CYAML_FIELD_MAPPING_PTR("from", OPTIONAL_PTR, struct law_raw_duty, from, moment_fields),             \
        CYAML_FIELD_MAPPING_PTR("until", OPTIONAL_PTR, struct law_raw_duty, until, moment_fields),           \
        CYAML_FIELD_MAPPING_PTR("undated", OPTIONAL_PTR, struct law_raw_duty, undated, names_fields),        \
        CYAML_FIELD_SEQUENCE("waits_for", OPTIONAL_PTR, struct law_raw_duty, waits_for, &word_schema, 1,     \
                             WAITS_MAX),                                                                     \
        CYAML_FIELD_SEQUENCE("forms", OPTIONAL_PTR, struct law_raw_duty, forms, &word_schema, 1, FORMS_MAX), \
        CYAML_FIELD_MAPPING_PTR("quorum", OPTIONAL_PTR, struct law_raw_duty, quorum, quorum_fields)

#define EVIDENCE_FIELDS                                                                                      \
    CYAML_FIELD_STRING_PTR("notes", OPTIONAL_PTR, struct law_raw_duty, notes, 1, NOTES_MAX_BYTES),           \
        CYAML_FIELD_STRING_PTR("unverified", OPTIONAL_PTR, struct law_raw_duty, unverified, 1,               \
                               NOTES_MAX_BYTES),                                                             \
        CYAML_FIELD_STRING_PTR("source", OPTIONAL_PTR, struct law_raw_duty, source, 1, NOTES_MAX_BYTES),     \
        CYAML_FIELD_MAPPING_PTR("checked", OPTIONAL_PTR, struct law_raw_duty, checked, check_fields),        \
        CYAML_FIELD_MAPPING_PTR("amended", OPTIONAL_PTR, struct law_raw_duty, amended, amendment_fields)

static const cyaml_schema_field_t duty_fields[] = {
    CYAML_FIELD_STRING_PTR("id", CYAML_FLAG_POINTER, struct law_raw_duty, id, 1, LAW_ID_MAX),
    COMMON_FIELDS(CYAML_FLAG_POINTER),
    CYAML_FIELD_FLAGS("elections", CYAML_FLAG_STRICT | CYAML_FLAG_OPTIONAL, struct law_raw_duty, elections,
                      elections, COUNT_OF(elections)),
    RULE_FIELDS,
    EVIDENCE_FIELDS,
    CYAML_FIELD_STRING_PTR("after", OPTIONAL_PTR, struct law_raw_duty, after, 1, LAW_ID_MAX),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t duty_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct law_raw_duty, duty_fields)};

static const cyaml_strval_t drops[] = {
    {"waits_for", LAW_DROP_WAITS_FOR},   {"forms", LAW_DROP_FORMS},   {"notes", LAW_DROP_NOTES},
    {"unverified", LAW_DROP_UNVERIFIED}, {"source", LAW_DROP_SOURCE}, {"checked", LAW_DROP_CHECKED},
};

static const cyaml_schema_field_t change_fields[] = {
    CYAML_FIELD_STRING_PTR("id", CYAML_FLAG_POINTER, struct law_raw_duty, id, 1, LAW_ID_MAX),
    COMMON_FIELDS(OPTIONAL_PTR),
    RULE_FIELDS,
    EVIDENCE_FIELDS,
    CYAML_FIELD_FLAGS("drops", CYAML_FLAG_STRICT | CYAML_FLAG_OPTIONAL, struct law_raw_duty, drops, drops,
                      COUNT_OF(drops)),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t change_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct law_raw_duty, change_fields)};

static const cyaml_schema_field_t removal_fields[] = {
    CYAML_FIELD_STRING_PTR("id", CYAML_FLAG_POINTER, struct law_raw_removal, id, 1, LAW_ID_MAX),
    CYAML_FIELD_MAPPING("amended", CYAML_FLAG_DEFAULT, struct law_raw_removal, amended, amendment_fields),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t removal_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct law_raw_removal, removal_fields)};

static const cyaml_schema_field_t span_fields[] = {
    CYAML_FIELD_STRING_PTR("from", CYAML_FLAG_POINTER, struct law_raw_span, from, 1, 10),
    CYAML_FIELD_STRING_PTR("until", OPTIONAL_PTR, struct law_raw_span, until, 1, 10),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t pack_fields[] = {
    CYAML_FIELD_STRING_PTR("id", CYAML_FLAG_POINTER, struct law_raw_pack, id, 1, LAW_ID_MAX),
    CYAML_FIELD_STRING_PTR("extends", OPTIONAL_PTR, struct law_raw_pack, extends, 1, LAW_ID_MAX),
    CYAML_FIELD_STRING_PTR("amending_law", OPTIONAL_PTR, struct law_raw_pack, amending_law, 1,
                           NAME_MAX_BYTES),
    CYAML_FIELD_MAPPING("title", CYAML_FLAG_DEFAULT, struct law_raw_pack, title, names_fields),
    CYAML_FIELD_STRING_PTR("law", CYAML_FLAG_POINTER, struct law_raw_pack, law, 1, NAME_MAX_BYTES),
    CYAML_FIELD_MAPPING("in_force", CYAML_FLAG_DEFAULT, struct law_raw_pack, in_force, span_fields),
    CYAML_FIELD_STRING_PTR("source", OPTIONAL_PTR, struct law_raw_pack, source, 1, NOTES_MAX_BYTES),
    CYAML_FIELD_MAPPING("checked", CYAML_FLAG_DEFAULT, struct law_raw_pack, checked, check_fields),
    CYAML_FIELD_FLAGS("levels", CYAML_FLAG_STRICT, struct law_raw_pack, levels, levels, COUNT_OF(levels)),
    CYAML_FIELD_SEQUENCE("events", OPTIONAL_PTR, struct law_raw_pack, events, &event_schema, 1,
                         LAW_EVENTS_MAX),
    CYAML_FIELD_SEQUENCE("removed", OPTIONAL_PTR, struct law_raw_pack, removed, &removal_schema, 1,
                         LAW_DUTIES_MAX),
    CYAML_FIELD_SEQUENCE("changes", OPTIONAL_PTR, struct law_raw_pack, changes, &change_schema, 1,
                         LAW_DUTIES_MAX),
    CYAML_FIELD_SEQUENCE("duties", OPTIONAL_PTR, struct law_raw_pack, duties, &duty_schema, 1,
                         LAW_DUTIES_MAX),
    CYAML_FIELD_END,
};

const struct cyaml_schema_value law_pack_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct law_raw_pack, pack_fields)};
