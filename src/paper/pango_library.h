/* Pango and Cairo, loaded when the first paper is made (base/library.h): most commands make none, and start in half the time. */
#ifndef PAPER_PANGO_LIBRARY_H
#define PAPER_PANGO_LIBRARY_H

#include "base/error.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

/* clang-format off */
#define CAIRO_FUNCTIONS(X) \
    X(cairo_create) X(cairo_destroy) X(cairo_fill) X(cairo_line_to) X(cairo_move_to) X(cairo_pdf_surface_create_for_stream) \
    X(cairo_pdf_surface_set_metadata) X(cairo_rectangle) X(cairo_set_dash) X(cairo_set_line_width) \
    X(cairo_show_page) X(cairo_status) X(cairo_status_to_string) X(cairo_stroke) \
    X(cairo_surface_destroy) X(cairo_surface_finish) X(cairo_surface_status) X(cairo_tag_begin) X(cairo_tag_end)
#define PANGO_FUNCTIONS(X) \
    X(pango_font_description_free) X(pango_font_description_from_string) \
    X(pango_font_map_create_context) X(pango_font_map_get_family) \
    X(pango_layout_get_iter) X(pango_layout_iter_free) X(pango_layout_iter_get_baseline) \
    X(pango_layout_iter_get_line_extents) X(pango_layout_iter_get_line_readonly) X(pango_layout_iter_next_line) \
    X(pango_layout_get_size) X(pango_layout_new) X(pango_layout_set_alignment) X(pango_layout_set_font_description) \
    X(pango_layout_set_attributes) X(pango_layout_set_indent) X(pango_layout_set_justify) X(pango_layout_set_markup) \
    X(pango_layout_set_text) X(pango_layout_set_width) X(pango_layout_set_wrap)
#define PANGOCAIRO_FUNCTIONS(X) X(pango_cairo_font_map_new) X(pango_cairo_font_map_set_resolution) X(pango_cairo_show_layout_line)
#define GOBJECT_FUNCTIONS(X) X(g_object_unref)
#define PAPER_FUNCTIONS(X) CAIRO_FUNCTIONS(X) PANGO_FUNCTIONS(X) PANGOCAIRO_FUNCTIONS(X) GOBJECT_FUNCTIONS(X)
/* clang-format on */

#define PAPER_POINTER(function) __typeof__(&function) function;
struct pango_library {
    PAPER_FUNCTIONS(PAPER_POINTER)
};

/* Set once by pango_library_load, and by nobody else. */
extern struct pango_library pango_library;

/* To be called before all others; any number of times, by any thread. ERROR_UNAVAILABLE: they are not installed. */
enum error_code pango_library_load(struct error *err) MUST_USE;

#endif
