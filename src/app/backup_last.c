#include "app/backup_last.h"

#include "db/db.h"

enum error_code backup_last(const struct app *app, int64_t *out_utc_secs, struct error *err)
{
    return db_select_int(app->db, QUERY_AUDIT_BACKUP_LAST, DB_NO_ARGS, 0, out_utc_secs, err);
}
