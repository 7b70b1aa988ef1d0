#include "app/feed_deadlines.h"
#include "app/feed_open.h"
#include "base/secret.h"
#include "web/gzip.h"
#include "web/handlers.h"

#include <stdio.h>

#define TAG_HASH_BYTES 16
#define TAG_CHARS (2 * TAG_HASH_BYTES + 6) /* quotes, "-gz" and NUL */
#define GZIP_BYTES_MIN 1000                /* less is not worth it */

struct validators {
    char tag[TAG_CHARS]; /* of the bytes as they are sent; strong */
    char plain_tag[TAG_CHARS];
    char packed_tag[TAG_CHARS];
    int64_t changed_utc_secs;
};

/* The two codings are two sets of bytes, hence two tags. */
static void make_validators(const struct text *bytes, int64_t changed_utc_secs, bool packed,
                            struct validators *out)
{
    unsigned char hash[SECRET_HASH_BYTES];
    char hex[2 * TAG_HASH_BYTES + 1];

    secret_hash(bytes->data, bytes->length, hash);
    for (size_t i = 0; i < TAG_HASH_BYTES; i++)
        snprintf(hex + 2 * i, 3, "%02x", hash[i]);
    out->changed_utc_secs = changed_utc_secs;
    snprintf(out->plain_tag, TAG_CHARS, "\"%s\"", hex);
    snprintf(out->packed_tag, TAG_CHARS, "\"%s-gz\"", hex);
    snprintf(out->tag, TAG_CHARS, "%s", packed ? out->packed_tag : out->plain_tag);
}

static void set_validators(struct http_response *response, const struct validators *validators)
{
    char date[HTTP_DATE_CHARS];

    http_date_format(validators->changed_utc_secs, date);
    http_set_header(response, "ETag", "%s", validators->tag);
    http_set_header(response, "Last-Modified", "%s", date);
    http_set_header(response, "Vary", "Accept-Encoding");
    http_set_header(response, "Cache-Control", "private, max-age=0, must-revalidate");
}

/* RFC 9110, 13.2.2: with If-None-Match the date is not looked at; a date that is none is not there. */
static bool client_has_it(const struct http_request *request, const struct validators *validators)
{
    const char *tags = http_request_header(request, "If-None-Match");
    int64_t since_utc_secs;

    if (tags[0] != '\0')
        return http_tags_match(tags, validators->plain_tag) || http_tags_match(tags, validators->packed_tag);
    return http_date_parse(http_request_header(request, "If-Modified-Since"), &since_utc_secs) &&
           validators->changed_utc_secs <= since_utc_secs;
}

static enum error_code send_calendar(struct call *call, struct text *bytes, int64_t changed_utc_secs,
                                     struct error *err)
{
    struct http_response *response = call->response;
    struct validators validators;
    bool packed = bytes->length >= GZIP_BYTES_MIN &&
                  http_accepts_gzip(http_request_header(call->request, "Accept-Encoding"));

    make_validators(bytes, changed_utc_secs, packed, &validators);
    set_validators(response, &validators);
    if (client_has_it(call->request, &validators)) {
        response->status = 304;
        return OK;
    }
    http_set_header(response, "Content-Type", "text/calendar; charset=utf-8");
    http_set_header(response, "Content-Disposition", "inline; filename=\"lich.ics\"");
    if (!packed) {
        text_put_bytes(&response->body, bytes->data, bytes->length);
        return OK;
    }
    http_set_header(response, "Content-Encoding", "gzip");
    return gzip_pack(bytes->data, bytes->length, &response->body, err);
}

enum error_code show_feed(struct call *call, struct error *err)
{
    CLEANUP(text_done) struct text bytes;
    struct feed_facts facts;
    struct feed feed;

    text_init(&bytes, FEED_BYTES_MAX);
    TRY(feed_open(call->app, call->parameter, &feed, err));
    if (feed.revoked) {
        http_respond_text(
            call->response, 410,
            catalog_text(call->site->catalog,
                         N_("This calendar address is no longer in use; please ask your Fatherland "
                            "Front committee for the new one.")));
        return OK;
    }
    TRY((feed.source.candidate != 0 ? feed_bytes : feed_deadlines_bytes)(call->app, &feed.source, &bytes,
                                                                         &facts, err));
    fetches_note(call->site->fetches, feed.id, http_request_header(call->request, "User-Agent"));
    return send_calendar(call, &bytes, facts.clock_utc_secs, err);
}
