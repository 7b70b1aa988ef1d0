/* A calendar in the making: what the parts of it share (app/feed_meetings.c, app/feed_deadlines.c, app/feed_units.c). */
#ifndef APP_FEED_MAKING_H
#define APP_FEED_MAKING_H

#include "app/app.h"
#include "app/feed_kind.h"
#include "app/feed_pieces.h"
#include "base/catalog.h"
#include "calendar/ics_write.h"

struct feed_making {
    const struct app *app;
    const struct feed_source *source;
    const struct catalog *catalog; /* of its language */
    struct arena arena;            /* of all texts */
    struct ics_event *events;      /* owned */
    size_t count;
    size_t capacity;
    int64_t election; /* id */
    const char *election_code;
    const char *law_pack; /* id */
    bool tombstones;      /* what was cancelled is still shown */
    bool apart;           /* some meetings are shown in another way than to others in the unit */
    int64_t clock_utc_secs;
    struct feed_piece *
        *pieces; /* in the place of events: the meetings of whole units; owned, and each is held */
    size_t piece_count;
    size_t piece_capacity;
};

/* The words of a key in its language. */
const char *feed_word(const struct feed_making *making, const char *key);

/* Copies a text into the arena; one that did not fit is the error. */
enum error_code feed_keep(struct feed_making *making, const struct text *text, const char **out,
                          struct error *err) MUST_USE;
enum error_code feed_keep_string(struct feed_making *making, const char *string, const char **out,
                                 struct error *err) MUST_USE;

/* Room for one more entry, zeroed and counted; it stays where it is until the next. ERROR_DATA: there are too many. */
enum error_code feed_add_event(struct feed_making *making, struct ics_event **out,
                               struct error *err) MUST_USE;

/* The entries of the meetings, and of the deadlines, that the source shows. */
enum error_code feed_add_meetings(struct feed_making *making, struct error *err) MUST_USE;
enum error_code feed_add_meetings_of(struct feed_making *making, int64_t unit, struct error *err) MUST_USE;
enum error_code feed_add_deadlines(struct feed_making *making, struct error *err) MUST_USE;

/* The meetings of the units of a candidate, as pieces, of which others may have made some already. */
enum error_code feed_add_units(struct feed_making *making, struct error *err) MUST_USE;

/* The calendar of the pieces, and a hash that is another one whenever the bytes are. */
enum error_code feed_put_pieces(const struct feed_making *making, const struct ics_calendar *calendar,
                                struct text *out, unsigned char hash[SECRET_HASH_BYTES],
                                struct error *err) MUST_USE;

#endif
