/* What sending needs beside the notices: the gateway's profile, the words of messages, the quiet hours. */
#ifndef APP_NOTICE_SETUP_H
#define APP_NOTICE_SETUP_H

#include "app/app.h"
#include "notify/prepare.h"

/* Must stay where it is while its rules are used. */
struct notice_setup {
    struct gateway_profile *profile; /* owned; NULL for mails */
    struct notice_texts texts;
    struct gate_rules gates;
    struct prepare_rules rules; /* borrows all of the above */
};

/* From the settings and the data folder; the words lie in the arena. Without a gateway in the settings it is
 * ERROR_CONFIG. */
enum error_code notice_setup_load(struct notice_setup *setup, const struct app *app, struct arena *arena,
                                  struct error *err) MUST_USE;
/* The same for mails, which need no profile of a file. */
enum error_code notice_setup_load_mail(struct notice_setup *setup, const struct app *app, struct arena *arena,
                                       struct error *err) MUST_USE;
void notice_setup_done(struct notice_setup *setup); /* also right for a zeroed one */

#endif
