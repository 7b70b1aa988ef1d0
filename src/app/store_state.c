#include "app/store_state.h"

#include "db/db.h"

enum error_code store_state(const struct app *app, int64_t *out, struct error *err)
{
    return db_select_int(app->db, QUERY_STORE_STATE, DB_NO_ARGS, 0, out, err);
}
