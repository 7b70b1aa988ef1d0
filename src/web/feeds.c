#include "app/feed_bytes.h"
#include "app/feed_open.h"
#include "app/feed_withdrawn.h"
#include "base/secret.h"
#include "web/gzip.h"
#include "web/handlers.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define TAG_CHARS (2 * FEED_TAG_BYTES + 6) /* hexadecimal digits, "-gz", quotes and NUL */
#define GZIP_BYTES_MIN 1000                /* less is not worth it */

/* What is asked for, and what the client has of it. */
struct asked {
    bool packed;
    const char *tags;  /* If-None-Match */
    const char *since; /* If-Modified-Since */
    bool anew;         /* somebody who presses "reload" wants it as it is now (RFC 9111, 5.2.1.4) */
};

static struct asked asked_for(const struct http_request *request)
{
    return (struct asked){
        .packed = http_accepts_gzip(http_request_header(request, "Accept-Encoding")),
        .tags = http_request_header(request, "If-None-Match"),
        .since = http_request_header(request, "If-Modified-Since"),
        .anew = strcasecmp(http_request_header(request, "Cache-Control"), "no-cache") == 0,
    };
}

/* The two codings are two sets of bytes, hence two tags. */
static void put_tag(const struct feed_copy *copy, bool packed, char out[TAG_CHARS])
{
    static const char digits[] = "0123456789abcdef";
    char *at = out;

    *at++ = '"';
    for (size_t i = 0; i < FEED_TAG_BYTES; i++) {
        *at++ = digits[copy->tag[i] >> 4];
        *at++ = digits[copy->tag[i] & 15];
    }
    memcpy(at, packed ? "-gz\"" : "\"", packed ? 5 : 2);
}

static bool tags_name(const struct asked *asked, const struct feed_copy *copy, bool packed)
{
    char tag[TAG_CHARS];

    put_tag(copy, packed, tag);
    return http_tags_match(asked->tags, tag);
}

/* RFC 9110, 13.2.2: with If-None-Match the date is not looked at; a date that is none is not there. */
static bool client_has_it(const struct asked *asked, const struct feed_copy *copy)
{
    int64_t since_utc_secs;

    if (asked->tags[0] != '\0')
        return tags_name(asked, copy, false) || tags_name(asked, copy, true);
    return http_date_parse(asked->since, &since_utc_secs) && copy->clock_utc_secs <= since_utc_secs;
}

static void set_validators(struct http_response *response, const struct feed_copy *copy, bool gzip)
{
    char date[HTTP_DATE_CHARS];
    char tag[TAG_CHARS];

    http_date_format(copy->clock_utc_secs, date);
    put_tag(copy, gzip, tag);
    http_set_header(response, "ETag", "%s", tag);
    http_set_header(response, "Last-Modified", "%s", date);
    http_set_header(response, "Vary", "Accept-Encoding");
    http_set_header(response, "Cache-Control", "private, max-age=0, must-revalidate");
}

/* RFC 9110, 15.4.5: a 304 repeats what caches go by, and nothing else. */
static enum error_code prepare_unchanged(const struct feed_copy *copy, bool gzip, struct http_prepared **out,
                                         struct error *err)
{
    CLEANUP(http_response_done) struct http_response response;

    http_response_init(&response);
    response.status = 304;
    set_validators(&response, copy, gzip);
    *out = http_prepared_new(&response);
    return *out != NULL ? OK : error_memory(err);
}

/* Takes the bytes. */
static enum error_code prepare_calendar(const struct feed_copy *copy, bool gzip, struct text *plain,
                                        struct http_prepared **out, struct error *err)
{
    CLEANUP(http_response_done) struct http_response response;

    http_response_init(&response);
    set_validators(&response, copy, gzip);
    http_set_header(&response, "Content-Type", "text/calendar; charset=utf-8");
    http_set_header(&response, "Content-Disposition", "inline; filename=\"lich.ics\"");
    routes_set_security_headers(&response);
    if (gzip) {
        http_set_header(&response, "Content-Encoding", "gzip");
        TRY(gzip_pack(plain->data, plain->length, &response.body, err));
    } else {
        text_done(&response.body);
        response.body = *plain;
        text_init(plain, 0);
    }
    *out = http_prepared_new(&response);
    return *out != NULL ? OK : error_memory(err);
}

/* Keeps an answer for the next who asks; the hold on it stays the caller's. */
static void keep(const struct call *call, struct feed_cache *cache, const struct asked *asked,
                 const struct feed_copy *copy)
{
    const struct feed_key key = feed_cache_key(cache, call->request->path, asked->packed);

    feed_cache_put(cache, &key, copy);
}

/* Makes what is asked for, and in any case the answer that it is unchanged, which will be asked for next. */
static enum error_code make_answer(struct call *call, const struct feed *feed, const struct asked *asked,
                                   uint64_t checked, struct feed_copy *out, struct error *err)
{
    CLEANUP(text_done) struct text plain;
    CLEANUP(http_prepared_free_ptr) struct http_prepared *unchanged = NULL;
    struct feed_facts facts;

    text_init(&plain, FEED_BYTES_MAX);
    atomic_fetch_add_explicit(&call->site->metrics->feeds_made, 1, memory_order_relaxed);
    TRY(feed_bytes(call_app(call), &feed->source, &plain, &facts, err));
    bool gzip = asked->packed && plain.length >= GZIP_BYTES_MIN;
    struct feed_copy copy = {.feed = feed->id,
                             .clock_utc_secs = facts.clock_utc_secs,
                             .state_utc_secs = facts.state_utc_secs,
                             .checked = checked};
    memcpy(copy.tag, facts.hash, sizeof copy.tag);
    TRY(prepare_unchanged(&copy, gzip, &unchanged, err));
    copy.answer = unchanged;
    keep(call, call->site->unchanged, asked, &copy);
    if (client_has_it(asked, &copy)) {
        unchanged = NULL;
    } else {
        TRY(prepare_calendar(&copy, gzip, &plain, &copy.answer, err));
        keep(call, call->site->calendars, asked, &copy);
    }
    *out = copy;
    return OK;
}

/* What makes a copy right: its feed clock is this one; where that has not been read (0), that it was found right in this
 * state of the store. */
struct right {
    uint64_t checked;
    int64_t clock_utc_secs;
};

static bool is_right(const struct feed_copy *copy, const struct right *right)
{
    return right->clock_utc_secs != 0 ? copy->clock_utc_secs == right->clock_utc_secs
                                      : copy->checked == right->checked;
}

static bool take_right(const struct call *call, struct feed_cache *cache, const struct asked *asked,
                       const struct right *right, struct feed_copy *out)
{
    const struct feed_key key = feed_cache_key(cache, call->request->path, asked->packed);
    struct feed_copy copy;

    if (!feed_cache_take(cache, &key, &copy))
        return false;
    if (!is_right(&copy, right) || client_has_it(asked, &copy) != (cache == call->site->unchanged)) {
        http_prepared_free(copy.answer);
        return false;
    }
    if (copy.checked < right->checked)
        feed_cache_confirm(cache, &key, copy.clock_utc_secs, right->checked);
    *out = copy;
    return true;
}

static bool remember(const struct call *call, const struct asked *asked, struct right right,
                     struct feed_copy *out)
{
    bool conditional = asked->tags[0] != '\0' || asked->since[0] != '\0';
    bool found = (conditional && take_right(call, call->site->unchanged, asked, &right, out)) ||
                 take_right(call, call->site->calendars, asked, &right, out);

    if (found)
        atomic_fetch_add_explicit(&call->site->metrics->feeds_remembered, 1, memory_order_relaxed);
    return found;
}

/* Who looks at a public calendar is not remembered. */
static void send_copy(struct call *call, const struct feed_copy *copy)
{
    if (copy->feed != 0)
        fetches_note(call->site->fetches, copy->feed, copy->state_utc_secs,
                     http_request_header(call->request, "User-Agent"));
    call->response->prepared = copy->answer;
}

enum error_code refuse_withdrawn(struct call *call, const struct feed *feed, struct error *err)
{
    struct http_response *response = call->response;

    if (strstr(http_request_header(call->request, "Accept"), "text/html") != NULL) {
        http_respond_text(
            response, 410,
            catalog_text(call->catalog,
                         N_("This calendar address is no longer in use; please ask your Fatherland "
                            "Front committee for the new one.")));
        return OK;
    }
    response->status = 410;
    http_set_header(response, "Content-Type", "text/calendar; charset=utf-8");
    return feed_withdrawn_bytes(feed, &response->body, err);
}

static enum error_code show(struct call *call,
                            enum error_code (*open)(const struct app *app, const char *name, struct feed *out,
                                                    struct error *err),
                            struct error *err)
{
    const struct asked asked = asked_for(call->request);
    /* Before anything is read: what changes meanwhile must count as changed. */
    uint64_t checked = changes_now(call->site->changes);
    struct feed_copy copy;
    struct feed feed;

    if (checked == 0 || asked.anew || !remember(call, &asked, (struct right){.checked = checked}, &copy)) {
        TRY(open(call_app(call), call->parameters[0], &feed, err));
        if (feed.revoked_utc_secs != 0)
            return refuse_withdrawn(call, &feed, err);
        if (!remember(call, &asked, (struct right){checked, feed.clock_utc_secs}, &copy))
            TRY(make_answer(call, &feed, &asked, checked, &copy, err));
    }
    send_copy(call, &copy);
    return OK;
}

enum error_code show_feed(struct call *call, struct error *err)
{
    return show(call, feed_open, err);
}

enum error_code show_commune_feed(struct call *call, struct error *err)
{
    return show(call, feed_open_commune, err);
}
