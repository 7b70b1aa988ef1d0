#include "web/client.h"

#include <arpa/inet.h>
#include <string.h>

#define FIELD_BYTES_MAX 1000
#define BLANKS " \t"

struct address {
    unsigned char bytes[CLIENT_KEY_BYTES];
};

static bool parse_address(const char *text, size_t length, struct address *out)
{
    static const unsigned char mapped[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    char copy[INET6_ADDRSTRLEN];

    if (length >= sizeof copy)
        return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    memcpy(out->bytes, mapped, sizeof mapped);
    return inet_pton(AF_INET, copy, out->bytes + sizeof mapped) == 1 ||
           inet_pton(AF_INET6, copy, out->bytes) == 1;
}

static bool is_in(const struct address *address, const char *list)
{
    struct address item;

    while (*(list += strspn(list, BLANKS)) != '\0') {
        size_t length = strcspn(list, BLANKS);
        if (parse_address(list, length, &item) && memcmp(&item, address, sizeof item) == 0)
            return true;
        list += length;
    }
    return false;
}

static bool is_loopback(const struct address *address)
{
    struct address six = {{0}};

    six.bytes[CLIENT_KEY_BYTES - 1] = 1;
    return memcmp(address, &six, sizeof six) == 0 ||
           (address->bytes[10] == 0xff && address->bytes[12] == 127);
}

/* Proxies append, so the list is read from its end; what stands before the first stranger anybody can write there. */
static bool find_forwarded(const char *field, const char *trusted_proxies, struct address *out)
{
    size_t end = strnlen(field, FIELD_BYTES_MAX);

    while (end > 0) {
        size_t start = end;
        while (start > 0 && field[start - 1] != ',')
            start--;
        size_t from = start + strspn(field + start, BLANKS);
        size_t length = from < end ? strcspn(field + from, BLANKS ",") : 0;
        if (!parse_address(field + from, length, out))
            return false;
        if (!is_in(out, trusted_proxies))
            return true;
        end = start > 0 ? start - 1 : 0;
    }
    return false;
}

static bool is_ipv4(const struct address *address)
{
    return address->bytes[10] == 0xff && address->bytes[11] == 0xff && address->bytes[0] == 0;
}

static void put_key(const struct address *address, unsigned char out[CLIENT_KEY_BYTES])
{
    memset(out, 0, CLIENT_KEY_BYTES);
    memcpy(out, address->bytes, is_ipv4(address) ? CLIENT_KEY_BYTES : CLIENT_KEY_BYTES / 2);
}

void client_find(const struct http_request *request, const char *trusted_proxies, struct client *out)
{
    struct address peer = {{0}};
    struct address found;
    bool file = !parse_address(request->peer, strlen(request->peer), &peer);
    bool proxied = (file || is_in(&peer, trusted_proxies)) &&
                   find_forwarded(http_request_header(request, "X-Forwarded-For"), trusted_proxies, &found);

    *out = (struct client){.local = !proxied && (file || is_loopback(&peer))};
    if (!proxied)
        found = peer;
    put_key(&found, out->key);
}

bool client_key(const struct sockaddr *peer, const char *trusted_proxies, unsigned char out[CLIENT_KEY_BYTES])
{
    struct address address;
    char text[INET6_ADDRSTRLEN];
    const void *number = peer == NULL || peer->sa_family == AF_UNIX ? NULL
                         : peer->sa_family == AF_INET6
                             ? (const void *)&((const struct sockaddr_in6 *)peer)->sin6_addr
                             : (const void *)&((const struct sockaddr_in *)peer)->sin_addr;

    if (number == NULL || inet_ntop(peer->sa_family, number, text, sizeof text) == NULL ||
        !parse_address(text, strlen(text), &address) || is_in(&address, trusted_proxies))
        return false;
    put_key(&address, out);
    return true;
}
