#include "app/feed_withdrawn.h"

#include "base/catalog.h"
#include "calendar/ics_write.h"

#include <inttypes.h>
#include <stdio.h>

enum error_code feed_withdrawn_bytes(const struct feed *feed, struct text *out, struct error *err)
{
    const struct catalog *catalog = catalog_find(feed->source.language);
    struct civil_date day = civil_time_from_utc_secs(feed->revoked_utc_secs).date;
    char uid[60];
    const struct ics_event event = {
        .uid = uid,
        .last_modified_utc_secs = feed->revoked_utc_secs,
        .all_day = true,
        .start = {day, 0},
        .end = {civil_date_add_days(day, 1), 0},
        .summary = catalog_text(catalog, N_("This calendar address is no longer in use")),
        .description = catalog_text(
            catalog, N_("Please ask your Fatherland Front committee for the new address, and remove "
                        "this calendar from your phone.")),
        .transparent = true,
    };
    const struct ics_calendar calendar = {
        .language = feed->source.language,
        .name = catalog_text(catalog, N_("Withdrawn calendar")),
        .last_modified_utc_secs = feed->revoked_utc_secs,
        .refresh_hours = 24,
        .events = &event,
        .event_count = 1,
    };

    snprintf(uid, sizeof uid, "withdrawn-%" PRId64 "@hiepthuong", feed->id);
    return ics_write(&calendar, out, err);
}
