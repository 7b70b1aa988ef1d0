#include "app/campaign_end.h"

#include "app/law_load.h"
#include "calendar/timetable.h"

#include <string.h>

#define ARENA_MAX_BYTES ((size_t)16 << 20)

static enum error_code compare(const struct law_pack *pack, const struct timetable_row *row,
                               struct civil_time end, struct error *err)
{
    char limit[CIVIL_TIME_CHARS];
    char given[CIVIL_TIME_CHARS];

    if (!timetable_has_date(&row->until) || civil_time_compare(end, row->until.time) <= 0)
        return OK;
    timetable_moment_format(&row->until, limit);
    civil_time_format(end, given);
    return error_set(
        err, ERROR_DATA,
        "the campaign ends on %s at the latest, 24 hours before the polls open (Law %s, art. %s), and "
        "not on %s",
        limit, pack->law, row->duty->citation, given);
}

enum error_code campaign_end_check(const struct app *app, const struct election *election,
                                   struct civil_time end, struct error *err)
{
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = NULL;
    CLEANUP(arena_done) struct arena arena;
    const struct day_off_set no_days_off = {0}; /* limits do not depend on them */
    struct timetable table;

    arena_init(&arena, ARENA_MAX_BYTES);
    TRY(law_load(app, election->law_pack, &pack, err));
    const struct timetable_input input = {
        .pack = pack, .polling_day = election->polling_day, .days_off = &no_days_off};
    TRY(timetable_compute(&input, &arena, &table, err));
    for (size_t i = 0; i < table.row_count; i++) {
        if (strcmp(table.rows[i].duty->id, "campaign_end") == 0)
            return compare(pack, &table.rows[i], end, err);
    }
    return OK;
}
