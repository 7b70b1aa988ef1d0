/* The socket a service listens on. */
#ifndef WEB_LISTEN_H
#define WEB_LISTEN_H

#include "base/error.h"

#define LISTEN_NAME_CHARS 64 /* "[2001:db8::1]:65535" and NUL, with room for a scope */

/* Listens at `address`, a numeric address and a port such as "127.0.0.1:8080" or "[::1]:8080"; port 0 is any
 * free one.
 * `*out_socket` is the caller's to close; `out_name` is the address with the port it really has. ERROR_USAGE:
 * not such an address; ERROR_UNAVAILABLE: the port is in use or the address not of this machine;
 * ERROR_DENIED: not allowed to this user. */
enum error_code listen_open(const char *address, int *out_socket, char out_name[LISTEN_NAME_CHARS],
                            struct error *err) MUST_USE;

#endif
