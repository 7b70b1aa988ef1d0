/* One candidate: units, how he or she is told, calendar addresses, messages. Telephone number and mail address are masked,
 * "******678" and "n***@example.org", for whoever may not see them.
 */
#ifndef APP_CANDIDATE_SHOW_H
#define APP_CANDIDATE_SHOW_H

#include "app/app.h"

#include <stddef.h>

struct candidate_unit {
    const char *code;
    const char *name;
    const char *level; /* "na", "province", "district", "commune" */
    int64_t area;      /* id of the area that elects, or the smallest one that holds the unit; 0: none */
};

struct candidate_feed {
    int64_t id;
    const char *language;
    int64_t created_utc_secs;
    int64_t revoked_utc_secs;    /* 0: in use */
    int64_t last_fetch_utc_secs; /* 0: never */
    const char *last_client;
};

struct candidate_notice {
    int64_t id;
    const char *channel;    /* "sms", "mail" */
    int64_t release_number; /* 0: a reminder */
    const char *label;      /* of its state, a key of the catalogue */
    const char *sentence;   /* why, a key of the catalogue; "" */
    int64_t queued_utc_secs;
    int64_t finished_utc_secs; /* 0: it has not ended */
    const char *text;          /* as it was sent; "" */
};

struct candidate_silence {
    bool silent; /* false: messages were wanted again */
    bool mail;   /* about the mail address, not the telephone number */
    int64_t at_utc_secs;
    const char *who;
    const char *how;
};

struct candidate_shown {
    int64_t id;
    const char *code;
    const char *name;
    const struct candidate_unit *units; /* from the National Assembly down */
    size_t unit_count;
    const char *phone; /* masked; "": none */
    const char *mail;
    bool phone_silent; /* no messages are wanted there */
    bool mail_silent;
    bool erased;                        /* the contact was */
    const struct candidate_feed *feeds; /* the newest first; only it may be in use */
    size_t feed_count;
    const struct candidate_notice *notices; /* the newest first */
    size_t notice_count;
    const struct candidate_silence *silences; /* the newest first */
    size_t silence_count;
};

/* The address in use; NULL: there is none. */
static inline const struct candidate_feed *candidate_feed_in_use(const struct candidate_shown *shown)
{
    return shown->feed_count > 0 && shown->feeds[0].revoked_utc_secs == 0 ? &shown->feeds[0] : NULL;
}

/* ERROR_NO_INPUT: there is no such candidate. All lies in the arena. */
enum error_code candidate_show(const struct app *app, int64_t election, const char *code, struct arena *arena,
                               struct candidate_shown *out, struct error *err) MUST_USE;

/* For lists: how one of them can be told, and when the calendar was fetched. */
struct candidate_brief {
    struct candidate_unit units[4];
    size_t unit_count;
    bool has_phone;
    bool has_mail;
    bool silent;
    bool has_feed;
    int64_t last_fetch_utc_secs;
};

enum error_code candidate_brief(const struct app *app, int64_t candidate, struct arena *arena,
                                struct candidate_brief *out, struct error *err) MUST_USE;

#endif
