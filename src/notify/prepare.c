#include "notify/prepare.h"

static enum error_code write_text(const struct prepare_rules *rules, const struct notice_facts *facts,
                                  int64_t now_utc_secs, struct arena *arena, char **out_text,
                                  struct error *err)
{
    char *text;

    TRY(compose_notice(rules->texts, facts, now_utc_secs, arena, &text, err));
    if (rules->profile->marks == MARKS_STRIP)
        TRY(sms_text_plain(text, arena, &text, err));
    *out_text = text;
    return OK;
}

enum error_code prepare_notice(const struct prepare_rules *rules, const struct notice_facts *facts,
                               int64_t now_utc_secs, struct arena *arena, struct prepared_notice *out,
                               struct error *err)
{
    struct prepared_notice prepared = {.decision = gates_decide(rules->gates, facts, now_utc_secs),
                                       .text = ""};
    char *text;

    if (prepared.decision.state == NOTICE_QUEUED) {
        TRY(write_text(rules, facts, now_utc_secs, arena, &text, err));
        if (!sms_text_measure(text, &prepared.size))
            return error_set(err, ERROR_SOFTWARE, "a composed text is not UTF-8");
        if (prepared.size.parts > rules->profile->max_parts)
            prepared.decision = (struct gate_decision){.state = NOTICE_FAILED, .reason = REASON_TOO_LONG};
        prepared.text = text;
    }
    *out = prepared;
    return OK;
}
