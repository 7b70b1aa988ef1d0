#include "web/public.h"

#include "app/paper_words.h"
#include "base/secret.h"
#include "web/html.h"
#include "web/page.h"

#include <stdio.h>
#include <string.h>

#define ADDRESS_BYTES_MAX 1000
#define MAX_AGE_SECS 60

/* ---- used again ---- */

#define TAG_CHARS (2 * FEED_TAG_BYTES + 3)

/* The tag of a copy with its quotes. */
static void write_tag(const struct feed_copy *copy, char out[TAG_CHARS])
{
    out[0] = '"';
    for (size_t i = 0; i < sizeof copy->tag; i++)
        snprintf(out + 1 + 2 * i, 3, "%02x", copy->tag[i]);
    snprintf(out + TAG_CHARS - 2, 2, "\"");
}

static void set_validators(struct http_response *response, const struct feed_copy *copy)
{
    char tag[TAG_CHARS];

    write_tag(copy, tag);
    http_set_header(response, "ETag", "%s", tag);
    http_set_header(response, "Cache-Control", "public, max-age=%d", MAX_AGE_SECS);
}

/* Sends the copy, whose hold it takes, or says that the client has it. */
static void send_copy(struct call *call, struct feed_copy *copy)
{
    char tag[TAG_CHARS];

    write_tag(copy, tag);
    if (http_tags_match(http_request_header(call->request, "If-None-Match"), tag)) {
        http_prepared_free(copy->answer);
        call->response->status = 304;
        set_validators(call->response, copy);
        return;
    }
    call->response->prepared = copy->answer;
}

/* The response becomes a copy that is kept. */
static enum error_code keep(struct call *call, uint64_t checked, struct feed_copy *out, struct error *err)
{
    const struct feed_key key = feed_cache_key(call->site->calendars, call->request->path, false);
    struct http_response *response = call->response;
    unsigned char hash[SECRET_HASH_BYTES];
    struct feed_copy copy = {.checked = checked};

    TRY(text_finish(&response->body, err));
    secret_hash(response->body.data, response->body.length, hash);
    memcpy(copy.tag, hash, sizeof copy.tag);
    set_validators(response, &copy);
    routes_set_security_headers(response);
    copy.answer = http_prepared_new(response);
    if (copy.answer == NULL)
        return error_memory(err);
    if (checked != 0)
        feed_cache_put(call->site->calendars, &key, &copy);
    *out = copy;
    return OK;
}

enum error_code public_show(struct call *call,
                            enum error_code (*put)(struct call *call, const struct commune_public *commune,
                                                   struct error *err),
                            struct error *err)
{
    const struct feed_key key = feed_cache_key(call->site->calendars, call->request->path, false);
    /* Before anything is read: what changes meanwhile must count as changed. */
    uint64_t checked = changes_now(call->site->changes);
    struct commune_public commune;
    struct feed_copy copy;
    struct feed feed;

    if (feed_cache_take(call->site->calendars, &key, &copy)) {
        if (checked != 0 && copy.checked == checked) {
            send_copy(call, &copy);
            return OK;
        }
        http_prepared_free(copy.answer);
    }
    TRY(feed_open_commune(call_app(call), call->parameters[0], &feed, err));
    call->catalog = catalog_find(feed.source.language);
    TRY(commune_public(call->app, feed.source.owner, call->arena, &commune, err));
    TRY(put(call, &commune, err));
    TRY(keep(call, checked, &copy, err));
    send_copy(call, &copy);
    return OK;
}

/* ---- parts of pages ---- */

void public_begin(const struct call *call, const struct commune_public *commune)
{
    CLEANUP(text_done) struct text title = {0};
    struct text *page = &call->response->body;
    struct message words;

    message_set(&words, "Meetings with voters: %s", commune->name);
    text_init(&title, ADDRESS_BYTES_MAX);
    catalog_put_message(call->catalog, &words, &title);
    page_begin(call, title.data);
    html_putf(page, "<p class=\"lead\">%s%s%s. %s: ", commune->within, commune->within[0] != '\0' ? ". " : "",
              commune->election, page_text(call, N_("Polling day")));
    public_put_day(call, commune->polling_day);
    text_put(page, "</p>\n");
}

void public_put_day(const struct call *call, struct civil_date date)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    static const char *const weekdays[] = {N_("Monday"), N_("Tuesday"),  N_("Wednesday"), N_("Thursday"),
                                           N_("Friday"), N_("Saturday"), N_("Sunday")};
    CLEANUP(text_done) struct text words = {0};
    struct civil_ymd ymd = civil_date_split(date);

    html_putf(&call->response->body, "%s, ", page_text(call, weekdays[civil_date_weekday(date)]));
    if (strcmp(catalog_language(call->catalog), "en") == 0) {
        html_putf(&call->response->body, "%d %s %d", ymd.day, months[ymd.month - 1], ymd.year);
        return;
    }
    text_init(&words, ADDRESS_BYTES_MAX);
    paper_words_date(call->catalog, date, &words);
    html_put(&call->response->body, words.data);
}

void public_put_hours(const struct call *call, const struct public_meeting *meeting)
{
    char hours[32];

    snprintf(hours, sizeof hours, "%02d:%02d–%02d:%02d", meeting->start.minute / 60,
             meeting->start.minute % 60, meeting->end.minute / 60, meeting->end.minute % 60);
    html_put(&call->response->body, hours);
}

void public_put_place(const struct call *call, const struct public_site *site, const char *home)
{
    struct text *page = &call->response->body;

    html_put(page, site->name);
    if (site->address[0] != '\0' && strstr(site->name, site->address) == NULL)
        html_putf(page, ", %s", site->address);
    if (strcmp(site->commune, home) != 0 && strstr(site->name, site->commune) == NULL &&
        strstr(site->address, site->commune) == NULL)
        html_putf(page, ", %s", site->commune);
}

void public_put_candidates(const struct call *call, const struct public_meeting *meeting)
{
    for (size_t i = 0; i < meeting->candidate_count; i++)
        html_putf(&call->response->body, "<li>%s</li>", meeting->candidates[i]);
}

const char *public_code(const struct call *call)
{
    const char *name = call->parameters[0];
    size_t length = strlen(name);
    bool english = length > 3 && strcmp(name + length - 3, ".en") == 0;
    const char *code = arena_copy(call->arena, name, english ? length - 3 : length);

    return code != NULL ? code : "";
}

const char *public_other_language(const struct call *call, const char *after)
{
    CLEANUP(text_done) struct text address = {0};
    bool english = strcmp(catalog_language(call->catalog), "en") == 0;

    text_init(&address, ADDRESS_BYTES_MAX);
    text_putf(&address, "/xa/%s%s%s", public_code(call), english ? "" : ".en", after);
    const char *copy = arena_copy_string(call->arena, address.data);
    return copy != NULL ? copy : "";
}
