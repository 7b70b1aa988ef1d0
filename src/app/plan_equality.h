/* Whether a plan of the store treats the candidates of each unit alike. Every figure is counted twice, by different
 * code: meeting by meeting in this program, and candidate by candidate in the store. A difference between the two is
 * said aloud and no report is given.
 */
#ifndef APP_PLAN_EQUALITY_H
#define APP_PLAN_EQUALITY_H

#include "app/app.h"
#include "base/secret.h"
#include "plan/equality.h"

struct equality_candidate {
    const char *code;
    const char *name; /* "" when the tables give none */
    struct equality_figures figures;
};

struct equality_unit {
    const char *code;
    const char *name;
    const struct equality_candidate *candidates; /* in the order A, B, C */
    size_t count;
    struct equality_figures differences; /* the largest between two of them */
};

struct plan_equality {
    const struct equality_unit *units; /* by code */
    size_t count;
    size_t total;   /* units that were asked for; more than `count` when only some of them are told of */
    size_t unequal; /* of all these, units whose candidates differ in the number of meetings */
    /* Of the plan: BLAKE2b (32 bytes) over its meetings in order of their codes, each a line
     * "code,unit,mode,venue,start,end\n" as a plan file has them, with LF; after the end, ",mode venue" for each
     * connected site. */
    char hash[SECRET_HASH_CHARS];
};

struct equality_question {
    bool draft;        /* the newest draft, not what is published */
    const char *unit;  /* its code; NULL: all units. The hash is always that of the whole plan. */
    const char *level; /* of their councils: "na", "province", ...; NULL: all */
    size_t skip;       /* units at the beginning that are not told of */
    size_t most;       /* units told of after these; 0: all of them */
};

/* ERROR_NO_INPUT: there is no such unit, or no draft. ERROR_SOFTWARE: the two counts differ. The result lies in the
 * arena. */
enum error_code plan_equality(const struct app *app, int64_t election,
                              const struct equality_question *question, struct arena *arena,
                              struct plan_equality *out, struct error *err) MUST_USE;

#endif
