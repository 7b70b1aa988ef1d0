#include "app/feed_deadlines.h"
#include "app/feed_open.h"
#include "app/feed_withdrawn.h"
#include "base/secret.h"
#include "web/gzip.h"
#include "web/handlers.h"

#include <stdio.h>
#include <string.h>

#define TAG_HASH_BYTES 16
#define GZIP_BYTES_MIN 1000 /* less is not worth it */

/* The two codings are two sets of bytes, hence two tags. */
static void make_tags(const struct text *bytes, struct feed_copy *copy)
{
    unsigned char hash[SECRET_HASH_BYTES];
    char hex[2 * TAG_HASH_BYTES + 1];

    secret_hash(bytes->data, bytes->length, hash);
    for (size_t i = 0; i < TAG_HASH_BYTES; i++)
        snprintf(hex + 2 * i, 3, "%02x", hash[i]);
    snprintf(copy->plain_tag, FEED_TAG_CHARS, "\"%s\"", hex);
    snprintf(copy->packed_tag, FEED_TAG_CHARS, "\"%s-gz\"", hex);
}

static enum error_code make_bytes(const struct call *call, const struct feed *feed, struct text *out,
                                  struct feed_facts *out_facts, struct error *err)
{
    return (feed->source.candidate != 0 ? feed_bytes : feed_deadlines_bytes)(call->app, &feed->source, out,
                                                                             out_facts, err);
}

static enum error_code make_copy(const struct call *call, const struct feed *feed, struct feed_copy_key key,
                                 struct feed_copy **out, struct error *err)
{
    CLEANUP(text_done) struct text plain;
    CLEANUP(text_done) struct text packed;
    struct feed_facts facts;

    text_init(&plain, FEED_BYTES_MAX);
    text_init(&packed, FEED_BYTES_MAX);
    TRY(make_bytes(call, feed, &plain, &facts, err));
    bool gzip = key.packed && plain.length >= GZIP_BYTES_MIN;
    if (gzip)
        TRY(gzip_pack(plain.data, plain.length, &packed, err));
    const struct text *bytes = gzip ? &packed : &plain;
    struct feed_copy *copy = feed_copy_new(bytes->length);
    if (copy == NULL)
        return error_memory(err);
    copy->key = key;
    copy->clock_utc_secs = facts.clock_utc_secs;
    copy->state_utc_secs = facts.state_utc_secs;
    copy->gzip = gzip;
    memcpy(copy->bytes, bytes->data, bytes->length);
    make_tags(&plain, copy);
    *out = copy;
    return OK;
}

static enum error_code take_copy(const struct call *call, const struct feed *feed, struct feed_copy **out,
                                 struct error *err)
{
    struct feed_cache *cache = call->site->cache;
    const struct feed_copy_key key = {
        feed->id, http_accepts_gzip(http_request_header(call->request, "Accept-Encoding"))};
    struct feed_copy *made;

    *out = feed_cache_take(cache, key, feed->clock_utc_secs);
    if (*out != NULL)
        return OK;
    TRY(make_copy(call, feed, key, &made, err));
    *out = feed_cache_put(cache, made);
    return OK;
}

/* RFC 9110, 13.2.2: with If-None-Match the date is not looked at; a date that is none is not there. */
static bool client_has_it(const struct http_request *request, const struct feed_copy *copy)
{
    const char *tags = http_request_header(request, "If-None-Match");
    int64_t since_utc_secs;

    if (tags[0] != '\0')
        return http_tags_match(tags, copy->plain_tag) || http_tags_match(tags, copy->packed_tag);
    return http_date_parse(http_request_header(request, "If-Modified-Since"), &since_utc_secs) &&
           copy->clock_utc_secs <= since_utc_secs;
}

static void send_copy(const struct call *call, const struct feed_copy *copy)
{
    struct http_response *response = call->response;
    char date[HTTP_DATE_CHARS];

    http_date_format(copy->clock_utc_secs, date);
    http_set_header(response, "ETag", "%s", copy->gzip ? copy->packed_tag : copy->plain_tag);
    http_set_header(response, "Last-Modified", "%s", date);
    http_set_header(response, "Vary", "Accept-Encoding");
    http_set_header(response, "Cache-Control", "private, max-age=0, must-revalidate");
    if (client_has_it(call->request, copy)) {
        response->status = 304;
        return;
    }
    http_set_header(response, "Content-Type", "text/calendar; charset=utf-8");
    http_set_header(response, "Content-Disposition", "inline; filename=\"lich.ics\"");
    if (copy->gzip)
        http_set_header(response, "Content-Encoding", "gzip");
    text_put_bytes(&response->body, copy->bytes, copy->length);
}

enum error_code refuse_withdrawn(struct call *call, const struct feed *feed, struct error *err)
{
    struct http_response *response = call->response;

    if (strstr(http_request_header(call->request, "Accept"), "text/html") != NULL) {
        http_respond_text(
            response, 410,
            catalog_text(call->site->catalog,
                         N_("This calendar address is no longer in use; please ask your Fatherland "
                            "Front committee for the new one.")));
        return OK;
    }
    response->status = 410;
    http_set_header(response, "Content-Type", "text/calendar; charset=utf-8");
    return feed_withdrawn_bytes(feed, &response->body, err);
}

enum error_code show_feed(struct call *call, struct error *err)
{
    struct feed_copy *copy;
    struct feed feed;

    TRY(feed_open(call->app, call->parameter, &feed, err));
    if (feed.revoked_utc_secs != 0)
        return refuse_withdrawn(call, &feed, err);
    TRY(take_copy(call, &feed, &copy, err));
    fetches_note(call->site->fetches, feed.id, copy->state_utc_secs,
                 http_request_header(call->request, "User-Agent"));
    send_copy(call, copy);
    feed_cache_give(call->site->cache, copy);
    return OK;
}
