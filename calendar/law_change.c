/* What a change says of a duty of the pack below, laid over it. Everything said must differ: who reads the
 * file reads what was amended and nothing else.
 */
#include "calendar/law_layer.h"

#include <string.h>

struct change {
    const struct law_raw_duty *says;
    const struct law_place *place;
    const char *base; /* id of the pack that is changed */
    bool changes;     /* anything yet */
    struct error *err;
};

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool same_moment(const struct law_raw_moment *a, const struct law_raw_moment *b)
{
    return a == b || (a != NULL && b != NULL && same_text(a->anchor, b->anchor) &&
                      same_text(a->offset, b->offset) && same_text(a->hour, b->hour));
}

static bool same_names(const struct law_raw_names *a, const struct law_raw_names *b)
{
    return a == b || (a != NULL && b != NULL && same_text(a->vi, b->vi) && same_text(a->en, b->en));
}

static bool same_words(char *const *a, unsigned a_count, char *const *b, unsigned b_count)
{
    if (a_count != b_count)
        return false;
    for (unsigned i = 0; i < a_count; i++) {
        if (strcmp(a[i], b[i]) != 0)
            return false;
    }
    return true;
}

static bool same_quorum(const struct law_raw_quorum *a, const struct law_raw_quorum *b)
{
    return b != NULL && same_text(a->citation, b->citation) && same_text(a->share, b->share) &&
           a->below == b->below && a->otherwise == b->otherwise;
}

/* Notes that a key is said, and refuses it when it says what is so already. */
static enum error_code say(struct change *change, const char *key, bool same)
{
    change->changes = true;
    if (!same)
        return OK;
    error_set(change->err, ERROR_CONFIG, "is so already in %s; leave it out", change->base);
    return law_place_fail(change->place, key, change->err);
}

static enum error_code change_text(struct change *change, const char *key, char *says, char **text)
{
    if (says == NULL)
        return OK;
    TRY(say(change, key, same_text(says, *text)));
    *text = says;
    return OK;
}

/* A rule is read whole: whoever says a part of it says all of it. */
static enum error_code change_rule(struct change *change, struct law_raw_duty *duty)
{
    const struct law_raw_duty *says = change->says;
    const char *key = says->until != NULL  ? "until"
                      : says->from != NULL ? "from"
                      : says->at != NULL   ? "at"
                                           : "undated";

    if (says->at == NULL && says->from == NULL && says->until == NULL && says->undated == NULL)
        return OK;
    TRY(say(change, key,
            same_moment(says->at, duty->at) && same_moment(says->from, duty->from) &&
                same_moment(says->until, duty->until) && same_names(says->undated, duty->undated)));
    duty->at = says->at;
    duty->from = says->from;
    duty->until = says->until;
    duty->undated = says->undated;
    return OK;
}

static enum error_code change_lists(struct change *change, struct law_raw_duty *duty)
{
    const struct law_raw_duty *says = change->says;

    if (says->waits_for_count > 0) {
        TRY(say(change, "waits_for",
                same_words(says->waits_for, says->waits_for_count, duty->waits_for, duty->waits_for_count)));
        duty->waits_for = says->waits_for;
        duty->waits_for_count = says->waits_for_count;
    }
    if (says->forms_count > 0) {
        TRY(say(change, "forms", same_words(says->forms, says->forms_count, duty->forms, duty->forms_count)));
        duty->forms = says->forms;
        duty->forms_count = says->forms_count;
    }
    return OK;
}

static enum error_code change_rest(struct change *change, struct law_raw_duty *duty)
{
    const struct law_raw_duty *says = change->says;

    if (says->name.vi != NULL) {
        TRY(say(change, "name", same_names(&says->name, &duty->name)));
        duty->name = says->name;
    }
    if (says->levels != 0) {
        TRY(say(change, "levels", says->levels == duty->levels));
        duty->levels = says->levels;
    }
    if (says->quorum != NULL) {
        TRY(say(change, "quorum", same_quorum(says->quorum, duty->quorum)));
        duty->quorum = says->quorum;
    }
    if (says->checked != NULL) {
        const struct law_raw_check *old = duty->checked;
        TRY(say(change, "checked",
                old != NULL && same_text(says->checked->on, old->on) &&
                    same_text(says->checked->by, old->by)));
        duty->checked = says->checked;
    }
    if (says->amended != NULL) {
        change->changes = true;
        duty->amended = says->amended;
    }
    return OK;
}

static enum error_code drop(struct change *change, enum law_drop which, bool present)
{
    if ((change->says->drops & which) == 0)
        return OK;
    return say(change, "drops", !present);
}

static enum error_code apply_drops(struct change *change, struct law_raw_duty *duty)
{
    uint32_t drops = change->says->drops;

    TRY(drop(change, LAW_DROP_WAITS_FOR, duty->waits_for_count > 0));
    TRY(drop(change, LAW_DROP_FORMS, duty->forms_count > 0));
    TRY(drop(change, LAW_DROP_NOTES, duty->notes != NULL));
    TRY(drop(change, LAW_DROP_UNVERIFIED, duty->unverified != NULL));
    TRY(drop(change, LAW_DROP_SOURCE, duty->source != NULL));
    TRY(drop(change, LAW_DROP_CHECKED, duty->checked != NULL));
    duty->waits_for_count = (drops & LAW_DROP_WAITS_FOR) != 0 ? 0 : duty->waits_for_count;
    duty->forms_count = (drops & LAW_DROP_FORMS) != 0 ? 0 : duty->forms_count;
    duty->notes = (drops & LAW_DROP_NOTES) != 0 ? NULL : duty->notes;
    duty->unverified = (drops & LAW_DROP_UNVERIFIED) != 0 ? NULL : duty->unverified;
    duty->source = (drops & LAW_DROP_SOURCE) != 0 ? NULL : duty->source;
    duty->checked = (drops & LAW_DROP_CHECKED) != 0 ? NULL : duty->checked;
    return OK;
}

enum error_code law_change_apply(const struct law_raw_duty *says, const struct law_place *from,
                                 const char *base, struct law_raw_duty *duty, struct error *err)
{
    struct change change = {.says = says, .place = from, .base = base, .err = err};

    TRY(apply_drops(&change, duty));
    TRY(change_text(&change, "citation", says->citation, &duty->citation));
    TRY(change_text(&change, "body", says->body, &duty->body));
    TRY(change_text(&change, "notes", says->notes, &duty->notes));
    TRY(change_text(&change, "unverified", says->unverified, &duty->unverified));
    TRY(change_text(&change, "source", says->source, &duty->source));
    TRY(change_rule(&change, duty));
    TRY(change_lists(&change, duty));
    TRY(change_rest(&change, duty));
    if (change.changes)
        return OK;
    error_set(err, ERROR_CONFIG, "changes nothing; say what differs from %s, or take it out", base);
    return law_place_fail(from, "id", err);
}
