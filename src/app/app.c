#include "app/app.h"

#include "db/db.h"

enum error_code app_open_store(struct app *app, const char *url, bool create, struct error *err)
{
    TRY(db_open(url, create ? DB_CREATE_IF_MISSING : DB_MUST_EXIST, &app->db, err));
    app->store_url = url;
    return OK;
}

void app_close_store(struct app *app)
{
    db_close(app->db);
    app->db = NULL;
    app->store_url = NULL;
}
