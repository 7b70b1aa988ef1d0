/* A pack in the making: what calendar/law_pack.c, law_read.c and law_order.c share. */
#ifndef CALENDAR_LAW_BUILD_H
#define CALENDAR_LAW_BUILD_H

#include "calendar/law_schema.h"

struct law_build {
    const struct yaml_source *source;
    const struct law_raw_pack *raw;
    struct law_pack *pack;
    char prefix[32]; /* path of the entry at hand, "duties.12", or "" */
    struct error *err;
};

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
