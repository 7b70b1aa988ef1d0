#include "fake_smtp.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define LINE_BYTES 4096

/* One connection. */
struct talk {
    struct fake_smtp *smtp;
    int client;
    char bytes[LINE_BYTES]; /* read and not used */
    size_t length;
    enum smtp_deed deed;
    struct fake_mail mail;
};

/* False when the test ends first. */
static bool readable(const struct fake_smtp *smtp, int descriptor)
{
    struct pollfd waiting[] = {{.fd = descriptor, .events = POLLIN}, {.fd = smtp->stop[0], .events = POLLIN}};

    poll(waiting, 2, -1);
    return waiting[1].revents == 0;
}

static bool say(const struct talk *talk, const char *words)
{
    return send(talk->client, words, strlen(words), MSG_NOSIGNAL) == (ssize_t)strlen(words);
}

/* A line without its CR LF; false at the end of the connection or of the test. */
static bool read_line(struct talk *talk, char line[LINE_BYTES])
{
    for (;;) {
        const char *end = memmem(talk->bytes, talk->length, "\r\n", 2);
        if (end != NULL) {
            size_t length = (size_t)(end - talk->bytes);
            memcpy(line, talk->bytes, length);
            line[length] = '\0';
            talk->length -= length + 2;
            memmove(talk->bytes, end + 2, talk->length);
            return true;
        }
        if (talk->length == sizeof talk->bytes || !readable(talk->smtp, talk->client))
            return false;
        ssize_t got = read(talk->client, talk->bytes + talk->length, sizeof talk->bytes - talk->length);
        if (got <= 0)
            return false;
        talk->length += (size_t)got;
    }
}

static void wait_until_it_leaves(struct talk *talk)
{
    char line[LINE_BYTES];

    while (read_line(talk, line))
        ;
}

static void keep_line(struct fake_mail *mail, const char *line)
{
    size_t length = strlen(line);

    if (mail->length + length + 2 >= sizeof mail->bytes)
        abort();
    memcpy(mail->bytes + mail->length, line, length);
    memcpy(mail->bytes + mail->length + length, "\r\n", 3);
    mail->length += length + 2;
}

static bool read_mail(struct talk *talk)
{
    char line[LINE_BYTES];

    while (read_line(talk, line)) {
        if (strcmp(line, ".") == 0)
            return true;
        keep_line(&talk->mail, line + (line[0] == '.'));
        if (talk->deed == SMTP_DROPS_IN_MAIL)
            return false;
    }
    return false;
}

static void keep_mail(struct talk *talk)
{
    struct fake_smtp *smtp = talk->smtp;

    pthread_mutex_lock(&smtp->lock);
    if (smtp->taken < FAKE_MAILS_MAX)
        smtp->mails[smtp->taken] = talk->mail;
    smtp->taken++;
    pthread_mutex_unlock(&smtp->lock);
}

static bool end_mail(struct talk *talk)
{
    char queued[80];

    switch (talk->deed) {
    case SMTP_REFUSES_WORDS: return say(talk, "554 5.7.1 spam\r\n");
    case SMTP_IS_FULL: return say(talk, "452 4.3.1 no room\r\n");
    case SMTP_DROPS_AFTER_MAIL: keep_mail(talk); return false;
    case SMTP_SILENT_AFTER_MAIL:
        keep_mail(talk);
        wait_until_it_leaves(talk);
        return false;
    default: break;
    }
    keep_mail(talk);
    snprintf(queued, sizeof queued, "250 2.0.0 Ok: queued as 4F%zu\r\n", fake_smtp_taken(talk->smtp));
    return say(talk, queued);
}

static bool take_data(struct talk *talk)
{
    if (talk->deed == SMTP_REFUSES_DATA)
        return say(talk, "554 5.5.1 no\r\n");
    return say(talk, "354 go on\r\n") && read_mail(talk) && end_mail(talk);
}

static enum smtp_deed next_deed(struct fake_smtp *smtp)
{
    pthread_mutex_lock(&smtp->lock);
    size_t number = smtp->begun++;
    enum smtp_deed deed = smtp->turns[number < smtp->turn_count ? number : smtp->turn_count - 1];
    pthread_mutex_unlock(&smtp->lock);
    return deed;
}

static bool say_long_line(struct talk *talk)
{
    for (int i = 0; i < 1000; i++)
        if (!say(talk, i == 0 ? "250 "
                              : "0123456789012345678901234567890123456789012345678901234567890123456789"
                                "012345678901234567890123456789"))
            return false;
    return false;
}

static bool begin_mail(struct talk *talk, const char *line)
{
    talk->deed = next_deed(talk->smtp);
    talk->mail = (struct fake_mail){.length = 0};
    snprintf(talk->mail.from, sizeof talk->mail.from, "%.*s", (int)strcspn(line + 10, " "), line + 10);
    switch (talk->deed) {
    case SMTP_REFUSES_SENDER: return say(talk, "553 5.7.1 not you\r\n");
    case SMTP_LEAVES: return say(talk, "421 4.3.2 going down\r\n") && false;
    case SMTP_CLOSES: return false;
    case SMTP_SILENT: wait_until_it_leaves(talk); return false;
    case SMTP_LONG_LINES: return say_long_line(talk);
    case SMTP_BABBLES: return say(talk, "xin chào\r\n\r\n25\r\n") && false;
    default: return say(talk, "250 2.1.0 Ok\r\n");
    }
}

static bool take_recipient(struct talk *talk, const char *line)
{
    char words[700];

    snprintf(talk->mail.to, sizeof talk->mail.to, "%s", line + 8);
    if (talk->deed == SMTP_GREYLISTS)
        return say(talk, "451 4.7.1 greylisted, come again\r\n");
    if (talk->deed != SMTP_REFUSES_MAILBOX)
        return say(talk, "250 2.1.5 Ok\r\n");
    snprintf(words, sizeof words, "550-5.1.1 %.300s: unknown here.\r\n550 5.1.1 %.300s\r\n", talk->mail.to,
             talk->mail.to);
    return say(talk, words);
}

static bool greet(struct talk *talk)
{
    switch (talk->smtp->greeting) {
    case SMTP_OFFERS_TLS_AND_REFUSES: return say(talk, "250-fake\r\n250 STARTTLS\r\n");
    case SMTP_OFFERS_LOGIN: return say(talk, "250-fake\r\n250-SIZE 1000000\r\n250 AUTH PLAIN\r\n");
    default: return say(talk, "250-fake\r\n250 8BITMIME\r\n");
    }
}

/* NUL "office" NUL "mật khẩu" in Base64, sent with the command or after 334. */
static bool log_in(struct talk *talk, const char *line)
{
    char reply[LINE_BYTES];
    const char *secret = line + strlen("AUTH PLAIN");

    if (*secret == '\0') {
        if (!say(talk, "334 \r\n") || !read_line(talk, reply))
            return false;
        secret = reply;
    }
    return say(talk, strstr(secret, "AG9mZmljZQBt4bqtdCBraOG6qXU=") != NULL ? "235 2.7.0 yes\r\n"
                                                                            : "535 5.7.8 wrong\r\n");
}

static bool obey(struct talk *talk, const char *line)
{
    if (strncasecmp(line, "EHLO", 4) == 0 || strncasecmp(line, "HELO", 4) == 0)
        return greet(talk);
    if (strcmp(line, "STARTTLS") == 0)
        return say(talk, "454 4.7.0 TLS not available\r\n");
    if (strncmp(line, "AUTH PLAIN", 10) == 0)
        return log_in(talk, line);
    if (strncmp(line, "MAIL FROM:", 10) == 0)
        return begin_mail(talk, line);
    if (strncmp(line, "RCPT TO:", 8) == 0)
        return take_recipient(talk, line);
    if (strcmp(line, "DATA") == 0)
        return take_data(talk);
    if (strcmp(line, "QUIT") == 0)
        return say(talk, "221 bye\r\n") && false;
    return say(talk, "250 Ok\r\n");
}

static void serve(struct fake_smtp *smtp, int client)
{
    struct talk *talk = calloc(1, sizeof *talk);
    char line[LINE_BYTES];

    if (talk == NULL)
        abort();
    talk->smtp = smtp;
    talk->client = client;
    pthread_mutex_lock(&smtp->lock);
    smtp->connections++;
    pthread_mutex_unlock(&smtp->lock);
    bool goes_on =
        smtp->greeting == SMTP_TURNS_AWAY ? say(talk, "554 not here\r\n") : say(talk, "220 fake\r\n");
    while (goes_on && read_line(talk, line))
        goes_on = obey(talk, line);
    free(talk);
}

static void *run(void *opaque)
{
    struct fake_smtp *smtp = opaque;

    while (readable(smtp, smtp->listener)) {
        int client = accept(smtp->listener, NULL, NULL);
        if (client < 0)
            continue;
        serve(smtp, client);
        close(client);
    }
    return NULL;
}

struct fake_smtp *fake_smtp_start(enum smtp_greeting greeting, const enum smtp_deed *turns, size_t turn_count)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    struct fake_smtp *smtp = calloc(1, sizeof *smtp);

    if (smtp == NULL || pipe(smtp->stop) != 0)
        abort();
    smtp->greeting = greeting;
    smtp->turns = turns;
    smtp->turn_count = turn_count;
    pthread_mutex_init(&smtp->lock, NULL);
    smtp->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (smtp->listener < 0 || bind(smtp->listener, (struct sockaddr *)&address, sizeof address) != 0 ||
        getsockname(smtp->listener, (struct sockaddr *)&address, &length) != 0 ||
        listen(smtp->listener, 16) != 0 || pthread_create(&smtp->thread, NULL, run, smtp) != 0)
        abort();
    smtp->port = ntohs(address.sin_port);
    return smtp;
}

void fake_smtp_stop(struct fake_smtp *smtp)
{
    if (write(smtp->stop[1], "x", 1) != 1)
        abort();
    pthread_join(smtp->thread, NULL);
    close(smtp->listener);
    close(smtp->stop[0]);
    close(smtp->stop[1]);
    pthread_mutex_destroy(&smtp->lock);
    free(smtp);
}

static size_t look(struct fake_smtp *smtp, const size_t *count)
{
    pthread_mutex_lock(&smtp->lock);
    size_t seen = *count;
    pthread_mutex_unlock(&smtp->lock);
    return seen;
}

size_t fake_smtp_connections(struct fake_smtp *smtp)
{
    return look(smtp, &smtp->connections);
}

size_t fake_smtp_begun(struct fake_smtp *smtp)
{
    return look(smtp, &smtp->begun);
}

size_t fake_smtp_taken(struct fake_smtp *smtp)
{
    return look(smtp, &smtp->taken);
}

const struct fake_mail *fake_smtp_mail(struct fake_smtp *smtp, size_t number)
{
    if (number >= fake_smtp_taken(smtp))
        abort();
    return &smtp->mails[number];
}
