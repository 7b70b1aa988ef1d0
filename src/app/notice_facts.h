/* What is true of a notice at this moment, read in one snapshot of the store: whom it goes to, and every meeting it
 * would speak of as it is now.
 */
#ifndef APP_NOTICE_FACTS_H
#define APP_NOTICE_FACTS_H

#include "base/arena.h"
#include "base/error.h"
#include "notify/notice.h"

struct db;

/* Texts and lists lie in the arena. A notice that is not in the store is ERROR_SOFTWARE. */
enum error_code notice_facts_read(struct db *db, int64_t id, struct arena *arena, struct notice_facts *out,
                                  struct error *err) MUST_USE;

#endif
