/* Mails to one SMTP server (RFC 5321) over one connection that is used again, as gateway.h promises it: every mail has an
 * answer, and what cannot be known is an answer too.
 *
 *     before the last line of the mail has left   nothing was taken, whatever happened
 *     after it, with a reply                      the reply decides: 2xx taken, 4xx later, 5xx never
 *     after it, without a reply                   CLASS_UNKNOWN: the server may have it
 *
 * A connection that was used before and turns out to be closed, or closing (421), is made anew once.
 */
#ifndef NOTIFY_MAIL_SMTP_H
#define NOTIFY_MAIL_SMTP_H

#include "base/cleanup.h"
#include "notify/gateway.h"

enum mail_security {
    MAIL_STARTTLS, /* plain greeting, then TLS or nothing (RFC 3207) */
    MAIL_TLS,      /* TLS from the first byte (RFC 8314) */
    MAIL_PLAIN,    /* for a relay on this machine */
};

struct mail_server {
    const char *host; /* a name or a numeric address */
    int32_t port;
    enum mail_security security;
    const char *username; /* "": no AUTH */
    const char *password;
    const char *ca_file; /* certificates to trust instead of the system's; NULL: the system's */
    uint32_t total_secs; /* of one mail, at most GATEWAY_SECS_MAX */
};

/* Addresses are valid (base/mail_address.h); the bytes are a whole mail with CR LF. */
struct mail_envelope {
    const char *from;
    const char *to;
    const char *bytes;
    size_t length;
};

struct mail_smtp;

/* Connects to nothing yet. The server is borrowed. One thread at a time. */
enum error_code mail_smtp_new(const struct mail_server *server, struct mail_smtp **out,
                              struct error *err) MUST_USE;
void mail_smtp_free(struct mail_smtp *smtp);
DEFINE_CLEANUP(struct mail_smtp, mail_smtp_free)

/* The words of the server are kept without addresses. */
void mail_smtp_send(struct mail_smtp *smtp, const struct mail_envelope *envelope, struct gateway_answer *out);

#endif
