#include "app/app.h"

#include "db/db.h"

#include <pwd.h>
#include <stdio.h>
#include <unistd.h>

/* The account by its number when the machine does not know its name. */
static void name_account(char out[ACTOR_CHARS])
{
    struct passwd entry;
    struct passwd *found = NULL;
    char names[4096];

    if (getpwuid_r(getuid(), &entry, names, sizeof names, &found) == 0 && found != NULL)
        snprintf(out, ACTOR_CHARS, "%s", found->pw_name);
    else
        snprintf(out, ACTOR_CHARS, "uid:%u", (unsigned)getuid());
}

static void name_actor(struct actor *actor)
{
    if (actor->who[0] == '\0')
        name_account(actor->who);
    if (actor->host[0] == '\0' && gethostname(actor->host, ACTOR_CHARS - 1) != 0)
        snprintf(actor->host, ACTOR_CHARS, "?");
}

enum error_code app_open_store(struct app *app, const char *url, bool create, struct error *err)
{
    TRY(db_open(url, create ? DB_CREATE_IF_MISSING : DB_MUST_EXIST, &app->db, err));
    app->store_url = url;
    name_actor(&app->actor);
    return OK;
}

void app_close_store(struct app *app)
{
    db_close(app->db);
    app->db = NULL;
    app->store_url = NULL;
}
