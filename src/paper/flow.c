/* Paragraphs: from top to bottom, line by line over the pages. */
#include "paper/page.h"

#define LIBRARY (&pango_library)
#define PAIR_BYTES_MAX ((size_t)64 * 1024)
#define INDENT PAGE_MM(10)
#define DOT_LINE_HEIGHT 22.0

static const struct flow {
    const char *tag; /* of the structure that screen readers follow */
    PangoAlignment align;
    bool justify;
    double indent;
    double before, after;
} flows[PAPER_STYLE_COUNT] = {
    [PAPER_TITLE] = {"H1", PANGO_ALIGN_CENTER, false, 0, 14, 2},
    [PAPER_SUBTITLE] = {"H2", PANGO_ALIGN_CENTER, false, 0, 0, 4},
    [PAPER_SECTION] = {"H2", PANGO_ALIGN_LEFT, false, 0, 8, 3},
    [PAPER_BODY] = {"P", PANGO_ALIGN_LEFT, true, INDENT, 0, 4},
    [PAPER_PLAIN] = {"P", PANGO_ALIGN_LEFT, false, 0, 0, 3},
    [PAPER_ITEM] = {"P", PANGO_ALIGN_LEFT, false, -INDENT / 2, 0, 2},
    [PAPER_NOTE] = {"P", PANGO_ALIGN_LEFT, false, 0, 2, 2},
};

void paper_skip(struct paper *paper, double height)
{
    paper->y += height;
}

void paper_keep(struct paper *paper, double height)
{
    if (paper->y + height > page_bottom(paper))
        page_turn(paper);
}

/* Draws the lines of what was laid out where they fit. */
static void flow_lines(struct paper *paper, const struct page_text *text, const char *tag)
{
    page_lay_out(paper, text);
    PangoLayoutIter *lines = LIBRARY->pango_layout_get_iter(paper->layout);
    double top = paper->y;
    double taken = 0; /* of the layout, by the pages before */

    page_tag(paper, tag);
    do {
        PangoRectangle place;
        LIBRARY->pango_layout_iter_get_line_extents(lines, NULL, &place);
        double from = (double)place.y / PANGO_SCALE;
        double height = (double)place.height / PANGO_SCALE;
        if (top + from - taken + height > page_bottom(paper)) {
            page_end_tag(paper, tag);
            page_turn(paper);
            page_tag(paper, tag);
            top = paper->y;
            taken = from;
        }
        LIBRARY->cairo_move_to(paper->cairo, page_left(paper) + (double)place.x / PANGO_SCALE,
                               top - taken +
                                   (double)LIBRARY->pango_layout_iter_get_baseline(lines) / PANGO_SCALE);
        LIBRARY->pango_cairo_show_layout_line(paper->cairo,
                                              LIBRARY->pango_layout_iter_get_line_readonly(lines));
        paper->y = top + from - taken + height;
    } while (LIBRARY->pango_layout_iter_next_line(lines));
    page_end_tag(paper, tag);
    LIBRARY->pango_layout_iter_free(lines);
}

static void put_flow(struct paper *paper, enum paper_style style, const char *text, bool markup)
{
    const struct flow *flow = &flows[style];

    paper->y += flow->before;
    flow_lines(paper,
               &(struct page_text){.font = paper->font[style],
                                   .text = text,
                                   .markup = markup,
                                   .width = page_inner_width(paper),
                                   .align = flow->align,
                                   .indent = flow->indent,
                                   .justify = flow->justify},
               flow->tag);
    paper->y += flow->after;
}

void paper_put(struct paper *paper, enum paper_style style, const char *text)
{
    struct text item;

    if (style != PAPER_ITEM) {
        put_flow(paper, style, text, false);
        return;
    }
    text_init(&item, PAIR_BYTES_MAX);
    text_putf(&item, "- %s", text);
    put_flow(paper, style, item.data, false);
    text_done(&item);
}

void paper_put_pair(struct paper *paper, const char *label, const char *text)
{
    struct text pair;

    text_init(&pair, PAIR_BYTES_MAX);
    text_put(&pair, "<b>");
    page_escape(label, &pair);
    text_put(&pair, ":</b> ");
    page_escape(text, &pair);
    put_flow(paper, PAPER_PLAIN, pair.data, true);
    text_done(&pair);
}

void paper_put_dots(struct paper *paper, int lines)
{
    for (int i = 0; i < lines; i++) {
        paper_keep(paper, DOT_LINE_HEIGHT);
        paper->y += DOT_LINE_HEIGHT;
        LIBRARY->cairo_set_dash(paper->cairo, (const double[]){1, 2}, 2, 0);
        page_line(paper, page_left(paper), paper->y, page_left(paper) + page_inner_width(paper), paper->y);
        LIBRARY->cairo_set_dash(paper->cairo, NULL, 0, 0);
    }
    paper->y += 6;
}
