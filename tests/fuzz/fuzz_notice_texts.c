/* Whatever is read as the words of messages makes a message: valid text that can be measured. */
#include "fuzz.h"
#include "notify/compose.h"
#include "notify/sms_text.h"

static const struct notice_meeting meetings[] = {
    {.start = {.date = {18749}, .minute = 1170}, .place = "Nhà văn hoá {hour}"},
    {.start = {.date = {18750}, .minute = 480}, .place = "", .online = true},
    {.start = {.date = {18751}, .minute = 840}, .place = "", .cancelled = true},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_done) struct arena arena;
    const struct notice_texts_file file = {(const char *)data, size, "vi.txt"};
    const struct notice_facts facts = {.kind = NOTICE_PUBLISHED,
                                       .release_number = 1,
                                       .form_name = "Lò Văn Ứng",
                                       .number = "",
                                       .meetings = meetings,
                                       .meeting_count = COUNT_OF(meetings)};
    struct notice_texts texts;
    struct sms_size measured;
    struct error err;
    char *message;

    arena_init(&arena, (size_t)16 << 20);
    if (size <= NOTICE_TEXTS_MAX_BYTES &&
        notice_texts_read(&texts, NOTICE_PUBLISHED, &file, &arena, &err) == OK &&
        compose_notice(&texts, &facts, 0, &arena, &message, &err) == OK)
        assert(sms_text_measure(message, &measured));
    return 0;
}
