#include "web/page.h"

#include "web/asset.h"
#include "web/html.h"
#include "web/staff.h"

#include <stdarg.h>
#include <string.h>

#define SENTENCE_BYTES_MAX 4000
#define ADDRESS_BYTES_MAX 2000

const char *page_text(const struct call *call, const char *key)
{
    return catalog_text(call->catalog, key);
}

void page_put(const struct call *call, const char *before, const char *key, const char *after)
{
    struct text *page = &call->response->body;

    text_put(page, before);
    html_put(page, page_text(call, key));
    text_put(page, after);
}

void page_say(const struct call *call, const char *format, ...)
{
    CLEANUP(text_done) struct text words;
    struct message message;
    va_list values;

    va_start(values, format);
    message_set_va(&message, format, values);
    va_end(values);
    text_init(&words, SENTENCE_BYTES_MAX);
    catalog_put_message(call->catalog, &message, &words);
    html_put(&call->response->body, words.data);
}

void page_put_moment(const struct call *call, int64_t utc_secs)
{
    struct civil_time moment = civil_time_from_utc_secs(utc_secs);
    char day[CIVIL_DATE_CHARS];

    if (utc_secs == 0) {
        page_put(call, "", N_("never"), "");
        return;
    }
    civil_date_format_vietnamese(moment.date, day);
    text_putf(&call->response->body, "%02d:%02d %s", moment.minute / 60, moment.minute % 60, day);
}

void page_put_error(const struct call *call, const struct error *err)
{
    CLEANUP(text_done) struct text words;

    text_init(&words, SENTENCE_BYTES_MAX);
    catalog_put_error(call->catalog, err, &words);
    html_putf(&call->response->body, "<p class=\"error\" role=\"alert\">%s</p>\n", words.data);
}

const char *page_address(const struct call *call, const char *page, const char *code)
{
    CLEANUP(text_done) struct text address;

    text_init(&address, ADDRESS_BYTES_MAX);
    text_put(&address, "/e/");
    params_encode(call->staff->election.code, &address);
    text_putf(&address, "/%s", page);
    if (code != NULL)
        text_put_char(&address, '/');
    params_encode(code != NULL ? code : "", &address);
    const char *copy = arena_copy_string(call->arena, address.data);
    return copy != NULL ? copy : "";
}

/* The pages of an election, in the order of the day's work; those of the second kind stand behind "More". */
static const struct section {
    const char *path;
    const char *name;
    enum rights_action action; /* without which it is not offered */
    bool seldom;
} sections[] = {
    {"today", N_("Today"), RIGHTS_VIEW, false},
    {"timetable", N_("Timetable"), RIGHTS_VIEW, false},
    {"plan", N_("Plan"), RIGHTS_VIEW, false},
    {"units", N_("Units"), RIGHTS_VIEW, false},
    {"candidates", N_("Candidates"), RIGHTS_VIEW, false},
    {"messages", N_("Messages"), RIGHTS_VIEW, false},

    {"releases", N_("Releases"), RIGHTS_VIEW, true},
    {"reports", N_("Reports"), RIGHTS_VIEW, true},
    {"weather", N_("Weather switch"), RIGHTS_VIEW, true},
    {"papers", N_("Papers"), RIGHTS_VIEW, true},
    {"setup", N_("First steps"), RIGHTS_IMPORT, true},
    {"import", N_("Import"), RIGHTS_IMPORT, true},
    {"people", N_("People and rights"), RIGHTS_ACCOUNTS, true},
    {"audit", N_("Log of changes"), RIGHTS_AUDIT, true},
    {"settings", N_("Settings"), RIGHTS_IMPORT, true},
};

static bool is_here(const struct call *call, const struct section *section)
{
    const char *path = page_address(call, section->path, NULL);
    size_t length = strlen(path);
    char after = (char)(strncmp(call->request->path, path, length) == 0 ? call->request->path[length] : '?');

    return after == '\0' || after == '/';
}

static void put_sections(const struct call *call, bool seldom)
{
    struct text *page = &call->response->body;

    text_put(page, "<ul>\n");
    for (size_t i = 0; i < COUNT_OF(sections); i++) {
        if (sections[i].seldom != seldom || !staff_may(call, sections[i].action))
            continue;
        html_putf(page, "<li><a href=\"%s\"", page_address(call, sections[i].path, NULL));
        if (is_here(call, &sections[i]))
            text_put(page, " aria-current=\"page\"");
        html_putf(page, ">%s</a></li>\n", page_text(call, sections[i].name));
    }
    text_put(page, "</ul>\n");
}

static void put_navigation(const struct call *call)
{
    struct text *page = &call->response->body;

    html_putf(page, "<nav aria-label=\"%s\">\n", page_text(call, N_("Pages")));
    put_sections(call, false);
    html_putf(page, "<details class=\"more\"><summary>%s</summary>\n", page_text(call, N_("More")));
    put_sections(call, true);
    text_put(page, "</details>\n</nav>\n");
}

static void put_search(const struct call *call)
{
    const char *words = page_text(call, N_("Name or code"));
    bool here = strcmp(call->request->path, page_address(call, "search", NULL)) == 0;

    html_putf(&call->response->body,
              "<form class=\"search\" role=\"search\" action=\"%s\">\n"
              "<input type=\"search\" name=\"q\" aria-label=\"%s\" placeholder=\"%s\" value=\"%s\">"
              "<button>%s</button>\n</form>\n",
              page_address(call, "search", NULL), words, words, here ? params_value(&call->query, "q") : "",
              page_text(call, N_("Search")));
}

static void put_header(const struct call *call)
{
    struct text *page = &call->response->body;
    const struct staff *staff = call->staff;

    html_putf(page, "<a class=\"skip\" href=\"#main\">%s</a>\n<header>\n<p><a href=\"/e\">",
              page_text(call, N_("To the content")));
    html_put(page, staff->election.id != 0 ? staff->election.title : page_text(call, N_("Elections")));
    text_put(page, "</a></p>\n");
    if (staff->election.id != 0) {
        put_navigation(call);
        put_search(call);
    }
    html_putf(page, "<div class=\"who\"><a href=\"/account\">%s</a>\n", staff->session.login);
    staff_put_form(call, "/logout");
    html_putf(page, "<button class=\"plain\">%s</button>\n</form></div>\n</header>\n",
              page_text(call, N_("Log out")));
}

/* What every page of a browser without scripts does by itself, and one with them by htmx. */
static void put_refresh(const struct call *call, unsigned secs)
{
    struct text *page = &call->response->body;
    const char *htmx = asset_address(call, "htmx.js");

    if (htmx == NULL) {
        html_putf(page, "<meta http-equiv=\"refresh\" content=\"%u\">\n", secs);
        return;
    }
    html_putf(page, "<noscript><meta http-equiv=\"refresh\" content=\"%u\"></noscript>\n", secs);
    html_putf(page, "<meta name=\"htmx-config\" content=\"%s\">\n<script src=\"%s\" defer></script>\n",
              "{\"includeIndicatorStyles\":false,\"allowEval\":false,\"selfRequestsOnly\":true,"
              "\"responseHandling\":[{\"code\":\"[23]..\",\"swap\":true},{\"code\":\"422\",\"swap\":true},"
              "{\"code\":\"...\",\"swap\":false,\"error\":true}]}",
              htmx);
}

/* Nothing when the program was built without the scripts: the page is whole without them. */
static void put_board_scripts(const struct call *call)
{
    const char *calendar = asset_address(call, "event-calendar.js");

    if (calendar == NULL)
        return;
    html_putf(&call->response->body,
              "<link rel=\"stylesheet\" href=\"%s\">\n<script src=\"%s\" defer></script>\n"
              "<script src=\"%s\" defer></script>\n",
              asset_address(call, "event-calendar.css"), calendar, asset_address(call, "board.js"));
}

void page_begin_with(const struct call *call, const char *title, const struct page_needs *needs)
{
    struct text *page = &call->response->body;

    http_set_header(call->response, "Content-Type", "text/html; charset=utf-8");
    html_putf(page,
              "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
              "<title>%s</title>\n<link rel=\"stylesheet\" href=\"%s\">\n",
              catalog_language(call->catalog), page_text(call, title), asset_address(call, "style.css"));
    if (needs->refresh_secs > 0)
        put_refresh(call, needs->refresh_secs);
    if (needs->board)
        put_board_scripts(call);
    text_put(page, call->staff != NULL ? "</head>\n<body class=\"staff\">\n" : "</head>\n<body>\n");
    if (call->staff != NULL)
        put_header(call);
    html_putf(page, "<main id=\"main\">\n<h1>%s</h1>\n", page_text(call, title));
}

void page_begin(const struct call *call, const char *title)
{
    page_begin_with(call, title, &(struct page_needs){.board = false});
}

void page_end(const struct call *call)
{
    text_put(&call->response->body, "</main>\n</body>\n</html>\n");
}
