/* The sentences of an explanation: what each rule says when it is part of a clash, what each change would be and
 * what it means in law, and why a meeting cannot be held at a cheaper place. One row a rule, one row an edit.
 */
#ifndef PLAN_EXPLAIN_WORDS_H
#define PLAN_EXPLAIN_WORDS_H

#include "plan/conflict_conditions.h"

/* What things are called in sentences; without a function, their codes. Names are borrowed. */
struct plan_names {
    const char *(*name)(void *context, enum plan_thing thing, uint32_t index);
    void *context;
};

const char *plan_name(const struct plan_problem *problem, const struct plan_names *names,
                      enum plan_thing thing, uint32_t index);

/* One sentence of a clash: what a rule says of a thing, or of several things at once. */
struct plan_clash {
    enum plan_rule rule;
    enum plan_thing thing; /* of the items; PLAN_THING_NONE: the rule is about everybody */
    const uint32_t *items;
    size_t item_count;
    const uint32_t *days; /* of a block; NULL elsewhere */
    size_t day_count;
    struct message message;
};

struct plan_clashes {
    const struct plan_clash *items;
    size_t count;
};

/* Gathers the conditions into sentences, in an order in which they can be read: who must meet, where, when, with
 * whom. The result lies in the arena. */
enum error_code plan_clashes_write(const struct plan_problem *problem, const struct plan_names *names,
                                   const struct plan_conditions *conditions, struct arena *arena,
                                   struct plan_clashes *out, struct error *err) MUST_USE;

/* "Do this" of one or several edits of one kind. */
void plan_edit_write(const struct plan_problem *problem, const struct plan_names *names,
                     const struct plan_edits *edits, struct message *out);
/* Whether the law permits it, and on what terms; key of the catalogue. */
const char *plan_edit_effect(enum plan_edit_kind kind);

/* A list for a sentence: "a, b, c (+4)". Cut where it would not fit a message. */
struct plan_list {
    char text[240];
    size_t length;
    size_t left_out;
};
void plan_list_add(struct plan_list *list, const char *item);
const char *plan_list_finish(struct plan_list *list);

/* 4/5/2021, as people write it; with 16 bytes of room. */
void plan_date_write(struct civil_date date, char out[16]);

#endif
