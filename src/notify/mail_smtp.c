#include "notify/mail_smtp.h"

#include "base/text.h"
#include "notify/curl_library.h"
#include "notify/gateway_driver.h"
#include "notify/quote.h"

#include <stdlib.h>
#include <string.h>

#define CONNECT_SECS 15
#define REPLY_MAX_BYTES 2000
#define URL_MAX_BYTES 400
#define CODE_GO_ON 354
#define CODE_CLOSING 421

/* How far the talk has come, by the command that was sent last. */
enum step { STEP_HELLO, STEP_MAIL, STEP_RCPT, STEP_DATA, STEP_END, STEP_COUNT };

struct mail_smtp {
    const struct mail_server *server;
    CURL *curl;
    struct text url;
    const struct mail_envelope *envelope; /* in hand */
    size_t given_bytes;                   /* of it, to libcurl */
    bool given_all;                       /* what follows is the last line */
    bool leaving;                         /* libcurl has said QUIT: what follows is no news of the mail */
    enum step step;
    int code; /* of the last reply to that command; 0: none came */
    struct text reply;
};

void mail_smtp_free(struct mail_smtp *smtp)
{
    if (smtp == NULL)
        return;
    if (smtp->curl != NULL)
        curl_library.curl_easy_cleanup(smtp->curl);
    text_done(&smtp->url);
    text_done(&smtp->reply);
    free(smtp);
}

enum error_code mail_smtp_new(const struct mail_server *server, struct mail_smtp **out, struct error *err)
{
    CLEANUP(mail_smtp_free_ptr) struct mail_smtp *smtp = NULL;

    TRY(curl_library_load(err));
    smtp = calloc(1, sizeof *smtp);
    if (smtp == NULL)
        return error_memory(err);
    smtp->server = server;
    text_init(&smtp->url, URL_MAX_BYTES);
    text_init(&smtp->reply, REPLY_MAX_BYTES);
    text_putf(&smtp->url, "%s://%s:%d", server->security == MAIL_TLS ? "smtps" : "smtp", server->host,
              (int)server->port);
    TRY(text_finish(&smtp->url, err));
    if (curl_library.curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK)
        smtp->curl = curl_library.curl_easy_init();
    if (smtp->curl == NULL)
        return error_memory(err);
    *out = smtp;
    smtp = NULL;
    return OK;
}

/* ---- what libcurl calls ---- */

static size_t give_bytes(char *out, size_t size, size_t count, void *opaque)
{
    struct mail_smtp *smtp = opaque;
    size_t left = smtp->envelope->length - smtp->given_bytes;
    size_t length = left < size * count ? left : size * count;

    memcpy(out, smtp->envelope->bytes + smtp->given_bytes, length);
    smtp->given_bytes += length;
    smtp->given_all = length == 0;
    return length;
}

static void note_command(struct mail_smtp *smtp, const char *line, size_t length)
{
    static const struct {
        const char *command;
        enum step step;
    } steps[] = {{"MAIL", STEP_MAIL}, {"RCPT", STEP_RCPT}, {"DATA", STEP_DATA}};

    smtp->leaving = length >= 4 && strncmp(line, "QUIT", 4) == 0;
    if (smtp->leaving)
        return;
    smtp->step = STEP_HELLO;
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        if (length > 4 && strncmp(line, steps[i].command, 4) == 0)
            smtp->step = steps[i].step;
    smtp->code = 0;
    text_clear(&smtp->reply);
}

/* Three digits, then '-' when more lines follow (RFC 5321, 4.2.1). A line that is no reply changes nothing. */
static void note_reply(struct mail_smtp *smtp, const char *line, size_t length)
{
    int code = 0;

    for (size_t i = 0; i < 3; i++) {
        if (length < 3 || line[i] < '0' || line[i] > '9')
            return;
        code = code * 10 + (line[i] - '0');
    }
    if (smtp->code == CODE_GO_ON) {
        smtp->step = STEP_END;
        text_clear(&smtp->reply);
    }
    smtp->code = code;
    text_put_bytes(&smtp->reply, line, length < 500 ? length : 500);
}

static int listen_in(CURL *curl, curl_infotype type, char *line, size_t length, void *opaque)
{
    struct mail_smtp *smtp = opaque;

    (void)curl;
    if (type == CURLINFO_HEADER_OUT)
        note_command(smtp, line, length);
    else if (type == CURLINFO_HEADER_IN && !smtp->leaving)
        note_reply(smtp, line, length);
    return 0;
}

/* ---- one mail ---- */

#define SET(option, value) (curl_library.curl_easy_setopt(curl, (option), (value)) == CURLE_OK)

static bool set_server(struct mail_smtp *smtp)
{
    CURL *curl = smtp->curl;
    const struct mail_server *server = smtp->server;
    long tls = server->security == MAIL_STARTTLS ? CURLUSESSL_ALL : CURLUSESSL_NONE;

    return SET(CURLOPT_URL, smtp->url.data) && SET(CURLOPT_PROTOCOLS_STR, "smtp,smtps") &&
           SET(CURLOPT_PROXY, "") && SET(CURLOPT_NOSIGNAL, 1L) && SET(CURLOPT_USE_SSL, tls) &&
           SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) &&
           SET(CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECS) &&
           SET(CURLOPT_TIMEOUT, (long)server->total_secs) &&
           SET(CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)server->total_secs) &&
           (server->ca_file == NULL || SET(CURLOPT_CAINFO, server->ca_file)) &&
           (server->username[0] == '\0' ||
            (SET(CURLOPT_USERNAME, server->username) && SET(CURLOPT_PASSWORD, server->password)));
}

static bool set_envelope(struct mail_smtp *smtp, struct curl_slist *recipients)
{
    CURL *curl = smtp->curl;

    return recipients != NULL && SET(CURLOPT_MAIL_FROM, smtp->envelope->from) &&
           SET(CURLOPT_MAIL_RCPT, recipients) && SET(CURLOPT_UPLOAD, 1L) &&
           SET(CURLOPT_INFILESIZE_LARGE, (curl_off_t)smtp->envelope->length) &&
           SET(CURLOPT_READFUNCTION, give_bytes) && SET(CURLOPT_READDATA, smtp) &&
           /* What was said is the only sign of how far a mail came; libcurl tells it to whoever asks for its traces. */
           SET(CURLOPT_VERBOSE, 1L) && SET(CURLOPT_DEBUGFUNCTION, listen_in) && SET(CURLOPT_DEBUGDATA, smtp);
}

static CURLcode send_once(struct mail_smtp *smtp, struct curl_slist *recipients)
{
    smtp->given_bytes = 0;
    smtp->given_all = false;
    smtp->leaving = false;
    smtp->step = STEP_HELLO;
    smtp->code = 0;
    text_clear(&smtp->reply);
    curl_library.curl_easy_reset(smtp->curl);
    if (!set_server(smtp) || !set_envelope(smtp, recipients))
        return CURLE_OUT_OF_MEMORY;
    return curl_library.curl_easy_perform(smtp->curl);
}

/* A connection that was used before had been closed, and the mail was not taken. */
static bool found_closed(struct mail_smtp *smtp)
{
    long made = 1;

    curl_library.curl_easy_getinfo(smtp->curl, CURLINFO_NUM_CONNECTS, &made);
    return made == 0 && !smtp->given_all && (smtp->code < 400 || smtp->code == CODE_CLOSING);
}

/* ---- the answer ---- */

static bool is_delimiter(char c)
{
    return c == '\0' || strchr(" \t\r\n<>()[]\"',;:", c) != NULL;
}

/* Servers like to repeat the address, which belongs in no list and no log. */
static void put_without_addresses(struct text *out, const char *words)
{
    while (*words != '\0') {
        size_t length = 0;
        while (!is_delimiter(words[length]))
            length++;
        if (memchr(words, '@', length) != NULL)
            text_put(out, "...");
        else
            text_put_bytes(out, words, length);
        words += length;
        if (*words != '\0')
            text_put_char(out, *words++);
    }
}

static enum gateway_class classify_reply(enum step step, int code)
{
    static const struct {
        enum gateway_class later; /* 4xx */
        enum gateway_class never; /* 5xx */
    } classes[STEP_COUNT] = {
        [STEP_HELLO] = {CLASS_THROTTLED, CLASS_BROKEN}, /* log-in, TLS, a server that takes nobody */
        [STEP_MAIL] = {CLASS_THROTTLED, CLASS_BROKEN},  /* the office's own address is not wanted */
        [STEP_RCPT] = {CLASS_DEFERRED, CLASS_BLOCKED},  /* greylisting, a full mailbox; no such mailbox */
        [STEP_DATA] = {CLASS_TRANSIENT, CLASS_REFUSED}, [STEP_END] = {CLASS_TRANSIENT, CLASS_REFUSED},
    };

    if (code == CODE_CLOSING)
        return CLASS_THROTTLED;
    return code < 500 ? classes[step].later : classes[step].never;
}

static void answer_reply(const struct mail_smtp *smtp, enum gateway_class class, struct gateway_answer *out)
{
    static const char queued[] = "queued as ";
    CLEANUP(text_done) struct text words;

    text_init(&words, 2 * REPLY_MAX_BYTES);
    put_without_addresses(&words, smtp->reply.data);
    gateway_answer_set(out, class, words.data);
    const char *id = class == CLASS_ACCEPTED ? strstr(words.data, queued) : NULL;
    if (id != NULL)
        quote_line(id + strlen(queued), strcspn(id + strlen(queued), " \r\n"), out->id, sizeof out->id);
}

static void read_answer(const struct mail_smtp *smtp, CURLcode result, struct gateway_answer *out)
{
    if (result == CURLE_OK)
        answer_reply(smtp, CLASS_ACCEPTED, out);
    else if (smtp->code >= 400)
        answer_reply(smtp, classify_reply(smtp->step, smtp->code), out);
    else if (smtp->given_all)
        gateway_answer_set(out, CLASS_UNKNOWN, curl_library.curl_easy_strerror(result));
    else
        gateway_answer_set(out, smtp->step == STEP_DATA ? CLASS_TRANSIENT : CLASS_UNSENT,
                           curl_library.curl_easy_strerror(result));
}

void mail_smtp_send(struct mail_smtp *smtp, const struct mail_envelope *envelope, struct gateway_answer *out)
{
    struct curl_slist *recipients = curl_library.curl_slist_append(NULL, envelope->to);

    smtp->envelope = envelope;
    CURLcode result = send_once(smtp, recipients);
    if (result != CURLE_OK && found_closed(smtp))
        result = send_once(smtp, recipients);
    read_answer(smtp, result, out);
    curl_library.curl_slist_free_all(recipients);
    smtp->envelope = NULL;
}
