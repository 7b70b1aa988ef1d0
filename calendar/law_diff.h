/* What differs between two law packs, duty by duty: other rules, other words of law, new and gone duties, each
 * with the clause of the amending law that did it, as far as the packs say so. Notes and sources are not law
 * and do not count; nor does a level that falls away from all duties together.
 */
#ifndef CALENDAR_LAW_DIFF_H
#define CALENDAR_LAW_DIFF_H

#include "calendar/law_pack.h"

enum law_difference_kind {
    LAW_DIFFERENT_RULE,  /* another date */
    LAW_DIFFERENT_WORDS, /* amended, but the date is the same */
    LAW_NEW,
    LAW_GONE,
};

struct law_difference {
    enum law_difference_kind kind;
    const struct law_duty *before; /* NULL: new */
    const struct law_duty *after;  /* NULL: gone */
    struct law_amendment amended;
};

struct law_diff {
    const struct law_difference *items; /* in the order of the later pack, what is gone last */
    size_t count;
};

/* The items lie in the arena and borrow from both packs. ERROR_OS: no memory. */
enum error_code law_diff(const struct law_pack *before, const struct law_pack *after, struct arena *arena,
                         struct law_diff *out, struct error *err) MUST_USE;

#endif
