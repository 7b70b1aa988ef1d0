#include "app/tables_shape.h"

#include <string.h>

#define POSITION_M 3000000 /* either way from the origin; the northings of VN-2000 end below it */
#define PEOPLE 20000000
#define SEATS 100000
#define MEETINGS 1000
#define METRES 1000000000
#define MINUTES 600

/* clang-format off */
#define COLUMN(type, column, item, member, flags, low, high, missing, file) \
    {column, type, offsetof(struct item, member), flags, low, high, missing, file}
/* clang-format on */
#define ID(column, item, member) COLUMN(TYPE_ID, column, item, member, COLUMN_KEY, 0, 0, 0, 0)
#define GIVEN(type, column, item, member) COLUMN(type, column, item, member, 0, 0, 0, 0, 0)
#define MAYBE(type, column, item, member) COLUMN(type, column, item, member, COLUMN_OPTIONAL, 0, 0, 0, 0)
#define OF_PERSON(type, column, item, member)                                                                \
    COLUMN(type, column, item, member, COLUMN_OPTIONAL | COLUMN_PERSONAL, 0, 0, 0, 0)
#define HOME(column, item, member)                                                                           \
    COLUMN(TYPE_INT, column, item, member, COLUMN_PERSONAL, -POSITION_M, POSITION_M, 0, 0)
#define KEY(type, column, item, member) COLUMN(type, column, item, member, COLUMN_KEY, 0, 0, 0, 0)
#define NUMBER(column, item, member, low, high) COLUMN(TYPE_INT, column, item, member, 0, low, high, 0, 0)
#define USUAL(column, item, member, low, high, missing)                                                      \
    COLUMN(TYPE_INT, column, item, member, COLUMN_OPTIONAL, low, high, missing, 0)
#define REF(column, item, member, file) COLUMN(TYPE_REF, column, item, member, 0, 0, 0, 0, file)
#define KEY_REF(column, item, member, file) COLUMN(TYPE_REF, column, item, member, COLUMN_KEY, 0, 0, 0, file)

const char *const tables_unit_level_names[UNIT_LEVEL_COUNT] = {"na", "province", "district", "commune"};
const char *const tables_block_kind_names[BLOCK_KIND_COUNT] = {"venue", "commune", "candidate"};

const char *const tables_weekday_names[7] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

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

#define AREA_PLACE                                                                                           \
    GIVEN(TYPE_TEXT, "name", tables_area, name), NUMBER("x", tables_area, x_m, -POSITION_M, POSITION_M),     \
        NUMBER("y", tables_area, y_m, -POSITION_M, POSITION_M)

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
        OF_PERSON(TYPE_PHONE, "chair_phone", tables_area, chair_phone)

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
    NUMBER("x", tables_venue, x_m, -POSITION_M, POSITION_M),
    NUMBER("y", tables_venue, y_m, -POSITION_M, POSITION_M),
    NUMBER("capacity", tables_venue, capacity, 1, SEATS),
    GIVEN(TYPE_BOOL, "online", tables_venue, online),
    MAYBE(TYPE_TEXT, "address", tables_venue, address),
    MAYBE(TYPE_LINK, "online_link", tables_venue, online_link),
    OF_PERSON(TYPE_TEXT, "chair", tables_venue, chair),
};

static const struct tables_column units[] = {
    ID("unit_id", tables_unit, id),
    GIVEN(TYPE_LEVEL, "level", tables_unit, level),
    GIVEN(TYPE_TEXT, "name", tables_unit, name),
    NUMBER("seats", tables_unit, seats, 1, 100),
    NUMBER("needed", tables_unit, needed, 1, MEETINGS),
    NUMBER("duration_min", tables_unit, duration_min, 1, MINUTES),
    NUMBER("attendance", tables_unit, attendance, 0, SEATS),
    NUMBER("max_online", tables_unit, max_online, 0, MEETINGS),
    REF("province_id", tables_unit, province, FILE_PROVINCES),
};

static const struct tables_column candidates[] = {
    ID("candidate_id", tables_candidate, id),
    HOME("home_x", tables_candidate, home_x_m),
    HOME("home_y", tables_candidate, home_y_m),
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
    KEY(TYPE_BLOCK_KIND, "kind", tables_block, kind),
    KEY(TYPE_BLOCK_OWNER, "id", tables_block, owner),
    KEY(TYPE_DATE, "date", tables_block, date),
    GIVEN(TYPE_SESSIONS, "sessions", tables_block, sessions),
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

enum tables_file tables_owner_file(enum tables_block_kind kind)
{
    static const enum tables_file files[BLOCK_KIND_COUNT] = {FILE_VENUES, FILE_COMMUNES, FILE_CANDIDATES};

    return files[kind];
}

bool tables_have_districts(const struct tables *tables)
{
    for (size_t i = 0; i < tables->area_count; i++) {
        if (tables->areas[i].level == AREA_DISTRICT)
            return true;
    }
    return false;
}

/* The areas of one level. */
static struct tables_slice cut(const struct tables_slice *areas, enum tables_area_level level)
{
    const struct tables_area *area = (const void *)areas->items;
    size_t first = 0;

    while (first < areas->count && area[first].level != level)
        first++;
    size_t end = first;
    while (end < areas->count && area[end].level == level)
        end++;
    return (struct tables_slice){(const char *)(area + first), end - first, (uint32_t)first};
}

struct tables_slice tables_slice(const struct tables *tables, enum tables_file file)
{
    struct tables_slice slice = {0};

    memcpy(&slice.items, (const char *)tables + shapes[file].items_offset, sizeof slice.items);
    memcpy(&slice.count, (const char *)tables + shapes[file].count_offset, sizeof slice.count);
    switch (file) {
    case FILE_PROVINCES: return cut(&slice, AREA_PROVINCE);
    case FILE_DISTRICTS: return cut(&slice, AREA_DISTRICT);
    case FILE_COMMUNES: return cut(&slice, AREA_COMMUNE);
    default: return slice;
    }
}

const char *tables_slice_id(const struct tables_slice *slice, enum tables_file file, size_t i)
{
    const struct tables_shape *shape = &shapes[file];
    const char *id;

    memcpy(&id, slice->items + i * shape->item_size + shape->columns[0].offset, sizeof id);
    return id;
}

char tables_session_letter(const struct tables_session *session)
{
    char first = session->name[0];

    if (first >= 'a' && first <= 'z')
        return (char)(first - 'a' + 'A');
    return (char)(first >= 'A' && first <= 'Z' ? first : '\0');
}
