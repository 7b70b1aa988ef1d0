#include "app/invitation_calendar.h"

#include "app/feed_making.h"
#include "app/settings.h"
#include "base/mail_address.h"
#include "calendar/itip_write.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define MAKING_BYTES_MAX ((size_t)16 << 20)
#define CALENDAR_BYTES_MAX ((size_t)256 << 10)

/* What stands in one row of QUERY_INVITATION_ENTRY; texts lie in the arena. */
struct entry {
    const char *uid;
    int64_t unit;
    int64_t candidate; /* 0: a committee is invited */
    struct itip_person attendee;
};

static enum error_code read_entry(const struct app *app, int64_t invitation, struct arena *arena,
                                  struct entry *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    *out = (struct entry){.uid = NULL};
    TRY(db_select(&rows, app->db, QUERY_INVITATION_ENTRY, DB_ARGS(DB_INT("invitation", invitation)), err));
    if (db_rows_next(&rows)) {
        *out = (struct entry){
            .uid = arena_copy_string(arena, db_text(&rows, 0)),
            .unit = db_int(&rows, 1),
            .candidate = db_int(&rows, 2),
            .attendee = {arena_copy_string(arena, db_text(&rows, 3)),
                         arena_copy_string(arena, db_text(&rows, 4))},
        };
        if (out->uid == NULL || out->attendee.name == NULL || out->attendee.address == NULL)
            return error_memory(err);
    }
    return db_rows_finish(&rows, err);
}

static void making_done(struct feed_making *making)
{
    free(making->events);
    arena_done(&making->arena);
}

static const struct ics_event *find(const struct feed_making *making, const char *uid)
{
    for (size_t i = 0; i < making->count; i++)
        if (strcmp(making->events[i].uid, uid) == 0)
            return &making->events[i];
    return NULL;
}

static const char *language_of(const struct app *app)
{
    return app->settings->language == NULL ? "vi" : app->settings->language;
}

static enum error_code write_calendar(const struct app *app, const struct entry *entry,
                                      const struct ics_event *event, struct arena *arena, const char **out,
                                      struct error *err)
{
    CLEANUP(text_done) struct text bytes;
    const struct settings_mail *mail = &app->settings->mail;
    const struct itip_invitation invitation = {
        .organizer = {mail->from_name, mail->reply_to[0] != '\0' ? mail->reply_to : mail->from_address},
        .attendee = entry->attendee,
        .event = event,
        .language = language_of(app),
    };

    text_init(&bytes, CALENDAR_BYTES_MAX);
    TRY(itip_write(&invitation, &bytes, err));
    *out = arena_copy_string(arena, bytes.data);
    return *out == NULL ? error_memory(err) : OK;
}

/* The entry that the candidate's own calendar shows; for a committee, that of the unit. */
enum error_code invitation_calendar(const struct app *app, int64_t invitation, struct arena *arena,
                                    const char **out, struct error *err)
{
    CLEANUP(making_done) struct feed_making making = {.app = app, .tombstones = true};
    struct entry entry;

    arena_init(&making.arena, MAKING_BYTES_MAX);
    *out = NULL;
    TRY(read_entry(app, invitation, arena, &entry, err));
    if (entry.uid == NULL || !mail_address_is_valid(entry.attendee.address))
        return OK;
    const struct feed_source source = {.kind = entry.candidate != 0 ? FEED_CANDIDATE : FEED_UNIT,
                                       .owner = entry.candidate != 0 ? entry.candidate : entry.unit,
                                       .language = language_of(app)};
    making.source = &source;
    making.catalog = catalog_find(source.language);
    TRY(feed_add_meetings(&making, err));
    const struct ics_event *event = find(&making, entry.uid);
    return event == NULL ? OK : write_calendar(app, &entry, event, arena, out, err);
}
