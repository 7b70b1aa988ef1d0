#include "calendar/ics_read_days_off.h"

#include "base/parse.h"
#include "base/unicode.h"
#include "calendar/ics_library.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

#define DAYS_MAX 366
#define FIRST_YEAR 1976
#define LAST_YEAR 2199

struct reading {
    const char *file;
    struct arena *arena;
    int year;
    struct day_off *days; /* DAYS_MAX */
    size_t day_count;
    struct error *err;
};

static void free_component(icalcomponent **component)
{
    if (*component != NULL)
        icalcomponent_free(*component);
}

/* Completes the error that was just set. */
static enum error_code refuse(const struct reading *reading, icalcomponent *event)
{
    return error_at(reading->err, reading->file, 0, 0, event != NULL ? icalcomponent_get_uid(event) : NULL);
}

static enum error_code copy(struct reading *reading, icalcomponent *event, const char *text, const char *name,
                            const char **out)
{
    char *composed;

    if (text == NULL || text[0] == '\0') {
        error_set(reading->err, ERROR_CONFIG, "has no %s", name);
        return refuse(reading, event);
    }
    if (unicode_nfc(reading->arena, text, strlen(text), &composed, reading->err) != OK)
        return refuse(reading, event);
    *out = composed;
    return OK;
}

static enum error_code read_kind(struct reading *reading, icalcomponent *event, enum day_off_kind *out)
{
    icalproperty *property = icalcomponent_get_first_property(event, ICAL_CATEGORIES_PROPERTY);
    const char *category = property != NULL ? icalproperty_get_categories(property) : NULL;

    if (category != NULL && strcmp(category, "WORKING-DAY") == 0) {
        *out = DAY_OFF_WORKED;
    } else if (category != NULL && strcmp(category, "DAY-OFF") == 0) {
        *out = DAY_OFF;
    } else {
        error_set(reading->err, ERROR_CONFIG, "needs CATEGORIES:DAY-OFF or CATEGORIES:WORKING-DAY");
        return refuse(reading, event);
    }
    if (icalcomponent_get_status(event) == ICAL_STATUS_TENTATIVE)
        *out = DAY_OFF_UNDECIDED;
    return OK;
}

static bool date_of(struct icaltimetype time, struct civil_date *out)
{
    struct civil_ymd ymd = {time.year, time.month, time.day};

    if (icaltime_is_null_time(time) || !time.is_date || !civil_date_valid(ymd))
        return false;
    *out = civil_date_make(ymd);
    return true;
}

static enum error_code add_day(struct reading *reading, icalcomponent *event, const struct day_off *day)
{
    char written[CIVIL_DATE_CHARS];

    civil_date_format(day->date, written);
    if (civil_date_split(day->date).year != reading->year) {
        error_set(reading->err, ERROR_CONFIG, "%s does not lie in %d, the year of the file", written,
                  reading->year);
        return refuse(reading, event);
    }
    if (day->kind == DAY_OFF_WORKED && civil_date_weekday(day->date) != SATURDAY) {
        error_set(reading->err, ERROR_CONFIG, "%s is no Saturday, and only Saturdays are swapped", written);
        return refuse(reading, event);
    }
    for (size_t i = 0; i < reading->day_count; i++) {
        if (reading->days[i].date.day == day->date.day) {
            error_set(reading->err, ERROR_CONFIG, "%s already stands in another entry", written);
            return refuse(reading, event);
        }
    }
    reading->days[reading->day_count++] = *day;
    return OK;
}

static enum error_code read_event(struct reading *reading, icalcomponent *event)
{
    struct day_off day;
    struct civil_date end;

    TRY(copy(reading, event, icalcomponent_get_summary(event), "SUMMARY", &day.name));
    TRY(copy(reading, event, icalcomponent_get_description(event), "DESCRIPTION, which names the source",
             &day.source));
    TRY(read_kind(reading, event, &day.kind));
    if (!date_of(icalcomponent_get_dtstart(event), &day.date) ||
        !date_of(icalcomponent_get_dtend(event), &end)) {
        error_set(reading->err, ERROR_CONFIG, "needs DTSTART and DTEND as whole days (VALUE=DATE)");
        return refuse(reading, event);
    }
    if (end.day <= day.date.day) {
        error_set(reading->err, ERROR_CONFIG, "ends before it begins; DTEND is the day after the last");
        return refuse(reading, event);
    }
    for (; day.date.day < end.day; day.date = civil_date_add_days(day.date, 1))
        TRY(add_day(reading, event, &day));
    return OK;
}

static enum error_code read_year(struct reading *reading, icalcomponent *calendar)
{
    int64_t year;

    for (icalproperty *property = icalcomponent_get_first_property(calendar, ICAL_X_PROPERTY);
         property != NULL; property = icalcomponent_get_next_property(calendar, ICAL_X_PROPERTY)) {
        const char *name = icalproperty_get_x_name(property);
        const char *value = icalproperty_get_x(property);
        if (name == NULL || value == NULL || strcmp(name, "X-HIEPTHUONG-YEAR") != 0)
            continue;
        if (!parse_int(value, FIRST_YEAR, LAST_YEAR, &year))
            break;
        reading->year = (int)year;
        return OK;
    }
    error_set(reading->err, ERROR_CONFIG,
              "has no line X-HIEPTHUONG-YEAR with the year whose days off it holds");
    return refuse(reading, NULL);
}

static int compare_days(const void *a, const void *b)
{
    int32_t x = ((const struct day_off *)a)->date.day;
    int32_t y = ((const struct day_off *)b)->date.day;

    return (x > y) - (x < y);
}

static enum error_code read_calendar(struct reading *reading, icalcomponent *calendar)
{
    if (calendar == NULL || icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT ||
        icalcomponent_count_errors(calendar) > 0) {
        error_set(reading->err, ERROR_CONFIG, "is not an iCalendar file");
        return refuse(reading, NULL);
    }
    TRY(read_year(reading, calendar));
    for (icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
         event != NULL; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
        TRY(read_event(reading, event));
    qsort(reading->days, reading->day_count, sizeof *reading->days, compare_days);
    return OK;
}

enum error_code ics_read_days_off(const char *file, const char *bytes, size_t length, struct arena *arena,
                                  struct day_off_set *out, struct error *err)
{
    struct reading reading = {.file = file, .arena = arena, .err = err};
    size_t bad_offset;

    if (length > ICS_DAYS_OFF_BYTES_MAX || strlen(bytes) != length ||
        !unicode_valid(bytes, length, &bad_offset)) {
        error_set(err, ERROR_CONFIG, "is not an iCalendar file");
        return error_at(err, file, 0, 0, NULL);
    }
    reading.days = arena_array(arena, DAYS_MAX, sizeof *reading.days);
    if (reading.days == NULL)
        return error_memory(err);
    ics_library_use();
    CLEANUP(free_component) icalcomponent *calendar = icalparser_parse_string(bytes);
    TRY(read_calendar(&reading, calendar));
    *out = (struct day_off_set){
        .days = reading.days, .day_count = reading.day_count, .years = {reading.year}, .year_count = 1};
    return OK;
}
