/* What each rule says when it is part of a clash: inside plan_clashes_write only. */
#ifndef PLAN_EXPLAIN_TELL_H
#define PLAN_EXPLAIN_TELL_H

#include "plan/explain_words.h"

/* What a sentence is made of: the conditions about one thing, or all of one rule. */
struct plan_telling {
    const struct plan_problem *problem;
    const struct plan_names *names;
    const struct plan_condition *conditions;
    size_t count;
};

void plan_tell(const struct plan_telling *telling, struct message *out);
/* Sentences are read in ascending order of this. */
int plan_tell_place(enum plan_rule rule);
/* Whether one sentence speaks of all things that the rule is about. */
bool plan_tell_together(enum plan_rule rule);

/* The sentences about times, of a file of their own. */
void plan_tell_window(const struct plan_telling *telling, struct message *out);
void plan_tell_notice(const struct plan_telling *telling, struct message *out);
void plan_tell_forbidden(const struct plan_telling *telling, struct message *out);
void plan_tell_blocked(const struct plan_telling *telling, struct message *out);

#endif
