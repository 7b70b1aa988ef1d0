#include "app/candidate_feed.h"

#include "app/candidate_show.h"
#include "app/feed_issue.h"
#include "db/db.h"

static enum error_code carry_out(const struct app *app, const struct candidate_feed_change *change,
                                 struct arena *arena, const char **out_url, struct error *err)
{
    struct feed_address address = {.url = NULL};

    if (change->deed == CANDIDATE_FEED_ISSUE)
        TRY(feed_issue(app, change->election, change->candidate, arena, &address, err));
    else if (change->deed == CANDIDATE_FEED_RENEW)
        TRY(feed_renew(app, change->election, change->candidate, arena, &address, err));
    else
        TRY(feed_revoke(app, change->election, change->candidate, err));
    *out_url = address.url;
    return OK;
}

static enum error_code change_once(const struct app *app, const struct candidate_feed_change *change,
                                   struct arena *arena, const char **out_url, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction whole = {0};
    struct candidate_shown shown;
    const char *url;

    TRY(db_transaction_begin(&whole, app->db, err));
    TRY(candidate_show(app, change->election, change->candidate, arena, &shown, err));
    const struct candidate_feed *feed = candidate_feed_in_use(&shown);
    if ((feed != NULL ? feed->id : 0) != change->seen)
        return error_set(
            err, ERROR_FOUND,
            "nothing is changed, for the calendar address of candidate %s was changed since your "
            "page was made; look at it again",
            change->candidate);
    TRY(carry_out(app, change, arena, &url, err));
    TRY(db_transaction_commit(&whole, err));
    *out_url = url;
    return OK;
}

enum error_code candidate_feed_change(const struct app *app, const struct candidate_feed_change *change,
                                      struct arena *arena, const char **out_url, struct error *err)
{
    return DB_REPEAT(app->db, change_once(app, change, arena, out_url, err));
}
