/* A dated resolution that sets the window or the limit of duties for one polling day: the joint resolution on
 * consultations, a decision of the National Election Council (art. 98.3). A small YAML file under
 * config/law/resolutions/, always with the number, author and date of its document; what the law alone gives
 * stays beside what it sets (calendar/timetable.h).
 */
#ifndef CALENDAR_LAW_RESOLUTION_H
#define CALENDAR_LAW_RESOLUTION_H

#include "calendar/law_pack.h"

#define LAW_RESOLUTIONS_MAX 16 /* for one timetable */

struct law_set_time {
    bool set;
    bool has_hour;
    struct civil_time time; /* its minute is 0 without hour */
};

struct law_setting {
    uint16_t node; /* of the duty */
    struct law_set_time from;
    struct law_set_time until;
    const char *notes; /* NULL: none */
};

struct law_resolution {
    struct arena arena;
    const char *id; /* "102-2025" */
    struct law_names title;
    const char *document; /* its number */
    const char *author;
    struct civil_date date;
    struct civil_date polling_day;
    const char *source;
    struct law_check checked;
    const char *unverified; /* NULL: nothing */
    const struct law_setting *settings;
    size_t setting_count;
};

/* Reads and checks a resolution on this law. ERROR_CONFIG names file, line, column and key. The resolution goes
 * to law_resolution_free. */
enum error_code law_resolution_parse(const struct yaml_source *source, const struct law_pack *pack,
                                     struct law_resolution **out, struct error *err) MUST_USE;
void law_resolution_free(struct law_resolution *resolution);
DEFINE_CLEANUP(struct law_resolution, law_resolution_free)

#endif
