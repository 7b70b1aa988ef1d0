/* What stands above and below the text of an official paper: national heading, signatures, a code to check it by. */
#include "paper/page.h"

#define LIBRARY (&pango_library)
#define OFFICE_SHARE 0.42 /* of the width; the nation has the rest */
#define SIGNATURE_HEIGHT PAGE_MM(45)
#define SIGNATURE_ROOM PAGE_MM(22)
#define CODE_SIZE PAGE_MM(32)

struct corner {
    double x, width;
    double y;
};

static double put_line(struct paper *paper, struct corner *corner, const PangoFontDescription *font,
                       const char *text)
{
    int width;

    if (text == NULL)
        return 0;
    double height = page_lay_out(
        paper,
        &(struct page_text){.font = font, .text = text, .width = corner->width, .align = PANGO_ALIGN_CENTER});
    LIBRARY->pango_layout_get_size(paper->layout, &width, NULL);
    page_tag(paper, "P");
    page_draw(paper, corner->x, corner->y);
    page_end_tag(paper, "P");
    corner->y += height;
    return (double)width / PANGO_SCALE;
}

/* A line under the middle of what was put last. */
static void put_rule(struct paper *paper, struct corner *corner, double width)
{
    double middle = corner->x + corner->width / 2;

    page_line(paper, middle - width / 2, corner->y + 2, middle + width / 2, corner->y + 2);
    corner->y += 6;
}

void paper_put_head(struct paper *paper, const struct paper_head *head)
{
    double width = page_inner_width(paper);
    struct corner office = {page_left(paper), width * OFFICE_SHARE, paper->y};
    struct corner nation = {office.x + office.width, width - office.width, paper->y};

    put_line(paper, &office, paper->head, head->above);
    double written = put_line(paper, &office, paper->head_bold, head->office);
    put_rule(paper, &office, written / 3);
    put_line(paper, &office, paper->font[PAPER_PLAIN], head->number);
    put_line(paper, &nation, paper->head_bold, head->nation);
    put_rule(paper, &nation, put_line(paper, &nation, paper->motto, head->motto));
    put_line(paper, &nation, paper->day, head->place_and_day);
    paper->y = (office.y > nation.y ? office.y : nation.y) + 10;
}

static void put_signature(struct paper *paper, struct corner corner, const struct paper_signature *by)
{
    if (by == NULL)
        return;
    put_line(paper, &corner, paper->motto, by->duty);
    put_line(paper, &corner, paper->day, by->hint);
    corner.y += SIGNATURE_ROOM;
    put_line(paper, &corner, paper->motto, by->name);
}

void paper_put_signatures(struct paper *paper, const struct paper_signature *left,
                          const struct paper_signature *right)
{
    double half = page_inner_width(paper) / 2;

    paper_skip(paper, 10);
    paper_keep(paper, SIGNATURE_HEIGHT);
    put_signature(paper, (struct corner){page_left(paper), half, paper->y}, left);
    put_signature(paper, (struct corner){page_left(paper) + half, half, paper->y}, right);
    paper->y += SIGNATURE_HEIGHT;
}

void paper_put_code(struct paper *paper, const struct qr *code, const char *sentence)
{
    double module = CODE_SIZE / (double)code->width;
    double x = page_left(paper);

    paper_skip(paper, 8);
    paper_keep(paper, CODE_SIZE);
    for (size_t row = 0; row < code->width; row++)
        for (size_t column = 0; column < code->width; column++)
            if (code->modules[row * code->width + column])
                LIBRARY->cairo_rectangle(paper->cairo, x + (double)column * module,
                                         paper->y + (double)row * module, module, module);
    LIBRARY->cairo_fill(paper->cairo);
    page_lay_out(paper, &(struct page_text){.font = paper->small,
                                            .text = sentence,
                                            .width = page_inner_width(paper) - CODE_SIZE - 12});
    page_tag(paper, "P");
    page_draw(paper, x + CODE_SIZE + 12, paper->y);
    page_end_tag(paper, "P");
    paper->y += CODE_SIZE + 8;
}
