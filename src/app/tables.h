/* The tables of a planning instance: everything a folder of CSV files says about places, units, candidates
 * and days, as one plain value with references resolved to indexes. It is what a folder is read into and
 * written from, what the store is filled from and read back into, and what a planning problem is built from.
 *
 * A value of `struct tables` is in canonical order, so that equal data are equal arrays whatever the order of
 * the rows was: each array by its key (ids in byte order, as with memcmp; references by index; dates;
 * minutes), the key being the first members up to the blank line in each struct. Areas come level by level,
 * so a parent stands before its children. Texts are UTF-8 in NFC and never NULL: what is not known is "". The
 * arrays and their texts belong to the arena they were made in.
 */
#ifndef APP_TABLES_H
#define APP_TABLES_H

#include "base/arena.h"
#include "base/error.h"
#include "base/report.h"
#include "calendar/civil.h"
#include "plan/rules.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TABLES_NONE UINT32_MAX    /* in place of an index: none */
#define TABLES_SESSIONS_MAX 8     /* a set of sessions is one byte: bit i is sessions[i] */
#define TABLES_ID_BYTES_MAX 64    /* of an id: letters, digits, '-', '_' and '.' */
#define TABLES_TEXT_CHARS_MAX 500 /* of any other text */

/* params.csv, one key and value a row. Only the window must be given; the rest has defaults. */
struct tables_params {
    const char *name;
    const char *title;
    int64_t seed; /* of invented tables; 0 otherwise */
    struct civil_time campaign_start;
    struct civil_time campaign_end;
    int32_t changeover_min;
    int32_t speed_m_per_min;
    int32_t candidate_buffer_min;
    int32_t candidate_max_per_day;
    int32_t w_holiday_m;
    int32_t w_imbalance_m;
    int32_t w_online_m;
    int32_t w_travel_per_m;
    int32_t notice_days; /* between the letter to the candidates and the meeting; 0: none is asked for */
    const char *notice_document;
    struct civil_date letters_from; /* the first day on which letters can leave; 0: that of campaign_start */
    int32_t online_conditions;      /* 1: online only where online_conditions.csv confirms them */
    int32_t hybrid_per_site;        /* 1: each site of a hybrid meeting counts towards the minimum */
};

/* A part of a day in which meetings may lie. blocks.csv names it by its first letter in upper case. */
struct tables_session {
    int32_t start_minute;

    int32_t end_minute;
    const char *name;
};

struct tables_day {
    struct civil_date date;

    bool holiday;
};

/* Where a table says it in place of x and y: in millionths, turned into metres while reading, and then 0. */
struct tables_degrees {
    int32_t latitude;
    int32_t longitude;
};

enum tables_area_level { AREA_PROVINCE, AREA_DISTRICT, AREA_COMMUNE };

/* Provinces, districts (until 30/6/2025) and communes in one tree. */
struct tables_area {
    enum tables_area_level level;
    const char *id;

    uint32_t parent; /* index of an area; TABLES_NONE for a province; a commune's may be a province */
    const char *name;
    int32_t x_m;
    int32_t y_m;
    int32_t daily_target;   /* meetings a day; of districts, or of provinces where there are no districts */
    int32_t voters;         /* of communes; elsewhere 0 */
    int32_t chair_capacity; /* of communes: meetings the committee can chair at a time; elsewhere 0 */
    struct civil_time campaign_start; /* of communes, within the campaign; 0: no other than that */
    struct civil_time campaign_end;
    const char *chair_name;
    const char *chair_phone; /* +84... or "" */
    struct tables_degrees degrees;
};

struct tables_venue {
    const char *id;

    uint32_t commune; /* index of an area */
    const char *name;
    int32_t x_m;
    int32_t y_m;
    int32_t capacity;
    bool online; /* has the equipment */
    const char *address;
    const char *online_link;
    const char *chair;
    struct tables_degrees degrees;
};

enum tables_unit_level { UNIT_NA, UNIT_PROVINCE, UNIT_DISTRICT, UNIT_COMMUNE, UNIT_LEVEL_COUNT };
extern const char *const tables_unit_level_names[UNIT_LEVEL_COUNT]; /* "na", "province", ... */

struct tables_unit {
    const char *id;

    enum tables_unit_level level;
    const char *name;
    int32_t seats;
    int32_t needed; /* meetings */
    int32_t duration_min;
    int32_t attendance; /* voters expected at a meeting */
    int32_t max_online;
    uint32_t province;                /* index of an area */
    struct civil_time campaign_start; /* within the campaign; 0: no other than that */
    struct civil_time campaign_end;
};

struct tables_candidate {
    const char *id;

    int32_t home_x_m;
    int32_t home_y_m;
    const char *full_name;
    const char *phone; /* +84... or "" */
    const char *email;
    struct tables_degrees degrees;
};

struct tables_unit_commune {
    uint32_t unit;
    uint32_t commune; /* index of an area */
};

struct tables_candidacy {
    uint32_t unit;
    uint32_t candidate;
};

enum tables_block_kind {
    BLOCK_VENUE,
    BLOCK_COMMUNE, /* its committee */
    BLOCK_CANDIDATE,
    BLOCK_UNIT,
    BLOCK_DISTRICT, /* nobody can come together in it */
    BLOCK_PROVINCE,
    BLOCK_KIND_COUNT
};
extern const char *const tables_block_kind_names[BLOCK_KIND_COUNT]; /* "venue", "commune", ... */

/* Sessions of a day in which somebody or something is not to be had. */
struct tables_block {
    enum tables_block_kind kind;
    uint32_t owner; /* index of a venue, an area, a candidate or a unit, by the kind */
    struct civil_date date;

    uint8_t sessions; /* bits; never 0 */
};

enum tables_wish { WISH_FORBID, WISH_AVOID, WISH_PREFER, WISH_COUNT };
extern const char *const tables_wish_names[WISH_COUNT]; /* "forbid", "avoid", "prefer" */

enum tables_scope {
    SCOPE_ALL,
    SCOPE_LEVEL,
    SCOPE_UNIT,
    SCOPE_PROVINCE,
    SCOPE_DISTRICT,
    SCOPE_COMMUNE,
    SCOPE_COUNT
};
extern const char *const tables_scope_names[SCOPE_COUNT]; /* "all", "level", ... */

/* When staff forbid meetings, would rather avoid them, or prefer them. */
struct tables_preference {
    enum tables_wish wish;
    enum tables_scope scope;
    uint32_t item;          /* by the scope: 0, a tables_unit_level, index of a unit or of an area */
    struct civil_date date; /* 0: every day */
    uint8_t weekdays;       /* bit i: civil_weekday i; 0: all */
    uint32_t sessions;      /* bit 0: the session whose letter is A; 0: all */

    int32_t price_m; /* in metres of a candidate's way; 0 where it is forbidden */
    const char *document;
};

/* Minutes of a journey that the straight line does not tell. */
struct tables_travel {
    enum tables_block_kind kind; /* BLOCK_VENUE or BLOCK_COMMUNE: any of its venues */
    uint32_t from;               /* index of a venue or an area, by the kind */
    uint32_t to;

    int32_t minutes;
    bool both_ways;
    const char *remark;
};

/* Meetings that guidance asks for, not the law. */
struct tables_minimum {
    enum tables_unit_level level;

    int32_t meetings;
    const char *document;
};

/* A unit that may have fewer. */
struct tables_waiver {
    uint32_t unit;

    int32_t meetings;
    const char *document;
};

/* What must be confirmed before a venue may take part in an online meeting (Law 83/2025/QH15, art. 1.20). */
struct tables_online_condition {
    uint32_t venue;

    bool technical;
    bool network_safety;
    bool cyber_security;
    const char *document;
};

/* What a broken rule means, where staff set it. */
struct tables_rule {
    enum plan_rule rule;

    enum plan_severity severity;
    const char *reason;
    const char *document;
};

extern const char *const tables_mode_names[2]; /* "direct", "online": by plan_mode */

/* A further site of the meetings of a unit at a venue. */
struct tables_connected_site {
    uint32_t venue; /* the main site */
    uint32_t unit;  /* TABLES_NONE: each unit that has none of its own there */
    uint32_t site;  /* a venue */

    int32_t mode;     /* a plan_mode */
    int32_t capacity; /* voters; 0: as many as the venue seats */
};

/* Meetings that two units hold together in a commune that they share. Its index follows those of the units. */
struct tables_joint_meeting {
    const char *id; /* in a plan, in place of a unit's */

    uint32_t unit;
    uint32_t other; /* unit */
    uint32_t commune;
    int32_t meetings;     /* of those that each of the two needs */
    int32_t duration_min; /* 0: the longer of the two */
    int32_t attendance;   /* 0: the larger of the two */
    const char *name;     /* "": those of the units */
    const char *document;
};

struct tables {
    struct tables_params params;
    struct tables_session *sessions;
    size_t session_count;
    struct tables_day *days;
    size_t day_count;
    struct tables_area *areas;
    size_t area_count;
    struct tables_venue *venues;
    size_t venue_count;
    struct tables_unit *units;
    size_t unit_count;
    struct tables_candidate *candidates;
    size_t candidate_count;
    struct tables_unit_commune *unit_communes;
    size_t unit_commune_count;
    struct tables_candidacy *candidacies;
    size_t candidacy_count;
    struct tables_block *blocks;
    size_t block_count;
    struct tables_preference *preferences;
    size_t preference_count;
    struct tables_travel *travels;
    size_t travel_count;
    struct tables_minimum *minimums;
    size_t minimum_count;
    struct tables_waiver *waivers;
    size_t waiver_count;
    struct tables_online_condition *online_conditions;
    size_t online_condition_count;
    struct tables_rule *rules;
    size_t rule_count;
    struct tables_connected_site *connected_sites;
    size_t connected_site_count;
    struct tables_joint_meeting *joint_meetings;
    size_t joint_meeting_count;
};

/* Reads every table of the folder, all or nothing. Each fault of the data becomes a line of the report, with
 * file, line, column (in characters) and key; then the result is ERROR_DATA, or ERROR_NO_INPUT when the
 * folder or a table is missing. Warnings alone do not fail. districts.csv may be absent; then communes.csv
 * has province_id in place of district_id. So may the tables from preferences.csv on. */
enum error_code tables_read(const char *folder, struct arena *arena, struct report *report,
                            struct tables *out, struct error *err) MUST_USE;

/* Writes the same tables, making the folder if need be. Optional columns in which no row has a value are left
 * out, and so are tables without rows that may be missing. The same value gives the same bytes. */
enum error_code tables_write(const char *folder, const struct tables *tables, struct error *err) MUST_USE;

/* The same data, text by text; both in canonical order. */
bool tables_equal(const struct tables *a, const struct tables *b);

#endif
