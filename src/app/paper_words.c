#include "app/paper_words.h"

#include <stdio.h>
#include <string.h>

static const char *weekday(const struct catalog *catalog, struct civil_date date)
{
    static const char *const names[] = {
        [MONDAY] = N_("Monday"),     [TUESDAY] = N_("Tuesday"), [WEDNESDAY] = N_("Wednesday"),
        [THURSDAY] = N_("Thursday"), [FRIDAY] = N_("Friday"),   [SATURDAY] = N_("Saturday"),
        [SUNDAY] = N_("Sunday"),
    };

    return catalog_text(catalog, names[civil_date_weekday(date)]);
}

void paper_words_date(const struct catalog *catalog, struct civil_date date, struct text *out)
{
    struct civil_ymd ymd = civil_date_split(date);
    struct message words;
    char month[4];

    snprintf(month, sizeof month, ymd.month < 3 ? "%02d" : "%d", ymd.month);
    message_set(&words, "day %02d month %s year %d", ymd.day, month, ymd.year);
    catalog_put_message(catalog, &words, out);
}

void paper_words_time(const struct catalog *catalog, const struct paper_meeting *meeting, struct text *out)
{
    int32_t start = meeting->start.minute;
    int32_t end = meeting->end.minute;
    struct message words;

    message_set(&words, "from %02d:%02d to %02d:%02d, %s, ", start / 60, start % 60, end / 60, end % 60,
                weekday(catalog, meeting->start.date));
    catalog_put_message(catalog, &words, out);
    paper_words_date(catalog, meeting->start.date, out);
}

void paper_words_short_time(const struct paper_meeting *meeting, struct text *out)
{
    char date[CIVIL_DATE_CHARS];

    civil_date_format_vietnamese(meeting->start.date, date);
    text_putf(out, "%s, %02d:%02d-%02d:%02d", date, meeting->start.minute / 60, meeting->start.minute % 60,
              meeting->end.minute / 60, meeting->end.minute % 60);
}

void paper_words_place(const struct paper_site *site, const char *commune, struct text *out)
{
    text_put(out, site->name);
    if (site->address[0] != '\0' && strstr(site->name, site->address) == NULL)
        text_putf(out, " (%s)", site->address);
    if (commune[0] != '\0' && strstr(site->name, commune) == NULL && strstr(site->address, commune) == NULL)
        text_putf(out, ", %s", commune);
}

const char *paper_words_form(const struct catalog *catalog, const struct paper_meeting *meeting)
{
    bool online = meeting->main.online;
    bool direct = !online;

    for (size_t i = 0; i < meeting->site_count; i++) {
        online |= meeting->sites[i].online;
        direct |= !meeting->sites[i].online;
    }
    if (online && direct)
        return catalog_text(catalog, N_("in person and online"));
    return catalog_text(catalog, online ? N_("online") : N_("in person"));
}
