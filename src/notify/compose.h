/* The text of a message, from what is true now. Pure: words and facts in, text out. */
#ifndef NOTIFY_COMPOSE_H
#define NOTIFY_COMPOSE_H

#include "notify/notice_texts.h"

#define COMPOSE_MEETINGS_TOLD 2 /* in one message; the others are counted, and stand in the calendar */

/* The text, in NFC, in the arena. There must be something to tell (notify/gates.h). */
enum error_code compose_notice(const struct notice_texts *texts, const struct notice_facts *facts,
                               int64_t now_utc_secs, struct arena *arena, char **out_text,
                               struct error *err) MUST_USE;

#endif
