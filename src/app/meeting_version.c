#include "app/meeting_version.h"

#include <stdio.h>
#include <string.h>

static void write_version(const struct meeting_version *version, char out[MEETING_VERSION_CHARS])
{
    char start[CIVIL_TIME_CHARS];
    char end[CIVIL_TIME_CHARS];

    civil_time_format(version->start, start);
    civil_time_format(version->end, end);
    if (version->held)
        snprintf(out, MEETING_VERSION_CHARS, "%s/%s %s %.150s", start, end, version->mode, version->venue);
    else
        snprintf(out, MEETING_VERSION_CHARS, "%s", MEETING_VERSION_CANCELLED);
}

void meeting_version_write(const struct plan_problem *problem, const struct plan_meeting *meeting,
                           char out[MEETING_VERSION_CHARS])
{
    struct meeting_version version = {.held = meeting != NULL};

    if (meeting != NULL) {
        version.start = meeting->start;
        version.end = meeting->end;
        snprintf(version.mode, sizeof version.mode, "%s", plan_mode_name(meeting->mode));
        snprintf(version.venue, sizeof version.venue, "%s", problem->venues[meeting->venue].code);
    }
    write_version(&version, out);
}

void meeting_version_write_shown(const struct shown_meeting *shown, char out[MEETING_VERSION_CHARS])
{
    struct meeting_version version = {
        .held = strcmp(shown->status, "cancelled") != 0, .start = shown->start, .end = shown->end};

    snprintf(version.mode, sizeof version.mode, "%s", shown->mode);
    snprintf(version.venue, sizeof version.venue, "%s", shown->venue);
    write_version(&version, out);
}

/* Takes what stands before the divider. */
static bool take(const char **text, char divider, char *out, size_t room)
{
    const char *end = strchr(*text, divider);
    size_t length = end != NULL ? (size_t)(end - *text) : 0;

    if (end == NULL || length == 0 || length >= room)
        return false;
    memcpy(out, *text, length);
    out[length] = '\0';
    *text = end + 1;
    return true;
}

bool meeting_version_read(const char *text, struct meeting_version *out)
{
    struct meeting_version read = {.held = strcmp(text, MEETING_VERSION_CANCELLED) != 0};
    char start[CIVIL_TIME_CHARS];
    char end[CIVIL_TIME_CHARS];

    if (read.held) {
        if (!take(&text, '/', start, sizeof start) || !take(&text, ' ', end, sizeof end) ||
            !take(&text, ' ', read.mode, sizeof read.mode) || !civil_time_parse(start, &read.start) ||
            !civil_time_parse(end, &read.end) || text[0] == '\0' || strlen(text) >= sizeof read.venue)
            return false;
        snprintf(read.venue, sizeof read.venue, "%s", text);
    }
    *out = read;
    return true;
}
