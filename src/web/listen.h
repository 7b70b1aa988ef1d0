/* The socket a service listens on. */
#ifndef WEB_LISTEN_H
#define WEB_LISTEN_H

#include "base/error.h"

#define LISTEN_NAME_CHARS 128 /* "[2001:db8::1]:65535", or "unix:" and a path; and NUL */

/* Listens at `address`, which is one of
 *   127.0.0.1:8080, [::1]:8080   a numeric address and a port; port 0 is any free one
 *   unix:/run/hiepthuong.sock    a socket file, for the user and the group alone; one that a killed service left is
 *                                replaced
 *   systemd                      the one socket that systemd passed in (sd_listen_fds(3))
 * `*out_socket` is the caller's to close; `out_name` is the address with the port it really has. ERROR_USAGE:
 * not such an address; ERROR_UNAVAILABLE: in use, not of this machine, or nothing was passed in; ERROR_DENIED: not
 * allowed to this user. */
enum error_code listen_open(const char *address, int *out_socket, char out_name[LISTEN_NAME_CHARS],
                            struct error *err) MUST_USE;

/* Removes the socket file of a service that has stopped; the other kinds leave nothing. */
void listen_remove(const char name[LISTEN_NAME_CHARS]);

#endif
