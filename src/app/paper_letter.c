/* The letter of notice: to a candidate, of all meetings of his or her unit. */
#include "app/paper_forms.h"
#include "app/paper_words.h"

#include <stdio.h>

static void put_meetings(struct paper_writer *writer, const struct paper_unit *unit)
{
    const struct paper_column columns[] = {{paper_form_text(writer, N_("No.")), 0.9, PAPER_CENTRE},
                                           {paper_form_text(writer, N_("Time")), 3, PAPER_LEFT},
                                           {paper_form_text(writer, N_("Place")), 6, PAPER_LEFT},
                                           {paper_form_text(writer, N_("Form")), 2, PAPER_LEFT}};

    paper_begin_table(writer->paper, columns, COUNT_OF(columns));
    for (size_t i = 0; i < unit->meeting_count; i++) {
        const struct paper_meeting *meeting = &writer->facts->meetings[unit->first_meeting + i];
        char order[24];
        snprintf(order, sizeof order, "%zu", i + 1);
        paper_words_short_time(meeting, &writer->line);
        const char *time = paper_form_take(writer);
        paper_words_place(&meeting->main, meeting->commune_name, &writer->line);
        paper_put_row(writer->paper, (const char *const[]){order, time, paper_form_take(writer),
                                                           paper_words_form(writer->catalog, meeting)});
    }
    paper_end_table(writer->paper);
}

void paper_letter(struct paper_writer *writer, size_t person)
{
    const struct paper_unit *unit = &writer->facts->units[writer->facts->people[person].unit];

    paper_form_head(writer, paper_form_front(writer, unit, '\n'),
                    paper_form_text(writer, N_("No.: ......./TB-MTTQ")), unit->area);
    paper_form_put(writer, PAPER_TITLE, N_("NOTICE"));
    paper_form_put(writer, PAPER_SUBTITLE, N_("of the voter-contact meetings"));
    paper_skip(writer->paper, 8);
    paper_form_say(writer, PAPER_SUBTITLE, "To: %s, candidate in %s", writer->facts->people[person].name,
                   unit->name);
    paper_form_say(
        writer, PAPER_BODY,
        "%s informs you of the meetings at which you will meet the voters. All candidates of the unit take "
        "part "
        "in all of them, on equal terms. You are asked to be there 15 minutes before the beginning.",
        paper_form_front(writer, unit, ' '));
    put_meetings(writer, unit);
    paper_form_put(
        writer, PAPER_BODY,
        N_("A meeting that must be moved or called off will be announced to you by a new notice."));
    paper_put_signatures(writer->paper, NULL,
                         &(struct paper_signature){
                             .duty = paper_form_text(writer, N_("ON BEHALF OF THE STANDING BOARD\nCHAIR")),
                             .hint = paper_form_text(writer, N_("(signature and seal)"))});
}
