#include "app/invitation_read.h"

#include "app/audit.h"
#include "calendar/itip_read.h"
#include "db/db.h"
#include "notify/mail_read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const names[INVITATION_MAIL_COUNT] = {
    [INVITATION_RECORDED] = "recorded",  [INVITATION_STALE] = "stale",
    [INVITATION_REPEATED] = "repeated",  [INVITATION_UNKNOWN] = "unknown",
    [INVITATION_SENDER] = "sender",      [INVITATION_OTHER] = "other",
    [INVITATION_NONE] = "none",          [INVITATION_GARBLED] = "garbled",
    [INVITATION_TOO_LARGE] = "too_large"};

const char *invitation_mail_name(enum invitation_mail mail)
{
    return names[mail];
}

/* ---- one answer ---- */

static enum error_code record(const struct app *app, const struct itip_reply *reply, bool *out_recorded,
                              struct error *err)
{
    static const char *const answers[ITIP_ANSWER_COUNT] = {
        [ITIP_ACCEPTED] = "accepted", [ITIP_DECLINED] = "declined", [ITIP_TENTATIVE] = "tentative"};
    int64_t changed;

    TRY(db_run_counted(app->db, QUERY_INVITATION_ANSWER,
                       DB_ARGS(DB_TEXT("uid", reply->uid), DB_TEXT("address", reply->attendee),
                               DB_TEXT("answer", answers[reply->answer]), DB_INT("sequence", reply->sequence),
                               DB_INT("answered_utc", reply->stamp_utc_secs),
                               DB_INT("now_utc", clock_now_utc_secs(&app->clock))),
                       &changed, err));
    *out_recorded = changed > 0;
    return OK;
}

/* A version that was never sent cannot have been answered. */
static enum error_code take_reply(const struct app *app, const struct itip_reply *reply,
                                  enum invitation_mail *out, struct error *err)
{
    int64_t sequence;
    int64_t invited;
    bool recorded;

    TRY(db_select_int(app->db, QUERY_INVITATION_SEQUENCE, DB_ARGS(DB_TEXT("uid", reply->uid)), -1, &sequence,
                      err));
    TRY(db_select_int(app->db, QUERY_INVITATION_COUNT,
                      DB_ARGS(DB_TEXT("uid", reply->uid), DB_TEXT("address", reply->attendee)), 0, &invited,
                      err));
    if (invited == 0 || reply->sequence > sequence) {
        *out = INVITATION_UNKNOWN;
        return OK;
    }
    TRY(record(app, reply, &recorded, err));
    *out = !recorded                    ? INVITATION_REPEATED
           : reply->sequence < sequence ? INVITATION_STALE
                                        : INVITATION_RECORDED;
    return OK;
}

static enum error_code take_mail(const struct app *app, const struct text *mail, struct text *calendar,
                                 enum invitation_mail *out, struct error *err)
{
    char sender[MAIL_ADDRESS_CHARS];
    struct itip_reply reply;

    text_clear(calendar);
    if (!mail_read_calendar(mail->data, mail->length, calendar)) {
        *out = calendar->failed ? INVITATION_TOO_LARGE : INVITATION_NONE;
        return OK;
    }
    enum itip_reading reading = itip_read_reply(calendar->data, calendar->length, &reply);
    if (reading == ITIP_REPLY && mail_read_sender(mail->data, mail->length, sender) &&
        strcmp(sender, reply.attendee) == 0)
        return take_reply(app, &reply, out, err);
    *out = reading == ITIP_REPLY   ? INVITATION_SENDER
           : reading == ITIP_OTHER ? INVITATION_OTHER
                                   : INVITATION_GARBLED;
    return OK;
}

/* ---- the mailbox ---- */

static enum error_code cannot_read(const char *path, struct error *err)
{
    error_set(err, errno == ENOENT ? ERROR_NO_INPUT : ERROR_IO, "the mailbox cannot be read: %s",
              strerrordesc_np(errno));
    return error_at(err, path, 0, 0, NULL);
}

static void free_box(struct mail_box **box)
{
    free(*box);
}

static enum error_code take_mails(const struct app *app, const char *path, int descriptor,
                                  struct invitation_counts *counts, struct error *err)
{
    CLEANUP(free_box) struct mail_box *box = malloc(sizeof *box);
    CLEANUP(text_done) struct text mail;
    CLEANUP(text_done) struct text calendar;
    bool fits;

    text_init(&mail, MAIL_READ_BYTES_MAX);
    text_init(&calendar, ITIP_BYTES_MAX);
    if (box == NULL)
        return error_memory(err);
    mail_box_init(box, descriptor);
    while (mail_box_next(box, &mail, &fits)) {
        enum invitation_mail what = INVITATION_TOO_LARGE;
        if (fits)
            TRY(take_mail(app, &mail, &calendar, &what, err));
        counts->of[what]++;
    }
    return box->failed ? cannot_read(path, err) : OK;
}

static enum error_code log_once(const struct app *app, int64_t recorded, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct audit_entry entry = {.verb = "invitation read", .kind = "invitation"};

    message_set(&entry.words, "Answers to invitations were read from mails: %lld.", (long long)recorded);
    TRY(db_transaction_begin(&change, app->db, err));
    TRY(audit_put(app, &entry, err));
    return db_transaction_commit(&change, err);
}

static void close_file(int *descriptor)
{
    if (*descriptor > STDERR_FILENO)
        close(*descriptor);
}

enum error_code invitation_read(const struct app *app, const char *path, struct invitation_counts *out,
                                struct error *err)
{
    CLEANUP(close_file)
    int descriptor = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    struct invitation_counts counts = {.of = {0}};
    struct error log_err;

    if (descriptor < 0)
        return cannot_read(path, err);
    enum error_code code = take_mails(app, path, descriptor, &counts, err);
    int64_t recorded = counts.of[INVITATION_RECORDED] + counts.of[INVITATION_STALE];
    enum error_code log_code = recorded == 0 ? OK : DB_REPEAT(app->db, log_once(app, recorded, &log_err));
    *out = counts;
    if (code == OK && log_code != OK)
        *err = log_err;
    return code == OK ? log_code : code;
}
