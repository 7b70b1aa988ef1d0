/* The papers themselves, one function each: from what is known to what stands on the page. Pure but for the paper they
 * write. Sources: Law 85/2015/QH13, art. 66 (who holds a meeting, announces it, and its five parts), art. 66.3 (minutes and
 * report); the heads are those of Decree 30/2020/NĐ-CP. */
#ifndef APP_PAPER_FORMS_H
#define APP_PAPER_FORMS_H

#include "app/contact_report.h"
#include "app/paper_facts.h"
#include "app/plan_equality.h"
#include "app/timetable_show.h"
#include "base/catalog.h"
#include "paper/paper.h"

#define PAPER_SENTENCE_BYTES_MAX ((size_t)64 * 1024)

/* What papers of a whole unit or election are about, as far as it was loaded. */
struct paper_sums {
    struct plan_equality equality;
    struct contact_report contact;
    struct shown_timetable timetable;
};

struct paper_writer {
    struct paper *paper;
    const struct paper_facts *facts;
    const struct paper_sums *sums;
    const struct catalog *catalog;
    struct civil_date today;
    struct arena *arena; /* emptied after each paper */
    struct text line;    /* the sentence being put together */
};

/* Words of the catalogue as a paragraph; the same with values. */
void paper_form_put(struct paper_writer *writer, enum paper_style style, const char *key);
void paper_form_say(struct paper_writer *writer, enum paper_style style, const char *format, ...)
    PRINTF_LIKE(3, 4);
/* "Label: text". */
void paper_form_pair(struct paper_writer *writer, const char *label, const char *text);
const char *paper_form_text(const struct paper_writer *writer, const char *key);
/* The head with the nation's name; `office` is put in capitals; `place` stands before the day, which is left open. */
void paper_form_head(struct paper_writer *writer, const char *office, const char *number, const char *place);
/* The office of the Front that holds the meetings of the unit's candidates, and the People's Committee of a place: with a
 * blank before the name of the place in a sentence, with a line end in a head. */
const char *paper_form_front(struct paper_writer *writer, const struct paper_unit *unit, char before_place);
const char *paper_form_committee(struct paper_writer *writer, const char *place, char before_place);
/* Copies what stands in `line` and empties it; "" for want of memory. */
const char *paper_form_take(struct paper_writer *writer);

/* Of a meeting, by its index. */
void paper_announcement(struct paper_writer *writer, size_t number);
void paper_agenda(struct paper_writer *writer, size_t number);
void paper_attendance(struct paper_writer *writer, size_t number);
void paper_minutes(struct paper_writer *writer, size_t number);
void paper_invitation(struct paper_writer *writer, size_t number);

/* Of a candidacy, by the index of its person. */
void paper_letter(struct paper_writer *writer, size_t person);

/* Of a unit of `sums->equality`, by its index: what each candidate was given, with the hash of the plan as a code. */
void paper_equality(struct paper_writer *writer, size_t number);

/* Of the election; the item is not looked at. */
void paper_timetable(struct paper_writer *writer, size_t item);
void paper_report(struct paper_writer *writer, size_t item);

#endif
