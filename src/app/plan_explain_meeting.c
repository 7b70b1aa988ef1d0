#include "app/plan_explain_meeting.h"

#include "app/plan_store.h"

#include <string.h>

struct explaining {
    const struct plan_space *space;
    const struct plan *plan;
    const uint32_t *numbers; /* in the state, by meeting of the plan */
    const struct plan_names *names;
};

static struct explained_place place_in_words(const struct explaining *work, uint32_t unit,
                                             struct plan_place place)
{
    const struct plan_problem *problem = work->space->problem;
    const struct plan_option *option = &work->space->options[place.option];
    struct civil_date date = problem->days[work->space->slots[place.slot].day].date;

    return (struct explained_place){
        .mode = option->mode,
        .venue = option->venue,
        .start = {date, place.start_min},
        .end = {date, place.start_min + problem->units[unit].duration_min},
    };
}

static const char *code_of(const struct explaining *work, uint32_t number)
{
    for (size_t i = 0; i < work->plan->count; i++) {
        if (work->numbers[i] == number)
            return work->plan->meetings[i].code;
    }
    return "";
}

static struct explained_alternative in_words(const struct explaining *work, uint32_t unit,
                                             const struct plan_alternative *found)
{
    struct explained_alternative words = {
        .place = place_in_words(work, unit, found->place),
        .share = found->share,
        .more_m = found->more_m,
    };

    if (found->moved == PLAN_NONE)
        return words;
    words.moved = code_of(work, found->moved);
    words.moved_to = place_in_words(work, work->space->unit_of_meeting[found->moved], found->moved_to);
    return words;
}

static void write_all(const struct explaining *work, uint32_t unit, const struct plan_alternatives *found,
                      struct explained_meeting *out)
{
    out->share = found->here;
    out->free_count = found->free_count;
    out->cheaper_count = found->cheaper_count;
    for (uint32_t i = 0; i < found->alone_count; i++)
        out->alone[out->alone_count++] = in_words(work, unit, &found->alone[i]);
    for (uint32_t i = 0; i < found->moving_count; i++)
        out->moving[out->moving_count++] = in_words(work, unit, &found->moving[i]);
    for (uint32_t i = 0; i < found->excluded_count; i++) {
        struct explained_exclusion *exclusion = &out->excluded[out->excluded_count++];
        exclusion->excluded = found->excluded[i];
        plan_exclusion_write(work->space->problem, work->names, &found->excluded[i], &exclusion->message);
    }
}

static enum error_code find_meeting(const struct plan *plan, const char *code, size_t *out, struct error *err)
{
    for (size_t i = 0; i < plan->count; i++) {
        if (strcmp(plan->meetings[i].code, code) == 0) {
            *out = i;
            return OK;
        }
    }
    return error_set(err, ERROR_NO_INPUT, "there is no meeting %s in this plan", code);
}

enum error_code plan_explain_meeting(const struct explained_plan *of, const char *code, struct arena *arena,
                                     struct explained_meeting *out, struct error *err)
{
    const struct plan *plan = &of->plan;
    CLEANUP(plan_space_free_ptr) struct plan_space *space = NULL;
    CLEANUP(plan_state_free_ptr) struct plan_state *state = NULL;
    uint32_t *numbers = arena_array(arena, plan->count, sizeof *numbers);
    struct explained_meeting explained = {.free_count = 0};
    struct plan_alternatives found;
    size_t index;

    if (numbers == NULL)
        return error_memory(err);
    TRY(find_meeting(plan, code, &index, err));
    TRY(plan_space_new(of->problem, &space, err));
    TRY(plan_state_new(space, &state, err));
    plan_state_load(state, plan, numbers);
    if (numbers[index] == PLAN_NONE)
        return error_set(err, ERROR_DATA,
                         "meeting %s breaks a rule where it stands; `hiepthuong plan judge` names it", code);
    plan_alternatives_find(state, numbers[index], &found);
    explained.meeting = &plan->meetings[index];
    const struct explaining work = {space, plan, numbers, of->names};
    write_all(&work, plan->meetings[index].unit, &found, &explained);
    *out = explained;
    return OK;
}

enum error_code stored_plan_read(const struct app *app, const struct stored_plan_choice *choice,
                                 struct arena *arena, struct plan *out, struct error *err)
{
    struct stored_plan stored;
    struct plan_meeting *meetings;
    size_t count = 0;
    int64_t id;

    if (choice->draft) {
        TRY(draft_find(app, choice->election, &id, err));
        TRY(draft_read(app, choice->problem, id, arena, &stored, err));
    } else {
        TRY(published_read(app, choice->problem, choice->election, arena, &stored, err));
    }
    meetings = arena_array(arena, stored.count, sizeof *meetings);
    if (meetings == NULL)
        return error_memory(err);
    for (size_t i = 0; i < stored.count; i++) {
        if (!stored.items[i].cancelled)
            meetings[count++] = stored.items[i].meeting;
    }
    *out = (struct plan){.meetings = meetings, .count = count};
    return OK;
}
