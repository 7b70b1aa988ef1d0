#include "web/field.h"

#include "web/html.h"
#include "web/page.h"

#include <string.h>

void field_put(const struct call *call, const struct field *field)
{
    struct text *page = &call->response->body;

    html_putf(page, "<p><label for=\"%s\">%s</label>\n<input id=\"%s\" name=\"%s\" type=\"%s\" value=\"%s\"",
              field->name, page_text(call, field->label), field->name, field->name, field->type,
              field->value);
    if (field->hint != NULL)
        html_putf(page, " aria-describedby=\"%s-hint\"", field->name);
    text_put(page, field->required ? " required>" : ">");
    if (field->hint != NULL)
        html_putf(page, "<br><span class=\"hint\" id=\"%s-hint\">%s</span>", field->name,
                  page_text(call, field->hint));
    text_put(page, "</p>\n");
}

void field_put_password(const struct call *call, const char *name, const char *label, const char *fill)
{
    html_putf(&call->response->body,
              "<p><label for=\"%s\">%s</label>\n<input id=\"%s\" name=\"%s\" type=\"password\" "
              "autocomplete=\"%s\" required></p>\n",
              name, page_text(call, label), name, name, fill);
}

void field_begin_select(const struct call *call, const char *name, const char *label)
{
    html_putf(&call->response->body, "<p><label for=\"%s\">%s</label>\n<select id=\"%s\" name=\"%s\">\n",
              name, page_text(call, label), name, name);
}

void field_put_option(const struct call *call, const char *value, const char *text, const char *chosen)
{
    html_putf(&call->response->body, "<option value=\"%s\"", value);
    text_put(&call->response->body, strcmp(value, chosen) == 0 ? " selected>" : ">");
    html_putf(&call->response->body, "%s</option>\n", text);
}

void field_end_select(const struct call *call)
{
    text_put(&call->response->body, "</select></p>\n");
}

void field_put_places(const struct call *call, const char *name, const char *label,
                      const struct places *places, const char *chosen)
{
    field_begin_select(call, name, label);
    for (size_t i = 0; i < places->count; i++) {
        const struct place *place = &places->items[i];
        field_put_option(call, place->code,
                         place->id == 0 ? page_text(call, N_("the whole election")) : place->name, chosen);
    }
    field_end_select(call);
}
