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

/* Of a request that comes from one of `trusted_proxies` (numeric addresses with spaces between them), or over a socket
 * file, the last address in X-Forwarded-For that is none of them; otherwise the address it comes from. */
void client_find(const struct http_request *request, const char *trusted_proxies, struct client *out);

/* The key of the other end of a connection. False: it is one of the trusted proxies, or no internet address. */
bool client_key(const struct sockaddr *peer, const char *trusted_proxies,
                unsigned char out[CLIENT_KEY_BYTES]) MUST_USE;

#endif
