#include "app/mail_engine.h"

#include "app/settings.h"

#define SETUP_MAX_BYTES ((size_t)1 << 20)
#define MAIL_SECS 30 /* of one mail; as many as share a commit stay below OUTBOX_CLAIM_SECS */

bool mail_engine_wanted(const struct app *app)
{
    return app->settings->mail.host != NULL;
}

enum error_code mail_desk_load(const struct app *app, struct text *password, struct mail_desk *out,
                               struct error *err)
{
    static const enum mail_security securities[] = {
        [SECURITY_STARTTLS] = MAIL_STARTTLS, [SECURITY_TLS] = MAIL_TLS, [SECURITY_NONE] = MAIL_PLAIN};
    const struct settings_mail *mail = &app->settings->mail;

    if (mail->host == NULL) {
        error_set(err, ERROR_CONFIG,
                  "no mail server is set, so no mail can be sent; name one under \"mail\" in the settings");
        return error_at(err, NULL, 0, 0, "mail.host");
    }
    TRY(settings_read_secret(mail->password_file, password, err));
    *out = (struct mail_desk){.server = {.host = mail->host,
                                         .port = mail->port,
                                         .security = securities[mail->security],
                                         .username = mail->username,
                                         .password = password->data,
                                         .ca_file = mail->ca_file,
                                         .total_secs = MAIL_SECS},
                              .from_name = mail->from_name,
                              .from_address = mail->from_address,
                              .reply_to = mail->reply_to};
    return OK;
}

void mail_engine_init(struct mail_engine *engine)
{
    *engine = (struct mail_engine){.gateway = NULL};
    arena_init(&engine->arena, SETUP_MAX_BYTES);
    text_init(&engine->password, SETTINGS_PASSWORD_MAX_BYTES);
}

enum error_code mail_engine_start(struct mail_engine *engine, const struct app *app, int stop_descriptor,
                                  struct error *err)
{
    TRY(notice_setup_load_mail(&engine->setup, app, &engine->arena, err));
    TRY(mail_desk_load(app, &engine->password, &engine->desk, err));
    TRY(outbox_store_init(&engine->outbox, app->db, err));
    engine->outbox.app = app;
    TRY(gateway_new_mail(&engine->desk, &engine->gateway, err));
    engine->clock = app->clock;
    engine->worker = (struct worker){.outbox = &engine->outbox.outbox,
                                     .channel = CHANNEL_MAIL,
                                     .clock = &engine->clock,
                                     .stop_descriptor = stop_descriptor};
    worker_add_route(&engine->worker, engine->gateway, &engine->setup.rules);
    return OK;
}

void mail_engine_done(struct mail_engine *engine)
{
    gateway_free(engine->gateway);
    notice_setup_done(&engine->setup);
    text_done(&engine->password);
    arena_done(&engine->arena);
}
