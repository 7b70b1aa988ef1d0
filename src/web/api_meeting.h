/* One meeting as the API shows it, and its version, by which two who change it at once are told of each other. */
#ifndef WEB_API_MEETING_H
#define WEB_API_MEETING_H

#include "app/meeting_version.h"
#include "web/api.h"

struct meeting_now {
    json_t *json; /* {"code", "version", "published", "draft", "pin"}; the caller's */
    char version[MEETING_VERSION_CHARS];
};

/* Of the meeting that the address names. ERROR_NO_INPUT: there is none. */
enum error_code api_meeting_now(struct api_call *api, struct meeting_now *out, struct error *err) MUST_USE;

#define API_TAG_CHARS 36

/* The strong validator of such an answer (RFC 9110, 8.8.3), with its quotes. */
enum error_code api_tag(const json_t *value, char out[API_TAG_CHARS], struct error *err) MUST_USE;

#endif
