/* One mail to try the settings with: to oneself, before the first notice goes. */
#ifndef APP_MAIL_TEST_H
#define APP_MAIL_TEST_H

#include "app/app.h"
#include "base/text.h"

struct mail_test {
    const char *to;      /* one address; ERROR_USAGE for anything else */
    const char *subject; /* in the reader's language */
    const char *words;
};

/* The mail as it would go, appended to `out`. */
enum error_code mail_test_write(const struct app *app, const struct mail_test *test, struct text *out,
                                struct error *err) MUST_USE;

/* Sends it. ERROR_UNAVAILABLE with the server's words when it was not taken. */
enum error_code mail_test_send(const struct app *app, const struct mail_test *test,
                               struct error *err) MUST_USE;

#endif
