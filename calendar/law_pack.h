/* One text of the election law as data: every dated duty with its article, who owes it, and the rule that
 * gives its date. A pack is a YAML file under config/law/ (docs/law.md says how to read and write one); here
 * are its checked contents, without any date of any election. calendar/timetable.h computes those.
 *
 * A duty has one of
 *     at            a moment: the poll opens at 07:00 of the polling day
 *     from, until   a window; `until` alone is a limit, `from` alone the first moment allowed
 *     undated       the law gives no day count, and this says what it gives instead
 *
 * A moment is counted from an anchor: the polling day, an event (an act that is recorded, such as the
 * official list being published; it may have a usual time, as the opening of the poll has), or another duty,
 * whose recorded date holds, or as long as there is none its limit. What a duty waits for says nothing about
 * dates, only about order.
 *
 * A pack may extend another and then says only what differs; here both are already laid over each other. What
 * the amending law did to a duty stands beside it as its amendment.
 *
 * Anchors are numbered as nodes: 0 is the polling day, then the events, then the duties, each in the order
 * of the file.
 */
#ifndef CALENDAR_LAW_PACK_H
#define CALENDAR_LAW_PACK_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "calendar/civil.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LAW_DUTIES_MAX 400
#define LAW_EVENTS_MAX 100
#define LAW_ID_MAX 40      /* bytes of the id of a pack, an event or a duty */
#define LAW_DAYS_MAX 3660  /* an offset in days */
#define LAW_HOURS_MAX 2400 /* an offset in hours */
#define LAW_MONTHS_MAX 120 /* an offset in months */
#define LAW_VOTERS_MAX 1000000
#define LAW_FORM_UNKNOWN "?"

enum law_level {
    LAW_CENTRAL,
    LAW_PROVINCE,
    LAW_DISTRICT,
    LAW_COMMUNE,
    LAW_UNIT,
    LAW_POLLING_STATION,
    LAW_LEVEL_COUNT
};

/* Each kind of election has a ladder of duties, counted from its own polling day: the general election, the by-election
 * (bầu cử bổ sung, art. 89), and one held again after the first day, extra or repeated (bầu cử thêm, bầu cử lại, art. 79
 * to 81). Duties of the vote and its result stand in several. */
enum law_election { LAW_GENERAL, LAW_BY_ELECTION, LAW_HELD_AGAIN, LAW_ELECTION_COUNT };

#define LAW_POLLING_DAY 0 /* the node of the polling day */
#define LAW_NO_HOUR (-1)

/* An offset in months or days gives a plain date, day 0 not counted: months first, to the same day of the month or
 * its last; an offset in hours, or none, keeps the anchor's hour. */
struct law_moment {
    uint16_t anchor; /* a node */
    int32_t months;
    int32_t days;
    int32_t hours;      /* when not 0, months and days are 0 */
    int32_t minute;     /* of the day, or LAW_NO_HOUR: as the anchor and the offset give it */
    const char *offset; /* as written, "-P35D"; NULL: none */
};

struct law_names {
    const char *vi;
    const char *en;
};

/* When the text was read in its source, and by whom. */
struct law_check {
    struct civil_date on;
    const char *by;
};

/* What an amending law did. */
struct law_amendment {
    const char *by;        /* article.clause.point of the amending law; NULL: nothing amended */
    struct law_names what; /* in words, where the rule does not say it; both NULL: none */
};

/* A duty of the extended pack that no longer is. */
struct law_removal {
    const char *id;
    struct law_amendment amended;
};

/* How many voters must come to a conference of voters: where there are fewer than `below`, all are called and this share
 * of them must come; elsewhere `otherwise` of them. */
struct law_quorum {
    const char *citation;
    int32_t below; /* voters */
    int32_t share_of;
    int32_t share_parts; /* 2 of 3 */
    int32_t otherwise;   /* voters */
};

struct law_event {
    const char *id;
    struct law_names name;
    const struct law_moment *usual; /* its time while none is recorded; NULL: none */
};

struct law_duty {
    const char *id;
    struct law_names name;
    const char *citation;        /* article.clause.point of the pack's law, or another text with its name */
    uint32_t levels;             /* bits 1 << enum law_level */
    const char *body;            /* who owes it, in Vietnamese */
    uint32_t elections;          /* bits 1 << enum law_election */
    const struct law_moment *at; /* from and until are then NULL */
    const struct law_moment *from;
    const struct law_moment *until;
    struct law_names undated;  /* both NULL unless the duty is undated */
    const uint16_t *waits_for; /* indices of duties */
    size_t waits_for_count;
    const char *const
        *forms; /* numbers of the official forms; LAW_FORM_UNKNOWN: there is one, its number was not read */
    size_t form_count;
    const struct law_quorum *quorum; /* NULL: none is known */
    const char *notes;               /* NULL: none */
    const char *unverified;          /* what nobody has yet seen in a text of law; NULL: nothing */
    const char *source;
    struct law_check checked;
    struct law_amendment amended; /* last, by the pack or one it extends */
};

struct law_pack {
    struct arena arena;
    const char *id; /* "85-2015" */
    struct law_names title;
    const char *law; /* "85/2015/QH13" */
    struct civil_date in_force_from;
    struct civil_date in_force_until; /* read only with has_end */
    bool has_end;
    const char *source;
    struct law_check checked;
    uint32_t levels;
    const char *extends;      /* id of the pack this one extends; NULL: none */
    const char *amending_law; /* "83/2025/QH15"; NULL: it extends none */
    const struct law_removal *removals;
    size_t removal_count;
    const struct law_event *events;
    size_t event_count;
    const struct law_duty *duties;
    size_t duty_count;
    const uint16_t *order; /* of all nodes, each after its anchors */
};

struct yaml_source;

/* Where packs that are extended come from. */
struct law_library {
    const void *context;
    bool (*has)(const void *context, const char *id);
    /* Bytes and file name lie in the arena. */
    enum error_code (*read)(const void *context, const char *id, struct arena *arena, struct yaml_source *out,
                            struct error *err);
};

/* Reads and checks a pack, and those it extends, which the library gives (NULL: there are none). ERROR_CONFIG
 * names file, line, column and key. The pack goes to law_pack_free. */
enum error_code law_pack_parse(const struct yaml_source *source, const struct law_library *library,
                               struct law_pack **out_pack, struct error *err) MUST_USE;
void law_pack_free(struct law_pack *pack);
DEFINE_CLEANUP(struct law_pack, law_pack_free)

/* Small letters, digits and '_', beginning with a letter; packs may have '-' too and begin with a digit. */
enum law_id_kind { LAW_ID_OF_ENTRY, LAW_ID_OF_PACK };
bool law_id_valid(const char *text, enum law_id_kind kind) MUST_USE;

size_t law_pack_node_count(const struct law_pack *pack);
/* "polling_day", or the id of the event or duty. */
const char *law_pack_node_id(const struct law_pack *pack, size_t node);
/* The node of this id; false when there is none. */
bool law_pack_find_node(const struct law_pack *pack, const char *id, uint16_t *out_node) MUST_USE;
/* The event, or NULL when the node is none; and the same for duties. */
const struct law_event *law_pack_event(const struct law_pack *pack, size_t node);
const struct law_duty *law_pack_duty(const struct law_pack *pack, size_t node);

/* The moment that others count from and that a target is set before: at, until or from; NULL when undated. */
const struct law_moment *law_duty_limit(const struct law_duty *duty);

const char *law_level_name(enum law_level level);          /* "polling_station" */
const char *law_election_name(enum law_election election); /* "by_election" */
/* Puts "province|district|commune". */
void law_levels_put(uint32_t levels, struct text *out);

#endif
