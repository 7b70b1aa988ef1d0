#include "notify/gateway_schema.h"

#include "notify/gateway_profile.h"

#define FIELDS_MAX 40
#define RULES_MAX 40
#define WORDS_MAX 20
#define STRING_MAX 1000
#define XML_MAX 4000

#define OPTIONAL (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)
#define STRING(type, member)                                                                                 \
    CYAML_FIELD_STRING_PTR(#member, CYAML_FLAG_POINTER, struct type, member, 1, STRING_MAX)
#define STRING_OR_NONE(type, member)                                                                         \
    CYAML_FIELD_STRING_PTR(#member, OPTIONAL, struct type, member, 1, STRING_MAX)
#define CHOICE(type, member, choices, flags)                                                                 \
    CYAML_FIELD_ENUM(#member, CYAML_FLAG_STRICT | (flags), struct type, member, choices, COUNT_OF(choices))
#define LIST(type, member, count, schema, max)                                                               \
    CYAML_FIELD_SEQUENCE_COUNT(#member, OPTIONAL, struct type, member, count, schema, 1, max)

static const cyaml_strval_t kinds[] = {{"http", GATEWAY_HTTP}, {"file", GATEWAY_FILE}};
static const cyaml_strval_t number_formats[] = {
    {"e164", NUMBER_E164}, {"msisdn", NUMBER_MSISDN}, {"national", NUMBER_NATIONAL}};
static const cyaml_strval_t marks[] = {
    {"keep", MARKS_KEEP}, {"strip", MARKS_STRIP}, {"cheaper", MARKS_CHEAPER}};
static const cyaml_strval_t methods[] = {{"GET", METHOD_GET}, {"POST", METHOD_POST}};
static const cyaml_strval_t leaves[] = {
    {"text", LEAF_TEXT}, {"integer", LEAF_INTEGER}, {"boolean", LEAF_BOOLEAN}};
static const cyaml_strval_t quantities[] = {{"any", OF_ANY}, {"all", OF_ALL}};
static const cyaml_strval_t tls_versions[] = {{"1.2", TLS_1_2}, {"1.3", TLS_1_3}};
static const cyaml_strval_t http_versions[] = {{"1.1", HTTP_1_1}, {"2", HTTP_2}};
static const cyaml_strval_t sources[] = {
    {"query", SOURCE_QUERY}, {"form", SOURCE_FORM}, {"json", SOURCE_JSON}};
static const cyaml_strval_t signatures[] = {{"none", SIGNATURE_NONE}, {"twilio", SIGNATURE_TWILIO}};
static const cyaml_strval_t reported_states[] = {
    {"accepted", NOTICE_ACCEPTED}, {"delivered", NOTICE_DELIVERED}, {"failed", NOTICE_FAILED}};
static const cyaml_strval_t classes[] = {
    {"accepted", CLASS_ACCEPTED},   {"duplicate", CLASS_DUPLICATE}, {"throttled", CLASS_THROTTLED},
    {"transient", CLASS_TRANSIENT}, {"refused", CLASS_REFUSED},     {"blocked", CLASS_BLOCKED},
    {"broken", CLASS_BROKEN},       {"expired", CLASS_EXPIRED},     {"unknown", CLASS_UNKNOWN}};

static const cyaml_schema_value_t word_schema = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, STRING_MAX)};

static const cyaml_schema_field_t field_keys[] = {
    STRING(gateway_field, name),
    CYAML_FIELD_STRING_PTR("value", CYAML_FLAG_POINTER, struct gateway_field, value, 0, STRING_MAX),
    CHOICE(gateway_field, type, leaves, CYAML_FLAG_OPTIONAL), CYAML_FIELD_END};
static const cyaml_schema_value_t field_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct gateway_field, field_keys)};

static const cyaml_schema_field_t rule_keys[] = {
    CYAML_FIELD_STRING_PTR("status", CYAML_FLAG_POINTER, struct gateway_rule, status, 1, 7),
    STRING_OR_NONE(gateway_rule, body_prefix),
    STRING_OR_NONE(gateway_rule, body_contains),
    STRING_OR_NONE(gateway_rule, matches),
    STRING_OR_NONE(gateway_rule, json),
    STRING_OR_NONE(gateway_rule, xml),
    LIST(gateway_rule, is, is_count, &word_schema, WORDS_MAX),
    CHOICE(gateway_rule, of, quantities, CYAML_FLAG_OPTIONAL),
    CHOICE(gateway_rule, class, classes, 0),
    CYAML_FIELD_END};
static const cyaml_schema_value_t rule_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct gateway_rule, rule_keys)};

static const cyaml_schema_field_t auth_keys[] = {
    STRING(gateway_auth, username),
    CYAML_FIELD_STRING_PTR("password", CYAML_FLAG_POINTER, struct gateway_auth, password, 0, STRING_MAX),
    CYAML_FIELD_END};

static const cyaml_schema_field_t request_keys[] = {
    CHOICE(gateway_request, method, methods, 0),
    STRING(gateway_request, url),
    CYAML_FIELD_UINT("connect_secs", CYAML_FLAG_DEFAULT, struct gateway_request, connect_secs),
    CYAML_FIELD_UINT("total_secs", CYAML_FLAG_DEFAULT, struct gateway_request, total_secs),
    CYAML_FIELD_MAPPING_PTR("auth", OPTIONAL, struct gateway_request, auth, auth_keys),
    LIST(gateway_request, headers, header_count, &field_schema, FIELDS_MAX),
    LIST(gateway_request, query, query_count, &field_schema, FIELDS_MAX),
    LIST(gateway_request, form, form_count, &field_schema, FIELDS_MAX),
    LIST(gateway_request, json, json_count, &field_schema, FIELDS_MAX),
    CYAML_FIELD_STRING_PTR("xml", OPTIONAL, struct gateway_request, xml, 1, XML_MAX),
    STRING_OR_NONE(gateway_request, body),
    LIST(gateway_request, result, result_count, &rule_schema, RULES_MAX),
    STRING_OR_NONE(gateway_request, id_after),
    STRING_OR_NONE(gateway_request, id_json),
    STRING_OR_NONE(gateway_request, id_xml),
    STRING_OR_NONE(gateway_request, pause_header),
    STRING_OR_NONE(gateway_request, proxy),
    STRING_OR_NONE(gateway_request, ca_file),
    CHOICE(gateway_request, tls_min, tls_versions, CYAML_FLAG_OPTIONAL),
    CHOICE(gateway_request, http, http_versions, CYAML_FLAG_OPTIONAL),
    CYAML_FIELD_END};

static const cyaml_schema_field_t token_keys[] = {
    CYAML_FIELD_MAPPING_PTR("request", CYAML_FLAG_POINTER, struct gateway_token, request, request_keys),
    STRING(gateway_token, json), STRING_OR_NONE(gateway_token, lifetime_json),
    CYAML_FIELD_UINT("lifetime_secs", CYAML_FLAG_DEFAULT, struct gateway_token, lifetime_secs),
    CYAML_FIELD_END};

static const cyaml_schema_field_t idempotency_keys[] = {
    CYAML_FIELD_UINT("window_secs", CYAML_FLAG_DEFAULT, struct gateway_idempotency, window_secs),
    CYAML_FIELD_END};

static const cyaml_schema_field_t template_keys[] = {STRING(gateway_template, id),
                                                     STRING(gateway_template, text), CYAML_FIELD_END};
static const cyaml_schema_value_t template_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct gateway_template, template_keys)};

static const cyaml_schema_field_t reported_keys[] = {
    LIST(gateway_reported, is, is_count, &word_schema, WORDS_MAX), STRING_OR_NONE(gateway_reported, where),
    STRING_OR_NONE(gateway_reported, where_not), CHOICE(gateway_reported, state, reported_states, 0),
    CYAML_FIELD_END};
static const cyaml_schema_value_t reported_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct gateway_reported, reported_keys)};

static const cyaml_schema_field_t report_keys[] = {
    CHOICE(gateway_report, from, sources, 0),
    CHOICE(gateway_report, signature, signatures, CYAML_FLAG_OPTIONAL),
    STRING_OR_NONE(gateway_report, ref),
    STRING_OR_NONE(gateway_report, id),
    STRING(gateway_report, state),
    STRING_OR_NONE(gateway_report, words),
    LIST(gateway_report, states, state_count, &reported_schema, RULES_MAX),
    STRING_OR_NONE(gateway_report, answer),
    CYAML_FIELD_END};

static const cyaml_schema_field_t inbound_keys[] = {
    CHOICE(gateway_inbound, from, sources, 0),
    CHOICE(gateway_inbound, signature, signatures, CYAML_FLAG_OPTIONAL),
    STRING(gateway_inbound, number),
    STRING(gateway_inbound, text),
    STRING(gateway_inbound, answer),
    STRING_OR_NONE(gateway_inbound, answer_type),
    CYAML_FIELD_END};

static const cyaml_schema_field_t coding_keys[] = {
    CYAML_FIELD_STRING_PTR("gsm", CYAML_FLAG_POINTER, struct gateway_coding, gsm, 0, 40),
    CYAML_FIELD_STRING_PTR("ucs2", CYAML_FLAG_POINTER, struct gateway_coding, ucs2, 0, 40), CYAML_FIELD_END};

static const cyaml_schema_field_t profile_keys[] = {
    CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct gateway_profile, name, 1, 40),
    STRING_OR_NONE(gateway_profile, checked),
    CHOICE(gateway_profile, kind, kinds, 0),
    CHOICE(gateway_profile, number_format, number_formats, 0),
    CHOICE(gateway_profile, marks, marks, 0),
    CYAML_FIELD_MAPPING("coding", CYAML_FLAG_DEFAULT, struct gateway_profile, coding, coding_keys),
    CYAML_FIELD_UINT("max_parts", CYAML_FLAG_DEFAULT, struct gateway_profile, max_parts),
    CYAML_FIELD_UINT("max_gsm_units", CYAML_FLAG_OPTIONAL, struct gateway_profile, max_gsm_units),
    CYAML_FIELD_UINT("max_ucs2_units", CYAML_FLAG_OPTIONAL, struct gateway_profile, max_ucs2_units),
    STRING_OR_NONE(gateway_profile, refused),
    CYAML_FIELD_UINT("per_second", CYAML_FLAG_DEFAULT, struct gateway_profile, per_second),
    CYAML_FIELD_UINT("per_minute", CYAML_FLAG_OPTIONAL, struct gateway_profile, per_minute),
    CYAML_FIELD_UINT("at_once", CYAML_FLAG_OPTIONAL, struct gateway_profile, at_once),
    LIST(gateway_profile, secrets, secret_count, &word_schema, GATEWAY_SECRETS_MAX),
    CYAML_FIELD_MAPPING_PTR("idempotency", OPTIONAL, struct gateway_profile, idempotency, idempotency_keys),
    LIST(gateway_profile, templates, template_count, &template_schema, WORDS_MAX),
    CYAML_FIELD_MAPPING_PTR("token", OPTIONAL, struct gateway_profile, token, token_keys),
    CYAML_FIELD_MAPPING_PTR("send", OPTIONAL, struct gateway_profile, send, request_keys),
    CYAML_FIELD_MAPPING_PTR("report", OPTIONAL, struct gateway_profile, report, report_keys),
    CYAML_FIELD_MAPPING_PTR("inbound", OPTIONAL, struct gateway_profile, inbound, inbound_keys),
    STRING_OR_NONE(gateway_profile, path),
    CYAML_FIELD_END};
const cyaml_schema_value_t gateway_profile_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct gateway_profile, profile_keys)};
