#include "web/json_plan.h"

#include <stdio.h>
#include <string.h>

static json_t *sites(const struct shown_meeting *meeting)
{
    json_t *sites = json_array();

    for (size_t i = 0; i < meeting->site_count; i++) {
        const struct shown_site *site = &meeting->sites[i];
        json_array_append_new(sites, json_pack("{s:s,s:s,s:s,s:s}", "venue", site->venue, "venue_name",
                                               site->venue_name, "mode", site->mode, "link", site->link));
    }
    return sites;
}

json_t *json_of_meeting(const struct shown_meeting *meeting, bool in_conflict)
{
    return json_pack("{s:s,s:s,s:s,s:o,s:o,s:s,s:s,s:s,s:s,s:s,s:s,s:o,s:o,s:b}", "code", meeting->code,
                     "status", meeting->status, "mode", meeting->mode, "start", json_of_time(meeting->start),
                     "end", json_of_time(meeting->end), "unit", meeting->unit, "unit_name",
                     meeting->unit_name, "venue", meeting->venue, "venue_name", meeting->venue_name,
                     "commune_name", meeting->commune_name, "link", meeting->link, "sites", sites(meeting),
                     "letter_by", json_of_date(meeting->letter_by), "in_conflict", in_conflict);
}

bool plan_marks_name(const struct plan_marks *marks, const char *code)
{
    for (size_t i = 0; i < marks->count; i++) {
        if (strcmp(marks->items[i].meeting, code) == 0 || strcmp(marks->items[i].other, code) == 0)
            return true;
    }
    return false;
}

json_t *json_of_marks(const struct catalog *catalog, const struct plan_marks *marks)
{
    json_t *list = json_array();

    for (size_t i = 0; i < marks->count; i++) {
        const struct plan_mark *mark = &marks->items[i];
        json_array_append_new(list,
                              json_pack("{s:s,s:s,s:s,s:s,s:o}", "meeting", mark->meeting, "other_meeting",
                                        mark->other, "rule", mark->rule, "severity", mark->severity,
                                        "message", json_of_message(catalog, &mark->words)));
    }
    return json_pack("{s:I,s:o}", "meetings", (json_int_t)marks->meetings, "marks", list);
}

/* ---- releases ---- */

json_t *json_of_release(const struct plan_release *release)
{
    return json_pack("{s:I,s:o,s:I,s:s}", "release", (json_int_t)release->number, "published",
                     json_of_moment(release->published_utc_secs), "changed", (json_int_t)release->changed,
                     "note", release->note);
}

/* "2021-05-04T07:30/09:00" as hours and date for people; false for anything else. */
static bool split_time(const char *text, char hours[16], char date[CIVIL_DATE_CHARS])
{
    char start[CIVIL_TIME_CHARS];
    struct civil_time time;
    const char *slash = strchr(text, '/');

    if (slash == NULL || (size_t)(slash - text) >= sizeof start || strlen(slash + 1) != 5)
        return false;
    memcpy(start, text, (size_t)(slash - text));
    start[slash - text] = '\0';
    if (!civil_time_parse(start, &time))
        return false;
    civil_date_format_vietnamese(time.date, date);
    snprintf(hours, 16, "%s-%s", start + CIVIL_DATE_CHARS, slash + 1);
    return true;
}

struct change_times {
    char before_hours[16];
    char before_date[CIVIL_DATE_CHARS];
    char after_hours[16];
    char after_date[CIVIL_DATE_CHARS];
};

void release_change_say(const struct release_change *change, struct message *out)
{
    struct change_times at = {.before_hours = ""};
    const char *code = change->meeting;
    bool before = split_time(change->before, at.before_hours, at.before_date);
    bool after = split_time(change->after, at.after_hours, at.after_date);

    if (strcmp(change->kind, "new") == 0 && after)
        message_set(out, "Meeting %s is new: %s on %s.", code, at.after_hours, at.after_date);
    else if (strcmp(change->kind, "moved") == 0 && before && after)
        message_set(out, "Meeting %s is moved from %s on %s to %s on %s.", code, at.before_hours,
                    at.before_date, at.after_hours, at.after_date);
    else if (strcmp(change->kind, "cancelled") == 0 && before)
        message_set(out, "Meeting %s is cancelled; it was to be held at %s on %s.", code, at.before_hours,
                    at.before_date);
    else if (strcmp(change->kind, "restored") == 0 && after)
        message_set(out, "Meeting %s is held after all: %s on %s.", code, at.after_hours, at.after_date);
    else if (strcmp(change->kind, "mode") == 0 && strcmp(change->after, "online") == 0)
        message_set(out, "Meeting %s is held online instead of in person.", code);
    else if (strcmp(change->kind, "mode") == 0)
        message_set(out, "Meeting %s is held in person instead of online.", code);
    else
        message_set(out, "Meeting %s is held at %s instead of %s.", code, change->after, change->before);
}

json_t *json_of_change(const struct catalog *catalog, const struct release_change *change)
{
    struct message sentence;

    release_change_say(change, &sentence);
    return json_pack("{s:s,s:s,s:s,s:s,s:o,s:o}", "meeting", change->meeting, "kind", change->kind, "before",
                     change->before, "after", change->after, "message", json_of_message(catalog, &sentence),
                     "reason", json_of_message(catalog, &change->reason));
}

json_t *json_of_publication(const struct plan_publication *publication)
{
    json_t *object = json_pack(
        "{s:I,s:I,s:I,s:I,s:I,s:I}", "release", (json_int_t)publication->release_number, "changed",
        (json_int_t)publication->changed, "notices", (json_int_t)publication->notices.queued, "unreachable",
        (json_int_t)publication->notices.unreachable, "refused", (json_int_t)publication->notices_refused,
        "warnings", (json_int_t)publication->judgement.violation_count);

    for (int kind = 0; kind < CHANGE_KINDS; kind++)
        json_object_set_new(object, change_kind_names[kind],
                            json_of_count((int64_t)publication->changes[kind]));
    return object;
}
