/* What a change would be, and what the law says of it. */
#include "plan/explain_words.h"

#include <stdio.h>

struct change {
    const struct plan_problem *problem;
    const struct plan_names *names;
    const struct plan_edits *edits;
};

static const struct plan_edit *first(const struct change *change)
{
    return &change->edits->items[0];
}

static const char *name(const struct change *change, enum plan_thing thing, uint32_t index)
{
    return plan_name(change->problem, change->names, thing, index);
}

static const char *unit_name(const struct change *change)
{
    return name(change, PLAN_THING_UNIT, first(change)->item);
}

static void write_needed(const struct change *change, struct message *out)
{
    message_set(out, "Let unit %s hold %d meetings in place of %d.", unit_name(change), first(change)->amount,
                change->problem->units[first(change)->item].needed);
}

static void write_duration(const struct change *change, struct message *out)
{
    message_set(out, "Let a meeting of unit %s last %d minutes in place of %d.", unit_name(change),
                first(change)->amount, change->problem->units[first(change)->item].duration_min);
}

static void write_attendance(const struct change *change, struct message *out)
{
    message_set(out, "Expect %d voters at a meeting of unit %s in place of %d.", first(change)->amount,
                unit_name(change), change->problem->units[first(change)->item].attendance);
}

static void write_online_max(const struct change *change, struct message *out)
{
    int32_t now = change->problem->units[first(change)->item].max_online;

    message_set(out, "Allow unit %s %d online meetings in place of %d.", unit_name(change),
                first(change)->amount, now);
}

static void write_spread(const struct change *change, struct message *out)
{
    message_set(out, "Let unit %s hold more of its meetings in one commune.", unit_name(change));
}

static void write_quota(const struct change *change, struct message *out)
{
    message_set(out, "Let unit %s hold fewer of its meetings in one district than in the others.",
                unit_name(change));
}

static void write_same_day(const struct change *change, struct message *out)
{
    message_set(out, "Let unit %s hold two meetings in one commune on one day.", unit_name(change));
}

static void write_chairs(const struct change *change, struct message *out)
{
    message_set(out, "Let the committee of commune %s chair %d meetings at a time.",
                name(change, PLAN_THING_COMMUNE, first(change)->item), first(change)->amount);
}

static void write_per_day(const struct change *change, struct message *out)
{
    message_set(out, "Allow a candidate %d meetings a day.", first(change)->amount);
}

static void write_equip(const struct change *change, struct message *out)
{
    struct plan_list halls = {.length = 0};

    for (size_t i = 0; i < change->edits->count; i++)
        plan_list_add(&halls, name(change, PLAN_THING_VENUE, change->edits->items[i].item));
    message_set(out, "Equip these halls for online meetings: %s.", plan_list_finish(&halls));
}

static void write_new_hall(const struct change *change, struct message *out)
{
    struct plan_list communes = {.length = 0};

    for (size_t i = 0; i < change->edits->count; i++)
        plan_list_add(&communes, name(change, PLAN_THING_COMMUNE, change->edits->items[i].item));
    message_set(out, "Open one more hall with at least %d seats in each of these communes: %s.",
                first(change)->amount, plan_list_finish(&communes));
}

static void write_day(const struct change *change, struct message *out)
{
    struct plan_list days = {.length = 0};

    for (size_t i = 0; i < change->edits->count; i++) {
        char date[16];
        plan_date_write((struct civil_date){change->edits->items[i].amount}, date);
        plan_list_add(&days, date);
    }
    message_set(out, "Hold meetings on these days of the campaign, too: %s.", plan_list_finish(&days));
}

static void write_unblock(const struct change *change, struct message *out)
{
    const struct plan_block *blocks = change->problem->blocks;
    const struct plan_block *block = &blocks[first(change)->item];
    struct plan_list days = {.length = 0};

    for (size_t i = 0; i < change->edits->count; i++) {
        char date[16];
        plan_date_write(change->problem->days[blocks[change->edits->items[i].item].day].date, date);
        plan_list_add(&days, date);
    }
    if (block->kind == PLAN_BLOCK_VENUE)
        message_set(out, "Have hall %s free on %s.", name(change, PLAN_THING_VENUE, block->item),
                    plan_list_finish(&days));
    else if (block->kind == PLAN_BLOCK_COMMUNE)
        message_set(out, "Have the committee of commune %s chair on %s.",
                    name(change, PLAN_THING_COMMUNE, block->item), plan_list_finish(&days));
    else if (block->kind == PLAN_BLOCK_UNIT)
        message_set(out, "Let unit %s meet on %s.", name(change, PLAN_THING_UNIT, block->item),
                    plan_list_finish(&days));
    else
        message_set(out, "Have candidate %s come on %s.", name(change, PLAN_THING_CANDIDATE, block->item),
                    plan_list_finish(&days));
}

static void write_allow(const struct change *change, struct message *out)
{
    message_set(out, "Allow meetings at times that staff forbid now (%zu rows of their wishes).",
                change->edits->count);
}

/* Only what plan_ways_find offers has words. */
static const struct {
    void (*write)(const struct change *change, struct message *out);
    const char *effect;
} rows[PLAN_EDIT_KINDS] = {
    [PLAN_EDIT_NEEDED] =
        {write_needed,
         N_("The law names no number, guidance of the Front does: fewer need a document of the Front, agreed "
            "with "
            "the election committee. All candidates of the unit keep the same number (art. 63).")},
    [PLAN_EDIT_DURATION] = {write_duration,
                            N_("The law permits it as long as the five parts of the programme are "
                               "kept (art. 66), with equal time for each candidate.")},
    [PLAN_EDIT_ATTENDANCE] =
        {write_attendance,
         N_("The law permits it; it names no number of voters. A second site may be linked for the others.")},
    [PLAN_EDIT_ONLINE_MAX] =
        {write_online_max,
         N_("Permitted only where the technical, network-safety and cyber-security conditions are "
            "met (art. 66 as amended by law 83/2025/QH15, art. 1.20); the form is announced with "
            "the access point.")},
    [PLAN_EDIT_SPREAD] = {write_spread,
                          N_("The law permits it: spreading is a rule of staff, who lower it with a "
                             "reason. Voters of other communes get fewer meetings.")},
    [PLAN_EDIT_QUOTA] = {write_quota,
                         N_("The law permits it: spreading is a rule of staff, who lower it with a "
                            "reason. Voters of one district get fewer meetings.")},
    [PLAN_EDIT_SAME_DAY] =
        {write_same_day, N_("The law permits it: once a day is a rule of staff, who lower it with a reason. "
                            "The two meetings should call different voters.")},
    [PLAN_EDIT_EQUIP] = {write_equip,
                         N_("Permitted only where the technical, network-safety and cyber-security "
                            "conditions are met (art. 66 as amended by law 83/2025/QH15, art. 1.20).")},
    [PLAN_EDIT_CHAIRS] = {write_chairs, N_("The law permits it: the Front presides (art. 66); the committee "
                                           "sends a deputy to the second meeting.")},
    [PLAN_EDIT_PER_DAY] =
        {write_per_day,
         N_("The law permits it: the number a day is a rule of staff. The candidates should agree.")},
    [PLAN_EDIT_ALLOW] = {write_allow, N_("The law permits it: these times were forbidden by staff.")},
    [PLAN_EDIT_UNBLOCK] = {write_unblock, N_("The law permits it; it is agreed with those concerned.")},
    [PLAN_EDIT_NEW_HALL] =
        {write_new_hall,
         N_("The law permits it, inside the area of the unit (art. 63); the People's Committee of the "
            "place announces the hall.")},
    [PLAN_EDIT_DAY] = {write_day,
                       N_("The law permits it: these days lie inside the campaign window, which itself "
                          "cannot be made longer (art. 64).")},
};

void plan_edit_write(const struct plan_problem *problem, const struct plan_names *names,
                     const struct plan_edits *edits, struct message *out)
{
    const struct change change = {problem, names, edits};

    rows[edits->items[0].kind].write(&change, out);
}

const char *plan_edit_effect(enum plan_edit_kind kind)
{
    return rows[kind].effect;
}
