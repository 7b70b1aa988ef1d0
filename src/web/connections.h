/* The connections a server has open, and what each may do to the others: how many one address holds, and until when each
 * must have got on. The library closes those that fall silent; those that say a letter now and then, to seem alive, are
 * ended here by a thread that looks every second.
 */
#ifndef WEB_CONNECTIONS_H
#define WEB_CONNECTIONS_H

#include "web/client.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <sys/queue.h>

struct connections;

/* One of them; its memory is the caller's, its fields are not. */
struct connection_hold {
    LIST_ENTRY(connection_hold) entry;
    int socket;
    bool counted;
    unsigned counter;
    atomic_int_fast64_t until_ms;
    atomic_bool waits;
};

struct connection_limits {
    unsigned per_address;        /* connections; of IPv6 of the same 64 bits */
    const char *trusted_proxies; /* as in web/client.h, and not counted; nor are socket files */
    unsigned idle_ms;            /* for the next request, from its first byte to the last of its header */
    unsigned exchange_ms;        /* then for the body and the answer, whatever their pace */
    unsigned crowd;              /* connections from which on those that wait are given crowded_ms alone */
    unsigned crowded_ms;
};

/* `limits` and what it points to are borrowed. ERROR_OS: no thread. */
enum error_code connections_new(const struct connection_limits *limits, struct connections **out,
                                struct error *err) MUST_USE;
void connections_free(struct connections *connections); /* all have been closed */
DEFINE_CLEANUP(struct connections, connections_free)

/* Whether one more from there may be let in. */
bool connections_admit(struct connections *connections, const struct client_peer *peer) MUST_USE;

/* One was let in; it waits for its first request. `socket` stays the caller's, who says connections_close before closing
 * it. */
void connections_open(struct connections *connections, int socket, const struct client_peer *peer,
                      struct connection_hold *hold);
void connections_close(struct connections *connections, struct connection_hold *hold);

/* Its request has begun; it waits for the next one. */
void connections_begin(const struct connections *connections, struct connection_hold *hold);
void connections_wait(const struct connections *connections, struct connection_hold *hold);

#endif
