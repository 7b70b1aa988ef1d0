/* What the gates ask of the store (notify/gates.h), and the other persons of the same number: several candidates may share a
 * telephone, of an assistant, of an office, of a household. Where all of them are told the same, one message names them, and
 * the notices of the others end with REASON_HOUSEHOLD.
 */
#ifndef APP_NOTICE_LIMITS_H
#define APP_NOTICE_LIMITS_H

#include "base/arena.h"
#include "base/error.h"
#include "notify/notice.h"

#define HOUSEHOLD_NAMED_MAX 4 /* persons named by one message; further ones get another */

struct db;

/* The facts of a notice with their limits, read in one snapshot of the store; the name is that of all persons whom its
 * message tells. Texts and lists lie in the arena. */
enum error_code notice_limits_read(struct db *db, int64_t id, struct arena *arena, struct notice_facts *out,
                                   struct error *err) MUST_USE;

#endif
