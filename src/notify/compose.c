#include "notify/compose.h"

#include "base/text.h"
#include "base/unicode.h"
#include "notify/template.h"

#include <stdio.h>

#define MESSAGE_MAX_BYTES 8192

static enum notice_piece piece_of(const struct notice_meeting *meeting)
{
    if (meeting->cancelled)
        return PIECE_CANCELLED;
    return meeting->online ? PIECE_ONLINE : PIECE_IN_PERSON;
}

static void put_meeting(const char *const pieces[PIECE_COUNT], const struct notice_meeting *meeting,
                        struct text *out)
{
    enum notice_piece piece = piece_of(meeting);
    char hour[8];
    char date[CIVIL_DATE_CHARS];

    snprintf(hour, sizeof hour, "%02d:%02d", (int)(meeting->start.minute / 60 % 24),
             (int)(meeting->start.minute % 60));
    civil_date_format_vietnamese(meeting->start.date, date);
    const char *const values[] = {hour, date, meeting->place};
    template_fill(pieces[piece], notice_piece_names(piece), values, NULL, out);
}

/* Puts the first meetings and returns how many were left out. */
static size_t put_meetings(const char *const pieces[PIECE_COUNT], const struct notice_facts *facts,
                           int64_t now_utc_secs, struct text *out)
{
    size_t told = 0;
    size_t more = 0;

    for (size_t i = 0; i < facts->meeting_count; i++) {
        if (!notice_speaks_of(&facts->meetings[i], now_utc_secs))
            continue;
        if (told == COMPOSE_MEETINGS_TOLD) {
            more++;
            continue;
        }
        if (told++ > 0)
            text_put(out, pieces[PIECE_SEPARATOR]);
        put_meeting(pieces, &facts->meetings[i], out);
    }
    return more;
}

static void put_more(const char *const pieces[PIECE_COUNT], size_t more, struct text *out)
{
    char count[24];

    if (more == 0)
        return;
    snprintf(count, sizeof count, "%zu", more);
    template_fill(pieces[PIECE_MORE], notice_piece_names(PIECE_MORE), (const char *const[]){count}, NULL,
                  out);
}

enum error_code compose_notice(const struct notice_texts *texts, const struct notice_facts *facts,
                               int64_t now_utc_secs, struct arena *arena, char **out_text, struct error *err)
{
    const char *const *pieces = texts->pieces[facts->kind];
    CLEANUP(text_done) struct text meetings;
    CLEANUP(text_done) struct text more;
    CLEANUP(text_done) struct text message;
    char release[16];

    text_init(&meetings, MESSAGE_MAX_BYTES);
    text_init(&more, MESSAGE_MAX_BYTES);
    text_init(&message, MESSAGE_MAX_BYTES);
    put_more(pieces, put_meetings(pieces, facts, now_utc_secs, &meetings), &more);
    TRY(text_finish(&meetings, err));
    TRY(text_finish(&more, err));
    snprintf(release, sizeof release, "%d", (int)facts->release_number);
    const char *const values[] = {facts->form_name, release, meetings.data, more.data};
    template_fill(pieces[PIECE_MESSAGE], notice_piece_names(PIECE_MESSAGE), values, NULL, &message);
    TRY(text_finish(&message, err));
    return unicode_nfc(arena, message.data, message.length, out_text, err);
}
