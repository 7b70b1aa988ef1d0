#include "web/json_notice.h"

json_t *json_of_notice_counts(const struct notice_counts *counts)
{
    json_t *object = json_object();

    for (size_t i = 0; i < NOTICE_COUNTS_LENGTH; i++)
        json_object_set_new(object, counts->of[i].state, json_integer(counts->of[i].count));
    return object;
}

static json_t *text_of(const struct catalog *catalog, const struct notice_preview_text *text)
{
    return json_pack("{s:I,s:s,s:s,s:s,s:s,s:i,s:i,s:s,s:s,s:s,s:s,s:i,s:o}", "id", (json_int_t)text->id,
                     "candidate", text->candidate, "state", text->state, "why",
                     text->sentence[0] != '\0' ? catalog_text(catalog, text->sentence) : "", "text",
                     text->text, "parts", (int)text->parts, "units", (int)text->units, "coding",
                     text->ucs2 ? "ucs2" : "gsm", "because_of", text->forcing, "refused_because_of",
                     text->forbidden, "without_marks", text->plain, "parts_without_marks",
                     (int)text->plain_parts, "price_dong", json_of_known(text->price_dong));
}

json_t *json_of_preview(const struct catalog *catalog, const struct notice_preview *preview)
{
    json_t *texts = json_array();

    for (size_t i = 0; i < preview->text_count; i++)
        json_array_append_new(texts, text_of(catalog, &preview->texts[i]));
    return json_pack("{s:s,s:I,s:I,s:I,s:o,s:o,s:o}", "gateway", preview->gateway, "messages",
                     (json_int_t)preview->messages, "persons", (json_int_t)preview->persons, "parts",
                     (json_int_t)preview->parts, "price_dong", json_of_known(preview->price_dong), "others",
                     json_of_notice_counts(&preview->counts), "texts", texts);
}

static json_t *held_of(const struct notice_status *status)
{
    json_t *held = json_array();

    for (size_t i = 0; i < status->held_count; i++) {
        json_array_append_new(held, json_pack("{s:s,s:I,s:o}", "reason", status->held[i].reason, "count",
                                              (json_int_t)status->held[i].count, "until",
                                              json_of_moment(status->held[i].until_utc_secs)));
    }
    return held;
}

static json_t *unapproved_of(const struct notice_status *status)
{
    json_t *releases = json_array();

    for (size_t i = 0; i < status->unapproved_count; i++)
        json_array_append_new(releases, json_pack("{s:I,s:s,s:I}", "release",
                                                  (json_int_t)status->unapproved[i].release_number, "author",
                                                  status->unapproved[i].author, "count",
                                                  (json_int_t)status->unapproved[i].count));
    return releases;
}

json_t *json_of_notices(const struct notice_status *status)
{
    json_t *open = json_array();

    for (size_t i = 0; i < status->open_count; i++) {
        const struct notice_open *one = &status->open[i];
        json_array_append_new(open, json_pack("{s:I,s:s,s:s,s:I,s:s,s:s,s:o}", "id", (json_int_t)one->id,
                                              "state", one->state, "candidate", one->candidate, "release",
                                              (json_int_t)one->release_number, "reason", one->reason,
                                              "gateway_words", one->gateway_words, "finished",
                                              json_of_moment(one->finished_utc_secs)));
    }
    return json_pack("{s:o,s:o,s:o,s:o}", "counts", json_of_notice_counts(&status->counts), "held",
                     held_of(status), "unapproved", unapproved_of(status), "open", open);
}
