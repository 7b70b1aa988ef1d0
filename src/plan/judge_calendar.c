/* What the days cost: H, B and O of the objective. */
#include "plan/judging.h"

static void count_holidays_and_online(struct judging *judging)
{
    const struct plan_problem *problem = judging->problem;
    struct plan_terms *terms = &judging->judgement.terms;

    for (size_t i = 0; i < judging->good_count; i++) {
        const struct plan_meeting *meeting = &judging->plan->meetings[judging->good[i]];
        uint32_t day = plan_problem_find_day(problem, meeting->start.date);
        terms->holiday += day != PLAN_NONE && problem->days[day].holiday;
        terms->online += meeting->mode == PLAN_ONLINE;
    }
}

void judge_calendar(struct judging *judging)
{
    size_t count = judging->good_count;
    struct appearance *items = arena_array(judging->arena, count, sizeof *items);

    if (items == NULL) {
        judging->out_of_memory = true;
        return;
    }
    count_holidays_and_online(judging);
    for (size_t i = 0; i < count; i++)
        items[i] = judging_appearance(judging, judging->good[i],
                                      judging_about_meeting(judging, judging->good[i]).group);
    judging_sort(items, count);
    for (size_t first = 0, end; first < count; first = end) {
        end = judging_run_end(items, count, first);
        int64_t load = (int64_t)(end - first);
        int64_t target = judging->problem->groups[items[first].key].daily_target;
        judging->judgement.terms.imbalance += load > target ? load - target : 0;
    }
}
