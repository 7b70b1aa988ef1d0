#include "plan/team_deal.h"

#include <string.h>

/* Groups go together as long as they are no more than so much of an even share. */
#define SHARE_PERCENT 110

/* ---- the region ---- */

static uint32_t unit_of_card(const struct deck *deck, uint32_t card)
{
    return deck->space->unit_of_meeting[deck->cards[card]];
}

static uint32_t group_of(const struct plan_space *space, uint32_t unit, uint32_t place)
{
    return space->groups_of_units[space->units[unit].groups.first + place];
}

/* Meetings of a unit stand side by side. */
static uint32_t list_units(const struct deck *deck, uint32_t region, uint32_t *out)
{
    struct plan_range meetings = deck->meetings_of_region[region];
    uint32_t count = 0;

    for (uint32_t i = 0; i < meetings.count; i++) {
        uint32_t unit = deck->space->unit_of_meeting[deck->meetings[meetings.first + i]];
        if (count == 0 || out[count - 1] != unit)
            out[count++] = unit;
    }
    return count;
}

static bool take_lists(struct team_deal *deal, uint32_t parts, struct arena *memory)
{
    const struct plan_sizes *count = &deal->deck->space->problem->count;

    deal->units = arena_array(memory, count->units, sizeof *deal->units);
    deal->groups = arena_array(memory, count->groups, sizeof *deal->groups);
    deal->wide = arena_array(memory, count->units, sizeof *deal->wide);
    deal->links = arena_array(memory, deal->deck->space->party_count, sizeof *deal->links);
    deal->cards_in = arena_array(memory, count->groups, sizeof *deal->cards_in);
    deal->above = arena_array(memory, count->groups, sizeof *deal->above);
    deal->weight = arena_array(memory, count->groups, sizeof *deal->weight);
    deal->part_of_group = arena_array(memory, count->groups, sizeof *deal->part_of_group);
    deal->part_of_unit = arena_array(memory, count->units, sizeof *deal->part_of_unit);
    deal->parts = arena_array(memory, parts, sizeof *deal->parts);
    deal->part_weight = arena_array(memory, parts, sizeof *deal->part_weight);
    return deal->units != NULL && deal->groups != NULL && deal->wide != NULL && deal->links != NULL &&
           deal->cards_in != NULL && deal->above != NULL && deal->weight != NULL &&
           deal->part_of_group != NULL && deal->part_of_unit != NULL && deal->parts != NULL &&
           deal->part_weight != NULL;
}

static bool part_init(struct team_part *part, const struct team_deal *deal, struct arena *memory)
{
    part->meetings =
        arena_array(memory, deal->deck->meetings_of_region[deal->region].count, sizeof *part->meetings);
    part->cards = arena_array(memory, deal->deck->cards_of_region[deal->region].count, sizeof *part->cards);
    return part->meetings != NULL && part->cards != NULL;
}

static void list_groups(struct team_deal *deal)
{
    const struct plan_space *space = deal->deck->space;
    uint32_t groups = space->problem->count.groups;

    memset(deal->part_of_group, 0, groups * sizeof *deal->part_of_group);
    for (uint32_t i = 0; i < deal->unit_count; i++) {
        uint32_t unit = deal->units[i];
        uint32_t count = space->units[unit].groups.count;
        for (uint32_t k = 0; k < count; k++)
            deal->part_of_group[group_of(space, unit, k)] = 1;
        if (count > 1)
            deal->wide[deal->wide_count++] = unit;
    }
    for (uint32_t group = 0; group < groups; group++) {
        if (deal->part_of_group[group] == 1)
            deal->groups[deal->group_count++] = group;
    }
}

static void weigh_groups(struct team_deal *deal)
{
    struct plan_range cards = deal->deck->cards_of_region[deal->region];
    const struct plan_space *space = deal->deck->space;

    for (uint32_t i = cards.first; i < cards.first + cards.count; i++) {
        uint32_t unit = unit_of_card(deal->deck, i);
        if (space->units[unit].groups.count == 1)
            deal->cards_in[group_of(space, unit, 0)]++;
    }
}

static void list_links(struct team_deal *deal)
{
    const struct plan_space *space = deal->deck->space;

    for (uint32_t party = 0; party < space->party_count; party++) {
        struct plan_range seats = space->parties[party].seats;
        if (seats.count > 1 && deal->part_of_group[group_of(space, space->seats[seats.first].unit, 0)] == 1)
            deal->links[deal->link_count++] = party;
    }
}

bool team_deal_init(struct team_deal *deal, const struct deck *deck, uint32_t region, uint32_t parts,
                    struct arena *memory)
{
    *deal = (struct team_deal){.deck = deck, .region = region};
    if (!take_lists(deal, parts, memory) || !part_init(&deal->rest, deal, memory))
        return false;
    for (uint32_t i = 0; i < parts; i++) {
        if (!part_init(&deal->parts[i], deal, memory))
            return false;
    }
    deal->unit_count = list_units(deck, region, deal->units);
    list_groups(deal);
    weigh_groups(deal);
    list_links(deal);
    return true;
}

/* ---- groups that go together ---- */

static uint32_t find_top(uint32_t *above, uint32_t group)
{
    while (above[group] != group) {
        above[group] = above[above[group]];
        group = above[group];
    }
    return group;
}

static void shuffle(uint32_t *items, uint32_t count, struct prng *prng)
{
    for (uint32_t i = count; i > 1; i--) {
        uint32_t k = prng_below(prng, i);
        uint32_t item = items[i - 1];
        items[i - 1] = items[k];
        items[k] = item;
    }
}

/* All groups of the unit, if they are not too much together. */
static void join_groups(struct team_deal *deal, uint32_t unit, uint32_t most)
{
    const struct plan_space *space = deal->deck->space;
    uint32_t count = space->units[unit].groups.count;
    uint64_t sum = 0;

    for (uint32_t k = 0; k < count; k++) {
        uint32_t top = find_top(deal->above, group_of(space, unit, k));
        bool counted = false;
        for (uint32_t i = 0; i < k; i++)
            counted = counted || find_top(deal->above, group_of(space, unit, i)) == top;
        sum += counted ? 0 : deal->weight[top];
    }
    for (uint32_t k = 1; sum <= most && k < count; k++)
        deal->above[find_top(deal->above, group_of(space, unit, k))] =
            find_top(deal->above, group_of(space, unit, 0));
    if (sum <= most)
        deal->weight[find_top(deal->above, group_of(space, unit, 0))] = (uint32_t)sum;
}

static void join_wide_units(struct team_deal *deal, uint32_t parts, struct prng *prng)
{
    uint64_t all = 0;

    for (uint32_t i = 0; i < deal->group_count; i++) {
        uint32_t group = deal->groups[i];
        deal->above[group] = group;
        deal->weight[group] = deal->cards_in[group];
        all += deal->cards_in[group];
    }
    shuffle(deal->wide, deal->wide_count, prng);
    for (uint32_t i = 0; i < deal->wide_count; i++)
        join_groups(deal, deal->wide[i], (uint32_t)(all * SHARE_PERCENT / 100 / parts));
}

/* ---- parts ---- */

/* The heaviest first, each to the lightest part; equal ones by chance. */
static void deal_groups(struct team_deal *deal, uint32_t parts, struct prng *prng)
{
    memset(deal->part_weight, 0, parts * sizeof *deal->part_weight);
    shuffle(deal->groups, deal->group_count, prng);
    for (uint32_t i = 0; i < deal->group_count; i++)
        deal->part_of_group[deal->groups[i]] = PLAN_NONE;
    for (;;) {
        uint32_t heaviest = PLAN_NONE;
        uint32_t lightest = 0;
        for (uint32_t i = 0; i < deal->group_count; i++) {
            uint32_t group = deal->groups[i];
            if (deal->above[group] == group && deal->part_of_group[group] == PLAN_NONE &&
                (heaviest == PLAN_NONE || deal->weight[group] > deal->weight[heaviest]))
                heaviest = group;
        }
        if (heaviest == PLAN_NONE)
            return;
        for (uint32_t part = 1; part < parts; part++)
            lightest = deal->part_weight[part] < deal->part_weight[lightest] ? part : lightest;
        deal->part_of_group[heaviest] = lightest;
        deal->part_weight[lightest] += deal->weight[heaviest];
    }
}

static void deal_units(struct team_deal *deal)
{
    const struct plan_space *space = deal->deck->space;

    for (uint32_t i = 0; i < deal->unit_count; i++) {
        uint32_t unit = deal->units[i];
        uint32_t part = deal->part_of_group[find_top(deal->above, group_of(space, unit, 0))];
        for (uint32_t k = 1; k < space->units[unit].groups.count; k++) {
            if (deal->part_of_group[find_top(deal->above, group_of(space, unit, k))] != part)
                part = PLAN_NONE;
        }
        deal->part_of_unit[unit] = part;
    }
}

/* Of two units in different parts the one whose ways are shorter stands still. */
static void cut_links(struct team_deal *deal)
{
    const struct plan_space *space = deal->deck->space;

    for (uint32_t i = 0; i < deal->link_count; i++) {
        struct plan_range seats = space->parties[deal->links[i]].seats;
        for (uint32_t k = 1; k < seats.count; k++) {
            for (uint32_t j = 0; j < k; j++) {
                uint32_t a = space->seats[seats.first + j].unit;
                uint32_t b = space->seats[seats.first + k].unit;
                if (deal->part_of_unit[a] == PLAN_NONE || deal->part_of_unit[b] == PLAN_NONE ||
                    deal->part_of_unit[a] == deal->part_of_unit[b])
                    continue;
                deal->part_of_unit[deal->deck->warmth_m[a] < deal->deck->warmth_m[b] ? a : b] = PLAN_NONE;
            }
        }
    }
}

static void fill_parts(struct team_deal *deal, uint32_t parts)
{
    const struct deck *deck = deal->deck;
    struct plan_range meetings = deck->meetings_of_region[deal->region];
    struct plan_range cards = deck->cards_of_region[deal->region];

    deal->rest.card_count = 0;
    for (uint32_t i = 0; i < parts; i++)
        deal->parts[i].meeting_count = deal->parts[i].card_count = 0;
    for (uint32_t i = meetings.first; i < meetings.first + meetings.count; i++) {
        uint32_t part = deal->part_of_unit[deck->space->unit_of_meeting[deck->meetings[i]]];
        if (part != PLAN_NONE)
            deal->parts[part].meetings[deal->parts[part].meeting_count++] = deck->meetings[i];
    }
    for (uint32_t i = cards.first; i < cards.first + cards.count; i++) {
        uint32_t number = deal->part_of_unit[unit_of_card(deck, i)];
        struct team_part *part = number != PLAN_NONE ? &deal->parts[number] : &deal->rest;
        part->cards[part->card_count++] = deck->cards[i];
    }
}

void team_deal_parts(struct team_deal *deal, uint32_t parts, struct prng *prng)
{
    join_wide_units(deal, parts, prng);
    deal_groups(deal, parts, prng);
    deal_units(deal);
    cut_links(deal);
    fill_parts(deal, parts);
}
