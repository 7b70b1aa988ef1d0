/* Which new meeting is which published one. A plan that is made again gives its meetings the codes of the
 * published meetings they continue, so that whoever has one in a calendar sees it moved and not another one
 * appear.
 */
#ifndef APP_PLAN_CODES_H
#define APP_PLAN_CODES_H

#include "app/plan_store.h"

/* Renames the meetings, which stand by unit and then by time. Within a unit the ones held as published keep
 * their code, then those in the same venue, then the rest in order of time; what is left over gets numbers
 * that were never used. Only a meeting held exactly as one that was cancelled takes a cancelled code up, and no other takes that of a fixed
 * one. New
 * codes lie in the arena. */
enum error_code plan_codes_keep(const struct plan_problem *problem, const struct stored_plan *published,
                                struct plan_meeting *meetings, size_t count, struct arena *arena,
                                struct error *err) MUST_USE;
struct numbered_meetings {
    struct plan_meeting *items;
    size_t count;
};

/* Numbers those meetings that have no code yet, by numbers that neither plan has used. */
enum error_code plan_codes_number(const struct plan_problem *problem, const struct stored_plan *published,
                                  const struct stored_plan *draft, struct numbered_meetings meetings,
                                  struct arena *arena, struct error *err) MUST_USE;

#endif
