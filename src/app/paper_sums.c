/* Papers of a unit or of the whole election: equality, the official timetable, the report of art. 66.3. */
#include "app/law_words.h"
#include "app/paper_forms.h"

#include <stdio.h>
#include <string.h>

#define AREAS_NAMED_MAX 2

static const char *number_of(struct paper_writer *writer, int64_t value)
{
    text_put_int(&writer->line, value);
    return paper_form_take(writer);
}

static void put_signature(struct paper_writer *writer)
{
    paper_put_signatures(writer->paper, NULL,
                         &(struct paper_signature){
                             .duty = paper_form_text(writer, N_("ON BEHALF OF THE STANDING BOARD\nCHAIR")),
                             .hint = paper_form_text(writer, N_("(signature and seal)"))});
}

/* The office of the election's highest area. */
static void put_head(struct paper_writer *writer, const char *number)
{
    static const struct paper_unit nowhere = {.area = ""};
    const struct paper_unit *unit = writer->facts->unit_count > 0 ? &writer->facts->units[0] : &nowhere;

    paper_form_head(writer, paper_form_front(writer, unit, '\n'), number, unit->area);
}

/* ---- equality ---- */

static const struct figure {
    enum equality_figure figure;
    const char *head;
} figures[] = {
    {EQUALITY_MEETINGS, N_("Meetings")},
    {EQUALITY_MINUTES, N_("Minutes")},
    {EQUALITY_DIRECT, N_("In person")},
    {EQUALITY_ONLINE, N_("Online")},
    {EQUALITY_HYBRID, N_("Both")},
    {EQUALITY_SEATS, N_("Seats in halls")},
    {EQUALITY_MORNING, N_("Morning")},
    {EQUALITY_AFTERNOON, N_("Afternoon")},
    {EQUALITY_EVENING, N_("Evening")},
    {EQUALITY_WEEKEND, N_("Weekend")},
    {EQUALITY_HOLIDAY, N_("Holiday")},
    {EQUALITY_SPEAKS_FIRST, N_("Speaks first")},
    {EQUALITY_SPEAKS_LAST, N_("Speaks last")},
};
#define FIGURE_COLUMNS (COUNT_OF(figures) + 1)

static void put_figures(struct paper_writer *writer, const char *name, const struct equality_figures *of)
{
    const char *cells[FIGURE_COLUMNS] = {name};

    for (size_t i = 0; i < COUNT_OF(figures); i++)
        cells[i + 1] = number_of(writer, of->value[figures[i].figure]);
    paper_put_row(writer->paper, cells);
}

static const char *name_of(const struct paper_writer *writer, const char *code)
{
    const struct paper_facts *facts = writer->facts;

    for (size_t i = 0; i < facts->person_count; i++)
        if (strcmp(facts->people[i].code, code) == 0)
            return facts->people[i].name;
    return code;
}

static void put_hash(struct paper_writer *writer)
{
    const char *hash = writer->sums->equality.hash;
    struct error unused;
    struct qr code;

    text_putf(
        &writer->line, "%s\n%s\n%s",
        paper_form_text(
            writer, N_("Hash of the plan (BLAKE2b), also in the square; `hiepthuong plan equality` and the "
                       "page of the unit show the same while the plan is the one of this paper:")),
        hash, writer->facts->election.code);
    const char *sentence = paper_form_take(writer);
    if (qr_encode(hash, &code, &unused) == OK)
        paper_put_code(writer->paper, &code, sentence);
}

void paper_equality(struct paper_writer *writer, size_t number)
{
    const struct equality_unit *unit = &writer->sums->equality.units[number];
    struct paper_column columns[FIGURE_COLUMNS] = {
        {paper_form_text(writer, N_("Candidate")), 3.2, PAPER_LEFT}};

    for (size_t i = 0; i < COUNT_OF(figures); i++)
        columns[i + 1] = (struct paper_column){paper_form_text(writer, figures[i].head), 1, PAPER_CENTRE};
    put_head(writer, NULL);
    paper_form_put(writer, PAPER_TITLE, N_("EQUALITY OF THE CANDIDATES"));
    paper_put(writer->paper, PAPER_SUBTITLE, unit->name);
    paper_form_put(writer, PAPER_BODY,
                   N_("What each candidate is given by the published plan of the voter-contact meetings, "
                      "counted twice by "
                      "different ways, which agree."));
    paper_begin_table(writer->paper, columns, FIGURE_COLUMNS);
    for (size_t i = 0; i < unit->count; i++)
        put_figures(writer, name_of(writer, unit->candidates[i].code), &unit->candidates[i].figures);
    put_figures(writer, paper_form_text(writer, N_("Largest difference")), &unit->differences);
    paper_end_table(writer->paper);
    put_hash(writer);
    put_signature(writer);
}

/* ---- the official timetable ---- */

static const char *moment_of(struct paper_writer *writer, const struct timetable_moment *moment)
{
    char date[CIVIL_DATE_CHARS];

    if (!timetable_has_date(moment))
        return "";
    civil_date_format_vietnamese(moment->time.date, date);
    if (moment->state == TIMETABLE_HOUR)
        text_putf(&writer->line, "%02d:%02d, ", moment->time.minute / 60, moment->time.minute % 60);
    text_put(&writer->line, date);
    return paper_form_take(writer);
}

static const char *areas_of(struct paper_writer *writer, const struct shown_step *steps, size_t count)
{
    if (steps->place->id == 0)
        return paper_form_text(writer, law_words_level(steps->level));
    for (size_t i = 0; i < count && i < AREAS_NAMED_MAX; i++)
        text_putf(&writer->line, "%s%s", i > 0 ? ", " : "", steps[i].place->name);
    if (count > AREAS_NAMED_MAX) {
        struct message more;
        message_set(&more, "and %zu more", count - AREAS_NAMED_MAX);
        text_put_char(&writer->line, ' ');
        catalog_put_message(writer->catalog, &more, &writer->line);
    }
    return paper_form_take(writer);
}

static void put_steps(struct paper_writer *writer, size_t number, const struct shown_step *steps,
                      size_t count)
{
    const struct timetable_moment target = {
        .state = steps->dates.has_target ? TIMETABLE_DATE : TIMETABLE_NONE, .time = {steps->dates.target, 0}};
    struct timetable_moment last = {.state = TIMETABLE_NONE};

    (void)!shown_step_moment(steps, &last);
    paper_put_row(writer->paper, (const char *const[]){number_of(writer, (int64_t)number),
                                                       moment_of(writer, &last), moment_of(writer, &target),
                                                       law_words_name(writer->catalog, &steps->duty->name),
                                                       areas_of(writer, steps, count), steps->duty->body,
                                                       steps->duty->citation});
}

void paper_timetable(struct paper_writer *writer, size_t item)
{
    const struct shown_timetable *shown = &writer->sums->timetable;
    const struct paper_column columns[] = {
        {paper_form_text(writer, N_("No.")), 0.8, PAPER_CENTRE},
        {paper_form_text(writer, N_("Last day by law")), 1.5, PAPER_CENTRE},
        {paper_form_text(writer, N_("Finish by")), 1.4, PAPER_CENTRE},
        {paper_form_text(writer, N_("What is to be done")), 5, PAPER_LEFT},
        {paper_form_text(writer, N_("Where")), 2, PAPER_LEFT},
        {paper_form_text(writer, N_("Who does it")), 3, PAPER_LEFT},
        {paper_form_text(writer, N_("Article")), 1.4, PAPER_LEFT}};
    char day[CIVIL_DATE_CHARS];
    size_t number = 0;

    (void)item;
    civil_date_format_vietnamese(writer->facts->election.polling_day, day);
    put_head(writer, NULL);
    paper_form_put(writer, PAPER_TITLE, N_("TIMETABLE OF THE ELECTION"));
    paper_put(writer->paper, PAPER_SUBTITLE, writer->facts->election.title);
    paper_form_say(writer, PAPER_SUBTITLE, "Polling day: %s", day);
    paper_begin_table(writer->paper, columns, COUNT_OF(columns));
    for (size_t i = 0, alike; i < shown->count; i += alike) {
        alike = shown_steps_alike(shown, i);
        put_steps(writer, ++number, &shown->items[i], alike);
    }
    paper_end_table(writer->paper);
    paper_form_put(writer, PAPER_NOTE,
                   N_("The last day by law counts plain calendar days and is never moved for days off; "
                      "\"Finish by\" is the last "
                      "working day at or before it, less the days that the office keeps in hand."));
    put_signature(writer);
}

/* ---- the report of art. 66.3 ---- */

static void put_sums(struct paper_writer *writer, const char *name, const int64_t *value)
{
    static const enum contact_figure shown[] = {CONTACT_MEETINGS, CONTACT_DIRECT,      CONTACT_ONLINE,
                                                CONTACT_HYBRID,   CONTACT_ATTENDANCES, CONTACT_OPINIONS,
                                                CONTACT_MISSING};
    const char *cells[COUNT_OF(shown) + 1] = {name};

    for (size_t i = 0; i < COUNT_OF(shown); i++)
        cells[i + 1] = number_of(writer, value[shown[i]]);
    paper_put_row(writer->paper, cells);
}

void paper_report(struct paper_writer *writer, size_t item)
{
    const struct contact_report *report = &writer->sums->contact;
    const struct paper_column columns[] = {{paper_form_text(writer, N_("Unit")), 5, PAPER_LEFT},
                                           {paper_form_text(writer, N_("Meetings")), 1.2, PAPER_RIGHT},
                                           {paper_form_text(writer, N_("In person")), 1.2, PAPER_RIGHT},
                                           {paper_form_text(writer, N_("Online")), 1.2, PAPER_RIGHT},
                                           {paper_form_text(writer, N_("Both")), 1.2, PAPER_RIGHT},
                                           {paper_form_text(writer, N_("Attendances")), 1.4, PAPER_RIGHT},
                                           {paper_form_text(writer, N_("Opinions")), 1.2, PAPER_RIGHT},
                                           {paper_form_text(writer, N_("Without report")), 1.4, PAPER_RIGHT}};

    (void)item;
    put_head(writer, paper_form_text(writer, N_("No.: ......./BC-MTTQ")));
    paper_form_put(writer, PAPER_TITLE, N_("REPORT"));
    paper_form_put(writer, PAPER_SUBTITLE, N_("of the voter-contact meetings of the candidates"));
    paper_put(writer->paper, PAPER_SUBTITLE, writer->facts->election.title);
    paper_begin_table(writer->paper, columns, COUNT_OF(columns));
    for (size_t i = 0; i < report->count; i++)
        put_sums(writer, report->units[i].name, report->units[i].value);
    put_sums(writer, paper_form_text(writer, N_("Together")), report->total);
    paper_end_table(writer->paper);
    put_signature(writer);
}
