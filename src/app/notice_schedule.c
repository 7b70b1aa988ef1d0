#include "app/notice_schedule.h"

#include "app/days_off_load.h"
#include "app/law_load.h"
#include "base/file.h"
#include "base/text.h"

#include <string.h>

#define SCHEDULE_MAX_BYTES ((size_t)8 << 20)
#define YEARS_AROUND 1 /* alarms of January may have their turn in December */

enum error_code notice_rules_load(const struct app *app, struct notice_rules **out, struct error *err)
{
    CLEANUP(text_done) struct text path;
    CLEANUP(text_done) struct text bytes;

    text_init(&path, 4096);
    text_init(&bytes, NOTICE_RULES_MAX_BYTES);
    text_putf(&path, "%s/notices.yaml", app->data_dir);
    TRY(text_finish(&path, err));
    TRY(file_read(path.data, &bytes, err));
    return notice_rules_read(bytes.data, bytes.length, path.data, out, err);
}

/* So many days before its anchor as the law pack asks for; -1: the pack has no such duty. */
static int32_t days_by_law(const struct law_pack *pack, const char *duty_id)
{
    for (size_t i = 0; i < pack->duty_count; i++) {
        const struct law_duty *duty = &pack->duties[i];
        if (strcmp(duty->id, duty_id) == 0 && duty->until != NULL && duty->until->days < 0)
            return -duty->until->days;
    }
    return -1;
}

static enum error_code set_days(const struct app *app, const char *law_pack, struct notice_schedule *schedule,
                                struct error *err)
{
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = NULL;

    for (unsigned i = 0; i < schedule->rules->kind_count; i++) {
        const struct notice_rule *rule = &schedule->rules->kinds[i];
        schedule->days[i] = rule->days > 0 ? (int32_t)rule->days : -1;
        if (rule->law == NULL)
            continue;
        if (pack == NULL)
            TRY(law_load_with_tasks(app, law_pack, &pack, err));
        schedule->days[i] = days_by_law(pack, rule->law);
    }
    return OK;
}

enum error_code notice_schedule_load(const struct app *app, const struct election *election,
                                     struct notice_schedule *out, struct error *err)
{
    CLEANUP(notice_schedule_done) struct notice_schedule schedule = {.election = election->id};
    int year = civil_date_split(election->polling_day).year;

    arena_init(&schedule.arena, SCHEDULE_MAX_BYTES);
    TRY(notice_rules_load(app, &schedule.rules, err));
    TRY(set_days(app, election->law_pack, &schedule, err));
    TRY(days_off_load(app, year - YEARS_AROUND, year + YEARS_AROUND, &schedule.arena, &schedule.days_off,
                      err));
    *out = schedule;
    schedule = (struct notice_schedule){.rules = NULL};
    return OK;
}

void notice_schedule_done(struct notice_schedule *schedule)
{
    notice_rules_free(schedule->rules);
    arena_done(&schedule->arena);
    *schedule = (struct notice_schedule){.rules = NULL};
}
