#include "web/listen.h"

#include "base/parse.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define BACKLOG 511 /* connections the system holds until a thread takes them */

DEFINE_CLEANUP(struct addrinfo, freeaddrinfo)

static enum error_code fail(struct error *err, int number, const char *address)
{
    switch (number) {
    case EADDRINUSE:
        error_set(err, ERROR_UNAVAILABLE,
                  "%s is in use by another program; stop that one, or choose another port with --listen",
                  address);
        break;
    case EADDRNOTAVAIL:
        error_set(err, ERROR_UNAVAILABLE, "%s is not an address of this machine; choose one with --listen",
                  address);
        break;
    case EACCES:
        error_set(err, ERROR_DENIED,
                  "%s may not be used by this user; choose a port of 1024 or above with --listen", address);
        break;
    default: error_set(err, ERROR_OS, "%s cannot be listened on: %s", address, strerrordesc_np(number));
    }
    err->library_code = number;
    return err->code;
}

/* Cuts "127.0.0.1:8080" or "[::1]:8080" in two. */
static bool split(const char *address, char host[LISTEN_NAME_CHARS], const char **out_port)
{
    const char *colon = strrchr(address, ':');

    if (colon == NULL || colon[1] == '\0' || colon - address >= LISTEN_NAME_CHARS)
        return false;
    size_t length = (size_t)(colon - address);
    bool bracketed = length > 2 && address[0] == '[' && colon[-1] == ']';
    if (!bracketed && memchr(address, ':', length) != NULL)
        return false;
    snprintf(host, LISTEN_NAME_CHARS, "%.*s", (int)length - 2 * bracketed, address + bracketed);
    *out_port = colon + 1;
    return length > 0;
}

static enum error_code resolve(const char *address, struct addrinfo **out, struct error *err)
{
    const struct addrinfo hints = {
        .ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV,
        .ai_socktype = SOCK_STREAM,
    };
    char host[LISTEN_NAME_CHARS];
    const char *port;
    int64_t number;

    if (!split(address, host, &port) || !parse_int(port, 0, 65535, &number) ||
        getaddrinfo(host, port, &hints, out) != 0 || *out == NULL) {
        error_set(err, ERROR_USAGE, "\"%s\" is not an address and a port such as 127.0.0.1:8080", address);
        return ERROR_USAGE;
    }
    return OK;
}

static bool name_of(int descriptor, char out_name[LISTEN_NAME_CHARS])
{
    struct sockaddr_storage bound = {.ss_family = AF_UNSPEC};
    socklen_t length = sizeof bound;
    char host[LISTEN_NAME_CHARS - 9];
    char port[6];

    if (getsockname(descriptor, (struct sockaddr *)&bound, &length) != 0 ||
        getnameinfo((struct sockaddr *)&bound, length, host, sizeof host, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0)
        return false;
    snprintf(out_name, LISTEN_NAME_CHARS, bound.ss_family == AF_INET6 ? "[%s]:%s" : "%s:%s", host, port);
    return true;
}

static bool open_socket(const struct addrinfo *at, int *out_socket)
{
    const int on = 1;
    int opened = socket(at->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (opened < 0)
        return false;
    /* A port that was ours a moment ago may be taken again at once; one that is in use still may not. */
    setsockopt(opened, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(opened, at->ai_addr, at->ai_addrlen) != 0 || listen(opened, BACKLOG) != 0) {
        int number = errno;
        close(opened);
        errno = number;
        return false;
    }
    *out_socket = opened;
    return true;
}

enum error_code listen_open(const char *address, int *out_socket, char out_name[LISTEN_NAME_CHARS],
                            struct error *err)
{
    CLEANUP(freeaddrinfo_ptr) struct addrinfo *found = NULL;
    int opened;

    TRY(resolve(address, &found, err));
    if (!open_socket(found, &opened))
        return fail(err, errno, address);
    if (!name_of(opened, out_name)) {
        close(opened);
        return fail(err, errno, address);
    }
    *out_socket = opened;
    return OK;
}
