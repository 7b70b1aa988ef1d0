#include "plan/bound_branch.h"

#include <string.h>

#define CASES_MAX 64
#define APART_MIN (BOUND_PAIRS_PARTS / 32) /* from a whole number of pairs */
/* Later cases begin with the rebates of an earlier one, and need fewer rounds. */
#define LATER_ROUNDS_SHARE 2

/* How many pairs a unit has. */
struct limits {
    uint32_t least;
    uint32_t most;
};

struct bound_case {
    int64_t bound_m;
    struct limits *pairs; /* by unit of the cluster */
    int64_t *rebates_m;   /* of the first units of all links, one after the other */
    uint32_t divide;      /* the unit of the cluster to divide it by; PLAN_NONE: it cannot be divided */
    uint32_t divide_at;   /* pairs: no more than these, or more */
};

struct branch {
    struct bound_rebates *rebates;
    const struct bound_cluster *cluster;
    uint32_t rounds;
    struct arena *memory;
    struct bound_case cases[CASES_MAX];
    uint32_t case_count;
};

static struct bound_unit *unit_at(const struct branch *branch, uint32_t place)
{
    const struct bound_rebates *rebates = branch->rebates;

    return &rebates->units[rebates->cluster_units[branch->cluster->units.first + place]];
}

static struct bound_link *link_at(const struct branch *branch, uint32_t place)
{
    return &branch->rebates->links[branch->cluster->links.first + place];
}

/* ---- cases ---- */

static size_t count_rebates(const struct branch *branch)
{
    size_t rebates = 0;

    for (uint32_t i = 0; i < branch->cluster->links.count; i++)
        rebates += link_at(branch, i)->count[0];
    return rebates;
}

static bool case_init(struct branch *branch, struct bound_case *out)
{
    out->pairs = arena_array(branch->memory, branch->cluster->units.count, sizeof *out->pairs);
    out->rebates_m = arena_array(branch->memory, count_rebates(branch), sizeof *out->rebates_m);
    return out->pairs != NULL && out->rebates_m != NULL;
}

static void set_limits(struct branch *branch, const struct bound_case *of)
{
    for (uint32_t i = 0; i < branch->cluster->units.count; i++)
        bound_unit_limit_pairs(unit_at(branch, i), of->pairs[i].least, of->pairs[i].most);
}

static void set_rebates(struct branch *branch, const struct bound_case *of)
{
    const int64_t *rebates_m = of->rebates_m;

    for (uint32_t i = 0; i < branch->cluster->links.count; i++) {
        struct bound_link *link = link_at(branch, i);
        bound_link_give(link, rebates_m);
        rebates_m += link->count[0];
    }
}

static void keep_rebates(struct branch *branch, struct bound_case *of)
{
    int64_t *rebates_m = of->rebates_m;

    for (uint32_t i = 0; i < branch->cluster->links.count; i++) {
        const struct bound_link *link = link_at(branch, i);
        memcpy(rebates_m, link->best_m, link->count[0] * sizeof *rebates_m);
        rebates_m += link->count[0];
    }
}

/* Where more pairs, or fewer, need more holidays: prices that hold for both are of little use. */
static bool divide_by_holidays(struct branch *branch, struct bound_case *of)
{
    for (uint32_t i = 0; i < branch->cluster->units.count; i++) {
        const int64_t *extra = unit_at(branch, i)->sites.extra;
        for (uint32_t pairs = of->pairs[i].least; extra != NULL && pairs < of->pairs[i].most; pairs++) {
            if (extra[pairs] == extra[pairs + 1])
                continue;
            of->divide = i;
            of->divide_at = pairs;
            return true;
        }
    }
    return false;
}

/* The unit whose cheapest choices differed most in the number of their pairs, as far as that costs. */
static void find_division(struct branch *branch, struct bound_case *of)
{
    double most = 0;

    of->divide = PLAN_NONE;
    if (divide_by_holidays(branch, of))
        return;
    for (uint32_t i = 0; i < branch->cluster->units.count; i++) {
        const struct bound_unit *unit = unit_at(branch, i);
        uint32_t at = unit->pairs_mean / BOUND_PAIRS_PARTS;
        uint32_t above = unit->pairs_mean % BOUND_PAIRS_PARTS;
        uint32_t apart = above < BOUND_PAIRS_PARTS / 2 ? above : BOUND_PAIRS_PARTS - above;
        double score = (double)apart * (double)unit->choice.cost;
        if (apart >= APART_MIN && score > most && of->pairs[i].least <= at && at < of->pairs[i].most) {
            most = score;
            of->divide = i;
            of->divide_at = at;
        }
    }
}

/* ---- the search ---- */

static uint32_t lowest_case(const struct branch *branch)
{
    uint32_t lowest = 0;

    for (uint32_t i = 1; i < branch->case_count; i++) {
        if (branch->cases[i].bound_m < branch->cases[lowest].bound_m)
            lowest = i;
    }
    return lowest;
}

/* No bound above the lowest case that cannot be divided is of use. */
static int64_t enough_m(const struct branch *branch)
{
    int64_t enough_m = BOUND_NEVER;

    for (uint32_t i = 0; i < branch->case_count; i++) {
        if (branch->cases[i].divide == PLAN_NONE && branch->cases[i].bound_m < enough_m)
            enough_m = branch->cases[i].bound_m;
    }
    return enough_m;
}

/* From the rebates that it has. */
static void raise_case(struct branch *branch, struct bound_case *of, int64_t at_least_m, int64_t enough_m)
{
    struct bound_rounds rounds = {.most = branch->rounds, .enough_m = enough_m};

    if (branch->case_count > 1)
        rounds.most /= LATER_ROUNDS_SHARE;
    set_limits(branch, of);
    set_rebates(branch, of);
    of->bound_m = bound_cluster_raise(branch->rebates, branch->cluster, &rounds);
    if (of->bound_m < at_least_m)
        of->bound_m = at_least_m;
    keep_rebates(branch, of);
    find_division(branch, of);
}

/* The case keeps those with fewer pairs; a new one takes the others. */
static bool divide(struct branch *branch, struct bound_case *few)
{
    struct bound_case *many = &branch->cases[branch->case_count];
    uint32_t unit = few->divide;
    int64_t bound_m = few->bound_m;

    if (!case_init(branch, many))
        return false;
    memcpy(many->pairs, few->pairs, branch->cluster->units.count * sizeof *many->pairs);
    memcpy(many->rebates_m, few->rebates_m, count_rebates(branch) * sizeof *many->rebates_m);
    many->pairs[unit].least = few->divide_at + 1;
    few->pairs[unit].most = few->divide_at;
    many->divide = few->divide = 0; /* not known yet */
    branch->case_count++;
    raise_case(branch, many, bound_m, enough_m(branch));
    raise_case(branch, few, bound_m, enough_m(branch));
    return true;
}

static bool prove(struct branch *branch, int64_t *out_m)
{
    struct bound_case *whole = &branch->cases[0];

    branch->case_count = 1;
    if (!case_init(branch, whole))
        return false;
    for (uint32_t i = 0; i < branch->cluster->units.count; i++)
        whole->pairs[i] = (struct limits){unit_at(branch, i)->pairs_least, unit_at(branch, i)->pairs_most};
    keep_rebates(branch, whole);
    raise_case(branch, whole, 0, BOUND_NEVER);
    for (;;) {
        struct bound_case *lowest = &branch->cases[lowest_case(branch)];
        if (lowest->divide == PLAN_NONE || branch->case_count == CASES_MAX) {
            *out_m = lowest->bound_m;
            return true;
        }
        if (!divide(branch, lowest))
            return false;
    }
}

bool bound_cluster_prove(struct bound_rebates *rebates, const struct bound_cluster *cluster, uint32_t rounds,
                         int64_t *out_m)
{
    CLEANUP(arena_done) struct arena memory;
    struct branch branch;

    arena_init(&memory, (size_t)1 << 30);
    branch.rebates = rebates;
    branch.cluster = cluster;
    branch.rounds = rounds;
    branch.memory = &memory;
    return prove(&branch, out_m);
}
