/* How long it takes to read a folder of tables, to read and judge a plan of it, and to write the plan: for the largest of
 * folders. The arguments are the folder, the plan, and where to write it. */
#include "app/plan_folder.h"
#include "base/clock.h"

#include <stdio.h>

struct times {
    int64_t start_ms;
    int64_t read_ms;
    int64_t judged_ms;
    int64_t written_ms;
};

static enum error_code run(char **argv, struct report *report, struct times *times, struct error *err)
{
    CLEANUP(arena_done) struct arena arena = {0};
    CLEANUP(plan_folder_done) struct plan_folder folder = {.problem = NULL};
    struct plan_judgement judgement;
    struct plan_file file;
    struct plan plan;

    arena_init(&arena, (size_t)4 << 30);
    times->start_ms = clock_monotonic_ms();
    TRY(plan_folder_read(argv[1], &arena, report, &folder, err));
    TRY(plan_file_read(argv[2], &arena, report, &file, err));
    times->read_ms = clock_monotonic_ms();
    TRY(plan_resolve(folder.problem, file.rows, file.count, &arena, &plan, err));
    TRY(plan_judge(folder.problem, &plan, 1, &arena, &judgement, err));
    times->judged_ms = clock_monotonic_ms();
    TRY(plan_file_write(argv[3], folder.problem, &plan, err));
    times->written_ms = clock_monotonic_ms();
    printf("%zu meetings, %zu broken rules", plan.count, judgement.violation_count);
    return OK;
}

int main(int argc, char **argv)
{
    CLEANUP(report_done) struct report report;
    struct times times;
    struct error err;

    report_init(&report, REPORT_LINES_DEFAULT);
    if (argc != 4) {
        fprintf(stderr, "usage: bench_judge FOLDER PLAN COPY\n");
        return 64;
    }
    if (run(argv, &report, &times, &err) != OK) {
        fprintf(stderr, "bench_judge: %s\n", err.message.format);
        return 65;
    }
    printf(": read %.2f s, judged %.2f s, written %.2f s\n", (double)(times.read_ms - times.start_ms) / 1000,
           (double)(times.judged_ms - times.read_ms) / 1000,
           (double)(times.written_ms - times.judged_ms) / 1000);
    return 0;
}
