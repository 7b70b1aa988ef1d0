#include "plan/conflict_part.h"

#include <string.h>

#define MEMORY_MAX_BYTES ((size_t)256 << 20)

/* Which things of one kind are in the part. */
struct choice {
    uint32_t *place_of; /* by index of the whole; PLAN_NONE: not in the part */
    uint32_t *chosen;   /* by index of the part */
    uint32_t count;
};

struct cut {
    const struct plan_problem *whole;
    struct choice units, groups, communes, venues, candidates;
    struct plan_sizes sizes;
};

static bool choice_init(struct choice *choice, uint32_t count, struct arena *memory)
{
    choice->place_of = arena_array(memory, count, sizeof *choice->place_of);
    choice->chosen = arena_array(memory, count, sizeof *choice->chosen);
    if (choice->place_of == NULL || choice->chosen == NULL)
        return false;
    memset(choice->place_of, 0xff, count * sizeof *choice->place_of);
    return true;
}

static void choose(struct choice *choice, uint32_t item)
{
    if (choice->place_of[item] != PLAN_NONE)
        return;
    choice->place_of[item] = choice->count;
    choice->chosen[choice->count++] = item;
}

static void choose_commune(struct cut *cut, uint32_t commune)
{
    struct plan_range venues = cut->whole->venues_of_commune[commune];

    choose(&cut->communes, commune);
    choose(&cut->groups, cut->whole->communes[commune].group);
    for (uint32_t i = 0; i < venues.count; i++)
        choose(&cut->venues, cut->whole->venues_by_commune[venues.first + i]);
}

/* Online a unit may speak from every commune of its groups. */
static void choose_groups(struct cut *cut, struct plan_range communes)
{
    for (uint32_t i = 0; i < communes.count; i++) {
        uint32_t group = cut->whole->communes[cut->whole->communes_of_units[communes.first + i]].group;
        struct plan_range all = cut->whole->communes_of_group[group];
        for (uint32_t k = 0; k < all.count; k++)
            choose_commune(cut, cut->whole->communes_by_group[all.first + k]);
    }
}

static void choose_unit(struct cut *cut, uint32_t index)
{
    const struct plan_unit *unit = &cut->whole->units[index];

    choose(&cut->units, index);
    for (uint32_t i = 0; i < unit->communes.count; i++)
        choose_commune(cut, cut->whole->communes_of_units[unit->communes.first + i]);
    if (unit->max_online > 0)
        choose_groups(cut, unit->communes);
    if (cut->whole->count.sites > 0)
        choose_groups(cut, unit->communes); /* further sites lie there */
    for (uint32_t i = 0; i < unit->candidates.count; i++)
        choose(&cut->candidates, cut->whole->candidates_of_units[unit->candidates.first + i]);
    cut->sizes.joints += unit->joints.count;
    cut->sizes.unit_communes += unit->communes.count;
    cut->sizes.candidacies += unit->candidates.count;
}

static const struct choice *choice_of_block(const struct cut *cut, enum plan_block_kind kind)
{
    const struct choice *choices[PLAN_BLOCK_KIND_COUNT] = {
        [PLAN_BLOCK_VENUE] = &cut->venues,         [PLAN_BLOCK_COMMUNE] = &cut->communes,
        [PLAN_BLOCK_CANDIDATE] = &cut->candidates, [PLAN_BLOCK_UNIT] = &cut->units,
        [PLAN_BLOCK_GROUP] = &cut->groups,
    };

    return choices[kind];
}

static uint32_t place_of_block(const struct cut *cut, const struct plan_block *block)
{
    return choice_of_block(cut, block->kind)->place_of[block->item];
}

/* The wish as the part has it; false when it concerns nobody there. */
static bool find_wish(const struct cut *cut, const struct plan_preference *wish, struct plan_preference *out)
{
    const struct choice *choices[PLAN_SCOPE_COUNT] = {
        [PLAN_SCOPE_UNIT] = &cut->units,
        [PLAN_SCOPE_GROUP] = &cut->groups,
        [PLAN_SCOPE_COMMUNE] = &cut->communes,
    };

    *out = *wish;
    if (choices[wish->scope] != NULL)
        out->item = choices[wish->scope]->place_of[wish->item];
    return choices[wish->scope] == NULL || out->item != PLAN_NONE;
}

static bool find_travel(const struct cut *cut, const struct plan_travel *travel, struct plan_travel *out)
{
    const struct choice *choice = travel->communes ? &cut->communes : &cut->venues;

    *out = *travel;
    out->from = choice->place_of[travel->from];
    out->to = choice->place_of[travel->to];
    return out->from != PLAN_NONE && out->to != PLAN_NONE;
}

/* The site as the part has it; false when it concerns nobody there, or lies where none of its units may meet. */
static bool find_site(const struct cut *cut, const struct plan_site *site, struct plan_site *out)
{
    *out = *site;
    out->venue = cut->venues.place_of[site->venue];
    out->site = cut->venues.place_of[site->site];
    if (site->unit != PLAN_NONE)
        out->unit = cut->units.place_of[site->unit];
    return out->venue != PLAN_NONE && out->site != PLAN_NONE &&
           (site->unit == PLAN_NONE || out->unit != PLAN_NONE);
}

/* ---- filling the part ---- */

static void fill_members(const struct cut *cut, struct plan_problem *part)
{
    uint32_t commune_count = 0;
    uint32_t candidate_count = 0;

    for (uint32_t i = 0; i < cut->units.count; i++) {
        const struct plan_unit *unit = &cut->whole->units[cut->units.chosen[i]];
        for (uint32_t k = 0; k < unit->communes.count; k++)
            part->unit_communes[commune_count++] = (struct plan_member){
                i, cut->communes.place_of[cut->whole->communes_of_units[unit->communes.first + k]]};
        for (uint32_t k = 0; k < unit->candidates.count; k++)
            part->candidacies[candidate_count++] = (struct plan_member){
                i, cut->candidates.place_of[cut->whole->candidates_of_units[unit->candidates.first + k]]};
    }
}

static void fill_things(const struct cut *cut, struct plan_problem *part)
{
    const struct plan_problem *whole = cut->whole;

    part->params = whole->params;
    memcpy(part->rule_settings, whole->rule_settings, sizeof part->rule_settings);
    memcpy(part->sessions, whole->sessions, whole->count.sessions * sizeof *whole->sessions);
    memcpy(part->days, whole->days, whole->count.days * sizeof *whole->days);
    for (uint32_t i = 0; i < cut->groups.count; i++)
        part->groups[i] = whole->groups[cut->groups.chosen[i]];
    for (uint32_t i = 0; i < cut->communes.count; i++) {
        part->communes[i] = whole->communes[cut->communes.chosen[i]];
        part->communes[i].group = cut->groups.place_of[part->communes[i].group];
    }
    for (uint32_t i = 0; i < cut->venues.count; i++) {
        part->venues[i] = whole->venues[cut->venues.chosen[i]];
        part->venues[i].commune = cut->communes.place_of[part->venues[i].commune];
    }
    for (uint32_t i = 0; i < cut->candidates.count; i++)
        part->candidates[i] = whole->candidates[cut->candidates.chosen[i]];
    for (uint32_t i = 0; i < cut->units.count; i++)
        part->units[i] = whole->units[cut->units.chosen[i]];
}

static void fill_blocks(const struct cut *cut, struct plan_problem *part, uint32_t *rows)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < cut->whole->count.blocks; i++) {
        struct plan_block block = cut->whole->blocks[i];
        block.item = place_of_block(cut, &block);
        if (block.item == PLAN_NONE)
            continue;
        rows[count] = i;
        part->blocks[count++] = block;
    }
}

static void fill_wishes(const struct cut *cut, struct plan_problem *part, uint32_t *rows)
{
    const struct plan_problem *whole = cut->whole;

    part->count.preferences = 0;
    for (uint32_t i = 0; i < whole->count.preferences; i++) {
        uint32_t *count = &part->count.preferences;
        rows[*count] = i;
        *count += find_wish(cut, &whole->preferences[i], &part->preferences[*count]);
    }
}

static void fill_travels(const struct cut *cut, struct plan_problem *part)
{
    struct plan_travel travel;
    uint32_t count = 0;

    for (uint32_t i = 0; i < cut->whole->count.travels; i++) {
        if (find_travel(cut, &cut->whole->travels[i], &travel))
            part->travels[count++] = travel;
    }
}

static void fill_sites(const struct cut *cut, struct plan_problem *part)
{
    struct plan_site site;
    uint32_t count = 0;

    for (uint32_t i = 0; i < cut->whole->count.sites; i++) {
        if (find_site(cut, &cut->whole->sites[i], &site))
            part->sites[count++] = site;
    }
}

/* What a unit holds jointly counts for it, whether or not the joint meetings are in the part. */
static void fill_joints(const struct cut *cut, struct plan_problem *part)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < cut->units.count; i++) {
        struct plan_range joints = cut->whole->units[cut->units.chosen[i]].joints;
        for (uint32_t k = joints.first; k < joints.first + joints.count; k++) {
            struct plan_joint row = cut->whole->joints[k];
            row.unit = i;
            row.joint = row.joint == PLAN_NONE ? PLAN_NONE : cut->units.place_of[row.joint];
            row.commune = cut->communes.place_of[row.commune];
            part->joints[count++] = row;
        }
    }
}

static void count_rows(struct cut *cut)
{
    const struct plan_problem *whole = cut->whole;
    struct plan_travel travel;
    struct plan_site site;

    cut->sizes.preferences = whole->count.preferences;
    for (uint32_t i = 0; i < whole->count.blocks; i++)
        cut->sizes.blocks += place_of_block(cut, &whole->blocks[i]) != PLAN_NONE;
    for (uint32_t i = 0; i < whole->count.travels; i++)
        cut->sizes.travels += find_travel(cut, &whole->travels[i], &travel);
    for (uint32_t i = 0; i < whole->count.sites; i++)
        cut->sizes.sites += find_site(cut, &whole->sites[i], &site);
}

static enum error_code fill(struct cut *cut, struct plan_part *part, struct error *err)
{
    const struct plan_problem *whole = cut->whole;
    struct plan_sizes *sizes = &cut->sizes;

    sizes->sessions = whole->count.sessions;
    sizes->days = whole->count.days;
    sizes->groups = cut->groups.count;
    sizes->communes = cut->communes.count;
    sizes->venues = cut->venues.count;
    sizes->candidates = cut->candidates.count;
    sizes->units = cut->units.count;
    count_rows(cut);
    part->blocks = arena_array(&part->memory, sizes->blocks, sizeof *part->blocks);
    part->preferences = arena_array(&part->memory, sizes->preferences, sizeof *part->preferences);
    if (part->blocks == NULL || part->preferences == NULL)
        return error_memory(err);
    TRY(plan_problem_new(sizes, &part->problem, err));
    fill_things(cut, part->problem);
    fill_members(cut, part->problem);
    fill_blocks(cut, part->problem, part->blocks);
    fill_wishes(cut, part->problem, part->preferences);
    fill_travels(cut, part->problem);
    fill_sites(cut, part->problem);
    fill_joints(cut, part->problem);
    return plan_problem_prepare(part->problem, err);
}

static bool cut_init(struct cut *cut, struct arena *memory)
{
    const struct plan_sizes *count = &cut->whole->count;

    return choice_init(&cut->units, count->units, memory) &&
           choice_init(&cut->groups, count->groups, memory) &&
           choice_init(&cut->communes, count->communes, memory) &&
           choice_init(&cut->venues, count->venues, memory) &&
           choice_init(&cut->candidates, count->candidates, memory);
}

enum error_code plan_part_new(const struct plan_problem *whole, const uint32_t *units, uint32_t count,
                              struct plan_part *out, struct error *err)
{
    CLEANUP(plan_part_done) struct plan_part part = {.problem = NULL};
    struct cut cut = {.whole = whole};

    arena_init(&part.memory, MEMORY_MAX_BYTES);
    if (!cut_init(&cut, &part.memory))
        return error_memory(err);
    for (uint32_t i = 0; i < count; i++)
        choose_unit(&cut, units[i]);
    TRY(fill(&cut, &part, err));
    part.units = cut.units.chosen;
    part.groups = cut.groups.chosen;
    part.communes = cut.communes.chosen;
    part.venues = cut.venues.chosen;
    part.candidates = cut.candidates.chosen;
    *out = part;
    part = (struct plan_part){.problem = NULL};
    return OK;
}

void plan_part_done(struct plan_part *part)
{
    plan_problem_free(part->problem);
    arena_done(&part->memory);
}
