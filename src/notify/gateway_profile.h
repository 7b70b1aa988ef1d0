/* How to talk to one SMS gateway: a file under config/gateways/ that the administrator checks against the
 * contract, read strictly, so that another gateway needs no code. It is trusted configuration, and limited
 * all the same: only http and https, every request timed.
 *
 * Values to send are templates with {base} {to} {sender} {text} {ref} {coding} {username} {password}; what is
 * filled in is escaped for the place where it stands (address, form, JSON string). {ref} is the notice's
 * client id.
 */
#ifndef NOTIFY_GATEWAY_PROFILE_H
#define NOTIFY_GATEWAY_PROFILE_H

#include "base/cleanup.h"
#include "base/error.h"
#include "notify/sms_text.h"

#include <stddef.h>

#define GATEWAY_PROFILE_MAX_BYTES 65536
#define GATEWAY_SECS_MAX 120    /* of any request */
#define GATEWAY_AT_ONCE_MAX 128 /* messages under way */

enum gateway_kind { GATEWAY_HTTP, GATEWAY_FILE };
enum gateway_number_format { NUMBER_E164, NUMBER_MSISDN, NUMBER_NATIONAL }; /* +849.. 849.. 09.. */
enum gateway_marks { MARKS_KEEP, MARKS_STRIP };
enum gateway_method { METHOD_GET, METHOD_POST };

/* What an answer means, for the message and for the channel. */
enum gateway_class {
    CLASS_ACCEPTED,
    CLASS_DUPLICATE, /* was accepted before, under the same {ref} */
    CLASS_THROTTLED, /* the same message again, later */
    CLASS_TRANSIENT, /* the same */
    CLASS_REFUSED,   /* final for this message */
    CLASS_BLOCKED,   /* final for this recipient */
    CLASS_BROKEN,    /* the channel's fault and not the message's: credentials, balance, route */
    CLASS_UNKNOWN,   /* it may have been taken */
    CLASS_UNSENT,    /* nothing left this machine; no rule says so */
    CLASS_COUNT
};

struct gateway_field {
    char *name;
    char *value; /* a template */
};

/* A rule matches when all its conditions do. */
struct gateway_rule {
    char *status;        /* "202" or "200-299" */
    char *body_prefix;   /* NULL: any */
    char *body_contains; /* NULL: any */
    enum gateway_class class;
    int first_status; /* the same as `status`, as numbers */
    int last_status;
};

/* One request of HTTP. */
struct gateway_request {
    enum gateway_method method;
    char *url; /* a template; begins with {base}, http:// or https:// */
    unsigned connect_secs;
    unsigned total_secs;
    struct gateway_field *query; /* added to the address */
    unsigned query_count;
    struct gateway_field *form; /* as the body */
    unsigned form_count;
    struct gateway_field *json; /* as the body, an object of strings */
    unsigned json_count;
    struct gateway_rule *result; /* the first that matches decides; none does: CLASS_UNKNOWN */
    unsigned result_count;
    char *id_after; /* the gateway's id follows these words in the answer; NULL: it gives none */
};

struct gateway_coding {
    char *gsm; /* what {coding} says */
    char *ucs2;
};

struct gateway_profile {
    char *name;
    enum gateway_kind kind;
    enum gateway_number_format number_format;
    enum gateway_marks marks;
    struct gateway_coding coding;
    unsigned max_parts;           /* of one message; a longer one is not sent */
    unsigned per_second;          /* messages */
    unsigned per_minute;          /* messages; 0: no limit of its own */
    unsigned at_once;             /* messages under way */
    struct gateway_request *send; /* of GATEWAY_HTTP; else NULL */
    char *path;                   /* of GATEWAY_FILE, a template; else NULL */
};

/* What templates may name, ended by NULL, in the order of the values for template_fill. */
enum gateway_value {
    VALUE_BASE,
    VALUE_TO,
    VALUE_SENDER,
    VALUE_TEXT,
    VALUE_REF,
    VALUE_CODING,
    VALUE_USERNAME,
    VALUE_PASSWORD,
    VALUE_COUNT
};
extern const char *const gateway_value_names[VALUE_COUNT + 1];

/* Reads a profile; `file` is named in errors, which are ERROR_CONFIG with line, column and key. */
enum error_code gateway_profile_read(const char *bytes, size_t length, const char *file,
                                     struct gateway_profile **out, struct error *err) MUST_USE;
void gateway_profile_free(struct gateway_profile *profile);
DEFINE_CLEANUP(struct gateway_profile, gateway_profile_free)

/* Notices that became unknown since this moment may be repeated now, since the gateway knows them by their client ids; 0:
 * it knows none. */
int64_t gateway_profile_repeat_since(const struct gateway_profile *profile, int64_t now_utc_secs);

/* The class of a whole answer; `body` is NUL-terminated. */
enum gateway_class gateway_profile_classify(const struct gateway_request *send, int status, const char *body);

#endif
