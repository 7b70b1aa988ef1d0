#include "app/invitation_queue.h"

#include "app/settings.h"
#include "base/parse.h"
#include "base/secret.h"
#include "db/db.h"

#include <stdio.h>
#include <string.h>

#define KIND_CHARS 40

int64_t invitation_of_kind(const char *kind)
{
    size_t length = strlen(INVITATION_KIND);
    int64_t id = 0;

    if (strncmp(kind, INVITATION_KIND, length) != 0 || !parse_int(kind + length, 1, INT64_MAX, &id))
        return 0;
    return id;
}

/* The columns of QUERY_INVITATION_WANTED. */
enum column { MEETING, CONTACT, CANDIDATE, START };

static enum error_code queue(const struct app *app, const struct db_rows *row, int64_t election,
                             int64_t release, struct error *err)
{
    char client_id[SECRET_ID_CHARS];
    char kind[KIND_CHARS];
    int64_t id;

    TRY(db_select_int(
        app->db, QUERY_INVITATION_PUT,
        DB_ARGS(DB_INT("meeting", db_int(row, MEETING)), DB_INT("contact", db_int(row, CONTACT))), 0, &id,
        err));
    TRY(secret_make_id(client_id, err));
    snprintf(kind, sizeof kind, INVITATION_KIND "%lld", (long long)id);
    return db_run(app->db, QUERY_INVITATION_NOTICE_INSERT,
                  DB_ARGS(DB_INT("election", election), DB_INT("release", release), DB_TEXT("kind", kind),
                          DB_INT("contact", db_int(row, CONTACT)),
                          DB_INT("candidate", db_int(row, CANDIDATE)), DB_TEXT("client_id", client_id),
                          DB_INT("now_utc", clock_now_utc_secs(&app->clock)),
                          DB_INT("expires_utc", db_int(row, START))),
                  err);
}

enum error_code invitation_queue_release(const struct app *app, int64_t election, int64_t release,
                                         int64_t *queued, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    int64_t count = 0;

    if (app->settings->mail.host == NULL || !app->settings->mail.invitations)
        return OK;
    TRY(db_select(&rows, app->db, QUERY_INVITATION_WANTED,
                  DB_ARGS(DB_INT("election", election), DB_INT("release", release)), err));
    for (; db_rows_next(&rows); count++)
        TRY(queue(app, &rows, election, release, err));
    TRY(db_rows_finish(&rows, err));
    *queued += count;
    return OK;
}
