#include "app/papers.h"

#include "app/paper_forms.h"
#include "base/file.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ARENA_BYTES_MAX ((size_t)2 << 30)
#define SCRATCH_BYTES_MAX ((size_t)16 << 20)
#define FILE_BYTES_MAX ((size_t)1 << 30)
#define THREADS_MAX 16

/* What a paper is about. */
enum subject { OF_MEETING, OF_CANDIDACY, OF_UNIT, OF_ELECTION };

const struct papers_name papers_names[] = {
    {"announcement", N_("the announcement of a meeting by the People's Committee"), false},
    {"invitation", N_("the invitation to a meeting"), false},
    {"agenda", N_("the agenda of a meeting with the speaking order"), false},
    {"attendance", N_("the sheet that the voters at a meeting sign"), false},
    {"minutes", N_("the form for the minutes of a meeting"), false},
    {"letter", N_("the letter of notice to a candidate, of all his or her meetings"), false},
    {"equality", N_("the proof that the candidates of a unit are treated alike, with the plan's hash"),
     false},
    {"timetable", N_("the official timetable of the election"), true},
    {"report", N_("the report of the voter-contact meetings (art. 66.3)"), true},
    {NULL, NULL, false},
};

struct batch;
static enum error_code load_equality(const struct app *app, struct batch *batch, struct error *err);
static enum error_code load_timetable(const struct app *app, struct batch *batch, struct error *err);
static enum error_code load_report(const struct app *app, struct batch *batch, struct error *err);

/* In the order of the names. */
static const struct kind {
    enum subject subject;
    void (*put)(struct paper_writer *writer, size_t item);
    /* What it needs beyond the facts; NULL: nothing. */
    enum error_code (*load)(const struct app *app, struct batch *batch, struct error *err);
    enum paper_shape shape;
} kinds[] = {
    {OF_MEETING, paper_announcement, NULL, PAPER_UPRIGHT},
    {OF_MEETING, paper_invitation, NULL, PAPER_UPRIGHT},
    {OF_MEETING, paper_agenda, NULL, PAPER_UPRIGHT},
    {OF_MEETING, paper_attendance, NULL, PAPER_UPRIGHT},
    {OF_MEETING, paper_minutes, NULL, PAPER_UPRIGHT},
    {OF_CANDIDACY, paper_letter, NULL, PAPER_UPRIGHT},
    {OF_UNIT, paper_equality, load_equality, PAPER_LANDSCAPE},
    {OF_ELECTION, paper_timetable, load_timetable, PAPER_LANDSCAPE},
    {OF_ELECTION, paper_report, load_report, PAPER_LANDSCAPE},
};
_Static_assert(COUNT_OF(kinds) + 1 == COUNT_OF(papers_names), "each kind has a name");

static enum error_code find_kind(const char *name, const struct kind **out, size_t *out_number,
                                 struct error *err)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (strcmp(papers_names[i].name, name) == 0) {
            *out = &kinds[i];
            *out_number = i;
            return OK;
        }
    return error_set(err, ERROR_USAGE, "there is no paper \"%s\"", name);
}

/* ---- which of them ---- */

struct batch {
    const struct papers_request *request;
    const struct kind *kind;
    const char *title;
    struct civil_date today;
    struct arena arena;
    struct paper_facts facts;
    struct paper_sums sums;
    size_t *items; /* indexes of meetings, people or units; of the election 0 */
    size_t count;
    atomic_size_t next; /* of the items, to be taken by a thread */
    atomic_bool stop;   /* one of them failed */
};

static void batch_done(struct batch *batch)
{
    shown_timetable_done(&batch->sums.timetable);
    arena_done(&batch->arena);
}

static bool is_asked(const char *asked, const char *code)
{
    return asked == NULL || strcmp(asked, code) == 0;
}

static bool stands_in(const struct paper_facts *facts, const struct paper_unit *unit, const char *candidate)
{
    bool stands = candidate == NULL;

    for (size_t i = 0; i < unit->person_count && !stands; i++)
        stands = strcmp(facts->people[unit->first_person + i].code, candidate) == 0;
    return stands;
}

static bool wants_meeting(const struct batch *batch, size_t item)
{
    const struct papers_request *asked = batch->request;
    const struct paper_meeting *meeting = &batch->facts.meetings[item];
    const struct paper_unit *unit = &batch->facts.units[meeting->unit];

    return is_asked(asked->meeting, meeting->code) && is_asked(asked->unit, unit->code) &&
           is_asked(asked->area, meeting->commune) && stands_in(&batch->facts, unit, asked->candidate);
}

/* Nobody is sent a letter of no meetings. */
static bool wants_person(const struct batch *batch, size_t item)
{
    const struct papers_request *asked = batch->request;
    const struct paper_person *person = &batch->facts.people[item];
    const struct paper_unit *unit = &batch->facts.units[person->unit];

    return unit->meeting_count > 0 && is_asked(asked->unit, unit->code) &&
           is_asked(asked->candidate, person->code);
}

static size_t items_of(const struct batch *batch)
{
    switch (batch->kind->subject) {
    case OF_MEETING: return batch->facts.meeting_count;
    case OF_CANDIDACY: return batch->facts.person_count;
    case OF_UNIT: return batch->sums.equality.count;
    case OF_ELECTION: break;
    }
    return 1;
}

static bool wants(const struct batch *batch, size_t item)
{
    if (batch->kind->subject == OF_MEETING)
        return wants_meeting(batch, item);
    return batch->kind->subject != OF_CANDIDACY || wants_person(batch, item);
}

static enum error_code choose(struct batch *batch, struct error *err)
{
    size_t room = items_of(batch);

    batch->items = arena_array(&batch->arena, room, sizeof *batch->items);
    if (batch->items == NULL)
        return error_memory(err);
    for (size_t i = 0; i < room; i++)
        if (wants(batch, i))
            batch->items[batch->count++] = i;
    if (batch->count == 0)
        return error_set(err, ERROR_NO_INPUT, "nothing of that is published, so there is no paper to make");
    return OK;
}

/* ---- what papers of a unit or the election need ---- */

static enum error_code load_equality(const struct app *app, struct batch *batch, struct error *err)
{
    const struct equality_question question = {.unit = batch->request->unit};

    return plan_equality(app, batch->request->election->id, &question, &batch->arena, &batch->sums.equality,
                         err);
}

static enum error_code load_timetable(const struct app *app, struct batch *batch, struct error *err)
{
    const struct timetable_filter filter = {.election = batch->request->election->code,
                                            .area = batch->request->area,
                                            .state = -1,
                                            .as_stored = true};

    return timetable_show(app, &filter, &batch->arena, &batch->sums.timetable, err);
}

static enum error_code load_report(const struct app *app, struct batch *batch, struct error *err)
{
    const struct contact_question question = {.unit = batch->request->unit, .area = batch->request->area};

    return contact_report(app, batch->request->election->id, &question, &batch->arena, &batch->sums.contact,
                          err);
}

static enum error_code prepare(const struct app *app, const struct papers_request *request,
                               struct batch *batch, struct error *err)
{
    size_t number;

    TRY(find_kind(request->kind, &batch->kind, &number, err));
    batch->request = request;
    batch->title = catalog_text(request->catalog, papers_names[number].words);
    batch->today = civil_time_from_utc_secs(clock_now_utc_secs(&app->clock)).date;
    TRY(paper_facts_load(app, request->election, &batch->arena, &batch->facts, err));
    if (batch->kind->load != NULL)
        TRY(batch->kind->load(app, batch, err));
    return choose(batch, err);
}

/* ---- writing ---- */

static enum error_code writer_init(struct paper_writer *writer, const struct batch *batch,
                                   struct arena *arena, struct error *err)
{
    *writer = (struct paper_writer){.facts = &batch->facts,
                                    .sums = &batch->sums,
                                    .catalog = batch->request->catalog,
                                    .today = batch->today,
                                    .arena = arena};
    arena_init(arena, SCRATCH_BYTES_MAX);
    text_init(&writer->line, PAPER_SENTENCE_BYTES_MAX);
    return paper_new(&writer->paper, err);
}

static void writer_done(struct paper_writer *writer)
{
    paper_free(writer->paper);
    text_done(&writer->line);
    if (writer->arena != NULL)
        arena_done(writer->arena);
}

static void put_item(struct paper_writer *writer, const struct batch *batch, size_t item)
{
    paper_begin(writer->paper);
    batch->kind->put(writer, item);
    arena_done(writer->arena);
    arena_init(writer->arena, SCRATCH_BYTES_MAX);
}

static enum error_code put_all(const struct batch *batch, struct text *out, struct error *err)
{
    struct arena scratch;
    CLEANUP(writer_done) struct paper_writer writer = {0};

    TRY(writer_init(&writer, batch, &scratch, err));
    paper_open(writer.paper, batch->title, batch->kind->shape);
    for (size_t i = 0; i < batch->count; i++)
        put_item(&writer, batch, batch->items[i]);
    return paper_close(writer.paper, out, err);
}

static const char *code_of(const struct batch *batch, size_t item)
{
    switch (batch->kind->subject) {
    case OF_MEETING: return batch->facts.meetings[item].code;
    case OF_CANDIDACY: return batch->facts.people[item].code;
    case OF_UNIT: return batch->sums.equality.units[item].code;
    case OF_ELECTION: break;
    }
    return batch->request->election->code;
}

/* Somebody may stand in two units: the file is named after both. */
static enum error_code write_item(struct paper_writer *writer, const struct batch *batch, size_t item,
                                  struct error *err)
{
    CLEANUP(text_done) struct text path = {0};
    CLEANUP(text_done) struct text bytes = {0};

    text_init(&path, 4096);
    text_init(&bytes, FILE_BYTES_MAX);
    text_putf(&path, "%s/%s", batch->request->folder, code_of(batch, item));
    if (batch->kind->subject == OF_CANDIDACY)
        text_putf(&path, "-%s", batch->facts.units[batch->facts.people[item].unit].code);
    text_put(&path, ".pdf");
    TRY(text_finish(&path, err));
    paper_open(writer->paper, batch->title, batch->kind->shape);
    put_item(writer, batch, item);
    TRY(paper_close(writer->paper, &bytes, err));
    return file_write_many(path.data, bytes.data, bytes.length, err);
}

struct hand {
    pthread_t thread;
    struct batch *batch;
    enum error_code code;
    struct error err;
};

static enum error_code work(struct batch *batch, struct error *err)
{
    struct arena scratch;
    CLEANUP(writer_done) struct paper_writer writer = {0};

    TRY(writer_init(&writer, batch, &scratch, err));
    for (size_t i; (i = atomic_fetch_add(&batch->next, 1)) < batch->count && !atomic_load(&batch->stop);)
        TRY(write_item(&writer, batch, batch->items[i], err));
    return OK;
}

static void *run_hand(void *context)
{
    struct hand *hand = context;

    hand->code = work(hand->batch, &hand->err);
    if (hand->code != OK)
        atomic_store(&hand->batch->stop, true);
    return NULL;
}

/* The first hand is this thread, so that there is one at least. */
static enum error_code write_each(struct batch *batch, struct error *err)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    struct hand hands[THREADS_MAX] = {{.batch = batch}};
    size_t count = 1;

    while (count < THREADS_MAX && count < (size_t)(processors > 0 ? processors : 1)) {
        hands[count].batch = batch;
        if (pthread_create(&hands[count].thread, NULL, run_hand, &hands[count]) != 0)
            break;
        count++;
    }
    run_hand(&hands[0]);
    for (size_t i = 1; i < count; i++)
        pthread_join(hands[i].thread, NULL);
    for (size_t i = 0; i < count; i++)
        if (hands[i].code != OK) {
            *err = hands[i].err;
            return hands[i].code;
        }
    return OK;
}

enum error_code papers_put(const struct app *app, const struct papers_request *request, struct text *out,
                           struct error *err)
{
    CLEANUP(batch_done) struct batch batch = {0};

    arena_init(&batch.arena, ARENA_BYTES_MAX);
    TRY(prepare(app, request, &batch, err));
    return put_all(&batch, out, err);
}

enum error_code papers_make(const struct app *app, const struct papers_request *request,
                            struct papers_made *out, struct error *err)
{
    CLEANUP(batch_done) struct batch batch = {0};
    CLEANUP(text_done) struct text bytes = {0};

    arena_init(&batch.arena, ARENA_BYTES_MAX);
    text_init(&bytes, FILE_BYTES_MAX);
    TRY(prepare(app, request, &batch, err));
    if (request->folder != NULL) {
        TRY(file_make_folder(request->folder, err));
        TRY(write_each(&batch, err));
        TRY(file_sync(request->folder, err));
    } else {
        TRY(put_all(&batch, &bytes, err));
        TRY(file_write(request->file, bytes.data, bytes.length, err));
    }
    *out = (struct papers_made){batch.count, request->folder != NULL ? batch.count : 1};
    return OK;
}
