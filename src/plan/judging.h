/* What the parts of the judge share; nobody else includes this. The judge looks at the same meetings in
 * several orders: by unit, venue, commune, candidate and group. Each order is a sorted array of appearances,
 * walked in runs.
 */
#ifndef PLAN_JUDGING_H
#define PLAN_JUDGING_H

#include "plan/judge.h"

struct judging {
    const struct plan_problem *problem;
    const struct plan *plan;
    size_t keep_per_rule;
    struct arena *arena;
    struct plan_judgement judgement;
    const struct plan_violation **tail;
    const uint32_t *good; /* meetings whose unit, venue, mode and time are known */
    size_t good_count;
    bool out_of_memory;
};

/* One meeting as one unit, venue, commune, candidate or group sees it. */
struct appearance {
    uint32_t key;
    uint32_t second_key; /* the commune, where the key is a unit; otherwise 0 */
    int32_t day;         /* since 1970 */
    int32_t start_min;
    int32_t end_min;
    uint32_t meeting;
    const char *code;
};

/* Sorts by key, second key, day, start, end, code. */
void judging_sort(struct appearance *items, size_t count);
/* The end of the run of equal key, second key and day that starts at `first`. */
size_t judging_run_end(const struct appearance *items, size_t count, size_t first);

struct appearance judging_appearance(const struct judging *judging, uint32_t meeting, uint32_t key);

struct plan_about judging_about_meeting(const struct judging *judging, uint32_t meeting);
struct plan_about judging_about_unit(uint32_t unit);

void judging_report(struct judging *judging, enum plan_rule rule, struct plan_about about, const char *format,
                    ...) PRINTF_LIKE(4, 5);

/* "2021-05-04T07:30" */
struct judging_time {
    char text[CIVIL_TIME_CHARS];
};
struct judging_time judging_time(struct civil_time time);
/* "2021-05-04" */
struct judging_time judging_date(int32_t day);

/* The further sites of a meeting, of problem->sites. */
struct plan_range judging_sites(const struct judging *judging, uint32_t meeting);

/* The parts. Each sets out_of_memory when it has none. */
void judge_rows(struct judging *judging);
void judge_units(struct judging *judging);
void judge_sites(struct judging *judging);
void judge_venues_and_chairs(struct judging *judging);
void judge_candidates(struct judging *judging);
void judge_calendar(struct judging *judging);
void judge_wishes(struct judging *judging);

#endif
