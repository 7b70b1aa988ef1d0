/* A front that speaks TLS for a server of the tests that does not, on a free port of 127.0.0.1, in a thread of the
 * test: it opens a connection to the server for each client, one after the other, and passes on what either says. Its
 * certificate is made anew each time, by an authority of its own.
 */
#ifndef TESTS_NOTIFY_TLS_FRONT_H
#define TESTS_NOTIFY_TLS_FRONT_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

enum tls_certificate {
    TLS_GOOD,         /* signed by the authority, for 127.0.0.1 */
    TLS_SELF_SIGNED,  /* by nobody but itself */
    TLS_OTHER_SERVER, /* signed by the authority, for 127.0.0.2 */
    TLS_EXPIRED,      /* signed by the authority, until yesterday */
};

struct tls_front {
    int listener;
    int stop[2];
    int32_t port;
    pthread_t thread;
    int32_t behind; /* port of the server */
    bool starttls;  /* as mail servers do it, TLS begins when the client asks for it */
    struct gnutls_certificate_credentials_st *credentials;
    char ca_file[64]; /* certificate of the authority */
};

struct tls_front *tls_front_start(int32_t behind, bool starttls, enum tls_certificate certificate);
void tls_front_stop(struct tls_front *front);

#endif
