#include "paper/paper.h"

#include "paper/page.h"

#include <stdlib.h>
#include <string.h>

#define LIBRARY (&pango_library)
#define FAMILY "Liberation Serif" /* as wide as Times New Roman */
#define FILE_BYTES_MAX ((size_t)1 << 30)
#define POINTS_PER_INCH 72.0
#define A4_SHORT PAGE_MM(210)
#define A4_LONG PAGE_MM(297)

/* ---- letters ---- */

static const char *const fonts[PAPER_STYLE_COUNT] = {
    [PAPER_TITLE] = FAMILY " Bold 14",   [PAPER_SUBTITLE] = FAMILY " Bold 13",
    [PAPER_SECTION] = FAMILY " Bold 13", [PAPER_BODY] = FAMILY " 13",
    [PAPER_PLAIN] = FAMILY " 13",        [PAPER_ITEM] = FAMILY " 13",
    [PAPER_NOTE] = FAMILY " Italic 11",
};

static enum error_code load_fonts(struct paper *paper, struct error *err)
{
    if (LIBRARY->pango_font_map_get_family(paper->fonts, FAMILY) == NULL)
        return error_set(err, ERROR_UNAVAILABLE,
                         "the letters \"%s\" are not installed; Debian's package fonts-liberation2 has them",
                         FAMILY);
    for (int style = 0; style < PAPER_STYLE_COUNT; style++)
        paper->font[style] = LIBRARY->pango_font_description_from_string(fonts[style]);
    paper->small = LIBRARY->pango_font_description_from_string(FAMILY " 12");
    paper->small_bold = LIBRARY->pango_font_description_from_string(FAMILY " Bold 12");
    paper->head = LIBRARY->pango_font_description_from_string(FAMILY " 12");
    paper->head_bold = LIBRARY->pango_font_description_from_string(FAMILY " Bold 12");
    paper->motto = LIBRARY->pango_font_description_from_string(FAMILY " Bold 13");
    paper->day = LIBRARY->pango_font_description_from_string(FAMILY " Italic 13");
    return OK;
}

enum error_code paper_new(struct paper **out, struct error *err)
{
    TRY(pango_library_load(err));
    struct paper *paper = calloc(1, sizeof *paper);
    if (paper == NULL)
        return error_memory(err);
    text_init(&paper->bytes, FILE_BYTES_MAX);
    paper->fonts = LIBRARY->pango_cairo_font_map_new();
    LIBRARY->pango_cairo_font_map_set_resolution((PangoCairoFontMap *)paper->fonts, POINTS_PER_INCH);
    paper->context = LIBRARY->pango_font_map_create_context(paper->fonts);
    paper->layout = LIBRARY->pango_layout_new(paper->context);
    paper->number_layout = LIBRARY->pango_layout_new(paper->context);
    LIBRARY->pango_layout_set_wrap(paper->layout, PANGO_WRAP_WORD_CHAR);
    enum error_code code = load_fonts(paper, err);
    if (code != OK) {
        paper_free(paper);
        return code;
    }
    *out = paper;
    return OK;
}

static void end_file(struct paper *paper)
{
    if (paper->surface == NULL)
        return;
    LIBRARY->cairo_destroy(paper->cairo);
    LIBRARY->cairo_surface_destroy(paper->surface);
    paper->cairo = NULL;
    paper->surface = NULL;
}

void paper_free(struct paper *paper)
{
    if (paper == NULL)
        return;
    PangoFontDescription *others[] = {paper->small,     paper->small_bold, paper->head,
                                      paper->head_bold, paper->motto,      paper->day};
    end_file(paper);
    for (int style = 0; style < PAPER_STYLE_COUNT; style++)
        LIBRARY->pango_font_description_free(paper->font[style]);
    for (size_t i = 0; i < COUNT_OF(others); i++)
        LIBRARY->pango_font_description_free(others[i]);
    LIBRARY->g_object_unref(paper->number_layout);
    LIBRARY->g_object_unref(paper->layout);
    LIBRARY->g_object_unref(paper->context);
    LIBRARY->g_object_unref(paper->fonts);
    text_done(&paper->bytes);
    free(paper);
}

/* ---- files ---- */

static cairo_status_t keep_bytes(void *closure, const unsigned char *bytes, unsigned length)
{
    text_put_bytes(closure, (const char *)bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

void paper_open(struct paper *paper, const char *title, enum paper_shape shape)
{
    text_clear(&paper->bytes);
    paper->width = shape == PAPER_UPRIGHT ? A4_SHORT : A4_LONG;
    paper->height = shape == PAPER_UPRIGHT ? A4_LONG : A4_SHORT;
    paper->number = 0;
    paper->table.count = 0;
    paper->surface =
        LIBRARY->cairo_pdf_surface_create_for_stream(keep_bytes, &paper->bytes, paper->width, paper->height);
    LIBRARY->cairo_pdf_surface_set_metadata(paper->surface, CAIRO_PDF_METADATA_TITLE, title);
    LIBRARY->cairo_pdf_surface_set_metadata(paper->surface, CAIRO_PDF_METADATA_CREATOR, "hiepthuong");
    paper->cairo = LIBRARY->cairo_create(paper->surface);
}

enum error_code paper_close(struct paper *paper, struct text *out, struct error *err)
{
    if (paper->number > 0)
        LIBRARY->cairo_show_page(paper->cairo);
    cairo_status_t drawn = LIBRARY->cairo_status(paper->cairo);
    LIBRARY->cairo_surface_finish(paper->surface);
    cairo_status_t written = LIBRARY->cairo_surface_status(paper->surface);
    end_file(paper);
    if (drawn != CAIRO_STATUS_SUCCESS || written != CAIRO_STATUS_SUCCESS)
        return error_set(err, ERROR_SOFTWARE, "the paper cannot be drawn: %s",
                         LIBRARY->cairo_status_to_string(drawn != CAIRO_STATUS_SUCCESS ? drawn : written));
    TRY(text_finish(&paper->bytes, err));
    text_put_bytes(out, paper->bytes.data, paper->bytes.length);
    return text_finish(out, err);
}

void paper_begin(struct paper *paper)
{
    if (paper->number > 0)
        LIBRARY->cairo_show_page(paper->cairo);
    paper->number = 0;
    page_turn(paper);
}
