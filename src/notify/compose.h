/* The text of a message, from what is true now. Pure: words and facts in, text out. */
#ifndef NOTIFY_COMPOSE_H
#define NOTIFY_COMPOSE_H

#include "notify/notice_texts.h"

/* Meetings or steps in one message; the others are counted, and stand in the calendar. */
#define COMPOSE_TOLD_BY_SMS 2
#define COMPOSE_TOLD_BY_MAIL 60

/* The text, in NFC, in the arena. There must be something to tell (notify/gates.h). In a mail each meeting or step
 * stands on a line of its own. */
enum error_code compose_notice(const struct notice_texts *texts, const struct notice_facts *facts,
                               int64_t now_utc_secs, struct arena *arena, char **out_text,
                               struct error *err) MUST_USE;
/* The subject of the same message as mail; "" when the words have none. */
enum error_code compose_subject(const struct notice_texts *texts, const struct notice_facts *facts,
                                int64_t now_utc_secs, struct arena *arena, char **out_text,
                                struct error *err) MUST_USE;

#endif
