#include "plan/schedule.h"

#include <math.h>

#define COLD 0.0001

void schedule_begin(struct schedule *schedule)
{
    schedule->done = 0;
    schedule->gone = 0;
    schedule->round_from = 0;
    schedule->round_done = 0;
    schedule->round = 0;
    schedule->cooled = 0;
    schedule->heat = schedule->hottest;
}

static double share(double part, double whole)
{
    return whole > 0 ? part / whole : 1;
}

static double share_gone(const struct schedule *schedule)
{
    const struct plan_budget *budget = schedule->budget;
    double by_steps = share((double)schedule->done, (double)schedule->steps);
    double by_time = 0;

    if (budget->time_spent != NULL) {
        double now = budget->time_spent(budget->context);
        by_time = now >= 1 ? 1 : share(now - schedule->from, schedule->to - schedule->from);
    }
    return by_steps > by_time ? by_steps : by_time;
}

static double share_of_round(const struct schedule *schedule)
{
    double by_steps = share((double)(schedule->done - schedule->round_done), (double)schedule->round_steps);
    double by_rest = share(schedule->gone - schedule->round_from, 1 - schedule->round_from);

    return by_steps > by_rest ? by_steps : by_rest;
}

static double hottest_of_round(const struct schedule *schedule)
{
    if (schedule->round == 0)
        return schedule->hottest;
    return schedule->round % 2 == 0 ? SCHEDULE_HOT : SCHEDULE_WARM;
}

bool schedule_go_on(struct schedule *schedule, uint64_t steps)
{
    schedule->done += steps;
    schedule->gone = share_gone(schedule);
    if (schedule->gone >= 1)
        return false;
    schedule->cooled = share_of_round(schedule);
    if (schedule->cooled >= 1) {
        schedule->round++;
        schedule->round_from = schedule->gone;
        schedule->round_done = schedule->done;
        schedule->cooled = 0;
    }
    double hottest = hottest_of_round(schedule);
    schedule->heat = hottest * pow(COLD / hottest, schedule->cooled > 0 ? schedule->cooled : 0);
    return true;
}
