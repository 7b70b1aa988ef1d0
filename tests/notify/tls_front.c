#include "tls_front.h"

#include <arpa/inet.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define DAY_SECS 86400
#define CHUNK_BYTES 4096
#define STARTTLS "STARTTLS\r\n"
#define GO_ON "220 2.0.0 go on\r\n"

static void must(bool right)
{
    if (!right)
        abort();
}

/* ---- certificates ---- */

/* A key and the certificate that goes with it. */
struct identity {
    gnutls_x509_privkey_t key;
    gnutls_x509_crt_t certificate;
};

static void identity_done(const struct identity *identity)
{
    gnutls_x509_crt_deinit(identity->certificate);
    gnutls_x509_privkey_deinit(identity->key);
}

static void identity_begin(struct identity *identity, const char *name, time_t until)
{
    must(gnutls_x509_privkey_init(&identity->key) == 0);
    must(gnutls_x509_privkey_generate(identity->key, GNUTLS_PK_ECDSA,
                                      GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0) == 0);
    must(gnutls_x509_crt_init(&identity->certificate) == 0);
    must(gnutls_x509_crt_set_version(identity->certificate, 3) == 0);
    must(gnutls_x509_crt_set_serial(identity->certificate, name, 1) == 0);
    must(gnutls_x509_crt_set_dn_by_oid(identity->certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name,
                                       (unsigned)strlen(name)) == 0);
    must(gnutls_x509_crt_set_activation_time(identity->certificate, until - 2 * DAY_SECS) == 0);
    must(gnutls_x509_crt_set_expiration_time(identity->certificate, until) == 0);
    must(gnutls_x509_crt_set_key(identity->certificate, identity->key) == 0);
}

static void identity_sign(const struct identity *identity, const struct identity *issuer)
{
    must(gnutls_x509_crt_sign2(identity->certificate, issuer->certificate, issuer->key, GNUTLS_DIG_SHA256,
                               0) == 0);
}

static void write_certificate(gnutls_x509_crt_t certificate, char path[64])
{
    gnutls_datum_t pem;

    must(gnutls_x509_crt_export2(certificate, GNUTLS_X509_FMT_PEM, &pem) == 0);
    snprintf(path, 64, "/tmp/ht_authority_XXXXXX");
    int file = mkstemp(path);
    must(file >= 0 && write(file, pem.data, pem.size) == (ssize_t)pem.size && close(file) == 0);
    gnutls_free(pem.data);
}

static void make_credentials(struct tls_front *front, enum tls_certificate kind)
{
    const time_t now = time(NULL);
    const unsigned char last = kind == TLS_OTHER_SERVER ? 2 : 1;
    const unsigned char address[] = {127, 0, 0, last};
    struct identity authority;
    struct identity server;

    identity_begin(&authority, "Authority", now + DAY_SECS);
    must(gnutls_x509_crt_set_ca_status(authority.certificate, 1) == 0);
    identity_sign(&authority, &authority);
    write_certificate(authority.certificate, front->ca_file);
    identity_begin(&server, "Server", kind == TLS_EXPIRED ? now - DAY_SECS : now + DAY_SECS);
    must(gnutls_x509_crt_set_subject_alt_name(server.certificate, GNUTLS_SAN_IPADDRESS, address,
                                              sizeof address, GNUTLS_FSAN_SET) == 0);
    identity_sign(&server, kind == TLS_SELF_SIGNED ? &server : &authority);
    must(gnutls_certificate_allocate_credentials(&front->credentials) == 0);
    must(gnutls_certificate_set_x509_key(front->credentials, &server.certificate, 1, server.key) == 0);
    identity_done(&server);
    identity_done(&authority);
}

/* ---- one connection ---- */

struct relay {
    const struct tls_front *front;
    int client;
    int server;
    gnutls_session_t session; /* NULL: not yet, and all goes in the clear */
};

static bool begin_tls(struct relay *relay)
{
    must(gnutls_init(&relay->session, GNUTLS_SERVER) == 0);
    must(gnutls_set_default_priority(relay->session) == 0);
    must(gnutls_credentials_set(relay->session, GNUTLS_CRD_CERTIFICATE, relay->front->credentials) == 0);
    gnutls_transport_set_int(relay->session, relay->client);
    int result;
    do
        result = gnutls_handshake(relay->session);
    while (result < 0 && gnutls_error_is_fatal(result) == 0);
    return result == 0;
}

static bool put(int connection, const char *bytes, size_t length)
{
    return send(connection, bytes, length, MSG_NOSIGNAL) == (ssize_t)length;
}

static bool pass_to_server(struct relay *relay)
{
    char chunk[CHUNK_BYTES];
    ssize_t got = relay->session != NULL ? gnutls_record_recv(relay->session, chunk, sizeof chunk)
                                         : recv(relay->client, chunk, sizeof chunk, 0);

    if (got <= 0)
        return got == GNUTLS_E_AGAIN || got == GNUTLS_E_INTERRUPTED;
    if (relay->session == NULL && (size_t)got == strlen(STARTTLS) &&
        memcmp(chunk, STARTTLS, (size_t)got) == 0)
        return put(relay->client, GO_ON, strlen(GO_ON)) && begin_tls(relay);
    return put(relay->server, chunk, (size_t)got);
}

static bool pass_to_client(const struct relay *relay)
{
    char chunk[CHUNK_BYTES];
    ssize_t got = recv(relay->server, chunk, sizeof chunk, 0);

    if (got <= 0)
        return false;
    return relay->session != NULL ? gnutls_record_send(relay->session, chunk, (size_t)got) == got
                                  : put(relay->client, chunk, (size_t)got);
}

static void pass_all(struct relay *relay)
{
    bool goes_on = true;

    while (goes_on) {
        struct pollfd waiting[] = {{.fd = relay->client, .events = POLLIN},
                                   {.fd = relay->server, .events = POLLIN},
                                   {.fd = relay->front->stop[0], .events = POLLIN}};
        if (relay->session == NULL || gnutls_record_check_pending(relay->session) == 0)
            poll(waiting, 3, -1);
        else
            waiting[0].revents = POLLIN;
        goes_on = waiting[2].revents == 0 && (waiting[0].revents == 0 || pass_to_server(relay)) &&
                  (waiting[1].revents == 0 || pass_to_client(relay));
    }
}

static void serve(const struct tls_front *front, int client)
{
    const struct sockaddr_in to = {.sin_family = AF_INET,
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
                                   .sin_port = htons((uint16_t)front->behind)};
    struct relay relay = {
        .front = front, .client = client, .server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};

    must(relay.server >= 0 && connect(relay.server, (const struct sockaddr *)&to, sizeof to) == 0);
    if (front->starttls || begin_tls(&relay))
        pass_all(&relay);
    if (relay.session != NULL)
        gnutls_deinit(relay.session);
    close(relay.server);
}

static void *run(void *opaque)
{
    const struct tls_front *front = opaque;
    struct pollfd waiting[] = {{.fd = front->listener, .events = POLLIN},
                               {.fd = front->stop[0], .events = POLLIN}};

    for (;;) {
        poll(waiting, 2, -1);
        if (waiting[1].revents != 0)
            return NULL;
        int client = accept(front->listener, NULL, NULL);
        if (client < 0)
            continue;
        serve(front, client);
        close(client);
    }
}

struct tls_front *tls_front_start(int32_t behind, bool starttls, enum tls_certificate certificate)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    struct tls_front *front = calloc(1, sizeof *front);

    must(front != NULL && pipe(front->stop) == 0);
    front->behind = behind;
    front->starttls = starttls;
    make_credentials(front, certificate);
    front->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    must(front->listener >= 0 && bind(front->listener, (struct sockaddr *)&address, sizeof address) == 0);
    must(getsockname(front->listener, (struct sockaddr *)&address, &length) == 0);
    must(listen(front->listener, 16) == 0 && pthread_create(&front->thread, NULL, run, front) == 0);
    front->port = ntohs(address.sin_port);
    return front;
}

void tls_front_stop(struct tls_front *front)
{
    must(write(front->stop[1], "x", 1) == 1);
    pthread_join(front->thread, NULL);
    close(front->listener);
    close(front->stop[0]);
    close(front->stop[1]);
    unlink(front->ca_file);
    gnutls_certificate_free_credentials(front->credentials);
    free(front);
}
