#include "app/deadline_text.h"

#include <string.h>

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

void deadline_put_words(const struct deadline *deadline, const struct catalog *catalog, struct text *out)
{
    char date[CIVIL_DATE_CHARS];

    put_line(catalog, out, N_("Article: %s"), deadline->duty->citation);
    put_line(catalog, out, N_("Law: %s"), deadline->law);
    put_line(catalog, out, N_("Responsible: %s"), deadline->duty->body);
    if (deadline->is_limit && timetable_has_date(&deadline->from)) {
        civil_date_format_vietnamese(deadline->from.time.date, date);
        put_line(catalog, out, N_("From: %s"), date);
    }
    if (deadline->set_by != NULL)
        put_line(catalog, out, N_("Set by: %s"), deadline->set_by);
    if (deadline->has_target) {
        civil_date_format_vietnamese(deadline->target, date);
        put_line(catalog, out, N_("Finish by (working day): %s"), date);
    }
    if (deadline->is_limit && !deadline->has_target)
        put_line(catalog, out, N_("No date to finish by: the days off of that year are not known."));
    if (deadline->shown.provisional)
        put_line(catalog, out, N_("Provisional: it hangs on an act that is not recorded yet."));
}
