/* Candidates in the order of their given names, or those whose name or code has some words in it, diacritics or not. */
#ifndef APP_CANDIDATE_LIST_H
#define APP_CANDIDATE_LIST_H

#include "app/app.h"

#include <stddef.h>

struct listed_candidate {
    int64_t id;
    const char *code;
    const char *name; /* "" when the tables give none */
};

struct candidate_question {
    const char *unit;  /* code; NULL: any */
    const char *words; /* NULL or "": any */
};

struct listed_candidates {
    const struct listed_candidate *items;
    size_t count;
};

/* ERROR_NO_INPUT: no such unit. The list and its texts lie in the arena. */
enum error_code candidate_list(const struct app *app, int64_t election,
                               const struct candidate_question *question, struct arena *arena,
                               struct listed_candidates *out, struct error *err) MUST_USE;

#endif
