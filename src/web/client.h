/* Who sends a request, as far as limits need it. Addresses are looked at and forgotten: none is written down anywhere.
 */
#ifndef WEB_CLIENT_H
#define WEB_CLIENT_H

#include "web/http.h"

#include <sys/socket.h>

#define CLIENT_KEY_BYTES 16

struct client {
    /* A program of this machine, and not a proxy that speaks for somebody: monitoring, tests, staff at the console. */
    bool local;
    /* The address, an IPv4 one as in RFC 4291, 2.5.5.2; of IPv6 the first 64 bits, for one household has them all. */
    unsigned char key[CLIENT_KEY_BYTES];
};

/* The other end of a connection. */
struct client_peer {
    struct client client;
    bool is_proxy; /* it may speak for others: one of the trusted, or whoever may use the socket file */
};

/* `trusted_proxies` are numeric addresses with spaces between them. NULL is a socket file. */
void client_peer_find(const struct sockaddr *from, const char *trusted_proxies, struct client_peer *out);

/* Of a request that comes from a proxy the last address in X-Forwarded-For that is none of the trusted; otherwise the
 * other end. */
void client_find(const struct http_request *request, const char *trusted_proxies, struct client *out);

#endif
