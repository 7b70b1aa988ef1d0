/* The shape of a law pack in YAML, as libcyaml fills it in: what is written, nothing yet checked against
 * anything else. Only calendar/law_*.c see it.
 */
#ifndef CALENDAR_LAW_SCHEMA_H
#define CALENDAR_LAW_SCHEMA_H

#include "base/yaml.h"
#include "calendar/law_pack.h"

struct law_raw_names {
    char *vi;
    char *en;
};

struct law_raw_check {
    char *on;
    char *by;
};

struct law_raw_moment {
    char *anchor;
    char *offset;
    char *hour;
};

struct law_raw_quorum {
    char *citation;
    int32_t below;
    char *share;
    int32_t otherwise;
};

struct law_raw_amendment {
    char *by;
    char *vi;
    char *en;
};

struct law_raw_event {
    char *id;
    struct law_raw_names name;
    struct law_raw_moment *usual;
    char *after;
};

/* What a change may take away from a duty. */
enum law_drop {
    LAW_DROP_WAITS_FOR = 1,
    LAW_DROP_FORMS = 2,
    LAW_DROP_NOTES = 4,
    LAW_DROP_UNVERIFIED = 8,
    LAW_DROP_SOURCE = 16,
    LAW_DROP_CHECKED = 32,
};

/* A duty, or what a change says of one: then all but the id may be missing. */
struct law_raw_duty {
    char *id;
    struct law_raw_names name;
    char *citation;
    uint32_t levels;
    char *body;
    uint32_t elections; /* 0: the general election alone */
    struct law_raw_moment *at;
    struct law_raw_moment *from;
    struct law_raw_moment *until;
    struct law_raw_names *undated;
    char **waits_for;
    unsigned waits_for_count;
    char **forms;
    unsigned forms_count;
    struct law_raw_quorum *quorum;
    char *notes;
    char *unverified;
    char *source;
    struct law_raw_check *checked;
    struct law_raw_amendment *amended;
    char *after;
    uint32_t drops; /* enum law_drop */
};

struct law_raw_removal {
    char *id;
    struct law_raw_amendment amended;
};

struct law_raw_span {
    char *from;
    char *until;
};

struct law_raw_pack {
    char *id;
    char *extends;
    char *amending_law;
    struct law_raw_names title;
    char *law;
    struct law_raw_span in_force;
    char *source;
    struct law_raw_check checked;
    uint32_t levels;
    struct law_raw_event *events;
    unsigned events_count;
    struct law_raw_removal *removed;
    unsigned removed_count;
    struct law_raw_duty *changes;
    unsigned changes_count;
    struct law_raw_duty *duties;
    unsigned duties_count;
};

extern const struct cyaml_schema_value law_pack_schema;
extern const char *const law_level_names[LAW_LEVEL_COUNT];
extern const char *const law_election_names[LAW_ELECTION_COUNT];

#endif
