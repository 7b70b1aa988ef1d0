/* Units that are made of others, which hold joint meetings as one. */
#include "plan/problem_check.h"

#include <stdlib.h>

#define COMPARE(a, b) (((a) > (b)) - ((a) < (b)))

static int compare_joints(const void *a, const void *b)
{
    const struct plan_joint *left = a;
    const struct plan_joint *right = b;

    return left->unit != right->unit ? COMPARE(left->unit, right->unit) : COMPARE(left->joint, right->joint);
}

static bool has_commune(const struct plan_problem *problem, const struct plan_unit *unit, uint32_t commune)
{
    for (uint32_t i = 0; i < unit->communes.count; i++) {
        if (problem->communes_of_units[unit->communes.first + i] == commune)
            return true;
    }
    return false;
}

static enum error_code check_joint(const struct plan_problem *problem, const struct plan_joint *row,
                                   struct error *err)
{
    const struct plan_unit *unit = &problem->units[row->unit];

    if (row->joint == PLAN_NONE)
        return OK;
    if (!has_commune(problem, unit, row->commune))
        return error_set(err, ERROR_DATA,
                         "Unit %s has no part in commune %s, so it cannot hold the joint meetings %s there.",
                         unit->code, problem->communes[row->commune].code, problem->units[row->joint].code);
    if (unit->joint)
        return error_set(err, ERROR_DATA, "The joint meetings %s cannot be part of others.", unit->code);
    return OK;
}

static void list_joints(struct plan_problem *problem)
{
    for (uint32_t i = 0; i < problem->count.joints; i++) {
        struct plan_unit *unit = &problem->units[problem->joints[i].unit];
        if (unit->joints.count++ == 0)
            unit->joints.first = i;
        unit->held_jointly += problem->joints[i].meetings;
    }
}

/* ---- who meets the same voters ---- */

static void add_kin(struct plan_problem *problem, uint32_t unit, uint32_t other)
{
    struct plan_range *kin = &problem->units[unit].kin;

    for (uint32_t i = 0; i < kin->count; i++) {
        if (problem->kin_of_units[kin->first + i] == other)
            return;
    }
    if (unit != other)
        problem->kin_of_units[kin->first + kin->count++] = other;
}

/* Of a unit: the joint ones it takes part in. Of a joint one: its members, and what else these take part in. */
static bool list_kin(struct plan_problem *problem)
{
    uint32_t room = 0;

    for (uint32_t i = 0; i < problem->count.joints; i++) {
        struct plan_unit *unit = &problem->units[problem->joints[i].unit];
        unit->kin.count = unit->joints.count;
        if (problem->joints[i].joint != PLAN_NONE)
            problem->units[problem->joints[i].joint].kin.count += 1 + unit->joints.count;
    }
    for (uint32_t i = 0; i < problem->count.units; i++) {
        struct plan_range *kin = &problem->units[i].kin;
        kin->first = room;
        room += kin->count;
        kin->count = 0;
    }
    problem->kin_of_units = arena_array(&problem->memory, room, sizeof *problem->kin_of_units);
    if (problem->kin_of_units == NULL)
        return false;
    for (uint32_t i = 0; i < problem->count.joints; i++) {
        uint32_t unit = problem->joints[i].unit;
        uint32_t joint = problem->joints[i].joint;
        struct plan_range others = problem->units[unit].joints;
        if (joint == PLAN_NONE)
            continue;
        add_kin(problem, unit, joint);
        add_kin(problem, joint, unit);
        for (uint32_t k = others.first; k < others.first + others.count; k++) {
            if (problem->joints[k].joint != PLAN_NONE)
                add_kin(problem, joint, problem->joints[k].joint);
        }
    }
    return true;
}

enum error_code plan_prepare_joints(struct plan_problem *problem, struct error *err)
{
    for (uint32_t i = 0; i < problem->count.units; i++) {
        struct plan_unit *unit = &problem->units[i];
        unit->joint = false; /* a copy of a prepared problem is prepared anew */
        unit->held_jointly = 0;
        unit->joints = (struct plan_range){0, 0};
        unit->kin = (struct plan_range){0, 0};
    }
    if (problem->count.joints == 0)
        return OK;
    qsort(problem->joints, problem->count.joints, sizeof *problem->joints, compare_joints);
    for (uint32_t i = 0; i < problem->count.joints; i++) {
        if (problem->joints[i].joint != PLAN_NONE)
            problem->units[problem->joints[i].joint].joint = true;
    }
    for (uint32_t i = 0; i < problem->count.joints; i++)
        TRY(check_joint(problem, &problem->joints[i], err));
    list_joints(problem);
    return list_kin(problem) ? OK : error_memory(err);
}

/* ---- the even share of a commune ---- */

enum error_code plan_problem_check_joints(const struct plan_problem *problem, struct error *err)
{
    for (uint32_t i = 0; i < problem->count.joints; i++) {
        uint32_t commune = problem->joints[i].commune;
        const struct plan_unit *unit = &problem->units[problem->joints[i].unit];
        int32_t all = unit->needed + unit->held_jointly;
        int32_t share = (all + (int32_t)unit->communes.count - 1) / (int32_t)unit->communes.count;
        int32_t jointly = 0;
        for (uint32_t k = unit->joints.first; k < unit->joints.first + unit->joints.count; k++)
            jointly += problem->joints[k].commune == commune ? problem->joints[k].meetings : 0;
        if (jointly > share)
            return error_set(err, ERROR_DATA,
                             "Unit %s may hold at most %d meetings in commune %s; %d joint ones are asked "
                             "for there.",
                             unit->code, share, problem->communes[commune].code, jointly);
    }
    return OK;
}
