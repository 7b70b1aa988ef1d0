#include "web/client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#define FIELD_BYTES_MAX 1000
#define BLANKS " \t"

struct address {
    unsigned char bytes[CLIENT_KEY_BYTES];
};

/* What an IPv4 address begins with among those of IPv6. */
static const unsigned char mapped[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

static bool parse_address(const char *text, size_t length, struct address *out)
{
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

static bool read_address(const struct sockaddr *from, struct address *out)
{
    if (from != NULL && from->sa_family == AF_INET6) {
        memcpy(out->bytes, &((const struct sockaddr_in6 *)from)->sin6_addr, sizeof out->bytes);
        return true;
    }
    if (from == NULL || from->sa_family != AF_INET)
        return false;
    memcpy(out->bytes, mapped, sizeof mapped);
    memcpy(out->bytes + sizeof mapped, &((const struct sockaddr_in *)from)->sin_addr, 4);
    return true;
}

void client_peer_find(const struct sockaddr *from, const char *trusted_proxies, struct client_peer *out)
{
    struct address address = {{0}};
    bool file = !read_address(from, &address);

    out->is_proxy = file || is_in(&address, trusted_proxies);
    out->client.local = file || is_loopback(&address);
    put_key(&address, out->client.key);
}

void client_find(const struct http_request *request, const char *trusted_proxies, struct client *out)
{
    struct address found;

    *out = request->peer->client;
    if (!request->peer->is_proxy ||
        !find_forwarded(http_request_header(request, "X-Forwarded-For"), trusted_proxies, &found))
        return;
    out->local = false;
    put_key(&found, out->key);
}
