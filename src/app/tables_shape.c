#include "app/tables_shape.h"

#include <stdio.h>
#include <string.h>

#define POSITION_M 3000000 /* either way from the origin; the northings of VN-2000 end below it */
#define PEOPLE 20000000
#define SEATS 100000
#define MEETINGS 1000
#define METRES 1000000000
#define MINUTES 600
#define NOTICE_DAYS 60
#define DAY_MINUTES (24 * 60)
#define DEGREE 1000000

/* clang-format off */
#define COLUMN(type, column, item, member, flags, low, high, missing, file) \
    {column, type, offsetof(struct item, member), flags, low, high, missing, file, NULL, 0}
#define WORD(column, item, member, flags, all) \
    {column, TYPE_WORD, offsetof(struct item, member), flags, 0, 0, 0, 0, &(all), 0}
#define OWNER(type, column, item, member, kind, flags) \
    {column, type, offsetof(struct item, member), flags, 0, 0, 0, 0, NULL, offsetof(struct item, kind)}
/* clang-format on */
#define ID(column, item, member) COLUMN(TYPE_ID, column, item, member, COLUMN_KEY, 0, 0, 0, 0)
#define GIVEN(type, column, item, member) COLUMN(type, column, item, member, 0, 0, 0, 0, 0)
#define MAYBE(type, column, item, member) COLUMN(type, column, item, member, COLUMN_OPTIONAL, 0, 0, 0, 0)
#define OF_PERSON(type, column, item, member)                                                                \
    COLUMN(type, column, item, member, COLUMN_OPTIONAL | COLUMN_PERSONAL, 0, 0, 0, 0)
#define KEY(type, column, item, member) COLUMN(type, column, item, member, COLUMN_KEY, 0, 0, 0, 0)
#define NUMBER(column, item, member, low, high) COLUMN(TYPE_INT, column, item, member, 0, low, high, 0, 0)
#define USUAL(column, item, member, low, high, missing)                                                      \
    COLUMN(TYPE_INT, column, item, member, COLUMN_OPTIONAL, low, high, missing, 0)
#define REF(column, item, member, file) COLUMN(TYPE_REF, column, item, member, 0, 0, 0, 0, file)
#define KEY_REF(column, item, member, file) COLUMN(TYPE_REF, column, item, member, COLUMN_KEY, 0, 0, 0, file)

/* Metres, or degrees in a box around Viet Nam and its islands. */
#define METRES_OF(column, item, member, flags)                                                               \
    COLUMN(TYPE_INT, column, item, member, COLUMN_METRES | (flags), -POSITION_M, POSITION_M, 0, 0)
#define DEGREES_OF(column, item, member, flags, low, high)                                                   \
    COLUMN(TYPE_DEGREES, column, item, member, COLUMN_DEGREES | (flags), (low)*DEGREE, (high)*DEGREE, 0, 0)
#define PLACE(prefix, item, x, y, flags)                                                                     \
    METRES_OF(prefix "x", item, x, flags), METRES_OF(prefix "y", item, y, flags),                            \
        DEGREES_OF(prefix "latitude", item, degrees.latitude, flags, 6, 24),                                 \
        DEGREES_OF(prefix "longitude", item, degrees.longitude, flags, 102, 118)
#define WINDOW(item)                                                                                         \
    MAYBE(TYPE_TIME, "campaign_start", item, campaign_start),                                                \
        MAYBE(TYPE_TIME, "campaign_end", item, campaign_end)

const char *const tables_unit_level_names[UNIT_LEVEL_COUNT] = {"na", "province", "district", "commune"};
const char *const tables_block_kind_names[BLOCK_KIND_COUNT] = {"venue", "commune",  "candidate",
                                                               "unit",  "district", "province"};
const char *const tables_mode_names[] = {"direct", "online"};
const char *const tables_wish_names[WISH_COUNT] = {"forbid", "avoid", "prefer"};
const char *const tables_scope_names[SCOPE_COUNT] = {"all",      "level",    "unit",
                                                     "province", "district", "commune"};

static const struct tables_words wishes = {tables_wish_names, WISH_COUNT};
static const struct tables_words scopes = {tables_scope_names, SCOPE_COUNT};
static const struct tables_words ends_of_travels = {tables_block_kind_names, BLOCK_COMMUNE + 1};
static const struct tables_words owners_of_blocks = {tables_block_kind_names, BLOCK_KIND_COUNT};
static const struct tables_words modes = {tables_mode_names, COUNT_OF(tables_mode_names)};
static const struct tables_words levels = {tables_unit_level_names, UNIT_LEVEL_COUNT};
static const struct tables_words severities = {plan_severity_names, PLAN_SEVERITIES};

static const struct tables_column params[] = {
    MAYBE(TYPE_TEXT, "name", tables_params, name),
    MAYBE(TYPE_TEXT, "title", tables_params, title),
    COLUMN(TYPE_LONG, "seed", tables_params, seed, COLUMN_OPTIONAL, 0, INT64_MAX, 0, 0),
    GIVEN(TYPE_TIME, "campaign_start", tables_params, campaign_start),
    GIVEN(TYPE_TIME, "campaign_end", tables_params, campaign_end),
    USUAL("changeover_min", tables_params, changeover_min, 0, MINUTES, 30),
    USUAL("speed_m_per_min", tables_params, speed_m_per_min, 1, 10000, 500),
    USUAL("candidate_buffer_min", tables_params, candidate_buffer_min, 0, MINUTES, 10),
    USUAL("candidate_max_per_day", tables_params, candidate_max_per_day, 1, 20, 2),
    USUAL("w_holiday_m", tables_params, w_holiday_m, 0, METRES, 1000000),
    USUAL("w_imbalance_m", tables_params, w_imbalance_m, 0, METRES, 20000),
    USUAL("w_online_m", tables_params, w_online_m, 0, METRES, 100000),
    USUAL("w_travel_per_m", tables_params, w_travel_per_m, 0, 1000, 1),
    COLUMN(TYPE_INT, "notice_days", tables_params, notice_days, COLUMN_OPTIONAL | COLUMN_RARE, 0, NOTICE_DAYS,
           0, 0),
    COLUMN(TYPE_TEXT, "notice_document", tables_params, notice_document, COLUMN_OPTIONAL | COLUMN_RARE, 0, 0,
           0, 0),
    COLUMN(TYPE_DATE, "letters_from", tables_params, letters_from, COLUMN_OPTIONAL | COLUMN_RARE, 0, 0, 0, 0),
    COLUMN(TYPE_INT, "online_conditions", tables_params, online_conditions, COLUMN_OPTIONAL | COLUMN_RARE, 0,
           1, 0, 0),
    COLUMN(TYPE_INT, "hybrid_per_site", tables_params, hybrid_per_site, COLUMN_OPTIONAL | COLUMN_RARE, 0, 1,
           0, 0),
};

static const struct tables_column sessions[] = {
    GIVEN(TYPE_TEXT, "session", tables_session, name),
    KEY(TYPE_MINUTE, "start", tables_session, start_minute),
    GIVEN(TYPE_MINUTE, "end", tables_session, end_minute),
};

static const struct tables_column days[] = {
    KEY(TYPE_DATE, "date", tables_day, date),
    MAYBE(TYPE_WEEKDAY, "weekday", tables_day, date),
    GIVEN(TYPE_BOOL, "holiday", tables_day, holiday),
};

#define AREA_PLACE GIVEN(TYPE_TEXT, "name", tables_area, name), PLACE("", tables_area, x_m, y_m, 0)

static const struct tables_column provinces[] = {
    ID("province_id", tables_area, id),
    AREA_PLACE,
    USUAL("daily_target", tables_area, daily_target, 0, SEATS, 0),
};

static const struct tables_column provinces_without_districts[] = {
    ID("province_id", tables_area, id),
    AREA_PLACE,
    NUMBER("daily_target", tables_area, daily_target, 0, SEATS),
};

static const struct tables_column districts[] = {
    ID("district_id", tables_area, id),
    REF("province_id", tables_area, parent, FILE_PROVINCES),
    AREA_PLACE,
    NUMBER("daily_target", tables_area, daily_target, 0, SEATS),
};

#define COMMUNE_COMMITTEE                                                                                    \
    NUMBER("voters", tables_area, voters, 0, PEOPLE),                                                        \
        NUMBER("chair_capacity", tables_area, chair_capacity, 1, MEETINGS),                                  \
        OF_PERSON(TYPE_TEXT, "chair_name", tables_area, chair_name),                                         \
        OF_PERSON(TYPE_PHONE, "chair_phone", tables_area, chair_phone), WINDOW(tables_area)

static const struct tables_column communes[] = {
    ID("commune_id", tables_area, id),
    REF("district_id", tables_area, parent, FILE_DISTRICTS),
    AREA_PLACE,
    COMMUNE_COMMITTEE,
};

static const struct tables_column communes_without_districts[] = {
    ID("commune_id", tables_area, id),
    REF("province_id", tables_area, parent, FILE_PROVINCES),
    AREA_PLACE,
    COMMUNE_COMMITTEE,
};

static const struct tables_column venues[] = {
    ID("venue_id", tables_venue, id),
    REF("commune_id", tables_venue, commune, FILE_COMMUNES),
    GIVEN(TYPE_TEXT, "name", tables_venue, name),
    PLACE("", tables_venue, x_m, y_m, 0),
    NUMBER("capacity", tables_venue, capacity, 1, SEATS),
    GIVEN(TYPE_BOOL, "online", tables_venue, online),
    MAYBE(TYPE_TEXT, "address", tables_venue, address),
    MAYBE(TYPE_LINK, "online_link", tables_venue, online_link),
    OF_PERSON(TYPE_TEXT, "chair", tables_venue, chair),
};

static const struct tables_column units[] = {
    ID("unit_id", tables_unit, id),
    WORD("level", tables_unit, level, 0, levels),
    GIVEN(TYPE_TEXT, "name", tables_unit, name),
    NUMBER("seats", tables_unit, seats, 1, 100),
    NUMBER("needed", tables_unit, needed, 1, MEETINGS),
    NUMBER("duration_min", tables_unit, duration_min, 1, MINUTES),
    NUMBER("attendance", tables_unit, attendance, 0, SEATS),
    NUMBER("max_online", tables_unit, max_online, 0, MEETINGS),
    REF("province_id", tables_unit, province, FILE_PROVINCES),
    WINDOW(tables_unit),
};

static const struct tables_column candidates[] = {
    ID("candidate_id", tables_candidate, id),
    PLACE("home_", tables_candidate, home_x_m, home_y_m, COLUMN_PERSONAL),
    OF_PERSON(TYPE_TEXT, "full_name", tables_candidate, full_name),
    OF_PERSON(TYPE_PHONE, "phone", tables_candidate, phone),
    OF_PERSON(TYPE_EMAIL, "email", tables_candidate, email),
};

static const struct tables_column unit_communes[] = {
    KEY_REF("unit_id", tables_unit_commune, unit, FILE_UNITS),
    KEY_REF("commune_id", tables_unit_commune, commune, FILE_COMMUNES),
};

static const struct tables_column candidacies[] = {
    KEY_REF("unit_id", tables_candidacy, unit, FILE_UNITS),
    KEY_REF("candidate_id", tables_candidacy, candidate, FILE_CANDIDATES),
};

static const struct tables_column blocks[] = {
    WORD("kind", tables_block, kind, COLUMN_KEY, owners_of_blocks),
    OWNER(TYPE_BLOCK_OWNER, "id", tables_block, owner, kind, COLUMN_KEY),
    KEY(TYPE_DATE, "date", tables_block, date),
    GIVEN(TYPE_SESSIONS, "sessions", tables_block, sessions),
};

#define MAYBE_KEY(type, column, item, member)                                                                \
    COLUMN(type, column, item, member, COLUMN_KEY | COLUMN_OPTIONAL, 0, 0, 0, 0)

static const struct tables_column preferences[] = {
    WORD("wish", tables_preference, wish, COLUMN_KEY, wishes),
    WORD("scope", tables_preference, scope, COLUMN_KEY, scopes),
    OWNER(TYPE_SCOPE_ITEM, "id", tables_preference, item, scope, COLUMN_KEY | COLUMN_OPTIONAL),
    MAYBE_KEY(TYPE_DATE, "date", tables_preference, date),
    MAYBE_KEY(TYPE_WEEKDAYS, "weekdays", tables_preference, weekdays),
    MAYBE_KEY(TYPE_LETTERS, "sessions", tables_preference, sessions),
    USUAL("price_m", tables_preference, price_m, 0, METRES, 0),
    MAYBE(TYPE_TEXT, "document", tables_preference, document),
};

static const struct tables_column travel_times[] = {
    WORD("kind", tables_travel, kind, COLUMN_KEY, ends_of_travels),
    OWNER(TYPE_BLOCK_OWNER, "from_id", tables_travel, from, kind, COLUMN_KEY),
    OWNER(TYPE_BLOCK_OWNER, "to_id", tables_travel, to, kind, COLUMN_KEY),
    NUMBER("minutes", tables_travel, minutes, 0, DAY_MINUTES),
    GIVEN(TYPE_BOOL, "both_ways", tables_travel, both_ways),
    MAYBE(TYPE_TEXT, "remark", tables_travel, remark),
};

static const struct tables_column minimums[] = {
    WORD("level", tables_minimum, level, COLUMN_KEY, levels),
    NUMBER("meetings", tables_minimum, meetings, 1, MEETINGS),
    GIVEN(TYPE_TEXT, "document", tables_minimum, document),
};

static const struct tables_column waivers[] = {
    KEY_REF("unit_id", tables_waiver, unit, FILE_UNITS),
    NUMBER("meetings", tables_waiver, meetings, 0, MEETINGS),
    GIVEN(TYPE_TEXT, "document", tables_waiver, document),
};

static const struct tables_column online_conditions[] = {
    KEY_REF("venue_id", tables_online_condition, venue, FILE_VENUES),
    GIVEN(TYPE_BOOL, "technical", tables_online_condition, technical),
    GIVEN(TYPE_BOOL, "network_safety", tables_online_condition, network_safety),
    GIVEN(TYPE_BOOL, "cyber_security", tables_online_condition, cyber_security),
    GIVEN(TYPE_TEXT, "document", tables_online_condition, document),
};

static const struct tables_column rules[] = {
    KEY(TYPE_RULE, "rule", tables_rule, rule),
    WORD("severity", tables_rule, severity, 0, severities),
    GIVEN(TYPE_TEXT, "reason", tables_rule, reason),
    GIVEN(TYPE_TEXT, "document", tables_rule, document),
};

static const struct tables_column connected_sites[] = {
    KEY_REF("venue_id", tables_connected_site, venue, FILE_VENUES),
    COLUMN(TYPE_REF, "unit_id", tables_connected_site, unit, COLUMN_KEY | COLUMN_OPTIONAL, 0, 0, TABLES_NONE,
           FILE_UNITS),
    KEY_REF("site_id", tables_connected_site, site, FILE_VENUES),
    WORD("mode", tables_connected_site, mode, 0, modes),
    USUAL("capacity", tables_connected_site, capacity, 1, SEATS, 0),
};

static const struct tables_column joint_meetings[] = {
    ID("joint_id", tables_joint_meeting, id),
    REF("unit_id", tables_joint_meeting, unit, FILE_UNITS),
    REF("with_unit_id", tables_joint_meeting, other, FILE_UNITS),
    REF("commune_id", tables_joint_meeting, commune, FILE_COMMUNES),
    NUMBER("meetings", tables_joint_meeting, meetings, 1, MEETINGS),
    USUAL("duration_min", tables_joint_meeting, duration_min, 1, MINUTES, 0),
    USUAL("attendance", tables_joint_meeting, attendance, 1, SEATS, 0),
    MAYBE(TYPE_TEXT, "name", tables_joint_meeting, name),
    GIVEN(TYPE_TEXT, "document", tables_joint_meeting, document),
};

/* clang-format off */
#define SHAPE(name, columns, item, items, count) \
    {name, columns, COUNT_OF(columns), sizeof(struct item), offsetof(struct tables, items), \
     offsetof(struct tables, count)}
/* clang-format on */

static const struct tables_shape shapes[FILE_COUNT] = {
    [FILE_PARAMS] = SHAPE("params.csv", params, tables_params, params, params),
    [FILE_SESSIONS] = SHAPE("sessions.csv", sessions, tables_session, sessions, session_count),
    [FILE_DAYS] = SHAPE("days.csv", days, tables_day, days, day_count),
    [FILE_PROVINCES] = SHAPE("provinces.csv", provinces, tables_area, areas, area_count),
    [FILE_DISTRICTS] = SHAPE("districts.csv", districts, tables_area, areas, area_count),
    [FILE_COMMUNES] = SHAPE("communes.csv", communes, tables_area, areas, area_count),
    [FILE_VENUES] = SHAPE("venues.csv", venues, tables_venue, venues, venue_count),
    [FILE_UNITS] = SHAPE("units.csv", units, tables_unit, units, unit_count),
    [FILE_CANDIDATES] = SHAPE("candidates.csv", candidates, tables_candidate, candidates, candidate_count),
    [FILE_UNIT_COMMUNES] =
        SHAPE("unit_communes.csv", unit_communes, tables_unit_commune, unit_communes, unit_commune_count),
    [FILE_CANDIDACIES] =
        SHAPE("candidacies.csv", candidacies, tables_candidacy, candidacies, candidacy_count),
    [FILE_BLOCKS] = SHAPE("blocks.csv", blocks, tables_block, blocks, block_count),
    [FILE_PREFERENCES] =
        SHAPE("preferences.csv", preferences, tables_preference, preferences, preference_count),
    [FILE_TRAVEL_TIMES] = SHAPE("travel_times.csv", travel_times, tables_travel, travels, travel_count),
    [FILE_MINIMUMS] = SHAPE("minimums.csv", minimums, tables_minimum, minimums, minimum_count),
    [FILE_WAIVERS] = SHAPE("waivers.csv", waivers, tables_waiver, waivers, waiver_count),
    [FILE_ONLINE_CONDITIONS] = SHAPE("online_conditions.csv", online_conditions, tables_online_condition,
                                     online_conditions, online_condition_count),
    [FILE_RULES] = SHAPE("rules.csv", rules, tables_rule, rules, rule_count),
    [FILE_CONNECTED_SITES] = SHAPE("connected_sites.csv", connected_sites, tables_connected_site,
                                   connected_sites, connected_site_count),
    [FILE_JOINT_MEETINGS] = SHAPE("joint_meetings.csv", joint_meetings, tables_joint_meeting, joint_meetings,
                                  joint_meeting_count),
};

static const struct tables_shape provinces_alone =
    SHAPE("provinces.csv", provinces_without_districts, tables_area, areas, area_count);
static const struct tables_shape communes_alone =
    SHAPE("communes.csv", communes_without_districts, tables_area, areas, area_count);

const struct tables_shape *tables_shape(enum tables_file file, bool with_districts)
{
    if (file == FILE_PROVINCES && !with_districts)
        return &provinces_alone;
    if (file == FILE_COMMUNES && !with_districts)
        return &communes_alone;
    return &shapes[file];
}

enum tables_file tables_target(const struct tables_column *column, const void *item)
{
    static const enum tables_file owners[BLOCK_KIND_COUNT] = {
        [BLOCK_VENUE] = FILE_VENUES, [BLOCK_COMMUNE] = FILE_COMMUNES,   [BLOCK_CANDIDATE] = FILE_CANDIDATES,
        [BLOCK_UNIT] = FILE_UNITS,   [BLOCK_DISTRICT] = FILE_DISTRICTS, [BLOCK_PROVINCE] = FILE_PROVINCES};
    static const enum tables_file scopes_of[SCOPE_COUNT] = {
        [SCOPE_ALL] = FILE_COUNT,          [SCOPE_LEVEL] = FILE_COUNT,
        [SCOPE_UNIT] = FILE_UNITS,         [SCOPE_PROVINCE] = FILE_PROVINCES,
        [SCOPE_DISTRICT] = FILE_DISTRICTS, [SCOPE_COMMUNE] = FILE_COMMUNES};
    unsigned kind;

    if (column->type == TYPE_REF)
        return column->ref;
    if (column->type != TYPE_BLOCK_OWNER && column->type != TYPE_SCOPE_ITEM)
        return FILE_COUNT;
    memcpy(&kind, (const char *)item + column->kind_offset, sizeof kind);
    if (column->type == TYPE_BLOCK_OWNER)
        return kind < BLOCK_KIND_COUNT ? owners[kind] : FILE_COUNT;
    return kind < SCOPE_COUNT ? scopes_of[kind] : FILE_COUNT;
}

void tables_words_list(const struct tables_words *words, char *out, size_t size)
{
    size_t length = 0;

    out[0] = '\0';
    for (size_t i = 0; i < words->count && length < size; i++)
        length += (size_t)snprintf(out + length, size - length, "%s%s", i > 0 ? ", " : "", words->names[i]);
}

void tables_columns_of(const struct tables_shape *shape, bool degrees, struct tables_column *out)
{
    for (size_t i = 0; i < shape->column_count; i++) {
        out[i] = shape->columns[i];
        if ((out[i].flags & (degrees ? COLUMN_METRES : COLUMN_DEGREES)) != 0)
            out[i].flags |= COLUMN_OPTIONAL;
    }
}

bool tables_have_districts(const struct tables *tables)
{
    for (size_t i = 0; i < tables->area_count; i++) {
        if (tables->areas[i].level == AREA_DISTRICT)
            return true;
    }
    return false;
}
