/* How to talk to one SMS gateway: a file under config/gateways/ that the administrator checks against the
 * contract, read strictly, so that another gateway needs no code. It is trusted configuration, and limited
 * all the same: only http and https, every request timed.
 *
 * Values to send are templates. What may be filled in: {base} {to} {sender} {text} {text_base64} {ref} {coding} {parts}
 * {username} {password} {callback} {token} {template} {param.number} {param.text}, and {secret:NAME} for each name under
 * `secrets`. It is escaped for the place where it stands (address, form, JSON string, XML text). {ref} is the notice's
 * client id; {callback} the address for its reports; {token} what the step `token` brought; {template} and the
 * parameters are of the approved template that the text follows.
 *
 * Answers and reports are taken apart by pointers: "/messages/0/status" into JSON, where * stands for every item of a
 * list; a plain name is an element of XML, or a value of a query or form.
 */
#ifndef NOTIFY_GATEWAY_PROFILE_H
#define NOTIFY_GATEWAY_PROFILE_H

#include "base/cleanup.h"
#include "base/error.h"
#include "notify/notice.h"
#include "notify/sms_text.h"

#include <stddef.h>

#define GATEWAY_PROFILE_MAX_BYTES 65536
#define GATEWAY_SECS_MAX 120    /* of any request */
#define GATEWAY_AT_ONCE_MAX 128 /* messages under way */
#define GATEWAY_SECRETS_MAX 4
#define GATEWAY_SECRET_NAME_CHARS 48 /* of "secret:NAME", with NUL */
#define GATEWAY_PARAMS_MAX 9         /* of an approved template */

enum gateway_kind { GATEWAY_HTTP, GATEWAY_FILE, GATEWAY_MAIL };
enum gateway_number_format { NUMBER_E164, NUMBER_MSISDN, NUMBER_NATIONAL }; /* +849.. 849.. 09.. */
enum gateway_marks { MARKS_KEEP, MARKS_STRIP, MARKS_CHEAPER }; /* the last: off where that saves a part */
enum gateway_method { METHOD_GET, METHOD_POST };
enum gateway_leaf { LEAF_TEXT, LEAF_INTEGER, LEAF_BOOLEAN };
enum gateway_http { HTTP_1_1, HTTP_2 };
enum gateway_tls { TLS_1_2, TLS_1_3 };

/* What an answer means, for the message and for the channel. */
enum gateway_class {
    CLASS_ACCEPTED,
    CLASS_DUPLICATE, /* was accepted before, under the same {ref} */
    CLASS_THROTTLED, /* the same message again, later */
    CLASS_TRANSIENT, /* the same */
    CLASS_DEFERRED,  /* the same, and no fault of the channel: greylisting, a full mailbox */
    CLASS_REFUSED,   /* final for this message */
    CLASS_BLOCKED,   /* final for this recipient */
    CLASS_BROKEN,    /* the channel's fault and not the message's: credentials, balance, route */
    CLASS_EXPIRED,   /* the {token}; the same message again with a new one */
    CLASS_UNKNOWN,   /* it may have been taken */
    CLASS_UNSENT,    /* nothing left this machine; no rule says so */
    CLASS_COUNT
};

struct gateway_field {
    char *name;             /* of JSON: a name, or a pointer such as /to/0 */
    char *value;            /* a template */
    enum gateway_leaf type; /* of JSON */
};

/* Which items of a list must be as the rule says. */
enum gateway_quantity { OF_ANY, OF_ALL };

/* A rule matches when all its conditions do. */
struct gateway_rule {
    char *status;        /* "202" or "200-299" */
    char *body_prefix;   /* NULL: any */
    char *body_contains; /* NULL: any */
    char *matches;       /* an extended regular expression somewhere in the body; NULL: any */
    char *json;          /* pointer to what is among `is`; NULL: any */
    char *xml;           /* name of the first element whose text is among `is`; NULL: any */
    char **is;           /* NULL: that it is there is enough */
    unsigned is_count;
    enum gateway_quantity of;
    enum gateway_class class;
    int first_status; /* the same as `status`, as numbers */
    int last_status;
};

struct gateway_auth {
    char *username; /* templates */
    char *password;
};

/* One request of HTTP. At most one of form, json, xml and body. */
struct gateway_request {
    enum gateway_method method;
    char *url; /* a template; begins with {base}, http:// or https:// */
    unsigned connect_secs;
    unsigned total_secs;
    struct gateway_auth *auth; /* Basic; NULL: none */
    struct gateway_field *headers;
    unsigned header_count;
    struct gateway_field *query; /* added to the address */
    unsigned query_count;
    struct gateway_field *form; /* as the body */
    unsigned form_count;
    struct gateway_field *json; /* as the body, a tree */
    unsigned json_count;
    char *xml;                   /* as the body, a template */
    char *body;                  /* as the body, a template, plain text in UTF-8 */
    struct gateway_rule *result; /* the first that matches decides; none does: CLASS_UNKNOWN */
    unsigned result_count;
    char *id_after; /* the gateway's id follows these words in the answer; NULL: not so */
    char *id_json;  /* or stands there; NULL: not so */
    char *id_xml;
    char *
        pause_header; /* of the answer: seconds, or a time, before which it wants no more; Retry-After unless said */
    char *proxy;   /* an address; NULL: none, whatever the environment says */
    char *ca_file; /* path of the certificates to trust; NULL: those of the machine */
    enum gateway_tls tls_min;
    enum gateway_http http; /* 2 where the gateway offers it, or never */
};

/* A request that brings what the others need as {token}. */
struct gateway_token {
    struct gateway_request *request;
    char *json;             /* pointer to it */
    char *lifetime_json;    /* pointer to its seconds; NULL: not said */
    unsigned lifetime_secs; /* when the answer does not say it */
};

/* How long the gateway knows a repeated request by {ref}. */
struct gateway_idempotency {
    unsigned window_secs; /* 0: until the end of the day in Viet Nam */
};

/* A text that the contract approves; {1} to {9} stand for what changes. */
struct gateway_template {
    char *id;
    char *text;
};

enum gateway_source { SOURCE_QUERY, SOURCE_FORM, SOURCE_JSON };
enum gateway_signature { SIGNATURE_NONE, SIGNATURE_TWILIO };

/* What a word of a report means, when `where` says nothing else. */
struct gateway_reported {
    char **is;
    unsigned is_count;
    char *where;             /* another value of the report; NULL: none */
    char *where_not;         /* is not this */
    enum notice_state state; /* NOTICE_ACCEPTED, NOTICE_DELIVERED or NOTICE_FAILED */
};

/* What the gateway tells later of a message, at /hooks/SECRET/report. */
struct gateway_report {
    enum gateway_source from;
    enum gateway_signature signature;
    char *ref; /* pointers or names; NULL: not said */
    char *id;
    char *state;
    char *words;
    struct gateway_reported *states; /* the first that matches; none does: only written down */
    unsigned state_count;
    char *answer; /* body of ours; NULL: none */
};

/* A message that somebody wrote to us, at /hooks/SECRET/inbound. */
struct gateway_inbound {
    enum gateway_source from;
    enum gateway_signature signature;
    char *number;
    char *text;
    char *answer;      /* a template with {reply}; the reply goes back as the answer */
    char *answer_type; /* text/plain unless said */
};

struct gateway_coding {
    char *gsm; /* what {coding} says */
    char *ucs2;
};

/* What templates may name, in the order of the values for template_fill; after them the secrets. */
enum gateway_value {
    VALUE_BASE,
    VALUE_TO,
    VALUE_SENDER,
    VALUE_TEXT,
    VALUE_REF,
    VALUE_CODING,
    VALUE_USERNAME,
    VALUE_PASSWORD,
    VALUE_TEXT_BASE64,
    VALUE_PARTS,
    VALUE_CALLBACK,
    VALUE_TOKEN,
    VALUE_TEMPLATE,
    VALUE_PARAM_NUMBER,
    VALUE_PARAM_TEXT,
    VALUE_SECRETS,
    VALUE_COUNT = VALUE_SECRETS + GATEWAY_SECRETS_MAX
};
#define VALUE_NAMES_MAX (VALUE_COUNT + 1)

struct gateway_profile {
    char *name;
    char *checked; /* what of it was tried, and what is only taken from documents; NULL: not said */
    enum gateway_kind kind;
    enum gateway_number_format number_format;
    enum gateway_marks marks;
    struct gateway_coding coding;
    unsigned max_parts;      /* of one message; a longer one is not sent */
    unsigned max_gsm_units;  /* of a whole message, septets; 0: as many as the parts hold */
    unsigned max_ucs2_units; /* UTF-16 code units */
    char *refused;           /* characters that the gateway does not take; NULL: none */
    unsigned per_second;     /* messages */
    unsigned per_minute;     /* messages; 0: no limit of its own */
    unsigned at_once;        /* messages under way */
    char **secrets;          /* their names */
    unsigned secret_count;
    struct gateway_idempotency *idempotency; /* NULL: a repeat is a second message */
    struct gateway_template *templates;      /* NULL: any text may go */
    unsigned template_count;
    struct gateway_token *token;     /* NULL: none */
    struct gateway_request *send;    /* of GATEWAY_HTTP; else NULL */
    struct gateway_report *report;   /* NULL: it sends none */
    struct gateway_inbound *inbound; /* NULL: nobody can write */
    char *path;                      /* of GATEWAY_FILE, a template; else NULL */
    /* Made when it is read: what its templates may name, ended by NULL. */
    const char *names[VALUE_NAMES_MAX];
    char secret_names[GATEWAY_SECRETS_MAX][GATEWAY_SECRET_NAME_CHARS];
    bool names_base64; /* {text_base64} stands somewhere in it */
};

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
