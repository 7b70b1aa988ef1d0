#include "app/feed_address.h"

#include "app/settings.h"
#include "base/secret.h"
#include "base/text.h"
#include "db/db.h"

#include <string.h>

#define URL_BYTES_MAX 1000

static const char *address_of(const struct app *app, const char *token, struct arena *arena)
{
    CLEANUP(text_done) struct text url;

    text_init(&url, URL_BYTES_MAX);
    text_putf(&url, "%s/feeds/%s.ics", app->settings->service.public_url, token);
    return url.failed ? NULL : arena_copy(arena, url.data, url.length);
}

static const char *language_of(const struct app *app, const struct feed_holder *holder)
{
    if (holder->language != NULL)
        return holder->language;
    return app->settings->language != NULL ? app->settings->language : "vi";
}

static struct db_arg id_or_null(const char *name, int64_t id)
{
    return id != 0 ? (struct db_arg)DB_INT(name, id) : (struct db_arg)DB_NULL(name);
}

enum error_code feed_address_add(const struct app *app, const struct feed_holder *holder, struct arena *arena,
                                 const char **out_url, struct error *err)
{
    unsigned char hash[SECRET_HASH_BYTES];
    char token[SECRET_TOKEN_CHARS];

    TRY(secret_make_token(token, err));
    secret_hash(token, strlen(token), hash);
    TRY(db_run(app->db, QUERY_FEED_INSERT,
               DB_ARGS(DB_INT("election", holder->election),
                       DB_TEXT("kind", holder->candidate != 0 ? "candidate" : "deadlines"),
                       id_or_null("candidate", holder->candidate), id_or_null("area", holder->area),
                       DB_BLOB("token_hash", hash, sizeof hash),
                       DB_TEXT("language", language_of(app, holder)), DB_INT("alarms", 0),
                       DB_INT("created_utc", clock_now_utc_secs(&app->clock))),
               err));
    *out_url = address_of(app, token, arena);
    return *out_url != NULL ? OK : error_memory(err);
}

enum error_code feed_address_end(const struct app *app, const struct feed_holder *holder, int64_t *out_count,
                                 struct error *err)
{
    const struct db_arg now = DB_INT("revoked_utc", clock_now_utc_secs(&app->clock));

    if (holder->candidate != 0)
        return db_run_counted(app->db, QUERY_FEED_REVOKE,
                              DB_ARGS(DB_INT("candidate", holder->candidate), now), out_count, err);
    return db_run_counted(app->db, QUERY_FEED_REVOKE_DEADLINES, DB_ARGS(DB_INT("area", holder->area), now),
                          out_count, err);
}

enum error_code feed_address_count(const struct app *app, const struct feed_holder *holder,
                                   int64_t *out_in_use, struct error *err)
{
    if (holder->candidate != 0)
        return db_select_int(app->db, QUERY_FEED_COUNT_IN_USE,
                             DB_ARGS(DB_INT("candidate", holder->candidate)), 0, out_in_use, err);
    return db_select_int(app->db, QUERY_FEED_COUNT_DEADLINES_IN_USE, DB_ARGS(DB_INT("area", holder->area)), 0,
                         out_in_use, err);
}
