/* The worker for mails with all it borrows, from the settings. */
#ifndef APP_MAIL_ENGINE_H
#define APP_MAIL_ENGINE_H

#include "app/app.h"
#include "app/notice_setup.h"
#include "app/outbox_store.h"
#include "base/text.h"
#include "notify/mail_desk.h"
#include "notify/worker.h"

/* Stays where it is while it is used. */
struct mail_engine {
    struct arena arena;
    struct text password;
    struct notice_setup setup;
    struct outbox_store outbox;
    struct mail_desk desk;
    struct gateway *gateway;
    struct clock clock;
    struct worker worker;
};

/* Whether the settings name a mail server. */
bool mail_engine_wanted(const struct app *app);

/* The server, and whom mails come from, as the settings say; `password` must be initialised and is borrowed. */
enum error_code mail_desk_load(const struct app *app, struct text *password, struct mail_desk *out,
                               struct error *err) MUST_USE;

/* An engine that was begun is given to mail_engine_done, also when it failed to start. */
void mail_engine_init(struct mail_engine *engine);
enum error_code mail_engine_start(struct mail_engine *engine, const struct app *app, int stop_descriptor,
                                  struct error *err) MUST_USE;
void mail_engine_done(struct mail_engine *engine);

#endif
