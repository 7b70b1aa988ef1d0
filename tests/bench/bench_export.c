/* bench_export EVENTS FOLDER: writes the calendars of rivals/events.py with bare libical, as a rival of `feed export`. */

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum field { FILE_NAME, TITLE, UID, SEQUENCE, STAMP, START, END, SUMMARY, LOCATION, DESCRIPTION, FIELDS };

static void put_calendar(const char *folder, const char *name, icalcomponent *calendar)
{
    char path[4096];
    char *bytes = icalcomponent_as_ical_string_r(calendar);
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "w");
    if (file == NULL || fputs(bytes, file) < 0 || fclose(file) != 0)
        abort();
    icalmemory_free_buffer(bytes);
    icalcomponent_free(calendar);
}

static icalcomponent *make_event(char *const fields[FIELDS])
{
    icalcomponent *event = icalcomponent_new_vevent();

    icalcomponent_set_uid(event, fields[UID]);
    icalcomponent_set_sequence(event, (int)strtol(fields[SEQUENCE], NULL, 10));
    icalcomponent_set_dtstamp(event, icaltime_from_string(fields[STAMP]));
    icalcomponent_set_dtstart(event, icaltime_from_string(fields[START]));
    icalcomponent_set_dtend(event, icaltime_from_string(fields[END]));
    icalcomponent_set_summary(event, fields[SUMMARY]);
    icalcomponent_set_location(event, fields[LOCATION]);
    icalcomponent_set_description(event, fields[DESCRIPTION]);
    return event;
}

static void split(char *line, char *out[FIELDS])
{
    for (int i = 0; i < FIELDS; i++) {
        out[i] = line;
        line += strcspn(line, "\t");
        if (*line != '\0')
            *line++ = '\0';
    }
}

int main(int argc, char **argv)
{
    char *line = NULL;
    size_t room = 0;
    icalcomponent *calendar = NULL;
    char name[256] = "";
    FILE *file = argc == 3 ? fopen(argv[1], "r") : NULL;

    if (file == NULL)
        return 1;
    while (getline(&line, &room, file) > 0) {
        char *fields[FIELDS];
        line[strcspn(line, "\n")] = '\0';
        split(line, fields);
        if (strcmp(name, fields[FILE_NAME]) != 0) {
            if (calendar != NULL)
                put_calendar(argv[2], name, calendar);
            calendar = icalcomponent_new_vcalendar();
            snprintf(name, sizeof name, "%s", fields[FILE_NAME]);
        }
        icalcomponent_add_component(calendar, make_event(fields));
    }
    if (calendar != NULL)
        put_calendar(argv[2], name, calendar);
    free(line);
    fclose(file);
    return 0;
}
