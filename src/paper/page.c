#include "paper/page.h"

#include <stdio.h>

#define LIBRARY (&pango_library)
#define MARGIN_LEFT PAGE_MM(30)
#define MARGIN_RIGHT PAGE_MM(15)
#define MARGIN_TOP PAGE_MM(20)
#define MARGIN_BOTTOM PAGE_MM(20)
#define NUMBER_TOP PAGE_MM(10)

double page_left(const struct paper *paper)
{
    (void)paper;
    return MARGIN_LEFT;
}

double page_inner_width(const struct paper *paper)
{
    return paper->width - MARGIN_LEFT - MARGIN_RIGHT;
}

double page_bottom(const struct paper *paper)
{
    return paper->height - MARGIN_BOTTOM;
}

double page_lay_out(struct paper *paper, const struct page_text *text)
{
    PangoLayout *layout = paper->layout;
    int height;

    LIBRARY->pango_layout_set_font_description(layout, text->font);
    LIBRARY->pango_layout_set_width(layout, (int)(text->width * PANGO_SCALE));
    LIBRARY->pango_layout_set_alignment(layout, text->align);
    LIBRARY->pango_layout_set_indent(layout, (int)(text->indent * PANGO_SCALE));
    LIBRARY->pango_layout_set_justify(layout, text->justify);
    if (text->markup) {
        LIBRARY->pango_layout_set_markup(layout, text->text, -1);
    } else {
        LIBRARY->pango_layout_set_attributes(layout, NULL);
        LIBRARY->pango_layout_set_text(layout, text->text, -1);
    }
    LIBRARY->pango_layout_get_size(layout, NULL, &height);
    return (double)height / PANGO_SCALE;
}

static void draw(struct paper *paper, PangoLayout *layout, double x, double y)
{
    PangoLayoutIter *lines = LIBRARY->pango_layout_get_iter(layout);

    do {
        PangoRectangle place;
        LIBRARY->pango_layout_iter_get_line_extents(lines, NULL, &place);
        LIBRARY->cairo_move_to(paper->cairo, x + (double)place.x / PANGO_SCALE,
                               y + (double)LIBRARY->pango_layout_iter_get_baseline(lines) / PANGO_SCALE);
        LIBRARY->pango_cairo_show_layout_line(paper->cairo,
                                              LIBRARY->pango_layout_iter_get_line_readonly(lines));
    } while (LIBRARY->pango_layout_iter_next_line(lines));
    LIBRARY->pango_layout_iter_free(lines);
}

void page_draw(struct paper *paper, double x, double y)
{
    draw(paper, paper->layout, x, y);
}

/* From the second page on, in the middle of the upper margin; with a layout of its own, for a paragraph is being written. */
static void put_number(struct paper *paper)
{
    PangoLayout *layout = paper->number_layout;
    char number[12];

    snprintf(number, sizeof number, "%d", paper->number);
    LIBRARY->pango_layout_set_font_description(layout, paper->font[PAPER_PLAIN]);
    LIBRARY->pango_layout_set_width(layout, (int)(page_inner_width(paper) * PANGO_SCALE));
    LIBRARY->pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
    LIBRARY->pango_layout_set_text(layout, number, -1);
    draw(paper, layout, MARGIN_LEFT, NUMBER_TOP);
}

void page_turn(struct paper *paper)
{
    if (paper->number > 0)
        LIBRARY->cairo_show_page(paper->cairo);
    paper->number++;
    paper->y = MARGIN_TOP;
    if (paper->number > 1)
        put_number(paper);
}

void page_line(struct paper *paper, double x1, double y1, double x2, double y2)
{
    LIBRARY->cairo_set_line_width(paper->cairo, PAGE_BLACK_LINE);
    LIBRARY->cairo_move_to(paper->cairo, x1, y1);
    LIBRARY->cairo_line_to(paper->cairo, x2, y2);
    LIBRARY->cairo_stroke(paper->cairo);
}

void page_tag(struct paper *paper, const char *name)
{
    LIBRARY->cairo_tag_begin(paper->cairo, name, NULL);
}

void page_end_tag(struct paper *paper, const char *name)
{
    LIBRARY->cairo_tag_end(paper->cairo, name);
}

void page_escape(const char *text, struct text *out)
{
    for (; *text != '\0'; text++) {
        if (*text == '&')
            text_put(out, "&amp;");
        else if (*text == '<')
            text_put(out, "&lt;");
        else if (*text == '>')
            text_put(out, "&gt;");
        else
            text_put_char(out, *text);
    }
}
