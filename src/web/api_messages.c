#include "app/notice_approve.h"
#include "app/notice_evidence.h"
#include "app/notice_preview.h"
#include "app/notice_settle.h"
#include "app/notice_status.h"
#include "base/parse.h"
#include "web/api.h"
#include "web/json_notice.h"

#include <stdio.h>
#include <string.h>

#define NUMBER_MAX 1000000000
#define TEXTS_DEFAULT 20
#define TEXTS_MAX 500
#define KEY_CHARS 24
#define EVIDENCE_MAX 100000

static int64_t election_id(const struct api_call *api)
{
    return api->call->staff->election.id;
}

enum error_code api_messages(struct api_call *api, struct error *err)
{
    struct notice_status status;

    TRY(notice_status(api->call->app, election_id(api), api->call->arena, &status, err));
    return api_reply(api, json_of_notices(&status), err);
}

enum error_code api_messages_preview(struct api_call *api, struct error *err)
{
    const char *texts = api_query(api, "texts");
    struct notice_preview preview;
    int64_t count = TEXTS_DEFAULT;

    if (texts != NULL && !parse_int(texts, 0, TEXTS_MAX, &count))
        return error_set(err, ERROR_USAGE, "the number of texts is from 0 to %d", TEXTS_MAX);
    TRY(notice_preview(api->call->app, (size_t)count, api->call->arena, &preview, err));
    return api_reply(api, json_of_preview(api->call->catalog, &preview), err);
}

/* ---- what a person decides ---- */

static enum error_code read_number(const struct api_call *api, int64_t *out, struct error *err)
{
    const char *text = api->call->parameters[1];

    if (parse_int(text, 1, NUMBER_MAX, out))
        return OK;
    return error_set(err, ERROR_USAGE, "\"%s\" is not a number", text);
}

/* Another election's message is none of its business. */
static enum error_code must_be_open(const struct api_call *api, int64_t id, struct error *err)
{
    struct notice_status status;

    TRY(notice_status(api->call->app, election_id(api), api->call->arena, &status, err));
    for (size_t i = 0; i < status.open_count; i++)
        if (status.open[i].id == id)
            return OK;
    return error_set(err, ERROR_NO_INPUT, "the message %lld waits for no decision in this election",
                     (long long)id);
}

enum error_code api_message_settle(struct api_call *api, struct error *err)
{
    static const struct api_field fields[] = {{"as", API_TEXT, true}, {"why", API_TEXT, true}};
    struct notice_settled settled;
    size_t decision;
    int64_t id;

    TRY(api_check_fields(api, fields, COUNT_OF(fields), err));
    TRY(read_number(api, &id, err));
    if (!parse_choice(api_text(api, "as"), notice_decision_names, DECISION_COUNT, &decision)) {
        error_set(err, ERROR_USAGE, "a message is settled as delivered, failed or send-again");
        return error_at(err, NULL, 0, 0, "as");
    }
    TRY(staff_must(api->call, RIGHTS_PUBLISH, 0, err));
    TRY(must_be_open(api, id, err));
    TRY(notice_settle(api->call->app, id, (enum notice_decision)decision, api_text(api, "why"), &settled,
                      err));
    return api_reply(api,
                     json_pack("{s:I,s:s,s:b,s:b}", "id", (json_int_t)id, "as",
                               notice_decision_names[decision], "may_double", settled.may_double, "too_late",
                               settled.too_late),
                     err);
}

enum error_code api_release_approve(struct api_call *api, struct error *err)
{
    int64_t number;
    int64_t due;

    TRY(api_check_fields(api, NULL, 0, err));
    TRY(read_number(api, &number, err));
    TRY(staff_must(api->call, RIGHTS_PUBLISH, 0, err));
    TRY(notice_approve(api->call->app, election_id(api), number, &due, err));
    return api_reply(api, json_pack("{s:I,s:I}", "release", (json_int_t)number, "due", (json_int_t)due), err);
}

enum error_code api_messages_release_held(struct api_call *api, struct error *err)
{
    static const struct api_field fields[] = {{"why", API_TEXT, true}};
    int64_t due;

    TRY(api_check_fields(api, fields, COUNT_OF(fields), err));
    TRY(staff_must(api->call, RIGHTS_PUBLISH, 0, err));
    TRY(notice_check_why(api_text(api, "why"), err));
    TRY(notice_release_held(api->call->app, election_id(api), api_text(api, "why"), &due, err));
    return api_reply(api, json_pack("{s:I}", "due", (json_int_t)due), err);
}

/* ---- what became of each ---- */

/* Without names and telephone numbers, which the account may not be allowed to see. */
static json_t *proof_of(const struct notice_proof *proof)
{
    return json_pack("{s:I,s:s,s:s,s:s,s:I,s:s,s:s,s:o,s:o,s:I,s:I,s:s,s:s}", "id", (json_int_t)proof->id,
                     "who", proof->who, "channel", proof->channel, "kind", proof->kind, "release",
                     (json_int_t)proof->release_number, "state", proof->state, "reason", proof->reason,
                     "queued", json_of_moment(proof->queued_utc_secs), "finished",
                     json_of_passed(proof->finished_utc_secs), "tries", (json_int_t)proof->tries, "parts",
                     (json_int_t)proof->parts, "gateway", proof->gateway, "decision", proof->decision);
}

struct gathering {
    struct arena *arena;
    const char *state; /* NULL: any */
    json_t *items;
};

static enum error_code gather(void *context, const struct notice_proof *proof, struct error *err)
{
    struct gathering *gathering = context;

    if (gathering->state != NULL && strcmp(gathering->state, proof->state) != 0)
        return OK;
    if (json_array_size(gathering->items) >= EVIDENCE_MAX)
        return error_set(err, ERROR_DATA, "there are more than %d messages; ask by meeting", EVIDENCE_MAX);
    return json_array_append_new(gathering->items, proof_of(proof)) == 0 ? OK : error_memory(err);
}

static const char *proof_key(const void *context, size_t index, struct arena *arena)
{
    const struct gathering *gathering = context;
    char key[KEY_CHARS];

    snprintf(key, sizeof key, "%012lld",
             (long long)json_integer_value(json_object_get(json_array_get(gathering->items, index), "id")));
    return arena_copy_string(arena, key);
}

static json_t *proof_at(const void *context, size_t index)
{
    const struct gathering *gathering = context;

    return json_incref(json_array_get(gathering->items, index));
}

enum error_code api_evidence(struct api_call *api, struct error *err)
{
    struct gathering gathering = {
        .arena = api->call->arena, .state = api_query(api, "state"), .items = json_array()};
    enum error_code code = notice_evidence_each(api->call->app, election_id(api), api_query(api, "meeting"),
                                                gather, &gathering, err);

    if (code == OK) {
        const struct api_list list = {"messages", json_array_size(gathering.items), &gathering, proof_key,
                                      proof_at};
        code = api_reply_list(api, NULL, &list, err);
    }
    json_decref(gathering.items);
    return code;
}
