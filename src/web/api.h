/* The API for programs, under /api/v1: JSON over the verbs that commands and pages call. What there is stands in one table
 * (web/api_endpoints.c), from which requests are answered and against which the OpenAPI document (docs/api/openapi.json) is
 * held by a test.
 *
 * A request carries a token (app/api_token.h) as `Authorization: Bearer`. Before the handler runs, this has been checked:
 * the token, its scope, that its account may do such a thing somewhere in the election, the names in the query, and that the
 * body is a JSON object of bounded size and depth without a key given twice. An error is told as application/problem+json
 * (RFC 9457) in the language of Accept-Language.
 */
#ifndef WEB_API_H
#define WEB_API_H

#include "app/api_token.h"
#include "web/json_value.h"
#include "web/staff.h"

struct api_call;

enum api_flags {
    API_PUBLIC = 1,   /* without a token */
    API_ELECTION = 2, /* the first part in braces is the code of an election */
    API_ANYBODY = 4,  /* whoever has a token of the scope; `right` says nothing */
    API_ONCE = 8,     /* takes an Idempotency-Key (app/api_answer.h) */
};

struct api_endpoint {
    enum http_method method; /* HTTP_GET or HTTP_POST */
    const char *pattern;     /* after /api/v1, as in web/routes.h */
    const char *summary;     /* the same as in the document */
    enum api_scope scope;
    enum rights_action right;
    /* Gives its answer to api_reply. */
    enum error_code (*handle)(struct api_call *api, struct error *err);
    const char *query; /* names of the values that the query may hold, with blanks between them */
    unsigned flags;    /* of enum api_flags, added up */
};

extern const struct api_endpoint api_endpoints[];
extern const size_t api_endpoint_count;

struct api_call {
    struct call *call;
    const struct api_endpoint *endpoint;
    struct api_token token;
    json_t *body;  /* of POST: an object */
    json_t *reply; /* given by the handler */
    json_t *more;  /* of an error, what programs need beside it; NULL: nothing */
    int status;    /* of the answer where it is not the usual one; else 0 */
};

/* Whether the header is that of somebody who may send tables, and so a large body. */
bool api_takes_tables(const struct site *site, const struct http_request *request) MUST_USE;

/* Takes the value over; NULL becomes an error. */
enum error_code api_reply(struct api_call *api, json_t *value, struct error *err) MUST_USE;

/* ---- what was sent (api_body.c) ---- */

enum api_type { API_TEXT, API_NUMBER, API_BOOL, API_OBJECT };

struct api_field {
    const char *name;
    enum api_type type;
    bool required;
};

/* Reads the body of a POST. ERROR_USAGE: it is no JSON object, too deep, or gives a key twice. */
enum error_code api_read_body(struct api_call *api, struct error *err) MUST_USE;

/* Holds the body against the fields that there are: ERROR_USAGE names one that is unknown, missing, or of another type. Texts
 * are composed (NFC) and hold no control characters. */
enum error_code api_check_fields(struct api_call *api, const struct api_field *fields, size_t count,
                                 struct error *err) MUST_USE;

/* Of a field that was checked: NULL, false, the default, when it is not there. Borrowed from the body. */
const char *api_text(const struct api_call *api, const char *name);
bool api_bool(const struct api_call *api, const char *name);
int64_t api_number(const struct api_call *api, const char *name, int64_t other);

/* A text of the body as a date, or as a moment of Viet Nam to the minute; false in *out_given when it is not there. */
enum error_code api_date(const struct api_call *api, const char *name, bool *out_given,
                         struct civil_date *out, struct error *err) MUST_USE;
enum error_code api_time(const struct api_call *api, const char *name, bool *out_given,
                         struct civil_time *out, struct error *err) MUST_USE;

/* A value of the query; NULL when it is not there. */
const char *api_query(const struct api_call *api, const char *name);

/* ---- lists (api_list.c) ---- */

#define API_LIMIT_DEFAULT 100
#define API_LIMIT_MAX 500

struct api_list {
    const char *name; /* of the array in the answer */
    size_t count;     /* of all */
    const void *context;
    /* What tells an item from all others, and sorts it; in the arena, NULL without memory. */
    const char *(*key)(const void *context, size_t index, struct arena *arena);
    json_t *(*pack)(const void *context, size_t index);
};

/* Answers with `object` (NULL: a new one), to which the page that is asked for is added, "total", and "next", which is given
 * back as `cursor` for the page after it, or null. ERROR_USAGE: the limit is none. Takes `object` over. */
enum error_code api_reply_list(struct api_call *api, json_t *object, const struct api_list *list,
                               struct error *err) MUST_USE;

/* The same without pages, for what is never long. */
enum error_code api_reply_all(struct api_call *api, const struct api_list *list, struct error *err) MUST_USE;

/* ---- errors (api_problem.c) ---- */

/* The language that Accept-Language prefers, Vietnamese unless it is English. */
const struct catalog *api_language(const struct http_request *request);

/* Makes the answer a problem of that status; takes `more` over, an object whose members are added, or NULL. */
void api_tell_problem(struct call *call, int status, const struct error *err, json_t *more);

/* ---- the handlers ---- */

enum error_code api_document(struct api_call *api, struct error *err);
enum error_code api_self(struct api_call *api, struct error *err);
enum error_code api_elections(struct api_call *api, struct error *err);
enum error_code api_election(struct api_call *api, struct error *err);
enum error_code api_areas(struct api_call *api, struct error *err);
enum error_code api_venues(struct api_call *api, struct error *err);
enum error_code api_units(struct api_call *api, struct error *err);
enum error_code api_unit(struct api_call *api, struct error *err);
enum error_code api_candidates(struct api_call *api, struct error *err);
enum error_code api_candidate(struct api_call *api, struct error *err);

enum error_code api_timetable(struct api_call *api, struct error *err);
enum error_code api_step(struct api_call *api, struct error *err);
enum error_code api_step_record(struct api_call *api, struct error *err);

enum error_code api_meetings(struct api_call *api, struct error *err);
enum error_code api_meeting(struct api_call *api, struct error *err);
enum error_code api_alternatives(struct api_call *api, struct error *err);
enum error_code api_meeting_move(struct api_call *api, struct error *err);
enum error_code api_meeting_switch(struct api_call *api, struct error *err);
enum error_code api_meeting_cancel(struct api_call *api, struct error *err);
enum error_code api_meeting_restore(struct api_call *api, struct error *err);
enum error_code api_meeting_pin(struct api_call *api, struct error *err);
enum error_code api_meeting_unpin(struct api_call *api, struct error *err);

enum error_code api_plan_check(struct api_call *api, struct error *err);
enum error_code api_plan_judge(struct api_call *api, struct error *err);
enum error_code api_plan_replan(struct api_call *api, struct error *err);
enum error_code api_weather(struct api_call *api, struct error *err);
enum error_code api_equality(struct api_call *api, struct error *err);

enum error_code api_releases(struct api_call *api, struct error *err);
enum error_code api_release(struct api_call *api, struct error *err);
enum error_code api_release_preview(struct api_call *api, struct error *err);
enum error_code api_publish(struct api_call *api, struct error *err);

enum error_code api_messages(struct api_call *api, struct error *err);
enum error_code api_messages_preview(struct api_call *api, struct error *err);
enum error_code api_message_settle(struct api_call *api, struct error *err);
enum error_code api_release_approve(struct api_call *api, struct error *err);
enum error_code api_messages_release_held(struct api_call *api, struct error *err);
enum error_code api_evidence(struct api_call *api, struct error *err);

enum error_code api_people(struct api_call *api, struct error *err);
enum error_code api_person_add(struct api_call *api, struct error *err);
enum error_code api_person_grant(struct api_call *api, struct error *err);
enum error_code api_person_revoke(struct api_call *api, struct error *err);
enum error_code api_person_disable(struct api_call *api, struct error *err);
enum error_code api_person_enable(struct api_call *api, struct error *err);
enum error_code api_audit(struct api_call *api, struct error *err);

enum error_code api_contact(struct api_call *api, struct error *err);

enum error_code api_search(struct api_call *api, struct error *err);
enum error_code api_job(struct api_call *api, struct error *err);
enum error_code api_job_stop(struct api_call *api, struct error *err);
enum error_code api_plan_run(struct api_call *api, struct error *err);
enum error_code api_import(struct api_call *api, struct error *err);

#endif
