#include "app/deadline_text.h"

#include "calendar/lunar.h"

#include <string.h>

#define FORMS_BYTES_MAX 1000

/* One line of an entry's text, such as "Article: 48.1". */
PRINTF_LIKE(3, 4)
static void put_line(const struct catalog *catalog, struct text *out, const char *format, ...)
{
    struct message message;
    va_list args;

    va_start(args, format);
    message_set_va(&message, format, args);
    va_end(args);
    if (out->length > 0)
        text_put_char(out, '\n');
    catalog_put_message(catalog, &message, out);
}

static const char *label_of(const struct deadline *deadline)
{
    if (deadline->done)
        return N_("DONE");
    return deadline->is_limit ? N_("DEADLINE") : NULL;
}

void deadline_put_title(const struct deadline *deadline, const struct catalog *catalog, struct text *out)
{
    const struct law_names *names = &deadline->duty->name;
    const char *label = label_of(deadline);
    char written[CIVIL_TIME_CHARS];

    if (label != NULL)
        text_put(out, catalog_text(catalog, label));
    if (deadline->shown.state == TIMETABLE_HOUR) {
        civil_time_format(deadline->shown.time, written);
        text_putf(out, "%s%s", label != NULL ? " " : "", written + sizeof "2021-05-23");
    }
    if (label != NULL || deadline->shown.state == TIMETABLE_HOUR)
        text_put(out, ": ");
    text_put(out, strcmp(catalog_language(catalog), "vi") == 0 ? names->vi : names->en);
}

static void put_authority(const struct deadline *deadline, const struct catalog *catalog, struct text *out)
{
    char date[CIVIL_DATE_CHARS];

    if (deadline->set_by != NULL)
        put_line(catalog, out, N_("Set by: %s"), deadline->set_by);
    if (deadline->set_by == NULL || !timetable_has_date(&deadline->by_law) ||
        deadline->by_law.time.date.day == deadline->shown.time.date.day)
        return;
    civil_date_format_vietnamese(deadline->by_law.time.date, date);
    put_line(catalog, out, N_("By law: %s"), date);
}

static void put_forms(const struct law_duty *duty, const struct catalog *catalog, struct text *out)
{
    CLEANUP(text_done) struct text forms = {0};

    text_init(&forms, FORMS_BYTES_MAX);
    for (size_t i = 0; i < duty->form_count; i++) {
        if (strcmp(duty->forms[i], LAW_FORM_UNKNOWN) != 0)
            text_putf(&forms, "%s%s", forms.length > 0 ? ", " : "", duty->forms[i]);
    }
    if (forms.length > 0)
        put_line(catalog, out, N_("Forms: %s"), forms.data);
}

static void put_lunar(struct civil_date date, const struct catalog *catalog, struct text *out)
{
    struct lunar_date lunar = lunar_date_of(date);

    if (lunar.leap)
        put_line(catalog, out, N_("Lunar date: %d/%d, leap month"), lunar.day, lunar.month);
    else
        put_line(catalog, out, N_("Lunar date: %d/%d"), lunar.day, lunar.month);
}

void deadline_put_words(const struct deadline *deadline, const struct catalog *catalog, struct text *out)
{
    char date[CIVIL_DATE_CHARS];

    put_line(catalog, out, N_("Article: %s"), deadline->duty->citation);
    put_line(catalog, out, N_("Law: %s"), deadline->law);
    put_line(catalog, out, N_("Responsible: %s"), deadline->duty->body);
    put_forms(deadline->duty, catalog, out);
    if (deadline->is_limit && timetable_has_date(&deadline->from)) {
        civil_date_format_vietnamese(deadline->from.time.date, date);
        put_line(catalog, out, N_("From: %s"), date);
    }
    put_authority(deadline, catalog, out);
    if (deadline->has_target) {
        civil_date_format_vietnamese(deadline->target, date);
        put_line(catalog, out, N_("Finish by (working day): %s"), date);
    }
    if (deadline->is_limit && !deadline->has_target)
        put_line(catalog, out, N_("No date to finish by: the days off of that year are not known."));
    if (deadline->shown.provisional)
        put_line(catalog, out, N_("Provisional: it hangs on an act that is not recorded yet."));
    put_lunar(deadline->shown.time.date, catalog, out);
}
