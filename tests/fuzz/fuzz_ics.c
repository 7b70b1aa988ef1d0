/* Whatever the texts of an entry are: the calendar has well-formed lines, and libical reads one entry back, whose texts
 * written once more are the same bytes. The input's lines are name, title, description and place. */
#include "base/text.h"
#include "base/utf8.h"
#include "calendar/ics_library.h"
#include "calendar/ics_write.h"
#include "fuzz.h"

#include <libical/ical.h>
#include <string.h>

#define TEXTS 4
#define BYTES_MAX ((size_t)1 << 20)

static void cut_in_lines(char *input, const char *texts[TEXTS])
{
    for (size_t i = 0; i < TEXTS; i++) {
        texts[i] = input;
        char *end = i + 1 < TEXTS ? strchr(input, '\f') : NULL;
        input += end != NULL ? end - input : (ptrdiff_t)strlen(input);
        if (end != NULL)
            *input++ = '\0';
    }
}

static enum error_code write_calendar(const char *const texts[TEXTS], struct text *out)
{
    const struct ics_event event = {
        .uid = "a@hiepthuong",
        .start = {.date = {18757}, .minute = 450},
        .end = {.date = {18757}, .minute = 570},
        .summary = texts[1],
        .description = texts[2],
        .location = texts[3],
    };
    const struct ics_calendar calendar = {
        .language = "vi", .name = texts[0], .events = &event, .event_count = 1};
    struct error err;

    text_init(out, BYTES_MAX);
    return ics_write(&calendar, out, &err);
}

static void check_line(const char *line, size_t length)
{
    uint32_t character;

    assert(length <= 75);
    while (length > 0) {
        size_t taken = utf8_next(line, length, &character);
        assert(taken > 0 && character >= ' ' && !(character >= 0x7f && character <= 0x9f));
        line += taken;
        length -= taken;
    }
}

static void check_lines(const char *bytes)
{
    while (*bytes != '\0') {
        const char *end = strstr(bytes, "\r\n");
        assert(end != NULL);
        check_line(bytes, (size_t)(end - bytes));
        bytes = end + 2;
    }
}

static void check_read_back(const char *name, const struct text *bytes)
{
    CLEANUP(text_done) struct text again;
    icalcomponent *calendar = icalcomponent_new_from_string(bytes->data);

    assert(calendar != NULL);
    assert(icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT) == 1);
    icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    const char *const texts[TEXTS] = {
        name,
        icalcomponent_get_summary(event),
        icalcomponent_get_description(event),
        icalcomponent_get_location(event),
    };
    assert(write_calendar(texts, &again) == OK);
    assert(strcmp(again.data, bytes->data) == 0);
    icalcomponent_free(calendar);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(text_done) struct text bytes = {0};
    const char *texts[TEXTS];
    char input[4096];

    if (size >= sizeof input)
        return 0;
    memcpy(input, data, size);
    input[size] = '\0';
    cut_in_lines(input, texts);
    if (write_calendar(texts, &bytes) != OK)
        return 0; /* no title */
    check_lines(bytes.data);
    check_read_back(texts[0], &bytes);
    return 0;
}
