#include "web/listen.h"

#include "base/parse.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#define UNIX_PREFIX "unix:"
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
                  "%s may not be used by this user; choose a port of 1024 or above, or another folder, with "
                  "--listen",
                  address);
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
        error_set(err, ERROR_USAGE,
                  "\"%s\" is not an address and a port such as 127.0.0.1:8080, nor unix:PATH, nor systemd",
                  address);
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

    if (getsockname(descriptor, (struct sockaddr *)&bound, &length) != 0)
        return false;
    if (bound.ss_family == AF_UNIX) {
        snprintf(out_name, LISTEN_NAME_CHARS, UNIX_PREFIX "%.107s", ((struct sockaddr_un *)&bound)->sun_path);
        return true;
    }
    if (getnameinfo((struct sockaddr *)&bound, length, host, sizeof host, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0)
        return false;
    snprintf(out_name, LISTEN_NAME_CHARS, bound.ss_family == AF_INET6 ? "[%s]:%s" : "%s:%s", host, port);
    return true;
}

static bool open_socket(const struct sockaddr *at, socklen_t length, int *out_socket)
{
    const int on = 1;
    int opened = socket(at->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (opened < 0)
        return false;
    /* A port that was ours a moment ago may be taken again at once; one that is in use still may not. */
    setsockopt(opened, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(opened, at, length) != 0 || listen(opened, BACKLOG) != 0) {
        int number = errno;
        close(opened);
        errno = number;
        return false;
    }
    *out_socket = opened;
    return true;
}

static enum error_code open_port(const char *address, int *out_socket, struct error *err)
{
    CLEANUP(freeaddrinfo_ptr) struct addrinfo *found = NULL;

    TRY(resolve(address, &found, err));
    if (!open_socket(found->ai_addr, found->ai_addrlen, out_socket))
        return fail(err, errno, address);
    return OK;
}

/* Whether nobody listens at the socket file any more. */
static bool is_left_over(const struct sockaddr_un *at)
{
    struct stat status;
    int asking;

    if (lstat(at->sun_path, &status) != 0 || !S_ISSOCK(status.st_mode))
        return false;
    asking = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (asking < 0)
        return false;
    bool refused = connect(asking, (const struct sockaddr *)at, sizeof *at) != 0 && errno == ECONNREFUSED;
    close(asking);
    return refused;
}

static enum error_code open_file(const char *address, int *out_socket, struct error *err)
{
    const char *path = address + strlen(UNIX_PREFIX);
    struct sockaddr_un at = {.sun_family = AF_UNIX};

    if (path[0] == '\0' || strlen(path) >= sizeof at.sun_path)
        return error_set(err, ERROR_USAGE, "the path of a socket file must have from 1 to %zu bytes: \"%s\"",
                         sizeof at.sun_path - 1, path);
    memcpy(at.sun_path, path, strlen(path));
    if (is_left_over(&at))
        unlink(path);
    /* Born without rights for others, it is then opened to the group, to which a proxy belongs. */
    if (!open_socket((const struct sockaddr *)&at, sizeof at, out_socket))
        return fail(err, errno, address);
    if (chmod(path, S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP) != 0)
        return fail(err, errno, address);
    return OK;
}

static enum error_code take_passed(int *out_socket, struct error *err)
{
    int count = sd_listen_fds(1);

    if (count != 1 || sd_is_socket(SD_LISTEN_FDS_START, AF_UNSPEC, SOCK_STREAM, 1) <= 0)
        return error_set(
            err, ERROR_UNAVAILABLE,
            "systemd passed in no listening socket, or several; the unit needs a socket unit with "
            "one ListenStream=, or --listen an address");
    *out_socket = SD_LISTEN_FDS_START;
    return OK;
}

enum error_code listen_open(const char *address, int *out_socket, char out_name[LISTEN_NAME_CHARS],
                            struct error *err)
{
    int opened = -1;

    if (strcmp(address, "systemd") == 0)
        TRY(take_passed(&opened, err));
    else if (strncmp(address, UNIX_PREFIX, strlen(UNIX_PREFIX)) == 0)
        TRY(open_file(address, &opened, err));
    else
        TRY(open_port(address, &opened, err));
    if (!name_of(opened, out_name)) {
        close(opened);
        return fail(err, errno, address);
    }
    *out_socket = opened;
    return OK;
}

void listen_remove(const char name[LISTEN_NAME_CHARS])
{
    if (strncmp(name, UNIX_PREFIX, strlen(UNIX_PREFIX)) == 0)
        unlink(name + strlen(UNIX_PREFIX));
}
