/* The words of a deadline's calendar entry, in the language of a catalog. */
#ifndef APP_DEADLINE_TEXT_H
#define APP_DEADLINE_TEXT_H

#include "base/catalog.h"
#include "base/text.h"
#include "calendar/timetable.h"

struct deadline {
    const struct law_duty *duty;
    const char *law;                /* number of the law */
    const char *set_by;             /* number of the document that set it; NULL: the law */
    struct timetable_moment by_law; /* what the law alone gives; said where a document set another */
    bool done;
    bool is_limit;                 /* something must be done by then; not when the duty is one moment */
    struct timetable_moment shown; /* where the entry stands; has a date */
    struct timetable_moment from;
    bool has_target;
    struct civil_date target;
};

/* "DEADLINE 17:00: Nomination papers"; what matters stands in the first characters. */
void deadline_put_title(const struct deadline *deadline, const struct catalog *catalog, struct text *out);

/* The article, the law, who owes it, its forms, its window and target, what set it, and as a courtesy the lunar date, a line
 * each. */
void deadline_put_words(const struct deadline *deadline, const struct catalog *catalog, struct text *out);

#endif
