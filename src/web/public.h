/* The pages for everybody about a commune: kept as they were made, for as long as nothing in the store has changed, so that a
 * town that looks all at once costs the store one look.
 */
#ifndef WEB_PUBLIC_H
#define WEB_PUBLIC_H

#include "app/commune_public.h"
#include "app/feed_open.h"
#include "web/routes.h"

/* A page about a commune, made when there is none to be used again. */
enum error_code public_show(struct call *call,
                            enum error_code (*put)(struct call *call, const struct commune_public *commune,
                                                   struct error *err),
                            struct error *err) MUST_USE;

/* The head of the page: the commune, where it lies, the election and its polling day. */
void public_begin(const struct call *call, const struct commune_public *commune);

/* "Tuesday, 4 May 2021", "thứ Ba, ngày 04 tháng 5 năm 2021". */
void public_put_day(const struct call *call, struct civil_date date);
/* "07:30–09:30" */
void public_put_hours(const struct call *call, const struct public_meeting *meeting);
/* Name, address and commune of a site, without what is said already; `home` is the commune of the page. */
void public_put_place(const struct call *call, const struct public_site *site, const char *home);
/* The names in the order A, B, C, as items of a list. */
void public_put_candidates(const struct call *call, const struct public_meeting *meeting);

/* The code of the commune that the address names, without ".en". */
const char *public_code(const struct call *call);
/* The same page in the other language: "/xa/X1.en" and what follows. */
const char *public_other_language(const struct call *call, const char *after);

/* feed_page.c: how to add the public calendar at that address to a phone or a computer. */
enum error_code feed_page_put_ways(struct call *call, const char *address, struct error *err) MUST_USE;

#endif
