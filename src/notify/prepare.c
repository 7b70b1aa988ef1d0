#include "notify/prepare.h"

#include "notify/mail_page.h"

/* Takes marks off where the profile says so, or allows it and it saves a part. */
static enum error_code strip_marks(enum gateway_marks marks, struct arena *arena, char **text,
                                   struct error *err)
{
    struct sms_size with_marks;
    struct sms_size without;
    char *plain;

    if (marks == MARKS_KEEP)
        return OK;
    TRY(sms_text_plain(*text, arena, &plain, err));
    if (!sms_text_measure(*text, &with_marks) || !sms_text_measure(plain, &without))
        return error_set(err, ERROR_SOFTWARE, "a composed text is not UTF-8");
    if (marks == MARKS_STRIP || without.parts < with_marks.parts)
        *text = plain;
    return OK;
}

static enum error_code write_text(const struct prepare_rules *rules, const struct notice_facts *facts,
                                  int64_t now_utc_secs, struct arena *arena, char **out_text,
                                  struct error *err)
{
    char *text;

    TRY(compose_notice(rules->texts, facts, now_utc_secs, arena, &text, err));
    TRY(strip_marks(rules->profile->marks, arena, &text, err));
    *out_text = text;
    return OK;
}

static struct gate_decision decision_of(const struct sms_verdict *verdict)
{
    static const struct gate_decision decisions[] = {
        [SMS_FITS] = {.state = NOTICE_QUEUED, .reason = REASON_NONE},
        [SMS_TOO_LONG] = {.state = NOTICE_FAILED, .reason = REASON_TOO_LONG},
        [SMS_FORBIDDEN] = {.state = NOTICE_FAILED, .reason = REASON_FORBIDDEN},
    };

    return decisions[verdict->fit];
}

static enum error_code prepare_sms(const struct prepare_rules *rules, const struct notice_facts *facts,
                                   int64_t now_utc_secs, struct arena *arena, struct prepared_notice *out,
                                   struct error *err)
{
    const struct gateway_profile *profile = rules->profile;
    const struct sms_limits limits = {.max_parts = profile->max_parts,
                                      .max_gsm_units = profile->max_gsm_units,
                                      .max_ucs2_units = profile->max_ucs2_units,
                                      .refused = profile->refused != NULL ? profile->refused : ""};
    struct prepared_notice prepared = {.text = ""};
    char *text;

    TRY(write_text(rules, facts, now_utc_secs, arena, &text, err));
    if (!sms_text_measure(text, &prepared.size))
        return error_set(err, ERROR_SOFTWARE, "a composed text is not UTF-8");
    prepared.verdict = sms_text_judge(text, &prepared.size, &limits);
    prepared.decision = decision_of(&prepared.verdict);
    prepared.text = text;
    *out = prepared;
    return OK;
}

static enum error_code prepare_mail(const struct prepare_rules *rules, const struct notice_facts *facts,
                                    int64_t now_utc_secs, struct arena *arena, struct prepared_notice *out,
                                    struct error *err)
{
    char *text;
    char *subject;
    char *html;

    TRY(compose_notice(rules->texts, facts, now_utc_secs, arena, &text, err));
    TRY(compose_subject(rules->texts, facts, now_utc_secs, arena, &subject, err));
    TRY(mail_page(text, arena, &html, err));
    *out = (struct prepared_notice){
        .decision = {.state = NOTICE_QUEUED}, .text = text, .subject = subject, .html = html};
    return OK;
}

enum error_code prepare_text(const struct prepare_rules *rules, const struct notice_facts *facts,
                             int64_t now_utc_secs, struct arena *arena, struct prepared_notice *out,
                             struct error *err)
{
    return facts->channel == CHANNEL_MAIL ? prepare_mail(rules, facts, now_utc_secs, arena, out, err)
                                          : prepare_sms(rules, facts, now_utc_secs, arena, out, err);
}

enum error_code prepare_notice(const struct prepare_rules *rules, const struct notice_facts *facts,
                               int64_t now_utc_secs, struct arena *arena, struct prepared_notice *out,
                               struct error *err)
{
    struct gate_decision decision = gates_decide(rules->gates, facts, now_utc_secs);

    if (decision.state == NOTICE_QUEUED)
        return prepare_text(rules, facts, now_utc_secs, arena, out, err);
    *out = (struct prepared_notice){.decision = decision, .text = ""};
    return OK;
}
