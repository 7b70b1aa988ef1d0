/* What the parts of the paper share: the page that is being written. */
#ifndef PAPER_PAGE_H
#define PAPER_PAGE_H

#include "paper/pango_library.h"
#include "paper/paper.h"

#define PAGE_MM(mm) ((mm)*72.0 / 25.4)
#define PAGE_BLACK_LINE 0.6

struct page_table {
    struct paper_column columns[PAPER_COLUMNS_MAX];
    double width[PAPER_COLUMNS_MAX];
    size_t count; /* 0: no table is open */
};

struct paper {
    PangoFontMap *fonts;
    PangoContext *context;
    PangoLayout *layout;
    PangoLayout *number_layout; /* of the numbers of pages */
    PangoFontDescription *font[PAPER_STYLE_COUNT];
    PangoFontDescription *small, *small_bold, *head, *head_bold, *motto, *day;

    cairo_surface_t *surface; /* NULL: no file is open */
    cairo_t *cairo;
    struct text bytes;
    struct page_table table;
    double width, height; /* of the sheet */
    double y;             /* how far down the page is written */
    int number;           /* of the page in its paper; 0: none was begun */
};

/* Lays out a text; the layout is the paper's and good until the next one. */
struct page_text {
    const PangoFontDescription *font;
    const char *text;
    bool markup;
    double width;
    PangoAlignment align;
    double indent;
    bool justify;
};
/* Returns the height. */
double page_lay_out(struct paper *paper, const struct page_text *text);
/* Draws what was laid out at once, its upper left corner there. */
void page_draw(struct paper *paper, double x, double y);

/* Room between the margins. */
double page_left(const struct paper *paper);
double page_inner_width(const struct paper *paper);
double page_bottom(const struct paper *paper);

/* Ends the page and begins the paper's next one. */
void page_turn(struct paper *paper);
void page_line(struct paper *paper, double x1, double y1, double x2, double y2);

void page_tag(struct paper *paper, const char *name);
void page_end_tag(struct paper *paper, const char *name);

/* `text` with & < > written so that they are no markup. */
void page_escape(const char *text, struct text *out);

#endif
