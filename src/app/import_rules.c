#include "app/import_rules.h"

#include "app/import_joints.h"
#include "db/db.h"

/* ---- windows ---- */

static struct db_arg moment(const char *name, struct civil_time time)
{
    return time.date.day != 0 ? (struct db_arg)DB_INT(name, civil_time_to_utc_secs(time))
                              : (struct db_arg)DB_NULL(name);
}

struct window {
    struct civil_time start;
    struct civil_time end;
};

static enum error_code put_window(struct db *db, enum db_query put, enum db_query delete,
                                  struct window window, int64_t id, struct error *err)
{
    if (window.start.date.day == 0 && window.end.date.day == 0)
        return db_run(db, delete, DB_ARGS(DB_INT("id", id)), err);
    return db_run(db, put,
                  DB_ARGS(DB_INT("id", id), moment("start_utc", window.start), moment("end_utc", window.end)),
                  err);
}

enum error_code import_rules_put_area_window(struct db *db, const struct tables_area *area, int64_t id,
                                             struct error *err)
{
    struct window window = {area->campaign_start, area->campaign_end};

    return put_window(db, QUERY_AREA_WINDOW_PUT, QUERY_AREA_WINDOW_DELETE, window, id, err);
}

enum error_code import_rules_put_unit_window(struct db *db, const struct tables_unit *unit, int64_t id,
                                             struct error *err)
{
    struct window window = {unit->campaign_start, unit->campaign_end};

    return put_window(db, QUERY_UNIT_WINDOW_PUT, QUERY_UNIT_WINDOW_DELETE, window, id, err);
}

/* ---- wishes ---- */

#define LETTERS_MAX 26

static void write_letters(uint32_t sessions, char out[LETTERS_MAX + 1])
{
    size_t count = 0;

    for (int i = 0; i < LETTERS_MAX; i++) {
        if (sessions >> i & 1)
            out[count++] = (char)('A' + i);
    }
    out[count] = '\0';
}

static bool is_area(enum tables_scope scope)
{
    return scope == SCOPE_PROVINCE || scope == SCOPE_DISTRICT || scope == SCOPE_COMMUNE;
}

static const char *item_text(const struct tables *tables, const struct tables_preference *wish)
{
    if (is_area(wish->scope))
        return tables->areas[wish->item].id;
    switch (wish->scope) {
    case SCOPE_LEVEL: return tables_unit_level_names[wish->item];
    case SCOPE_UNIT: return tables->units[wish->item].id;
    default: return "";
    }
}

static enum error_code put_preference(const struct import_rows *rows, const struct tables_preference *wish,
                                      struct error *err)
{
    struct db_arg unit = DB_NULL("unit");
    struct db_arg area = DB_NULL("area");
    char letters[LETTERS_MAX + 1];

    write_letters(wish->sessions, letters);
    if (wish->scope == SCOPE_UNIT)
        unit = (struct db_arg)DB_INT("unit", rows->unit_ids[wish->item]);
    if (is_area(wish->scope))
        area = (struct db_arg)DB_INT("area", rows->area_ids[wish->item]);
    return db_run(rows->db, QUERY_PREFERENCE_PUT,
                  DB_ARGS(DB_INT("election", rows->election), DB_TEXT("wish", tables_wish_names[wish->wish]),
                          DB_TEXT("scope", tables_scope_names[wish->scope]),
                          DB_TEXT("item", item_text(rows->tables, wish)), unit, area,
                          DB_INT("day", wish->date.day), DB_INT("weekdays", wish->weekdays),
                          DB_TEXT("sessions", letters), DB_INT("price_m", wish->price_m),
                          DB_TEXT("document", wish->document)),
                  err);
}

static enum error_code remove_preference(const struct import_rows *rows, const struct tables *stored,
                                         const struct tables_preference *wish, struct error *err)
{
    char letters[LETTERS_MAX + 1];

    write_letters(wish->sessions, letters);
    return db_run(rows->db, QUERY_PREFERENCE_DELETE,
                  DB_ARGS(DB_INT("election", rows->election), DB_TEXT("wish", tables_wish_names[wish->wish]),
                          DB_TEXT("scope", tables_scope_names[wish->scope]),
                          DB_TEXT("item", item_text(stored, wish)), DB_INT("day", wish->date.day),
                          DB_INT("weekdays", wish->weekdays), DB_TEXT("sessions", letters)),
                  err);
}

/* ---- journeys ---- */

static enum error_code put_travel(const struct import_rows *rows, const struct tables_travel *travel,
                                  struct error *err)
{
    bool venues = travel->kind == BLOCK_VENUE;
    const int64_t *ids = venues ? rows->venue_ids : rows->area_ids;

    return db_run(rows->db, venues ? QUERY_VENUE_TRAVEL_PUT : QUERY_AREA_TRAVEL_PUT,
                  DB_ARGS(DB_INT("from", ids[travel->from]), DB_INT("to", ids[travel->to]),
                          DB_INT("minutes", travel->minutes), DB_INT("both_ways", travel->both_ways),
                          DB_TEXT("remark", travel->remark)),
                  err);
}

static enum error_code remove_travel(struct db *db, const struct stored_ids *ids,
                                     const struct tables_travel *travel, struct error *err)
{
    bool venues = travel->kind == BLOCK_VENUE;
    const int64_t *ends = venues ? ids->venues : ids->areas;

    return db_run(db, venues ? QUERY_VENUE_TRAVEL_DELETE : QUERY_AREA_TRAVEL_DELETE,
                  DB_ARGS(DB_INT("from", ends[travel->from]), DB_INT("to", ends[travel->to])), err);
}

/* ---- the rest ---- */

static enum error_code put_minimum(const struct import_rows *rows, const struct tables_minimum *minimum,
                                   struct error *err)
{
    return db_run(rows->db, QUERY_PLAN_MINIMUM_PUT,
                  DB_ARGS(DB_INT("election", rows->election),
                          DB_TEXT("level", tables_unit_level_names[minimum->level]),
                          DB_INT("meetings", minimum->meetings), DB_TEXT("document", minimum->document)),
                  err);
}

static enum error_code put_waiver(const struct import_rows *rows, const struct tables_waiver *waiver,
                                  struct error *err)
{
    return db_run(rows->db, QUERY_PLAN_WAIVER_PUT,
                  DB_ARGS(DB_INT("unit", rows->unit_ids[waiver->unit]), DB_INT("meetings", waiver->meetings),
                          DB_TEXT("document", waiver->document)),
                  err);
}

static enum error_code put_condition(const struct import_rows *rows,
                                     const struct tables_online_condition *condition, struct error *err)
{
    return db_run(rows->db, QUERY_ONLINE_CONDITION_PUT,
                  DB_ARGS(DB_INT("venue", rows->venue_ids[condition->venue]),
                          DB_INT("technical", condition->technical),
                          DB_INT("network_safety", condition->network_safety),
                          DB_INT("cyber_security", condition->cyber_security),
                          DB_TEXT("document", condition->document)),
                  err);
}

static enum error_code put_rule(const struct import_rows *rows, const struct tables_rule *rule,
                                struct error *err)
{
    return db_run(rows->db, QUERY_PLAN_RULE_PUT,
                  DB_ARGS(DB_INT("election", rows->election),
                          DB_TEXT("rule", plan_rule_info(rule->rule)->code),
                          DB_TEXT("severity", plan_severity_names[rule->severity]),
                          DB_TEXT("reason", rule->reason), DB_TEXT("document", rule->document)),
                  err);
}

static enum error_code put_site(const struct import_rows *rows, const struct tables_connected_site *site,
                                struct error *err)
{
    bool every_unit = site->unit == TABLES_NONE;
    struct db_arg unit = DB_NULL("unit");

    if (!every_unit)
        unit = (struct db_arg)DB_INT("unit", rows->unit_ids[site->unit]);
    return db_run(rows->db, QUERY_CONNECTED_SITE_PUT,
                  DB_ARGS(DB_INT("venue", rows->venue_ids[site->venue]),
                          DB_TEXT("unit_code", every_unit ? "" : rows->tables->units[site->unit].id), unit,
                          DB_INT("site", rows->venue_ids[site->site]),
                          DB_TEXT("mode", tables_mode_names[site->mode]), DB_INT("capacity", site->capacity)),
                  err);
}

static enum error_code remove_site(const struct import_rows *rows, const struct tables_connected_site *site,
                                   const struct stored_ids *ids, struct error *err)
{
    bool every_unit = site->unit == TABLES_NONE;

    return db_run(rows->db, QUERY_CONNECTED_SITE_DELETE,
                  DB_ARGS(DB_INT("venue", ids->venues[site->venue]),
                          DB_TEXT("unit_code", every_unit ? "" : rows->stored->units[site->unit].id),
                          DB_INT("site", ids->venues[site->site])),
                  err);
}

enum error_code import_rules_put(const struct import_rows *rows, enum tables_file file, const void *item,
                                 struct error *err)
{
    switch (file) {
    case FILE_PREFERENCES: return put_preference(rows, item, err);
    case FILE_TRAVEL_TIMES: return put_travel(rows, item, err);
    case FILE_MINIMUMS: return put_minimum(rows, item, err);
    case FILE_WAIVERS: return put_waiver(rows, item, err);
    case FILE_ONLINE_CONDITIONS: return put_condition(rows, item, err);
    case FILE_CONNECTED_SITES: return put_site(rows, item, err);
    case FILE_JOINT_MEETINGS: return OK; /* import_joints_put, after all others */
    default: return put_rule(rows, item, err);
    }
}

enum error_code import_rules_remove(const struct import_rows *rows, enum tables_file file, const void *item,
                                    const struct stored_ids *ids, struct error *err)
{
    struct db *db = rows->db;
    struct db_arg election = DB_INT("election", rows->election);

    switch (file) {
    case FILE_PREFERENCES: return remove_preference(rows, rows->stored, item, err);
    case FILE_TRAVEL_TIMES: return remove_travel(db, ids, item, err);
    case FILE_MINIMUMS:
        return db_run(
            db, QUERY_PLAN_MINIMUM_DELETE,
            DB_ARGS(election,
                    DB_TEXT("level", tables_unit_level_names[((const struct tables_minimum *)item)->level])),
            err);
    case FILE_WAIVERS:
        return db_run(db, QUERY_PLAN_WAIVER_DELETE,
                      DB_ARGS(DB_INT("unit", ids->units[((const struct tables_waiver *)item)->unit])), err);
    case FILE_CONNECTED_SITES: return remove_site(rows, item, ids, err);
    case FILE_JOINT_MEETINGS: return import_joints_remove(rows, item, err);
    case FILE_ONLINE_CONDITIONS:
        return db_run(
            db, QUERY_ONLINE_CONDITION_DELETE,
            DB_ARGS(DB_INT("venue", ids->venues[((const struct tables_online_condition *)item)->venue])),
            err);
    default:
        return db_run(
            db, QUERY_PLAN_RULE_DELETE,
            DB_ARGS(election,
                    DB_TEXT("rule", plan_rule_info(((const struct tables_rule *)item)->rule)->code)),
            err);
    }
}
