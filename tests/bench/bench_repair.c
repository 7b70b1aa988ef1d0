/* How few meetings move, and how fast, when something happens to the published plan of a province: a thousand
 * disturbances, or as many as the first argument says. */
#include "app/disturbances.h"

#include <stdio.h>
#include <stdlib.h>

struct sums {
    size_t count, disturbed, moved, missing, hopeless, violations, pins_moved, codes_lost;
    double ms, worst_ms;
};

static void add(struct sums *sums, const struct disturbance *one)
{
    sums->count++;
    sums->disturbed += one->disturbed;
    sums->moved += one->moved;
    sums->missing += one->missing;
    sums->hopeless += one->hopeless ? one->missing : 0;
    sums->violations += one->violations;
    sums->pins_moved += one->pins_moved;
    sums->codes_lost += one->codes_lost;
    sums->ms += one->ms;
    sums->worst_ms = one->ms > sums->worst_ms ? one->ms : sums->worst_ms;
}

static void put(const char *name, const struct sums *sums)
{
    printf("%-18s %5zu %9zu %6zu %6.3f %8zu %8zu %10zu %5zu %5zu %8.1f %8.1f\n", name, sums->count,
           sums->disturbed, sums->moved,
           sums->disturbed > 0 ? (double)sums->moved / (double)sums->disturbed : 0.0, sums->missing,
           sums->hopeless, sums->violations, sums->pins_moved, sums->codes_lost,
           sums->ms / (double)sums->count, sums->worst_ms);
}

int main(int argc, char **argv)
{
    unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000;
    struct sums by_kind[DISTURBANCE_KINDS] = {{0}};
    struct sums all = {0};
    struct province province;

    province_init(&province, 4000000);
    printf("%-18s %5s %9s %6s %6s %8s %8s %10s %5s %5s %8s %8s\n", "disturbance", "n", "disturbed", "moved",
           "ratio", "missing", "hopeless", "violations", "pins", "codes", "ms", "worst");
    for (uint64_t seed = 1; seed <= count; seed++) {
        struct disturbance one = disturb(&province, seed);
        add(&by_kind[one.kind], &one);
        add(&all, &one);
    }
    for (int kind = 0; kind < DISTURBANCE_KINDS; kind++)
        put(disturbance_names[kind], &by_kind[kind]);
    put("all", &all);
    province_done(&province);
    return all.violations + all.pins_moved + all.codes_lost == 0 ? 0 : 1;
}
