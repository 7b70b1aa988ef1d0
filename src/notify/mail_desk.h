/* Mail as one more gateway: what its driver needs to know, and a profile that no file says. */
#ifndef NOTIFY_MAIL_DESK_H
#define NOTIFY_MAIL_DESK_H

#include "notify/mail_smtp.h"

/* The server, and whom mails come from. Borrowed texts, never NULL. */
struct mail_desk {
    struct mail_server server;
    const char *from_name;
    const char *from_address;
    const char *reply_to;
};

/* Mails go one after the other; a few share their commits, which are as many as a crash leaves uncertain. */
extern const struct gateway_profile mail_profile;

#endif
