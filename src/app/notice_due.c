#include "app/notice_due.h"

#define DAY_SECS 86400
#define OFF_DAYS_MAX 15 /* in a row; Tết has nine */

static int64_t moment_of(struct civil_date date, int32_t minute)
{
    return civil_time_to_utc_secs((struct civil_time){date, minute});
}

static struct civil_date day_of(int64_t utc_secs)
{
    return civil_time_from_utc_secs(utc_secs).date;
}

static bool is_worked(const struct day_off_set *days_off, struct civil_date date)
{
    enum day_off_worked worked = day_off_is_worked(days_off, date);

    if (worked == DAY_IS_UNKNOWN)
        return civil_date_weekday(date) < SATURDAY;
    return worked == DAY_IS_WORKED;
}

static struct civil_date worked_at_or_before(const struct day_off_set *days_off, struct civil_date date)
{
    for (int i = 0; i < OFF_DAYS_MAX && !is_worked(days_off, date); i++)
        date = civil_date_add_days(date, -1);
    return date;
}

/* When the notice of the meetings of a day goes. */
static int64_t turn_of(const struct notice_rule *rule, int32_t days, const struct day_off_set *days_off,
                       struct civil_date date)
{
    struct civil_date sent = civil_date_add_days(date, -days);

    if (rule->working_day)
        sent = worked_at_or_before(days_off, sent);
    return moment_of(sent, rule->minute);
}

size_t notice_due_days(const struct notice_rule *rule, int32_t days, const struct day_off_set *days_off,
                       int64_t now_utc_secs, struct notice_span out[NOTICE_SPANS_MAX])
{
    int64_t lasts_secs = (int64_t)rule->lasts_minutes * 60;
    struct civil_date first = civil_date_add_days(day_of(now_utc_secs - lasts_secs), days);
    struct civil_date last = civil_date_add_days(day_of(now_utc_secs), days + OFF_DAYS_MAX);
    size_t count = 0;

    for (struct civil_date date = first; date.day <= last.day && count < NOTICE_SPANS_MAX; date.day++) {
        int64_t due = turn_of(rule, days, days_off, date);
        if (due > now_utc_secs || now_utc_secs >= due + lasts_secs)
            continue;
        out[count++] = (struct notice_span){.from_utc_secs = moment_of(date, 0),
                                            .until_utc_secs = moment_of(date, 0) + DAY_SECS,
                                            .due_utc_secs = due,
                                            .expires_utc_secs = due + lasts_secs};
    }
    return count;
}

struct notice_span notice_due_hours(const struct notice_rule *rule, int64_t now_utc_secs)
{
    int64_t until = now_utc_secs + (int64_t)rule->hours * 3600 + 1;

    return (struct notice_span){.from_utc_secs = until - (int64_t)rule->lasts_minutes * 60,
                                .until_utc_secs = until};
}

struct notice_span notice_due_start(const struct notice_rule *rule, int64_t start_utc_secs)
{
    int64_t due = start_utc_secs - (int64_t)rule->hours * 3600;

    return (struct notice_span){.from_utc_secs = start_utc_secs,
                                .until_utc_secs = start_utc_secs + 1,
                                .due_utc_secs = due,
                                .expires_utc_secs = due + (int64_t)rule->lasts_minutes * 60};
}

bool notice_due_today(const struct notice_rule *rule, const struct day_off_set *days_off,
                      int64_t now_utc_secs, struct notice_span *out)
{
    struct civil_date today = day_of(now_utc_secs);
    int64_t due = moment_of(today, rule->minute);
    int64_t expires = due + (int64_t)rule->lasts_minutes * 60;

    if (now_utc_secs < due || now_utc_secs >= expires || !is_worked(days_off, today))
        return false;
    *out = (struct notice_span){.from_utc_secs = moment_of(today, 0),
                                .until_utc_secs = moment_of(today, 0) + DAY_SECS,
                                .due_utc_secs = due,
                                .expires_utc_secs = expires};
    return true;
}

int32_t notice_due_days_left(const struct day_off_set *days_off, struct civil_date today,
                             struct civil_date due)
{
    bool past = due.day < today.day;
    struct civil_date first = past ? due : today;
    struct civil_date last = past ? today : due;
    int32_t count = 0;

    for (struct civil_date date = civil_date_add_days(first, 1); date.day <= last.day; date.day++)
        count += is_worked(days_off, date);
    return past ? -count : count;
}

bool notice_due_step(const struct notice_rule *rule, int32_t days_left, bool past)
{
    if (rule->about != ABOUT_STEPS)
        return past && -days_left >= (int32_t)rule->late;
    for (unsigned i = 0; !past && i < rule->lead_count; i++)
        if (rule->leads[i] == (uint32_t)days_left)
            return true;
    return false;
}

int64_t notice_due_next(const struct notice_rules *rules, int64_t now_utc_secs)
{
    struct civil_date today = day_of(now_utc_secs);
    int64_t next = moment_of(today, 0) + DAY_SECS;

    for (unsigned i = 0; i < rules->kind_count; i++) {
        int64_t due = moment_of(today, rules->kinds[i].minute);
        if (rules->kinds[i].hour != NULL && due > now_utc_secs && due < next)
            next = due;
    }
    return next;
}
