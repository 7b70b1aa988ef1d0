#include "notify/compose.h"

#include "base/text.h"
#include "base/unicode.h"
#include "notify/template.h"

#include <stdio.h>

#define MESSAGE_MAX_BYTES 32768
#define HOUR_CHARS 8

/* A message while it is written. */
struct composing {
    const struct notice_texts *texts;
    const char *const *pieces;
    const struct notice_facts *facts;
    enum notice_shape shape;
    struct text list;
    struct text more;
    struct text message;
};

static void composing_init(struct composing *composing, const struct notice_texts *texts,
                           const struct notice_facts *facts)
{
    *composing = (struct composing){
        .texts = texts,
        .pieces = texts->pieces[facts->kind],
        .facts = facts,
        .shape = notice_kind_shape(facts->kind),
    };
    text_init(&composing->list, MESSAGE_MAX_BYTES);
    text_init(&composing->more, MESSAGE_MAX_BYTES);
    text_init(&composing->message, MESSAGE_MAX_BYTES);
}

static void composing_done(struct composing *composing)
{
    text_done(&composing->list);
    text_done(&composing->more);
    text_done(&composing->message);
}

static void put_piece(const struct composing *composing, enum notice_piece piece, const char *const values[],
                      struct text *out)
{
    template_fill(composing->pieces[piece], notice_piece_names(composing->shape, piece), values, NULL, out);
}

static void format_hour(int32_t minute, char out[HOUR_CHARS])
{
    snprintf(out, HOUR_CHARS, "%02d:%02d", (int)(minute / 60 % 24), (int)(minute % 60));
}

/* ---- meetings ---- */

static enum notice_piece piece_of(const struct notice_meeting *meeting)
{
    if (meeting->cancelled)
        return PIECE_CANCELLED;
    return meeting->online ? PIECE_ONLINE : PIECE_IN_PERSON;
}

/* What changed, where the words of the kind say it of each meeting. */
static void put_change(struct composing *composing, const struct notice_meeting *meeting)
{
    static const enum notice_piece pieces[NOTICE_CHANGE_COUNT] = {[CHANGE_ADDED] = PIECE_ADDED,
                                                                  [CHANGE_MOVED] = PIECE_MOVED,
                                                                  [CHANGE_ELSEWHERE] = PIECE_ELSEWHERE,
                                                                  [CHANGE_RESTORED] = PIECE_RESTORED};
    char hour[HOUR_CHARS];
    char date[CIVIL_DATE_CHARS];

    if (meeting->cancelled || meeting->change == CHANGE_UNKNOWN)
        return;
    format_hour(meeting->before.minute, hour);
    civil_date_format_vietnamese(meeting->before.date, date);
    put_piece(composing, pieces[meeting->change], (const char *const[]){hour, date}, &composing->list);
}

static void put_meeting(struct composing *composing, const struct notice_meeting *meeting)
{
    char hour[HOUR_CHARS];
    char date[CIVIL_DATE_CHARS];
    char sites[16];

    put_change(composing, meeting);
    format_hour(meeting->start.minute, hour);
    civil_date_format_vietnamese(meeting->start.date, date);
    put_piece(composing, piece_of(meeting), (const char *const[]){hour, date, meeting->place},
              &composing->list);
    if (meeting->cancelled || meeting->connected_sites == 0)
        return;
    snprintf(sites, sizeof sites, "%d", (int)meeting->connected_sites);
    put_piece(composing, PIECE_SITES, (const char *const[]){sites}, &composing->list);
}

/* ---- steps ---- */

static void put_step(struct composing *composing, const struct notice_step *step)
{
    char date[CIVIL_DATE_CHARS + HOUR_CHARS];
    char days[16];
    enum notice_piece piece = step->days_left > 0    ? PIECE_STEP
                              : step->days_left == 0 ? PIECE_TODAY
                                                     : PIECE_OVERDUE;

    civil_date_format_vietnamese(step->due.date, date);
    if (step->has_hour)
        snprintf(date + CIVIL_DATE_CHARS - 1, sizeof date - CIVIL_DATE_CHARS + 1, " %02d:%02d",
                 (int)(step->due.minute / 60 % 24), (int)(step->due.minute % 60));
    snprintf(days, sizeof days, "%d", (int)(step->days_left < 0 ? -step->days_left : step->days_left));
    const char *const values[] = {composing->texts->english ? step->name_en : step->name_vi, step->area, date,
                                  days};
    put_piece(composing, piece, values, &composing->list);
}

/* ---- the list and the message ---- */

/* In a mail each stands on a line of its own. */
static void put_separator(struct composing *composing, size_t told)
{
    if (composing->facts->channel == CHANNEL_MAIL)
        text_put(&composing->list, "\n- ");
    else if (told > 0)
        text_put(&composing->list, composing->pieces[PIECE_SEPARATOR]);
}

/* Puts the first ones and counts those that were left out. */
static void put_list(struct composing *composing, int64_t now_utc_secs)
{
    const struct notice_facts *facts = composing->facts;
    size_t room = facts->channel == CHANNEL_MAIL ? COMPOSE_TOLD_BY_MAIL : COMPOSE_TOLD_BY_SMS;
    size_t count = composing->shape == SHAPE_STEPS ? facts->step_count : facts->meeting_count;
    size_t told = 0;
    size_t more = 0;
    char left[24];

    for (size_t i = 0; i < count; i++) {
        if (composing->shape == SHAPE_MEETINGS && !notice_speaks_of(&facts->meetings[i], now_utc_secs))
            continue;
        if (told == room) {
            more++;
            continue;
        }
        put_separator(composing, told++);
        if (composing->shape == SHAPE_STEPS)
            put_step(composing, &facts->steps[i]);
        else
            put_meeting(composing, &facts->meetings[i]);
    }
    if (more == 0)
        return;
    snprintf(left, sizeof left, "%zu", more);
    put_piece(composing, PIECE_MORE, (const char *const[]){left}, &composing->more);
}

/* The message or the subject, by the shape's names of values. */
static void put_whole(struct composing *composing, enum notice_piece piece)
{
    const struct notice_facts *facts = composing->facts;
    const struct notice_digest *digest = &facts->digest;
    const char *list = composing->list.data;
    const char *more = composing->more.data;
    char date[CIVIL_DATE_CHARS];
    char numbers[4][16];

    civil_date_format_vietnamese(civil_time_from_utc_secs(facts->about_utc_secs).date, date);
    if (composing->shape == SHAPE_MEETINGS) {
        snprintf(numbers[0], sizeof numbers[0], "%d", (int)facts->release_number);
        put_piece(composing, piece, (const char *const[]){facts->form_name, numbers[0], list, more},
                  &composing->message);
    } else if (composing->shape == SHAPE_STEPS) {
        snprintf(numbers[0], sizeof numbers[0], "%d", (int)facts->step_count);
        put_piece(composing, piece, (const char *const[]){facts->form_name, date, numbers[0], list, more},
                  &composing->message);
    } else {
        const int32_t values[] = {digest->due, digest->overdue, digest->meetings, digest->uncertain};
        for (size_t i = 0; i < COUNT_OF(values); i++)
            snprintf(numbers[i], sizeof numbers[i], "%d", (int)values[i]);
        put_piece(
            composing, piece,
            (const char *const[]){facts->form_name, date, numbers[0], numbers[1], numbers[2], numbers[3]},
            &composing->message);
    }
}

static enum error_code compose(struct composing *composing, enum notice_piece piece, int64_t now_utc_secs,
                               struct arena *arena, char **out_text, struct error *err)
{
    put_list(composing, now_utc_secs);
    TRY(text_finish(&composing->list, err));
    TRY(text_finish(&composing->more, err));
    put_whole(composing, piece);
    TRY(text_finish(&composing->message, err));
    return unicode_nfc(arena, composing->message.data, composing->message.length, out_text, err);
}

enum error_code compose_notice(const struct notice_texts *texts, const struct notice_facts *facts,
                               int64_t now_utc_secs, struct arena *arena, char **out_text, struct error *err)
{
    CLEANUP(composing_done) struct composing composing;

    composing_init(&composing, texts, facts);
    return compose(&composing, PIECE_MESSAGE, now_utc_secs, arena, out_text, err);
}

enum error_code compose_subject(const struct notice_texts *texts, const struct notice_facts *facts,
                                int64_t now_utc_secs, struct arena *arena, char **out_text, struct error *err)
{
    CLEANUP(composing_done) struct composing composing;

    composing_init(&composing, texts, facts);
    return compose(&composing, PIECE_SUBJECT, now_utc_secs, arena, out_text, err);
}
