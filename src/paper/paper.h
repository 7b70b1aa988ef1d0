/* Papers that offices print, sign and pass on: A4 pages as PDF, in the form of Decree 30/2020/NĐ-CP, annex I (margins,
 * national heading, page numbers from the second page on) with letters of the widths of Times New Roman. The only user of
 * Pango and Cairo.
 *
 * A paper is written from top to bottom; what does not fit goes on to the next page, a table with its head again:
 *
 *     paper_open(paper, title);                       a file
 *     paper_begin(paper); paper_put_head(...); ...    each paper in it, on a page of its own
 *     paper_close(paper, &bytes, err);
 *
 * A failure in between is kept and told by paper_close. Texts are UTF-8 and plain: nothing in them is markup. Measures are
 * in points (1/72 inch) unless the name says millimetres. One thread at a time may use a struct paper; several threads take
 * one each.
 */
#ifndef PAPER_PAPER_H
#define PAPER_PAPER_H

#include "base/qr.h"
#include "base/text.h"

#define PAPER_COLUMNS_MAX 16

struct paper;

/* ERROR_UNAVAILABLE: the libraries or the letters are not installed. */
enum error_code paper_new(struct paper **out, struct error *err) MUST_USE;
void paper_free(struct paper *paper);

enum paper_shape { PAPER_UPRIGHT, PAPER_LANDSCAPE };

/* Begins a file; `title` is shown by readers in place of its name. */
void paper_open(struct paper *paper, const char *title, enum paper_shape shape);
/* Ends it and appends its bytes. */
enum error_code paper_close(struct paper *paper, struct text *out, struct error *err) MUST_USE;

/* Begins a paper on a new page, which is its first. */
void paper_begin(struct paper *paper);

/* The head of an official paper: the office left; the nation, its motto, the place and the day right. NULL leaves a line
 * out. */
struct paper_head {
    const char *above;  /* the office above: "ỦY BAN TRUNG ƯƠNG ..." */
    const char *office; /* who issues it */
    const char *number; /* "Số: ... /TB-UBND" */
    const char *nation;
    const char *motto;
    const char *place_and_day;
};
void paper_put_head(struct paper *paper, const struct paper_head *head);

enum paper_style {
    PAPER_TITLE,
    PAPER_SUBTITLE,
    PAPER_SECTION,
    PAPER_BODY,  /* a paragraph, its first line set in */
    PAPER_PLAIN, /* the same without that */
    PAPER_ITEM,  /* of a list, with a dash */
    PAPER_NOTE,  /* small, in italics */
    PAPER_STYLE_COUNT
};

void paper_put(struct paper *paper, enum paper_style style, const char *text);
/* "Label: text", the label bold. */
void paper_put_pair(struct paper *paper, const char *label, const char *text);
/* So many dotted lines to write on. */
void paper_put_dots(struct paper *paper, int lines);
void paper_skip(struct paper *paper, double height);
/* Begins a new page unless so much is left of this one. */
void paper_keep(struct paper *paper, double height);

enum paper_align { PAPER_LEFT, PAPER_CENTRE, PAPER_RIGHT };

struct paper_column {
    const char *head;
    double share; /* of the width; of all columns together as much as they say */
    enum paper_align align;
};

void paper_begin_table(struct paper *paper, const struct paper_column *columns, size_t count);
/* `cells` has a text for each column; a row stays on one page. */
void paper_put_row(struct paper *paper, const char *const *cells);
void paper_end_table(struct paper *paper);

/* Who signs, left and right: office or duty, a hint in brackets, room for the name. */
struct paper_signature {
    const char *duty;
    const char *hint; /* "(Ký, ghi rõ họ tên)"; NULL: none */
    const char *name; /* NULL: none */
};
void paper_put_signatures(struct paper *paper, const struct paper_signature *left,
                          const struct paper_signature *right);

/* The code as a square with a sentence beside it. */
void paper_put_code(struct paper *paper, const struct qr *code, const char *sentence);

#endif
