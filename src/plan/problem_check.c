#include "plan/problem_check.h"

static bool minutes_ordered(int32_t start_min, int32_t end_min)
{
    return start_min >= 0 && start_min < end_min && end_min <= 24 * 60;
}

static bool on_this_planet(int32_t x_m, int32_t y_m)
{
    return x_m >= -PLAN_POSITION_MAX && x_m <= PLAN_POSITION_MAX && y_m >= -PLAN_POSITION_MAX &&
           y_m <= PLAN_POSITION_MAX;
}

static enum error_code check_params(const struct plan_params *params, struct error *err)
{
    const int64_t weights[] = {params->w_holiday_m, params->w_travel_per_m, params->w_imbalance_m,
                               params->w_online_m};

    if (civil_time_compare(params->campaign_start, params->campaign_end) >= 0)
        return error_set(err, ERROR_DATA, "The campaign ends before it starts; correct its two times.");
    if (params->speed_m_per_min < 1)
        return error_set(err, ERROR_DATA, "The speed of candidates must be at least 1 metre a minute.");
    if (params->candidate_max_per_day < 1 || params->candidate_max_per_day > PLAN_PER_DAY_MAX)
        return error_set(err, ERROR_DATA, "A candidate must be allowed between 1 and %d meetings a day.",
                         PLAN_PER_DAY_MAX);
    if (params->changeover_min < 0 || params->changeover_min > 24 * 60 || params->candidate_buffer_min < 0 ||
        params->candidate_buffer_min > 24 * 60)
        return error_set(err, ERROR_DATA, "The minutes between two meetings must lie between 0 and one day.");
    if (params->notice_days < 0 || params->notice_days > PLAN_NOTICE_DAYS_MAX)
        return error_set(err, ERROR_DATA, "The written notice must be between 0 and %d days.",
                         PLAN_NOTICE_DAYS_MAX);
    for (size_t i = 0; i < COUNT_OF(weights); i++) {
        if (weights[i] < 0 || weights[i] > PLAN_WEIGHT_MAX)
            return error_set(err, ERROR_DATA, "A weight of the objective must lie between 0 and %d.",
                             PLAN_WEIGHT_MAX);
    }
    return OK;
}

static enum error_code check_sessions(const struct plan_problem *problem, struct error *err)
{
    for (uint32_t i = 0; i < problem->count.sessions; i++) {
        const struct plan_session *session = &problem->sessions[i];
        if (!minutes_ordered(session->start_min, session->end_min))
            return error_set(err, ERROR_DATA, "Session %s must end after it starts.", session->code);
        for (uint32_t k = 0; k < i; k++) {
            const struct plan_session *other = &problem->sessions[k];
            if (session->start_min < other->end_min && other->start_min < session->end_min)
                return error_set(err, ERROR_DATA,
                                 "Sessions %s and %s overlap; one must end before the other.", other->code,
                                 session->code);
        }
    }
    return OK;
}

static enum error_code check_calendar(const struct plan_problem *problem, struct error *err)
{
    char date[CIVIL_DATE_CHARS];

    if (problem->count.days == 0 || problem->count.sessions == 0)
        return error_set(err, ERROR_DATA,
                         "There is no day or no session in which a meeting could be held; add some.");
    TRY(check_sessions(problem, err));
    for (uint32_t i = 1; i < problem->count.days; i++) {
        int32_t gap_days = problem->days[i].date.day - problem->days[i - 1].date.day;
        civil_date_format(problem->days[i].date, date);
        if (gap_days <= 0)
            return error_set(err, ERROR_DATA, "Day %s is listed twice or out of order.", date);
        if (problem->days[i].date.day - problem->days[0].date.day >= PLAN_DAYS_MAX)
            return error_set(err, ERROR_DATA, "Day %s lies more than %d days after the first one.", date,
                             PLAN_DAYS_MAX);
    }
    return OK;
}

static enum error_code check_places(const struct plan_problem *problem, struct error *err)
{
    for (uint32_t i = 0; i < problem->count.venues; i++) {
        const struct plan_venue *venue = &problem->venues[i];
        if (!on_this_planet(venue->x_m, venue->y_m))
            return error_set(err, ERROR_DATA, "Venue %s does not lie on this planet; correct x and y.",
                             venue->code);
        if (venue->capacity < 0)
            return error_set(err, ERROR_DATA, "Venue %s cannot have fewer than 0 seats.", venue->code);
    }
    for (uint32_t i = 0; i < problem->count.candidates; i++) {
        const struct plan_candidate *candidate = &problem->candidates[i];
        if (!on_this_planet(candidate->home_x_m, candidate->home_y_m))
            return error_set(err, ERROR_DATA,
                             "The home of candidate %s does not lie on this planet; correct its x and y.",
                             candidate->code);
    }
    for (uint32_t i = 0; i < problem->count.communes; i++) {
        if (problem->communes[i].chair_capacity < 0)
            return error_set(err, ERROR_DATA, "Commune %s cannot chair fewer than 0 meetings at a time.",
                             problem->communes[i].code);
    }
    return OK;
}

static enum error_code check_unit(const struct plan_unit *unit, struct error *err)
{
    if (unit->communes.count == 0)
        return error_set(err, ERROR_DATA, "Unit %s has no commune; list at least one.", unit->code);
    if (unit->candidates.count == 0)
        return error_set(err, ERROR_DATA, "Unit %s has no candidate; list at least one.", unit->code);
    if (unit->needed < 0 || unit->needed > PLAN_NEEDED_MAX)
        return error_set(err, ERROR_DATA, "Unit %s must need between 0 and %d meetings.", unit->code,
                         PLAN_NEEDED_MAX);
    if (unit->duration_min < 1 || unit->duration_min > 24 * 60)
        return error_set(err, ERROR_DATA, "A meeting of unit %s must last between 1 minute and one day.",
                         unit->code);
    if (unit->attendance < 0 || unit->max_online < 0)
        return error_set(err, ERROR_DATA, "Attendance and online meetings of unit %s cannot be fewer than 0.",
                         unit->code);
    return OK;
}

static enum error_code check_preferences(const struct plan_problem *problem, struct error *err)
{
    for (uint32_t i = 0; i < problem->count.preferences; i++) {
        int64_t price_m = problem->preferences[i].price_m;
        if (price_m < 0 || price_m > PLAN_WEIGHT_MAX)
            return error_set(err, ERROR_DATA, "The price of a wish must lie between 0 and %d metres.",
                             PLAN_WEIGHT_MAX);
    }
    return OK;
}

static enum error_code check_travels(const struct plan_problem *problem, struct error *err)
{
    for (uint32_t i = 0; i < problem->count.travels; i++) {
        const struct plan_travel *travel = &problem->travels[i];
        const struct plan_travel *before = i > 0 ? travel - 1 : NULL;
        if (travel->minutes < 0 || travel->minutes > PLAN_TRAVEL_MINUTES_MAX)
            return error_set(err, ERROR_DATA, "A journey must take between 0 and %d minutes.",
                             PLAN_TRAVEL_MINUTES_MAX);
        if (before != NULL && before->communes == travel->communes && before->from == travel->from &&
            before->to == travel->to)
            return error_set(
                err, ERROR_DATA, "The minutes from %s to %s are given twice; keep one of them.",
                travel->communes ? problem->communes[travel->from].code : problem->venues[travel->from].code,
                travel->communes ? problem->communes[travel->to].code : problem->venues[travel->to].code);
    }
    return OK;
}

static enum error_code check_rule_settings(const struct plan_problem *problem, struct error *err)
{
    for (int rule = 0; rule < PLAN_RULES; rule++) {
        const struct plan_rule_setting *setting = &problem->rule_settings[rule];
        const struct plan_rule_info *info = plan_rule_info((enum plan_rule)rule);
        if (setting->given &&
            plan_rule_may_be_set((enum plan_rule)rule, setting->severity) != PLAN_MAY_BE_SET)
            return error_set(err, ERROR_DATA, "Rule %s cannot be lowered.", info->code);
    }
    return OK;
}

enum error_code plan_check_wishes(const struct plan_problem *problem, struct error *err)
{
    TRY(check_preferences(problem, err));
    TRY(check_travels(problem, err));
    return check_rule_settings(problem, err);
}

enum error_code plan_check_values(const struct plan_problem *problem, struct error *err)
{
    TRY(check_params(&problem->params, err));
    TRY(check_calendar(problem, err));
    return check_places(problem, err);
}

enum error_code plan_check_units(const struct plan_problem *problem, struct error *err)
{
    for (uint32_t i = 0; i < problem->count.units; i++)
        TRY(check_unit(&problem->units[i], err));
    return OK;
}
