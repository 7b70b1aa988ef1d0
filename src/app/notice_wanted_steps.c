#include "app/notice_digest.h"
#include "app/notice_wanted.h"
#include "app/places.h"
#include "base/list.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define OFFICES_MAX 100000
#define OWNERS_MAX 1000000
#define ALARMS_MAX 20000000
#define OFFICES_ARENA_MAX_BYTES ((size_t)256 << 20)
#define DUE_DAYS_MAX (NOTICE_LEAD_DAYS_MAX * 3) /* in which so many working days lie, whatever is off */

/* An office that is told of steps: of an area, of the whole election, or one that is named as owner. */
struct office {
    int64_t contact;
    int64_t area;     /* 0: of the whole election, or named */
    const char *name; /* "" unless it is named */
    unsigned reachable_by;
};

struct owner {
    const char *step;
    size_t place;
    const struct office *office;
};

/* A step whose turn it is, for an office. */
struct alarm {
    unsigned rule;
    const struct office *office;
    struct notice_wanted_step step;
};

struct offices {
    struct places places;
    struct office *items;
    size_t count;
    const struct office **of_place; /* by place; NULL: it has none */
    struct owner *owners;           /* by step and place */
    size_t owner_count;
    struct alarm *alarms; /* on the heap */
    size_t alarm_count;
    size_t alarm_capacity;
    struct arena arena;
};

static void offices_done(struct offices *offices)
{
    free(offices->alarms);
    arena_done(&offices->arena);
}

static int compare_owners(const void *a, const void *b)
{
    const struct owner *x = a;
    const struct owner *y = b;
    int order = strcmp(x->step, y->step);

    return order != 0 ? order : (x->place > y->place) - (x->place < y->place);
}

static enum error_code read_offices(const struct app *app, int64_t election, struct offices *offices,
                                    struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    int64_t count;

    TRY(db_select_int(app->db, QUERY_NOTICE_OFFICE_COUNT,
                      DB_ARGS(DB_INT("election", election), DB_TEXT("purpose", CONTACT_OF_OFFICES)), 0,
                      &count, err));
    offices->items = arena_array(&offices->arena, (size_t)count, sizeof *offices->items);
    if (offices->items == NULL)
        return error_memory(err);
    TRY(db_select(&rows, app->db, QUERY_NOTICE_OFFICES,
                  DB_ARGS(DB_INT("election", election), DB_TEXT("purpose", CONTACT_OF_OFFICES)), err));
    while (db_rows_next(&rows) && offices->count < (size_t)count) {
        struct office *office = &offices->items[offices->count++];
        *office = (struct office){.contact = db_int(&rows, 0),
                                  .area = db_int(&rows, 1),
                                  .name = arena_copy_string(&offices->arena, db_text(&rows, 2)),
                                  .reachable_by = (unsigned)db_int(&rows, 3)};
        if (office->name == NULL)
            return error_memory(err);
    }
    return db_rows_finish(&rows, err);
}

static enum error_code seat_offices(struct offices *offices, struct error *err)
{
    offices->of_place = arena_array(&offices->arena, offices->places.count, sizeof *offices->of_place);
    if (offices->of_place == NULL)
        return error_memory(err);
    for (size_t i = 0; i < offices->count; i++) {
        size_t place;
        if (offices->items[i].name[0] == '\0' &&
            places_by_id(&offices->places, offices->items[i].area, &place))
            offices->of_place[place] = &offices->items[i];
    }
    return OK;
}

static const struct office *find_named(const struct offices *offices, const char *name)
{
    for (size_t i = 0; i < offices->count; i++)
        if (strcmp(offices->items[i].name, name) == 0)
            return &offices->items[i];
    return NULL;
}

/* Owners that can be told by themselves. */
static enum error_code read_owners(const struct app *app, int64_t election, struct offices *offices,
                                   struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    int64_t count;

    TRY(db_select_int(app->db, QUERY_OWNER_COUNT, DB_ARGS(DB_INT("election", election)), 0, &count, err));
    offices->owners = arena_array(&offices->arena, (size_t)count, sizeof *offices->owners);
    if (offices->owners == NULL)
        return error_memory(err);
    TRY(db_select(&rows, app->db, QUERY_OWNERS, DB_ARGS(DB_INT("election", election)), err));
    while (db_rows_next(&rows) && offices->owner_count < (size_t)count) {
        struct owner *owner = &offices->owners[offices->owner_count];
        owner->office = find_named(offices, db_text(&rows, 2));
        if (owner->office == NULL || !places_by_id(&offices->places, db_int(&rows, 1), &owner->place))
            continue;
        owner->step = arena_copy_string(&offices->arena, db_text(&rows, 0));
        if (owner->step == NULL)
            return error_memory(err);
        offices->owner_count++;
    }
    TRY(db_rows_finish(&rows, err));
    if (offices->owner_count > 0)
        qsort(offices->owners, offices->owner_count, sizeof *offices->owners, compare_owners);
    return OK;
}

/* ---- who is told ---- */

/* The owner of the step there or above, nearest first, or else the office of the place. */
static const struct office *office_owning(const struct offices *offices, size_t place, const char *step)
{
    const struct place *items = offices->places.items;

    for (size_t at = place; offices->owner_count > 0; at = items[at].parent) {
        const struct owner key = {.step = step, .place = at};
        const struct owner *owner =
            bsearch(&key, offices->owners, offices->owner_count, sizeof key, compare_owners);
        if (owner != NULL)
            return owner->office;
        if (at == PLACE_WHOLE)
            break;
    }
    return offices->of_place[place];
}

/* The nearest office above the place that is not the owner's. */
static const struct office *office_above(const struct offices *offices, size_t place,
                                         const struct office *owner)
{
    while (place != PLACE_WHOLE) {
        place = offices->places.items[place].parent;
        if (offices->of_place[place] != NULL && offices->of_place[place] != owner)
            return offices->of_place[place];
    }
    return NULL;
}

/* ---- whose turn it is ---- */

struct watching {
    const struct app *app;
    const struct notice_schedule *schedule;
    struct offices *offices;
    struct notice_wanted_list *list;
    struct notice_span spans[NOTICE_RULES_MAX];
    bool open[NOTICE_RULES_MAX]; /* it is within the hours of the rule */
    bool any_steps;
    struct civil_date today;
};

static void open_rules(struct watching *watching, int64_t now_utc_secs)
{
    const struct notice_rules *rules = watching->schedule->rules;

    for (unsigned i = 0; i < rules->kind_count; i++) {
        watching->open[i] = rules->kinds[i].about >= ABOUT_STEPS &&
                            notice_due_today(&rules->kinds[i], &watching->schedule->days_off, now_utc_secs,
                                             &watching->spans[i]);
        watching->any_steps |= watching->open[i] && rules->kinds[i].about != ABOUT_DAY;
    }
}

static enum error_code add_alarm(struct offices *offices, const struct alarm *alarm, struct error *err)
{
    if (!list_reserve(&offices->alarms, &offices->alarm_capacity, offices->alarm_count + 1,
                      sizeof *offices->alarms, ALARMS_MAX))
        return error_memory(err);
    offices->alarms[offices->alarm_count++] = *alarm;
    return OK;
}

/* One open step by all rules. */
static enum error_code watch_step(struct watching *watching, const struct db_rows *rows, int32_t days_left,
                                  struct error *err)
{
    const struct notice_rules *rules = watching->schedule->rules;
    struct offices *offices = watching->offices;
    const char *step = db_text(rows, 1);
    bool past = db_int(rows, 3) < watching->today.day;
    size_t place;

    if (!places_by_id(&offices->places, db_int(rows, 2), &place))
        return OK;
    for (unsigned i = 0; i < rules->kind_count; i++) {
        const struct notice_rule *rule = &rules->kinds[i];
        if (!watching->open[i] || rule->about == ABOUT_DAY || !notice_due_step(rule, days_left, past) ||
            !notice_rule_has_step(rules, rule, step))
            continue;
        const struct office *office = office_owning(offices, place, step);
        if (rule->about == ABOUT_ABOVE)
            office = office_above(offices, place, office);
        if (office != NULL)
            TRY(add_alarm(offices, &(struct alarm){i, office, {db_int(rows, 0), days_left}}, err));
    }
    return OK;
}

static enum error_code watch_steps(struct watching *watching, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct civil_date counted = {INT32_MIN};
    int32_t days_left = 0;

    TRY(db_select(&rows, watching->app->db, QUERY_NOTICE_STEPS_OPEN,
                  DB_ARGS(DB_INT("election", watching->schedule->election),
                          DB_INT("until_day", watching->today.day + DUE_DAYS_MAX)),
                  err));
    while (db_rows_next(&rows)) {
        struct civil_date due = {(int32_t)db_int(&rows, 3)};
        if (due.day != counted.day)
            days_left = notice_due_days_left(&watching->schedule->days_off, watching->today, due);
        counted = due;
        TRY(watch_step(watching, &rows, days_left, err));
    }
    return db_rows_finish(&rows, err);
}

static int compare_alarms(const void *a, const void *b)
{
    const struct alarm *x = a;
    const struct alarm *y = b;

    if (x->rule != y->rule)
        return x->rule < y->rule ? -1 : 1;
    if (x->office != y->office)
        return x->office < y->office ? -1 : 1;
    return (x->step.milestone > y->step.milestone) - (x->step.milestone < y->step.milestone);
}

static enum error_code add_notice(struct watching *watching, unsigned rule, const struct office *office,
                                  size_t first_step, struct error *err)
{
    const struct notice_span *span = &watching->spans[rule];
    const struct notice_wanted notice = {.rule = rule,
                                         .contact = office->contact,
                                         .about_utc_secs = span->from_utc_secs,
                                         .about_until_utc_secs = span->until_utc_secs,
                                         .expires_utc_secs = span->expires_utc_secs,
                                         .first_step = first_step,
                                         .step_count = watching->list->step_count - first_step};

    return notice_wanted_add(watching->list, &watching->schedule->rules->kinds[rule], &notice,
                             office->reachable_by, err);
}

/* All steps of an office by one rule make one notice. */
static enum error_code gather_alarms(struct watching *watching, struct error *err)
{
    const struct offices *offices = watching->offices;
    struct notice_wanted_list *list = watching->list;

    if (offices->alarm_count > 0)
        qsort(offices->alarms, offices->alarm_count, sizeof *offices->alarms, compare_alarms);
    for (size_t i = 0; i < offices->alarm_count;) {
        const struct alarm *first = &offices->alarms[i];
        size_t first_step = list->step_count;
        for (; i < offices->alarm_count && offices->alarms[i].rule == first->rule &&
               offices->alarms[i].office == first->office;
             i++) {
            if (!list_reserve(&list->steps, &list->step_capacity, list->step_count + 1, sizeof *list->steps,
                              ALARMS_MAX))
                return error_memory(err);
            list->steps[list->step_count++] = offices->alarms[i].step;
        }
        TRY(add_notice(watching, first->rule, first->office, first_step, err));
    }
    return OK;
}

/* An office that has a day with nothing in it is not told so. */
static enum error_code watch_days(struct watching *watching, unsigned rule, struct error *err)
{
    for (size_t i = 0; i < watching->offices->count; i++) {
        const struct office *office = &watching->offices->items[i];
        struct notice_digest digest;
        if (office->name[0] != '\0')
            continue;
        TRY(notice_digest_read(watching->app->db, watching->schedule->election, office->area, watching->today,
                               &digest, err));
        if (digest.due + digest.overdue + digest.meetings + digest.uncertain > 0)
            TRY(add_notice(watching, rule, office, watching->list->step_count, err));
    }
    return OK;
}

enum error_code notice_wanted_add_offices(const struct app *app, const struct notice_schedule *schedule,
                                          struct notice_wanted_list *list, struct error *err)
{
    CLEANUP(offices_done) struct offices offices = {.count = 0};
    int64_t now_utc_secs = clock_now_utc_secs(&app->clock);
    struct watching watching = {.app = app,
                                .schedule = schedule,
                                .offices = &offices,
                                .list = list,
                                .today = civil_time_from_utc_secs(now_utc_secs).date};

    arena_init(&offices.arena, OFFICES_ARENA_MAX_BYTES);
    open_rules(&watching, now_utc_secs);
    TRY(read_offices(app, schedule->election, &offices, err));
    if (offices.count == 0)
        return OK;
    TRY(places_load(app, schedule->election, &offices.arena, &offices.places, err));
    TRY(seat_offices(&offices, err));
    TRY(read_owners(app, schedule->election, &offices, err));
    if (watching.any_steps) {
        TRY(watch_steps(&watching, err));
        TRY(gather_alarms(&watching, err));
    }
    for (unsigned i = 0; i < schedule->rules->kind_count; i++)
        if (watching.open[i] && schedule->rules->kinds[i].about == ABOUT_DAY)
            TRY(watch_days(&watching, i, err));
    return OK;
}
