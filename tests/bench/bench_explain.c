/* How long it takes to say why a meeting stands where it does and where else it could: the meetings of a planned
 * folder of tables, one by one, reading and planning not counted. The first argument is the folder, the second a
 * plan of it. */
#include "app/plan_folder.h"
#include "base/clock.h"
#include "plan/alternatives.h"

#include <stdio.h>
#include <stdlib.h>

#define ROUNDS 5

static void fail(const char *what, const struct error *err)
{
    fprintf(stderr, "%s: %s\n", what, err->message.format);
    exit(1);
}

static void measure(struct plan_state *state, const struct plan *plan, const uint32_t *numbers)
{
    double worst_ms = 0;
    double sum_ms = 0;
    size_t count = 0;

    for (size_t i = 0; i < plan->count; i++) {
        struct plan_alternatives found;
        int64_t start_ms = clock_monotonic_ms();
        if (numbers[i] == PLAN_NONE)
            continue;
        for (int round = 0; round < ROUNDS; round++)
            plan_alternatives_find(state, numbers[i], &found);
        double ms = (double)(clock_monotonic_ms() - start_ms) / ROUNDS;
        worst_ms = ms > worst_ms ? ms : worst_ms;
        sum_ms += ms;
        count++;
    }
    printf("meetings %zu, mean %.2f ms, worst %.2f ms\n", count, count > 0 ? sum_ms / (double)count : 0.0,
           worst_ms);
}

int main(int argc, char **argv)
{
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(report_done) struct report report;
    CLEANUP(plan_folder_done) struct plan_folder folder = {.problem = NULL};
    CLEANUP(plan_space_free_ptr) struct plan_space *space = NULL;
    CLEANUP(plan_state_free_ptr) struct plan_state *state = NULL;
    struct plan_file file;
    struct plan plan;
    struct error err;

    arena_init(&arena, (size_t)2 << 30);
    report_init(&report, REPORT_LINES_DEFAULT);
    if (argc != 3) {
        fprintf(stderr, "usage: bench_explain FOLDER PLAN\n");
        return 64;
    }
    if (plan_folder_read(argv[1], &arena, &report, &folder, &err) != OK ||
        plan_file_read(argv[2], &arena, &report, &file, &err) != OK ||
        plan_resolve(folder.problem, file.rows, file.count, &arena, &plan, &err) != OK ||
        plan_space_new(folder.problem, &space, &err) != OK || plan_state_new(space, &state, &err) != OK)
        fail(argv[1], &err);
    uint32_t *numbers = arena_array(&arena, plan.count, sizeof *numbers);
    if (numbers == NULL)
        return 1;
    plan_state_load(state, &plan, numbers);
    measure(state, &plan, numbers);
    return 0;
}
