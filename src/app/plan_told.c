#include "app/plan_told.h"

#include <stdlib.h>
#include <string.h>

static int compare_codes(const void *a, const void *b)
{
    return strcmp(((const struct stored_meeting *)a)->meeting.code,
                  ((const struct stored_meeting *)b)->meeting.code);
}

/* As if the plan stood in a draft. */
static enum error_code as_draft(const struct plan *plan, struct arena *arena, struct stored_plan *out,
                                struct error *err)
{
    struct stored_meeting *items = arena_array(arena, plan->count, sizeof *items);

    if (items == NULL)
        return error_memory(err);
    for (size_t i = 0; i < plan->count; i++)
        items[i] = (struct stored_meeting){.meeting = plan->meetings[i], .link = ""};
    qsort(items, plan->count, sizeof *items, compare_codes);
    *out = (struct stored_plan){items, plan->count};
    return OK;
}

static const char *code_of(const struct plan_change *change)
{
    return change->after != NULL ? change->after->code : change->before->meeting.code;
}

static struct plan_changes only(const struct plan_changes *changes, const char *meeting)
{
    for (size_t i = 0; i < changes->count; i++)
        if (strcmp(code_of(&changes->items[i]), meeting) == 0)
            return (struct plan_changes){&changes->items[i], 1};
    return (struct plan_changes){changes->items, 0};
}

enum error_code plan_told(const struct app *app, const struct plan_told_question *question,
                          struct arena *arena, struct plan_told *out, struct error *err)
{
    /* Borrows the context. */
    struct publish_check check = {.context = *question->context, .plan = *question->plan};
    struct stored_plan draft;
    struct plan_told told;

    TRY(as_draft(question->plan, arena, &draft, err));
    TRY(plan_changes_find(&check.context.of, &check.context.published, &draft, arena, &check.changes, err));
    if (question->meeting != NULL)
        check.changes = only(&check.changes, question->meeting);
    told.meetings = check.changes.count;
    TRY(publish_told(app, &check, arena, &told.told, err));
    *out = told;
    return OK;
}
