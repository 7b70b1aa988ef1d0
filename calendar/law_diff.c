#include "calendar/law_diff.h"

#include <string.h>

static const struct law_duty *find_duty(const struct law_pack *pack, const char *id)
{
    uint16_t node;

    return law_pack_find_node(pack, id, &node) ? law_pack_duty(pack, node) : NULL;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool same_moment(const struct law_pack *const packs[2], const struct law_moment *a,
                        const struct law_moment *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return a->months == b->months && a->days == b->days && a->hours == b->hours && a->minute == b->minute &&
           strcmp(law_pack_node_id(packs[0], a->anchor), law_pack_node_id(packs[1], b->anchor)) == 0;
}

static bool same_rule(const struct law_pack *const packs[2], const struct law_duty *a,
                      const struct law_duty *b)
{
    return same_moment(packs, a->at, b->at) && same_moment(packs, a->from, b->from) &&
           same_moment(packs, a->until, b->until) && (a->undated.vi == NULL) == (b->undated.vi == NULL);
}

/* The amendment that only one of the two knows; the later one's, if it has any. */
static struct law_amendment amendment_between(const struct law_duty *before, const struct law_duty *after)
{
    if (same_text(before->amended.by, after->amended.by))
        return (struct law_amendment){.by = NULL};
    return after->amended.by != NULL ? after->amended : before->amended;
}

static struct law_amendment removal_of(const struct law_pack *pack, const char *id)
{
    for (size_t i = 0; i < pack->removal_count; i++) {
        if (strcmp(pack->removals[i].id, id) == 0)
            return pack->removals[i].amended;
    }
    return (struct law_amendment){.by = NULL};
}

/* False: nothing differs. */
static bool compare(const struct law_pack *const packs[2], const struct law_duty *after,
                    struct law_difference *out)
{
    const struct law_duty *before = find_duty(packs[0], after->id);

    *out = (struct law_difference){.kind = LAW_NEW, .before = before, .after = after};
    if (before == NULL) {
        out->amended = after->amended.by != NULL ? after->amended : removal_of(packs[0], after->id);
        return true;
    }
    bool rule_differs = !same_rule(packs, before, after);
    out->kind = rule_differs ? LAW_DIFFERENT_RULE : LAW_DIFFERENT_WORDS;
    out->amended = amendment_between(before, after);
    return rule_differs || out->amended.by != NULL;
}

static struct law_difference gone(const struct law_pack *after, const struct law_duty *duty)
{
    struct law_amendment removed = removal_of(after, duty->id);

    return (struct law_difference){
        .kind = LAW_GONE, .before = duty, .amended = removed.by != NULL ? removed : duty->amended};
}

enum error_code law_diff(const struct law_pack *before, const struct law_pack *after, struct arena *arena,
                         struct law_diff *out, struct error *err)
{
    const struct law_pack *const packs[] = {before, after};
    struct law_difference *items = arena_array(arena, before->duty_count + after->duty_count, sizeof *items);
    size_t count = 0;

    if (items == NULL)
        return error_memory(err);
    for (size_t i = 0; i < after->duty_count; i++)
        count += compare(packs, &after->duties[i], &items[count]);
    for (size_t i = 0; i < before->duty_count; i++) {
        if (find_duty(after, before->duties[i].id) == NULL)
            items[count++] = gone(after, &before->duties[i]);
    }
    *out = (struct law_diff){.items = items, .count = count};
    return OK;
}
