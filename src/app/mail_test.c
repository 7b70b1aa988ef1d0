#include "app/mail_test.h"

#include "app/mail_engine.h"
#include "app/settings.h"
#include "base/mail_address.h"
#include "base/secret.h"
#include "notify/mail_message.h"
#include "notify/mail_page.h"

#define PAGE_MAX_BYTES ((size_t)100000)

static enum error_code check_to(const struct mail_test *test, struct error *err)
{
    if (mail_address_is_valid(test->to))
        return OK;
    error_set(err, ERROR_USAGE, "must be one mail address, such as bau-cu@example.vn");
    return error_at(err, NULL, 0, 0, "--to");
}

enum error_code mail_test_write(const struct app *app, const struct mail_test *test, struct text *out,
                                struct error *err)
{
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(text_done) struct text password;
    char id[SECRET_ID_CHARS];
    struct mail_desk desk;
    char *html;

    arena_init(&arena, PAGE_MAX_BYTES);
    text_init(&password, SETTINGS_PASSWORD_MAX_BYTES);
    TRY(check_to(test, err));
    TRY(mail_desk_load(app, &password, &desk, err));
    TRY(mail_page(test->words, &arena, &html, err));
    TRY(secret_make_id(id, err));
    const struct mail_message message = {.id = id,
                                         .date_utc_secs = clock_now_utc_secs(&app->clock),
                                         .from_name = desk.from_name,
                                         .from_address = desk.from_address,
                                         .reply_to = desk.reply_to,
                                         .to_name = "",
                                         .to_address = test->to,
                                         .subject = test->subject,
                                         .text = test->words,
                                         .html = html};
    return mail_message_write(&message, out, err);
}

enum error_code mail_test_send(const struct app *app, const struct mail_test *test, struct error *err)
{
    CLEANUP(text_done) struct text password;
    CLEANUP(text_done) struct text bytes;
    CLEANUP(mail_smtp_free_ptr) struct mail_smtp *smtp = NULL;
    struct mail_desk desk;
    struct gateway_answer answer;

    text_init(&password, SETTINGS_PASSWORD_MAX_BYTES);
    text_init(&bytes, MAIL_MESSAGE_MAX_BYTES);
    TRY(mail_test_write(app, test, &bytes, err));
    TRY(mail_desk_load(app, &password, &desk, err));
    TRY(mail_smtp_new(&desk.server, &smtp, err));
    const struct mail_envelope envelope = {desk.from_address, test->to, bytes.data, bytes.length};
    mail_smtp_send(smtp, &envelope, &answer);
    if (answer.class == CLASS_ACCEPTED)
        return OK;
    return error_set(err, ERROR_UNAVAILABLE, "the mail server did not take the mail: %s", answer.words);
}
