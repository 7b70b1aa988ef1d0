#include "plan/explain_edit.h"

#include <limits.h>
#include <string.h>

enum plan_thing plan_edit_thing(enum plan_edit_kind kind)
{
    static const enum plan_thing things[PLAN_EDIT_KINDS] = {
        [PLAN_EDIT_NEEDED] = PLAN_THING_UNIT,
        [PLAN_EDIT_DURATION] = PLAN_THING_UNIT,
        [PLAN_EDIT_ATTENDANCE] = PLAN_THING_UNIT,
        [PLAN_EDIT_ONLINE_MAX] = PLAN_THING_UNIT,
        [PLAN_EDIT_SPREAD] = PLAN_THING_UNIT,
        [PLAN_EDIT_QUOTA] = PLAN_THING_UNIT,
        [PLAN_EDIT_SAME_DAY] = PLAN_THING_UNIT,
        [PLAN_EDIT_SEATS] = PLAN_THING_VENUE,
        [PLAN_EDIT_EQUIP] = PLAN_THING_VENUE,
        [PLAN_EDIT_CHAIRS] = PLAN_THING_COMMUNE,
        [PLAN_EDIT_UNIT_WINDOW] = PLAN_THING_UNIT,
        [PLAN_EDIT_AREA_WINDOW] = PLAN_THING_COMMUNE,
        [PLAN_EDIT_ALLOW] = PLAN_THING_PREFERENCE,
        [PLAN_EDIT_UNBLOCK] = PLAN_THING_BLOCK,
        [PLAN_EDIT_FREE_VENUE] = PLAN_THING_VENUE,
        [PLAN_EDIT_FREE_COMMITTEE] = PLAN_THING_COMMUNE,
        [PLAN_EDIT_FREE_CANDIDATE] = PLAN_THING_CANDIDATE,
        [PLAN_EDIT_FREE_UNIT] = PLAN_THING_UNIT,
        [PLAN_EDIT_FREE_AREA] = PLAN_THING_GROUP,
        [PLAN_EDIT_SPLIT] = PLAN_THING_CANDIDATE,
        [PLAN_EDIT_MORE_HALLS] = PLAN_THING_VENUE,
        [PLAN_EDIT_NEW_HALL] = PLAN_THING_COMMUNE,
    };

    return things[kind];
}

/* ---- how much room the copy needs ---- */

static uint32_t count_blocks(const struct plan_problem *problem, enum plan_block_kind kind, uint32_t item)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < problem->count.blocks; i++)
        count += problem->blocks[i].kind == kind && problem->blocks[i].item == item;
    return count;
}

static uint32_t count_sites(const struct plan_problem *problem, uint32_t venue)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < problem->count.sites; i++)
        count += problem->sites[i].venue == venue;
    return count;
}

static void add_room(const struct plan_problem *problem, const struct plan_edit *edit,
                     struct plan_sizes *sizes)
{
    uint32_t copies;

    switch (edit->kind) {
    case PLAN_EDIT_MORE_HALLS:
        sizes->venues += (uint32_t)edit->amount;
        sizes->blocks += (uint32_t)edit->amount * count_blocks(problem, PLAN_BLOCK_VENUE, edit->item);
        sizes->sites += (uint32_t)edit->amount * count_sites(problem, edit->item);
        break;
    case PLAN_EDIT_NEW_HALL: sizes->venues++; break;
    case PLAN_EDIT_SPLIT:
        copies = problem->units_of_candidate[edit->item].count - 1;
        sizes->candidates += copies;
        sizes->blocks += copies * count_blocks(problem, PLAN_BLOCK_CANDIDATE, edit->item);
        break;
    case PLAN_EDIT_DAY: sizes->days++; break;
    case PLAN_EDIT_MORE_DAYS: sizes->days += (uint32_t)edit->amount; break;
    default: break;
    }
}

#define COPY(array) memcpy(to->array, from->array, from->count.array * sizeof *from->array)

static enum error_code copy_problem(const struct plan_problem *from, const struct plan_edits *edits,
                                    struct plan_problem **out, struct error *err)
{
    struct plan_sizes sizes = from->count;
    struct plan_problem *to;

    for (size_t i = 0; i < edits->count; i++)
        add_room(from, &edits->items[i], &sizes);
    TRY(plan_problem_new(&sizes, &to, err));
    to->count = from->count;
    to->params = from->params;
    COPY(sessions);
    COPY(days);
    COPY(groups);
    COPY(communes);
    COPY(venues);
    COPY(candidates);
    COPY(units);
    COPY(unit_communes);
    COPY(candidacies);
    COPY(blocks);
    COPY(preferences);
    COPY(travels);
    COPY(sites);
    COPY(joints);
    memcpy(to->rule_settings, from->rule_settings, sizeof to->rule_settings);
    *out = to;
    return OK;
}

/* ---- the edits ---- */

static void edit_unit(struct plan_problem *problem, const struct plan_edit *edit)
{
    struct plan_unit *unit = &problem->units[edit->item];

    if (edit->kind == PLAN_EDIT_NEEDED) {
        unit->needed = edit->amount;
        if (unit->minimum > edit->amount)
            unit->minimum = edit->amount; /* by waiver */
    } else if (edit->kind == PLAN_EDIT_DURATION)
        unit->duration_min = edit->amount;
    else if (edit->kind == PLAN_EDIT_ATTENDANCE)
        unit->attendance = edit->amount;
    else
        unit->max_online = edit->amount;
}

static void free_item(struct plan_problem *problem, enum plan_block_kind kind, uint32_t item)
{
    for (uint32_t i = 0; i < problem->count.blocks; i++) {
        if (problem->blocks[i].kind == kind && problem->blocks[i].item == item)
            problem->blocks[i].sessions = 0;
    }
}

static void copy_blocks(struct plan_problem *problem, enum plan_block_kind kind, uint32_t from, uint32_t to)
{
    uint32_t count = problem->count.blocks;

    for (uint32_t i = 0; i < count; i++) {
        struct plan_block block = problem->blocks[i];
        if (block.kind != kind || block.item != from)
            continue;
        block.item = to;
        problem->blocks[problem->count.blocks++] = block;
    }
}

static void split_candidate(struct plan_problem *problem, uint32_t candidate)
{
    bool seen = false;

    for (uint32_t i = 0; i < problem->count.candidacies; i++) {
        struct plan_member *seat = &problem->candidacies[i];
        if (seat->item != candidate)
            continue;
        if (seen) {
            seat->item = problem->count.candidates++;
            problem->candidates[seat->item] = problem->candidates[candidate];
            copy_blocks(problem, PLAN_BLOCK_CANDIDATE, candidate, seat->item);
        }
        seen = true;
    }
}

static void copy_sites(struct plan_problem *problem, uint32_t from, uint32_t to)
{
    uint32_t count = problem->count.sites;

    for (uint32_t i = 0; i < count; i++) {
        struct plan_site site = problem->sites[i];
        if (site.venue != from)
            continue;
        site.venue = to;
        problem->sites[problem->count.sites++] = site;
    }
}

static void copy_hall(struct plan_problem *problem, uint32_t venue, int32_t copies)
{
    for (int32_t i = 0; i < copies; i++) {
        uint32_t copy = problem->count.venues++;
        problem->venues[copy] = problem->venues[venue];
        copy_blocks(problem, PLAN_BLOCK_VENUE, venue, copy);
        copy_sites(problem, venue, copy);
    }
}

/* Beside a hall of the commune; where it has none, at the home of a candidate who may come. */
static void add_hall(struct plan_problem *problem, uint32_t commune, int32_t seats)
{
    struct plan_venue hall = {
        .code = "+", .commune = commune, .capacity = seats, .online = true, .confirmed = true};

    if (problem->count.candidates > 0) {
        hall.x_m = problem->candidates[0].home_x_m;
        hall.y_m = problem->candidates[0].home_y_m;
    }
    for (uint32_t i = 0; i < problem->count.venues; i++) {
        if (problem->venues[i].commune == commune) {
            hall.x_m = problem->venues[i].x_m;
            hall.y_m = problem->venues[i].y_m;
            break;
        }
    }
    problem->venues[problem->count.venues++] = hall;
}

static void insert_day(struct plan_problem *problem, int32_t number)
{
    uint32_t at = problem->count.days++;

    for (; at > 0 && problem->days[at - 1].date.day > number; at--)
        problem->days[at] = problem->days[at - 1];
    problem->days[at] = (struct plan_day){.date = {number}};
    for (uint32_t i = 0; i < problem->count.blocks; i++)
        problem->blocks[i].day += problem->blocks[i].day >= at;
    for (uint32_t i = 0; i < problem->count.preferences; i++) {
        uint32_t *day = &problem->preferences[i].day;
        *day += *day != PLAN_NONE && *day >= at;
    }
}

static void append_days(struct plan_problem *problem, int32_t count)
{
    struct civil_date last = problem->days[problem->count.days - 1].date;

    for (int32_t i = 1; i <= count; i++)
        problem->days[problem->count.days++] = (struct plan_day){.date = civil_date_add_days(last, i)};
    problem->params.campaign_end = (struct civil_time){civil_date_add_days(last, count), 24 * 60 - 1};
}

static void edit_places(struct plan_problem *problem, const struct plan_edit *edit)
{
    switch (edit->kind) {
    case PLAN_EDIT_SEATS: problem->venues[edit->item].capacity = edit->amount; break;
    case PLAN_EDIT_EQUIP: problem->venues[edit->item].online = true; break;
    case PLAN_EDIT_CHAIRS: problem->communes[edit->item].chair_capacity = edit->amount; break;
    case PLAN_EDIT_MORE_HALLS: copy_hall(problem, edit->item, edit->amount); break;
    case PLAN_EDIT_NEW_HALL: add_hall(problem, edit->item, edit->amount); break;
    default: break;
    }
}

static void edit_times(struct plan_problem *problem, const struct plan_edit *edit)
{
    switch (edit->kind) {
    case PLAN_EDIT_PER_DAY: problem->params.candidate_max_per_day = edit->amount; break;
    case PLAN_EDIT_NO_WAYS:
        problem->params.speed_m_per_min = INT32_MAX;
        problem->params.candidate_buffer_min = 0;
        break;
    case PLAN_EDIT_UNBLOCK: problem->blocks[edit->item].sessions = 0; break;
    case PLAN_EDIT_SPLIT: split_candidate(problem, edit->item); break;
    case PLAN_EDIT_DAY: insert_day(problem, edit->amount); break;
    case PLAN_EDIT_MORE_DAYS: append_days(problem, edit->amount); break;
    default: break;
    }
}

static void make_edit(struct plan_problem *problem, const struct plan_edit *edit)
{
    if (edit->kind <= PLAN_EDIT_ONLINE_MAX)
        edit_unit(problem, edit);
    else if (edit->kind >= PLAN_EDIT_FREE_VENUE && edit->kind <= PLAN_EDIT_FREE_AREA)
        free_item(problem, (enum plan_block_kind)(edit->kind - PLAN_EDIT_FREE_VENUE), edit->item);
    else {
        edit_places(problem, edit);
        edit_times(problem, edit);
    }
}

enum error_code plan_edit_problem(const struct plan_problem *problem, const struct plan_edits *edits,
                                  struct plan_problem **out, struct error *err)
{
    CLEANUP(plan_problem_free_ptr) struct plan_problem *copy = NULL;

    TRY(copy_problem(problem, edits, &copy, err));
    for (int kind = 0; kind < PLAN_EDIT_KINDS; kind++) {
        for (size_t i = 0; i < edits->count; i++) {
            if ((int)edits->items[i].kind == kind)
                make_edit(copy, &edits->items[i]);
        }
    }
    TRY(plan_problem_prepare(copy, err));
    *out = copy;
    copy = NULL;
    return OK;
}

void plan_edit_space(struct plan_space *space, const struct plan_edits *edits)
{
    for (size_t i = 0; i < edits->count; i++) {
        const struct plan_edit *edit = &edits->items[i];
        if (edit->kind == PLAN_EDIT_SPREAD)
            space->units[edit->item].spread_max = INT32_MAX;
        else if (edit->kind == PLAN_EDIT_QUOTA)
            space->units[edit->item].quota_min = 0;
        else if (edit->kind == PLAN_EDIT_SAME_DAY)
            space->units[edit->item].often = true;
    }
}

bool plan_edits_waive(const struct plan_edits *edits, enum plan_edit_kind kind, uint32_t unit)
{
    for (size_t i = 0; i < edits->count; i++) {
        if (edits->items[i].kind == kind && edits->items[i].item == unit)
            return true;
    }
    return false;
}
