/* A pack in the making: what calendar/law_pack.c, law_read.c and law_order.c share. */
#ifndef CALENDAR_LAW_BUILD_H
#define CALENDAR_LAW_BUILD_H

#include "calendar/law_layer.h"

struct law_build {
    const struct law_layers *layers;
    struct law_pack *pack;
    struct law_place place; /* of the entry at hand */
    struct error *err;
};

/* Makes the head of the pack what is at hand. */
void law_build_enter_head(struct law_build *build);
/* Makes the event or duty of this node the entry at hand. */
void law_build_enter(struct law_build *build, size_t node);

/* Gives the error that was just set the place of `key` in the entry at hand and returns its code. */
enum error_code law_build_fail(struct law_build *build, const char *key);

/* Fills the pack from what is written: everything but the order of its nodes. */
enum error_code law_build_read(struct law_build *build) MUST_USE;

/* Puts the nodes into the order in which their dates can be computed. Refuses circles of anchors and of
 * waits_for, and hours counted from what is only a day. */
enum error_code law_build_order(struct law_build *build) MUST_USE;

#endif
