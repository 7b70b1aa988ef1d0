#include "app/notice_proof_csv.h"

#include "calendar/civil.h"

/* "" for 0. */
static const char *moment_of(int64_t utc_secs, char out[CIVIL_TIME_CHARS])
{
    out[0] = '\0';
    if (utc_secs != 0)
        civil_time_format(civil_time_from_utc_secs(utc_secs), out);
    return out;
}

void notice_proof_put_heading(struct table_writer *writer)
{
    static const char *const columns[] = {"notice",   "recipient",  "name",    "channel",    "kind",
                                          "release",  "state",      "reason",  "queued",     "finished",
                                          "requests", "parts",      "gateway", "gateway_id", "text",
                                          "settled",  "settled_by", "why"};

    for (size_t i = 0; i < COUNT_OF(columns); i++)
        table_put(writer, columns[i]);
    table_end_row(writer);
}

void notice_proof_put(struct table_writer *writer, const struct notice_proof *proof)
{
    char queued[CIVIL_TIME_CHARS];
    char finished[CIVIL_TIME_CHARS];

    table_put_int(writer, proof->id);
    table_put(writer, proof->who);
    table_put(writer, proof->name);
    table_put(writer, proof->channel);
    table_put(writer, proof->kind);
    table_put_int(writer, proof->release_number);
    table_put(writer, proof->state);
    table_put(writer, proof->reason);
    table_put(writer, moment_of(proof->queued_utc_secs, queued));
    table_put(writer, moment_of(proof->finished_utc_secs, finished));
    table_put_int(writer, proof->tries);
    table_put_int(writer, proof->parts);
    table_put(writer, proof->gateway);
    table_put(writer, proof->gateway_id);
    table_put(writer, proof->text);
    table_put(writer, proof->decision);
    table_put(writer, proof->decided_by);
    table_put(writer, proof->why);
    table_end_row(writer);
}
