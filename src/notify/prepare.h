/* From facts to a text that may go, or the reason why not: gates, composing, marks and length in one step,
 * the same for the worker and for the preview that people see before it.
 */
#ifndef NOTIFY_PREPARE_H
#define NOTIFY_PREPARE_H

#include "notify/compose.h"
#include "notify/gates.h"
#include "notify/gateway_profile.h"

struct prepare_rules {
    const struct gate_rules *gates;
    const struct notice_texts *texts;
    const struct gateway_profile *profile;
};

struct prepared_notice {
    struct gate_decision decision;
    const char *text;     /* "" when the gates did not let it through */
    const char *subject;  /* of mail; else NULL */
    const char *html;     /* of mail: the text as a page; else NULL */
    struct sms_size size; /* of an SMS; nothing is cut: a text that is too long fails here */
    struct sms_verdict verdict;
};

enum error_code prepare_notice(const struct prepare_rules *rules, const struct notice_facts *facts,
                               int64_t now_utc_secs, struct arena *arena, struct prepared_notice *out,
                               struct error *err) MUST_USE;

/* The text as it would be sent now, whatever the gates say, and whether the gateway takes it whole: for refusing what it
 * would cut before it waits. There must be something to tell. The decision is REASON_NONE, REASON_TOO_LONG or
 * REASON_FORBIDDEN. */
enum error_code prepare_text(const struct prepare_rules *rules, const struct notice_facts *facts,
                             int64_t now_utc_secs, struct arena *arena, struct prepared_notice *out,
                             struct error *err) MUST_USE;

#endif
