/* The day of an office in numbers: its area and all below it. */
#ifndef APP_NOTICE_DIGEST_H
#define APP_NOTICE_DIGEST_H

#include "base/error.h"
#include "notify/notice.h"

struct db;

/* Area 0 is the whole election. */
enum error_code notice_digest_read(struct db *db, int64_t election, int64_t area, struct civil_date today,
                                   struct notice_digest *out, struct error *err) MUST_USE;

#endif
