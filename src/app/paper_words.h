/* Words that stand on several papers, in the language of a catalogue: dates as Decree 30/2020/NĐ-CP has them, hours, places,
 * offices. They are appended; a text that runs full is told at its end (base/text.h). */
#ifndef APP_PAPER_WORDS_H
#define APP_PAPER_WORDS_H

#include "app/paper_facts.h"
#include "base/catalog.h"
#include "base/text.h"

/* "ngày 05 tháng 01 năm 2026": days under 10 and the months 1 and 2 with a 0. */
void paper_words_date(const struct catalog *catalog, struct civil_date date, struct text *out);
/* "từ 07 giờ 30 đến 10 giờ 00, thứ Bảy, ngày 08 tháng 5 năm 2021". */
void paper_words_time(const struct catalog *catalog, const struct paper_meeting *meeting, struct text *out);
/* "08/05/2021, 07:30-10:00" for tables. */
void paper_words_short_time(const struct paper_meeting *meeting, struct text *out);
/* "Hội trường UBND Xã X (Thôn 1, Xã X)". */
void paper_words_place(const struct paper_site *site, const char *commune, struct text *out);
/* In person, online, or both. */
const char *paper_words_form(const struct catalog *catalog, const struct paper_meeting *meeting);

#endif
