/* One message to the outside, through whatever a profile describes: an HTTP gateway (the only user of
 * libcurl) or a file. A send always has an answer; what cannot be known is an answer too.
 *
 *     gateway_begin(gateway, &message, notice);               any number of them, each under a ticket
 *     while (gateway_pending(gateway) > 0) {
 *         gateway_wait(gateway, 1000);
 *         while (gateway_take(gateway, &ticket, &answer)) ...  in whatever order they come
 *     }
 */
#ifndef NOTIFY_GATEWAY_H
#define NOTIFY_GATEWAY_H

#include "base/text.h"
#include "notify/gateway_profile.h"

#define GATEWAY_WORDS_MAX 200
#define GATEWAY_ID_MAX 80

/* What the contract with the gateway says and no profile may hold: borrowed texts, never NULL but
 * where it says so. */
struct gateway_access {
    const char *base; /* address, or path of the file */
    const char *sender;
    const char *username;
    const char *password;
    const char *callback;                     /* address for reports, to which ?ref= is added; NULL: none */
    const char *secrets[GATEWAY_SECRETS_MAX]; /* of the profile's names; NULL: none */
    bool fleeting; /* what the file gateway writes need not outlive the machine: a rehearsal */
};

struct gateway_message {
    const char *number; /* "+84912345678"; of mail: the address */
    const char *name;   /* of mail alone: the person's; NULL: not known */
    const char *text;
    const char *subject;  /* of mail alone; NULL: none */
    const char *html;     /* of mail alone; NULL: text only */
    const char *calendar; /* of mail alone: an iTIP message (RFC 5546); NULL: none */
    bool unsubscribable;  /* of mail alone: it is not owed to the reader, who may ask for no more */
    const char *client_id;
    enum sms_coding coding;
    uint32_t parts;
    int64_t now_utc_secs;
};

struct gateway_answer {
    enum gateway_class class;
    /* For people, UTF-8, one line: what it said, or why nothing came. The program's own words are keys of the
     * catalogue. */
    char words[GATEWAY_WORDS_MAX + 1];
    char id[GATEWAY_ID_MAX + 1]; /* the gateway's name for the message; "" when it gave none */
    int64_t pause_secs;          /* the gateway wants to be left alone for so long; 0: it did not say */
};

struct gateway;

/* Profile and access are borrowed and must outlive the gateway. A file that cannot be opened is
 * ERROR_CANNOT_CREATE. One thread at a time. */
enum error_code gateway_new(const struct gateway_profile *profile, const struct gateway_access *access,
                            struct gateway **out, struct error *err) MUST_USE;
/* Mail, which no profile describes (notify/mail_desk.h). The desk is borrowed. */
struct mail_desk;
enum error_code gateway_new_mail(const struct mail_desk *desk, struct gateway **out,
                                 struct error *err) MUST_USE;
void gateway_free(struct gateway *gateway);
DEFINE_CLEANUP(struct gateway, gateway_free)

/* What gateway_begin would send, as lines for people, with the password, the secrets and the token starred. */
enum error_code gateway_show(const struct gateway_profile *profile, const struct gateway_access *access,
                             const struct gateway_message *message, struct text *out,
                             struct error *err) MUST_USE;

/* Starts to send; the answer comes out of gateway_take under this ticket. The message is borrowed for the call. Never
 * more than GATEWAY_AT_ONCE_MAX are pending. */
void gateway_begin(struct gateway *gateway, const struct gateway_message *message, void *ticket);
/* Messages begun whose answer was not taken. */
size_t gateway_pending(const struct gateway *gateway);
/* Moves what is under way and returns when there is an answer to take, at the latest after so long. */
void gateway_wait(struct gateway *gateway, int wait_ms);
/* An answer that has come; false when there is none. */
bool gateway_take(struct gateway *gateway, void **out_ticket, struct gateway_answer *out) MUST_USE;

/* All of that for one message, with nothing else under way. Blocks for as long as the profile allows. The answer is
 * CLASS_UNSENT when surely nothing left, CLASS_UNKNOWN when the request may have arrived and no whole answer that a
 * rule knows came back. */
void gateway_send(struct gateway *gateway, const struct gateway_message *message, struct gateway_answer *out);

#endif
