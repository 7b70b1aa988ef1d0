/* The days of the candidates: CAND_DAY, CAND_CLASH and their ways, T. */
#include "plan/judging.h"

static void judge_transfer(struct judging *judging, uint32_t candidate, const struct appearance *earlier,
                           const struct appearance *later)
{
    const struct plan_problem *problem = judging->problem;
    const struct plan_meeting *from = &judging->plan->meetings[earlier->meeting];
    const struct plan_meeting *to = &judging->plan->meetings[later->meeting];
    int64_t gap_min = plan_travel_min(problem, from->venue, to->venue) + problem->params.candidate_buffer_min;

    if (later->start_min >= earlier->end_min + gap_min)
        return;
    struct plan_about about = judging_about_meeting(judging, later->meeting);
    about.other_meeting = earlier->meeting;
    about.candidate = candidate;
    judging_report(
        judging, PLAN_RULE_CAND_CLASH, about,
        "Candidate %s leaves meeting %s at %s; %s starts at %s, and %lld minutes are needed between.",
        problem->candidates[candidate].code, from->code, judging_time(from->end).text, to->code,
        judging_time(to->start).text, (long long)gap_min);
}

static int64_t home_way_m(const struct judging *judging, uint32_t candidate, const struct appearance *item)
{
    const struct plan_candidate *person = &judging->problem->candidates[candidate];
    const struct plan_venue *venue = &judging->problem->venues[judging->plan->meetings[item->meeting].venue];

    return plan_distance_m(person->home_x_m, person->home_y_m, venue->x_m, venue->y_m);
}

static int64_t way_between_m(const struct judging *judging, const struct appearance *from,
                             const struct appearance *to)
{
    const struct plan_venue *a = &judging->problem->venues[judging->plan->meetings[from->meeting].venue];
    const struct plan_venue *b = &judging->problem->venues[judging->plan->meetings[to->meeting].venue];

    return plan_distance_m(a->x_m, a->y_m, b->x_m, b->y_m);
}

/* One candidate on one day. */
static void judge_day(struct judging *judging, const struct appearance *items, size_t count)
{
    uint32_t candidate = items[0].key;
    int64_t way_m =
        home_way_m(judging, candidate, &items[0]) + home_way_m(judging, candidate, &items[count - 1]);

    if (count > (size_t)judging->problem->params.candidate_max_per_day) {
        struct plan_about about = judging_about_meeting(judging, items[count - 1].meeting);
        about.other_meeting = items[0].meeting;
        about.candidate = candidate;
        judging_report(judging, PLAN_RULE_CAND_DAY, about,
                       "Candidate %s has %zu meetings on %s; at most %d are allowed.",
                       judging->problem->candidates[candidate].code, count, judging_date(items[0].day).text,
                       judging->problem->params.candidate_max_per_day);
    }
    for (size_t i = 1; i < count; i++) {
        judge_transfer(judging, candidate, &items[i - 1], &items[i]);
        way_m += way_between_m(judging, &items[i - 1], &items[i]);
    }
    judging->judgement.terms.travel_m += way_m;
}

static size_t count_attendances(const struct judging *judging)
{
    size_t count = 0;

    for (size_t i = 0; i < judging->good_count; i++) {
        uint32_t unit = judging->plan->meetings[judging->good[i]].unit;
        count += judging->problem->units[unit].candidates.count;
    }
    return count;
}

static void list_attendances(const struct judging *judging, struct appearance *out)
{
    for (size_t i = 0; i < judging->good_count; i++) {
        uint32_t unit = judging->plan->meetings[judging->good[i]].unit;
        struct plan_range candidates = judging->problem->units[unit].candidates;
        for (uint32_t k = 0; k < candidates.count; k++)
            *out++ = judging_appearance(judging, judging->good[i],
                                        judging->problem->candidates_of_units[candidates.first + k]);
    }
}

void judge_candidates(struct judging *judging)
{
    size_t count = count_attendances(judging);
    struct appearance *items = arena_array(judging->arena, count, sizeof *items);

    if (items == NULL) {
        judging->out_of_memory = true;
        return;
    }
    list_attendances(judging, items);
    judging_sort(items, count);
    for (size_t first = 0, end; first < count; first = end) {
        end = judging_run_end(items, count, first);
        judge_day(judging, items + first, end - first);
    }
}
