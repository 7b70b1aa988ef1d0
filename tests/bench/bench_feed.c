/* The bytes of a candidate's feed of 40 meetings, beside bare libical: the same entries without the frame, the order,
 * the checks and the marks of cancelled ones.
 */
#include "base/text.h"
#include "bench.h"
#include "calendar/ics_library.h"
#include "calendar/ics_write.h"

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

#define MEETINGS 40
#define SUMMARY "TXCT: Đơn vị bầu cử số 1, huyện Định Hóa; hội nghị trực tiếp"
#define LOCATION "Nhà văn hóa xã, xóm Trung Tâm, huyện Định Hóa, tỉnh Thái Nguyên"
#define STAMP_SECS 1619830861

struct feed {
    char uids[MEETINGS][40];
    struct ics_event events[MEETINGS];
};

static void fill(struct feed *feed)
{
    struct civil_time start;

    if (!civil_time_parse("2021-05-03T07:30", &start))
        abort();
    for (int i = 0; i < MEETINGS; i++) {
        struct civil_time from = civil_time_add_minutes(start, (int64_t)i * 600);
        snprintf(feed->uids[i], sizeof feed->uids[i], "meeting-%d@hiepthuong", 1000 + i);
        feed->events[i] = (struct ics_event){
            .uid = feed->uids[i],
            .last_modified_utc_secs = STAMP_SECS,
            .start = from,
            .end = civil_time_add_minutes(from, 120),
            .summary = SUMMARY,
            .location = LOCATION,
        };
    }
}

static void write_ours(void *argument)
{
    const struct feed *feed = argument;
    struct ics_calendar calendar = {
        .language = "vi",
        .name = "Lịch tiếp xúc cử tri",
        .last_modified_utc_secs = STAMP_SECS,
        .events = feed->events,
        .event_count = MEETINGS,
    };
    CLEANUP(text_done) struct text out;
    struct error err;

    text_init(&out, 1 << 20);
    if (ics_write(&calendar, &out, &err) != OK)
        abort();
}

static icalcomponent *libical_event(const struct ics_event *event)
{
    icalcomponent *component = icalcomponent_new_vevent();
    struct icaltimetype start = icaltime_from_timet_with_zone(civil_time_to_utc_secs(event->start), 0,
                                                              icaltimezone_get_utc_timezone());
    struct icaltimetype end =
        icaltime_from_timet_with_zone(civil_time_to_utc_secs(event->end), 0, icaltimezone_get_utc_timezone());

    icalcomponent_set_uid(component, event->uid);
    icalcomponent_set_sequence(component, 0);
    icalcomponent_set_dtstamp(component,
                              icaltime_from_timet_with_zone(STAMP_SECS, 0, icaltimezone_get_utc_timezone()));
    icalcomponent_set_dtstart(component, start);
    icalcomponent_set_dtend(component, end);
    icalcomponent_set_summary(component, event->summary);
    icalcomponent_set_location(component, event->location);
    return component;
}

static void write_libical(void *argument)
{
    const struct feed *feed = argument;
    icalcomponent *calendar = icalcomponent_new_vcalendar();

    ics_library_use();
    for (int i = 0; i < MEETINGS; i++)
        icalcomponent_add_component(calendar, libical_event(&feed->events[i]));
    char *bytes = icalcomponent_as_ical_string_r(calendar);
    icalmemory_free_buffer(bytes);
    icalcomponent_free(calendar);
}

int main(void)
{
    struct feed feed;

    fill(&feed);
    bench_compare("bytes of a feed of 40 meetings", bench_ms(write_ours, &feed), "bare libical",
                  bench_ms(write_libical, &feed));
    return 0;
}
