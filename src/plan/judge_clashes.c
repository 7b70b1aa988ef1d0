/* What can happen only so often at a time: VENUE_CLASH and CHAIR_CLASH. A meeting holds its venue and its
 * committee from its start until its end and the changeover, that minute not included.
 */
#include "plan/judging.h"

#include <stdlib.h>

struct place_rule {
    enum plan_rule rule;
    bool committee; /* of the commune, or the venue itself */
};

static uint32_t place_of(const struct judging *judging, const struct place_rule *rule, uint32_t venue)
{
    return rule->committee ? judging->problem->venues[venue].commune : venue;
}

static size_t place_capacity(const struct judging *judging, const struct place_rule *rule, uint32_t place)
{
    return rule->committee ? (size_t)judging->problem->communes[place].chair_capacity : 1;
}

/* `earlier` is NULL where not even one meeting may be held. */
static void report_clash(struct judging *judging, const struct place_rule *rule,
                         const struct appearance *earlier, const struct appearance *later)
{
    const struct plan_problem *problem = judging->problem;
    const struct plan_meeting *meetings = judging->plan->meetings;
    struct plan_about about = judging_about_meeting(judging, later->meeting);
    if (rule->committee)
        about.commune = later->key;
    else
        about.venue = later->key;
    struct judging_time from = judging_time(meetings[later->meeting].start);

    if (earlier == NULL) {
        judging_report(judging, rule->rule, about,
                       "Meeting %s: the committee of %s does not chair any meeting.", later->code,
                       problem->communes[about.commune].code);
        return;
    }
    about.other_meeting = earlier->meeting;
    struct judging_time until = judging_time(meetings[earlier->meeting].end);
    if (rule->committee)
        judging_report(judging, rule->rule, about,
                       "The committee of %s chairs meeting %s until %s; %s starts at %s, and %d minutes are "
                       "needed between.",
                       problem->communes[about.commune].code, earlier->code, until.text, later->code,
                       from.text, problem->params.changeover_min);
    else
        judging_report(
            judging, rule->rule, about,
            "Venue %s holds meeting %s until %s; %s starts at %s, and %d minutes are needed between.",
            problem->venues[about.venue].code, earlier->code, until.text, later->code, from.text,
            problem->params.changeover_min);
}

static int compare_minutes(const void *a, const void *b)
{
    const int32_t *left = a;
    const int32_t *right = b;

    return (*left > *right) - (*left < *right);
}

/* How many meetings overlap at the start of the i-th: those that started less those that are over by then,
 * which a second order, by end, counts. `ends` has room for the run. */
static void judge_run(struct judging *judging, const struct place_rule *rule, const struct appearance *items,
                      size_t count, int32_t *ends)
{
    size_t capacity = place_capacity(judging, rule, items[0].key);
    const struct appearance *longest = NULL;
    size_t over = 0;

    for (size_t i = 0; i < count; i++)
        ends[i] = items[i].end_min;
    qsort(ends, count, sizeof *ends, compare_minutes);
    for (size_t i = 0; i < count; i++) {
        while (ends[over] + judging->problem->params.changeover_min <= items[i].start_min)
            over++;
        if (i + 1 - over > capacity)
            report_clash(judging, rule, capacity == 0 ? NULL : longest, &items[i]);
        if (longest == NULL || items[i].end_min > longest->end_min)
            longest = &items[i];
    }
}

static size_t count_places(const struct judging *judging)
{
    size_t count = judging->good_count;

    for (size_t i = 0; i < judging->good_count; i++)
        count += judging_sites(judging, judging->good[i]).count;
    return count;
}

/* The places of all sites of a meeting, each once; how many. */
static size_t list_places(const struct judging *judging, const struct place_rule *rule, uint32_t meeting,
                          struct appearance *out)
{
    struct plan_range sites = judging_sites(judging, meeting);
    size_t count = 1;

    out[0] =
        judging_appearance(judging, meeting, place_of(judging, rule, judging->plan->meetings[meeting].venue));
    for (uint32_t i = 0; i < sites.count; i++) {
        uint32_t place = place_of(judging, rule, judging->problem->sites[sites.first + i].site);
        size_t known = 0;
        while (known < count && out[known].key != place)
            known++;
        if (known == count)
            out[count++] = judging_appearance(judging, meeting, place);
    }
    return count;
}

static void judge_place(struct judging *judging, const struct place_rule *rule)
{
    size_t most = count_places(judging);
    struct appearance *items = arena_array(judging->arena, most, sizeof *items);
    int32_t *ends = arena_array(judging->arena, most, sizeof *ends);
    size_t count = 0;

    if (items == NULL || ends == NULL) {
        judging->out_of_memory = true;
        return;
    }
    for (size_t i = 0; i < judging->good_count; i++)
        count += list_places(judging, rule, judging->good[i], items + count);
    judging_sort(items, count);
    for (size_t first = 0, end; first < count; first = end) {
        end = judging_run_end(items, count, first);
        judge_run(judging, rule, items + first, end - first, ends);
    }
}

void judge_venues_and_chairs(struct judging *judging)
{
    static const struct place_rule rules[] = {{PLAN_RULE_VENUE_CLASH, false}, {PLAN_RULE_CHAIR_CLASH, true}};

    for (size_t i = 0; i < COUNT_OF(rules); i++)
        judge_place(judging, &rules[i]);
}
