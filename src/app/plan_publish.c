#include "app/plan_publish.h"

#include "app/audit.h"
#include "app/feed_clock.h"
#include "app/invitation_queue.h"
#include "app/meeting_clash.h"
#include "app/notice_approve.h"
#include "app/notice_derive.h"
#include "app/notice_refuse.h"
#include "app/plan_check.h"
#include "app/plan_sites.h"
#include "app/publish_check.h"
#include "base/secret.h"
#include "base/text.h"
#include "base/unicode.h"
#include "db/db.h"

#include <stdio.h>
#include <string.h>

#define UID_BYTES_MAX 200
#define WORDS_BYTES_MAX 4000
#define NOTE_CHARS_MAX 500

/* One publication in the making, inside its transaction. */
struct publishing {
    const struct app *app;
    int64_t election;
    const struct election *whole; /* the same */
    int64_t draft;
    int64_t release;
    int64_t moment_utc_secs; /* of the feeds; never goes back */
    struct plan_publication *publication;
    struct text before; /* scratch for the changelog */
    struct text after;
};

static void publishing_done(struct publishing *publishing)
{
    text_done(&publishing->before);
    text_done(&publishing->after);
}

/* ---- one meeting ---- */

/* Made once, for ever, from nothing that may change: not from time, place or the name of a machine. */
static enum error_code make_uid(const struct publishing *publishing, struct text *out, struct error *err)
{
    char id[SECRET_ID_CHARS];

    TRY(secret_make_id(id, err));
    text_putf(out, "%s.%s@hiepthuong", id, publishing->whole->code);
    return text_finish(out, err);
}

static enum error_code put_sites(const struct publishing *publishing, int64_t meeting,
                                 const struct plan_change *change, struct error *err)
{
    const struct stored_tables *stored = &publishing->publication->of.stored;
    uint32_t venue = change->after->venue;

    TRY(db_run(publishing->app->db, QUERY_MEETING_SITE_PUT,
               DB_ARGS(DB_INT("meeting", meeting), DB_INT("position", 0),
                       DB_TEXT("mode", plan_mode_name(change->after->mode)),
                       DB_INT("venue", stored->ids.venues[venue]), DB_TEXT("link", change->link),
                       DB_INT("capacity", stored->tables.venues[venue].capacity)),
               err));
    return plan_sites_write(publishing->app->db, &publishing->publication->of, meeting, change->after, err);
}

static enum error_code add_meeting(const struct publishing *publishing, const struct plan_change *change,
                                   int64_t *out_meeting, struct error *err)
{
    CLEANUP(text_done) struct text uid;
    const struct plan_meeting *after = change->after;

    text_init(&uid, UID_BYTES_MAX);
    TRY(make_uid(publishing, &uid, err));
    TRY(db_select_int(publishing->app->db, QUERY_MEETING_INSERT,
                      DB_ARGS(DB_INT("election", publishing->election), DB_TEXT("code", after->code),
                              DB_TEXT("uid", uid.data),
                              DB_INT("unit", publishing->publication->of.stored.ids.units[after->unit]),
                              DB_TEXT("mode", plan_mode_name(after->mode)),
                              DB_INT("start_utc", civil_time_to_utc_secs(after->start)),
                              DB_INT("end_utc", civil_time_to_utc_secs(after->end)),
                              DB_INT("modified_utc", publishing->moment_utc_secs),
                              DB_INT("release", publishing->release)),
                      0, out_meeting, err));
    return put_sites(publishing, *out_meeting, change, err);
}

static enum error_code change_meeting(const struct publishing *publishing, const struct plan_change *change,
                                      struct error *err)
{
    const struct plan_meeting *after = change->after;

    TRY(db_run(publishing->app->db, QUERY_MEETING_CHANGE,
               DB_ARGS(DB_INT("meeting", change->before->id), DB_TEXT("mode", plan_mode_name(after->mode)),
                       DB_INT("start_utc", civil_time_to_utc_secs(after->start)),
                       DB_INT("end_utc", civil_time_to_utc_secs(after->end)),
                       DB_INT("modified_utc", publishing->moment_utc_secs),
                       DB_INT("release", publishing->release)),
               err));
    return put_sites(publishing, change->before->id, change, err);
}

static enum error_code cancel_meeting(const struct publishing *publishing, const struct plan_change *change,
                                      struct error *err)
{
    return db_run(publishing->app->db, QUERY_MEETING_CANCEL,
                  DB_ARGS(DB_INT("meeting", change->before->id),
                          DB_INT("modified_utc", publishing->moment_utc_secs),
                          DB_INT("release", publishing->release)),
                  err);
}

static enum error_code log_change(struct publishing *publishing, int64_t meeting,
                                  const struct plan_change *change, enum change_kind kind, struct error *err)
{
    plan_change_words(&publishing->publication->of, change, kind, &publishing->before, &publishing->after);
    TRY(text_finish(&publishing->before, err));
    TRY(text_finish(&publishing->after, err));
    return db_run(publishing->app->db, QUERY_RELEASE_CHANGE_INSERT,
                  DB_ARGS(DB_INT("release", publishing->release), DB_INT("meeting", meeting),
                          DB_TEXT("kind", change_kind_names[kind]),
                          DB_TEXT("before", publishing->before.data),
                          DB_TEXT("after", publishing->after.data)),
                  err);
}

/* A new meeting is only counted, with its release; what was published before is told one by one. */
static enum error_code audit_change(const struct publishing *publishing, const struct plan_change *change,
                                    enum change_kind kind, struct error *err)
{
    const char *code = change->after != NULL ? change->after->code : change->before->meeting.code;
    struct audit_entry entry = {.verb = "plan publish",
                                .election = publishing->election,
                                .kind = "meeting",
                                .about = code,
                                .before = publishing->before.data,
                                .after = publishing->after.data};

    if (kind == CHANGE_NEW)
        return OK;
    message_set(&entry.words, "Meeting %s was changed by release %lld: %s.", code,
                (long long)publishing->publication->release_number, change_kind_names[kind]);
    return audit_put(publishing->app, &entry, err);
}

static enum error_code audit_release(const struct publishing *publishing, const char *note, struct error *err)
{
    char number[24];
    struct audit_entry entry = {.verb = "plan publish",
                                .election = publishing->election,
                                .kind = "release",
                                .about = number,
                                .after = note};

    snprintf(number, sizeof number, "%lld", (long long)publishing->publication->release_number);
    message_set(&entry.words, "Release %s was published: %zu meetings new or changed, %lld notices.", number,
                publishing->publication->changed, (long long)publishing->publication->notices.queued);
    return audit_put(publishing->app, &entry, err);
}

static enum error_code apply(struct publishing *publishing, const struct plan_change *change,
                             struct error *err)
{
    int64_t meeting = change->before != NULL ? change->before->id : 0;

    if (change->before == NULL)
        TRY(add_meeting(publishing, change, &meeting, err));
    else if (change->after == NULL)
        TRY(cancel_meeting(publishing, change, err));
    else
        TRY(change_meeting(publishing, change, err));
    for (int kind = 0; kind < CHANGE_KINDS; kind++) {
        if ((change->kinds >> kind & 1) == 0)
            continue;
        TRY(log_change(publishing, meeting, change, (enum change_kind)kind, err));
        TRY(audit_change(publishing, change, (enum change_kind)kind, err));
        publishing->publication->changes[kind]++;
    }
    publishing->publication->changed++;
    return db_run(publishing->app->db, QUERY_RELEASE_MEETING_PUT,
                  DB_ARGS(DB_INT("release", publishing->release), DB_INT("meeting", meeting)), err);
}

/* ---- the release ---- */

static enum error_code open_release(struct publishing *publishing, const char *note, struct error *err)
{
    struct db *db = publishing->app->db;
    int64_t *number = &publishing->publication->release_number;

    TRY(db_select_int(db, QUERY_RELEASE_NEXT_NUMBER, DB_ARGS(DB_INT("election", publishing->election)), 1,
                      number, err));
    TRY(db_select_int(db, QUERY_RELEASE_INSERT,
                      DB_ARGS(DB_INT("election", publishing->election), DB_INT("number", *number),
                              DB_INT("published_utc", clock_now_utc_secs(&publishing->app->clock)),
                              DB_TEXT("note", note)),
                      0, &publishing->release, err));
    return feed_clock_advance(publishing->app, publishing->election, &publishing->moment_utc_secs, err);
}

static enum error_code release(struct publishing *publishing, const struct plan_changes *changes,
                               const char *note, struct error *err)
{
    TRY(open_release(publishing, note, err));
    for (size_t i = 0; i < changes->count; i++)
        TRY(apply(publishing, &changes->items[i], err));
    TRY(db_run(publishing->app->db, QUERY_MEETING_VERSIONS_PUT,
               DB_ARGS(DB_INT("election", publishing->election), DB_INT("release", publishing->release)),
               err));
    TRY(db_run(publishing->app->db, QUERY_DRAFT_ORIGIN_PUT,
               DB_ARGS(DB_INT("draft", publishing->draft), DB_TEXT("origin", "made"),
                       DB_INT("release", publishing->release)),
               err));
    TRY(notice_author_put(publishing->app, publishing->release, err));
    TRY(notice_queue_release(publishing->app, publishing->election, publishing->release,
                             &publishing->publication->notices, err));
    TRY(notice_refuse(publishing->app, publishing->election, publishing->release,
                      &publishing->publication->notices_refused, err));
    TRY(invitation_queue_release(publishing->app, publishing->election, publishing->release,
                                 &publishing->publication->notices.queued, err));
    return audit_release(publishing, note, err);
}

static enum error_code check_note(const char *note, struct arena *arena, char **out, struct error *err)
{
    char *composed;

    TRY(unicode_nfc(arena, note, strlen(note), &composed, err));
    if (unicode_count(composed, strlen(composed)) > NOTE_CHARS_MAX)
        return error_set(err, ERROR_DATA, "the note of a release may have at most %d characters",
                         NOTE_CHARS_MAX);
    *out = composed;
    return OK;
}

/* Whoever decided on another draft, or before another release, decided on something else. */
static enum error_code refuse_other(const struct publish_order *order, const struct publish_check *check,
                                    struct error *err)
{
    if (order->draft == 0 ||
        (order->draft == check->context.draft.id && order->release == check->newest_release))
        return OK;
    return error_set(err, ERROR_FOUND,
                     "nothing is published: since you looked, release %lld was published or the draft was "
                     "made anew; look at the releases, and at the draft once more",
                     (long long)check->newest_release);
}

static enum error_code check_draft(struct publishing *publishing, const struct publish_order *order,
                                   struct arena *arena, struct publish_check *check, struct error *err)
{
    struct plan_publication *publication = publishing->publication;

    TRY(publish_check(publishing->app, publishing->election, arena, check, err));
    publishing->draft = check->context.draft.id;
    publication->plan = check->plan;
    publication->judgement = check->judgement;
    publication->of = check->context.of;
    check->context.of.problem = NULL;
    TRY(refuse_other(order, check, err));
    if (check->refusal == OK)
        return OK;
    *err = check->why;
    return check->refusal;
}

static enum error_code publish(struct publishing *publishing, const struct publish_order *order,
                               struct arena *arena, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct plan_publication *publication = publishing->publication;
    CLEANUP(publish_check_done) struct publish_check check = {.refusal = OK};
    size_t marked;

    plan_publication_done(publication); /* of a publication that is made again */
    *publication = (struct plan_publication){.release_number = 0};
    TRY(db_transaction_begin(&change, publishing->app->db, err));
    TRY(check_draft(publishing, order, arena, &check, err));
    if (check.changes.count == 0)
        return OK;
    TRY(release(publishing, &check.changes, order->note, err));
    TRY(meeting_clash_refuse(publishing->app, publishing->election, publishing->release, err));
    TRY(plan_check_after(publishing->app, publishing->election, &marked, err));
    TRY(notice_derive_after(publishing->app, publishing->whole, err));
    return db_transaction_commit(&change, err);
}

enum error_code plan_publish_order(const struct app *app, const struct election *election,
                                   const struct publish_order *order, struct arena *arena,
                                   struct plan_publication *out, struct error *err)
{
    CLEANUP(plan_publication_done) struct plan_publication publication = {.release_number = 0};
    CLEANUP(publishing_done)
    struct publishing publishing = {
        .app = app, .election = election->id, .whole = election, .publication = &publication};
    struct publish_order composed = *order;
    char *note;

    TRY(check_note(order->note, arena, &note, err));
    composed.note = note;
    text_init(&publishing.before, WORDS_BYTES_MAX);
    text_init(&publishing.after, WORDS_BYTES_MAX);
    enum error_code code = DB_REPEAT(app->db, publish(&publishing, &composed, arena, err));
    if (code == OK || code == ERROR_FOUND) {
        *out = publication;
        publication.of.problem = NULL;
    }
    return code;
}

enum error_code plan_publish(const struct app *app, const struct election *election, const char *note,
                             struct arena *arena, struct plan_publication *out, struct error *err)
{
    return plan_publish_order(app, election, &(struct publish_order){.note = note}, arena, out, err);
}

void plan_publication_done(struct plan_publication *publication)
{
    stored_problem_done(&publication->of);
}
