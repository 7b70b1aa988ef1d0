#include "calendar/timetable.h"

#include <stdlib.h>
#include <string.h>

#define OFFICE_CLOSES_MINUTE (17 * 60)
#define FIRST_YEAR 1976
#define LAST_YEAR 2199

/* What resolutions set of one duty. */
struct set_moments {
    const struct law_set_time *from; /* NULL: nothing */
    const struct law_set_time *until;
    const struct law_resolution *from_by;
    const struct law_resolution *until_by;
};

struct work {
    const struct timetable_input *input;
    const struct timetable_act **acts; /* by node; NULL: not recorded */
    struct set_moments *sets;          /* by node */
    struct timetable_moment *nodes;    /* what others count from */
    struct timetable *table;
    struct error *err;
};

bool timetable_has_date(const struct timetable_moment *moment)
{
    return moment->state == TIMETABLE_DATE || moment->state == TIMETABLE_HOUR;
}

bool timetable_has_limit(const struct timetable_row *row)
{
    return row->duty->at == NULL && timetable_has_date(&row->until);
}

void timetable_moment_format(const struct timetable_moment *moment, char out[CIVIL_TIME_CHARS])
{
    out[0] = '\0';
    if (moment->state == TIMETABLE_DATE)
        civil_date_format(moment->time.date, out);
    else if (moment->state == TIMETABLE_HOUR)
        civil_time_format(moment->time, out);
}

static enum error_code check_input(const struct timetable_input *input, struct error *err)
{
    char written[CIVIL_DATE_CHARS];

    civil_date_format_vietnamese(input->polling_day, written);
    if (civil_date_weekday(input->polling_day) != SUNDAY)
        return error_set(err, ERROR_DATA,
                         "%s is no Sunday; the polling day must be one (Law 85/2015/QH13, art. 5)", written);
    if (input->lead_days < 0 || input->lead_days > TIMETABLE_LEAD_MAX)
        return error_set(err, ERROR_USAGE, "the lead must be 0 to %d working days", TIMETABLE_LEAD_MAX);
    return OK;
}

static enum error_code place_acts(struct work *work)
{
    const struct timetable_input *input = work->input;

    for (size_t i = 0; i < input->act_count; i++) {
        uint16_t node;
        const struct timetable_act *act = &input->acts[i];
        if (!law_pack_find_node(input->pack, act->id, &node) || node == LAW_POLLING_DAY)
            return error_set(work->err, ERROR_DATA, "\"%s\" is not an event or duty of law pack %s", act->id,
                             input->pack->id);
        if (work->acts[node] != NULL)
            return error_set(work->err, ERROR_DATA, "%s is recorded twice", act->id);
        work->acts[node] = act;
    }
    return OK;
}

static enum error_code place_setting(struct work *work, const struct law_resolution *resolution,
                                     const struct law_setting *setting)
{
    struct set_moments *sets = &work->sets[setting->node];
    bool taken = (setting->from.set && sets->from != NULL) || (setting->until.set && sets->until != NULL);

    if (taken)
        return error_set(work->err, ERROR_DATA, "two resolutions set %s; leave one of them out",
                         law_pack_node_id(work->input->pack, setting->node));
    if (setting->from.set) {
        sets->from = &setting->from;
        sets->from_by = resolution;
    }
    if (setting->until.set) {
        sets->until = &setting->until;
        sets->until_by = resolution;
    }
    return OK;
}

static enum error_code place_resolutions(struct work *work)
{
    const struct timetable_input *input = work->input;
    char day[CIVIL_DATE_CHARS];

    for (size_t i = 0; i < input->resolution_count; i++) {
        const struct law_resolution *resolution = input->resolutions[i];
        civil_date_format_vietnamese(resolution->polling_day, day);
        if (resolution->polling_day.day != input->polling_day.day)
            return error_set(work->err, ERROR_DATA, "the resolution %s is for the polling day %s only",
                             resolution->id, day);
        for (size_t s = 0; s < resolution->setting_count; s++)
            TRY(place_setting(work, resolution, &resolution->settings[s]));
    }
    return OK;
}

/* Beyond these years no date could be read back. */
static enum error_code check_years(const struct work *work, const struct law_moment *rule,
                                   struct civil_date date)
{
    int year = civil_date_split(date).year;

    if (year >= FIRST_YEAR && year <= LAST_YEAR)
        return OK;
    return error_set(work->err, ERROR_DATA, "what is counted from %s falls outside the years %d to %d",
                     law_pack_node_id(work->input->pack, rule->anchor), FIRST_YEAR, LAST_YEAR);
}

static enum error_code count(struct work *work, const struct law_moment *rule, struct timetable_moment *out)
{
    if (rule == NULL)
        return OK;
    struct timetable_moment moment = work->nodes[rule->anchor];
    if (rule->hours != 0 && moment.state == TIMETABLE_DATE)
        return error_set(work->err, ERROR_DATA,
                         "%s must be recorded with its hour, since hours are counted from it",
                         law_pack_node_id(work->input->pack, rule->anchor));
    if (rule->days != 0 || rule->months != 0) {
        moment.time.date =
            civil_date_add_days(civil_date_add_months(moment.time.date, rule->months), rule->days);
        moment.time.minute = 0;
        if (moment.state == TIMETABLE_HOUR)
            moment.state = TIMETABLE_DATE;
    }
    moment.time = civil_time_add_minutes(moment.time, (int64_t)rule->hours * 60);
    if (rule->minute != LAW_NO_HOUR && moment.state != TIMETABLE_WAITING) {
        moment.state = TIMETABLE_HOUR;
        moment.time.minute = rule->minute;
    }
    if (timetable_has_date(&moment))
        TRY(check_years(work, rule, moment.time.date));
    *out = moment;
    return OK;
}

/* What others count from: the recorded act, or else what the rule gives, provisionally. */
static struct timetable_moment settle(const struct work *work, size_t node, struct timetable_moment computed)
{
    const struct timetable_act *act = work->acts[node];

    if (act == NULL) {
        if (computed.state == TIMETABLE_NONE)
            computed.state = TIMETABLE_WAITING;
        computed.provisional = true;
        return computed;
    }
    return (struct timetable_moment){.state = act->has_hour ? TIMETABLE_HOUR : TIMETABLE_DATE,
                                     .time = act->time};
}

static void note_unknown_year(struct timetable *table, int year)
{
    for (size_t i = 0; i < table->unknown_year_count; i++) {
        if (table->unknown_years[i] == year)
            return;
    }
    if (table->unknown_year_count < COUNT_OF(table->unknown_years))
        table->unknown_years[table->unknown_year_count++] = year;
}

struct civil_date timetable_last_day(const struct timetable_moment *limit)
{
    bool early = limit->state == TIMETABLE_HOUR && limit->time.minute < OFFICE_CLOSES_MINUTE;

    return civil_date_add_days(limit->time.date, early ? -1 : 0);
}

bool timetable_target_before(const struct timetable_moment *limit, const struct day_off_set *days_off,
                             int lead_days, struct civil_date *out, int *out_unknown_year)
{
    return day_off_working_day_before(days_off, timetable_last_day(limit), lead_days, out, out_unknown_year);
}

static void set_target(struct work *work, struct timetable_row *row)
{
    int unknown_year;

    if (!timetable_has_limit(row))
        return;
    row->has_target = timetable_target_before(&row->until, work->input->days_off, work->input->lead_days,
                                              &row->target, &unknown_year);
    if (!row->has_target)
        note_unknown_year(work->table, unknown_year);
}

static void set_by_resolution(const struct law_set_time *set, struct timetable_moment *moment)
{
    if (set != NULL)
        *moment = (struct timetable_moment){.state = set->has_hour ? TIMETABLE_HOUR : TIMETABLE_DATE,
                                            .time = set->time};
}

static enum error_code compute_duty(struct work *work, size_t node)
{
    const struct law_duty *duty = law_pack_duty(work->input->pack, node);
    struct timetable_row row = {.duty = duty};
    const struct set_moments *sets = &work->sets[node];

    TRY(count(work, duty->at != NULL ? duty->at : duty->from, &row.law_from));
    TRY(count(work, duty->at != NULL ? duty->at : duty->until, &row.law_until));
    row.from = row.law_from;
    row.until = row.law_until;
    set_by_resolution(sets->from, &row.from);
    set_by_resolution(sets->until, &row.until);
    row.from_set_by = sets->from_by;
    row.until_set_by = sets->until_by;
    work->nodes[node] = settle(work, node, row.until.state != TIMETABLE_NONE ? row.until : row.from);
    if ((duty->elections & (1u << work->input->election)) == 0)
        return OK;
    set_target(work, &row);
    work->table->rows[work->table->row_count++] = row;
    return OK;
}

static enum error_code compute_node(struct work *work, size_t node)
{
    const struct law_event *event = law_pack_event(work->input->pack, node);
    struct timetable_moment usual = {.state = TIMETABLE_NONE};

    if (node == LAW_POLLING_DAY) {
        work->nodes[node] =
            (struct timetable_moment){.state = TIMETABLE_DATE, .time = {work->input->polling_day, 0}};
        return OK;
    }
    if (event == NULL)
        return compute_duty(work, node);
    TRY(count(work, event->usual, &usual));
    work->nodes[node] = settle(work, node, usual);
    return OK;
}

/* Dated rows by their last moment, the others behind them; in the order of the pack where that says nothing. */
static int compare_rows(const void *a, const void *b)
{
    const struct timetable_row *rows[2] = {a, b};
    const struct timetable_moment *keys[2];

    for (int i = 0; i < 2; i++)
        keys[i] = timetable_has_date(&rows[i]->until) ? &rows[i]->until : &rows[i]->from;
    bool dated[2] = {timetable_has_date(keys[0]), timetable_has_date(keys[1])};
    int order = dated[1] - dated[0];
    if (order == 0 && dated[0])
        order = civil_time_compare(keys[0]->time, keys[1]->time);
    return order != 0 ? order : (rows[0]->duty > rows[1]->duty) - (rows[0]->duty < rows[1]->duty);
}

enum error_code timetable_compute(const struct timetable_input *input, struct arena *arena,
                                  struct timetable *out, struct error *err)
{
    size_t node_count = law_pack_node_count(input->pack);
    struct timetable table = {.rows = arena_array(arena, input->pack->duty_count, sizeof *table.rows)};
    struct work work = {.input = input,
                        .acts = arena_array(arena, node_count, sizeof(struct timetable_act *)),
                        .sets = arena_array(arena, node_count, sizeof(struct set_moments)),
                        .nodes = arena_array(arena, node_count, sizeof(struct timetable_moment)),
                        .table = &table,
                        .err = err};

    TRY(check_input(input, err));
    if (table.rows == NULL || work.acts == NULL || work.sets == NULL || work.nodes == NULL)
        return error_memory(err);
    TRY(place_acts(&work));
    TRY(place_resolutions(&work));
    for (size_t i = 0; i < node_count; i++)
        TRY(compute_node(&work, input->pack->order[i]));
    qsort(table.rows, table.row_count, sizeof *table.rows, compare_rows);
    table.nodes = work.nodes;
    *out = table;
    return OK;
}
