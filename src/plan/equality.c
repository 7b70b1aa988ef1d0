#include "plan/equality.h"

#include "plan/speaking_order.h"

const char *equality_figure_name(enum equality_figure figure)
{
    static const char *const names[EQUALITY_FIGURES] = {
        [EQUALITY_MEETINGS] = "meetings",
        [EQUALITY_MINUTES] = "minutes",
        [EQUALITY_DIRECT] = "direct",
        [EQUALITY_ONLINE] = "online",
        [EQUALITY_HYBRID] = "hybrid",
        [EQUALITY_SEATS] = "seats",
        [EQUALITY_MORNING] = "morning",
        [EQUALITY_AFTERNOON] = "afternoon",
        [EQUALITY_EVENING] = "evening",
        [EQUALITY_WORKING_DAY] = "working_day",
        [EQUALITY_WEEKEND] = "weekend",
        [EQUALITY_HOLIDAY] = "holiday",
        [EQUALITY_SPEAKS_FIRST] = "speaks_first",
        [EQUALITY_SPEAKS_LAST] = "speaks_last",
    };

    return names[figure];
}

static enum equality_figure hour_class(const struct equality_meeting *meeting)
{
    if (meeting->start.minute < EQUALITY_NOON_MIN)
        return EQUALITY_MORNING;
    return meeting->start.minute < EQUALITY_EVENING_MIN ? EQUALITY_AFTERNOON : EQUALITY_EVENING;
}

static enum equality_figure day_class(const struct equality_meeting *meeting)
{
    enum civil_weekday weekday = civil_date_weekday(meeting->start.date);

    if (meeting->holiday)
        return EQUALITY_HOLIDAY;
    return weekday == SATURDAY || weekday == SUNDAY ? EQUALITY_WEEKEND : EQUALITY_WORKING_DAY;
}

static enum equality_figure mode_class(const struct equality_meeting *meeting)
{
    if (meeting->hybrid)
        return EQUALITY_HYBRID;
    return meeting->mode == PLAN_ONLINE ? EQUALITY_ONLINE : EQUALITY_DIRECT;
}

static void add_meeting(const struct equality_meeting *meeting, struct equality_figures *out)
{
    out->value[EQUALITY_MEETINGS]++;
    out->value[EQUALITY_MINUTES] += meeting->end.minute - meeting->start.minute;
    out->value[mode_class(meeting)]++;
    out->value[EQUALITY_SEATS] += mode_class(meeting) == EQUALITY_ONLINE ? 0 : meeting->seats;
    out->value[hour_class(meeting)]++;
    out->value[day_class(meeting)]++;
}

void equality_count(const struct equality_meeting *meetings, size_t count,
                    const struct plan_range *candidates_of_unit, uint32_t *held, struct equality_figures *out)
{
    for (size_t i = 0; i < count; i++) {
        struct plan_range candidates = candidates_of_unit[meetings[i].unit];
        uint32_t number = held[meetings[i].unit]++;
        for (uint32_t k = 0; k < candidates.count; k++) {
            struct equality_figures *figures = &out[candidates.first + k];
            uint32_t place = speaking_order_place(k, candidates.count, number);
            add_meeting(&meetings[i], figures);
            figures->value[EQUALITY_SPEAKS_FIRST] += place == 0;
            figures->value[EQUALITY_SPEAKS_LAST] += candidates.count > 1 && place + 1 == candidates.count;
        }
    }
}

struct equality_figures equality_differences(const struct equality_figures *candidates, size_t count)
{
    struct equality_figures differences = {{0}};

    for (int figure = 0; figure < EQUALITY_FIGURES && count > 0; figure++) {
        int64_t least = candidates[0].value[figure];
        int64_t most = least;
        for (size_t i = 1; i < count; i++) {
            int64_t value = candidates[i].value[figure];
            least = value < least ? value : least;
            most = value > most ? value : most;
        }
        differences.value[figure] = most - least;
    }
    return differences;
}
