#include "app/notice_queue.h"

#include "app/notice_schedule.h"
#include "app/notice_wanted.h"
#include "base/secret.h"
#include "db/db.h"

struct release_notice {
    int64_t election;
    int64_t release;
    int64_t contact;
    int64_t candidate;
    int64_t expires_utc_secs;
    const char *channel;
};

static enum error_code insert(const struct app *app, const struct release_notice *notice, struct error *err)
{
    char client_id[SECRET_ID_CHARS];

    TRY(secret_make_id(client_id, err));
    return db_run(app->db, QUERY_NOTICE_INSERT,
                  DB_ARGS(DB_INT("election", notice->election), DB_INT("release", notice->release),
                          DB_TEXT("channel", notice->channel), DB_INT("contact", notice->contact),
                          DB_INT("candidate", notice->candidate), DB_TEXT("client_id", client_id),
                          DB_INT("now_utc", clock_now_utc_secs(&app->clock)),
                          DB_INT("expires_utc", notice->expires_utc_secs)),
                  err);
}

static enum error_code queue_channel(const struct app *app, int64_t election, int64_t release,
                                     enum notice_channel channel, int64_t *queued, struct error *err)
{
    const char *name = notice_channel_name(channel);
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, app->db, QUERY_NOTICE_RECIPIENTS,
                  DB_ARGS(DB_INT("election", election), DB_INT("release", release), DB_TEXT("channel", name)),
                  err));
    for (; db_rows_next(&rows); ++*queued)
        TRY(insert(app,
                   &(struct release_notice){election, release, db_int(&rows, 0), db_int(&rows, 1),
                                            db_int(&rows, 2), name},
                   err));
    return db_rows_finish(&rows, err);
}

enum error_code notice_release_channels(const struct app *app, struct notice_channels_used *out,
                                        struct error *err)
{
    CLEANUP(notice_rules_free_ptr) struct notice_rules *rules = NULL;

    TRY(notice_rules_load(app, &rules, err));
    *out = (struct notice_channels_used){notice_rules_tell_releases(rules, CHANNEL_SMS),
                                         notice_rules_tell_releases(rules, CHANNEL_MAIL)};
    return OK;
}

enum error_code notice_queue_release(const struct app *app, int64_t election, int64_t release,
                                     struct notice_queue_counts *out, struct error *err)
{
    CLEANUP(notice_rules_free_ptr) struct notice_rules *rules = NULL;
    struct notice_queue_counts counts = {0};

    TRY(notice_rules_load(app, &rules, err));
    for (int channel = 0; channel < NOTICE_CHANNEL_COUNT; channel++)
        if (notice_rules_tell_releases(rules, (enum notice_channel)channel))
            TRY(queue_channel(app, election, release, (enum notice_channel)channel, &counts.queued, err));
    TRY(db_select_int(app->db, QUERY_NOTICE_UNREACHABLE_COUNT,
                      DB_ARGS(DB_INT("election", election), DB_INT("release", release)), 0,
                      &counts.unreachable, err));
    *out = counts;
    return OK;
}

static enum error_code queue_newcomers(const struct app *app, int64_t election, enum notice_channel channel,
                                       int64_t *made, struct error *err)
{
    const char *name = notice_channel_name(channel);
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, app->db, QUERY_NOTICE_NEWCOMERS,
                  DB_ARGS(DB_INT("election", election), DB_INT("now_utc", clock_now_utc_secs(&app->clock)),
                          DB_TEXT("purpose", CONTACT_OF_CANDIDATES), DB_TEXT("channel", name)),
                  err));
    for (; db_rows_next(&rows); ++*made)
        TRY(insert(app,
                   &(struct release_notice){election, db_int(&rows, 2), db_int(&rows, 0), db_int(&rows, 1),
                                            db_int(&rows, 3), name},
                   err));
    return db_rows_finish(&rows, err);
}

enum error_code notice_queue_newcomers(const struct app *app, int64_t election,
                                       const struct notice_rules *rules, int64_t *made, struct error *err)
{
    for (int channel = 0; channel < NOTICE_CHANNEL_COUNT; channel++)
        if (notice_rules_tell_releases(rules, (enum notice_channel)channel))
            TRY(queue_newcomers(app, election, (enum notice_channel)channel, made, err));
    return OK;
}
