/* What would be sent now: the same gates, words and lengths as when it is sent, and nothing changes. */
#ifndef APP_NOTICE_PREVIEW_H
#define APP_NOTICE_PREVIEW_H

#include "app/app.h"
#include "app/notice_counts.h"

/* One message, without the number it goes to. */
struct notice_preview_text {
    int64_t id;
    const char *candidate; /* code */
    const char *state;     /* "queued": it would go; else what would become of it */
    const char *sentence;  /* why it would not go, a key of the catalogue; "" */
    const char *text;      /* "" when it would not be written */
    uint32_t parts;
    uint32_t units;
    bool ucs2; /* units are UTF-16 code units, not septets */
    uint32_t characters;
    char forcing[5];     /* the first character that takes the text out of the alphabet of GSM; "": none */
    uint32_t forcing_at; /* its place, from 1 */
    char forbidden[5];   /* the first character that the gateway refuses; "": none */
    uint32_t forbidden_at;
    const char *plain; /* the same without marks, where that takes fewer parts; "" */
    uint32_t plain_parts;
    int64_t price_dong; /* -1: not known */
};

struct notice_preview {
    const char *gateway;         /* name of the profile */
    int64_t messages;            /* that would go */
    int64_t persons;             /* whom they tell: one message may name several */
    int64_t parts;               /* of all of them */
    int64_t price_dong;          /* of all of them; -1: of one at least it is not known */
    struct notice_counts counts; /* what would become of the others that are due */
    struct notice_preview_text *texts;
    size_t text_count;
};

/* The first `texts_max` of those that are due, in the order of sending; all lies in the arena. */
enum error_code notice_preview(const struct app *app, size_t texts_max, struct arena *arena,
                               struct notice_preview *out, struct error *err) MUST_USE;

#define NOTICE_KINDS_SHOWN_MAX 40

/* Messages to telephones of one kind that wait, with one of them as it would be written now. */
struct notice_kind_preview {
    const char *kind; /* "release", or the rule of notices.yaml */
    int64_t waiting;
    struct notice_preview_text sample; /* of the oldest; its candidate is "" */
};

struct notice_kind_previews {
    const char *gateway;
    const struct notice_kind_preview *items;
    size_t count;
};

/* Of an election; errors are those of notice_preview. */
enum error_code notice_preview_kinds(const struct app *app, int64_t election, struct arena *arena,
                                     struct notice_kind_previews *out, struct error *err) MUST_USE;

#endif
