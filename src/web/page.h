/* The frame of the pages for people, and words in their language. A page is written from top to bottom:
 *
 *     page_begin(call, N_("Messages"));
 *     html_putf(page, "<p>%s</p>\n", page_text(call, N_("Nothing waits.")));
 *     page_end(call);
 *
 * Pages for staff have a way to the other pages above them, of which each user sees those that he or she may open.
 */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "web/routes.h"

/* Head and the beginning of the body; the title is a key of the catalogue and the first heading. */
void page_begin(const struct call *call, const char *title);
void page_end(const struct call *call);

struct page_needs {
    unsigned refresh_secs; /* after which a page of something under way is asked for again; 0: never */
    bool board;            /* the script of the plan board */
};
/* The same for a page that is more than a text with forms. */
void page_begin_with(const struct call *call, const char *title, const struct page_needs *needs);

/* The words of a key in the reader's language. */
const char *page_text(const struct call *call, const char *key);

/* Puts a sentence of the catalogue with its values filled in, as text. */
void page_say(const struct call *call, const char *format, ...) PRINTF_LIKE(2, 3);

/* Puts "19:30 23/5/2021"; 0 is never. */
void page_put_moment(const struct call *call, int64_t utc_secs);

/* What is wrong, as a paragraph that is read aloud first: for forms that come back. */
void page_put_error(const struct call *call, const struct error *err);

/* "/e/ELECTION/PAGE" or "/e/ELECTION/PAGE/CODE" (code not NULL), encoded, of the election the call is about; in the
 * call's arena. */
const char *page_address(const struct call *call, const char *page, const char *code);

/* The words of a key between two pieces of HTML. */
void page_put(const struct call *call, const char *before, const char *key, const char *after);

#endif
