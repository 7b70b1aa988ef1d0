/* A mail server that does what the test says, on a free port of 127.0.0.1, in a thread of the test. It takes one
 * connection after the other and keeps each mail. Every mail has its turn, taken when it begins; the last turn is
 * repeated.
 */
#ifndef TESTS_NOTIFY_FAKE_SMTP_H
#define TESTS_NOTIFY_FAKE_SMTP_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FAKE_MAILS_MAX 64
#define FAKE_MAIL_BYTES 100000

enum smtp_deed {
    SMTP_TAKES,
    SMTP_GREYLISTS,         /* 451 to RCPT */
    SMTP_REFUSES_MAILBOX,   /* 550 to RCPT, and repeats the address */
    SMTP_REFUSES_SENDER,    /* 553 to MAIL */
    SMTP_REFUSES_DATA,      /* 554 to DATA */
    SMTP_REFUSES_WORDS,     /* 554 after the last line */
    SMTP_IS_FULL,           /* 452 after the last line */
    SMTP_LEAVES,            /* 421 to MAIL, and closes */
    SMTP_CLOSES,            /* at MAIL, without a word */
    SMTP_DROPS_IN_MAIL,     /* closes after the first bytes of the mail */
    SMTP_DROPS_AFTER_MAIL,  /* takes the mail and closes without a word */
    SMTP_SILENT_AFTER_MAIL, /* takes the mail and says nothing until the other side leaves */
    SMTP_SILENT,            /* says nothing to MAIL until the other side leaves */
    SMTP_LONG_LINES,        /* 100 KB in one line as the answer to MAIL, then closes */
    SMTP_BABBLES,           /* an answer to MAIL that is none, then closes */
};

/* What it says of itself; the same for every connection. */
enum smtp_greeting {
    SMTP_GREETS,
    SMTP_OFFERS_TLS_AND_REFUSES, /* 454 to STARTTLS */
    SMTP_OFFERS_LOGIN,           /* takes the password "mật khẩu" alone */
    SMTP_TURNS_AWAY,             /* 554 instead of a greeting */
};

struct fake_mail {
    char from[300];
    char to[300];
    char bytes[FAKE_MAIL_BYTES]; /* without the dots of the wire */
    size_t length;
};

struct fake_smtp {
    int listener;
    int stop[2];
    int32_t port;
    pthread_t thread;
    enum smtp_greeting greeting;
    const enum smtp_deed *turns; /* borrowed */
    size_t turn_count;
    pthread_mutex_t lock; /* of what follows */
    size_t begun;         /* mails that had a turn */
    size_t connections;
    size_t taken; /* mails whose last line was read, in mails[] */
    struct fake_mail mails[FAKE_MAILS_MAX];
};

struct fake_smtp *fake_smtp_start(enum smtp_greeting greeting, const enum smtp_deed *turns,
                                  size_t turn_count);
void fake_smtp_stop(struct fake_smtp *smtp);

size_t fake_smtp_connections(struct fake_smtp *smtp);
size_t fake_smtp_begun(struct fake_smtp *smtp);
size_t fake_smtp_taken(struct fake_smtp *smtp);
/* A mail that was taken, once nothing more comes. */
const struct fake_mail *fake_smtp_mail(struct fake_smtp *smtp, size_t number);

#endif
