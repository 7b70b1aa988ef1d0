#include "app/plan_changes.h"

#include "app/plan_sites.h"
#include "base/text.h"

#include <string.h>

const char *const change_kind_names[CHANGE_KINDS] = {
    [CHANGE_NEW] = "new",   [CHANGE_MOVED] = "moved",         [CHANGE_PLACE] = "place",
    [CHANGE_MODE] = "mode", [CHANGE_CANCELLED] = "cancelled", [CHANGE_RESTORED] = "restored",
};

#define BIT(kind) (1u << (kind))

static unsigned kinds_of(const struct stored_problem *of, const struct stored_meeting *published,
                         const struct plan_meeting *meeting, const char *link)
{
    const struct plan_meeting *before = &published->meeting;
    unsigned kinds = 0;

    if (published->cancelled)
        kinds |= BIT(CHANGE_RESTORED);
    if (civil_time_compare(before->start, meeting->start) != 0 ||
        civil_time_compare(before->end, meeting->end) != 0)
        kinds |= BIT(CHANGE_MOVED);
    if (before->venue != meeting->venue ||
        (before->mode == meeting->mode && strcmp(published->link, link) != 0) ||
        !plan_sites_same(of, published, meeting))
        kinds |= BIT(CHANGE_PLACE);
    if (before->mode != meeting->mode)
        kinds |= BIT(CHANGE_MODE);
    return kinds;
}

/* `before` or `after` is NULL where only the other side has the code. */
static struct plan_change compare(const struct stored_problem *of, const struct stored_meeting *before,
                                  const struct plan_meeting *after)
{
    struct plan_change change = {.before = before, .after = after, .link = ""};

    if (after != NULL)
        change.link = plan_sites_main_link(of, after);
    if (before == NULL)
        change.kinds = BIT(CHANGE_NEW);
    else if (after == NULL)
        change.kinds = before->cancelled ? 0 : BIT(CHANGE_CANCELLED);
    else
        change.kinds = kinds_of(of, before, after, change.link);
    return change;
}

enum error_code plan_changes_find(const struct stored_problem *of, const struct stored_plan *published,
                                  const struct stored_plan *draft, struct arena *arena,
                                  struct plan_changes *out, struct error *err)
{
    struct plan_change *items = arena_array(arena, published->count + draft->count, sizeof *items);
    size_t count = 0;
    size_t p = 0;
    size_t d = 0;

    if (items == NULL)
        return error_memory(err);
    while (p < published->count || d < draft->count) {
        const struct stored_meeting *before = p < published->count ? &published->items[p] : NULL;
        const struct plan_meeting *after = d < draft->count ? &draft->items[d].meeting : NULL;
        int order = before == NULL ? 1 : after == NULL ? -1 : strcmp(before->meeting.code, after->code);
        items[count] = compare(of, order <= 0 ? before : NULL, order >= 0 ? after : NULL);
        count += items[count].kinds != 0;
        p += order <= 0;
        d += order >= 0;
    }
    *out = (struct plan_changes){items, count};
    return OK;
}

/* ---- words ---- */

static void put_time(const struct plan_meeting *meeting, struct text *out)
{
    char start[CIVIL_TIME_CHARS];
    char end[CIVIL_TIME_CHARS];

    civil_time_format(meeting->start, start);
    civil_time_format(meeting->end, end);
    text_putf(out, "%s/%s", start, end + CIVIL_DATE_CHARS);
}

static void put_place(const struct stored_problem *of, const struct plan_meeting *meeting, struct text *out)
{
    if (meeting->venue != PLAN_NONE)
        text_put(out, of->stored.tables.venues[meeting->venue].name);
}

static void put_words(const struct stored_problem *of, const struct plan_meeting *meeting,
                      enum change_kind kind, struct text *out)
{
    if (meeting == NULL)
        return;
    if (kind == CHANGE_MODE)
        text_put(out, plan_mode_name(meeting->mode));
    else if (kind == CHANGE_PLACE)
        put_place(of, meeting, out);
    else
        put_time(meeting, out);
}

void plan_change_words(const struct stored_problem *of, const struct plan_change *change,
                       enum change_kind kind, struct text *before, struct text *after)
{
    text_clear(before);
    text_clear(after);
    put_words(of, change->before != NULL ? &change->before->meeting : NULL, kind, before);
    put_words(of, change->after, kind, after);
    if (kind == CHANGE_PLACE && change->before != NULL)
        plan_sites_put_published(of, change->before, before);
    if (kind == CHANGE_PLACE && change->after != NULL)
        plan_sites_put_now(of, change->after, after);
    /* The same hall with another address to join. */
    if (kind == CHANGE_PLACE && change->before != NULL && strcmp(before->data, after->data) == 0) {
        text_clear(before);
        text_clear(after);
        text_put(before, change->before->link);
        text_put(after, change->link);
    }
}
