#include "app/notice_digest.h"

#include "db/db.h"

#define WEEK_DAYS 7
#define MEETING_DAYS 2 /* today and tomorrow */

static int64_t beginning_of(struct civil_date date)
{
    return civil_time_to_utc_secs((struct civil_time){date, 0});
}

enum error_code notice_digest_read(struct db *db, int64_t election, int64_t area, struct civil_date today,
                                   struct notice_digest *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct notice_digest digest = {0};

    TRY(db_select(&rows, db, QUERY_NOTICE_DIGEST,
                  DB_ARGS(DB_INT("election", election), DB_INT("area", area), DB_INT("today", today.day),
                          DB_INT("week_day", today.day + WEEK_DAYS), DB_INT("from_utc", beginning_of(today)),
                          DB_INT("until_utc", beginning_of(civil_date_add_days(today, MEETING_DAYS)))),
                  err));
    if (db_rows_next(&rows))
        digest = (struct notice_digest){.due = (int32_t)db_int(&rows, 0),
                                        .overdue = (int32_t)db_int(&rows, 1),
                                        .meetings = (int32_t)db_int(&rows, 2),
                                        .uncertain = (int32_t)db_int(&rows, 3)};
    TRY(db_rows_finish(&rows, err));
    *out = digest;
    return OK;
}
