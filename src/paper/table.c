/* Tables: ruled, with their head again on each page. */
#include "paper/page.h"

#include <assert.h>

#define PAD 3.0

static const PangoAlignment aligns[] = {
    [PAPER_LEFT] = PANGO_ALIGN_LEFT, [PAPER_CENTRE] = PANGO_ALIGN_CENTER, [PAPER_RIGHT] = PANGO_ALIGN_RIGHT};

struct row {
    const char *texts[PAPER_COLUMNS_MAX];
    bool head;
};

static double lay_out_cell(struct paper *paper, const struct row *row, size_t i)
{
    const struct page_table *table = &paper->table;

    return page_lay_out(paper, &(struct page_text){.font = row->head ? paper->small_bold : paper->small,
                                                   .text = row->texts[i],
                                                   .width = table->width[i] - 2 * PAD,
                                                   .align = row->head ? PANGO_ALIGN_CENTER
                                                                      : aligns[table->columns[i].align]});
}

static double height_of(struct paper *paper, const struct row *row)
{
    double height = 0;

    for (size_t i = 0; i < paper->table.count; i++) {
        double cell = lay_out_cell(paper, row, i);
        if (cell > height)
            height = cell;
    }
    return height + 2 * PAD;
}

static void draw_row(struct paper *paper, const struct row *row, double height)
{
    const struct page_table *table = &paper->table;
    double x = page_left(paper);
    double bottom = paper->y + height;

    page_tag(paper, "TR");
    for (size_t i = 0; i < table->count; i++) {
        double cell = lay_out_cell(paper, row, i);
        page_tag(paper, row->head ? "TH" : "TD");
        page_draw(paper, x + PAD, row->head ? paper->y + (height - cell) / 2 : paper->y + PAD);
        page_end_tag(paper, row->head ? "TH" : "TD");
        page_line(paper, x, paper->y, x, bottom);
        x += table->width[i];
    }
    page_end_tag(paper, "TR");
    page_line(paper, x, paper->y, x, bottom);
    page_line(paper, page_left(paper), bottom, x, bottom);
    paper->y = bottom;
}

static void put_heads(struct paper *paper)
{
    struct row row = {.head = true};
    double right = page_left(paper) + page_inner_width(paper);

    for (size_t i = 0; i < paper->table.count; i++)
        row.texts[i] = paper->table.columns[i].head;
    double height = height_of(paper, &row);
    if (paper->y + 2 * height > page_bottom(paper))
        page_turn(paper);
    page_line(paper, page_left(paper), paper->y, right, paper->y);
    draw_row(paper, &row, height);
}

void paper_begin_table(struct paper *paper, const struct paper_column *columns, size_t count)
{
    double shares = 0;

    assert(paper->table.count == 0 && count > 0 && count <= PAPER_COLUMNS_MAX);
    paper->table.count = count;
    for (size_t i = 0; i < count; i++) {
        paper->table.columns[i] = columns[i];
        shares += columns[i].share;
    }
    for (size_t i = 0; i < count; i++)
        paper->table.width[i] = page_inner_width(paper) * columns[i].share / shares;
    paper_skip(paper, 4);
    page_tag(paper, "Table");
    put_heads(paper);
}

void paper_put_row(struct paper *paper, const char *const *cells)
{
    struct row row = {.head = false};

    for (size_t i = 0; i < paper->table.count; i++)
        row.texts[i] = cells[i];
    double height = height_of(paper, &row);
    if (paper->y + height > page_bottom(paper)) {
        page_turn(paper);
        put_heads(paper);
    }
    draw_row(paper, &row, height);
}

void paper_end_table(struct paper *paper)
{
    page_end_tag(paper, "Table");
    paper->table.count = 0;
    paper_skip(paper, 8);
}
