#include "app/timetable_audit.h"

#include "app/audit.h"
#include "base/text.h"

#define WORDS_MAX_BYTES 2000

/* Whoever did it or entered it may be a person and is left out; an owner is an office. */
static void put_record(struct text *out, enum record_kind kind, const struct step_record *record)
{
    char written[CIVIL_TIME_CHARS];

    if (record == NULL)
        return;
    if (kind == RECORD_OWNER) {
        text_put(out, record->by);
        return;
    }
    if (record->has_hour)
        civil_time_format(record->time, written);
    else
        civil_date_format(record->time.date, written);
    text_put(out, written);
    if (record->document[0] != '\0')
        text_putf(out, "; %s", record->document);
}

static void say_record(struct message *words, const struct timetable_change *change, const char *area,
                       size_t moved)
{
    switch (change->kind) {
    case RECORD_ACT:
        if (change->withdraw)
            message_set(words, "The record that step %s was done was withdrawn; area: %s; dates moved: %zu.",
                        change->step, area, moved);
        else
            message_set(words, "Step %s was recorded as done; area: %s; dates moved: %zu.", change->step,
                        area, moved);
        break;
    case RECORD_OVERRIDE:
        if (change->withdraw)
            message_set(words, "The last day set for step %s was withdrawn; area: %s; dates moved: %zu.",
                        change->step, area, moved);
        else
            message_set(words, "Another last day was set for step %s; area: %s; dates moved: %zu.",
                        change->step, area, moved);
        break;
    default:
        if (change->withdraw)
            message_set(words, "The office that answers for step %s was taken back; area: %s.", change->step,
                        area);
        else
            message_set(words, "An office was named that answers for step %s; area: %s.", change->step, area);
        break;
    }
}

static void say(struct audit_entry *entry, const struct timetable_change *change,
                const struct timetable_moved *moved)
{
    static const char *const verbs[RECORD_KIND_COUNT] = {
        [RECORD_ACT] = "timetable record",
        [RECORD_OVERRIDE] = "timetable override",
        [RECORD_OWNER] = "timetable owner",
    };

    if (change->step != NULL) {
        entry->verb = verbs[change->kind];
        entry->kind = "step";
        entry->about = change->step;
        say_record(&entry->words, change, moved->area[0] != '\0' ? moved->area : "-", moved->count);
    } else if (change->resolution != NULL) {
        entry->verb = "timetable resolution";
        entry->kind = "resolution";
        entry->about = change->resolution;
        if (change->withdraw)
            message_set(&entry->words, "The resolution %s was taken back; dates moved: %zu.",
                        change->resolution, moved->count);
        else
            message_set(&entry->words, "The resolution %s was taken up; dates moved: %zu.",
                        change->resolution, moved->count);
    } else {
        entry->verb = "timetable refresh";
        entry->kind = "election";
        message_set(&entry->words,
                    "The timetable was brought up to the law pack and the days off; dates moved: %zu.",
                    moved->count);
    }
}

enum error_code timetable_audit(const struct app *app, const struct timetable_book *book,
                                const struct timetable_change *change, const struct timetable_done *done,
                                struct error *err)
{
    CLEANUP(text_done) struct text was;
    CLEANUP(text_done) struct text is;
    struct audit_entry entry = {.election = book->election.id, .about = book->election.code};

    text_init(&was, WORDS_MAX_BYTES);
    text_init(&is, WORDS_MAX_BYTES);
    put_record(&was, change->kind, done->before);
    put_record(&is, change->kind, done->after);
    TRY(text_finish(&was, err));
    TRY(text_finish(&is, err));
    entry.before = was.data;
    entry.after = is.data;
    say(&entry, change, done->moved);
    return audit_put(app, &entry, err);
}
