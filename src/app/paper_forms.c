#include "app/paper_forms.h"

#include "base/unicode.h"

#include <stdarg.h>
#include <string.h>

const char *paper_form_text(const struct paper_writer *writer, const char *key)
{
    return catalog_text(writer->catalog, key);
}

const char *paper_form_take(struct paper_writer *writer)
{
    const char *copy = arena_copy_string(writer->arena, writer->line.data);

    text_clear(&writer->line);
    return copy != NULL ? copy : "";
}

void paper_form_put(struct paper_writer *writer, enum paper_style style, const char *key)
{
    paper_put(writer->paper, style, paper_form_text(writer, key));
}

void paper_form_say(struct paper_writer *writer, enum paper_style style, const char *format, ...)
{
    struct message words;
    va_list values;

    va_start(values, format);
    message_set_va(&words, format, values);
    va_end(values);
    text_clear(&writer->line);
    catalog_put_message(writer->catalog, &words, &writer->line);
    paper_put(writer->paper, style, writer->line.data);
    text_clear(&writer->line);
}

void paper_form_pair(struct paper_writer *writer, const char *label, const char *text)
{
    paper_put_pair(writer->paper, paper_form_text(writer, label), text);
}

static const char *capitals(struct paper_writer *writer, const char *text)
{
    struct error unused;
    char *upper;

    return unicode_upper(writer->arena, text, &upper, &unused) == OK ? upper : text;
}

void paper_form_head(struct paper_writer *writer, const char *office, const char *number, const char *place)
{
    text_putf(&writer->line, "%s%s%s", place, place[0] != '\0' ? ", " : "",
              paper_form_text(writer, N_("day ... month ... year ...")));
    paper_put_head(writer->paper,
                   &(struct paper_head){
                       .office = capitals(writer, office),
                       .number = number,
                       .nation = paper_form_text(writer, N_("SOCIALIST REPUBLIC OF VIET NAM")),
                       .motto = paper_form_text(writer, N_("Independence - Freedom - Happiness")),
                       .place_and_day = paper_form_take(writer),
                   });
}

static const char *office_of(struct paper_writer *writer, const char *office, const char *place,
                             char before_place)
{
    text_putf(&writer->line, "%s%c%s", paper_form_text(writer, office), before_place, place);
    return paper_form_take(writer);
}

const char *paper_form_front(struct paper_writer *writer, const struct paper_unit *unit, char before_place)
{
    return office_of(writer, N_("Viet Nam Fatherland Front Committee of"), unit->area, before_place);
}

const char *paper_form_committee(struct paper_writer *writer, const char *place, char before_place)
{
    return office_of(writer, N_("People's Committee of"), place, before_place);
}
